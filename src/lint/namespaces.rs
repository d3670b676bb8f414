//! The namespaces with a descriptor, beside what the spec has of them.

use super::Warning;
use crate::diagnostics::{Diagnostic, Rule, quoted};
use crate::model::{Descriptor, Entry, NamespaceSecurity, Provider, name_of};
use crate::spec::Spec;
use toml::Spanned;

/// A namespace with a descriptor.
pub(super) struct Secured<'a> {
    /// What its table says.
    pub security: &'a NamespaceSecurity,
    /// The same, of who may do what.
    pub says: &'a Descriptor,
    /// As it is written.
    written: &'a Spanned<String>,
}

/// The namespaces with a descriptor, in the order of the spec.
pub(super) fn secured<'a>(
    provider: &'a Provider,
    spec: &'a Spec,
) -> impl Iterator<Item = Secured<'a>> {
    let tables = provider.namespace_tables.iter().zip(&spec.namespaces);
    tables.filter_map(|(security, table)| {
        Some(Secured {
            security,
            says: &security.descriptor.as_ref()?.says,
            written: table.sddl.as_ref()?,
        })
    })
}

impl Secured<'_> {
    /// The namespace, in words.
    pub fn name(&self) -> String {
        quoted(&self.security.namespace.to_string())
    }

    /// A warning about the descriptor.
    pub fn warn(&self, rule: &'static Rule, message: String, label: &str, help: &str) -> Warning {
        let warning = Diagnostic::warning(rule, self.written.span(), message);
        Warning::of_provider(warning.with_label(label).with_help(help))
    }

    /// The entries that allow one of these bits, here or below, to somebody for whom this holds.
    pub fn allowing(&self, bits: u32, holds: impl Fn(&Entry) -> bool) -> Vec<&Entry> {
        let entries = self.says.entries.iter();
        let allowing = entries.filter(|entry| !entry.denies && entry.mask & bits != 0);
        allowing.filter(|entry| holds(entry)).collect()
    }
}

/// Those whom entries name, each once, in words.
pub(super) fn whom(entries: &[&Entry]) -> String {
    let mut names: Vec<String> = Vec::new();
    for entry in entries {
        let name = quoted(&name_of(&entry.sid));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}
