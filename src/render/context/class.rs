//! A class, as its generated file gets to see it.

use super::imports;
use super::operation::{ClassNames, KeyContext, OperationContext, keys};
use super::policy::PolicyContext;
use super::property::PropertyContext;
use super::provider::TypeOfProvider;
use super::text::Text;
use crate::model::Class;
use schemars::JsonSchema;
use serde::Serialize;

/// A class, for its generated file.
#[derive(JsonSchema, Serialize)]
pub struct ClassContext<'p> {
    /// The provider that it is of.
    provider: TypeOfProvider<'p>,
    /// Its name in WMI.
    name: &'p str,
    /// The module of the class, and the stem of its files.
    module: &'p str,
    /// The struct of an instance.
    type_name: &'p str,
    /// The struct of its key.
    key_type_name: &'p str,
    /// The trait that the user implements.
    trait_name: &'p str,
    /// Whether clients ask for its instances; if not, these are values of properties alone.
    served: bool,
    /// What an instance is.
    description: Option<Text<'p>>,
    /// What the structs derive beside the rest, as Rust code: real numbers are not equal to themselves.
    instance_derives: &'static str,
    /// The operations that it serves.
    operations: Vec<OperationContext<'p>>,
    /// What a denied client is told.
    policy: PolicyContext,
    /// Its properties, in the order of the spec.
    properties: Vec<PropertyContext<'p>>,
    /// The fields of its key, in order.
    keys: Vec<KeyContext<'p>>,
    /// What the file uses of the runtime, as Rust paths.
    imports: Vec<&'static str>,
}

impl<'p> ClassContext<'p> {
    pub fn new(class: &'p Class, provider: TypeOfProvider<'p>) -> Self {
        let operations = OperationContext::all(class, provider, &ClassNames::new(class));
        ClassContext {
            provider,
            name: &class.name,
            module: &class.module,
            type_name: &class.type_name,
            key_type_name: &class.key_type_name,
            trait_name: &class.trait_name,
            served: class.is_served(),
            description: Text::of(class.description.as_ref()),
            instance_derives: if has_reals(class) {
                "Clone, Debug, PartialEq"
            } else {
                "Clone, Debug, PartialEq, Eq"
            },
            operations,
            policy: PolicyContext::new(class),
            properties: class.properties.iter().map(PropertyContext::new).collect(),
            keys: keys(class),
            imports: imports::of_generated(class),
        }
    }
}

fn has_reals(class: &Class) -> bool {
    class
        .properties
        .iter()
        .any(|property| match property.of.class() {
            Some(class) => class.has_reals,
            None => property.cim_type().is_real(),
        })
}
