//! An operation of a class, as its partials get to see it.

use super::property::path_value;
use super::provider::TypeOfProvider;
use super::written::WrittenContext;
use crate::model::{Class, Operation};
use heck::ToPascalCase as _;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::sync::LazyLock;

/// An operation that a class serves, for the partials of the class's files: its method in the trait, the way to it from
/// the runtime's table, and its method in the user's file.
#[derive(JsonSchema, Serialize)]
pub struct OperationContext<'p> {
    /// The name of the provider's type.
    provider_type_name: &'p str,
    /// What the class is called in Rust.
    class: ClassNames<'p>,
    /// The spec's word, which is the method's name.
    word: &'static str,
    /// Where it writes, what the runtime calls that: the name of a Rust type.
    writes: Option<&'static str>,
    /// The method of the trait that says whether a client may do it, where no rule of the class's does.
    authorized_by: Option<&'static str>,
    /// What a client writes by it; none where it writes no values.
    written: Option<WrittenContext<'p>>,
    /// Whether it is the first that the class serves.
    first: bool,
    /// The partial with its method in the class's trait.
    #[schemars(schema_with = "names_of_methods")]
    method: String,
    /// The partial with the function that the runtime's table names.
    #[schemars(schema_with = "names_of_entries")]
    entry: String,
    /// The partial with its method in the user's file.
    #[schemars(schema_with = "names_of_stubs")]
    pub stub: String,
}

/// What a class is called in Rust.
#[derive(Clone, JsonSchema, Serialize)]
pub struct ClassNames<'p> {
    /// The struct of an instance.
    type_name: &'p str,
    /// The struct of its key.
    key_type_name: &'p str,
    /// The trait that the user implements.
    trait_name: &'p str,
    /// The struct of a new instance, as a client wants it.
    new_type_name: &'p str,
    /// The struct of what a client changes of an instance.
    change_type_name: &'p str,
    /// Whether it has one instance, which no key names.
    singleton: bool,
    /// The fields of the key.
    keys: Vec<KeyContext<'p>>,
}

impl<'p> ClassNames<'p> {
    pub fn new(class: &'p Class) -> Self {
        ClassNames {
            type_name: &class.type_name,
            key_type_name: &class.key_type_name,
            trait_name: &class.trait_name,
            new_type_name: &class.new_type_name,
            change_type_name: &class.change_type_name,
            singleton: class.singleton,
            keys: keys(class),
        }
    }
}

/// A field of a key, and its place among the keys.
#[derive(Clone, JsonSchema, Serialize)]
pub struct KeyContext<'p> {
    /// Its name in Rust.
    field: &'p str,
    /// Its place among the keys, from 0.
    index: usize,
    /// Its value in a path, as Rust code.
    path_value: String,
    /// The type of its value, as Rust code.
    rust_type: String,
    /// The property's name in WMI.
    name: &'p str,
}

impl<'p> OperationContext<'p> {
    /// All operations that a class serves.
    pub fn all(
        class: &'p Class,
        provider: TypeOfProvider<'p>,
        names: &ClassNames<'p>,
    ) -> Vec<Self> {
        let operations = class.operations.iter();
        operations
            .map(|operation| Self::new(operation, class, provider, names.clone()))
            .collect()
    }

    /// The operation of a class of the provider with that type.
    pub fn new(
        operation: Operation,
        class: &'p Class,
        provider: TypeOfProvider<'p>,
        names: ClassNames<'p>,
    ) -> Self {
        let [method, entry, stub] = partials(operation);
        OperationContext {
            provider_type_name: provider.type_name,
            class: names,
            word: operation.name(),
            writes: operation.writing().map(|_| pascal(operation)),
            authorized_by: authorized_by(operation, class),
            written: WrittenContext::of(operation, class),
            first: class.operations.iter().next() == Some(operation),
            method,
            entry,
            stub,
        }
    }
}

/// The further method that an operation takes, of a class whose rule does not say who may do it.
pub fn authorized_by(operation: Operation, class: &Class) -> Option<&'static str> {
    let by = operation.row().authorized_by;
    by.filter(|_| class.access.is_none())
}

/// The names of the partials of an operation: its method in the trait, the way to it, and its method in the user's file.
fn partials(operation: Operation) -> [String; 3] {
    let name = operation.name();
    [
        format!("src/generated/operations/{name}/method"),
        format!("src/generated/operations/{name}/entry"),
        format!("src/classes/operations/{name}"),
    ]
}

fn names_of_methods(_: &mut SchemaGenerator) -> Schema {
    names_of(0)
}

fn names_of_entries(_: &mut SchemaGenerator) -> Schema {
    names_of(1)
}

fn names_of_stubs(_: &mut SchemaGenerator) -> Schema {
    names_of(2)
}

/// One of these names for each operation: a template that has them as a partial's name has any of these partials.
fn names_of(one: usize) -> Schema {
    let all = Operation::ALL.iter();
    let names = all.map(|operation| partials(*operation)[one].clone());
    json_schema!({ "type": "string", "enum": names.collect::<Vec<_>>() })
}

/// The keys of a class, in order.
pub fn keys(class: &Class) -> Vec<KeyContext<'_>> {
    let keys = class.properties.iter().filter(|property| property.key);
    keys.enumerate()
        .map(|(index, property)| KeyContext {
            field: &property.ident,
            index,
            path_value: path_value(property),
            rust_type: super::types::value_type(property),
            name: &property.name,
        })
        .collect()
}

/// An operation, and whether a class serves it.
#[derive(JsonSchema, Serialize)]
pub struct Offered {
    /// The spec's word.
    word: &'static str,
    /// The word as the record of the scripts has it.
    pascal: &'static str,
    /// Whether the class serves it.
    served: bool,
}

impl Offered {
    /// Every operation.
    pub fn all(class: &Class) -> Vec<Self> {
        let operations = Operation::ALL.iter().copied();
        operations
            .map(|operation| Offered {
                word: operation.name(),
                pascal: pascal(operation),
                served: class.operations.serve(operation),
            })
            .collect()
    }
}

/// The word of an operation as the record of the scripts has it.
fn pascal(operation: Operation) -> &'static str {
    static WORDS: LazyLock<Vec<(Operation, String)>> = LazyLock::new(|| {
        let all = Operation::ALL.iter();
        all.map(|one| (*one, one.name().to_pascal_case())).collect()
    });
    let word = WORDS.iter().find(|(one, _)| *one == operation);
    word.map_or("", |(_, word)| word)
}
