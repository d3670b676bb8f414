//! The classes, as the document about access shows them to whoever has to approve the provider.

use super::ProviderContext;
use super::operation::Offered;
use super::property::{denied_note, denied_sees};
use crate::model::{Class, Provider};
use crate::render::answers::{self, Row};
use serde::Serialize;

/// The provider, and what its classes answer, in words.
#[derive(Serialize)]
pub struct ReviewContext<'p> {
    provider: &'p ProviderContext,
    classes: Vec<ReviewedClass<'p>>,
}

#[derive(Serialize)]
struct ReviewedClass<'p> {
    name: &'p str,
    /// All operations, and whether it serves them.
    every_operation: Vec<Offered>,
    /// What each kind of client is answered, a row each.
    answers: Vec<Row>,
    properties: Vec<ReviewedProperty<'p>>,
}

#[derive(Serialize)]
struct ReviewedProperty<'p> {
    name: &'p str,
    key: bool,
    denied_note: Option<&'static str>,
    denied_sees: &'static str,
}

impl<'p> ReviewContext<'p> {
    pub fn new(provider: &'p Provider, context: &'p ProviderContext) -> Self {
        ReviewContext {
            provider: context,
            classes: provider.classes.iter().map(ReviewedClass::new).collect(),
        }
    }
}

impl<'p> ReviewedClass<'p> {
    fn new(class: &'p Class) -> Self {
        let properties = class.properties.iter();
        let properties = properties.map(|property| ReviewedProperty {
            name: &property.name,
            key: property.key,
            denied_note: denied_note(property),
            denied_sees: denied_sees(property),
        });
        ReviewedClass {
            name: &class.name,
            every_operation: Offered::all(class),
            answers: answers::rows(class),
            properties: properties.collect(),
        }
    }
}
