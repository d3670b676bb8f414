//! A namespace that others than administrators can take over.
//!
//! Whoever edits the security of a namespace, or owns it, gives himself every right in it; whoever has Full Write registers
//! providers in it, which WMI runs.

use super::Warning;
use super::namespaces::{Secured, secured, whom};
use crate::diagnostics::quoted;
use crate::diagnostics::rules::NAMESPACE_CONTROL;
use crate::model::{NAMESPACE_FULL_WRITE, NAMESPACE_WRITE_DAC, Provider, name_of};
use crate::spec::Spec;

/// The rights that are as good as all, each with its name.
const ALL_BUT_ALL: [(u32, &str); 2] = [
    (NAMESPACE_WRITE_DAC, "0x40000 (Edit Security)"),
    (NAMESPACE_FULL_WRITE, "0x4 (Full Write)"),
];

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let all = secured(provider, spec);
    all.flat_map(|one| {
        let rights = ALL_BUT_ALL.iter();
        let rights = rights.filter_map(|(bit, name)| given(&one, *bit, name));
        rights.chain(owned(&one)).collect::<Vec<_>>()
    })
    .collect()
}

/// Warns of such a right.
fn given(one: &Secured<'_>, bit: u32, name: &str) -> Option<Warning> {
    let others = one.allowing(bit, |entry| !entry.sid.is_administrative());
    if others.is_empty() {
        return None;
    }
    let message = format!(
        "the descriptor of {} gives {name} to {}",
        one.name(),
        whom(&others)
    );
    let help = "give it to `BA` (administrators) and `SY` (Windows itself) alone; to read takes 0x1, to call methods 0x2";
    Some(one.warn(&NAMESPACE_CONTROL, message, "as good as every right", help))
}

/// Warns of an owner that is no administrator.
fn owned(one: &Secured<'_>) -> Option<Warning> {
    let owner = &one.says.owner;
    if owner.is_administrative() {
        return None;
    }
    let message = format!(
        "{} owns the namespace {}, and an owner may edit its security without any entry",
        quoted(&name_of(owner)),
        one.name()
    );
    let label = "the owner is no administrator";
    Some(one.warn(&NAMESPACE_CONTROL, message, label, "write `O:BA`"))
}
