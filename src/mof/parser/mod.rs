//! The tree of a text of MOF, out of its tokens, as far as there is one: what is wrong is told, and reading goes on at the next
//! declaration or the next property.
//!
//! Nothing is read twice, and nothing nests deeper than a bound, so that no text takes long or more memory than its length says.

mod classes;
mod cursor;
mod instances;
mod pragmas;
mod qualifiers;
#[cfg(test)]
mod tests;
mod types;
mod values;

use super::problems::Problems;
use super::tokens::{Kind, Token, tokens};
use super::tree::{Class, Item};
use crate::diagnostics::rules::MOF_SYNTAX;
use crate::diagnostics::{Checked, Diagnostic, Rule, Span};

/// How deep values, instances and classes may stand in each other. No MOF that is meant for WMI comes near it.
const DEPTH_MAX: usize = 32;

const DECLARATION: &str = "write whole declarations: `class Acme_Base { … };`, `instance of Acme_Base { … };`, a qualifier's, or `#pragma`";

/// What a text says, and what is wrong with it.
#[derive(Debug)]
pub struct Parsed {
    /// What stands in the text by itself, in its order.
    pub items: Vec<Item>,
    /// All tokens of the text.
    pub tokens: Vec<Token>,
    /// What is wrong, in the order of the text.
    pub problems: Vec<Diagnostic>,
}

/// Reads a text of MOF; what is wrong with it breaks this rule.
pub fn parse(text: &str, rule: &'static Rule) -> Parsed {
    let mut problems = Problems::new(rule);
    // Tokens tell their places in four bytes.
    if u32::try_from(text.len()).is_err() {
        problems.tell(0..0, "the text has more than 4 GiB", "split it");
        return Parsed {
            items: Vec::new(),
            tokens: Vec::new(),
            problems: problems.into_found(),
        };
    }
    let tokens = tokens(text, &mut problems);
    let mut parser = Parser {
        text,
        tokens: &tokens,
        at: 0,
        depth: 0,
        open: Vec::new(),
        problems,
        is_line_told: false,
    };
    let items = parser.items();
    let problems = parser.problems.into_found();
    Parsed {
        items,
        tokens,
        problems,
    }
}

/// The tokens of a text, whatever else is wrong with it.
pub fn tokens_of(text: &str) -> Vec<Token> {
    tokens(text, &mut Problems::new(&MOF_SYNTAX))
}

struct Parser<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
    /// How deep what is read now stands in others.
    depth: usize,
    /// The brackets that are open, from the outside inwards.
    open: Vec<Span>,
    problems: Problems,
    /// Whether a line of the C preprocessor is told: a file that has one has more.
    is_line_told: bool,
}

impl Parser<'_> {
    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while self.peek().is_some() && !self.problems.is_full() {
            let begun = self.at;
            match self.item() {
                Ok(item) => items.extend(item),
                Err(problem) => {
                    self.problems.add(*problem);
                    self.open.clear();
                    self.depth = 0;
                    self.skip_to_item(begun);
                }
            }
        }
        items
    }

    /// What stands here by itself; nothing if it is a line that is none of MOF's.
    fn item(&mut self) -> Checked<Option<Item>> {
        let begun = self.place();
        if self.is(Kind::Pragma) {
            return self.pragma().map(|pragma| Some(Item::Pragma(pragma)));
        }
        if self.is(Kind::Line) {
            self.line();
            return Ok(None);
        }
        let qualifiers = self.qualifiers()?;
        if self.is_word("class") {
            let class = self.class(qualifiers, begun.clone())?;
            self.semicolon("behind the class");
            let span = self.since(&begun);
            return Ok(Some(Item::Class(Class { span, ..class })));
        }
        if self.is_word("instance") {
            let instance = self.instance(qualifiers, begun)?;
            self.semicolon("behind the instance");
            return Ok(Some(Item::Instance(instance)));
        }
        if self.is_word("qualifier") && qualifiers.is_empty() {
            let declaration = self.qualifier_declaration()?;
            return Ok(Some(Item::Qualifier(declaration)));
        }
        let what = if qualifiers.is_empty() {
            "a declaration"
        } else {
            "a class or an instance"
        };
        self.expected(what, DECLARATION)
    }

    /// Goes on to what looks like the beginning of a declaration, behind the token at which the one that failed begins.
    fn skip_to_item(&mut self, begun: usize) {
        self.at = self.at.max(begun + 1);
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Pragma | Kind::Line => return,
                Kind::Mark(b'{') => depth += 1,
                Kind::Mark(b'}') => depth = depth.saturating_sub(1),
                Kind::Mark(b';') if depth == 0 => {
                    self.at += 1;
                    return;
                }
                Kind::Word if self.begins_line() && self.begins_item(token) => return,
                _ => {}
            }
            self.at += 1;
        }
    }

    fn begins_item(&self, token: Token) -> bool {
        let word = self.word(token);
        ["class", "instance", "qualifier"]
            .iter()
            .any(|one| one.eq_ignore_ascii_case(word))
    }

    /// Goes on behind the semicolon of what failed, or to the brace that ends what it is in.
    fn skip_in_braces(&mut self, begun: usize) {
        if self.at == begun && !self.is(Kind::Mark(b'}')) {
            self.at += 1;
        }
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Mark(b'{') => depth += 1,
                Kind::Mark(b'}') if depth == 0 => return,
                Kind::Mark(b'}') => depth -= 1,
                Kind::Mark(b';') if depth == 0 => {
                    self.at += 1;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// What stands in braces, one part after the other: what fails is told, and the next is read.
    fn in_braces<T, P: IntoIterator<Item = T>>(
        &mut self,
        mut part: impl FnMut(&mut Self) -> Checked<P>,
        what: &str,
        form: &str,
    ) -> Checked<Vec<T>> {
        self.begin(b'{', what, form)?;
        let (open, depth) = (self.open.len(), self.depth);
        let mut parts = Vec::new();
        while !self.is(Kind::Mark(b'}')) {
            if self.peek().is_none() || self.problems.is_full() {
                return self.expected("`}`", form);
            }
            let begun = self.at;
            match part(self) {
                Ok(part) => parts.extend(part),
                Err(problem) => {
                    self.problems.add(*problem);
                    self.open.truncate(open);
                    self.depth = depth;
                    self.skip_in_braces(begun);
                }
            }
        }
        self.end(b'}', "", form)?;
        Ok(parts)
    }

    /// A list with commas between its parts, up to the bracket that ends it.
    fn list<T>(
        &mut self,
        end: u8,
        mut part: impl FnMut(&mut Self) -> Checked<T>,
        form: &str,
    ) -> Checked<Vec<T>> {
        let mut parts = Vec::new();
        if self.is(Kind::Mark(end)) {
            return self.end(end, "", form).map(|()| parts);
        }
        loop {
            parts.push(part(self)?);
            if self.is(Kind::Mark(b',')) {
                self.at += 1;
            } else {
                self.end(end, "or `,`", form)?;
                return Ok(parts);
            }
        }
    }

    /// Reads what may hold others of its kind.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Checked<T>) -> Checked<T> {
        if self.depth == DEPTH_MAX {
            let message = format!("this stands in more than {DEPTH_MAX} others");
            let help = "nest less deep";
            let problem = self.problems.problem(self.place(), message, help);
            // All that is open would be told to be so, too.
            self.open.clear();
            return problem.refuse();
        }
        self.depth += 1;
        let read = read(self);
        self.depth = self.depth.saturating_sub(1);
        read
    }
}
