//! The names of types in Rust: those of a property's field and value.

use crate::model::{MeaningOf, Meanings, OfClass, Property, Provider, SharedMeanings, Value};

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
        property.meaning_type_name.clone()
    } else if let Some(class) = property.of.class() {
        object_type(class, property.array)
    } else if let Some(key) = property.of.referred().and_then(|to| to.key.as_ref()) {
        format!(
            "Reference<crate::generated::{}::{}>",
            key.module, key.type_name
        )
    } else if property.of.is_object() {
        "crate::wmi::AnyObject".to_owned()
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

/// The lists of the spec that make a type of their own.
pub fn shared_types(provider: &Provider) -> impl Iterator<Item = &SharedMeanings> {
    let lists = provider.shared_meanings.iter();
    lists.filter(|list| make_type(&list.meanings))
}

/// Whether the property's values have a type of their own: ranges alone give it no names, and `bool` is better than two.
pub fn has_meaning_type(property: &Property) -> bool {
    property.meanings.as_ref().is_some_and(make_type)
}

/// Whether these meanings make a type.
pub fn make_type(meanings: &Meanings) -> bool {
    match meanings {
        Meanings::Values(values) => values.iter().any(|value| match &value.of {
            MeaningOf::Value(of, _) => !matches!(of, Value::Boolean(_)),
            MeaningOf::Range(..) => false,
        }),
        Meanings::Bits(_) => true,
    }
}
