//! Qualifiers that mean something elsewhere, and nothing where they stand.
//!
//! DSP0004 refuses them, and WMI stores them all the same: hence a warning.

use super::{Warning, classes};
use crate::diagnostics::rules::MISPLACED_QUALIFIER;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::{Class, Kind, KnownQualifier, Provider, QualifierPlace};
use crate::spec::{MethodTable, QualifierTable, Spec};
use toml::Spanned;

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    classes(provider, spec)
        .enumerate()
        .flat_map(|(at, (class, table))| {
            let own = table.qualifiers.iter();
            let own = own.filter_map(|one| warning(one, places_of(class)));
            let theirs = table.properties.iter().flat_map(|property| {
                let name = property.name.get_ref();
                let mut properties = class.properties.iter();
                let resolved = properties.find(|one| one.name.eq_ignore_ascii_case(name));
                let refers = resolved.is_some_and(|one| one.of.referred().is_some());
                let place: &[_] = if refers {
                    &[QualifierPlace::Reference]
                } else {
                    &[QualifierPlace::Property]
                };
                let qualifiers = property.field.qualifiers.iter();
                qualifiers.filter_map(move |one| warning(one, place))
            });
            let of_methods = table.methods.iter().flat_map(of_method);
            own.chain(theirs)
                .chain(of_methods)
                .map(move |warning| Warning::of_class(at, warning))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The qualifiers of a method, which are those of what it returns, too, and those of its parameters.
fn of_method(method: &MethodTable) -> impl Iterator<Item = Diagnostic> {
    let own = method.qualifiers.iter();
    let own = own.filter_map(|one| warning(one, &[QualifierPlace::Method]));
    let parameters = method.parameters.iter().flat_map(Spanned::get_ref);
    let parameters = parameters.flat_map(|one| &one.get_ref().field.qualifiers);
    own.chain(parameters.filter_map(|one| warning(one, &[QualifierPlace::Parameter])))
}

/// What a class is to qualifiers; first what it is called.
fn places_of(class: &Class) -> &'static [QualifierPlace] {
    match class.kind {
        Kind::Association => &[QualifierPlace::Association, QualifierPlace::Class],
        Kind::Instance | Kind::Event | Kind::Embedded | Kind::Consumer => &[QualifierPlace::Class],
    }
}

fn warning(written: &QualifierTable, on: &[QualifierPlace]) -> Option<Diagnostic> {
    let known = KnownQualifier::of(written.name.get_ref())?;
    if on.iter().any(|place| known.means_something_on(*place)) {
        return None;
    }
    let place = on.first()?;
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
