//! The types of fields, as a spec writes them.

use toml::Spanned;

use super::choice::{Choice as _, unknown_value};
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
}

impl ValueType {
    /// The CIM type.
    pub fn cim_type(&self) -> CimType {
        match self {
            Self::Scalar(cim_type) => *cim_type,
            Self::Object(_) => CimType::Object,
        }
    }

    /// The type in MOF, without the brackets of an array.
    pub fn mof(&self) -> String {
        let word = self.cim_type().row().mof;
        match self.class() {
            None => word.to_owned(),
            Some(class) => format!("{word}:{}", class.name),
        }
    }

    /// The class of the objects, if that is what the values are.
    pub fn class(&self) -> Option<&OfClass> {
        match self {
            Self::Scalar(_) => None,
            Self::Object(class) => Some(class),
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
}

impl FieldType {
    /// All words for types.
    pub fn names() -> Vec<&'static str> {
        let rows = CimType::ALL.iter().map(|of| of.row());
        rows.flat_map(|row| [row.word, row.array_word]).collect()
    }
}

/// What does instead of a type that is not served yet.
const INSTEAD_OF_REF: &str = "write the other instance's key as a property of its own for now";

/// The type that was written, or what there is to say about it.
pub fn field_type(written: &Spanned<String>) -> Checked<FieldType> {
    let name = written.get_ref().as_str();
    let Parts { element, array } = Parts::of(name);
    let bound = match array {
        Array::No => None,
        Array::Any => Some(""),
        Array::AtMost(bound) => Some(bound),
    };
    if let Some(served) = CimType::from_name(element)
        && bound.is_none_or(str::is_empty)
    {
        let of = ValueType::Scalar(served);
        let array = bound.is_some();
        return Ok(FieldType { of, array });
    }
    let meant = meant(element);
    if let (Some(meant), Array::AtMost(_)) = (meant, array) {
        let message = format!(
            "arrays with a length, such as {}, are not served yet",
            quoted(name)
        );
        let until_then = format!("write `{}` for now", meant.row().array_word);
        return not_served_yet(written.span(), message, "type", &until_then).refuse();
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
        let row = meant.row();
        let word = if bound.is_some() {
            row.array_word
        } else {
            row.word
        };
        unknown.help = Some(format!("did you mean `{word}`?"));
    }
    unknown.refuse()
}

/// A type as it is written, taken apart.
pub struct Parts<'t> {
    pub element: &'t str,
    pub array: Array<'t>,
}

/// Whether a type is that of an array.
#[derive(Clone, Copy)]
pub enum Array<'t> {
    No,
    /// Of any length.
    Any,
    /// Of so many elements.
    AtMost(&'t str),
}

impl<'t> Parts<'t> {
    pub fn of(name: &'t str) -> Self {
        let bracketed = name
            .strip_suffix(']')
            .and_then(|rest| rest.rsplit_once('['));
        let vector = || {
            let (outer, rest) = name.split_once('<')?;
            let inner = rest.strip_suffix('>')?;
            outer
                .trim()
                .eq_ignore_ascii_case("vec")
                .then_some((inner, ""))
        };
        match bracketed.or_else(vector) {
            None => Self {
                element: name,
                array: Array::No,
            },
            Some((element, "")) => Self {
                element,
                array: Array::Any,
            },
            Some((element, bound)) => Self {
                element,
                array: Array::AtMost(bound),
            },
        }
    }
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
