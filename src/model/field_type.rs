//! The types of fields, as a spec writes them.

use std::sync::Arc;

use toml::Spanned;

use super::choice::{Choice as _, unknown_value};
use super::suffix::{BOUND_PATTERN, Suffix, Suffixed};
use super::{CimType, names};
use crate::diagnostics::rules::UNKNOWN_VALUE;
use crate::diagnostics::{Checked, Diagnostic, closest, quoted};

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// A value of a CIM type.
    Scalar(CimType),
    /// An object of a class.
    Object(OfClass),
    /// An object of a class that is known when it is there: of any, or of one that derives from the class of this name, which
    /// has no instances of its own.
    AnyObject(Option<String>),
    /// The path of an instance.
    Reference(Referred),
}

impl ValueType {
    /// The CIM type.
    pub fn cim_type(&self) -> CimType {
        match self {
            Self::Scalar(cim_type) => *cim_type,
            Self::Object(_) | Self::AnyObject(_) => CimType::Object,
            Self::Reference(_) => CimType::Reference,
        }
    }

    /// The type in MOF, without the brackets of an array.
    pub fn mof(&self) -> String {
        let word = self.cim_type().row().mof;
        match self {
            Self::Reference(to) => format!("{} {word}", to.class.as_deref().unwrap_or("object")),
            _ => match self.named_class() {
                None => word.to_owned(),
                Some(class) => format!("{word}:{class}"),
            },
        }
    }

    /// The class of the objects, if these are what the values are, and all are of one class.
    pub fn class(&self) -> Option<&OfClass> {
        match self {
            Self::Scalar(_) | Self::AnyObject(_) | Self::Reference(_) => None,
            Self::Object(class) => Some(class),
        }
    }

    /// What is referred to, if the values are references.
    pub fn referred(&self) -> Option<&Referred> {
        match self {
            Self::Scalar(_) | Self::Object(_) | Self::AnyObject(_) => None,
            Self::Reference(to) => Some(to),
        }
    }

    /// The name of the class that the objects are of or derive from, if one is declared.
    pub fn class_name(&self) -> Option<&str> {
        match self {
            Self::Scalar(_) | Self::Reference(_) => None,
            Self::Object(class) => Some(&class.name),
            Self::AnyObject(base) => base.as_deref(),
        }
    }

    /// The name of the class that stands in the spec: that of the objects, or of what is referred to.
    pub fn named_class(&self) -> Option<&str> {
        match self {
            Self::Scalar(_) | Self::Object(_) | Self::AnyObject(_) => self.class_name(),
            Self::Reference(to) => to.class.as_deref(),
        }
    }

    /// Whether what a value tells can be denied by itself: values inside an object, and the instance that is referred to.
    pub fn has_denials_inside(&self) -> bool {
        match self {
            Self::Scalar(_) => false,
            Self::Object(_) | Self::AnyObject(_) | Self::Reference(_) => true,
        }
    }

    /// Whether the values are objects.
    pub fn is_object(&self) -> bool {
        match self {
            Self::Scalar(_) | Self::Reference(_) => false,
            Self::Object(_) | Self::AnyObject(_) => true,
        }
    }
}

/// A class that a field names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OfClass {
    /// Its name in WMI, as it is declared.
    pub name: String,
    /// Its module in Rust.
    pub module: String,
    /// The struct of an instance.
    pub type_name: String,
    /// Whether a field that has one object lies behind a pointer, because the class can have an object of the field's own
    /// class in turn. Arrays are pointers by themselves.
    pub boxed: bool,
    /// Whether a value somewhere in such an object is a real number, which is not equal to itself.
    pub has_reals: bool,
}

/// What a field refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Referred {
    /// The name of the class in WMI, as it is declared; none for any class.
    pub class: Option<String>,
    /// The key of that class, by which its instances are named in Rust; none where they are named by paths.
    pub key: Option<KeyType>,
    /// The provider's classes whose instances it may be, in the order of the spec: that class if it has some, and those that
    /// derive from it. None are listed for any class.
    pub own: Arc<[OwnClass]>,
    /// Whether it may be an instance of a class that the provider does not have.
    pub open: bool,
    /// The classes of other providers that it may lead to and about whose instances WMI is asked if the client may see them, by
    /// their names in WMI, in the order of the spec.
    pub asked: Vec<String>,
    /// Whether WMI is asked about all instances that the provider does not have.
    pub asks_all: bool,
}

/// A class of the provider's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OwnClass {
    /// Its name in WMI.
    pub name: String,
    /// Its module in Rust.
    pub module: String,
}

/// The struct of a class's key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyType {
    /// The class's module in Rust.
    pub module: String,
    /// The struct.
    pub type_name: String,
}

/// The type of a field: of one value, or of an array of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FieldType {
    /// The type of a value.
    pub of: ValueType,
    /// Whether the field has any number of them.
    pub array: bool,
    /// The most of them in an array that has a bound; at least one.
    pub max_items: Option<u32>,
}

impl FieldType {
    /// All words for types, without bounds of arrays.
    pub fn names() -> Vec<&'static str> {
        let rows = CimType::ALL.iter().map(|of| of.row());
        rows.flat_map(|row| [row.word, row.array_word]).collect()
    }

    /// The words for types that are no arrays.
    pub fn single_names() -> Vec<&'static str> {
        CimType::ALL.iter().map(|of| of.row().word).collect()
    }

    /// What the types of arrays with a bound are, as a regular expression.
    pub fn bounded_pattern() -> String {
        format!("^({}){BOUND_PATTERN}$", CimType::names().join("|"))
    }
}

/// The type that was written, or what there is to say about it.
pub fn field_type(written: &Spanned<String>) -> Checked<FieldType> {
    let name = written.get_ref().as_str();
    let vector = vector(name);
    let is_vector = vector.is_some();
    let Suffixed { element, suffix } = vector.unwrap_or_else(|| Suffixed::of(name));
    let meant = meant(element);
    if let Some(meant) = meant {
        let word = meant.row().word;
        let max_items = suffix.max_items(name, word, written.span())?;
        if word == element && !is_vector {
            return Ok(FieldType {
                of: ValueType::Scalar(meant),
                array: suffix.is_array(),
                max_items,
            });
        }
    }
    if meant.is_none() && is_reference(element) {
        let message = format!("{} is no type, but a reference", quoted(name));
        return Diagnostic::error(&UNKNOWN_VALUE, written.span(), message)
            .with_label("a reference has a key of its own")
            .with_help("write for instance `ref = \"Acme_Disk\"` in the place of `type`")
            .refuse();
    }
    if meant.is_none() && is_object(element) {
        let message = format!("{} is no type, but an object", quoted(name));
        return Diagnostic::error(&UNKNOWN_VALUE, written.span(), message)
            .with_label("a class of objects has a key of its own")
            .with_help("write for instance `object = \"Acme_Path\"` in the place of `type`")
            .refuse();
    }
    let mut unknown = unknown_value("type", name, written.span(), &CimType::names());
    let near = || closest(element, CimType::names()).and_then(CimType::from_name);
    if let Some(meant) = meant.or_else(near) {
        let word = suffix.behind(meant.row().word);
        unknown.help = Some(format!("did you mean `{word}`?"));
    }
    unknown.refuse()
}

/// The type of an array as Rust writes it, taken apart.
fn vector(name: &str) -> Option<Suffixed<'_>> {
    let (outer, rest) = name.split_once('<')?;
    let element = rest.strip_suffix('>')?;
    let suffix = Suffix::Any;
    let vec = outer.trim().eq_ignore_ascii_case("vec");
    vec.then_some(Suffixed { element, suffix })
}

/// The type that another word stands for: one of Rust, of C or of COM, or the type itself in another case.
fn meant(element: &str) -> Option<CimType> {
    let folded = element.trim().to_ascii_lowercase();
    let bare = ["cim_", "vt_", "mi_"]
        .iter()
        .find_map(|prefix| folded.strip_prefix(prefix));
    let bare = bare.unwrap_or(&folded);
    let mut types = CimType::ALL.iter().copied();
    types.find(|of| of.row().word == bare || of.row().aliases.contains(&bare))
}

/// Whether a word of MOF's names no values but references.
fn is_reference(element: &str) -> bool {
    let folded = element.trim().to_ascii_lowercase();
    let first = folded.split([':', ' ', '<']).next().unwrap_or_default();
    matches!(first, "ref" | "reference") || folded.ends_with(" ref")
}

/// Whether a word names no values but objects: MOF's words, and the name of a class.
fn is_object(element: &str) -> bool {
    let folded = element.trim().to_ascii_lowercase();
    let first = folded.split([':', ' ', '<']).next().unwrap_or_default();
    let object = matches!(
        first,
        "object" | "instance" | "class" | "embedded" | "embeddedobject" | "embeddedinstance"
    );
    // A class has its schema's name before an underscore, and no type has one.
    let class = element.contains('_') && names::problem(element).is_none();
    object || class
}
