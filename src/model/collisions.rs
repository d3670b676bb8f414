//! Two names that would be one.

use std::collections::HashMap;

use toml::Spanned;

use super::rust_names::Naming;
use crate::diagnostics::rules::{COLLIDING_NAMES, DUPLICATE_NAME};
use crate::diagnostics::{Diagnostic, Span};

/// Something that stands at a place of the spec.
pub trait Placed {
    /// The place.
    fn span(&self) -> Span;
}

impl Placed for Spanned<String> {
    fn span(&self) -> Span {
        Spanned::span(self)
    }
}

/// The names taken so far, and by whom.
pub struct Taken<'s, Owner = Spanned<String>> {
    by_name: HashMap<String, &'s Owner>,
}

impl<Owner> Default for Taken<'_, Owner> {
    fn default() -> Self {
        let by_name = HashMap::new();
        Self { by_name }
    }
}

impl<'s, Owner: Placed> Taken<'s, Owner> {
    /// Takes a name for an owner; the owner that has it already, if any.
    pub fn take(&mut self, name: &str, owner: &'s Owner) -> Option<&'s Owner> {
        // File systems that ignore case make one file of two names that differ in case alone.
        let key = name.to_ascii_lowercase();
        let first = *self.by_name.entry(key).or_insert(owner);
        (first.span() != owner.span()).then_some(first)
    }

    /// Who has taken a name.
    pub fn owner(&self, name: &str) -> Option<&'s Owner> {
        self.by_name.get(&name.to_ascii_lowercase()).copied()
    }
}

/// Reports two names in WMI that differ at most in case.
pub fn duplicate(what: &str, name: &Spanned<String>, first: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the {what} `{}` exists already: WMI ignores the case of names",
        name.get_ref()
    );
    Diagnostic::error(&DUPLICATE_NAME, name.span(), message)
        .with_label("the second")
        .with_place(first.span(), "the first")
        .with_help(format!(
            "give one of them a name that differs from `{}` in more than case",
            first.get_ref()
        ))
}

/// Reports two definitions of a name of the spec's own, which WMI never sees.
pub fn defined_twice(what: &str, name: &Spanned<String>, first: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the {what} `{}` is there already: the case of names does not matter",
        name.get_ref()
    );
    Diagnostic::error(&DUPLICATE_NAME, name.span(), message)
        .with_label("the second")
        .with_place(first.span(), "the first")
        .with_help("write all that there is to say in one of them, or another name")
}

/// Reports two things that would be the same file, type or field in Rust; `free` is a name in Rust that nothing has.
pub fn colliding(
    what: &str,
    ident: &str,
    second: &Naming<'_>,
    first: &Naming<'_>,
    free: &str,
) -> Diagnostic {
    let message = format!(
        "`{}` and `{}` would both be the {what} `{ident}` in Rust",
        first.name.get_ref(),
        second.name.get_ref(),
    );
    // Else one of them is in the other's name for something else.
    let why = if is_same_word(first.name.get_ref(), second.name.get_ref()) {
        "the second"
    } else {
        "the second: a class makes the types `NAME`, `NAMEKey` and `NAMEProvider`"
    };
    Diagnostic::error(&COLLIDING_NAMES, second.span(), message)
        .with_label(why)
        .with_place(first.span(), "the first")
        .with_help(format!(
            "write for instance `rust-name = \"{free}\"` for `{}`: its name in WMI stays",
            second.name.get_ref()
        ))
}

/// Reports a list of `[values]` whose type in Rust something has already; `free` is a name that nothing has.
pub fn colliding_list(ident: &str, name: &Spanned<String>, first: Span, free: &str) -> Diagnostic {
    let message = format!(
        "the list `{}` would be a second type `{ident}` in Rust",
        name.get_ref()
    );
    Diagnostic::error(&COLLIDING_NAMES, name.span(), message)
        .with_label("the second")
        .with_place(first, "the first")
        .with_help(format!(
            "write for instance `{free}`, here and where it is named: the name is the spec's alone"
        ))
}

/// Whether two names differ at most in case and underscores.
fn is_same_word(one: &str, other: &str) -> bool {
    let folded = |name: &str| name.replace('_', "").to_lowercase();
    folded(one) == folded(other)
}
