//! The namespaces that have classes, and which those are.

use crate::spec::{Class, Spec};

/// As WMI writes a namespace of the spec: with backslashes, from `root` on.
fn path(written: &str) -> String {
    let parts = written.split(['\\', '/']).skip(1);
    parts.fold("root".to_owned(), |path, part| path + "\\" + part)
}

/// The namespaces that have classes: the provider's first, then each by its first class. A class's own is written as in
/// the table.
pub fn namespaces(spec: &Spec) -> Vec<String> {
    let mut all = Vec::new();
    for (_, class) in spec
        .class
        .0
        .iter()
        .filter(|(_, class)| !class.operations.is_empty())
    {
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

/// The classes in a namespace, in the order of the spec: those that are served there and what they derive from.
pub fn classes_in<'s>(namespace: &str, spec: &'s Spec) -> Vec<&'s (String, Class)> {
    let served = |(_, class): &&(String, Class)| !class.operations.is_empty();
    let is_here = |one: &&(String, Class)| namespace_of(&one.1, spec) == namespace;
    let is_above = |other: &str, one: &(String, Class)| {
        let mut above = spec.superclasses(&one.0).into_iter();
        above.any(|name| name.eq_ignore_ascii_case(other))
    };
    let first = namespaces(spec).first().is_some_and(|one| one == namespace);
    let mut classes: Vec<_> = spec.class.0.iter().collect();
    classes.retain(|class| {
        if served(class) {
            return is_here(class);
        }
        let mut below = spec.class.0.iter().filter(served);
        let mut below = below
            .by_ref()
            .filter(|one| is_above(&class.0, one))
            .peekable();
        let unnamed = below.peek().is_none();
        unnamed && first || below.any(|one| is_here(&one))
    });
    classes
}
