//! The types of fields, as a spec writes them.

use toml::Spanned;

use super::choice::{Choice as _, unknown_value};
use super::suffix::{BOUND_PATTERN, Suffix, Suffixed};
use super::{CimType, names};
use crate::diagnostics::rules::UNKNOWN_VALUE;
use crate::diagnostics::{Checked, Diagnostic, closest, quoted};
use crate::spec::not_served_yet;

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
}

impl ValueType {
    /// The CIM type.
    pub fn cim_type(&self) -> CimType {
        match self {
            Self::Scalar(cim_type) => *cim_type,
            Self::Object(_) | Self::AnyObject(_) => CimType::Object,
        }
    }

    /// The type in MOF, without the brackets of an array.
    pub fn mof(&self) -> String {
        let word = self.cim_type().row().mof;
        match self.class_name() {
            None => word.to_owned(),
            Some(class) => format!("{word}:{class}"),
        }
    }

    /// The class of the objects, if these are what the values are, and all are of one class.
    pub fn class(&self) -> Option<&OfClass> {
        match self {
            Self::Scalar(_) | Self::AnyObject(_) => None,
            Self::Object(class) => Some(class),
        }
    }

    /// The name of the class that the objects are of, or derive from, if one is declared.
    pub fn class_name(&self) -> Option<&str> {
        match self {
            Self::Scalar(_) => None,
            Self::Object(class) => Some(&class.name),
            Self::AnyObject(base) => base.as_deref(),
        }
    }

    /// Whether the values are objects.
    pub fn is_object(&self) -> bool {
        match self {
            Self::Scalar(_) => false,
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

    /// What the types of arrays with a bound are, as a regular expression.
    pub fn bounded_pattern() -> String {
        format!("^({}){BOUND_PATTERN}$", CimType::names().join("|"))
    }
}

/// What does instead of a type that is not served yet.
const INSTEAD_OF_REF: &str = "write the other instance's key as a property of its own for now";

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
    if meant.is_none()
        && let Some((what, until_then)) = later(element)
    {
        let message = format!(
            "properties that hold {what}, as {} does, are not served yet",
            quoted(name)
        );
        return not_served_yet(written.span(), message, "type", until_then).refuse();
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

/// What a word of MOF's stands for that names no values but references, and what does until these are served.
fn later(element: &str) -> Option<(&'static str, &'static str)> {
    let folded = element.trim().to_ascii_lowercase();
    let first = folded.split([':', ' ', '<']).next().unwrap_or_default();
    if matches!(first, "ref" | "reference") || folded.ends_with(" ref") {
        return Some(("a reference", INSTEAD_OF_REF));
    }
    None
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
