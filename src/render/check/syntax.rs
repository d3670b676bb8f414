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
    if steps(text, tags) > WORK_MAX {
        let span = tags.tags.first().map_or(0..0, |tag| tag.span.clone());
        let message = format!(
            "the template is too large: {} tags in {} bytes",
            tags.tags.len(),
            text.len()
        );
        let problem = Problem::new(FaultKind::NotServed, message, "the first of them");
        return Err((span, problem.help("make parts of it")));
    }
    Template::compile(text).map_err(|error| refused(text, tags, &error))
}

/// How many steps handlebars needs: it counts the lines up to each tag, moves all text after each `\\{{`, and looks from each
/// backslash to the end of its row.
fn steps(text: &str, tags: &Tags) -> usize {
    let marks = text.len().saturating_mul(tags.tags.len() + tags.escaped);
    let rows = text.split(|character| character != '\\');
    rows.fold(marks, |steps, row| {
        steps.saturating_add(row.len().saturating_mul(row.len()))
    })
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
    let Some(tag) = tags.tags.iter().find(|tag| tag.span.contains(&at)) else {
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
