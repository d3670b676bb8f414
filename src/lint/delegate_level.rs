//! A provider that serves no client below `delegate`.
//!
//! Clients choose their level, and many have it fixed at `impersonate`: a client that does not ask for `delegate` is
//! always answered `WBEM_E_ACCESS_DENIED` (R10).

use super::Warning;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::DELEGATE_LEVEL;
use crate::model::{ClientLevel, Provider};
use crate::spec::Spec;

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let written = spec
        .provider
        .as_ref()
        .and_then(|table| table.client.as_ref());
    let written = written.and_then(|client| client.level.as_ref());
    let place = written.filter(|_| provider.client_level == ClientLevel::Delegate);
    let warning = place.map(|place| {
        let message = "every client that does not ask for `delegate` is denied everything";
        Diagnostic::warning(&DELEGATE_LEVEL, place.span(), message)
            .with_label("few clients ask for it, and some cannot")
            .with_help("write `level = \"impersonate\"`, unless the provider reaches another machine in its client's name")
    });
    warning.map(Warning::of_provider).into_iter().collect()
}
