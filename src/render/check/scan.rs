//! The tags of a template: where each is, and that handlebars may be given the template at all.
//!
//! handlebars' own parser says neither where a name is nor, for much, what is wrong; it recurses as deep as the template goes.
//! handlebars' own reading decides what a tag does. What this reads differently is refused, or has a place that is less exact.

use super::FaultKind;
use super::syntax::{Problem, has_too_many, not_served, syntax, too_large};
use std::collections::HashMap;
use std::ops::Range;

/// The most blocks around a place, each `{{else if}}` counted.
pub const BLOCKS_MAX: usize = 64;

/// The most `(` around a place.
const PARENTHESES_MAX: usize = 16;

/// The most words of a tag.
const WORDS_MAX: usize = 256;

/// A tag.
#[derive(Debug)]
pub struct Tag {
    /// All of it, with its braces.
    pub span: Range<usize>,
    /// Names, paths and literals in it, but for the names of `name=value`.
    pub words: Vec<Range<usize>>,
    /// The tags `{{else if …}}` of the block that it begins.
    pub chain: Vec<usize>,
}

/// What kind a tag is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sigil {
    /// `{{#…}}`
    Open,
    /// `{{/…}}`
    Close,
    /// `{{else}}`, or with what follows it.
    Else,
    /// `{{> …}}`
    Part,
    /// `{{{…}}}`
    Triple,
    /// What prints.
    Print,
    /// A comment.
    Comment,
}

/// The tags of a template.
#[derive(Debug, Default)]
pub struct Tags {
    /// In the order of the text.
    pub all: Vec<Tag>,
    /// Which of them begins at this line and column, as handlebars counts them.
    pub by_place: HashMap<(usize, usize), usize>,
    /// How many `{{` are text for the backslash before them.
    pub escaped: usize,
}

/// Finds the tags, or what is wrong with them.
pub fn scan(text: &str) -> Result<Tags, Vec<(Range<usize>, Problem)>> {
    let mut scan = Scan {
        text,
        at: 0,
        counted: (0, 1, 1),
        open: Vec::new(),
        depth: 0,
        found: Tags::default(),
        problems: Vec::new(),
    };
    while let Some(start) = scan.next_tag() {
        let place = scan.line_and_column(start);
        if let Err(problem) = scan.tag(start, place) {
            scan.problems.push(problem);
            return Err(scan.problems);
        }
        if has_too_many(text, &scan.found) {
            return Err(vec![too_large(text, &scan.found)]);
        }
    }
    for (opening, _) in &scan.open {
        let opening = &scan.found.all[*opening];
        let problem = syntax("this block is never closed", "its end is missing");
        let problem = problem.help(close(text, opening));
        scan.problems.push((opening.span.clone(), problem));
    }
    if scan.problems.is_empty() {
        Ok(scan.found)
    } else {
        Err(scan.problems)
    }
}

fn close(text: &str, opening: &Tag) -> String {
    let name = opening.words.first().map(|word| &text[word.clone()]);
    format!("write `{{{{/{}}}}}` where it ends", name.unwrap_or("if"))
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// Up to where lines are counted, with the line and the column there.
    counted: (usize, usize, usize),
    /// The blocks that are open here, and how deep each is.
    open: Vec<(usize, usize)>,
    depth: usize,
    found: Tags,
    problems: Vec<(Range<usize>, Problem)>,
}

type Outcome<T> = Result<T, (Range<usize>, Problem)>;

impl Scan<'_> {
    /// Goes to the next `{{` that is none of text: one backslash before it makes it text, several do not.
    fn next_tag(&mut self) -> Option<usize> {
        loop {
            let braces = self.at + self.text[self.at..].find("{{")?;
            let before = &self.text[self.at..braces];
            let backslashes = before.len() - before.trim_end_matches('\\').len();
            if backslashes != 1 {
                return Some(braces);
            }
            self.found.escaped += 1;
            self.at = braces + 2;
            if self.text[self.at..].starts_with("{{") {
                self.at += 2;
            }
        }
    }

    /// As handlebars counts them: from 1, in characters, and CR alone is a character.
    fn line_and_column(&mut self, at: usize) -> (usize, usize) {
        let (from, mut line, mut column) = self.counted;
        for character in self.text[from..at].chars() {
            if character == '\n' {
                (line, column) = (line + 1, 1);
            } else {
                column += 1;
            }
        }
        self.counted = (at, line, column);
        (line, column)
    }

    fn tag(&mut self, start: usize, place: (usize, usize)) -> Outcome<()> {
        if self.text[start..].starts_with("{{!") {
            self.at = self.comment(start)?;
            return self.add(start, place, Sigil::Comment, Vec::new());
        }
        if self.text[start..].starts_with("{{{{") {
            self.at = start + 4;
            let problem = not_served("raw blocks `{{{{…}}}}` are not served");
            return Err((
                start..self.at,
                problem.help("write `\\{{` for braces that are text"),
            ));
        }
        self.at = start + 2;
        self.skip_white();
        self.skip("~");
        self.skip_white();
        let sigil = self.sigil();
        if sigil == Sigil::Open && self.text[self.at..].starts_with(['>', '*']) {
            self.at += 1;
            let problem = not_served("blocks for parts and decorators are not served");
            let help = "include a part with `{{> part}}`, and pass it what it needs: `{{> part name=value}}`";
            self.problems.push((start..self.at, problem.help(help)));
        }
        let words = self.words(start, sigil)?;
        self.add(start, place, sigil, words)
    }

    fn sigil(&mut self) -> Sigil {
        self.skip_white();
        let rest = &self.text[self.at..];
        let (sigil, length) = match rest.as_bytes().first() {
            Some(b'#') => (Sigil::Open, 1),
            Some(b'/') => (Sigil::Close, 1),
            Some(b'>') => (Sigil::Part, 1),
            Some(b'{') => (Sigil::Triple, 1),
            Some(b'&') => (Sigil::Print, 1),
            Some(b'^') => (Sigil::Else, 1),
            // handlebars takes `{{elsewhere}}` for `{{else where}}`.
            _ if rest.starts_with("else") => (Sigil::Else, 4),
            _ => (Sigil::Print, 0),
        };
        self.at += length;
        self.skip_white();
        sigil
    }

    fn skip_white(&mut self) {
        let rest = self.text[self.at..].trim_start_matches([' ', '\t', '\r', '\n']);
        self.at = self.text.len() - rest.len();
    }

    fn skip(&mut self, what: &str) -> bool {
        let is_there = self.text[self.at..].starts_with(what);
        if is_there {
            self.at += what.len();
        }
        is_there
    }

    /// Where the comment ends: at `--}}` if it begins so. handlebars would take any `}}` if there is no such end.
    fn comment(&mut self, start: usize) -> Outcome<usize> {
        self.at = start + 3;
        self.skip_white();
        let end = if self.skip("--") { "--}}" } else { "}}" };
        let from = if end == "}}" { start + 3 } else { self.at };
        let found = self.text[from..].find(end);
        found.map(|found| from + found + end.len()).ok_or_else(|| {
            let problem = syntax("this comment is never closed", "its end is missing");
            let help = format!("write `{end}` where it ends");
            (start..start + 3, problem.help(help))
        })
    }

    fn add(
        &mut self,
        start: usize,
        place: (usize, usize),
        sigil: Sigil,
        words: Vec<Range<usize>>,
    ) -> Outcome<()> {
        let span = start..self.at;
        let number = self.found.all.len();
        let is_chain = sigil == Sigil::Else && !words.is_empty();
        self.found.by_place.insert(place, number);
        self.found.all.push(Tag {
            span: span.clone(),
            words,
            chain: Vec::new(),
        });
        match sigil {
            Sigil::Open => {
                self.depth += 1;
                self.open.push((number, 1));
            }
            Sigil::Else => {
                let Some((opening, weight)) = self.open.last_mut() else {
                    let problem = syntax("this belongs to no block", "nothing is open here");
                    return Err((span, problem));
                };
                if is_chain {
                    self.depth += 1;
                    *weight += 1;
                    self.found.all[*opening].chain.push(number);
                }
            }
            Sigil::Close => self.close(number)?,
            _ => {}
        }
        if self.depth > BLOCKS_MAX {
            let message = format!("blocks are more than {BLOCKS_MAX} deep here");
            let problem = syntax(message, "one too many");
            return Err((span, problem.of(FaultKind::Recursion)));
        }
        Ok(())
    }

    fn close(&mut self, number: usize) -> Outcome<()> {
        let span = self.found.all[number].span.clone();
        let Some((opening, weight)) = self.open.pop() else {
            return Err((span, syntax("this closes nothing", "no block is open here")));
        };
        self.depth -= weight;
        let word = |tag: usize| {
            let word = self.found.all[tag].words.first();
            word.map_or("", |word| &self.text[word.clone()])
        };
        if word(opening) == word(number) {
            return Ok(());
        }
        let line = self.text[..self.found.all[opening].span.start]
            .matches('\n')
            .count()
            + 1;
        let message = format!(
            "this closes `{}`, but the block that is open is `{{{{#{}}}}}` of line {line}",
            word(number),
            word(opening)
        );
        let help = close(self.text, &self.found.all[opening]);
        Err((span, syntax(message, "another block").help(help)))
    }
}

mod words;
