//! A class that derives from one which has instances itself.
//!
//! WMI merges the two: what the derived class gives and the other does not is dropped (Microsoft's KB 216941), so that a
//! provider that gives each instance in its own class alone seems empty.

use super::{Warning, classes};
use crate::diagnostics::rules::SERVED_SUPERCLASS;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::Provider;
use crate::spec::Spec;

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let all = classes(provider, spec).enumerate();
    all.filter_map(|(at, (class, table))| {
        let name = class.superclass().filter(|_| class.is_served())?;
        let written = table.superclass.as_ref()?;
        let mut own = provider.served_classes();
        let superclass = own.find(|one| one.name.eq_ignore_ascii_case(name))?;
        let message = format!(
            "the class {} derives from {}, which has instances itself",
            quoted(&class.name),
            quoted(&superclass.name)
        );
        let warning = Diagnostic::warning(&SERVED_SUPERCLASS, written.span(), message)
            .with_label("WMI drops what this class gives and that one does not")
            .with_help(
                "write `abstract = true` in the superclass; or give each instance of this class there, too, and allow the \
                 warning",
            );
        Some(Warning::of_class(at, warning))
    })
    .collect()
}
