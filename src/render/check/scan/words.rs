//! The words of one tag.

use super::super::syntax::{no_tag, not_served, syntax};
use super::{Outcome, PARENTHESES_MAX, Scan, Sigil, WORDS_MAX};
use std::ops::Range;

impl Scan<'_> {
    /// The words up to the end of the tag, which is passed.
    pub(super) fn words(&mut self, start: usize, sigil: Sigil) -> Outcome<Vec<Range<usize>>> {
        let mut words = Vec::new();
        let mut depth = 0;
        loop {
            self.skip_white();
            let at = self.at;
            let Some(character) = self.text[at..].chars().next() else {
                let problem = syntax("this tag is never closed", "its end is missing");
                return Err((
                    start..self.text.len().min(start + 2),
                    problem.help("write `}}` where it ends"),
                ));
            };
            if words.len() > WORDS_MAX {
                let message = format!("a tag has more than {WORDS_MAX} words");
                return Err((start..at, not_served(message)));
            }
            match character {
                '}' if depth == 0 && self.end(sigil) => return Ok(words),
                '"' | '\'' => {
                    self.string(character)?;
                    words.push(at..self.at);
                }
                '(' if depth == PARENTHESES_MAX => {
                    let message = format!("parentheses are more than {PARENTHESES_MAX} deep here");
                    return Err((at..at + 1, not_served(message)));
                }
                '(' => {
                    depth += 1;
                    self.at += 1;
                }
                ')' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                // What stands before it is no value but the name of one.
                '=' => {
                    words.pop();
                    self.at += 1;
                }
                '|' | '~' | '*' => self.at += 1,
                _ => {
                    self.word()?;
                    words.push(at..self.at);
                }
            }
        }
    }

    fn end(&mut self, sigil: Sigil) -> bool {
        let before = self.at;
        if sigil == Sigil::Triple {
            self.skip("}");
            self.skip_white();
            self.skip("~");
            self.skip_white();
        }
        let is_end = self.skip("}}");
        if !is_end {
            self.at = before;
        }
        is_end
    }

    fn string(&mut self, quote: char) -> Outcome<()> {
        let start = self.at;
        let mut escaped = false;
        for (at, character) in self.text[start..].char_indices().skip(1) {
            if !escaped && character == quote {
                self.at = start + at + 1;
                return Ok(());
            }
            escaped = !escaped && character == '\\';
        }
        let problem = syntax("this text is never closed", "its end is missing");
        Err((
            start..start + 1,
            problem.help(format!("write `{quote}` where it ends")),
        ))
    }

    /// A path, a name or a number.
    fn word(&mut self) -> Outcome<()> {
        let start = self.at;
        while let Some(character) = self.text[self.at..].chars().next() {
            match character {
                '[' => self.bracket()?,
                '-' | '_' | '$' | ':' | '.' | '/' | '@' => self.at += 1,
                _ if character.is_ascii_alphanumeric() || !character.is_ascii() => {
                    self.at += character.len_utf8();
                }
                _ => break,
            }
        }
        match self.text[start..].chars().next() {
            Some('{') if self.at == start => Err((
                start..start + 1,
                not_served("values in braces are not served"),
            )),
            Some(character) if self.at == start => Err((
                start..start + character.len_utf8(),
                no_tag("not expected here"),
            )),
            _ => Ok(()),
        }
    }

    /// A name that could not be written without its brackets; a list is written the same.
    fn bracket(&mut self) -> Outcome<()> {
        let start = self.at;
        let inner = self.text[start + 1..]
            .find(']')
            .map(|end| start + 1..start + 1 + end);
        let Some(inner) = inner else {
            let problem = syntax("this bracket is never closed", "its end is missing");
            return Err((start..start + 1, problem.help("write `]` where it ends")));
        };
        if self.text[inner.clone()].contains(['[', '{']) {
            let problem = not_served("lists and groups cannot be written in a template");
            return Err((start..inner.end + 1, problem));
        }
        self.at = inner.end + 1;
        Ok(())
    }
}
