//! A namespace in a secured one that has no descriptor itself, and inherits none.
//!
//! WMI asks for rights in the namespace that a client opens, and not in those around it.

use super::Warning;
use super::namespaces::{Secured, secured};
use crate::diagnostics::quoted;
use crate::diagnostics::rules::NAMESPACE_INNER;
use crate::model::{Namespace, Provider};
use crate::spec::Spec;

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let secured: Vec<_> = secured(provider, spec).collect();
    let inner = provider.namespaces().into_iter();
    inner
        .filter_map(|namespace| {
            let (around, levels) = around(namespace, &secured)?;
            let is_open = levels > 0 && !around.security.lets_open_below(levels);
            is_open.then(|| warning(namespace, around))
        })
        .collect()
}

/// The nearest namespace with a descriptor that this one is or lies in, and how many levels up that is.
fn around<'s>(
    namespace: &Namespace,
    secured: &'s [Secured<'s>],
) -> Option<(&'s Secured<'s>, usize)> {
    let levels = namespace.levels();
    let outwards = levels.iter().rev().zip(0..);
    let mut found = outwards.filter_map(|(level, distance)| {
        let mut all = secured.iter();
        let one = all.find(|one| one.security.namespace == *level)?;
        Some((one, distance))
    });
    found.next()
}

fn warning(inner: &Namespace, around: &Secured<'_>) -> Warning {
    let message = format!(
        "the namespace {} lies in {}, and inherits nobody from it who may open it",
        quoted(&inner.to_string()),
        around.name()
    );
    let help = format!(
        "write `sddl` in `[namespace.'{inner}']`, too, or `CI` in the entries here: `(A;CI;0x1;;;AU)`"
    );
    let label = "no entry that lets somebody read is passed on";
    around.warn(&NAMESPACE_INNER, message, label, &help)
}
