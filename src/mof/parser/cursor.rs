//! What the next token is, and what it has to be.

use super::Parser;
use crate::diagnostics::{Checked, Span, quoted};
use crate::mof::fit::Misfit;
use crate::mof::tokens::{Kind, Token};
use crate::mof::tree::Name;

impl<'t> Parser<'t> {
    pub fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    pub fn word(&self, token: Token) -> &'t str {
        &self.text[token.span()]
    }

    /// Where the next token stands, or the end of the text.
    pub fn place(&self) -> Span {
        let end = self.text.len();
        self.peek().map_or(end..end, Token::span)
    }

    /// What has been read since this place.
    pub fn since(&self, begun: &Span) -> Span {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let end = before.map_or(begun.end, |token| token.span().end);
        begun.start..end.max(begun.start)
    }

    pub fn is(&self, kind: Kind) -> bool {
        self.peek().is_some_and(|token| token.kind == kind)
    }

    pub fn is_word(&self, word: &str) -> bool {
        self.is_word_at(self.at, word)
    }

    pub fn is_word_at(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.kind == Kind::Word && self.word(*token).eq_ignore_ascii_case(word)
        })
    }

    /// Takes this word, if it is the next.
    pub fn take_word(&mut self, word: &str) -> bool {
        let is_next = self.is_word(word);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes this mark, if it is the next.
    pub fn take_mark(&mut self, mark: u8) -> bool {
        let is_next = self.is(Kind::Mark(mark));
        self.at += usize::from(is_next);
        is_next
    }

    /// The mark that stands here.
    pub fn mark(&mut self, mark: u8, what: &str, form: &str) -> Checked<()> {
        if self.take_mark(mark) {
            return Ok(());
        }
        let what = format!("`{}` {what}", char::from(mark));
        self.expected(what.trim_end(), form)
    }

    /// The bracket that opens here.
    pub fn begin(&mut self, mark: u8, what: &str, form: &str) -> Checked<()> {
        let place = self.place();
        self.mark(mark, what, form)?;
        self.open.push(place);
        Ok(())
    }

    /// The bracket that closes here.
    pub fn end(&mut self, mark: u8, what: &str, form: &str) -> Checked<()> {
        self.mark(mark, what, form)?;
        self.open.pop();
        Ok(())
    }

    /// The semicolon that stands here. Where only that is missing, what comes next is read nevertheless.
    pub fn semicolon(&mut self, what: &str) {
        if self.take_mark(b';') {
            return;
        }
        let end = self.since(&(0..0)).end;
        let (message, place) = match self.peek() {
            Some(_) => ("a semicolon is missing", end..end),
            None => ("the file ends here", self.problems.end(end..end)),
        };
        let help = "write `;` there";
        let problem = self.problems.problem(place, message, help);
        self.problems
            .add(problem.with_label(format!("expected `;` {what}")));
    }

    /// Whether the next token is the first of its line.
    pub fn begins_line(&self) -> bool {
        let before = self.since(&(0..0)).end;
        self.text[before..self.place().start].contains('\n')
    }

    pub fn name(&mut self, what: &str, form: &str) -> Checked<Name> {
        let Some(token) = self.peek().filter(|token| token.kind == Kind::Word) else {
            return self.expected(what, form);
        };
        self.at += 1;
        Ok(Name {
            text: self.word(token).to_owned(),
            span: token.span(),
        })
    }

    /// `as $Alias`, if that stands here.
    pub fn alias(&mut self, form: &str) -> Checked<Option<Name>> {
        if !self.take_word("as") {
            return Ok(None);
        }
        let Some(token) = self.peek().filter(|token| token.kind == Kind::Alias) else {
            return self.expected("an alias, such as `$Provider`", form);
        };
        self.at += 1;
        Ok(Some(Name {
            text: self.word(token)[1..].to_owned(),
            span: token.span(),
        }))
    }

    /// Notes what a compiler would say of names and values, if it would.
    pub fn note(&mut self, misfits: impl IntoIterator<Item = Misfit>) {
        for misfit in misfits {
            self.problems.tell(misfit.span, misfit.message, misfit.help);
        }
    }

    pub fn expected<T>(&self, what: &str, form: &str) -> Checked<T> {
        let problem = match (self.peek(), self.open.last()) {
            (Some(token), _) => {
                let message = format!("{} stands here", quoted(self.word(token)));
                self.problems.problem(token.span(), message, form)
            }
            (None, Some(open)) => {
                let message = "a bracket is opened here and not closed";
                let help = "close it: what comes behind the file would stand in it";
                self.problems
                    .problem(self.problems.end(open.clone()), message, help)
            }
            (None, None) => {
                self.problems
                    .problem(self.problems.end(self.place()), "the file ends here", form)
            }
        };
        problem.with_label(format!("expected {what}")).refuse()
    }
}
