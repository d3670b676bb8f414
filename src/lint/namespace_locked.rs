//! A namespace in which administrators cannot install anything.

use super::Warning;
use super::namespaces::{Secured, secured};
use crate::diagnostics::rules::NAMESPACE_LOCKED;
use crate::model::{NAMESPACE_ENABLE, NAMESPACE_FULL_WRITE, Provider};
use crate::spec::Spec;

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let locked = secured(provider, spec).filter(|one| !administrators_install(one));
    locked
        .map(|one| {
            let message = format!(
                "administrators cannot install anything in the namespace {}",
                one.name()
            );
            let label = "it takes 0x1 (Enable Account) and 0x4 (Full Write)";
            let help = "write `(A;CI;0x6003F;;;BA)` among the entries";
            one.warn(&NAMESPACE_LOCKED, message, label, help)
        })
        .collect()
}

/// Whether administrators have the rights by entries that are for them, or for nearly everybody, and none of these denies one.
fn administrators_install(one: &Secured<'_>) -> bool {
    let of = |denies: bool| {
        let entries = one.says.entries.iter();
        let here = entries.filter(|entry| entry.denies == denies && !entry.inheritance.only_below);
        let theirs = here.filter(|entry| entry.sid.is_administrators() || entry.sid.is_broad());
        theirs.fold(0, |bits, entry| bits | entry.mask)
    };
    let needed = NAMESPACE_ENABLE | NAMESPACE_FULL_WRITE;
    of(false) & !of(true) & needed == needed
}
