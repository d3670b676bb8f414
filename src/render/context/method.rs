//! A method of a class, as the templates get to see it.

use super::access;
use super::class::derives;
use super::code::Rust;
use super::operation::ClassNames;
use super::property::{Parameter, PropertyContext};
use super::provider::TypeOfProvider;
use super::text::Text;
use crate::model::{Class, Method, Property};
use schemars::JsonSchema;
use serde::Serialize;

/// A method whose code is the class's own, for the class's files.
#[derive(JsonSchema, Serialize)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a thing that the template asks"
)]
pub struct MethodContext<'p> {
    /// The name of the provider's type.
    provider_type_name: &'p str,
    /// What the class is called in Rust.
    class: ClassNames<'p>,
    /// Its name in WMI.
    name: &'p str,
    /// Its function in the class's trait.
    function: &'p str,
    /// The function that the runtime calls.
    entry: String,
    /// The constant with what the runtime knows of it.
    table: String,
    /// The constant with what it takes.
    input_table: String,
    /// The constant with what it gives.
    output_table: String,
    /// Whether it is one of the class, and not of an instance.
    is_static: bool,
    /// Whether its function takes the key of an instance: not of the one instance of a singleton.
    takes_key: bool,
    /// Whether WMI calls it without asking for the instance first.
    bypasses_get_object: bool,
    /// Whether its function has a name of which Rust expects another signature, so that clippy has to be told.
    unlike_rust: bool,
    /// The rule that says who may call it in the place of that of its class, as a Rust path of its static from the file of the
    /// class.
    access: Option<Rust>,
    /// Whether it returns a value, beside its parameters.
    returns: bool,
    /// What it does.
    description: Option<Text<'p>>,
    /// What a client gives; none if nothing.
    input: Option<ParametersContext<'p>>,
    /// What it gives back; none if nothing.
    output: Option<ParametersContext<'p>>,
    /// What it takes and gives, each once, for the types of lists of values.
    values: Vec<PropertyContext<'p>>,
    /// What its function in the user's file says until the user has written it.
    not_written: String,
    /// Whether its function is the first of the class's trait.
    first: bool,
}

/// What a method takes, or what it gives: a struct.
#[derive(JsonSchema, Serialize)]
pub struct ParametersContext<'p> {
    /// The struct.
    type_name: &'p str,
    /// What the struct derives beside the rest, as Rust code: real numbers are not equal to themselves.
    derives: &'static str,
    /// Its fields: what the method returns first, and then the parameters in the order of the spec.
    properties: Vec<PropertyContext<'p>>,
}

impl<'p> ParametersContext<'p> {
    fn new(type_name: &'p str, properties: &[&'p Property], given_by: Parameter) -> Option<Self> {
        if properties.is_empty() {
            return None;
        }
        let fields = properties.iter();
        let fields = fields.map(|one| PropertyContext::of_parameter(one, given_by));
        Some(ParametersContext {
            type_name,
            derives: derives(properties.iter().copied()),
            properties: fields.collect(),
        })
    }
}

impl<'p> MethodContext<'p> {
    /// All methods whose code is the class's own.
    pub fn all(class: &'p Class, provider: TypeOfProvider<'p>) -> Vec<Self> {
        let names = ClassNames::new(class);
        let methods = class.own_methods();
        methods
            .map(|method| Self::new(method, class, provider, names.clone()))
            .collect()
    }

    /// A method of a class of the provider with that type.
    pub fn new(
        method: &'p Method,
        class: &'p Class,
        provider: TypeOfProvider<'p>,
        names: ClassNames<'p>,
    ) -> Self {
        let first = class.own_methods().next();
        let first = first.is_some_and(|first| std::ptr::eq(first, method));
        let values = method.values();
        let values = values.map(|one| PropertyContext::of_parameter(one, Parameter::Given));
        MethodContext {
            provider_type_name: provider.type_name,
            class: names,
            name: &method.name,
            function: &method.ident,
            entry: format!("method_{}", method.ident.trim_start_matches("r#")),
            table: table(method),
            input_table: format!("INPUT_OF_{}", constant(method)),
            output_table: format!("OUTPUT_OF_{}", constant(method)),
            is_static: method.is_static,
            takes_key: takes_key(method, class),
            bypasses_get_object: method.bypasses_get_object(),
            unlike_rust: is_unlike_rust(&method.ident),
            access: method.access.as_deref().map(access::path),
            returns: method.returns.is_some(),
            description: Text::of(method.description.as_ref()),
            input: ParametersContext::new(
                &method.input_type_name,
                &method.inputs().collect::<Vec<_>>(),
                Parameter::Taken,
            ),
            output: ParametersContext::new(
                &method.output_type_name,
                &method.outputs().collect::<Vec<_>>(),
                Parameter::Given,
            ),
            values: values.collect(),
            not_written: format!("{} is not written yet", method.name),
            first: first && !class.has_instances(),
        }
    }
}

/// Whether the function of a method takes the key of an instance.
pub fn takes_key(method: &Method, class: &Class) -> bool {
    !method.is_static && !class.singleton
}

/// Whether Rust expects a function of this name to make a value, or to take its own or change it (clippy:
/// `wrong_self_convention`, `new_ret_no_self`).
fn is_unlike_rust(function: &str) -> bool {
    let consumes = ["from_", "into_"];
    let changes = function.starts_with("to_") && function.ends_with("_mut");
    function == "new" || changes || consumes.iter().any(|begin| function.starts_with(begin))
}

fn constant(method: &Method) -> String {
    method.ident.trim_start_matches("r#").to_uppercase()
}

fn table(method: &Method) -> String {
    format!("METHOD_{}", constant(method))
}

/// The tables of the methods that clients can call, as Rust paths from the file of the class: some may be in the file of a class
/// that it derives from.
pub fn tables(class: &Class) -> Vec<Rust> {
    let methods = class.methods.iter();
    let tables = methods.filter_map(|method| {
        let module = method.code_in.as_ref()?;
        Some(Rust(if *module == class.module {
            table(method)
        } else {
            format!("super::{module}::{}", table(method))
        }))
    });
    tables.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clippy_is_told_of_the_names_that_it_knows_otherwise() {
        for name in ["new", "from_disk", "into_disk", "to_disk_mut"] {
            assert!(is_unlike_rust(name), "{name}");
        }
        for name in [
            "renew", "new_disk", "from", "into", "to_disk", "is_new", "as_mut",
        ] {
            assert!(!is_unlike_rust(name), "{name}");
        }
    }
}
