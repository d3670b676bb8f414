//! A class name without its schema.
//!
//! CIM writes class names as `Schema_Name` (`Win32_Service`, `Acme_Disk`), so that classes of two vendors in one
//! namespace keep apart.

use super::{Warning, classes};
use crate::diagnostics::rules::CLASS_WITHOUT_SCHEMA;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::Provider;
use crate::spec::Spec;

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    classes(provider, spec)
        .enumerate()
        .filter(|(_, (class, _))| !class.name.contains('_'))
        .map(|(at, (class, table))| {
            let message = format!("the class name {} names no schema", quoted(&class.name));
            let warning = Diagnostic::warning(&CLASS_WITHOUT_SCHEMA, table.name.span(), message)
                .with_label("expected Schema_Name")
                .with_help(format!(
                    "put your company's or product's name before it: `Acme_{}`",
                    class.name
                ));
            Warning::of_class(at, warning)
        })
        .collect()
}
