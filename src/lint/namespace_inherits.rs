//! A namespace whose access list gets entries from above, by which it may be open again.

use super::Warning;
use super::namespaces::secured;
use crate::diagnostics::rules::NAMESPACE_INHERITS;
use crate::model::Provider;
use crate::spec::Spec;

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let open = secured(provider, spec).filter(|one| !one.says.is_protected);
    open.map(|one| {
        let message = format!(
            "the access list of {} inherits entries of the namespaces around it",
            one.name()
        );
        let label = "`root` passes on who may read, and these are many";
        let help = "write `D:P` in the place of `D:`, which inherits nothing";
        one.warn(&NAMESPACE_INHERITS, message, label, help)
    })
    .collect()
}
