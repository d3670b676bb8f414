//! An override by which a client that may not see a property learns more of an instance than in the superclass.

use toml::Spanned;

use super::{Warning, classes};
use crate::diagnostics::rules::WEAKER_OVERRIDE;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::{Class, Origin, Property, PropertyDenial, Provider};
use crate::spec::{ClassTable, PropertyTable, Spec};

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let all = classes(provider, spec).enumerate();
    let warnings = all.flat_map(|(at, (class, table))| {
        let overrides = class
            .declared()
            .filter(|one| matches!(one.origin, Origin::Overrides(_)));
        overrides.filter_map(move |property| {
            let above = above(provider, class, property)?;
            let is_weaker = strength(property) < strength(above);
            let warning = warning(property, written(table, property)?);
            is_weaker.then(|| Warning::of_class(at, warning))
        })
    });
    warnings.collect()
}

/// The property that this one overrides, as the nearest class of the spec has it.
fn above<'p>(provider: &'p Provider, class: &Class, property: &Property) -> Option<&'p Property> {
    let superclasses = class.superclasses.iter().rev();
    let mut above = superclasses.filter_map(|name| {
        let superclass = provider.classes.iter().find(|one| one.name == *name)?;
        superclass
            .properties
            .iter()
            .find(|one| one.name == property.name)
    });
    above.next()
}

/// How much is kept from a client that is denied the property.
fn strength(property: &Property) -> u8 {
    match property.denied {
        None => 0,
        Some(PropertyDenial::Null) => 1,
        Some(PropertyDenial::DenyObject) => 2,
    }
}

fn written<'s>(table: &'s ClassTable, property: &Property) -> Option<&'s PropertyTable> {
    let is_same = |one: &&PropertyTable| one.name.get_ref().eq_ignore_ascii_case(&property.name);
    table.properties.iter().find(is_same)
}

fn warning(property: &Property, written: &PropertyTable) -> Diagnostic {
    let message = format!(
        "a client that may not see the property {} is kept from less here than in the superclass",
        quoted(&property.name)
    );
    let place = written
        .denied
        .as_ref()
        .map_or(written.name.span(), Spanned::span);
    Diagnostic::warning(&WEAKER_OVERRIDE, place, message)
        .with_label("weaker than what it overrides")
        .with_help("leave `denied` out, which inherits it")
}
