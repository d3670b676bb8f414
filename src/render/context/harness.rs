//! The provider, as its contract tests get to see it.

use super::answers::{self, AnswerTable};
use super::{ProviderContext, Whole};
use crate::model::{Class, Property};
use crate::render::files;
use crate::render::numbers::grouped;
use schemars::JsonSchema;
use serde::Serialize;

/// The provider, its classes and what they answer.
#[derive(JsonSchema, Serialize)]
pub struct HarnessContext<'p> {
    provider: &'p ProviderContext,
    /// What is written of each.
    classes: Vec<String>,
    /// What the classes answer; classes that answer alike share one.
    answer_tables: Vec<AnswerTable>,
}

#[derive(JsonSchema, Serialize)]
struct TestedClass<'p> {
    name: &'p str,
    module: &'p str,
    /// The name of the table of its answers.
    answer_table: String,
    properties: Vec<TestedProperty<'p>>,
}

#[derive(JsonSchema, Serialize)]
struct TestedProperty<'p> {
    name: &'p str,
    /// The variant of the tests' enum.
    cim_type: &'static str,
    array: bool,
    key: bool,
    /// As Rust literals, those of absent limits too.
    max_len: String,
    min: String,
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
            classes: templates.rendered_parts(files::CLASS_IN_HARNESS, classes)?,
            answer_tables,
        })
    }
}

impl<'p> TestedClass<'p> {
    fn new(class: &'p Class, answer_table: String) -> Self {
        TestedClass {
            name: &class.name,
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
