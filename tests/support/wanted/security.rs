//! Who may open the namespaces that a provider makes.

use std::collections::BTreeMap;

use super::namespaces::path;
use crate::spec::Spec;

/// Of each namespace that is secured, by its path, its descriptor and whether it requires encryption.
pub type Security = BTreeMap<String, (Option<String>, bool)>;

/// What the spec says of a namespace.
fn of_table(spec: &Spec, namespace: &str) -> Option<(Option<String>, bool)> {
    let mut tables = spec.namespace.0.iter();
    let (_, table) = tables.find(|(name, _)| path(name).eq_ignore_ascii_case(namespace))?;
    let says = (table.sddl.clone(), table.requires_encryption);
    (says != (None, false)).then_some(says)
}

/// The security of these namespaces and of those around them.
pub fn security(spec: &Spec, namespaces: &[String]) -> Security {
    let levels = namespaces.iter().flat_map(|namespace| {
        let ends = namespace.match_indices('\\').map(|(end, _)| end);
        let ends = ends.skip(1).chain([namespace.len()]);
        ends.map(|end| namespace[..end].to_owned())
    });
    levels
        .filter_map(|level| Some((level.clone(), of_table(spec, &level)?)))
        .collect()
}

/// The security of a namespace, of those around it, and of the one with its texts in a language, which has its own.
pub fn security_of_texts(spec: &Spec, namespace: &str, language: &str) -> Security {
    let mut all = security(spec, &[namespace.to_owned()]);
    if let Some(own) = of_table(spec, namespace) {
        all.insert(format!(r"{namespace}\{language}"), own);
    }
    all
}
