//! The provider, as its contract tests get to see it.

use super::answers::{self, AnswerTable};
use super::code::Rust;
use super::{ProviderContext, Whole};
use crate::model::{Class, Property};
use crate::render::escape;
use crate::render::files;
use crate::render::numbers::grouped;
use schemars::JsonSchema;
use serde::Serialize;

/// What a class answers that nobody asks.
const NO_ANSWERS: &str = "&[]";

/// The provider, its classes and what they answer.
#[derive(JsonSchema, Serialize)]
pub struct HarnessContext<'p> {
    /// The provider.
    provider: &'p ProviderContext,
    /// What is written of each, as Rust code.
    classes: Vec<Rust>,
    /// The same of those whose instances are values of properties alone.
    embedded: Vec<Rust>,
    /// What the classes answer; classes that answer alike share one.
    answer_tables: Vec<AnswerTable>,
}

/// A class, as a row of the tests' table.
#[derive(JsonSchema, Serialize)]
pub struct TestedClass<'p> {
    /// The class's name in WMI.
    name: &'p str,
    /// Its module in Rust.
    module: &'p str,
    /// Whether clients ask for its instances, which the user's file of its module gives.
    served: bool,
    /// The table of its answers, as Rust code.
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
    /// The class of its objects, as an `Option` in Rust.
    of: Rust,
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
        let (answer_tables, names) = answers::tables(provider);
        let classes = provider.served().zip(names);
        let classes = classes.map(|(class, table)| TestedClass::new(class, table));
        let embedded = provider.embedded();
        let embedded = embedded.map(|class| TestedClass::new(class, NO_ANSWERS.to_owned()));
        Ok(HarnessContext {
            provider: context,
            classes: Rust::all(templates.rendered_parts(files::CLASS_IN_HARNESS, classes)?),
            embedded: Rust::all(templates.rendered_parts(files::CLASS_IN_HARNESS, embedded)?),
            answer_tables,
        })
    }
}

impl<'p> TestedClass<'p> {
    /// The class, with the name of its answers among those of the provider.
    pub fn alone(class: &'p Class, whole: &Whole<'_>) -> Self {
        let names = whole
            .provider
            .served()
            .zip(answers::tables(whole.provider).1);
        let table = names.into_iter().find(|(one, _)| one.name == class.name);
        Self::new(
            class,
            table.map_or_else(|| NO_ANSWERS.to_owned(), |(_, name)| name),
        )
    }

    fn new(class: &'p Class, answer_table: String) -> Self {
        TestedClass {
            name: &class.name,
            module: &class.module,
            served: class.is_served(),
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
            of: Rust(property.of.class().map_or_else(
                || "None".to_owned(),
                |class| format!("Some({})", escape::rust_string(&class.name)),
            )),
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
