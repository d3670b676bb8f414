//! Warnings about what is allowed but probably not meant, one rule a file.

mod delegate_level;
mod held_limits;
mod hide;
mod levels;
mod misplaced_qualifiers;
mod namespace_control;
mod namespace_inherits;
mod namespace_inner;
mod namespace_locked;
mod namespace_remote;
mod namespace_write;
mod namespaces;
mod reserved_words;
mod right_without_holder;
mod schema_prefix;
mod served_superclass;
mod unasked_endpoint;
mod untranslated;
mod unused_names;
mod unused_namespace;
mod weaker_override;
mod write_without_operation;

#[cfg(test)]
mod tests;

use crate::diagnostics::{Diagnostic, Rule};
use crate::model::{self, Class, Level, Provider};
use crate::spec::{self, ClassTable, Spec};
use levels::Levels;

/// A rule: its warnings about a provider and the provider's spec.
type Lint = fn(&Provider, &Spec) -> Vec<Warning>;

/// A warning, and the classes whose levels decide what becomes of it, by their places in the spec; none if it is about the
/// whole provider.
struct Warning {
    classes: Vec<usize>,
    diagnostic: Diagnostic,
}

impl Warning {
    fn of_provider(diagnostic: Diagnostic) -> Self {
        let classes = Vec::new();
        Self {
            classes,
            diagnostic,
        }
    }

    fn of_class(class: usize, diagnostic: Diagnostic) -> Self {
        let classes = vec![class];
        Self {
            classes,
            diagnostic,
        }
    }
}

/// All rules, in the order of the documentation.
const LINTS: &[Lint] = &[
    hide::lint,
    held_limits::lint,
    delegate_level::lint,
    schema_prefix::lint,
    served_superclass::lint,
    unasked_endpoint::lint,
    right_without_holder::lint,
    reserved_words::lint,
    misplaced_qualifiers::lint,
    unused_names::lint,
    untranslated::lint,
    weaker_override::lint,
    unused_namespace::lint,
    namespace_control::lint,
    namespace_write::lint,
    namespace_remote::lint,
    namespace_inherits::lint,
    namespace_inner::lint,
    namespace_locked::lint,
    write_without_operation::lint,
];

/// Warns of what is allowed but probably not meant, as the spec's levels have it, and keeps in the provider what the spec
/// allows. The provider must be the one that the spec describes.
fn lint(provider: &mut Provider, spec: &Spec) -> Vec<Diagnostic> {
    let warnings = LINTS.iter().flat_map(|lint| lint(provider, spec)).collect();
    Levels::of(spec).apply(warnings, provider)
}

/// Reads, resolves and lints a spec, and reports everything in one run, in the order of the file.
///
/// There is a provider only if there is no error. Warnings are given only then, since they judge a whole provider; those
/// that the spec denies are errors.
pub fn check(text: &str) -> (Option<Provider>, Vec<Diagnostic>) {
    let (spec, mut found) = spec::read(text);
    let (mut provider, more) = model::resolve(&spec);
    found.extend(more);
    if let Some(provider) = &mut provider {
        found.extend(lint(provider, &spec));
    }
    let mut found = spec::without_consequences(found, text);
    found.sort_by_key(|diagnostic| diagnostic.primary.span.start);
    let sound = !found.iter().any(Diagnostic::is_error);
    (provider.filter(|_| sound), found)
}

/// The level that a spec gives a rule for the whole provider. It is for warnings that are found elsewhere.
pub fn level(text: &str, rule: &Rule) -> Level {
    Levels::of(&spec::read(text).0).of_provider(rule.id)
}

/// Each class beside the table that it was made of.
fn classes<'a>(
    provider: &'a Provider,
    spec: &'a Spec,
) -> impl Iterator<Item = (&'a Class, &'a ClassTable)> {
    provider.classes.iter().zip(&spec.classes)
}
