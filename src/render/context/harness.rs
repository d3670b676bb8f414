//! The provider, as its contract tests get to see it.

use super::answers::{self, AnswerTable};
use super::code::Rust;
use super::{ProviderContext, Whole};
use crate::model::{AccessRule, Class, Kind, Method, Operation, Property, Right, TextForm, Value};
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
    /// The same of classes of such values that the namespaces have already.
    externals: Vec<Rust>,
    /// What the classes answer; classes that answer alike share one.
    answer_tables: Vec<AnswerTable>,
    /// Whether a class has methods.
    has_methods: bool,
    /// Whether a property has a default.
    has_defaults: bool,
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
    /// The classes that it derives from, the outermost first, as a Rust array of their names in WMI.
    superclasses: Rust,
    /// Whether it has one instance, which no key names.
    singleton: bool,
    /// Whether it is an association.
    association: bool,
    /// Those to whom its rule gives the right to read, as a Rust array of their SIDs.
    readers: Rust,
    /// The privileges that its rule asks for, as a Rust array of their names.
    privileges: Rust,
    /// Whether clients ask for its instances, which the user's file of its module gives.
    served: bool,
    /// The name of the table of its answers.
    answer_table: String,
    /// The operations that it serves which write, as a Rust array of the spec's words.
    writes: Rust,
    /// Whether a rule says who may write.
    has_rule: bool,
    /// Those to whom its rule gives the right to write, as a Rust array of their SIDs.
    writers: Rust,
    /// Its properties, in the order of the spec.
    properties: Vec<TestedProperty<'p>>,
    /// The methods that clients can call.
    methods: Vec<TestedMethod<'p>>,
}

/// A method, as the tests know it.
#[derive(JsonSchema, Serialize)]
pub struct TestedMethod<'p> {
    /// The method's name in WMI.
    name: &'p str,
    /// Whether it is one of the class, and not of an instance.
    is_static: bool,
    /// Whether WMI calls it without asking for the instance first.
    bypasses_get_object: bool,
    /// Whether a rule says who may call it.
    has_rule: bool,
    /// Those to whom the rule gives the right to call it, as a Rust array of their SIDs.
    callers: Rust,
    /// The privileges that the rule asks for, as a Rust array of their names.
    privileges: Rust,
    /// What a client gives.
    inputs: Vec<TestedProperty<'p>>,
    /// What the method gives back.
    outputs: Vec<TestedProperty<'p>>,
}

impl<'p> TestedMethod<'p> {
    /// A method of the class.
    pub fn new(method: &'p Method, class: &Class) -> Self {
        let rule = class.rule_of(method);
        let inputs = method.inputs().map(|property| TestedProperty {
            required: property.required && property.default.is_none(),
            ..TestedProperty::new(property)
        });
        TestedMethod {
            name: &method.name,
            is_static: method.is_static,
            bypasses_get_object: method.bypasses_get_object(),
            has_rule: rule.is_some(),
            callers: Rust(names(&allowed(rule, Right::Call))),
            privileges: Rust(names(privileges(rule))),
            inputs: inputs.collect(),
            outputs: method.outputs().map(TestedProperty::new).collect(),
        }
    }
}

/// A property, or a parameter of a method, as the tests know it.
#[derive(JsonSchema, Serialize)]
pub struct TestedProperty<'p> {
    /// The property's name in WMI.
    name: &'p str,
    /// The variant of the tests' enum.
    cim_type: &'static str,
    /// The class that its objects are of or derive from, or of what it refers to, as an `Option` in Rust.
    of: Rust,
    /// The form of the texts that it has of its objects, as an `Option` in Rust.
    text: Rust,
    /// Whether it is an array.
    array: bool,
    /// Whether it is a key.
    key: bool,
    /// Whether it is never NULL, and no key, which never is.
    required: bool,
    /// Whether the class says that clients can write it.
    write: bool,
    /// The value that it has where none is given, as an `Option` in Rust.
    default: Rust,
    /// The most elements of an array, as a Rust literal, as all limits are, absent ones too.
    max_items: String,
    /// The greatest length of a text, as the others.
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
        let (answer_tables, names) = answers::tables(provider.served_classes());
        let classes = provider.served_classes().zip(names);
        let classes = classes.map(|(class, table)| TestedClass::new(class, table));
        let of_objects = |external: bool| {
            let classes = provider.embedded();
            let classes = classes.filter(move |class| class.is_external == external);
            classes.map(|class| TestedClass::new(class, NO_ANSWERS.to_owned()))
        };
        Ok(HarnessContext {
            provider: context,
            classes: Rust::all(templates.rendered_parts(files::CLASS_IN_HARNESS, classes)?),
            embedded: Rust::all(
                templates.rendered_parts(files::CLASS_IN_HARNESS, of_objects(false))?,
            ),
            externals: Rust::all(
                templates.rendered_parts(files::CLASS_IN_HARNESS, of_objects(true))?,
            ),
            answer_tables,
            has_methods: provider
                .served_classes()
                .any(|class| class.served_methods().next().is_some()),
            has_defaults: provider.classes_with_code().any(|class| {
                let properties = class.properties.iter();
                let methods = class.served_methods().flat_map(Method::values);
                properties.chain(methods).any(|one| one.default.is_some())
            }),
        })
    }
}

impl<'p> TestedClass<'p> {
    /// The class, with the name of its answers among those of the provider.
    pub fn alone(class: &'p Class, whole: &Whole<'_>) -> Self {
        let classes = whole.provider.served_classes();
        let names = classes.zip(answers::tables(whole.provider.served_classes()).1);
        let table = names.into_iter().find(|(one, _)| one.name == class.name);
        Self::new(
            class,
            table.map_or_else(|| NO_ANSWERS.to_owned(), |(_, name)| name),
        )
    }

    fn new(class: &'p Class, answer_table: String) -> Self {
        let rule = class.access.as_deref();
        let methods = class.served_methods();
        let writes = class.operations.iter();
        let writes = writes.filter(|operation| operation.writing().is_some());
        let writes = writes.map(Operation::name);
        TestedClass {
            name: &class.name,
            namespace: class.namespace.to_string(),
            module: &class.module,
            superclasses: Rust(names(&class.superclasses)),
            singleton: class.singleton,
            association: class.kind == Kind::Association,
            readers: Rust(names(&allowed(rule, Right::Read))),
            privileges: Rust(names(privileges(rule))),
            served: class.is_served(),
            answer_table,
            writes: Rust(names(&writes.collect::<Vec<_>>())),
            has_rule: rule.is_some(),
            writers: Rust(names(&allowed(rule, Right::Write))),
            properties: class.properties.iter().map(TestedProperty::new).collect(),
            methods: methods.map(|one| TestedMethod::new(one, class)).collect(),
        }
    }
}

impl<'p> TestedProperty<'p> {
    pub fn new(property: &'p Property) -> Self {
        let limits = property.limits;
        TestedProperty {
            name: &property.name,
            cim_type: property.wmi_type().row().variant,
            of: Rust(property.of.named_class().map_or_else(
                || "None".to_owned(),
                |class| format!("Some({})", escape::rust_string(class)),
            )),
            text: Rust(match property.text {
                None => "None".to_owned(),
                Some(TextForm::Mof) => "Some(TextForm::Mof)".to_owned(),
                Some(TextForm::Xml) => "Some(TextForm::Xml)".to_owned(),
            }),
            array: property.array,
            key: property.key,
            required: property.required && !property.key,
            write: property.write,
            default: Rust(option_of(property.default.as_ref())),
            max_items: option(property.max_items.map(i128::from)),
            max_len: option(limits.max_len.map(i128::from)),
            min: option(limits.min),
            max: option(limits.max),
        }
    }
}

/// Those to whom a rule gives a right, by their SIDs.
fn allowed(rule: Option<&AccessRule>, right: Right) -> Vec<String> {
    rule.map(|rule| rule.allowed(right)).unwrap_or_default()
}

fn privileges(rule: Option<&AccessRule>) -> &[&'static str] {
    rule.map_or(&[], |rule| &rule.privileges)
}

/// An array of names.
fn names(names: &[impl AsRef<str>]) -> String {
    let names = names.iter().map(|name| escape::rust_string(name.as_ref()));
    let names: Vec<_> = names.collect();
    format!("[{}]", names.join(", "))
}

/// An `Option` of a default, as the tests' enum has it.
fn option_of(default: Option<&Value>) -> String {
    default.map_or_else(
        || "None".to_owned(),
        |default| format!("Some({})", declared(default)),
    )
}

fn declared(default: &Value) -> String {
    match default {
        Value::Boolean(flag) => format!("Declared::Boolean({flag})"),
        Value::Integer(number) => format!("Declared::Integer({})", grouped(*number)),
        // As a text, so that no reader and no lint mistakes it for a constant of mathematics.
        Value::Real(number) => format!("Declared::Real(\"{:?}\")", number.0),
        Value::Char16(unit) => format!("Declared::Char16(0x{unit:04X})"),
        Value::String(text) | Value::Datetime(text) => {
            format!("Declared::Text({})", escape::rust_string(text))
        }
        Value::Array(values) => {
            let values: Vec<_> = values.iter().map(declared).collect();
            format!("Declared::Array(&[{}])", values.join(", "))
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
