//! The provider, as the templates get to see it.

use super::access::used_rules;
use super::namespace::{NamespaceContext, pragma};
use super::text::Text;
use crate::model::{
    AllowedWarning, Choice as _, Class, ClientLevel, INSTANCE_REGISTRATION, Operation, Provider,
};
use crate::render::escape;
use schemars::JsonSchema;
use serde::Serialize;

/// The provider.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing that a template asks"
)]
#[derive(JsonSchema, Serialize)]
pub struct ProviderContext {
    /// `__Win32Provider.Name`.
    pub name: String,
    /// The name of the Rust type.
    pub type_name: String,
    /// The name where a file is named after the provider.
    snake_name: String,
    /// The name of the file in `mof` that has the classes.
    pub mof_file: String,
    /// The name of the one that removes them.
    pub remove_file: String,
    /// The name of the record in `scripts`.
    pub record_file: String,
    /// The name of its package in Cargo.
    package_name: String,
    /// In braces, as MOF and the registry write it.
    clsid: String,
    /// As a Rust literal.
    clsid_number: String,
    /// The namespace of the classes that say nothing else: `root\Acme`.
    namespace: String,
    /// The namespaces that have classes, the provider's first.
    pub namespaces: Vec<NamespaceContext>,
    /// Whether there are several of them.
    several_namespaces: bool,
    /// The classes of other providers that WMI is asked about, as the client, by their names.
    asked: Vec<String>,
    /// The files of MOF of the user's own, by their paths in the crate.
    schema_mofs: Vec<String>,
    /// What it is for.
    description: Option<Text<'static>>,
    /// The host that WMI loads it into: `NetworkServiceHost:Acme`.
    hosting_model: String,
    /// The host's group, if it has one.
    hosting_group: Option<String>,
    /// Why it must run as it does.
    hosting_reason: Option<Text<'static>>,
    /// The least level of a client: the variant of the runtime's enum.
    level: &'static str,
    /// The spec's word for that.
    level_word: &'static str,
    /// Whether its log is told who called.
    audit: bool,
    /// Whether there are rules of who may do what.
    access: bool,
    /// What the registration says of the operations.
    supports: Vec<Support>,
    /// How many classes clients can ask for instances of.
    class_count: usize,
    /// The warnings about security that the spec allows.
    allowed_warnings: Vec<Allowed>,
    /// A class to try the provider with.
    sample_class: String,
    /// Whether it can be enumerated.
    sample_is_listed: bool,
    /// Whether it has instances, and not methods alone.
    sample_has_instances: bool,
    /// The namespace of the class to try the provider with.
    sample_namespace: String,
    /// The namespace, as a MOF literal with its quotes. A file that removes this provider says it and `path_literal`.
    namespace_literal: String,
    /// The path of the provider, as a MOF literal with its quotes.
    path_literal: String,
}

impl ProviderContext {
    pub fn new(provider: &Provider) -> Self {
        let clsid = provider.clsid;
        let paths = provider.schema_mofs.iter();
        let provider_path = format!("__Win32Provider.Name=\"{}\"", provider.name);
        // No stem has a hyphen or a dot in it, so that a longer stem makes no name that a shorter one makes, too.
        let stem = &provider.snake_name;
        let sample = sample_class(&provider.classes);
        ProviderContext {
            name: provider.name.clone(),
            type_name: provider.type_name.clone(),
            snake_name: stem.clone(),
            mof_file: format!("{stem}.mof"),
            remove_file: format!("{stem}-remove.mof"),
            record_file: format!("{stem}.provider.json"),
            package_name: package_name(stem),
            clsid: clsid.braced().to_string(),
            clsid_number: format!("0x{}", clsid.hyphenated().to_string().replace('-', "_")),
            namespace: provider.namespace.to_string(),
            namespace_literal: escape::mof_literal(&pragma(&provider.namespace)),
            path_literal: escape::mof_literal(&provider_path),
            several_namespaces: provider.namespaces().len() > 1,
            namespaces: NamespaceContext::all(provider, &provider_path),
            asked: provider.asked.clone(),
            schema_mofs: paths.map(|file| file.path.clone()).collect(),
            description: Text::of(provider.description.as_ref()).map(Text::into_owned),
            hosting_model: provider.hosting.to_string(),
            hosting_group: provider.hosting.group.clone(),
            hosting_reason: Text::of(provider.hosting.reason.as_ref()).map(Text::into_owned),
            level: match provider.client_level {
                ClientLevel::Impersonate => "Impersonate",
                ClientLevel::Delegate => "Delegate",
            },
            level_word: provider.client_level.as_str(),
            audit: provider.audit,
            access: used_rules(provider).next().is_some(),
            supports: supports(&provider.classes),
            class_count: provider.served_classes().count(),
            allowed_warnings: provider.allowed_warnings.iter().map(Allowed::new).collect(),
            sample_class: sample.map_or_else(String::new, |class| class.name.clone()),
            sample_namespace: sample
                .map_or(&provider.namespace, |class| &class.namespace)
                .to_string(),
            sample_is_listed: provider.classes.iter().any(is_listed),
            sample_has_instances: sample.is_some_and(Class::has_instances),
        }
    }
}

/// The provider, for the files of a class, which need no more of it.
#[derive(Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
pub struct TypeOfProvider<'p> {
    /// `__Win32Provider.Name`.
    name: &'p str,
    /// The name of the Rust type.
    pub type_name: &'p str,
}

impl<'p> TypeOfProvider<'p> {
    pub fn new(provider: &'p Provider) -> Self {
        TypeOfProvider {
            name: &provider.name,
            type_name: &provider.type_name,
        }
    }
}

/// A warning that the spec allows.
#[derive(JsonSchema, Serialize)]
pub struct Allowed {
    /// None if it is about the provider.
    class: Option<String>,
    /// The rule that warns.
    rule: &'static str,
    /// What it says of the spec.
    message: Text<'static>,
}

impl Allowed {
    fn new(allowed: &AllowedWarning) -> Self {
        Allowed {
            class: allowed.class.clone(),
            rule: allowed.rule,
            message: allowed.message.clone().into(),
        }
    }
}

/// A property of the registration that says what the classes serve.
#[derive(JsonSchema, Serialize)]
pub struct Support {
    /// The property's name.
    name: &'static str,
    /// Whether a class serves it.
    holds: bool,
    /// Whether there is an operation that it can hold for.
    of_an_operation: bool,
}

fn supports(classes: &[Class]) -> Vec<Support> {
    let support = |name: &&'static str| {
        let says = |operation: &Operation| operation.row().registration == *name;
        Support {
            name,
            holds: classes
                .iter()
                .any(|class| class.operations.iter().any(|operation| says(&operation))),
            of_an_operation: Operation::ALL.iter().any(says),
        }
    };
    INSTANCE_REGISTRATION.supports.iter().map(support).collect()
}

/// A class that can be enumerated, or else the first that has instances, or else the first.
fn sample_class(classes: &[Class]) -> Option<&Class> {
    let first = |test: fn(&Class) -> bool| classes.iter().find(|class| test(class));
    let class = first(is_listed).or_else(|| first(Class::has_instances));
    class.or_else(|| first(Class::is_served))
}

fn is_listed(class: &Class) -> bool {
    class.operations.serve(Operation::Enumerate)
}

/// The package's name, from which Cargo makes the name of the DLL by turning each `-` into a `_`.
fn package_name(snake_name: &str) -> String {
    if snake_name.ends_with('_') {
        snake_name.to_owned()
    } else {
        snake_name.replace('_', "-")
    }
}
