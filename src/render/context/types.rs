//! The names of types in Rust: those of a property's field and value.

use crate::model::{MeaningOf, Meanings, Property};

/// The Rust type of a property's field in its class's struct.
pub fn field_type(property: &Property) -> String {
    let value = value_type(property);
    match (property.denied, property.required) {
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
        property.cim_type().row().rust
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
