//! Warnings about what is allowed but probably not meant, one rule a file.

mod delegate_level;
mod held_limits;
mod hide;
mod local_system;
mod misplaced_qualifiers;
mod reserved_words;
mod schema_prefix;
mod untranslated;

#[cfg(test)]
mod tests;

use crate::diagnostics::Diagnostic;
use crate::model::{self, Class, Provider};
use crate::spec::{self, ClassTable, Spec};

/// A rule: its warnings about a provider and the provider's spec.
type Lint = fn(&Provider, &Spec) -> Vec<Diagnostic>;

/// All rules, in the order of the documentation.
const LINTS: &[Lint] = &[
    hide::lint,
    held_limits::lint,
    local_system::lint,
    delegate_level::lint,
    schema_prefix::lint,
    reserved_words::lint,
    misplaced_qualifiers::lint,
    untranslated::lint,
];

/// Warns of what is allowed but probably not meant. The provider must be the one that the spec describes.
pub fn lint(provider: &Provider, spec: &Spec) -> Vec<Diagnostic> {
    LINTS.iter().flat_map(|lint| lint(provider, spec)).collect()
}

/// Reads, resolves and lints a spec, and reports everything in one run, in the order of the file.
///
/// There is a provider only if there is no error. Warnings are given only then, since they judge a whole provider.
pub fn check(text: &str) -> (Option<Provider>, Vec<Diagnostic>) {
    let (spec, mut found) = spec::read(text);
    let (provider, more) = model::resolve(&spec);
    found.extend(more);
    if let Some(provider) = &provider {
        found.extend(lint(provider, &spec));
    }
    let mut found = spec::without_consequences(found, text);
    found.sort_by_key(|diagnostic| diagnostic.primary.span.start);
    (provider, found)
}

/// Each class beside the table that it was made of.
fn classes<'a>(
    provider: &'a Provider,
    spec: &'a Spec,
) -> impl Iterator<Item = (&'a Class, &'a ClassTable)> {
    provider.classes.iter().zip(&spec.classes)
}
