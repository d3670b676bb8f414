//! Running text: words, broken into lines where a terminal ends.

use clap::builder::styling::Style;
use unicode_width::UnicodeWidthStr as _;

/// Words in a row, each of which stays on one line.
#[derive(Debug, Default)]
pub struct Flow {
    words: Vec<Word>,
    /// Whether the next text continues the last word.
    is_open: bool,
}

/// What stands between two spaces, in one style or in several.
#[derive(Debug, Default)]
struct Word {
    parts: Vec<(Style, String)>,
    /// Whether a line begins with it, however short the one before is.
    begins_line: bool,
}

impl Word {
    fn width(&self) -> usize {
        self.parts.iter().map(|(_, text)| text.width()).sum()
    }

    /// Whether it can stand at the end of a line of at most `width` columns.
    fn fits(&self, line: &Line, width: usize) -> bool {
        !self.begins_line && (line.width == 0 || line.width + 1 + self.width() <= width)
    }
}

/// A line in the making.
#[derive(Debug, Default)]
struct Line {
    parts: Vec<(Style, String)>,
    width: usize,
}

impl Line {
    /// Adds a word, behind a space if there is one before it.
    fn add(&mut self, word: &Word) {
        if let (Some((style, _)), Some((next, _))) = (self.parts.last(), word.parts.first()) {
            // Between two words of one style, the space has it too.
            let style = if style == next { *style } else { Style::new() };
            self.push(style, " ");
        }
        for (style, text) in &word.parts {
            self.push(*style, text);
        }
    }

    fn push(&mut self, style: Style, text: &str) {
        self.width += text.width();
        match self.parts.last_mut() {
            Some((last, before)) if *last == style => *before += text,
            _ => self.parts.push((style, text.to_owned())),
        }
    }

    fn finish(self) -> (String, usize) {
        let styled = |(style, text): &(Style, String)| format!("{style}{text}{style:#}");
        (self.parts.iter().map(styled).collect(), self.width)
    }
}

impl Flow {
    /// One of a text in one style.
    pub fn of(text: &str, style: Style) -> Self {
        let mut flow = Self::default();
        flow.push(text, style);
        flow
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Adds a text; it continues the last word where no space is between them.
    pub fn push(&mut self, text: &str, style: Style) {
        for (at, piece) in text.split(char::is_whitespace).enumerate() {
            if at > 0 {
                self.is_open = false;
            }
            if piece.is_empty() {
                continue;
            }
            let part = (style, piece.to_owned());
            match self.words.last_mut() {
                Some(word) if self.is_open => word.parts.push(part),
                _ => self.words.push(Word {
                    parts: vec![part],
                    begins_line: false,
                }),
            }
            self.is_open = true;
        }
    }

    /// Ends the line here.
    pub fn break_line(&mut self) {
        self.words.push(Word {
            parts: Vec::new(),
            begins_line: true,
        });
        self.is_open = true;
    }

    /// How many columns it takes on one line.
    pub fn width(&self) -> usize {
        let lines = self.lines(usize::MAX).into_iter();
        lines.map(|(_, width)| width).max().unwrap_or_default()
    }

    /// How many columns its longest word takes.
    pub fn longest_word(&self) -> usize {
        let widths = self.words.iter().map(Word::width);
        widths.max().unwrap_or_default()
    }

    /// Its lines with the width of each. None is wider than `width`, but for a word that is.
    pub fn lines(&self, width: usize) -> Vec<(String, usize)> {
        let mut lines: Vec<Line> = Vec::new();
        for word in &self.words {
            match lines.last_mut() {
                Some(line) if word.fits(line, width) => line.add(word),
                _ => {
                    let mut line = Line::default();
                    line.add(word);
                    lines.push(line);
                }
            }
        }
        lines.into_iter().map(Line::finish).collect()
    }
}

#[cfg(test)]
mod tests {
    use clap::builder::styling::Effects;

    use super::*;

    fn lines(flow: &Flow, width: usize) -> Vec<String> {
        flow.lines(width)
            .into_iter()
            .map(|(line, _)| line)
            .collect()
    }

    #[test]
    fn a_line_ends_before_the_word_that_would_not_fit() {
        let flow = Flow::of("one two  three\nfour", Style::new());
        assert_eq!(lines(&flow, 9), ["one two", "three", "four"]);
        assert_eq!(lines(&flow, 10), ["one two", "three four"]);
        assert_eq!(lines(&flow, 2), ["one", "two", "three", "four"]);
        assert_eq!((flow.width(), flow.longest_word()), (18, 5));
    }

    #[test]
    fn a_word_in_two_styles_is_one_and_its_styles_take_no_room() {
        let bold = Style::new().effects(Effects::BOLD);
        let mut flow = Flow::of("see `", Style::new());
        flow.push("a", bold);
        flow.push("`, b", Style::new());
        assert_eq!(lines(&flow, 6), ["see", "`\u{1b}[1ma\u{1b}[0m`, b"]);
        assert_eq!(flow.width(), 10);
    }

    #[test]
    fn a_line_ends_where_it_is_told_to() {
        let mut flow = Flow::of("a", Style::new());
        flow.break_line();
        flow.push("b c", Style::new());
        assert_eq!(lines(&flow, 80), ["a", "b c"]);
    }

    #[test]
    fn a_wide_letter_takes_two_columns() {
        assert_eq!(Flow::of("日本", Style::new()).width(), 4);
    }
}
