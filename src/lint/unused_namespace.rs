//! A namespace without classes.
//!
//! A namespace is made for its classes, and those around it with them; a table without any in it does nothing.

use super::{Warning, classes};
use crate::diagnostics::rules::UNUSED_NAMESPACE;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::{Namespace, Provider};
use crate::spec::Spec;
use toml::Spanned;

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let used = |written: &&Spanned<String>| {
        let path = written.get_ref().replace('/', "\\");
        let is_meant = |namespace: &Namespace| namespace.to_string().eq_ignore_ascii_case(&path);
        // One that is secured is made around another, too.
        let mut made = provider.made_namespaces().into_iter();
        is_meant(&provider.namespace)
            || made.any(|namespace| is_meant(&namespace))
            || classes(provider, spec).any(|(class, _)| is_meant(&class.namespace))
    };
    let tables = spec.namespaces.iter().map(|table| &table.name);
    let unused = tables.filter(|written| !used(written));
    unused
        .map(|written| {
            let message = format!("no class is in the namespace {}", quoted(written.get_ref()));
            let warning = Diagnostic::warning(&UNUSED_NAMESPACE, written.span(), message)
                .with_label("neither made nor registered")
                .with_help(format!(
                    "write `namespace = '{}'` in the classes that are to be there, or leave the table out",
                    written.get_ref()
                ));
            Warning::of_provider(warning)
        })
        .collect()
}
