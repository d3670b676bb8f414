//! A property, as the templates get to see it.

use super::prose;
use crate::model::{Choice as _, CimType, Property, PropertyDenial};
use serde::Serialize;

/// A property of a class.
#[derive(Clone, Serialize)]
pub struct PropertyContext {
    name: String,
    /// The field in Rust.
    pub field: String,
    /// Its place among the keys.
    pub index: usize,
    rust_type: String,
    cim_type: &'static str,
    mof_type: &'static str,
    key: bool,
    denied: &'static str,
    denied_note: Option<&'static str>,
    denied_sees: &'static str,
    /// Whether it is the first property.
    pub first: bool,
    units: Option<String>,
    description: Option<String>,
}

impl PropertyContext {
    /// A key, at its place among the keys. Whoever names an instance gives its keys, whatever it may see of them.
    pub fn of_key(index: usize, property: &Property) -> Self {
        PropertyContext {
            index,
            rust_type: value_type(property.cim_type).to_owned(),
            ..PropertyContext::new(property)
        }
    }

    /// A property, as a field of an instance.
    pub fn new(property: &Property) -> Self {
        let value = value_type(property.cim_type);
        let denied = match (property.key, property.denied) {
            (true, _) | (false, Some(PropertyDenial::DenyObject)) => "DenyObject",
            (false, Some(PropertyDenial::Null) | None) => "Null",
        };
        PropertyContext {
            name: property.name.clone(),
            field: property.field.clone(),
            index: 0,
            rust_type: match (property.denied, property.key) {
                (Some(_), _) => format!("Read<{value}>"),
                (None, true) => value.to_owned(),
                (None, false) => format!("Option<{value}>"),
            },
            cim_type: variant(property.cim_type),
            mof_type: property.cim_type.as_str(),
            key: property.key,
            denied,
            denied_note: property.denied.map(|_| match denied {
                "Null" => "The client may be denied it; NULL takes its place then.",
                _ => "The client may be denied it; the whole instance is then.",
            }),
            denied_sees: property.denied.map_or("-", |_| match denied {
                "Null" => "NULL in its place, and the rest of the instance",
                _ => "what it sees if it is denied the instance",
            }),
            first: false,
            units: prose(property.units.as_ref()),
            description: prose(property.description.as_ref()),
        }
    }
}

fn value_type(cim_type: CimType) -> &'static str {
    match cim_type {
        CimType::String => "String",
        CimType::Boolean => "bool",
        CimType::Uint32 => "u32",
        CimType::Uint64 => "u64",
        CimType::Datetime => "DateTime",
    }
}

fn variant(cim_type: CimType) -> &'static str {
    match cim_type {
        CimType::String => "String",
        CimType::Boolean => "Boolean",
        CimType::Uint32 => "Uint32",
        CimType::Uint64 => "Uint64",
        CimType::Datetime => "DateTime",
    }
}
