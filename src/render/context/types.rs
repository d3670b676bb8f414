//! The names of types in Rust: those of a property's field and value, and those that stand for CIM types.

use crate::model::{CimType, MeaningOf, Meanings, Property};

/// The Rust type of a property's field in its class's struct.
pub fn field_type(property: &Property) -> String {
    let value = value_type(property);
    match (property.denied, property.key) {
        (Some(_), _) => format!("Read<{value}>"),
        (None, true) => value,
        (None, false) => format!("Option<{value}>"),
    }
}

/// The Rust type of a property's value.
pub fn value_type(property: &Property) -> String {
    let element = if has_meaning_type(property) {
        property.meaning_type_name.as_str()
    } else {
        rust_type(property.cim_type)
    };
    if property.array {
        format!("Vec<{element}>")
    } else {
        element.to_owned()
    }
}

/// Whether the property's values have a type of their own: ranges alone give it no names.
pub fn has_meaning_type(property: &Property) -> bool {
    match &property.meanings {
        Some(Meanings::Values(values)) => values
            .iter()
            .any(|value| matches!(value.of, MeaningOf::Value(..))),
        Some(Meanings::Bits(_)) => true,
        None => false,
    }
}

/// The Rust type that stands for a CIM type.
pub fn rust_type(cim_type: CimType) -> &'static str {
    match cim_type {
        CimType::Boolean => "bool",
        CimType::Uint8 => "u8",
        CimType::Uint16 => "u16",
        CimType::Uint32 => "u32",
        CimType::Uint64 => "u64",
        CimType::Sint8 => "i8",
        CimType::Sint16 => "i16",
        CimType::Sint32 => "i32",
        CimType::Sint64 => "i64",
        CimType::Real32 => "f32",
        CimType::Real64 => "f64",
        CimType::Char16 => "Char16",
        CimType::String => "String",
        CimType::Datetime => "DateTime",
        CimType::Interval => "Interval",
    }
}

/// The variant of the runtime's `CimType`.
pub fn variant(cim_type: CimType) -> &'static str {
    match cim_type {
        CimType::Boolean => "Boolean",
        CimType::Uint8 => "Uint8",
        CimType::Uint16 => "Uint16",
        CimType::Uint32 => "Uint32",
        CimType::Uint64 => "Uint64",
        CimType::Sint8 => "Sint8",
        CimType::Sint16 => "Sint16",
        CimType::Sint32 => "Sint32",
        CimType::Sint64 => "Sint64",
        CimType::Real32 => "Real32",
        CimType::Real64 => "Real64",
        CimType::Char16 => "Char16",
        CimType::String => "String",
        CimType::Datetime => "DateTime",
        CimType::Interval => "Interval",
    }
}
