//! The rule that says who may call a method, and what MOF tells clients of it.

use std::sync::Arc;

use super::super::AccessRule;
use super::super::defined::Defined;
use super::super::known::Line;
use super::inherited::OfLine;
use crate::diagnostics::rules::RESERVED_QUALIFIER;
use crate::diagnostics::{Diagnostic, quoted};
use crate::spec::{MethodTable, QualifierTable};

/// The qualifier of a method by which clients know which privileges they have to hold (WMI: "Standard Qualifiers").
pub const PRIVILEGES: &str = "Privileges";

/// The rule that a method names, or that it has from the one that it overrides; none where that of the class holds.
pub fn rule(
    of_line: &OfLine<'_>,
    line: &Line<'_>,
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Arc<AccessRule>> {
    // What is wrong with an inherited one, or with that of the class, is told where it is written.
    let mut told = Vec::new();
    let named = of_line.effective.access.as_ref().and_then(|written| {
        let writes = of_line.last.is_some_and(|last| last.access.is_some());
        let found = if writes { &mut *found } else { &mut told };
        defined.access.find(written, found)
    });
    if let Some(last) = of_line.last {
        let of_class = || defined.access.of_class(line, &mut told);
        let asked = named.clone().or_else(of_class);
        found.extend(asked.and_then(|rule| says_itself(last, &rule)));
    }
    named
}

/// Refuses to say by a qualifier which privileges a method takes where its rule does.
fn says_itself(method: &MethodTable, rule: &AccessRule) -> Option<Diagnostic> {
    let is_it = |one: &&QualifierTable| one.name.get_ref().eq_ignore_ascii_case(PRIVILEGES);
    let qualifier = method.qualifiers.iter().find(is_it)?;
    if rule.privileges.is_empty() {
        return None;
    }
    let rule = &rule.name;
    let message = format!(
        "the qualifier {} is wmigen's to write: the method {} has the rule {}, which says what it takes",
        quoted(qualifier.name.get_ref()),
        quoted(method.name.get_ref()),
        quoted(rule),
    );
    let report = Diagnostic::error(&RESERVED_QUALIFIER, qualifier.name.span(), message);
    let report = report.with_label("is in the MOF without this");
    Some(report.with_help(format!(
        "leave it out, and write what the method takes as `privileges` of `[access.{rule}]`"
    )))
}
