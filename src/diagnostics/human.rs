//! Diagnostics for people, in the look of rustc and cargo.
//!
//! `annotate-snippets` draws; this module decides what it is given. It is given only the lines that matter and
//! never the whole text, because it reads all that it is given again for every diagnostic.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Label, Lines, Position, Severity, Source, Span};

/// Lines longer than this many bytes are cut before they are drawn; shorter ones are trimmed by the drawing.
const DRAWN_MAX: usize = 16 * 1024;

/// The bytes shown on each side of a place in a line that is cut.
const CUT_CONTEXT: usize = 40;

/// Places at most this many lines apart are drawn as one piece.
const TOGETHER: usize = 3;

/// Renders diagnostics one after the other, each followed by an empty line, with ANSI styles throughout.
///
/// The printer decides whether the styles stay (`anstream` does).
pub fn render_human(diagnostics: &[Diagnostic], source: &Source) -> String {
    let lines = Lines::new(&source.text);
    let renderer = Renderer::styled();
    let mut shown = String::new();
    for diagnostic in diagnostics {
        shown.push_str(&renderer.render(&[group(diagnostic, source, &lines)]));
        shown.push_str("\n\n");
    }
    shown
}

/// One diagnostic as `annotate-snippets` takes it.
fn group<'a>(diagnostic: &Diagnostic, source: &Source, lines: &Lines<'_>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(harmless(&diagnostic.message))
        .id(diagnostic.rule);
    let mut group = Group::with_title(title);
    for piece in pieces(diagnostic, source, lines) {
        group = piece.draw(group, source, lines);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(harmless(help)));
    }
    group
}

/// A label whose span lies within one line.
struct Mark<'d> {
    kind: AnnotationKind,
    span: Span,
    text: &'d str,
}

/// Neighbouring lines with the marks in them; the lines are counted from zero.
struct Piece<'d> {
    first: usize,
    last: usize,
    marks: Vec<Mark<'d>>,
}

/// Puts the places of a diagnostic into pieces: first the one with the primary place, as readers look there first.
fn pieces<'d>(diagnostic: &'d Diagnostic, source: &Source, lines: &Lines<'_>) -> Vec<Piece<'d>> {
    let primary = (AnnotationKind::Primary, &diagnostic.primary);
    let secondary = diagnostic.secondary.iter();
    let mut pieces: Vec<Piece<'d>> = Vec::new();
    for (kind, label) in
        std::iter::once(primary).chain(secondary.map(|label| (AnnotationKind::Context, label)))
    {
        let (line, mark) = mark(kind, label, source, lines);
        let near = |piece: &&mut Piece<'_>| {
            line + TOGETHER >= piece.first && line <= piece.last + TOGETHER
        };
        match pieces.iter_mut().find(near) {
            Some(piece) => {
                piece.first = piece.first.min(line);
                piece.last = piece.last.max(line);
                piece.marks.push(mark);
            }
            None => pieces.push(Piece {
                first: line,
                last: line,
                marks: vec![mark],
            }),
        }
    }
    pieces
}

/// Keeps of a label what lies in its first line: that is enough to find the place.
fn mark<'d>(
    kind: AnnotationKind,
    label: &'d Label,
    source: &Source,
    lines: &Lines<'_>,
) -> (usize, Mark<'d>) {
    let text = &source.text;
    let start = text.floor_char_boundary(label.span.start);
    let line = lines.line_of(start);
    let line_end = lines.span_of(line).end;
    let end = text.ceil_char_boundary(label.span.end).min(line_end);
    let mark = Mark {
        kind,
        span: start..end.max(start),
        text: &label.text,
    };
    (line, mark)
}

impl Piece<'_> {
    /// Adds this piece to a group.
    fn draw<'a>(self, group: Group<'a>, source: &Source, lines: &Lines<'_>) -> Group<'a> {
        let whole = lines.span_of(self.first).start..lines.span_of(self.last).end;
        if whole.len() > DRAWN_MAX {
            return self.draw_cut(group, source, lines);
        }
        let snippet = Snippet::source(printable(&source.text[whole.clone()]))
            .path(harmless(&source.name))
            .line_start(self.first + 1);
        let annotations = self
            .marks
            .iter()
            .map(|mark| mark.annotation(whole.start, whole.len()));
        group.element(snippet.annotations(annotations))
    }

    /// Adds a piece with a very long line to a group: each mark with just its surroundings.
    ///
    /// The position is then said beside the snippet, since it can no longer be counted in it.
    fn draw_cut<'a>(self, group: Group<'a>, source: &Source, lines: &Lines<'_>) -> Group<'a> {
        self.marks.into_iter().fold(group, |group, mark| {
            let line = lines.span_of(lines.line_of(mark.span.start));
            let text = &source.text;
            let start = text.floor_char_boundary(mark.span.start.saturating_sub(CUT_CONTEXT));
            let end = text.ceil_char_boundary(mark.span.start + CUT_CONTEXT);
            let shown = start.max(line.start)..end.min(line.end);
            let Position { line, column } = lines.position(mark.span.start);
            let origin = Origin::path(harmless(&source.name))
                .line(line)
                .char_column(column);
            let snippet = Snippet::source(printable(&text[shown.clone()])).line_start(line);
            let annotation = mark.annotation(shown.start, shown.len());
            group
                .element(origin)
                .element(snippet.annotation(annotation))
        })
    }
}

impl Mark<'_> {
    /// This mark in a snippet of `length` bytes that starts at `base`.
    fn annotation<'a>(&self, base: usize, length: usize) -> annotate_snippets::Annotation<'a> {
        let start = self.span.start.saturating_sub(base).min(length);
        let end = self.span.end.saturating_sub(base).min(length);
        let annotation = self.kind.span(start..end);
        if self.text.is_empty() {
            annotation
        } else {
            annotation.label(harmless(self.text))
        }
    }
}

/// Source text fit for a terminal, every character at its old offset.
///
/// `annotate-snippets` makes C0 controls and bidirectional overrides visible; the C1 controls, among which some
/// terminals take U+009B for the start of an escape sequence, it passes on. They take two bytes, as `¿` does.
fn printable(text: &str) -> String {
    text.replace(is_c1, "¿")
}

/// Words of a message fit for a terminal: every control but the line feed made visible.
fn harmless(text: &str) -> String {
    let visible = |line| annotate_snippets::normalize_untrusted_str(&printable(line));
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

fn is_c1(character: char) -> bool {
    ('\u{80}'..='\u{9f}').contains(&character)
}
