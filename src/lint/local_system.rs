//! A provider that runs as `LocalSystem`.
//!
//! Every line that does not run as the client has the machine's highest rights, and WMI logs the provider as
//! a risk (events 5603 and 63); most providers need no more than `NetworkService` (R3, R4).

use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::LOCAL_SYSTEM_HOST;
use crate::model::{Choice as _, Provider};
use crate::spec::Spec;

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Diagnostic> {
    let model = provider.hosting.model;
    let written = spec
        .provider
        .as_ref()
        .and_then(|table| table.hosting.as_ref());
    let written = written.and_then(|hosting| hosting.model.as_ref());
    let place = written.filter(|_| model.is_local_system());
    let warning = place.map(|place| {
        let message = format!("`{}` gives the provider the machine's highest rights", model.as_str());
        Diagnostic::warning(&LOCAL_SYSTEM_HOST, place.span(), message)
            .with_label("runs as LocalSystem whenever it does not impersonate")
            .with_help("write `model = \"NetworkServiceHost\"`, if that account can be given access to the data")
    });
    warning.into_iter().collect()
}
