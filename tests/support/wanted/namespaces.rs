//! The namespaces that have classes, and which those are.

use std::collections::BTreeSet;

use crate::spec::{Class, Property, Spec};

/// As WMI writes a namespace of the spec: with backslashes, from `root` on.
pub fn path(written: &str) -> String {
    let parts = written.split(['\\', '/']).skip(1);
    parts.fold("root".to_owned(), |path, part| path + "\\" + part)
}

/// The namespaces that have classes: the provider's first, then each by its first class. A class's own is written as in
/// the table.
pub fn namespaces(spec: &Spec) -> Vec<String> {
    let mut all = Vec::new();
    for (_, class) in spec.class.0.iter().filter(|(_, class)| is_served(class)) {
        let here = namespace_of(class, spec);
        if !all.contains(&here) {
            all.push(here);
        }
    }
    let own = path(&spec.provider.namespace);
    if all.is_empty() {
        all.push(own.clone());
    }
    all.sort_by_key(|one| *one != own);
    all
}

/// The namespace that a class is in.
pub fn namespace_of(class: &Class, spec: &Spec) -> String {
    let own = path(&spec.provider.namespace);
    let Some(written) = class.namespace.as_deref().map(path) else {
        return own;
    };
    let others = spec.namespace.0.iter().map(|(name, _)| path(name));
    let mut all = std::iter::once(own).chain(others);
    let known = all.find(|one| one.eq_ignore_ascii_case(&written));
    known.expect("a namespace of the spec")
}

/// The classes in a namespace, in the order of the spec: those that are served there, and what they name of the others.
pub fn classes_in<'s>(namespace: &str, spec: &'s Spec) -> Vec<&'s (String, Class)> {
    let mut classes: Vec<_> = spec.class.0.iter().collect();
    let served = classes.iter().filter(|(_, class)| is_served(class));
    let everywhere = with_named(spec, served.clone().map(|(name, _)| &**name).collect());
    let first = namespaces(spec).first().is_some_and(|one| one == namespace);
    let here = classes.iter().filter(|(name, class)| {
        if is_served(class) {
            namespace_of(class, spec) == namespace
        } else {
            first && !everywhere.contains(&name.to_lowercase())
        }
    });
    let here = with_named(spec, here.map(|(name, _)| &**name).collect());
    classes.retain(|(name, _)| here.contains(&name.to_lowercase()));
    classes
}

fn is_served(class: &Class) -> bool {
    !class.r#abstract && !class.is_embedded()
}

/// These classes and those that they name and that are not served, by their names in small letters.
fn with_named(spec: &Spec, classes: Vec<&str>) -> BTreeSet<String> {
    let mut open: Vec<String> = classes.into_iter().map(str::to_lowercase).collect();
    let mut all = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !all.insert(name.clone()) {
            continue;
        }
        let line = spec.superclasses(&name).into_iter().chain([name]);
        for class in line {
            let properties = spec.properties(&class).0.iter().map(|(_, one)| one.clone());
            let methods = spec.methods_of(&class).into_iter();
            let of_methods = methods.flat_map(|(_, method)| method.fields());
            let fields: Vec<_> = properties.chain(of_methods).collect();
            let objects = fields.iter().filter_map(Property::object_class);
            let possible = objects.flat_map(|object| possible(spec, object));
            let named = fields.iter().filter_map(Property::class);
            let named = named.map(str::to_lowercase);
            let named = named.chain(possible).chain([class.to_lowercase()]);
            open.extend(named.filter(|one| spec.class.get(one).is_some_and(|one| !is_served(one))));
        }
    }
    all
}

/// The classes of the spec that an object may be of, where the property says no more than that class, in small letters: all of
/// them, or those that derive from a class without instances.
fn possible<'s>(spec: &'s Spec, object: &'s str) -> impl Iterator<Item = String> + 's {
    let own = spec.class.get(&object.to_lowercase());
    let external = spec.external.get(&object.to_lowercase());
    let is_abstract = own.map_or(external.is_some_and(|class| class.r#abstract), |class| {
        class.r#abstract
    });
    let derives = move |name: &str| {
        let mut superclasses = spec.superclasses(name).into_iter();
        is_abstract && superclasses.any(|one| one.eq_ignore_ascii_case(object))
    };
    let classes = spec.class.0.iter();
    let embedded = classes.filter(|(_, class)| class.is_embedded() && !class.r#abstract);
    let possible = embedded.filter(move |(name, _)| object == "*" || derives(name));
    possible.map(|(name, _)| name.to_lowercase())
}
