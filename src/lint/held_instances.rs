//! A limit on held instances where none are held.
//!
//! Only the enumeration answers `fail` and `fail-with-error-object` hold instances back (R27 b); elsewhere the
//! limit reads as if it protected something.

use toml::Spanned;

use super::classes;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::HELD_INSTANCES_MAX_WITHOUT_EFFECT;
use crate::model::{Class, Provider};
use crate::spec::{AccessDeniedTable, Spec};

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut inherited_is_used = false;
    for (class, table) in classes(provider, spec) {
        match limit(table.access_denied.as_ref()) {
            None => inherited_is_used |= holds_back(class),
            Some(limit) if !holds_back(class) => {
                found.push(warning(limit, "this class holds none back"));
            }
            Some(_) => {}
        }
    }
    if let Some(limit) = limit(spec.access_denied.as_ref())
        && !inherited_is_used
    {
        found.push(warning(limit, "no class that it applies to holds any back"));
    }
    found
}

fn limit(denied: Option<&AccessDeniedTable>) -> Option<&Spanned<i64>> {
    denied?.held_instances_max.as_ref()
}

fn holds_back(class: &Class) -> bool {
    class.operations.enumerate && class.policy.enumeration.holds_back()
}

fn warning(limit: &Spanned<i64>, why: &str) -> Diagnostic {
    let message = format!("`held-instances-max` has no effect: {why}");
    Diagnostic::warning(&HELD_INSTANCES_MAX_WITHOUT_EFFECT, limit.span(), message)
        .with_label("limits nothing")
        .with_help(
            "remove it, or write `enumeration = \"fail\"` or `enumeration = \"fail-with-error-object\"`",
        )
}
