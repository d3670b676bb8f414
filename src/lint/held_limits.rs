//! A limit on held instances where none are held.
//!
//! Only the enumeration answers `fail` and `fail-with-error-object` hold instances back (R27 b). Elsewhere the limit
//! looks like a protection and is none.

use toml::Spanned;

use super::{Warning, classes};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::HELD_LIMIT_WITHOUT_EFFECT;
use crate::model::{Class, Operation, Provider};
use crate::spec::{AccessDeniedTable, Spec};

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let of_key = |limit: &Limit| lint_one(provider, spec, limit);
    LIMITS.iter().flat_map(of_key).collect()
}

/// A key that limits held instances, and how it is read.
type Limit = (
    &'static str,
    fn(&AccessDeniedTable) -> Option<&Spanned<i128>>,
);

const LIMITS: [Limit; 2] = [
    ("held-instances-max", |denied| {
        denied.held_instances_max.as_ref()
    }),
    ("held-bytes-max", |denied| denied.held_bytes_max.as_ref()),
];

fn lint_one(provider: &Provider, spec: &Spec, (key, limit): &Limit) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut inherited_is_used = false;
    for (at, (class, table)) in classes(provider, spec).enumerate() {
        match table.access_denied.as_ref().and_then(limit) {
            None => inherited_is_used |= holds_back(class),
            Some(limit) if !holds_back(class) => {
                let warning = warning(key, limit, "this class holds no instances back");
                found.push(Warning::of_class(at, warning));
            }
            Some(_) => {}
        }
    }
    if let Some(limit) = spec.access_denied.as_ref().and_then(limit)
        && !inherited_is_used
    {
        let why = "no class that it applies to holds instances back";
        found.push(Warning::of_provider(warning(key, limit, why)));
    }
    found
}

fn holds_back(class: &Class) -> bool {
    class.operations.serve(Operation::Enumerate) && class.policy.enumeration.holds_back()
}

fn warning(key: &str, limit: &Spanned<i128>, why: &str) -> Diagnostic {
    let message = format!("`{key}` has no effect: {why}");
    Diagnostic::warning(&HELD_LIMIT_WITHOUT_EFFECT, limit.span(), message)
        .with_label("limits nothing")
        .with_help(
            "remove it, or write `enumeration = \"fail\"` or `enumeration = \"fail-with-error-object\"`",
        )
}
