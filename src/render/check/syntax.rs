//! What is wrong somewhere in a template, before its place is known, and what handlebars itself finds wrong.

use super::FaultKind;
use super::scan::Tags;
use handlebars::{Template, TemplateError, TemplateErrorReason};
use std::ops::Range;

/// The most steps that handlebars may need to read a template.
const WORK_MAX: usize = 300_000_000;

/// How a tag may look.
const TAGS: &str = "a tag is `{{name}}`, `{{helper name}}`, `{{#if name}}…{{/if}}`, `{{#each names}}…{{/each}}`, `{{> part}}` or \
                    `{{! comment }}`; write `\\{{` for braces that are text";

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// What is wrong.
    pub message: String,
    /// A few words to put under the place.
    pub label: String,
    /// What to write instead.
    pub help: String,
}

impl Problem {
    /// A problem with a few words to put under its place.
    pub fn new(kind: FaultKind, message: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            label: label.into(),
            help: String::new(),
        }
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The same of another kind.
    #[must_use]
    pub fn of(mut self, kind: FaultKind) -> Self {
        self.kind = kind;
        self
    }
}

/// What is no template.
pub fn syntax(message: impl Into<String>, label: impl Into<String>) -> Problem {
    Problem::new(FaultKind::Syntax, message, label)
}

/// What templates of wmigen cannot do.
pub fn not_served(message: impl Into<String>) -> Problem {
    Problem::new(FaultKind::NotServed, message, "not served")
}

/// A tag that is none.
pub fn no_tag(label: &str) -> Problem {
    syntax("this is no tag of a template", label).help(TAGS)
}

/// Has handlebars read a template whose tags are known.
pub fn compile(text: &str, tags: &Tags) -> Result<Template, (Range<usize>, Problem)> {
    if is_too_large(text, tags) {
        return Err(too_large(text, tags));
    }
    Template::compile(text).map_err(|error| refused(text, tags, &error))
}

/// Whether handlebars would take long to read the template.
fn is_too_large(text: &str, tags: &Tags) -> bool {
    // It looks from each backslash to the end of its row.
    let rows = text.split(|character| character != '\\');
    let steps = rows.map(|row| row.len().saturating_mul(row.len()));
    has_too_many(text, tags) || steps.fold(0, usize::saturating_add) > WORK_MAX
}

/// Whether the template has too many tags for its size: handlebars counts the lines up to each, and moves all text after each
/// `\\{{`.
pub fn has_too_many(text: &str, tags: &Tags) -> bool {
    text.len().saturating_mul(tags.all.len() + tags.escaped) > WORK_MAX
}

/// That a template is too large.
pub fn too_large(text: &str, tags: &Tags) -> (Range<usize>, Problem) {
    let span = tags.all.first().map_or(0..0, |tag| tag.span.clone());
    let message = format!("the template is too large, with {} bytes", text.len());
    let problem = Problem::new(FaultKind::NotServed, message, "its first tag");
    (span, problem.help("make parts of it"))
}

fn refused(text: &str, tags: &Tags, error: &TemplateError) -> (Range<usize>, Problem) {
    if let TemplateErrorReason::InvalidParam(written) = error.reason() {
        let at = text.find(written.as_str()).unwrap_or_default();
        let problem = syntax(
            "this is no value that a template can have",
            "neither a name nor a literal",
        );
        return (at..at + written.len().min(text.len() - at), problem);
    }
    let at = error.pos().map_or(0, |place| offset(text, place));
    let Some(tag) = tags.all.iter().find(|tag| tag.span.contains(&at)) else {
        return (at..at, no_tag("not understood from here on"));
    };
    let begun = text[tag.span.start..at].trim_matches(['{', '~', ' ', '\t', '\r', '\n']);
    if begun.is_empty() {
        return (tag.span.clone(), no_tag("not expected here"));
    }
    let character = text[at..].chars().next().map_or(0, char::len_utf8);
    (at..at + character, no_tag("not expected here"))
}

/// The byte at a line and a column as handlebars counts them.
fn offset(text: &str, (line, column): (usize, usize)) -> usize {
    let mut start = 0;
    for _ in 1..line {
        start += text[start..].find('\n').map_or(0, |end| end + 1);
    }
    let column = text[start..].char_indices().nth(column.saturating_sub(1));
    column.map_or(text.len(), |(at, _)| start + at)
}
