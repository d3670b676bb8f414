//! From a byte offset to the line and column that a person counts.
//!
//! The line starts are found once for a text, so that a thousand diagnostics cost a thousand binary searches
//! and not a thousand readings of the file.

use super::Span;

/// A text with the starts of its lines.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

/// A line and a column, both counted from one; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character within the line.
    pub column: usize,
}

impl<'t> Lines<'t> {
    /// Finds the lines of a text.
    pub fn new(text: &'t str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        // A byte-order mark is no part of the first line.
        let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let starts = std::iter::once(first).chain(breaks).collect();
        Self { text, starts }
    }

    /// The number of the line, from zero, that an offset lies in. Offsets past the end lie in the last line.
    pub fn line_of(&self, offset: usize) -> usize {
        let starts_before = self.starts.partition_point(|&start| start <= offset);
        starts_before.saturating_sub(1)
    }

    /// The place of a line, counted from zero, without its line end.
    ///
    /// # Panics
    /// If the text has no such line.
    pub fn span_of(&self, line: usize) -> Span {
        let start = self.starts[line];
        let end = self.starts.get(line + 1).copied();
        let whole = &self.text[start..end.unwrap_or(self.text.len())];
        start..start + whole.trim_end_matches(['\n', '\r']).len()
    }

    /// The line and column of an offset, as a person counts them.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_of(offset);
        let span = self.span_of(line);
        // The end of a line is one place, however many bytes end it.
        let offset = self
            .text
            .floor_char_boundary(offset.clamp(span.start, span.end));
        let before = &self.text[span.start..offset];
        Position {
            line: line + 1,
            column: before.chars().count() + 1,
        }
    }

    /// The column of an offset in UTF-16 code units, from one, as programs for editors count them.
    pub fn utf16_column(&self, offset: usize) -> usize {
        let span = self.span_of(self.line_of(offset));
        let offset = self
            .text
            .floor_char_boundary(offset.clamp(span.start, span.end));
        self.text[span.start..offset].encode_utf16().count() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let lines = Lines::new("a\r\nbé=1\n");
        assert_eq!(lines.position(2), Position { line: 1, column: 2 });
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
        assert_eq!(lines.position(6), Position { line: 2, column: 3 });
        assert_eq!(lines.position(8), Position { line: 2, column: 5 });
        assert_eq!(lines.position(9), Position { line: 3, column: 1 });
        assert_eq!(lines.position(99), Position { line: 3, column: 1 });
    }

    #[test]
    fn editors_count_a_character_beyond_the_bmp_twice() {
        let lines = Lines::new("é\u{1d11e}=1");
        assert_eq!(lines.utf16_column(6), 4);
        assert_eq!(lines.position(6), Position { line: 1, column: 3 });
        assert_eq!(lines.utf16_column(99), 6);
    }

    #[test]
    fn lines_come_without_their_ends() {
        let text = "a\r\n\nlast";
        let lines = Lines::new(text);
        let shown: Vec<_> = (0..3).map(|line| &text[lines.span_of(line)]).collect();
        assert_eq!(shown, ["a", "", "last"]);
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let lines = Lines::new("\u{feff}ab");
        assert_eq!(lines.position(4), Position { line: 1, column: 2 });
    }
}
