//! What clients write of an instance, as the templates get to see it.

use super::class::derives;
use super::code::{Markdown, Rust};
use super::property;
use super::text::Text;
use super::types::value_type;
use crate::model::{Class, Operation, Property};
use schemars::JsonSchema;
use serde::Serialize;

/// What a client writes by an operation: a struct.
#[derive(JsonSchema, Serialize)]
pub struct WrittenContext<'p> {
    /// The struct.
    type_name: &'p str,
    /// What the struct derives beside the rest, as Rust code: real numbers are not equal to themselves.
    derives: &'static str,
    /// Its fields, in the order of the class's properties.
    properties: Vec<WrittenProperty<'p>>,
}

/// A property, as a field of what a client writes.
#[derive(JsonSchema, Serialize)]
pub struct WrittenProperty<'p> {
    /// Its name in WMI.
    name: &'p str,
    /// The field in Rust.
    field: &'p str,
    /// The type of its field, as Rust code.
    rust_type: String,
    /// Whether it is a key.
    key: bool,
    /// The unit of its values.
    units: Option<Text<'p>>,
    /// What it says.
    description: Option<Text<'p>>,
    /// What there is to know of its values, a sentence of Markdown each.
    notes: Vec<Markdown>,
    /// How its field is read, as the name of a Rust function of what the runtime gives.
    read_by: Rust,
}

impl<'p> WrittenContext<'p> {
    /// What a client writes by an operation of a class; none where it writes no values.
    pub fn of(operation: Operation, class: &'p Class) -> Option<Self> {
        match operation {
            Operation::Create => Some(Self::new(
                &class.new_type_name,
                &class.creatable().collect::<Vec<_>>(),
                of_new,
            )),
            Operation::Update => Some(Self::new(
                &class.change_type_name,
                &class.writable().collect::<Vec<_>>(),
                of_change,
            )),
            Operation::Get | Operation::Enumerate | Operation::Delete => None,
        }
    }

    fn new(
        type_name: &'p str,
        properties: &[&'p Property],
        rust_type: fn(&Property) -> String,
    ) -> Self {
        let fields = properties.iter().map(|property| WrittenProperty {
            name: &property.name,
            field: &property.ident,
            rust_type: rust_type(property),
            key: property.key,
            units: Text::of(property.units.as_ref()),
            description: Text::of(property.description.as_ref()),
            notes: property::written_notes(property),
            read_by: property::read_by(property),
        });
        WrittenContext {
            type_name,
            derives: derives(properties.iter().copied()),
            properties: fields.collect(),
        }
    }
}

/// The type of a property of a new instance: a client may leave a key to the provider.
fn of_new(property: &Property) -> String {
    let value = value_type(property);
    if property.required && !property.key {
        value
    } else {
        format!("Option<{value}>")
    }
}

/// The type of a property of an instance that is changed.
fn of_change(property: &Property) -> String {
    let value = value_type(property);
    if property.required {
        format!("Change<{value}>")
    } else {
        format!("Change<Option<{value}>>")
    }
}
