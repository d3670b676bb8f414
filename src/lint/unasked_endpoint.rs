//! A reference to instances of a class that cannot be asked if the client may see them.
//!
//! The runtime asks the class by its `get`. Without one, the reference tells of instances that the class may hide.

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
            warning(provider, property, &written.find(same)?.field)
        });
        let of_methods = class
            .own_methods()
            .flat_map(|method| of_method(provider, method, table));
        warnings
            .chain(of_methods)
            .map(|warning| Warning::of_class(at, warning))
            .collect::<Vec<_>>()
    });
    warnings.collect()
}

/// Warnings about the references that a method gives back.
fn of_method(provider: &Provider, method: &Method, table: &ClassTable) -> Vec<Diagnostic> {
    let same = |one: &&MethodTable| one.name.get_ref().eq_ignore_ascii_case(&method.name);
    let written = table.methods.iter().find(same);
    let written = written.and_then(|written| written.parameters.as_ref());
    let tables = written.into_iter().flat_map(Spanned::get_ref);
    let parameters = method.parameters.iter().zip(tables);
    let given = parameters.filter(|(parameter, _)| parameter.direction.is_out());
    given
        .filter_map(|(one, table)| warning(provider, &one.property, &table.get_ref().field))
        .collect()
}

fn warning(provider: &Provider, property: &Property, written: &FieldTable) -> Option<Diagnostic> {
    let to = property.of.referred()?;
    let mut own = to.own.iter();
    let unasked = own.find_map(|own| {
        let class: &Class = provider.classes.iter().find(|one| one.name == own.name)?;
        (!class.operations.serve(Operation::Get)).then_some(class)
    })?;
    let place = written.reference.as_ref()?.span();
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
