//! A reference to instances of a class that nobody asks if the client may see them.
//!
//! The runtime asks the class by its `get`. Without one, the reference tells of instances that the class may hide. About
//! instances of another provider's it asks WMI, if the spec says so.

use std::ops::Range;

use toml::Spanned;

use super::{Warning, classes};
use crate::diagnostics::rules::UNASKED_ENDPOINT;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::{Class, Method, Operation, Property, Provider};
use crate::spec::{ClassTable, FieldTable, MethodTable, PropertyTable, Spec};

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let all = classes(provider, spec).enumerate();
    let warnings = all.flat_map(|(at, (class, table))| {
        let declared = class.declared();
        let warnings = declared.filter_map(|property| {
            let mut written = table.properties.iter();
            let same =
                |one: &&PropertyTable| one.name.get_ref().eq_ignore_ascii_case(&property.name);
            let written = written.find(same)?;
            let place = place(&written.field).unwrap_or(written.name.span());
            warning((provider, spec), property, &place)
        });
        let of_methods = class
            .own_methods()
            .flat_map(|method| of_method((provider, spec), method, table));
        warnings
            .chain(of_methods)
            .map(|warning| Warning::of_class(at, warning))
            .collect::<Vec<_>>()
    });
    warnings.collect()
}

/// Where a reference is written; an override need not.
fn place(written: &FieldTable) -> Option<Range<usize>> {
    written.reference.as_ref().map(Spanned::span)
}

/// Warnings about the references that a method gives back.
fn of_method(
    (provider, spec): (&Provider, &Spec),
    method: &Method,
    table: &ClassTable,
) -> Vec<Diagnostic> {
    let same = |one: &&MethodTable| one.name.get_ref().eq_ignore_ascii_case(&method.name);
    let written = table.methods.iter().find(same);
    let written = written.and_then(|written| written.parameters.as_ref());
    let tables = written.into_iter().flat_map(Spanned::get_ref);
    let parameters = method.parameters.iter().zip(tables);
    let given = parameters.filter(|(parameter, _)| parameter.direction.is_out());
    given
        .filter_map(|(one, table)| {
            let place = place(&table.get_ref().field)?;
            warning((provider, spec), &one.property, &place)
        })
        .collect()
}

/// A warning about a reference that is written there.
fn warning(
    (provider, spec): (&Provider, &Spec),
    property: &Property,
    written: &Range<usize>,
) -> Option<Diagnostic> {
    of_own(provider, property, written).or_else(|| of_others(spec, property, written))
}

/// About a class of another provider's of which the spec does not say if WMI is asked. `false` says it, too.
fn of_others(spec: &Spec, property: &Property, written: &Range<usize>) -> Option<Diagnostic> {
    let to = property.of.referred().filter(|to| !to.asks_all)?;
    let mut externals = spec.externals.iter();
    let class = externals.find(|one| Some(one.name.get_ref()) == to.class.as_ref())?;
    if class.ask.is_some() {
        return None;
    }
    let name = class.name.get_ref();
    let message = format!(
        "the reference {} tells of instances of {}, which is another provider's",
        quoted(&property.name),
        quoted(name)
    );
    let warning = Diagnostic::warning(&UNASKED_ENDPOINT, written.clone(), message)
        .with_label("nobody is asked if the client may see them")
        .with_place(class.name.span(), "the class")
        .with_help(format!(
            "write `ask = true` in `[external.{name}]`, and WMI is asked; or `ask = false`, if every client may know of them"
        ));
    Some(warning)
}

fn of_own(provider: &Provider, property: &Property, written: &Range<usize>) -> Option<Diagnostic> {
    let to = property.of.referred()?;
    let mut own = to.own.iter();
    let unasked = own.find_map(|own| {
        let class: &Class = provider.classes.iter().find(|one| one.name == own.name)?;
        (!class.operations.serve(Operation::Get)).then_some(class)
    })?;
    let message = format!(
        "the reference {} tells of instances of {}, which does not serve `get`",
        quoted(&property.name),
        quoted(&unasked.name)
    );
    let warning = Diagnostic::warning(&UNASKED_ENDPOINT, written.clone(), message)
        .with_label("nobody is asked if the client may see them")
        .with_help("serve `get` there; or allow the warning, if every client may know of them");
    Some(warning)
}
