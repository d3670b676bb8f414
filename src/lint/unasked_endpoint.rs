//! A reference to instances of a class that cannot be asked if the client may see them.
//!
//! The runtime asks the class by its `get`. Without one, the reference tells of instances that the class may hide.

use toml::Spanned;

use super::{Warning, classes};
use crate::diagnostics::rules::UNASKED_ENDPOINT;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::{Class, Operation, Property, Provider};
use crate::spec::{ClassTable, Spec};

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let all = classes(provider, spec).enumerate();
    let warnings = all.flat_map(|(at, (class, table))| {
        let declared = class.declared();
        let warnings = declared.filter_map(|property| warning(provider, property, table));
        warnings
            .map(|warning| Warning::of_class(at, warning))
            .collect::<Vec<_>>()
    });
    warnings.collect()
}

fn warning(provider: &Provider, property: &Property, table: &ClassTable) -> Option<Diagnostic> {
    let to = property.of.referred()?;
    let mut own = to.own.iter();
    let unasked = own.find_map(|own| {
        let class: &Class = provider.classes.iter().find(|one| one.name == own.name)?;
        (!class.operations.serve(Operation::Get)).then_some(class)
    })?;
    let mut written = table.properties.iter();
    let written = written.find(|one| one.name.get_ref().eq_ignore_ascii_case(&property.name))?;
    let place = written
        .field
        .reference
        .as_ref()
        .map_or(written.name.span(), Spanned::span);
    let message = format!(
        "the reference {} tells of instances of {}, which does not serve `get`",
        quoted(&property.name),
        quoted(&unasked.name)
    );
    let warning = Diagnostic::warning(&UNASKED_ENDPOINT, place, message)
        .with_label("nobody is asked if the client may see them")
        .with_help("serve `get` there; or allow the warning, if every client may know of them");
    Some(warning)
}
