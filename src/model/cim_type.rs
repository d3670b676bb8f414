//! The types of properties.

use toml::Spanned;

use super::choice::{Choice, names, unknown_value};
use crate::diagnostics::rules::NOT_SERVED_YET;
use crate::diagnostics::{Checked, Diagnostic};

/// A CIM type, or the type of an array's elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CimType {
    /// `boolean`.
    Boolean,
    /// `uint8`.
    Uint8,
    /// `uint16`.
    Uint16,
    /// `uint32`.
    Uint32,
    /// `uint64`.
    Uint64,
    /// `sint8`.
    Sint8,
    /// `sint16`.
    Sint16,
    /// `sint32`.
    Sint32,
    /// `sint64`.
    Sint64,
    /// `real32`.
    Real32,
    /// `real64`.
    Real64,
    /// `char16`, a UTF-16 code unit.
    Char16,
    /// `string`.
    String,
    /// `datetime`, a point in time.
    Datetime,
    /// `datetime` with the qualifier `SubType("interval")`, a length of time.
    Interval,
}

/// A type as it is written: of one value, or of an array of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PropertyType {
    /// The type of a value.
    pub element: CimType,
    /// Whether a property has any number of them.
    pub array: bool,
}

impl Choice for CimType {
    const ALL: &'static [Self] = &[
        Self::Boolean,
        Self::Uint8,
        Self::Uint16,
        Self::Uint32,
        Self::Uint64,
        Self::Sint8,
        Self::Sint16,
        Self::Sint32,
        Self::Sint64,
        Self::Real32,
        Self::Real64,
        Self::Char16,
        Self::String,
        Self::Datetime,
        Self::Interval,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Uint8 => "uint8",
            Self::Uint16 => "uint16",
            Self::Uint32 => "uint32",
            Self::Uint64 => "uint64",
            Self::Sint8 => "sint8",
            Self::Sint16 => "sint16",
            Self::Sint32 => "sint32",
            Self::Sint64 => "sint64",
            Self::Real32 => "real32",
            Self::Real64 => "real64",
            Self::Char16 => "char16",
            Self::String => "string",
            Self::Datetime => "datetime",
            Self::Interval => "interval",
        }
    }
}

impl CimType {
    /// The smallest and the largest value of an integer type.
    pub fn bounds(self) -> Option<(i128, i128)> {
        Some(match self {
            Self::Uint8 => (0, u8::MAX.into()),
            Self::Uint16 => (0, u16::MAX.into()),
            Self::Uint32 => (0, u32::MAX.into()),
            Self::Uint64 => (0, u64::MAX.into()),
            Self::Sint8 => (i8::MIN.into(), i8::MAX.into()),
            Self::Sint16 => (i16::MIN.into(), i16::MAX.into()),
            Self::Sint32 => (i32::MIN.into(), i32::MAX.into()),
            Self::Sint64 => (i64::MIN.into(), i64::MAX.into()),
            _ => return None,
        })
    }

    /// How many bits an unsigned integer has.
    pub fn bits(self) -> Option<u32> {
        match self {
            Self::Uint8 => Some(8),
            Self::Uint16 => Some(16),
            Self::Uint32 => Some(32),
            Self::Uint64 => Some(64),
            _ => None,
        }
    }

    /// Whether it is a floating-point type.
    pub fn is_real(self) -> bool {
        matches!(self, Self::Real32 | Self::Real64)
    }
}

/// CIM types that are not served yet, each with what does instead.
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

/// What types are called elsewhere.
const ALIASES: &[(&str, CimType)] = &[
    ("bool", CimType::Boolean),
    ("str", CimType::String),
    ("char", CimType::Char16),
    ("u8", CimType::Uint8),
    ("u16", CimType::Uint16),
    ("u32", CimType::Uint32),
    ("u64", CimType::Uint64),
    ("i8", CimType::Sint8),
    ("i16", CimType::Sint16),
    ("i32", CimType::Sint32),
    ("i64", CimType::Sint64),
    ("f32", CimType::Real32),
    ("f64", CimType::Real64),
    ("int8", CimType::Sint8),
    ("int16", CimType::Sint16),
    ("int32", CimType::Sint32),
    ("int64", CimType::Sint64),
    ("int", CimType::Sint32),
    ("float", CimType::Real32),
    ("double", CimType::Real64),
    ("date", CimType::Datetime),
    ("time", CimType::Datetime),
    ("duration", CimType::Interval),
];

/// The type that was written, or what there is to say about it.
pub fn property_type(written: &Spanned<String>) -> Checked<PropertyType> {
    let name = written.get_ref().as_str();
    let (element, array) = match name.strip_suffix("[]") {
        Some(element) => (element, true),
        None => (name, false),
    };
    if let Some(element) = CimType::from_name(element) {
        return Ok(PropertyType { element, array });
    }
    if let Some((later, until_then)) = LATER.iter().find(|(later, _)| *later == element) {
        let message = format!("properties of type `{later}` are not served yet");
        return Diagnostic::error(&NOT_SERVED_YET, written.span(), message)
            .with_label("wmigen knows this type but cannot generate it yet")
            .with_help(*until_then)
            .refuse();
    }
    let mut unknown = unknown_value("type", name, written.span(), &names::<CimType>());
    if let Some((_, meant)) = ALIASES.iter().find(|(alias, _)| *alias == element) {
        let brackets = if array { "[]" } else { "" };
        unknown.help = Some(format!("did you mean `{}{brackets}`?", meant.as_str()));
    }
    unknown.refuse()
}
