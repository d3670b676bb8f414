//! The texts of methods in other languages.

use toml::Spanned;

use super::super::collisions::{Taken, duplicate};
use super::super::text::text;
use super::super::{Class, Method, Parameter};
use super::meanings::translated;
use super::{LocalizedMethod, LocalizedProperty, not_its_own, unknown};
use crate::diagnostics::rules::NOTHING_TO_TRANSLATE;
use crate::diagnostics::{Diagnostic, quoted};
use crate::spec::{
    ClassTable, LocalizedMethodTable, LocalizedPropertyTable, LocalizedReturnsTable,
};

/// The methods of a class that have texts; what makes no sense has been reported and is left out.
pub fn localized(
    written: &[LocalizedMethodTable],
    own: &ClassTable,
    class: &Class,
    found: &mut Vec<Diagnostic>,
) -> Vec<LocalizedMethod> {
    let mut taken = Taken::default();
    let methods = written.iter().filter_map(|written| {
        let name = &written.name;
        let same = |one: &&Method| one.name.eq_ignore_ascii_case(name.get_ref());
        let Some(method) = class.declared_methods().find(same) else {
            if class.methods.iter().any(|one| same(&one)) {
                found.push(not_its_own("method", name));
            } else {
                found.extend(own.complete.then(|| unknown("method", name)));
            }
            return None;
        };
        if let Some(first) = taken.take(name.get_ref(), name) {
            found.push(duplicate("method", name, first));
        }
        Some(LocalizedMethod {
            name: method.name.clone(),
            description: text(written.description.as_ref(), found),
            display_name: text(written.display_name.as_ref(), found),
            returns: written
                .returns
                .as_ref()
                .and_then(|returns| of_returns(returns, (method, name), own, found)),
            parameters: parameters(&written.parameters, method, own, found),
        })
    });
    methods.collect()
}

fn of_returns(
    written: &LocalizedReturnsTable,
    (method, name): (&Method, &Spanned<String>),
    own: &ClassTable,
    found: &mut Vec<Diagnostic>,
) -> Option<LocalizedProperty> {
    let Some(returns) = &method.returns else {
        if own.complete {
            let message = format!("the method {} returns nothing", quoted(name.get_ref()));
            found.push(
                Diagnostic::error(&NOTHING_TO_TRANSLATE, name.span(), message)
                    .with_label("has `returns` in another language")
                    .with_help("leave `returns` out here"),
            );
        }
        return None;
    };
    let meanings = if own.complete {
        translated((&written.values, &written.bitmap), returns, found)
    } else {
        None
    };
    Some(LocalizedProperty {
        name: returns.name.clone(),
        description: None,
        display_name: None,
        units: text(written.units.as_ref(), found),
        meanings,
    })
}

fn parameters(
    written: &[LocalizedPropertyTable],
    method: &Method,
    own: &ClassTable,
    found: &mut Vec<Diagnostic>,
) -> Vec<LocalizedProperty> {
    let mut taken = Taken::default();
    let parameters = written.iter().filter_map(|written| {
        let name = &written.name;
        let same = |one: &&Parameter| one.property.name.eq_ignore_ascii_case(name.get_ref());
        let Some(parameter) = method.parameters.iter().find(same) else {
            found.extend(own.complete.then(|| unknown("parameter", name)));
            return None;
        };
        if let Some(first) = taken.take(name.get_ref(), name) {
            found.push(duplicate("parameter", name, first));
        }
        Some(super::localized(written, &parameter.property, own, found))
    });
    parameters.collect()
}
