//! What the templates get to see: typed, complete, and decided; a template only lays it out.

use super::answers::{self, Answer};
use super::layout;
use crate::model::{
    Choice as _, CimType, Class, ClientLevel, EnumerationDenial, Hosting, ObjectDenial, Property,
    PropertyDenial, Provider,
};
use serde::Serialize;

/// The whole crate, for the files that are written once for all classes.
#[derive(Serialize)]
pub struct CrateContext {
    provider: ProviderContext,
    class_tables: String,
    classes: Vec<ClassContext>,
}

/// The provider.
#[derive(Clone, Serialize)]
pub struct ProviderContext {
    name: String,
    type_name: String,
    snake_name: String,
    package_name: String,
    /// In braces, as MOF and the registry write it.
    clsid: String,
    /// As a Rust literal.
    clsid_number: String,
    namespace: String,
    /// `\\.\root\Acme`, as `#pragma namespace` has it.
    namespace_pragma: String,
    /// The levels below root, each to be created in the one above.
    namespace_levels: Vec<NamespaceLevel>,
    description: Option<String>,
    hosting_model: String,
    hosting_group: Option<String>,
    level: &'static str,
    level_word: &'static str,
    supports_get: bool,
    supports_enumeration: bool,
    class_count: usize,
    /// A class to try the provider with.
    sample_class: String,
    /// The paths of the instances by which WMI knows the provider; a registration's key is the path of its provider.
    provider_path: String,
    registration_path: String,
    registration_full_path: String,
}

/// A level of the namespace.
#[derive(Clone, Serialize)]
pub struct NamespaceLevel {
    parent_pragma: String,
    name: String,
}

/// A class, for the files that are its own.
#[derive(Clone, Serialize)]
pub struct ClassContext {
    provider: ProviderContext,
    name: String,
    module: String,
    module_path: String,
    type_name: String,
    key_type_name: String,
    trait_name: String,
    description: Option<String>,
    operations: OperationsContext,
    policy: PolicyContext,
    properties: Vec<PropertyContext>,
    keys: Vec<PropertyContext>,
    /// What each kind of client is answered, a row each.
    answers: Vec<Answer>,
    /// Whether it is the last class.
    last: bool,
    imports: Vec<&'static str>,
    class_imports: Vec<String>,
    user_imports: Vec<&'static str>,
    signature_get: String,
    signature_enumerate: String,
    user_signature_get: String,
    user_signature_enumerate: String,
    erased_get: String,
    erased_enumerate: String,
    key_literal: String,
    cells: String,
}

/// The operations of a class.
#[derive(Clone, Serialize)]
pub struct OperationsContext {
    get: bool,
    enumerate: bool,
    both: bool,
}

/// The policy of a class: the variants of the runtime's enums, and the spec's words for them.
#[derive(Clone, Serialize)]
pub struct PolicyContext {
    object: &'static str,
    object_word: &'static str,
    enumeration: &'static str,
    enumeration_word: &'static str,
    /// With separators, as a Rust literal.
    held_instances_max: String,
}

/// A property of a class.
#[derive(Clone, Serialize)]
pub struct PropertyContext {
    name: String,
    field: String,
    index: usize,
    rust_type: String,
    cim_type: &'static str,
    mof_type: &'static str,
    key: bool,
    denied: &'static str,
    denied_note: Option<&'static str>,
    denied_sees: &'static str,
    /// Whether it is the first property.
    first: bool,
    units: Option<String>,
    description: Option<String>,
}

impl CrateContext {
    /// What the templates of a provider's crate get to see.
    pub fn new(provider: &Provider) -> Self {
        let context = ProviderContext::new(provider);
        let mut classes: Vec<_> = provider
            .classes
            .iter()
            .map(|class| ClassContext::new(class, &context))
            .collect();
        if let Some(last) = classes.last_mut() {
            last.last = true;
        }
        let tables: Vec<String> = classes
            .iter()
            .map(|class| format!("&{}::CLASS", class.module))
            .collect();
        CrateContext {
            provider: context,
            class_tables: layout::array(4, &tables),
            classes,
        }
    }

    /// The classes, each as its own templates get to see it.
    pub fn classes(&self) -> &[ClassContext] {
        &self.classes
    }
}

impl ProviderContext {
    fn new(provider: &Provider) -> Self {
        let clsid = provider.clsid;
        let provider_path = format!("__Win32Provider.Name=\"{}\"", provider.name);
        ProviderContext {
            name: provider.name.clone(),
            type_name: provider.type_name.clone(),
            snake_name: provider.snake_name.clone(),
            package_name: package_name(&provider.snake_name),
            clsid: clsid.braced().to_string(),
            clsid_number: format!("0x{}", clsid.hyphenated().to_string().replace('-', "_")),
            namespace: provider.namespace.to_string(),
            namespace_pragma: format!(r"\\.\{}", provider.namespace),
            namespace_levels: namespace_levels(provider.namespace.below_root()),
            description: prose(provider.description.as_ref()),
            hosting_model: hosting_model(&provider.hosting),
            hosting_group: provider.hosting.group.clone(),
            level: match provider.client_level {
                ClientLevel::Impersonate => "Impersonate",
                ClientLevel::Delegate => "Delegate",
            },
            level_word: provider.client_level.as_str(),
            supports_get: provider.classes.iter().any(|class| class.operations.get),
            supports_enumeration: provider
                .classes
                .iter()
                .any(|class| class.operations.enumerate),
            class_count: provider.classes.len(),
            sample_class: sample_class(&provider.classes),
            registration_path: registration_path(&provider_path),
            registration_full_path: registration_path(&format!(
                r"\\.\{}:{provider_path}",
                provider.namespace
            )),
            provider_path,
        }
    }
}

/// `__Win32Provider.HostingModel`.
fn hosting_model(hosting: &Hosting) -> String {
    match &hosting.group {
        Some(group) => format!("{}:{group}", hosting.model.as_str()),
        None => hosting.model.as_str().to_owned(),
    }
}

/// The registration whose key is the path of that provider: a path within a path.
fn registration_path(provider: &str) -> String {
    let escaped = provider.replace('\\', r"\\").replace('"', "\\\"");
    format!("__InstanceProviderRegistration.Provider=\"{escaped}\"")
}

/// A class that can be enumerated, or else the first.
fn sample_class(classes: &[Class]) -> String {
    let class = classes.iter().find(|class| class.operations.enumerate);
    let class = class.or(classes.first());
    class.map_or_else(String::new, |class| class.name.clone())
}

/// The package's name, from which Cargo makes the name of the DLL by turning each `-` into a `_`.
fn package_name(snake_name: &str) -> String {
    if snake_name.ends_with('_') {
        snake_name.to_owned()
    } else {
        snake_name.replace('_', "-")
    }
}

fn namespace_levels(below_root: &[String]) -> Vec<NamespaceLevel> {
    let mut parent = r"\\.\root".to_owned();
    let mut levels = Vec::new();
    for name in below_root {
        let child = format!(r"{parent}\{name}");
        levels.push(NamespaceLevel {
            parent_pragma: std::mem::replace(&mut parent, child),
            name: name.clone(),
        });
    }
    levels
}

impl ClassContext {
    fn new(class: &Class, provider: &ProviderContext) -> Self {
        let type_name = &class.type_name;
        let key_type_name = &class.key_type_name;
        let get = |key: &str, client: &str, end: &str| {
            let parameters = [
                "&self",
                &format!("{client}: &mut Client<'_>"),
                &format!("{key}: &{key_type_name}"),
            ];
            layout::function(4, "get", &parameters, &format!("Result<{type_name}>"), end)
        };
        let enumerate = |client: &str, end: &str| {
            let parameters = ["&'a self", &format!("{client}: &'a mut Client<'_>")];
            let returns = format!("Result<Instances<'a, {type_name}>>");
            layout::function(4, "enumerate<'a>", &parameters, &returns, end)
        };
        ClassContext {
            provider: provider.clone(),
            name: class.name.clone(),
            module: class.module.clone(),
            module_path: format!("crate::generated::{}", class.module),
            type_name: type_name.clone(),
            key_type_name: key_type_name.clone(),
            trait_name: class.trait_name.clone(),
            description: prose(class.description.as_ref()),
            operations: OperationsContext {
                get: class.operations.get,
                enumerate: class.operations.enumerate,
                both: class.operations.get && class.operations.enumerate,
            },
            policy: PolicyContext::new(class),
            properties: properties(class),
            keys: keys(class),
            answers: answers::of_class(class),
            last: false,
            imports: imports(class),
            class_imports: class_imports(class),
            user_imports: user_imports(class),
            signature_get: get("key", "client", ";"),
            signature_enumerate: enumerate("client", ";"),
            user_signature_get: get("_key", "_client", " {"),
            user_signature_enumerate: enumerate("_client", " {"),
            erased_get: erased_get(provider),
            erased_enumerate: erased_enumerate(provider),
            key_literal: key_literal(class),
            cells: cells(class),
        }
    }

    /// The module of the class, and the stem of its files.
    pub fn module(&self) -> &str {
        &self.module
    }
}

/// The way from the runtime's table to the class's `get`.
fn erased_get(provider: &ProviderContext) -> String {
    let parameters = [
        &format!("provider: &crate::{}", provider.type_name),
        "client: &mut Client<'_>",
        "keys: &Keys",
    ];
    layout::function(0, "get", &parameters, "Result<Row>", " {")
}

/// The way from the runtime's table to the class's `enumerate`.
fn erased_enumerate(provider: &ProviderContext) -> String {
    let parameters = [
        &format!("provider: &'a crate::{}", provider.type_name),
        "client: &'a mut Client<'_>",
    ];
    layout::function(0, "enumerate<'a>", &parameters, "Result<Rows<'a>>", " {")
}

fn key_literal(class: &Class) -> String {
    let keys = keys(class);
    let fields: Vec<String> = keys
        .iter()
        .map(|key| format!("{}: keys.get({})?", key.field, key.index))
        .collect();
    layout::struct_literal(4, &class.key_type_name, &fields)
}

/// The cells of a row, from the fields of an instance.
fn cells(class: &Class) -> String {
    let cells: Vec<String> = class
        .properties
        .iter()
        .map(|property| format!("instance.{}.into()", property.field))
        .collect();
    layout::array(8, &cells)
}

fn properties(class: &Class) -> Vec<PropertyContext> {
    let mut properties: Vec<_> = class.properties.iter().map(PropertyContext::new).collect();
    if let Some(first) = properties.first_mut() {
        first.first = true;
    }
    properties
}

fn keys(class: &Class) -> Vec<PropertyContext> {
    class
        .properties
        .iter()
        .filter(|property| property.key)
        .enumerate()
        .map(|(index, property)| PropertyContext {
            index,
            // A client that names an instance gives its keys, whatever it may see of them.
            rust_type: value_type(property.cim_type).to_owned(),
            ..PropertyContext::new(property)
        })
        .collect()
}

/// What a class's generated file uses of the runtime, in the order that rustfmt keeps.
fn imports(class: &Class) -> Vec<&'static str> {
    let any = |test: fn(&Property) -> bool| class.properties.iter().any(test);
    let operations = class.operations;
    [
        (true, "CimType"),
        (true, "Class"),
        (true, "Client"),
        (
            any(|property| property.cim_type == CimType::Datetime),
            "DateTime",
        ),
        (true, "EnumerationDenial"),
        (operations.enumerate, "Instances"),
        (operations.get, "Keys"),
        (true, "ObjectDenial"),
        (true, "Policy"),
        (true, "Property"),
        (any(|property| !property.key), "PropertyDenial"),
        (true, "Provider"),
        (any(|property| property.denied.is_some()), "Read"),
        (true, "Result"),
        (true, "Row"),
        (operations.enumerate, "Rows"),
        (true, "Schema"),
    ]
    .into_iter()
    .filter_map(|(used, name)| used.then_some(name))
    .collect()
}

fn class_imports(class: &Class) -> Vec<String> {
    let mut names = vec![class.type_name.clone(), class.trait_name.clone()];
    if class.operations.get {
        names.push(class.key_type_name.clone());
    }
    names.sort();
    names
}

fn user_imports(class: &Class) -> Vec<&'static str> {
    let mut names = vec!["Client", "Result"];
    if class.operations.get {
        names.push("Error");
    }
    if class.operations.enumerate {
        names.push("Instances");
    }
    names.sort_unstable();
    names
}

impl PolicyContext {
    fn new(class: &Class) -> Self {
        let policy = class.policy;
        PolicyContext {
            object: match policy.object {
                ObjectDenial::Hide => "Hide",
                ObjectDenial::Fail => "Fail",
                ObjectDenial::FailWithErrorObject => "FailWithErrorObject",
            },
            object_word: policy.object.as_str(),
            enumeration: match policy.enumeration {
                EnumerationDenial::Omit => "Omit",
                EnumerationDenial::Fail => "Fail",
                EnumerationDenial::FailWithErrorObject => "FailWithErrorObject",
                EnumerationDenial::ReportAndContinue => "ReportAndContinue",
                EnumerationDenial::ReportAndStop => "ReportAndStop",
            },
            enumeration_word: policy.enumeration.as_str(),
            held_instances_max: grouped(policy.held_instances_max),
        }
    }
}

/// A number with its thousands apart, as clippy wants long literals.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

impl PropertyContext {
    fn new(property: &Property) -> Self {
        let value = value_type(property.cim_type);
        let denied = match (property.key, property.denied) {
            (true, _) | (false, Some(PropertyDenial::DenyObject)) => "DenyObject",
            (false, Some(PropertyDenial::Null) | None) => "Null",
        };
        PropertyContext {
            name: property.name.clone(),
            field: property.field.clone(),
            index: 0,
            rust_type: match (property.denied, property.key) {
                (Some(_), _) => format!("Read<{value}>"),
                (None, true) => value.to_owned(),
                (None, false) => format!("Option<{value}>"),
            },
            cim_type: variant(property.cim_type),
            mof_type: property.cim_type.as_str(),
            key: property.key,
            denied,
            denied_note: property.denied.map(|_| match denied {
                "Null" => "The client may be denied it; NULL takes its place then.",
                _ => "The client may be denied it; the whole instance is then.",
            }),
            denied_sees: property.denied.map_or("-", |_| match denied {
                "Null" => "NULL in its place, and the rest of the instance",
                _ => "what it sees if it is denied the instance",
            }),
            first: false,
            units: prose(property.units.as_ref()),
            description: prose(property.description.as_ref()),
        }
    }
}

fn value_type(cim_type: CimType) -> &'static str {
    match cim_type {
        CimType::String => "String",
        CimType::Boolean => "bool",
        CimType::Uint32 => "u32",
        CimType::Uint64 => "u64",
        CimType::Datetime => "DateTime",
    }
}

fn variant(cim_type: CimType) -> &'static str {
    match cim_type {
        CimType::String => "String",
        CimType::Boolean => "Boolean",
        CimType::Uint32 => "Uint32",
        CimType::Uint64 => "Uint64",
        CimType::Datetime => "DateTime",
    }
}

/// A text, unless it has nothing to say.
fn prose(text: Option<&String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).cloned()
}

/// What the spec that `wmigen new` writes is made of.
#[derive(Serialize)]
pub struct StarterContext {
    name: String,
    clsid: String,
}

impl StarterContext {
    /// `name` is a valid name of a provider.
    pub fn new(name: &str, clsid: uuid::Uuid) -> Self {
        StarterContext {
            name: name.to_owned(),
            clsid: clsid.braced().to_string(),
        }
    }
}
