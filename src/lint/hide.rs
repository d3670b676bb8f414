//! `hide` beside an enumeration answer that reveals a denial.
//!
//! With `hide`, an instance that a client may not see does not exist for it. An enumeration that fails or that reports
//! `WBEM_S_ACCESS_DENIED` tells the client that something exists after all (R25, R27).

use toml::Spanned;

use super::{Warning, classes};
use crate::diagnostics::rules::HIDE_BESIDE_REVEALING_ENUMERATION;
use crate::diagnostics::{Diagnostic, Span};
use crate::model::{Choice as _, EnumerationDenial, ObjectDenial, Operation, Provider};
use crate::spec::{AccessDeniedTable, ClassTable, Spec};

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let classes = classes(provider, spec).enumerate();
    classes
        .filter(|(_, (class, _))| class.operations.serve(Operation::Enumerate))
        .filter(|(_, (class, _))| class.policy.object == ObjectDenial::Hide)
        .filter(|(_, (class, _))| class.policy.enumeration != EnumerationDenial::Omit)
        .filter_map(|(at, (class, table))| {
            let enumeration = written(spec, table, |denied| denied.enumeration.as_ref())?;
            let object = written(spec, table, |denied| denied.object.as_ref());
            let warning = warning(class.policy.enumeration, enumeration, object);
            Some(Warning::of_class(at, warning))
        })
        .collect()
}

/// Where the answer that holds for a class was written, if it was.
fn written(
    spec: &Spec,
    class: &ClassTable,
    key: impl Fn(&AccessDeniedTable) -> Option<&Spanned<String>>,
) -> Option<Span> {
    let levels = [class.access_denied.as_ref(), spec.access_denied.as_ref()];
    levels
        .into_iter()
        .flatten()
        .find_map(key)
        .map(Spanned::span)
}

fn warning(answer: EnumerationDenial, enumeration: Span, object: Option<Span>) -> Diagnostic {
    let message = format!(
        "an enumeration answered with `{}` reveals that something is hidden",
        answer.as_str(),
    );
    let warning = Diagnostic::warning(&HIDE_BESIDE_REVEALING_ENUMERATION, enumeration, message)
        .with_label("tells the client that an instance was denied")
        .with_help("write `enumeration = \"omit\"`; or, if clients may know, `object = \"fail\"`");
    match object {
        Some(object) => warning.with_place(object, "which this is meant to avoid"),
        None => warning.with_label(
            "tells the client that an instance was denied, which `object = \"hide\"`, the default, is meant to avoid",
        ),
    }
}
