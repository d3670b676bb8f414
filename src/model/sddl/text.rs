//! A text that is read from its start on, and the places in it.

use std::ops::Range;

/// What is wrong, and where in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The place, in bytes; never empty, and never in the middle of a character.
    pub at: Range<usize>,
    /// The end of a sentence that begins with the descriptor.
    pub why: String,
    /// What to write instead, if that is more than an example.
    pub help: Option<String>,
}

impl Fault {
    /// A fault at a place.
    pub fn new(at: Range<usize>, why: String) -> Self {
        Self {
            at,
            why,
            help: None,
        }
    }

    /// The same with what to write instead.
    pub fn with_help(self, help: &str) -> Self {
        Self {
            help: Some(help.to_owned()),
            ..self
        }
    }
}

/// The text, and how far it is read.
pub struct Text<'t> {
    whole: &'t str,
    at: usize,
}

impl<'t> Text<'t> {
    /// A text of which nothing is read.
    pub fn of(whole: &'t str) -> Self {
        Self { whole, at: 0 }
    }

    /// What is left of it.
    pub fn rest(&self) -> &'t str {
        self.whole.get(self.at..).unwrap_or_default()
    }

    /// The place of the next character; at the end, of the last one or the closing quote.
    pub fn here(&self) -> Range<usize> {
        let next = self.rest().chars().next().map_or(1, char::len_utf8);
        self.at..self.at + next
    }

    /// Takes these characters, if they come next.
    pub fn take(&mut self, expected: &str) -> bool {
        let comes = self.rest().starts_with(expected);
        if comes {
            self.at += expected.len();
        }
        comes
    }

    /// Takes what comes before one of the tags of a descriptor, or all that is left.
    pub fn until_tag(&mut self) -> &'t str {
        let rest = self.rest();
        let colon = rest.find(':');
        let end = colon.map_or(rest.len(), |colon| {
            let before = rest.get(..colon).unwrap_or_default();
            before.char_indices().next_back().map_or(0, |(at, _)| at)
        });
        self.take_bytes(end)
    }

    /// Takes what comes before the first entry of a list, or all that is left.
    pub fn until_entry(&mut self) -> &'t str {
        let rest = self.rest();
        self.take_bytes(rest.find('(').unwrap_or(rest.len()))
    }

    /// Takes what comes before this character, or all that is left.
    pub fn until(&mut self, end: char) -> &'t str {
        let rest = self.rest();
        self.take_bytes(rest.find(end).unwrap_or(rest.len()))
    }

    fn take_bytes(&mut self, count: usize) -> &'t str {
        let taken = self.rest().get(..count).unwrap_or_default();
        self.at += taken.len();
        taken
    }
}
