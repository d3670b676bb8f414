//! A class, as its generated file gets to see it.

use super::code::Rust;
use super::default;
use super::imports;
use super::method::{self, MethodContext};
use super::operation::{ClassNames, KeyContext, OperationContext, keys};
use super::policy::PolicyContext;
use super::property::PropertyContext;
use super::provider::TypeOfProvider;
use super::text::Text;
use super::types::has_meaning_type;
use crate::model::{Class, Property, ValueType};
use schemars::JsonSchema;
use serde::Serialize;

/// The most arguments of a function that clippy lets pass without a word.
const ARGUMENTS_MAX: usize = 7;

/// A class, for its generated file.
#[derive(JsonSchema, Serialize)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a thing that the template asks"
)]
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
    /// The class that it derives from, by its name in WMI.
    superclass: Option<&'p str>,
    /// Whether it has one instance, which no key names.
    singleton: bool,
    /// Whether clients ask for its instances or call its methods; if not, its instances are values of properties alone.
    served: bool,
    /// Whether clients ask for its instances.
    has_instances: bool,
    /// Whether its instances have a struct: not where it has neither instances nor properties.
    has_struct: bool,
    /// What an instance is.
    description: Option<Text<'p>>,
    /// What the structs derive beside the rest, as Rust code: real numbers are not equal to themselves.
    instance_derives: &'static str,
    /// The operations that it serves.
    operations: Vec<OperationContext<'p>>,
    /// The methods whose code is its own.
    methods: Vec<MethodContext<'p>>,
    /// The tables of all methods that clients can call, as Rust paths.
    method_tables: Vec<Rust>,
    /// What a denied client is told.
    policy: PolicyContext,
    /// Its properties, in the order of the spec.
    properties: Vec<PropertyContext<'p>>,
    /// What the key is called where an instance is made of it.
    key_argument: String,
    /// Whether it takes more than the key to make an instance.
    has_given: bool,
    /// Whether it takes more arguments than clippy lets pass without a word.
    has_many_given: bool,
    /// The constants that stand for its properties, but for the keys.
    constants: Vec<ConstantContext<'p>>,
    /// The tables of the provider's classes that derive from it and have instances, as Rust paths.
    derived: Vec<String>,
    /// The fields of its key, in order.
    keys: Vec<KeyContext<'p>>,
    /// The types of lists in `[values]` that its properties have, in the order of their names.
    shared_types: Vec<&'p str>,
    /// What the file uses of the runtime, as Rust paths.
    imports: Vec<&'static str>,
}

/// A constant by which the user's code asks whether a client wants a property.
#[derive(JsonSchema, Serialize)]
pub struct ConstantContext<'p> {
    /// The constant, of the struct of an instance.
    name: String,
    /// The class's name in WMI.
    class: &'p str,
    /// The property's name in WMI.
    property: &'p str,
}

impl<'p> ClassContext<'p> {
    pub fn new(class: &'p Class, provider: TypeOfProvider<'p>) -> Self {
        let given = class.properties.iter().filter(|one| one.must_be_given());
        let given = given.count();
        let properties = class.properties.iter();
        let properties = properties.map(|property| PropertyContext::new(property, class));
        let operations = OperationContext::all(class, provider, &ClassNames::new(class));
        ClassContext {
            provider,
            name: &class.name,
            module: &class.module,
            type_name: &class.type_name,
            key_type_name: &class.key_type_name,
            trait_name: &class.trait_name,
            superclass: class.superclass(),
            singleton: class.singleton,
            served: class.is_served(),
            has_instances: class.has_instances(),
            has_struct: has_struct(class),
            description: Text::of(class.description.as_ref()),
            instance_derives: derives(class.properties.iter()),
            operations,
            methods: MethodContext::all(class, provider),
            method_tables: method::tables(class),
            policy: PolicyContext::new(class),
            properties: properties.collect(),
            key_argument: default::key_argument(class),
            has_given: given > 0,
            has_many_given: given > ARGUMENTS_MAX - 1,
            constants: constants(class),
            derived: class.derived.iter().map(|one| schema(one)).collect(),
            keys: keys(class),
            shared_types: shared_types(class),
            imports: imports::of_generated(class),
        }
    }
}

/// The table of the class of that module, as a path from another class's file.
pub fn schema(module: &str) -> String {
    format!("super::{module}::SCHEMA")
}

fn shared_types(class: &Class) -> Vec<&str> {
    let shared = class
        .fields()
        .filter(|one| one.shared_meanings.is_some() && has_meaning_type(one));
    let mut names: Vec<_> = shared.map(|one| one.meaning_type_name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A key is wanted by every client, so that nobody asks.
fn constants(class: &Class) -> Vec<ConstantContext<'_>> {
    let asked = class.properties.iter().filter(|property| !property.key);
    let constants = asked.map(|property| ConstantContext {
        name: property.constant(),
        class: &class.name,
        property: &property.name,
    });
    constants.collect()
}

/// Whether the class has a struct of an instance: a class whose methods are all that it has may have no properties.
pub fn has_struct(class: &Class) -> bool {
    class.has_instances() || !class.properties.is_empty()
}

/// What a struct with these fields derives.
pub fn derives<'p>(mut properties: impl Iterator<Item = &'p Property>) -> &'static str {
    let has_reals = properties.any(|property| match &property.of {
        ValueType::Scalar(cim_type) => cim_type.is_real(),
        ValueType::Object(class) => class.has_reals,
        ValueType::AnyObject(_) => true,
        ValueType::Reference(_) => false,
    });
    if has_reals {
        "Clone, Debug, PartialEq"
    } else {
        "Clone, Debug, PartialEq, Eq"
    }
}
