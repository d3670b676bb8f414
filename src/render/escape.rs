//! Text of a spec in the languages of the generated crate: as a value of theirs, or as prose in their comments, and
//! never as anything else.

use std::fmt::Write as _;

use crate::letters::is_invisible;

/// A string literal of Rust, with its quotes. What cannot be seen is escaped, so that a reader of the generated crate
/// sees all that is there.
pub fn rust_string(text: &str) -> String {
    format!("{text:?}")
}

/// A basic string of TOML, with its quotes.
pub fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A string of JSON in ASCII, with its quotes: Windows PowerShell takes UTF-8 without a mark for something else.
pub fn json_string(text: &str) -> String {
    let mut literal = String::from('"');
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(quoted @ (b'"' | b'\\')) => literal.extend(['\\', char::from(quoted)]),
            Ok(plain @ b' '..=b'~') => literal.push(char::from(plain)),
            _ => push_hex(&mut literal, "\\u", unit),
        }
    }
    literal + "\""
}

/// Where a literal of MOF ends and another goes on: no page says how long a literal mofcomp takes, and literals that
/// follow each other are one string (WMI: "MOF strings").
const MOF_LITERAL_MAX: usize = 4000;

/// A string of MOF, with its quotes, in ASCII: one literal, or several if it is long.
pub fn mof_string(text: &str) -> String {
    let mut string = String::from('"');
    let mut start = 0;
    for unit in text.encode_utf16() {
        if string.len() - start >= MOF_LITERAL_MAX {
            string.push_str("\"\n        ");
            start = string.len();
            string.push('"');
        }
        push_mof(&mut string, unit);
    }
    string + "\""
}

/// A string of MOF as one literal, whatever its length: where a pragma or a name stands, nothing says that two would do.
pub fn mof_literal(text: &str) -> String {
    let mut literal = String::from('"');
    for unit in text.encode_utf16() {
        push_mof(&mut literal, unit);
    }
    literal + "\""
}

/// A character of a literal. `\x` always has four digits: mofcomp reads up to four, so that a shorter one would swallow
/// what follows (WMI: "MOF strings").
fn push_mof(literal: &mut String, unit: u16) {
    match u8::try_from(unit) {
        Ok(b'\n') => literal.push_str("\\n"),
        Ok(b'\r') => literal.push_str("\\r"),
        Ok(b'\t') => literal.push_str("\\t"),
        Ok(quoted @ (b'"' | b'\\')) => literal.extend(['\\', char::from(quoted)]),
        Ok(plain @ b' '..=b'~') => literal.push(char::from(plain)),
        _ => push_hex(literal, "\\x", unit),
    }
}

/// A character of MOF, with its quotes, in ASCII.
pub fn mof_char(unit: u16) -> String {
    let mut literal = String::from('\'');
    match u8::try_from(unit) {
        Ok(quoted @ (b'\'' | b'\\')) => literal.extend(['\\', char::from(quoted)]),
        Ok(plain @ b' '..=b'~') => literal.push(char::from(plain)),
        _ => push_hex(&mut literal, "\\x", unit),
    }
    literal + "'"
}

fn push_hex(literal: &mut String, prefix: &str, unit: u16) {
    // Writing to a string cannot fail.
    let _ = write!(literal, "{prefix}{unit:04X}");
}

/// Prose on one line of a Rust doc comment, which is Markdown.
///
/// rustdoc warns of addresses that are no links; with a backslash it shows them as they are.
pub fn doc_comment(text: &str) -> String {
    let prose = markdown(text);
    // At its start, the colon has its backslash already; two would be a backslash.
    let (start, rest) = prose.split_at(if prose.starts_with("\\://") { 4 } else { 0 });
    start.to_owned() + &rest.replace("://", "\\://")
}

/// Prose on one line of Markdown, in a paragraph or in a table's cell: plain text, whatever it looks like.
pub fn markdown(text: &str) -> String {
    let mut prose = String::with_capacity(text.len());
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 {
            prose.push(' ');
        }
        for c in word.chars() {
            push_prose(&mut prose, c);
        }
    }
    plain_start(prose)
}

fn push_prose(prose: &mut String, c: char) {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' | '^' => {
            prose.extend(['\\', c]);
        }
        c if is_invisible(c) => {
            // Writing to a string cannot fail.
            let _ = write!(prose, "(U+{:04X})", u32::from(c));
        }
        c => prose.push(c),
    }
}

/// Takes its meaning from a mark that would make a heading, a list or a rule of a line.
fn plain_start(prose: String) -> String {
    let digits = prose.bytes().take_while(u8::is_ascii_digit).count();
    let at = match prose.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'#' | b'-' | b'+' | b'=' | b':' | b'!') if digits == 0 => 0,
        _ => return prose,
    };
    format!("{}\\{}", &prose[..at], &prose[at..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn prose_stays_prose() {
        let cases = [
            ("a `b` <c> [d](e)", r"a \`b\` \<c\> \[d\](e)"),
            ("# heading", r"\# heading"),
            ("12. item", r"12\. item"),
            ("one\n\n    two\r\n*/ fn main", r"one two \*/ fn main"),
            ("a | b", r"a \| b"),
            ("turned \u{202e}round", "turned (U+202E)round"),
        ];
        for (text, prose) in cases {
            assert_eq!(markdown(text), prose);
        }
    }

    #[test]
    fn an_address_in_a_comment_stays_prose() {
        for (text, prose) in [
            ("see https://example.com", r"see https\://example.com"),
            ("://", r"\://"),
            (r"\://", r"\\\://"),
            ("://://", r"\://\://"),
        ] {
            assert_eq!(doc_comment(text), prose);
        }
    }

    #[test]
    fn mof_has_ascii_alone() {
        assert_eq!(mof_string("\u{e9}1\"\\\n"), r#""\x00E91\"\\\n""#);
        assert_eq!(mof_string("\u{1f980}"), r#""\xD83E\xDD80""#);
    }

    #[test]
    fn a_character_of_mof_is_one_unit() {
        for (unit, literal) in [
            (0x41, "'A'"),
            (0x27, r"'\''"),
            (0x5c, r"'\\'"),
            (0x22, "'\"'"),
            (0x0a, r"'\x000A'"),
            (0xd83e, r"'\xD83E'"),
        ] {
            assert_eq!(mof_char(unit), literal);
        }
    }

    #[test]
    fn a_long_string_of_mof_is_several_literals() {
        let text = "\u{1f980}".repeat(2000);
        let string = mof_string(&text);
        assert_eq!(read_mof(&string), Some(text.clone()));
        assert!(string.lines().count() > 4 && string.lines().all(|line| line.len() < 4020));
        assert_eq!(mof_literal(&text).lines().count(), 1);
        assert_eq!(read_mof(&mof_literal(&text)), Some(text));
    }

    /// What literals of MOF that follow each other say (DSP0004, 4.11.1), if that is all there is.
    fn read_mof(mut rest: &str) -> Option<String> {
        let mut units = Vec::new();
        while !rest.is_empty() {
            rest = read_literal(rest, &mut units)?.trim_ascii_start();
        }
        String::from_utf16(&units).ok()
    }

    /// Reads one literal, and gives back what follows it.
    fn read_literal<'text>(text: &'text str, units: &mut Vec<u16>) -> Option<&'text str> {
        let mut rest = text.strip_prefix('"')?;
        loop {
            let c = rest.chars().next().filter(char::is_ascii)?;
            rest = &rest[1..];
            if c == '"' {
                return Some(rest);
            }
            if c != '\\' {
                units.push(c as u16);
                continue;
            }
            let escaped = rest.chars().next()?;
            rest = &rest[1..];
            units.push(match escaped {
                'n' => 10,
                'r' => 13,
                't' => 9,
                '"' | '\\' => escaped as u16,
                'x' => {
                    let (digits, after) = rest.split_at_checked(4)?;
                    rest = after;
                    u16::from_str_radix(digits, 16).ok()?
                }
                _ => return None,
            });
        }
    }

    proptest! {
        #[test]
        fn every_text_reads_back_from_a_rust_literal(text in any::<String>()) {
            let literal: syn::LitStr = syn::parse_str(&rust_string(&text)).unwrap();
            prop_assert_eq!(literal.value(), text);
        }

        #[test]
        fn every_text_reads_back_from_toml(text in any::<String>()) {
            let document: toml::Table = format!("key = {}", toml_string(&text)).parse().unwrap();
            prop_assert_eq!(document["key"].as_str(), Some(text.as_str()));
        }

        #[test]
        fn every_text_reads_back_from_json_in_ascii(text in any::<String>()) {
            let literal = json_string(&text);
            prop_assert!(literal.is_ascii());
            prop_assert_eq!(serde_json::from_str::<String>(&literal).unwrap(), text);
        }

        #[test]
        fn every_text_reads_back_from_mof_in_ascii(text in any::<String>()) {
            let literal = mof_string(&text);
            prop_assert!(literal.is_ascii());
            prop_assert_eq!(read_mof(&literal), Some(text));
        }

        #[test]
        fn prose_is_one_line_that_shows_all_that_it_has(text in any::<String>()) {
            let prose = markdown(&text);
            prop_assert!(!prose.chars().any(is_invisible));
            let source = format!("/// {prose}\nstruct Only;\n");
            let file = syn::parse_file(&source).unwrap();
            prop_assert_eq!(file.items.len(), 1);
        }
    }
}
