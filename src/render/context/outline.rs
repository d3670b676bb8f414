//! The crate in outline, for the files that need no more of the classes than their names.

use super::{LocalizationContext, ProviderContext, Whole, shared_types};
use crate::model::Class;
use crate::render::parts::{PARTS, Part};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The provider, and what leads to its classes and its texts.
#[derive(JsonSchema, Serialize)]
pub struct OutlineContext<'p> {
    /// The provider.
    provider: &'p ProviderContext,
    /// The classes that have code, in the order of the spec: all but abstract ones.
    classes: Vec<ClassInOutline<'p>>,
    /// Those whose instances clients ask for.
    served_classes: Vec<ClassInOutline<'p>>,
    /// Whether there are lists in `[values]` whose types stand in a module of their own.
    shared_types: bool,
    /// The files of texts; none where nothing is translated.
    localizations: &'p [LocalizationContext<'p>],
    /// The parts of the runtime that it has.
    parts: &'p [&'static Part],
    /// Whether it has each of the parts, by their modules.
    #[schemars(schema_with = "schema_of_has_part")]
    has_part: BTreeMap<&'static str, bool>,
}

#[derive(JsonSchema, Serialize)]
struct ClassInOutline<'p> {
    /// Its name in WMI.
    name: &'p str,
    /// The module of the class, and the stem of its files.
    module: &'p str,
    /// Whether it is the last class.
    last: bool,
}

impl<'p> OutlineContext<'p> {
    pub fn new(whole: &Whole<'p>) -> Self {
        let Whole {
            provider,
            context,
            localizations,
            parts,
            ..
        } = *whole;
        let is_there = |of: &Part| parts.iter().any(|part| part.module == of.module);
        let has_part = PARTS.iter().map(|part| (part.module, is_there(part)));
        OutlineContext {
            provider: context,
            classes: listed(provider.classes_with_code()),
            served_classes: listed(provider.served_classes()),
            shared_types: shared_types(provider).next().is_some(),
            localizations,
            parts,
            has_part: has_part.collect(),
        }
    }
}

fn listed<'p>(classes: impl Iterator<Item = &'p Class>) -> Vec<ClassInOutline<'p>> {
    let classes = classes.map(|class| ClassInOutline {
        name: &class.name,
        module: &class.module,
        last: false,
    });
    let mut classes: Vec<_> = classes.collect();
    if let Some(last) = classes.last_mut() {
        last.last = true;
    }
    classes
}

/// A flag for each part that there is.
fn schema_of_has_part(_: &mut SchemaGenerator) -> Schema {
    let flags = PARTS.iter().map(|part| {
        let says = format!("Whether it has the part `{}`.", part.module);
        let flag = json!({ "type": "boolean", "description": says });
        (part.module.to_owned(), flag)
    });
    let flags: Map<String, Value> = flags.collect();
    let names: Vec<&str> = PARTS.iter().map(|part| part.module).collect();
    json_schema!({ "type": "object", "properties": flags, "required": names })
}
