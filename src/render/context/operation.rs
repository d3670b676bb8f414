//! An operation of a class, as its partials get to see it.

use super::property::path_value;
use crate::model::{Class, Operation};
use heck::ToPascalCase as _;
use serde::Serialize;

/// An operation that a class serves, for the partials of the class's files: its method in the trait, the way to it from
/// the runtime's table, and its method in the user's file.
#[derive(Clone, Serialize)]
pub struct OperationContext {
    /// The name of the provider's type.
    provider_type_name: String,
    class: ClassNames,
    /// The spec's word, which is the method's name.
    word: &'static str,
    /// Whether it is the first that the class serves.
    first: bool,
    /// The partial with its method in the class's trait.
    method: String,
    /// The partial with the function that the runtime's table names.
    entry: String,
    /// The partial with its method in the user's file.
    pub stub: String,
}

/// What a class is called in Rust.
#[derive(Clone, Serialize)]
struct ClassNames {
    type_name: String,
    key_type_name: String,
    trait_name: String,
    /// The fields of the key.
    keys: Vec<KeyContext>,
}

/// A field of a key, and its place among the keys.
#[derive(Clone, Serialize)]
pub struct KeyContext {
    field: String,
    index: usize,
    /// Its value in a path.
    path_value: String,
    /// The type of its value.
    rust_type: String,
    /// The property's name in WMI.
    name: String,
}

impl OperationContext {
    /// The operation of a class of the provider with that type.
    pub fn new(operation: Operation, class: &Class, provider_type_name: &str) -> Self {
        let name = operation.name();
        OperationContext {
            provider_type_name: provider_type_name.to_owned(),
            class: ClassNames {
                type_name: class.type_name.clone(),
                key_type_name: class.key_type_name.clone(),
                trait_name: class.trait_name.clone(),
                keys: keys(class),
            },
            word: name,
            first: class.operations.iter().next() == Some(operation),
            method: format!("src/generated/operations/{name}/method"),
            entry: format!("src/generated/operations/{name}/entry"),
            stub: format!("src/classes/operations/{name}"),
        }
    }
}

/// The keys of a class, in order.
pub fn keys(class: &Class) -> Vec<KeyContext> {
    let keys = class.properties.iter().filter(|property| property.key);
    keys.enumerate()
        .map(|(index, property)| KeyContext {
            field: property.ident.clone(),
            index,
            path_value: path_value(property),
            rust_type: super::types::value_type(property),
            name: property.name.clone(),
        })
        .collect()
}

/// An operation, and whether a class serves it.
#[derive(Clone, Serialize)]
pub struct Offered {
    /// The spec's word.
    word: &'static str,
    /// The word as the record of the scripts has it.
    pascal: String,
    /// What a client does that asks for it.
    asks: &'static str,
    served: bool,
}

impl Offered {
    /// Every operation.
    pub fn all(class: &Class) -> Vec<Self> {
        let operations = Operation::ALL.iter().copied();
        operations
            .map(|operation| Offered {
                word: operation.name(),
                pascal: operation.name().to_pascal_case(),
                asks: operation.row().asks,
                served: class.operations.serve(operation),
            })
            .collect()
    }
}
