//! A class, as the scaffold of the user's file gets to see it.

use super::imports;
use super::method::MethodContext;
use super::operation::{ClassNames, OperationContext};
use super::provider::TypeOfProvider;
use crate::model::Class;
use schemars::JsonSchema;
use serde::Serialize;

/// A class, for the user's file.
#[derive(JsonSchema, Serialize)]
pub struct ScaffoldContext<'p> {
    /// The provider that it is of.
    provider: TypeOfProvider<'p>,
    /// Its name in WMI.
    name: &'p str,
    /// The path of its generated module.
    module_path: String,
    /// The trait that the user implements.
    trait_name: &'p str,
    /// The operations that it serves.
    operations: Vec<OperationContext<'p>>,
    /// The methods whose code is its own.
    methods: Vec<MethodContext<'p>>,
    /// What the file uses of the generated one, as Rust paths.
    class_imports: Vec<String>,
    /// What the file uses of the runtime, as Rust paths.
    user_imports: Vec<&'static str>,
}

impl<'p> ScaffoldContext<'p> {
    pub fn new(class: &'p Class, provider: TypeOfProvider<'p>) -> Self {
        let operations: Vec<_> = class.operations.iter().collect();
        let methods: Vec<_> = class.own_methods().collect();
        let scaffold = imports::named_by_scaffold(class, &operations, &methods);
        ScaffoldContext {
            provider,
            name: &class.name,
            module_path: format!("crate::generated::{}", class.module),
            trait_name: &class.trait_name,
            operations: OperationContext::all(class, provider, &ClassNames::new(class)),
            methods: MethodContext::all(class, provider),
            class_imports: scaffold.of_class,
            user_imports: scaffold.of_runtime,
        }
    }
}
