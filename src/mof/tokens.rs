//! A text of MOF in tokens: what a compiler of MOF takes it for, without comments (DSP0004, annex A; WMI: "Managed Object
//! Format").

use crate::diagnostics::rules::SCHEMA_MOF_FILE;
use crate::diagnostics::{Checked, Diagnostic, Span, quoted};

/// A token and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name, a word of MOF, or a number with its sign.
    Word,
    /// A text or a character, with its quotes.
    Text,
    /// One of the marks that separate and enclose.
    Mark(char),
    /// A line that begins with `#`.
    Directive,
}

/// What stands in brackets of some kind, and what separates.
const MARKS: &str = "[](){}:;,=";

/// The letters of MOF's escapes, behind the backslash.
const ESCAPES: &str = "btnfr\"'\\xX";

/// The tokens of a text.
pub fn tokens(text: &str) -> Checked<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = match first {
            _ if first.is_ascii_whitespace() => (None, 1),
            '/' => (None, comment(text, at)?),
            '"' | '\'' => (Some(Kind::Text), literal(text, at, first)?),
            '#' => (
                Some(Kind::Directive),
                rest.find(['\r', '\n']).unwrap_or(rest.len()),
            ),
            _ if MARKS.contains(first) => (Some(Kind::Mark(first)), 1),
            _ if is_of_word(first) => {
                let length = rest.find(|letter| !is_of_word(letter));
                (Some(Kind::Word), length.unwrap_or(rest.len()))
            }
            other => {
                let message = format!("MOF has no {} here", quoted(&other.to_string()));
                return Diagnostic::error(&SCHEMA_MOF_FILE, at..at + other.len_utf8(), message)
                    .with_help("leave it out: other characters stand in texts and in comments")
                    .refuse();
            }
        };
        let span = at..at + length;
        at = span.end;
        tokens.extend(kind.map(|kind| Token { kind, span }));
    }
    Ok(tokens)
}

fn is_of_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "_$.+-".contains(letter)
}

/// The length of the comment that begins here.
fn comment(text: &str, at: usize) -> Checked<usize> {
    let rest = &text[at..];
    if rest.starts_with("//") {
        return Ok(rest.find(['\r', '\n']).unwrap_or(rest.len()));
    }
    let end = rest.get(2..).filter(|_| rest.starts_with("/*"));
    match end.and_then(|inner| inner.find("*/")) {
        Some(inner) => Ok(inner + 4),
        None => open(at, "a comment", "end the comment with `*/`"),
    }
}

/// The length of the text or the character that begins here.
fn literal(text: &str, at: usize, quote: char) -> Checked<usize> {
    let mut letters = text[at + 1..].char_indices();
    while let Some((inner, letter)) = letters.next() {
        match letter {
            '\r' | '\n' => break,
            '\\' => {
                let escaped = letters.next().map(|(_, letter)| letter);
                if !escaped.is_some_and(|letter| ESCAPES.contains(letter)) {
                    let place = at + 1 + inner;
                    return Diagnostic::error(
                        &SCHEMA_MOF_FILE,
                        place..place + 1,
                        "MOF has no such escape",
                    )
                    .with_help("write a backslash twice where one is meant")
                    .refuse();
                }
            }
            _ if letter == quote => return Ok(inner + 2),
            _ => {}
        }
    }
    open(at, "a text", "end the text on the line on which it begins")
}

fn open<T>(at: usize, what: &str, help: &str) -> Checked<T> {
    Diagnostic::error(
        &SCHEMA_MOF_FILE,
        at..at + 1,
        format!("{what} begins here and does not end"),
    )
    .with_help(help)
    .refuse()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> Vec<&str> {
        let tokens = tokens(text).expect("MOF");
        tokens.into_iter().map(|token| &text[token.span]).collect()
    }

    #[test]
    fn comments_and_white_space_are_no_tokens() {
        assert_eq!(
            taken("[key]/* a \"b */uint8 A[2] = {-1, 0x2}; // \u{e9}\r\n#pragma x y\nb"),
            [
                "[",
                "key",
                "]",
                "uint8",
                "A",
                "[",
                "2",
                "]",
                "=",
                "{",
                "-1",
                ",",
                "0x2",
                "}",
                ";",
                "#pragma x y",
                "b"
            ]
        );
    }

    #[test]
    fn a_text_ends_at_its_quote() {
        assert_eq!(
            taken(r#""a\"b // \\" 'c' "'""#),
            [r#""a\"b // \\""#, "'c'", "\"'\""]
        );
        assert_eq!(taken("\"\u{e9}\\x00E9\""), ["\"\u{e9}\\x00E9\""]);
    }

    #[test]
    fn what_is_left_open_or_unknown_is_told_with_its_place() {
        for (text, at, word) in [
            ("a /* b", 2, "comment"),
            ("a /", 2, "comment"),
            ("a /*/", 2, "comment"),
            ("\"a\n\"", 0, "a text"),
            ("'a", 0, "a text"),
            ("\"a\\", 2, "escape"),
            ("\"\\q\"", 1, "escape"),
            ("\"\\\u{e9}\"", 1, "escape"),
            ("a \u{e9}", 2, "no `\u{e9}`"),
            ("a @", 2, "no `@`"),
            ("a\u{b}", 1, "no"),
        ] {
            let problem = tokens(text).expect_err(text);
            assert_eq!(problem.primary.span.start, at, "{text}");
            assert!(
                problem.message.contains(word),
                "{text}: {}",
                problem.message
            );
        }
    }
}
