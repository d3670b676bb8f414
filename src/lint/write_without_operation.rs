//! A property that clients are told they can write, of a class that takes no value.

use super::{Warning, classes};
use crate::diagnostics::rules::WRITE_WITHOUT_OPERATION;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::{Class, Property, Provider};
use crate::spec::{ClassTable, Spec};

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let takes_none = |class: &Class| {
        class.kind.is_dynamic() && !class.is_abstract && !class.operations.take_values()
    };
    let classes = classes(provider, spec).enumerate();
    let classes = classes.filter(|(_, (class, _))| takes_none(class));
    let warnings = classes.flat_map(|(at, (class, table))| {
        let declared = class.declared().filter(|property| property.write);
        declared.filter_map(move |property| Some(Warning::of_class(at, warning(property, table)?)))
    });
    warnings.collect()
}

/// What to say of a property; nothing where the class does not say itself that it can be written.
fn warning(property: &Property, table: &ClassTable) -> Option<Diagnostic> {
    let mut tables = table.properties.iter();
    let table = tables.find(|one| one.name.get_ref().eq_ignore_ascii_case(&property.name))?;
    let write = table.write.as_ref()?;
    let message = format!(
        "the property {} can be written, and its class serves neither `create` nor `update`",
        quoted(&property.name)
    );
    let warning = Diagnostic::warning(&WRITE_WITHOUT_OPERATION, write.span(), message);
    Some(
        warning
            .with_label("every attempt is refused")
            .with_help("write `update` among the `operations` of the class, or leave `write` out"),
    )
}
