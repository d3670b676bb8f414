//! A text of MOF in tokens: what a compiler of MOF takes it for, without comments (DSP0004, annex A; WMI: "Managed Object
//! Format").
//!
//! Whatever the text is, there are tokens: what is none of MOF's is told and passed over, so that one run tells of everything.

use std::collections::HashSet;

use winnow::combinator::{alt, opt, preceded, repeat};
use winnow::error::{EmptyError, ErrMode};
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location as _};
use winnow::token::{any, one_of, take_till, take_until, take_while};

use super::literals;
use super::problems::Problems;
use crate::diagnostics::{Span, quoted};

/// A token and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    // Half as large as a `Span`: a file has as many tokens as bytes, if it means to.
    start: u32,
    end: u32,
}

impl Token {
    fn new(kind: Kind, span: Span) -> Self {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Token {
            kind,
            start: place(span.start),
            end: place(span.end),
        }
    }

    /// Where it stands.
    pub fn span(self) -> Span {
        self.start as usize..self.end as usize
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name, or a word of MOF.
    Word,
    /// A number with its sign.
    Number,
    /// A text with its quotes.
    Text,
    /// A character with its quotes.
    Character,
    /// `$` and a name.
    Alias,
    /// One of the marks that separate and enclose.
    Mark(u8),
    /// `#pragma` or `#include`.
    Pragma,
    /// Another line that begins with `#`.
    Line,
}

/// What stands in brackets of some kind, and what separates.
const MARKS: [char; 10] = ['[', ']', '(', ')', '{', '}', ':', ';', ',', '='];

/// The letters of MOF's escapes, behind the backslash, but for `x`, behind which stand digits.
const ESCAPES: [char; 8] = ['b', 't', 'n', 'f', 'r', '"', '\'', '\\'];

/// How far behind the end of a line the quote is looked for that ends a text.
const LOOKED_AHEAD: usize = 4096;

type Input<'t> = LocatingSlice<&'t str>;
type Read<T> = Result<T, ErrMode<EmptyError>>;

/// The tokens of a text.
pub fn tokens(text: &str, problems: &mut Problems) -> Vec<Token> {
    let mut reader = Reader {
        text,
        told: HashSet::new(),
        problems,
    };
    let mut tokens = Vec::new();
    let mut input = LocatingSlice::new(text);
    loop {
        if space(&mut input).is_err() {
            let begun = input.current_token_start();
            reader.open(begun, "a comment", "end the comment with `*/`");
            reader.problems.cut(begun..begun + 1);
            return tokens;
        }
        if input.is_empty() || reader.problems.is_full() {
            return tokens;
        }
        let start = input.current_token_start();
        let kind = reader.token(&mut input);
        let end = input.current_token_start();
        tokens.extend(kind.map(|kind| Token::new(kind, start..end)));
    }
}

/// White space and whole comments; an error before a comment that does not end, which then is all that is left.
fn space(input: &mut Input<'_>) -> Read<()> {
    let white = take_while(1.., |letter: char| letter.is_ascii_whitespace());
    let line = ("//", till_line_end);
    let block = ("/*", take_until(0.., "*/"), "*/");
    repeat::<_, _, (), _, _>(0.., alt((white.void(), line.void(), block.void())))
        .parse_next(input)?;
    if input.starts_with("/*") {
        return Err(ErrMode::Cut(EmptyError));
    }
    Ok(())
}

fn till_line_end<'t>(input: &mut Input<'t>) -> Read<&'t str> {
    take_till(0.., ['\r', '\n']).parse_next(input)
}

fn is_of_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "_$.+-".contains(letter)
}

/// A name of MOF.
pub fn name<'t>(input: &mut &'t str) -> Read<&'t str> {
    let first = one_of(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
    let others = take_while(0.., |letter: char| {
        letter.is_ascii_alphanumeric() || letter == '_'
    });
    (first, others).take().parse_next(input)
}

struct Reader<'r> {
    text: &'r str,
    /// The characters that are none of MOF's and are told: each once, since a file in which one stands has many.
    told: HashSet<char>,
    problems: &'r mut Problems,
}

impl Reader<'_> {
    /// The token that begins here, if what begins here is one.
    fn token(&mut self, input: &mut Input<'_>) -> Option<Kind> {
        let start = input.current_token_start();
        let first = input.chars().next()?;
        match first {
            '"' | '\'' => Some(self.literal(input, first)),
            '#' => Some(directive(input)),
            _ if MARKS.contains(&first) => {
                let mark: Read<char> = any.parse_next(input);
                mark.ok()
                    .and_then(|mark| u8::try_from(mark).ok())
                    .map(Kind::Mark)
            }
            _ if is_of_word(first) => {
                let run: Read<&str> = take_while(1.., is_of_word).parse_next(input);
                Some(self.word(run.unwrap_or_default(), start))
            }
            other => {
                let _: Read<char> = any.parse_next(input);
                if self.told.insert(other) {
                    self.no_letter(other, start);
                }
                None
            }
        }
    }

    fn word(&mut self, run: &str, start: usize) -> Kind {
        if name.parse(run).is_ok() {
            return Kind::Word;
        }
        if preceded('$', name).parse(run).is_ok() {
            return Kind::Alias;
        }
        if literals::number.parse(run).is_err() {
            let message = format!("{} is neither a name nor a number", quoted(run));
            let help =
                "a name has letters, digits and `_`; numbers are 12, -3, 0x1F, 101b, 017 and 1.5e3";
            self.problems.tell(start..start + run.len(), message, help);
            return Kind::Word;
        }
        Kind::Number
    }

    fn no_letter(&mut self, letter: char, at: usize) {
        let (what, help) = match letter {
            '\u{a0}' => (
                "a no-break space stands here, which looks like a space and is none".to_owned(),
                "write a space; the file may have come through a web page or a word processor",
            ),
            '“' | '”' | '„' | '‘' | '’' => (
                format!("MOF has no {} here", quoted(&letter.to_string())),
                "write the straight quote `\"`",
            ),
            _ => (
                format!("MOF has no {} here", quoted(&letter.to_string())),
                "leave it out: other characters stand in texts and in comments",
            ),
        };
        self.problems.tell(at..at + letter.len_utf8(), what, help);
    }

    /// The text or the character that begins here.
    fn literal(&mut self, input: &mut Input<'_>, quote: char) -> Kind {
        let start = input.current_token_start();
        let kind = if quote == '"' {
            Kind::Text
        } else {
            Kind::Character
        };
        let plain = move |letter: char| letter != quote && !matches!(letter, '\\' | '\r' | '\n');
        let mut is_told = false;
        // Up to where it is known that the text goes on.
        let mut known = 0;
        let _: Read<char> = any.parse_next(input);
        loop {
            let _: Read<&str> = take_while(0.., plain).parse_next(input);
            let at = input.current_token_start();
            let next: Read<char> = any.parse_next(input);
            match next {
                Ok('\\') => {
                    if escape(input).is_err() {
                        let help = "write a backslash twice where one is meant";
                        self.problems
                            .tell(at..at + 1, "MOF has no such escape", help);
                        let _: Read<Option<char>> = opt(one_of(plain)).parse_next(input);
                    }
                }
                Ok(letter) if letter == quote => return kind,
                // The quote may stand on one of the next lines, or may be forgotten here.
                Ok(_) if quote == '"' && (at < known || goes_on(self.text, at, &mut known)) => {
                    if !is_told {
                        let message = "a text goes over the end of a line";
                        let help = "end the text on the line on which it begins, and begin another on the next line: both are one";
                        self.problems.tell(at..at, message, help);
                    }
                    is_told = true;
                }
                _ => {
                    let what = if quote == '"' {
                        "a text"
                    } else {
                        "a character"
                    };
                    let help = "end the text on the line on which it begins";
                    if !is_told {
                        self.open(start, what, help);
                    }
                    return kind;
                }
            }
        }
    }

    fn open(&mut self, at: usize, what: &str, help: &str) {
        let message = format!("{what} begins here and does not end");
        self.problems.tell(at..at + 1, message, help);
    }
}

/// What stands behind a backslash.
fn escape(input: &mut Input<'_>) -> Read<()> {
    let digits = take_while(1..=4, |letter: char| letter.is_ascii_hexdigit());
    let by_number = (one_of(['x', 'X']), digits);
    alt((one_of(ESCAPES).void(), by_number.void())).parse_next(input)
}

/// `#pragma`, `#include` of MOF's, or a whole line.
fn directive(input: &mut Input<'_>) -> Kind {
    let begun = *input;
    let blank = take_while(0.., [' ', '\t']);
    let word = take_while(0.., |letter: char| letter.is_ascii_alphanumeric());
    let read: Read<(char, &str, &str)> = (any, blank, word).parse_next(input);
    let word = read.map_or("", |(_, _, word)| word);
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    if is("pragma") {
        return Kind::Pragma;
    }
    if is("include")
        && input
            .trim_start_matches([' ', '\t'])
            .starts_with(['(', '"'])
    {
        return Kind::Pragma;
    }
    *input = begun;
    let _ = till_line_end(input);
    Kind::Line
}

/// Whether a text that is open at the end of a line, which is here, goes on: then its quote stands on the next line that has
/// quotes, and those behind it are in pairs. Up to that line, it is then known.
fn goes_on(text: &str, here: usize, known: &mut usize) -> bool {
    let end = text.floor_char_boundary(here.saturating_add(LOOKED_AHEAD));
    let mut line_start = here;
    for line in text[here..end].split_inclusive('\n') {
        let quotes = line.matches('"').count();
        if line_start > here && quotes > 0 {
            *known = line_start;
            return quotes % 2 == 1;
        }
        line_start += line.len();
    }
    false
}
