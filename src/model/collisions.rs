//! Two names that would be one.

use std::collections::HashMap;

use toml::Spanned;

use crate::diagnostics::rules::{COLLIDING_NAMES, DUPLICATE_NAME};
use crate::diagnostics::{Diagnostic, Span};

/// The names taken so far, and by whom.
#[derive(Default)]
pub struct Taken<'s> {
    by_name: HashMap<String, &'s Spanned<String>>,
}

impl<'s> Taken<'s> {
    /// Takes a name for an owner; the owner that has it already, if any.
    pub fn take(&mut self, name: &str, owner: &'s Spanned<String>) -> Option<&'s Spanned<String>> {
        // File systems that ignore case make one file of two names that differ in case alone.
        let key = name.to_ascii_lowercase();
        let first = *self.by_name.entry(key).or_insert(owner);
        (first.span() != owner.span()).then_some(first)
    }

    /// Who has taken a name.
    pub fn owner(&self, name: &str) -> Option<&'s Spanned<String>> {
        self.by_name.get(&name.to_ascii_lowercase()).copied()
    }
}

/// Reports two names in WMI that differ at most in case.
pub fn duplicate(what: &str, name: &Spanned<String>, first: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the {what} `{}` exists already: WMI ignores the case of names",
        name.get_ref()
    );
    let report = Diagnostic::error(&DUPLICATE_NAME, name.span(), message);
    both_places(report, first.span(), first.get_ref())
}

/// Reports two names in WMI that would be the same file, type or field in Rust.
pub fn colliding(
    what: &str,
    ident: &str,
    name: &Spanned<String>,
    first: &Spanned<String>,
) -> Diagnostic {
    let message = format!(
        "`{}` and `{}` would both be the {what} `{ident}` in Rust",
        first.get_ref(),
        name.get_ref(),
    );
    let report = Diagnostic::error(&COLLIDING_NAMES, name.span(), message);
    both_places(report, first.span(), first.get_ref())
}

fn both_places(report: Diagnostic, first: Span, first_name: &str) -> Diagnostic {
    report
        .with_label("the second")
        .with_place(first, "the first")
        .with_help(format!("give one of them a name that differs from `{first_name}` in more than case and underscores"))
}
