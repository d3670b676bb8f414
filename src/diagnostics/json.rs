//! Diagnostics for programs: one JSON object each, as `docs/messages.md` describes it.

use serde::Serialize;

use super::{Diagnostic, Label, Lines, Position, Severity, Source, Span, render_human};

/// A diagnostic as programs read it.
#[derive(Debug, Serialize)]
pub struct Record<'d> {
    rule: &'static str,
    severity: &'static str,
    message: &'d str,
    help: Option<&'d str>,
    file: &'d str,
    span: Place,
    label: &'d str,
    related: Vec<Related<'d>>,
    rendered: String,
}

/// Another place that belongs to a problem.
#[derive(Debug, Serialize)]
struct Related<'d> {
    span: Place,
    label: &'d str,
}

/// From the first character to the one behind the last.
#[derive(Debug, Serialize)]
struct Place {
    start: Point,
    end: Point,
}

/// Bytes count from zero, lines and columns from one; a column is a character.
#[derive(Debug, Serialize)]
struct Point {
    byte: usize,
    line: usize,
    column: usize,
}

/// The records of diagnostics of one text.
pub fn records<'d>(
    diagnostics: &'d [Diagnostic],
    source: &'d Source,
) -> impl Iterator<Item = Record<'d>> {
    let lines = Lines::new(&source.text);
    diagnostics
        .iter()
        .map(move |diagnostic| record(diagnostic, source, &lines))
}

fn record<'d>(diagnostic: &'d Diagnostic, source: &'d Source, lines: &Lines<'_>) -> Record<'d> {
    let rendered = render_human(std::slice::from_ref(diagnostic), source);
    let related = |label: &'d Label| Related {
        span: place(&label.span, lines),
        label: &label.text,
    };
    Record {
        rule: diagnostic.rule,
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        file: &source.name,
        span: place(&diagnostic.primary.span, lines),
        label: &diagnostic.primary.text,
        related: diagnostic.secondary.iter().map(related).collect(),
        rendered: anstream::adapter::strip_str(&rendered).to_string(),
    }
}

fn place(span: &Span, lines: &Lines<'_>) -> Place {
    Place {
        start: point(span.start, lines),
        end: point(span.end, lines),
    }
}

fn point(byte: usize, lines: &Lines<'_>) -> Point {
    let Position { line, column } = lines.position(byte);
    Point { byte, line, column }
}

impl Severity {
    /// Its name for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}
