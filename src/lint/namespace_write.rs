//! A namespace in which nearly everybody writes or publishes.

use super::Warning;
use super::namespaces::{secured, whom};
use crate::diagnostics::rules::NAMESPACE_WRITE;
use crate::model::{
    NAMESPACE_PARTIAL_WRITE, NAMESPACE_PROVIDER_WRITE, NAMESPACE_PUBLISH, Provider,
};
use crate::spec::Spec;

/// The rights, each with its name and what it lets somebody do. Full Write is another rule's.
const RIGHTS: [(u32, &str, &str); 3] = [
    (
        NAMESPACE_PARTIAL_WRITE,
        "0x8 (Partial Write)",
        "to write what WMI keeps itself",
    ),
    (
        NAMESPACE_PROVIDER_WRITE,
        "0x10 (Provider Write)",
        "to ask providers to write",
    ),
    (
        NAMESPACE_PUBLISH,
        "0x80 (Publish)",
        "to send events that look like the provider's",
    ),
];

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let all = secured(provider, spec);
    all.flat_map(|one| {
        let rights = RIGHTS.iter().filter_map(|(bit, name, may)| {
            let broad = one.allowing(*bit, |entry| entry.sid.is_broad());
            if broad.is_empty() {
                return None;
            }
            let message = format!(
                "the descriptor of {} gives {name} to {}: {may}",
                one.name(),
                whom(&broad)
            );
            let help = "take it out of that entry, or give it to a group of those who need it";
            Some(one.warn(&NAMESPACE_WRITE, message, "nearly every account", help))
        });
        rights.collect::<Vec<_>>()
    })
    .collect()
}
