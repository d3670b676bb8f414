//! The classes of a provider.

use super::collisions::{Taken, colliding, duplicate};
use super::operations::{Operations, operations};
use super::text::text;
use super::{Class, Policy, idents, kinds, names, policy, properties, qualifiers, renames};
use crate::diagnostics::{Diagnostic, keep};
use crate::spec::{ClassTable, ProviderTable, Spec};

/// The classes of a spec.
pub fn classes(spec: &Spec, outer: Policy, found: &mut Vec<Diagnostic>) -> Vec<Class> {
    check_names(spec, found);
    renames::of_classes(spec, found);
    spec.classes
        .iter()
        .map(|written| class(written, outer, found))
        .collect()
}

fn class(written: &ClassTable, outer: Policy, found: &mut Vec<Diagnostic>) -> Class {
    let policy = policy::inherit(outer, written.access_denied.as_ref(), found);
    let kind = kinds::kind(written.kind.as_ref(), found);
    let operations = written
        .operations
        .as_ref()
        .map_or_else(Operations::default, |written| operations(written, found));
    let name = written.name.get_ref();
    let RustNames {
        module,
        type_name,
        key_type_name,
        trait_name,
    } = RustNames::of(name);
    Class {
        name: name.clone(),
        kind,
        renamed_from: renames::former(written.renamed_from.as_ref()),
        module,
        type_name,
        key_type_name,
        trait_name,
        description: text(written.description.as_ref(), found),
        display_name: text(written.display_name.as_ref(), found),
        qualifiers: qualifiers::qualifiers(&written.qualifiers, found),
        operations,
        policy,
        properties: properties::properties(written, kind, policy, found),
    }
}

/// What a class is called in Rust.
struct RustNames {
    module: String,
    type_name: String,
    key_type_name: String,
    trait_name: String,
}

impl RustNames {
    fn of(name: &str) -> Self {
        let type_name = idents::type_name(name);
        let stem = type_name.trim_end_matches('_');
        Self {
            module: idents::module(name),
            key_type_name: format!("{stem}Key"),
            trait_name: format!("{stem}Provider"),
            type_name,
        }
    }

    fn types(&self) -> [&str; 3] {
        [&self.type_name, &self.key_type_name, &self.trait_name]
    }
}

/// Checks each class's name by itself, and against the provider's and those before it.
fn check_names(spec: &Spec, found: &mut Vec<Diagnostic>) {
    let mut in_wmi = Taken::default();
    let mut modules = Taken::default();
    let mut types = Taken::default();
    if let Some(ProviderTable {
        name: Some(name), ..
    }) = &spec.provider
        && names::problem(name.get_ref()).is_none()
    {
        types.take(&idents::type_name(name.get_ref()), name);
    }
    for ClassTable { name, .. } in &spec.classes {
        if keep(names::check_in_mof("class", name), found).is_none() {
            continue;
        }
        let rust = RustNames::of(name.get_ref());
        // All names are taken before any collision is told, so that a third class meets them too.
        let same_type = rust.types().map(|ident| (ident, types.take(ident, name)));
        let same_type = same_type
            .iter()
            .find_map(|(ident, first)| Some((*ident, (*first)?)));
        let same_module = modules.take(&rust.module, name);
        if let Some(first) = in_wmi.take(name.get_ref(), name) {
            found.push(duplicate("class", name, first));
        } else if let Some(first) = same_module {
            found.push(colliding("module", &rust.module, name, first));
        } else if let Some((ident, first)) = same_type {
            found.push(colliding("type", ident, name, first));
        }
        if rust.module.len() > names::FILE_STEM_MAX {
            found.push(names::too_long_for_a_file("class", name));
        }
    }
}
