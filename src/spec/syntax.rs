//! The TOML below the spec: parsed with recovery, so that one missing quote does not hide all other problems.

use std::collections::HashSet;

use toml::de::{DeTable, Error};

use super::not_toml::{self, GRAMMAR, MISSING_COMMA};
use crate::conflicts::conflict_marker;
use crate::diagnostics::rules::{EMPTY_SPEC, TOML_SYNTAX};
use crate::diagnostics::{Diagnostic, Lines, Span};

/// Texts longer than this are read up to their first syntax error only.
///
/// Recovery keeps every error of a text, and a text of garbage has one for each byte or two.
const RECOVERED_MAX_BYTES: usize = 2 * 1024 * 1024;

/// The most lines that are reported one by one as not being TOML.
const REPORTED_MAX: usize = 50;

/// What could be read of a text, and why not all of it could.
pub struct Parsed<'t> {
    /// The document, or the part of it that is TOML.
    pub document: DeTable<'t>,
    /// The syntax errors, at most one a line.
    pub errors: Vec<Diagnostic>,
}

/// Parses a text as TOML.
pub fn parse(text: &str) -> Parsed<'_> {
    let (document, errors) = if text.len() <= RECOVERED_MAX_BYTES {
        DeTable::parse_recoverable(text)
    } else {
        match DeTable::parse(text) {
            Ok(document) => (document, Vec::new()),
            Err(error) => (toml::Spanned::new(0..0, DeTable::new()), vec![error]),
        }
    };
    if let Some(marker) = conflict(text).filter(|_| !errors.is_empty()) {
        // Both sides are in the text, so that whatever else there is to say may be of the side that goes.
        return Parsed {
            document: DeTable::new(),
            errors: vec![in_conflict(marker)],
        };
    }
    let errors = if errors.is_empty() {
        Vec::new()
    } else {
        report(text, &errors)
    };
    Parsed {
        document: document.into_inner(),
        errors,
    }
}

/// The first of git's conflict markers, without the end of its line.
fn conflict(text: &str) -> Option<Span> {
    let number = conflict_marker(text.as_bytes())?;
    let before: usize = text
        .split_inclusive('\n')
        .take(number - 1)
        .map(str::len)
        .sum();
    let line = text[before..].lines().next()?;
    Some(before..before + line.len())
}

/// What to say of a text with conflict markers, which are no TOML.
fn in_conflict(marker: Span) -> Diagnostic {
    let message = "the spec has git's conflict markers: a merge is not finished";
    Diagnostic::error(&TOML_SYNTAX, marker, message)
        .with_label("the first of them")
        .with_help("keep what you want of both sides, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`")
}

/// What to say of a text that says nothing.
pub fn empty_spec() -> Diagnostic {
    let message = "the spec is empty: it has no `spec-version`, no `[provider]` and no class";
    Diagnostic::error(&EMPTY_SPEC, 0..0, message)
        .with_help("`wmigen new DIR` makes a crate with a small spec to start from")
}

/// What to say of a table of classes that has none.
pub fn no_class(span: Span) -> Diagnostic {
    Diagnostic::error(&EMPTY_SPEC, span, "the spec has no class")
        .with_label("no class in here")
        .with_help("write for instance `[class.Acme_Disk]`, with its operations and properties")
}

/// Leaves out what is only the consequence of a syntax error: a line that is no TOML may still have left a key or
/// half a value behind, which is then taken for a wrong one.
pub fn without_consequences(found: Vec<Diagnostic>, text: &str) -> Vec<Diagnostic> {
    let is_syntax = |diagnostic: &Diagnostic| diagnostic.rule == TOML_SYNTAX.id;
    if !found.iter().any(is_syntax) {
        return found;
    }
    let lines = Lines::new(text);
    let torn: HashSet<usize> = found
        .iter()
        .filter(|diagnostic| is_syntax(diagnostic))
        .map(|diagnostic| &diagnostic.primary.span)
        .flat_map(|span| lines.line_of(span.start)..=lines.line_of(span.end))
        .collect();
    let in_torn =
        |diagnostic: &Diagnostic| torn.contains(&lines.line_of(diagnostic.primary.span.start));
    found
        .into_iter()
        .filter(|diagnostic| is_syntax(diagnostic) || !in_torn(diagnostic))
        .collect()
}

/// Turns the parser's errors into diagnostics: in the order of the text, the first of each line.
fn report(text: &str, errors: &[Error]) -> Vec<Diagnostic> {
    let lines = Lines::new(text);
    let mut placed: Vec<(Span, &str)> = errors
        .iter()
        .map(|error| (whole_characters(text, error.span()), error.message()))
        .collect();
    placed.sort_by_key(|(span, _)| span.start);
    placed.dedup_by_key(|(span, _)| lines.line_of(span.start));
    placed.dedup_by(|after, before| swallowed(&lines, before, after));
    let more = placed.len().saturating_sub(REPORTED_MAX);
    let mut reported: Vec<_> = placed
        .iter()
        .take(REPORTED_MAX)
        .map(|(span, message)| not_toml::explained(text, span.clone(), message))
        .collect();
    if let Some((span, _)) = placed.get(REPORTED_MAX) {
        let message = format!("{more} more lines are not TOML");
        let place = Diagnostic::error(&TOML_SYNTAX, span.clone(), message);
        reported.push(place.with_label("the first of them").with_help(GRAMMAR));
    }
    reported
}

/// Whether an error is one more of an array that is never closed: it swallows line after line, each with the same
/// complaint. The first of them is then made to reach over all.
fn swallowed(lines: &Lines<'_>, before: &mut (Span, &str), after: &(Span, &str)) -> bool {
    let follows = lines.line_of(after.0.start) == lines.line_of(before.0.end) + 1;
    let swallowed = follows && after.1.starts_with(MISSING_COMMA) && before.1 == after.1;
    if swallowed {
        before.0.end = after.0.end;
    }
    swallowed
}

/// The parser's place, moved to character boundaries.
fn whole_characters(text: &str, span: Option<Span>) -> Span {
    let span = span.unwrap_or(0..0);
    let start = text.floor_char_boundary(span.start);
    start..text.ceil_char_boundary(span.end).max(start)
}
