//! Lines for the compiler of MOF.

use super::Parser;
use crate::diagnostics::{Checked, quoted};
use crate::mof::tokens::Kind;
use crate::mof::tree::{Name, Pragma};

const PRAGMA: &str = "a pragma reads `#pragma namespace(\"\\\\\\\\.\\\\root\\\\Acme\")` or `#pragma autorecover`, on a line of its own";

impl Parser<'_> {
    /// `#pragma name(arguments)`, `#pragma name arguments` on one line, or `#include("file")`.
    pub fn pragma(&mut self) -> Checked<Pragma> {
        let begun = self.place();
        self.at += 1;
        let is_include = self.text[begun.clone()]
            .to_ascii_lowercase()
            .ends_with("include");
        let name = if is_include {
            let start = begun.end - "include".len();
            Name {
                text: self.text[start..begun.end].to_owned(),
                span: start..begun.end,
            }
        } else {
            self.name("the name of a pragma", PRAGMA)?
        };
        let arguments = if self.is(Kind::Mark(b'(')) && !self.begins_line() {
            self.begin(b'(', "", PRAGMA)?;
            self.list(b')', Self::argument, PRAGMA)?
        } else {
            self.arguments_of_line()?
        };
        Ok(Pragma {
            name,
            arguments,
            span: self.since(&begun),
        })
    }

    fn arguments_of_line(&mut self) -> Checked<Vec<Name>> {
        let mut arguments = Vec::new();
        while self.peek().is_some() && !self.begins_line() {
            let is_argument = matches!(
                self.peek().map(|token| token.kind),
                Some(Kind::Word | Kind::Number | Kind::Text)
            );
            if !is_argument {
                break;
            }
            arguments.push(self.argument()?);
            self.take_mark(b',');
        }
        Ok(arguments)
    }

    fn argument(&mut self) -> Checked<Name> {
        if self.is(Kind::Text) {
            let (text, span) = self.texts();
            return Ok(Name { text, span });
        }
        match self.peek() {
            Some(token) if matches!(token.kind, Kind::Word | Kind::Number) => {
                self.at += 1;
                Ok(Name {
                    text: self.word(token).to_owned(),
                    span: token.span(),
                })
            }
            _ => self.expected("a text or a word", PRAGMA),
        }
    }

    /// A line of the C preprocessor, which the compiler of MOF never sees.
    pub fn line(&mut self) {
        let place = self.place();
        self.at += 1;
        if self.is_line_told {
            return;
        }
        self.is_line_told = true;
        let line = self.text[place.clone()].trim_end();
        let message = format!("{} is a line for the C preprocessor", quoted(line));
        let help = if line[1..]
            .trim_start()
            .to_ascii_lowercase()
            .starts_with("include")
        {
            "write `#pragma include(\"file.mof\")`, or leave the line out"
        } else {
            "run the preprocessor on the file first, as its build does, and read what that makes"
        };
        self.problems.tell(place, message, help);
    }
}
