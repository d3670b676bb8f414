//! A namespace of the provider's, as the templates get to see it.

use crate::model::{
    Class, INSTANCE_REGISTRATION, METHOD_REGISTRATION, Namespace, NamespaceSecurity, Provider,
    Registration,
};
use schemars::JsonSchema;
use serde::Serialize;

/// A namespace that has classes of the provider's, which is registered in each by itself.
#[derive(JsonSchema, Serialize)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a thing that a template asks"
)]
pub struct NamespaceContext {
    /// `root\Acme`.
    path: String,
    /// `\\.\root\Acme`, as `#pragma namespace` has it.
    pub pragma: String,
    /// The levels below root, each to be created in the one above.
    pub levels: Vec<NamespaceLevel>,
    /// The alias of the provider's instance there, in MOF: one of its own, because a file knows the aliases of all its
    /// namespaces.
    alias: String,
    /// The path of the provider's instance there.
    provider_path: String,
    /// Whether it is registered there as a provider of instances.
    registers_instances: bool,
    /// Whether it is registered there as a provider of methods.
    registers_methods: bool,
    /// Its registrations there.
    registrations: Vec<RegistrationThere>,
    /// The classes that have code there, in the order of the spec.
    classes: Vec<ClassThere>,
    /// Whether WMI is asked there about instances of other providers.
    asks: bool,
    /// The modules of the classes of objects in properties that have a rule of who may see them, or a property with one.
    guarded: Vec<String>,
    /// The names in WMI of all classes there, in the order in which they are removed.
    removed_classes: Vec<String>,
    /// Whether it is the first namespace.
    first: bool,
    /// Whether it is the last one.
    last: bool,
    /// Whether it is the only one.
    only: bool,
}

/// A registration of the provider in a namespace.
#[derive(JsonSchema, Serialize)]
struct RegistrationThere {
    /// Its path.
    path: String,
    /// The same, with the provider by its full path.
    full_path: String,
}

/// A class in its namespace.
#[derive(JsonSchema, Serialize)]
struct ClassThere {
    /// Its name in WMI.
    name: String,
    /// The module of the class.
    module: String,
}

/// A level of a namespace.
#[derive(JsonSchema, Serialize)]
pub struct NamespaceLevel {
    /// The namespace around it, as `#pragma namespace` has it.
    parent_pragma: String,
    /// Itself, as `#pragma namespace` has it.
    pragma: String,
    /// Its name.
    name: String,
    /// Its security descriptor; none if that is WMI's to decide.
    sddl: Option<String>,
    /// Whether WMI refuses clients that do not encrypt what they send to it.
    requires_encryption: bool,
}

impl NamespaceContext {
    /// All namespaces that have classes, the provider's first.
    pub fn all(provider: &Provider, provider_path: &str) -> Vec<Self> {
        let namespaces = provider.namespaces();
        let most = namespaces.len();
        let numbered = namespaces.into_iter().zip(1..);
        numbered
            .map(|(namespace, number)| NamespaceContext {
                path: namespace.to_string(),
                pragma: pragma(namespace),
                levels: levels(provider, namespace),
                alias: match number {
                    1 => "$Provider".to_owned(),
                    number => format!("$Provider{number}"),
                },
                provider_path: provider_path.to_owned(),
                registers_instances: registers(&INSTANCE_REGISTRATION, provider, namespace),
                registers_methods: registers(&METHOD_REGISTRATION, provider, namespace),
                registrations: RegistrationThere::all(provider, namespace, provider_path),
                classes: provider
                    .served_classes()
                    .filter(|class| class.namespace == *namespace)
                    .map(ClassThere::new)
                    .collect(),
                asks: !provider.asked.is_empty(),
                guarded: provider
                    .embedded()
                    .filter(|class| class.rules().next().is_some())
                    .map(|class| class.module.clone())
                    .collect(),
                removed_classes: provider
                    .classes_in(namespace)
                    .into_iter()
                    .rev()
                    .map(|class| class.name.clone())
                    .collect(),
                first: number == 1,
                last: number == most,
                only: most == 1,
            })
            .collect()
    }
}

fn registers(registration: &Registration, provider: &Provider, namespace: &Namespace) -> bool {
    provider.registrations(namespace).contains(&registration)
}

impl RegistrationThere {
    fn all(provider: &Provider, namespace: &Namespace, provider_path: &str) -> Vec<Self> {
        let full = format!("{}:{provider_path}", pragma(namespace));
        let all = provider.registrations(namespace).into_iter();
        all.map(|registration| RegistrationThere {
            path: registration_path(registration, provider_path),
            full_path: registration_path(registration, &full),
        })
        .collect()
    }
}

impl ClassThere {
    fn new(class: &Class) -> Self {
        ClassThere {
            name: class.name.clone(),
            module: class.module.clone(),
        }
    }
}

/// A namespace as `#pragma namespace` has it.
pub fn pragma(namespace: &Namespace) -> String {
    format!(r"\\.\{namespace}")
}

/// The levels of a namespace below root, each secured as its table says.
pub fn levels(provider: &Provider, namespace: &Namespace) -> Vec<NamespaceLevel> {
    let levels = namespace.levels();
    let around = std::iter::once(Namespace::default()).chain(levels.clone());
    let levels = levels.iter().zip(around);
    levels
        .filter_map(|(level, around)| {
            let name = level.below_root().last()?;
            let security = provider.security_of(level);
            Some(NamespaceLevel::new((&around, name), security))
        })
        .collect()
}

impl NamespaceLevel {
    /// The namespace of this name in another one.
    pub fn new((around, name): (&Namespace, &str), security: Option<&NamespaceSecurity>) -> Self {
        let parent_pragma = pragma(around);
        let descriptor = security.and_then(|one| one.descriptor.as_ref());
        NamespaceLevel {
            pragma: format!(r"{parent_pragma}\{name}"),
            parent_pragma,
            name: name.to_owned(),
            sddl: descriptor.map(|one| one.text.clone()),
            requires_encryption: security.is_some_and(|one| one.requires_encryption),
        }
    }
}

/// The registration whose key is the path of that provider: a path within a path.
fn registration_path(registration: &Registration, provider: &str) -> String {
    let escaped = provider.replace('\\', r"\\").replace('"', "\\\"");
    let class = registration.class;
    format!("{class}.Provider=\"{escaped}\"")
}
