//! Checks a template against the JSON Schema of what it is rendered with, before it is rendered and whatever the data.
//!
//! A template that passes renders without an error for all data of the schema, and prints no null. What cannot be decided
//! is refused. handlebars' own strict mode sees less: no missing name in a condition or an argument, no null, and nothing of
//! a branch that the data does not take.
//!
//! Schemas are those of `schemars` for what is serialized: a property that is not `required` may be missing, which no
//! template can ask for.

mod calls;
mod conditions;
mod languages;
mod parts;
mod paths;
mod scan;
mod scope;
mod syntax;
mod takes;
mod types;
mod values;
mod walk;

#[cfg(test)]
mod tests;

use super::language::Language;
use serde_json::Value;
use std::ops::Range;

/// A template to check.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'t> {
    /// Its name, as other templates name it that it is a part of.
    pub name: &'t str,
    /// Its text.
    pub text: &'t str,
    /// The language of the file that it makes or is part of; none if nothing escapes for it.
    pub language: Option<Language>,
}

/// What is wrong at a place of a template.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fault {
    /// The name of the template: the one that is checked, or one that is part of it.
    pub template: String,
    /// Where, in bytes of that template's text; both ends lie on character boundaries.
    pub span: Range<usize>,
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// What is wrong, in a sentence without a final full stop.
    pub message: String,
    /// A few words to put under the place; may be empty.
    pub label: String,
    /// What to write instead; may be empty.
    pub help: String,
}

/// The kinds of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// It is no template.
    Syntax,
    /// A name that does not exist where it is used.
    UnknownName,
    /// A value that may be null or missing, where it must be there.
    MayBeNull,
    /// Free text of a spec, printed without a helper that escapes it.
    Unescaped,
    /// What handlebars can do and templates of wmigen cannot.
    NotServed,
    /// A value of another type than its place takes, or another number of values.
    WrongType,
    /// A template that includes itself, or includes and blocks that are too deep.
    Recursion,
    /// A part that does not exist.
    UnknownPartial,
    /// A helper that does not exist.
    UnknownHelper,
}

/// Checks a template that is rendered with data of this schema, and the parts that it includes, with what each of them gets.
///
/// `partial` gives the text of a part by its name, and `partial_names` are the names that messages list. The faults are in the
/// order of their templates' names and places; no fault is there twice.
pub fn check<'t, 'p: 't>(
    template: &Checked<'t>,
    schema: &'t Value,
    partial: &dyn Fn(&str) -> Option<&'p str>,
    partial_names: &[&str],
) -> Vec<Fault> {
    let partial = |name: &str| -> Option<&'t str> { partial(name) };
    let mut faults = walk::Walk::new(schema, &partial, partial_names).whole(template);
    faults.sort_by(|one, other| {
        let place = |fault: &Fault| (fault.span.start, fault.span.end);
        let by_template = one.template.cmp(&other.template);
        by_template.then_with(|| place(one).cmp(&place(other)))
    });
    faults
}
