//! The names of types in Rust: those of a property's field and value.

use crate::model::{MeaningOf, Meanings, OfClass, Property};

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
        property.meaning_type_name.clone()
    } else if let Some(class) = property.of.class() {
        object_type(class, property.array)
    } else {
        property.cim_type().row().rust.to_owned()
    };
    if property.array {
        format!("Vec<{element}>")
    } else {
        element
    }
}

/// The type of an object, by a path that leads to it from everywhere in the crate.
fn object_type(class: &OfClass, array: bool) -> String {
    let path = format!("crate::generated::{}::{}", class.module, class.type_name);
    if class.boxed && !array {
        format!("Box<{path}>")
    } else {
        path
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
