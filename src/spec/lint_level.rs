//! The levels of `lints`: a table with a word for each rule.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::Shape;
use super::view::wrong_type;
use crate::diagnostics::Diagnostic;

/// The level of a rule, as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct LintLevel {
    /// The rule's id.
    pub rule: Spanned<String>,
    /// The level.
    pub level: Spanned<String>,
}

/// The levels in a table; what is no string has been reported and is left out.
pub fn levels(table: &DeTable<'_>) -> Vec<LintLevel> {
    let entries = table.iter();
    let level = |(rule, level): (&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
        Some(LintLevel {
            rule: Spanned::new(rule.span(), rule.get_ref().clone().into_owned()),
            level: Spanned::new(level.span(), level.get_ref().as_str()?.to_owned()),
        })
    };
    entries.filter_map(level).collect()
}

/// Reports what is no level.
pub fn problems(shape: &Shape, table: &DeTable<'_>) -> Vec<Diagnostic> {
    let others = table.iter().filter(|(_, level)| !level.get_ref().is_str());
    let report = |level| wrong_type("a level", &Shape::String(shape.example()), level);
    others
        .map(|(_, level)| report(level).with_help("write `\"allow\"`, `\"warn\"` or `\"deny\"`"))
        .collect()
}
