//! The provider, as the templates get to see it.

use super::text::Text;
use crate::model::{
    AllowedWarning, Choice as _, Class, ClientLevel, INSTANCE_REGISTRATION, Operation, Provider,
};
use crate::render::escape;
use schemars::JsonSchema;
use serde::Serialize;

/// The provider.
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
    /// The namespace of the classes: `root\Acme`.
    namespace: String,
    /// `\\.\root\Acme`, as `#pragma namespace` has it.
    namespace_pragma: String,
    /// The levels below root, each to be created in the one above.
    namespace_levels: Vec<NamespaceLevel>,
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
    /// What the registration says of the operations.
    supports: Vec<Support>,
    /// How many classes it has whose instances clients ask for.
    class_count: usize,
    /// The warnings about security that the spec allows.
    allowed_warnings: Vec<Allowed>,
    /// A class to try the provider with.
    sample_class: String,
    /// Whether it can be enumerated.
    sample_is_listed: bool,
    /// The paths of the instances by which WMI knows the provider; a registration's key is the path of its provider.
    provider_path: String,
    /// The path of its registration.
    registration_path: String,
    /// The same, with the provider by its full path.
    registration_full_path: String,
    /// The namespace, as a MOF literal with its quotes. A file that removes this provider says it and `path_literal`.
    namespace_literal: String,
    /// The path of the provider, as a MOF literal with its quotes.
    path_literal: String,
}

impl ProviderContext {
    pub fn new(provider: &Provider) -> Self {
        let clsid = provider.clsid;
        let provider_path = format!("__Win32Provider.Name=\"{}\"", provider.name);
        let namespace_pragma = format!(r"\\.\{}", provider.namespace);
        // No stem has a hyphen or a dot in it, so that a longer stem makes no name that a shorter one makes, too.
        let stem = &provider.snake_name;
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
            namespace_literal: escape::mof_literal(&namespace_pragma),
            path_literal: escape::mof_literal(&provider_path),
            namespace_pragma,
            namespace_levels: namespace_levels(provider.namespace.below_root()),
            description: Text::of(provider.description.as_ref()).map(Text::into_owned),
            hosting_model: provider.hosting.to_string(),
            hosting_group: provider.hosting.group.clone(),
            hosting_reason: Text::of(provider.hosting.reason.as_ref()).map(Text::into_owned),
            level: match provider.client_level {
                ClientLevel::Impersonate => "Impersonate",
                ClientLevel::Delegate => "Delegate",
            },
            level_word: provider.client_level.as_str(),
            supports: supports(&provider.classes),
            class_count: provider.served().count(),
            allowed_warnings: provider.allowed_warnings.iter().map(Allowed::new).collect(),
            sample_class: sample_class(provider),
            sample_is_listed: provider.classes.iter().any(is_listed),
            registration_path: registration_path(&provider_path),
            registration_full_path: registration_path(&format!(
                r"\\.\{}:{provider_path}",
                provider.namespace
            )),
            provider_path,
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

/// A level of the namespace.
#[derive(JsonSchema, Serialize)]
pub struct NamespaceLevel {
    /// The namespace around it, as `#pragma namespace` has it.
    parent_pragma: String,
    /// Its name.
    name: String,
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

/// The registration whose key is the path of that provider: a path within a path.
fn registration_path(provider: &str) -> String {
    let escaped = provider.replace('\\', r"\\").replace('"', "\\\"");
    let class = INSTANCE_REGISTRATION.class;
    format!("{class}.Provider=\"{escaped}\"")
}

/// A class that can be enumerated, or else the first.
fn sample_class(provider: &Provider) -> String {
    let class = provider.served().find(|class| is_listed(class));
    let class = class.or(provider.served().next());
    class.map_or_else(String::new, |class| class.name.clone())
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
