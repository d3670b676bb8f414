//! A namespace that nearly everybody may open from another computer.

use super::Warning;
use super::namespaces::{secured, whom};
use crate::diagnostics::rules::NAMESPACE_REMOTE;
use crate::model::{NAMESPACE_REMOTE as REMOTE, Provider};
use crate::spec::Spec;

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let all = secured(provider, spec);
    all.filter_map(|one| {
        let broad = one.allowing(REMOTE, |entry| entry.sid.is_broad());
        if broad.is_empty() {
            return None;
        }
        let unencrypted = if one.security.requires_encryption {
            ""
        } else {
            ", and does not require encryption"
        };
        let message = format!(
            "the descriptor of {} gives 0x20 (Remote Enable) to {}{unencrypted}",
            one.name(),
            whom(&broad)
        );
        let help = "give it to a group of those who ask from other computers";
        Some(one.warn(&NAMESPACE_REMOTE, message, "nearly every account", help))
    })
    .collect()
}
