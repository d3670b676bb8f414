//! Qualifiers that mean something elsewhere, and nothing where they stand.
//!
//! DSP0004 refuses them, and WMI stores them all the same: hence a warning.

use super::{Warning, classes};
use crate::diagnostics::rules::MISPLACED_QUALIFIER;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::{KnownQualifier, Provider, QualifierPlace};
use crate::spec::{QualifierTable, Spec};

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    classes(provider, spec)
        .enumerate()
        .flat_map(|(at, (_, table))| {
            let own = table.qualifiers.iter();
            let own = own.filter_map(|one| warning(one, QualifierPlace::Class));
            let properties = table.properties.iter();
            let theirs = properties.flat_map(|property| &property.field.qualifiers);
            own.chain(theirs.filter_map(|one| warning(one, QualifierPlace::Property)))
                .map(move |warning| Warning::of_class(at, warning))
        })
        .collect()
}

fn warning(written: &QualifierTable, place: QualifierPlace) -> Option<Diagnostic> {
    let known = KnownQualifier::of(written.name.get_ref())?;
    if known.means_something_on(place) {
        return None;
    }
    let places: Vec<_> = known.stands_on.iter().map(|place| place.words()).collect();
    let message = format!(
        "the qualifier {} means nothing on {}",
        quoted(written.name.get_ref()),
        place.words(),
    );
    let report = Diagnostic::warning(&MISPLACED_QUALIFIER, written.name.span(), message);
    let report = report.with_label(format!("it is for {}", places.join(", ")));
    Some(report.with_help("move it to where it belongs, or leave it out"))
}
