//! What registers a provider, and what a strict compiler has to be told before.

use std::collections::BTreeMap;

use super::{classes_in, own};
use crate::mof::Value;
use crate::spec::{Class, External, Property, Spec};

/// The instances of the provider's MOF in each of its namespaces, beside those of namespaces: of each its class and its values.
pub fn instances(spec: &Spec, namespace: &str) -> Vec<(String, BTreeMap<String, Value>)> {
    let provider = &spec.provider;
    let hosting = &provider.hosting;
    let model = hosting.model.as_deref().unwrap_or("NetworkServiceHost");
    let group = hosting.group.as_ref().unwrap_or(&provider.name);
    let path = format!("__Win32Provider.Name=\"{}\"", provider.name);
    let serves = |operations: &[&str]| {
        let classes = spec.class.0.iter();
        let mut all = classes.flat_map(|(_, class)| &class.operations);
        Value::Boolean(all.any(|one| operations.contains(&one.as_str())))
    };
    let win32_provider = [
        ("Name", provider.name.as_str().into()),
        ("CLSID", provider.clsid.as_str().into()),
        ("HostingModel", Value::Text(format!("{model}:{group}"))),
        ("ImpersonationLevel", Value::Integer(1)),
        ("PerUserInitialization", Value::Boolean(true)),
        ("InitializationReentrancy", Value::Integer(0)),
        ("Pure", Value::Boolean(true)),
    ];
    let registration = [
        ("Provider", Value::Text(path.clone())),
        ("SupportsGet", serves(&["get"])),
        ("SupportsPut", serves(&["create", "update"])),
        ("SupportsDelete", serves(&["delete"])),
        ("SupportsEnumeration", serves(&["enumerate"])),
        ("QuerySupportLevels", Value::Null),
        ("InteractionType", Value::Integer(0)),
    ];
    let named = |values: &[(&str, Value)]| {
        values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect()
    };
    let mut all = vec![("__Win32Provider".to_owned(), named(&win32_provider))];
    let here = classes_in(namespace, spec);
    let has_instances = |class: &Class| !class.operations.is_empty();
    let methods = here.iter().any(|(name, _)| serves_methods(spec, name));
    if here.iter().any(|(_, class)| has_instances(class)) || !methods {
        let class = "__InstanceProviderRegistration".to_owned();
        all.push((class, named(&registration)));
    }
    if methods {
        let class = "__MethodProviderRegistration".to_owned();
        all.push((class, named(&[("Provider", Value::Text(path))])));
    }
    all
}

/// Whether a class has methods with code: its own, or those of a class that it derives from.
pub fn serves_methods(spec: &Spec, class: &str) -> bool {
    let line = std::iter::once(class.to_owned()).chain(spec.superclasses(class));
    let own = line.filter_map(|name| spec.class.get(&name));
    let mut with_code = own.filter(|class| !class.r#abstract);
    let is_served = spec.class.get(class).is_some_and(|class| !class.r#abstract);
    is_served && with_code.any(|class| !class.method.0.is_empty())
}

/// Declarations of the user's own qualifiers, of the types that their values have in WMI (page "Applying a Qualifier").
pub fn declarations(spec: &Spec) -> String {
    let classes = spec.class.0.iter().map(|(_, class)| class);
    let mut declared = BTreeMap::new();
    for class in classes {
        let properties = class.properties.0.iter();
        let properties = properties.map(|(_, property)| &property.qualifiers);
        let methods = class.method.0.iter().map(|(_, method)| &method.qualifiers);
        let parameters = class
            .method
            .0
            .iter()
            .flat_map(|(_, method)| &method.parameters);
        let parameters = parameters.flatten().map(|one| &one.qualifiers);
        let own_qualifiers = std::iter::once(&class.qualifiers).chain(properties);
        for qualifiers in own_qualifiers.chain(methods).chain(parameters) {
            for (name, qualifier) in own(qualifiers) {
                declared.insert(name, type_of(&qualifier.value));
            }
        }
    }
    let flavor = "Flavor(EnableOverride, Restricted)";
    let line =
        |(name, of): (String, String)| format!("Qualifier {name} : {of}, Scope(any), {flavor};\n");
    let declared: String = declared.into_iter().map(line).collect();
    declared + &externals(spec)
}

/// The classes that the namespace has already, each after its superclass.
fn externals(spec: &Spec) -> String {
    let mut externals: Vec<_> = spec.external.0.iter().collect();
    externals.sort_by_key(|(name, _)| spec.superclasses(name).len());
    let class = |(name, class): &&(String, External)| {
        let superclass = class.superclass.as_ref();
        let superclass = superclass.map_or_else(String::new, |name| format!(" : {name}"));
        let properties = class.properties.0.iter().map(|(name, property)| {
            let key = if property.key { "[key] " } else { "" };
            let array = if property.is_array() { "[]" } else { "" };
            // Where a class stands before those that it names does not matter here.
            let element = match property.element() {
                "reference" | "object" => "string",
                element => element,
            };
            format!("{key}{element} {name}{array};\n")
        });
        let properties: String = properties.collect();
        let qualifiers = match (class.r#abstract, class.singleton) {
            (true, _) => "[abstract] ",
            (false, true) => "[singleton] ",
            (false, false) => "",
        };
        let methods = class.method.0.iter().map(|(name, method)| {
            let of = |property: &Property| match property.element() {
                "reference" | "object" => "string".to_owned(),
                "interval" => "datetime".to_owned(),
                element => element.to_owned(),
            };
            let parameters = method.parameters.iter().flatten().map(|one| {
                let array = if one.is_array() { "[]" } else { "" };
                format!("{} {}{array}", of(one), one.parameter_name())
            });
            let parameters: Vec<String> = parameters.collect();
            // The standard has no method that returns nothing.
            let returns = method
                .returned()
                .map_or_else(|| "uint8".to_owned(), |one| of(&one));
            format!("{returns} {name}({});\n", parameters.join(", "))
        });
        let methods: String = methods.collect();
        format!("{qualifiers}class {name}{superclass} {{\n{properties}{methods}}};\n")
    };
    externals.iter().map(class).collect()
}

fn type_of(value: &Value) -> String {
    match value {
        Value::Boolean(_) => "boolean".to_owned(),
        Value::Integer(_) => "sint32".to_owned(),
        Value::Real(_) => "real64".to_owned(),
        Value::Text(_) => "string".to_owned(),
        Value::Array(items) => type_of(&items[0]) + "[]",
        other => panic!("{other:?} is no qualifier's value"),
    }
}
