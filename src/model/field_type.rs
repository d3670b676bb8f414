//! The types of fields, as a spec writes them.

use toml::Spanned;

use super::CimType;
use super::choice::{Choice as _, unknown_value};
use crate::diagnostics::rules::NOT_SERVED_YET;
use crate::diagnostics::{Checked, Diagnostic};

/// What a value is.
///
/// There is one kind of values. Whoever takes the CIM type out of it does so by a `let` without `else`, so that the compiler
/// shows each place that a second kind, such as references or objects, concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// A value of a CIM type.
    Scalar(CimType),
}

/// The type of a field: of one value, or of an array of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

/// Types that are not served yet, each with what does instead.
const LATER: &[(&str, &str)] = &[
    (
        "object",
        "write the object's properties as properties of the class for now",
    ),
    (
        "ref",
        "write the other instance's key as a property of its own for now",
    ),
];

/// The type that was written, or what there is to say about it.
pub fn field_type(written: &Spanned<String>) -> Checked<FieldType> {
    let name = written.get_ref().as_str();
    let (element, array) = match name.strip_suffix("[]") {
        Some(element) => (element, true),
        None => (name, false),
    };
    if let Some(element) = CimType::from_name(element) {
        let of = ValueType::Scalar(element);
        return Ok(FieldType { of, array });
    }
    if let Some((later, until_then)) = LATER.iter().find(|(later, _)| *later == element) {
        let message = format!("properties of type `{later}` are not served yet");
        return Diagnostic::error(&NOT_SERVED_YET, written.span(), message)
            .with_label("wmigen knows this type but cannot generate it yet")
            .with_help(*until_then)
            .refuse();
    }
    let mut unknown = unknown_value("type", name, written.span(), &CimType::names());
    let mut types = CimType::ALL.iter();
    if let Some(meant) = types.find(|meant| meant.row().aliases.contains(&element)) {
        let row = meant.row();
        let word = if array { row.array_word } else { row.word };
        unknown.help = Some(format!("did you mean `{word}`?"));
    }
    unknown.refuse()
}
