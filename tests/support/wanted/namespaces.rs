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
    for (_, class) in &spec.class.0 {
        let here = namespace_of(class, spec);
        if !all.contains(&here) {
            all.push(here);
        }
    }
    let own = path(&spec.provider.namespace);
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

/// The classes in a namespace, in the order of the spec.
pub fn classes_in<'s>(
    namespace: &str,
    spec: &'s Spec,
) -> impl Iterator<Item = &'s (String, Class)> {
    let classes = spec.class.0.iter();
    classes.filter(move |(_, class)| namespace_of(class, spec) == namespace)
}
