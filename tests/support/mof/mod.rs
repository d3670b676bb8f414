//! A reader of MOF for the tests, written from the standard (DSP0004) and the pages of WMI's documentation, and from
//! nothing of the renderer's. It is strict: what either of them does not allow, or mofcomp is known to stumble over, is
//! refused with the line where it stands.

mod parser;
mod tokens;
mod types;

use std::collections::BTreeMap;

/// What a file says, in its order.
#[derive(Debug, PartialEq)]
pub enum Item {
    /// `#pragma namespace("…")` and the like, with its name in small letters.
    Pragma {
        name: String,
        arguments: Vec<String>,
    },
    /// A class.
    Class(Class),
    /// An instance.
    Instance(Instance),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    pub name: String,
    pub superclass: Option<String>,
    pub qualifiers: Qualifiers,
    pub properties: Vec<Property>,
    pub methods: Vec<Method>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    pub name: String,
    /// The type of what it returns, as MOF calls it, in small letters; or `void`.
    pub cim_type: String,
    pub qualifiers: Qualifiers,
    /// What it takes and gives, as properties without defaults.
    pub parameters: Vec<Property>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    pub name: String,
    /// As MOF calls it, in small letters.
    pub cim_type: String,
    pub array: bool,
    /// What stands in its brackets.
    pub max_items: Option<u32>,
    /// `Null` if none is written.
    pub default: Value,
    pub qualifiers: Qualifiers,
}

/// By their names in small letters: to WMI, neither case nor order matters.
pub type Qualifiers = BTreeMap<String, Qualifier>;

#[derive(Debug, Clone, PartialEq)]
pub struct Qualifier {
    /// `Boolean(true)` if none is written.
    pub value: Value,
    pub flavors: Flavors,
}

/// How a qualifier behaves. What is not written is as WMI's page "Qualifier Flavors" has it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flavor by itself, and there are four"
)]
pub struct Flavors {
    pub overridable: bool,
    pub to_subclass: bool,
    pub to_instance: bool,
    pub amended: bool,
}

#[derive(Debug, PartialEq)]
pub struct Instance {
    pub class: String,
    pub qualifiers: Qualifiers,
    /// What `as $Name` calls it.
    pub alias: Option<String>,
    pub values: Vec<(String, Value)>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Boolean(bool),
    Integer(i128),
    Real(f64),
    Text(String),
    /// A UTF-16 code unit.
    Char(u16),
    Array(Vec<Value>),
    /// The instance that a name stands for.
    Alias(String),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl Flavors {
    /// What holds when nothing is said. A key is one in every derived class, whatever is said ("Key Qualifier").
    pub fn unsaid(name: &str) -> Self {
        let key = name.eq_ignore_ascii_case("key");
        Flavors {
            overridable: !key,
            to_subclass: key,
            to_instance: false,
            amended: false,
        }
    }

    /// The flavor that a word of MOF sets; `None` if it is no flavor.
    pub fn set(&mut self, word: &str) -> Option<()> {
        match word.to_ascii_lowercase().as_str() {
            "enableoverride" => self.overridable = true,
            "disableoverride" => self.overridable = false,
            "tosubclass" => self.to_subclass = true,
            "nottosubclass" | "restricted" => self.to_subclass = false,
            "toinstance" => self.to_instance = true,
            "nottoinstance" => self.to_instance = false,
            "amended" => self.amended = true,
            _ => return None,
        }
        Some(())
    }
}

/// Reads a whole file.
pub fn read(text: &str) -> Result<Vec<Item>, String> {
    parser::Parser::new(tokens::tokens(text)?).file()
}

/// The classes of a file.
pub fn classes(items: &[Item]) -> impl Iterator<Item = &Class> {
    items.iter().filter_map(|item| match item {
        Item::Class(class) => Some(class),
        _ => None,
    })
}

/// The instances of a file.
pub fn instances(items: &[Item]) -> impl Iterator<Item = &Instance> {
    items.iter().filter_map(|item| match item {
        Item::Instance(instance) => Some(instance),
        _ => None,
    })
}
