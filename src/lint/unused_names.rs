//! Names that the spec defines and that nothing in it has.

use toml::Spanned;

use super::Warning;
use crate::diagnostics::rules::UNUSED_NAME;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::{Provider, fields, is_named, names_in};
use crate::spec::Spec;

pub(super) fn lint(_: &Provider, spec: &Spec) -> Vec<Warning> {
    unused_lists(spec).map(Warning::of_provider).collect()
}

fn unused_lists(spec: &Spec) -> impl Iterator<Item = Diagnostic> {
    let unused = spec.values.iter().filter(|list| {
        let mut named = fields(spec).flat_map(names_in);
        !named.any(|name| is_named(list, name.get_ref()))
    });
    unused.map(|list| {
        let name = list.name.get_ref();
        warning(
            "list",
            &list.name,
            format!("write `values = \"{name}\"` in a property, or take the list out"),
        )
    })
}

fn warning(what: &str, name: &Spanned<String>, help: String) -> Diagnostic {
    let message = format!("nothing has the {what} {}", quoted(name.get_ref()));
    let report = Diagnostic::warning(&UNUSED_NAME, name.span(), message);
    report.with_label("has no effect").with_help(help)
}
