//! The types of properties.

use toml::Spanned;

use super::choice::{Choice, names, unknown_value};
use crate::diagnostics::rules::NOT_SERVED_YET;
use crate::diagnostics::{Checked, Diagnostic};

/// A CIM type that wmigen generates properties of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CimType {
    /// `string`.
    String,
    /// `boolean`.
    Boolean,
    /// `uint32`.
    Uint32,
    /// `uint64`.
    Uint64,
    /// `datetime`.
    Datetime,
}

impl Choice for CimType {
    const ALL: &'static [Self] = &[
        Self::String,
        Self::Boolean,
        Self::Uint32,
        Self::Uint64,
        Self::Datetime,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::Uint32 => "uint32",
            Self::Uint64 => "uint64",
            Self::Datetime => "datetime",
        }
    }
}

/// CIM types that are not served yet, each with what does instead.
const LATER: &[(&str, &str)] = &[
    ("uint8", "`uint32` holds its values"),
    ("uint16", "`uint32` holds its values"),
    ("sint8", "give the value as a `string` for now"),
    ("sint16", "give the value as a `string` for now"),
    ("sint32", "give the value as a `string` for now"),
    ("sint64", "give the value as a `string` for now"),
    ("real32", "give the value as a `string` for now"),
    ("real64", "give the value as a `string` for now"),
    ("char16", "`string` holds its values"),
    (
        "object",
        "write the object's properties as properties of the class for now",
    ),
    (
        "ref",
        "write the other instance's key as a property of its own for now",
    ),
];

/// What types are called elsewhere.
const ALIASES: &[(&str, CimType)] = &[
    ("bool", CimType::Boolean),
    ("str", CimType::String),
    ("u32", CimType::Uint32),
    ("u64", CimType::Uint64),
    ("int", CimType::Uint32),
    ("date", CimType::Datetime),
    ("time", CimType::Datetime),
];

/// The type that was written, or what there is to say about it.
pub fn cim_type(written: &Spanned<String>) -> Checked<CimType> {
    let name = written.get_ref().as_str();
    if let Some(known) = CimType::from_name(name) {
        return Ok(known);
    }
    let not_yet = |what: &str, until_then: &str| {
        let message = format!("{what} are not served yet");
        Diagnostic::error(&NOT_SERVED_YET, written.span(), message)
            .with_label("wmigen knows this type but cannot generate it yet")
            .with_help(until_then)
            .refuse()
    };
    if name.trim_end().ends_with("[]") {
        return not_yet("arrays", "give the elements as one `string` for now");
    }
    if let Some((name, until_then)) = LATER.iter().find(|(later, _)| *later == name) {
        return not_yet(&format!("properties of type `{name}`"), until_then);
    }
    let mut unknown = unknown_value("type", name, written.span(), &names::<CimType>());
    if let Some((_, meant)) = ALIASES.iter().find(|(alias, _)| *alias == name) {
        unknown.help = Some(format!("did you mean `{}`?", meant.as_str()));
    }
    unknown.refuse()
}
