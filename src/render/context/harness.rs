//! The provider, as its contract tests get to see it.

use super::answers::{self, AnswerTable};
use super::code::Rust;
use super::{ProviderContext, Whole};
use crate::model::{Class, Property};
use crate::render::files;
use crate::render::numbers::grouped;
use schemars::JsonSchema;
use serde::Serialize;

/// The provider, its classes and what they answer.
#[derive(JsonSchema, Serialize)]
pub struct HarnessContext<'p> {
    /// The provider.
    provider: &'p ProviderContext,
    /// What is written of each, as Rust code.
    classes: Vec<Rust>,
    /// What the classes answer; classes that answer alike share one.
    answer_tables: Vec<AnswerTable>,
}

/// A class, as a row of the tests' table.
#[derive(JsonSchema, Serialize)]
pub struct TestedClass<'p> {
    /// The class's name in WMI.
    name: &'p str,
    /// The namespace that it is in.
    namespace: String,
    /// Its module in Rust.
    module: &'p str,
    /// The name of the table of its answers.
    answer_table: String,
    /// Its properties, in the order of the spec.
    properties: Vec<TestedProperty<'p>>,
}

#[derive(JsonSchema, Serialize)]
struct TestedProperty<'p> {
    /// The property's name in WMI.
    name: &'p str,
    /// The variant of the tests' enum.
    cim_type: &'static str,
    /// Whether it is an array.
    array: bool,
    /// Whether it is a key.
    key: bool,
    /// As Rust literals, those of absent limits too.
    max_len: String,
    /// The least value, as the others.
    min: String,
    /// The greatest value, as the others.
    max: String,
}

impl<'p> HarnessContext<'p> {
    /// # Errors
    /// If the part of a class is at fault.
    pub fn new(whole: &Whole<'p>) -> anyhow::Result<Self> {
        let Whole {
            provider,
            context,
            templates,
            ..
        } = *whole;
        let (answer_tables, names) = answers::tables(&provider.classes);
        let classes = provider.classes.iter().zip(names);
        let classes = classes.map(|(class, table)| TestedClass::new(class, table));
        Ok(HarnessContext {
            provider: context,
            classes: Rust::all(templates.rendered_parts(files::CLASS_IN_HARNESS, classes)?),
            answer_tables,
        })
    }
}

impl<'p> TestedClass<'p> {
    /// The class, with the name of its answers among those of the provider.
    pub fn alone(class: &'p Class, whole: &Whole<'_>) -> Self {
        let classes = whole.provider.classes.iter();
        let names = classes.zip(answers::tables(&whole.provider.classes).1);
        let table = names.into_iter().find(|(one, _)| one.name == class.name);
        Self::new(class, table.map_or_else(String::new, |(_, name)| name))
    }

    fn new(class: &'p Class, answer_table: String) -> Self {
        TestedClass {
            name: &class.name,
            namespace: class.namespace.to_string(),
            module: &class.module,
            answer_table,
            properties: class.properties.iter().map(TestedProperty::new).collect(),
        }
    }
}

impl<'p> TestedProperty<'p> {
    fn new(property: &'p Property) -> Self {
        let limits = property.limits;
        TestedProperty {
            name: &property.name,
            cim_type: property.cim_type().row().variant,
            array: property.array,
            key: property.key,
            max_len: option(limits.max_len.map(i128::from)),
            min: option(limits.min),
            max: option(limits.max),
        }
    }
}

/// An `Option` of a number.
fn option(number: Option<i128>) -> String {
    number.map_or_else(
        || "None".to_owned(),
        |number| format!("Some({})", grouped(number)),
    )
}
