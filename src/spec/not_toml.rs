//! Lines that are no TOML, in the words of a spec's author where the parser's are those of a grammar.

use crate::diagnostics::rules::TOML_SYNTAX;
use crate::diagnostics::{Diagnostic, Span, quoted};

/// What the parser says of an array's elements, and of what follows an array that is not closed.
pub const MISSING_COMMA: &str = "missing comma between array elements";

/// What to do about everything that has no words of its own.
pub const GRAMMAR: &str = "a line of TOML is `key = value`, a `[table]` or a `# comment`";

/// What to do about strings.
const IN_QUOTES: &str =
    "write strings as \"…\", or as '…' where a backslash is to stay one, as in 'root\\Acme'";

/// What to do about numbers.
const NUMBERS: &str =
    "write a number as `1000`, `1_000`, `0x3E8`, `0o17` or `0b101`, and a fraction as `0.5`";

/// What to do about MOF.
const MOF: &str = "this is MOF; a spec is TOML, in which a class begins with `[class.Acme_Disk]`";

/// Words at the start of a line of MOF.
const OF_MOF: &[&str] = &[
    "class ",
    "instance of ",
    "qualifier ",
    "[dynamic",
    "[abstract",
    "[association",
    "[key",
    "[read",
    "};",
];

/// Quotes that word processors put in place of straight ones.
const TYPOGRAPHIC: &[char] = &['“', '”', '„', '‘', '’', '«', '»'];

/// What is said about a place: the message, a few words under it, and what to write.
struct Words {
    span: Span,
    message: String,
    label: &'static str,
    help: &'static str,
}

/// The parser's error as a diagnostic.
pub fn explained(text: &str, span: Span, parser_says: &str) -> Diagnostic {
    let words = line_of_others(text, &span)
        .or_else(|| known(text, &span, parser_says))
        .or_else(|| value(text, &span, parser_says))
        .unwrap_or_else(|| Words {
            span: span.clone(),
            message: format!("not TOML: {parser_says}"),
            label: "",
            help: GRAMMAR,
        });
    Diagnostic::error(&TOML_SYNTAX, visible(text, words.span), words.message)
        .with_label(words.label)
        .with_help(words.help)
}

/// The line that a place is in, without its end.
fn line(text: &str, at: usize) -> Span {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

/// A span without the blanks at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let written = &text[span.clone()];
    let start = span.start + (written.len() - written.trim_start().len());
    start..(span.start + written.trim_end().len()).max(start)
}

/// A place that can be shown: where it is empty, the character behind it, or at the end of a line the last one before it.
fn visible(text: &str, span: Span) -> Span {
    if !span.is_empty() {
        return span;
    }
    let line = line(text, span.start);
    let behind = text[span.start..line.end].chars().next();
    if let Some(behind) = behind.filter(|behind| !behind.is_whitespace()) {
        return span.start..span.start + behind.len_utf8();
    }
    let before = trimmed(text, line.start..span.start);
    let last = text[before.clone()].chars().next_back();
    last.map_or(span, |last| before.end - last.len_utf8()..before.end)
}

/// A line in the language of something else.
fn line_of_others(text: &str, span: &Span) -> Option<Words> {
    let line = trimmed(text, line(text, span.start));
    let written = &text[line.clone()];
    let words = |span, message: &str, label, help| Words {
        span,
        message: message.to_owned(),
        label,
        help,
    };
    if OF_MOF.iter().any(|start| written.starts_with(start)) {
        return Some(words(line, "MOF is no TOML", "a line of MOF", MOF));
    }
    // What follows a value on its line, or stands where a key would.
    let rest = text[span.start..line.end.max(span.start)].trim_start();
    let comment = rest.starts_with("//") || rest.starts_with("/*");
    let at = line.end.max(span.start) - rest.len();
    if comment || (rest.starts_with("--") && at == line.start) {
        let message = "a comment of TOML begins with `#`";
        let help = "write `#` before the comment";
        return Some(words(at..at + 2, message, "no comment", help));
    }
    if rest == ";" {
        let message = "a line of TOML ends without a semicolon";
        return Some(words(
            at..at + 1,
            message,
            "one too many",
            "leave the `;` out",
        ));
    }
    if rest.starts_with(':') && !written.contains('=') {
        let message = "a key and its value have a `=` between them";
        return Some(words(at..at + 1, message, "no `=`", "write `key = value`"));
    }
    None
}

/// An error that the parser tells from others.
fn known(text: &str, span: &Span, parser_says: &str) -> Option<Words> {
    let written = &text[span.clone()];
    let (message, label, help) = if parser_says.starts_with("duplicate key") {
        let twice = format!("{} is written twice", quoted(written));
        (twice, "here again", "keep one of the two")
    } else if parser_says.starts_with("string values must be quoted") && written.is_empty() {
        let missing = "a value is missing".to_owned();
        (
            missing,
            "expected a value",
            "write a value after the `=`, or remove the line",
        )
    } else if parser_says.starts_with("missing escaped value") {
        let escape = "a backslash in \"…\" starts an escape sequence, and this is none".to_owned();
        (escape, "no escape sequence", IN_QUOTES)
    } else if parser_says.starts_with(MISSING_COMMA) {
        let comma = "an array needs a comma between its elements, and a `]` at its end".to_owned();
        (comma, "still in an array", "write the `,` or the `]`")
    } else if parser_says.starts_with("key with no value") {
        let message = "a key has no value".to_owned();
        (
            message,
            "expected a `=`",
            "write `key = value`, or remove the line",
        )
    } else if is_open_string(parser_says) {
        let message = "a string does not end in its line".to_owned();
        (
            message,
            "expected a quote",
            "write the quote that closes the string",
        )
    } else {
        return None;
    };
    let span = span.clone();
    Some(Words {
        span,
        message,
        label,
        help,
    })
}

fn is_open_string(parser_says: &str) -> bool {
    let strings = ["invalid literal string", "invalid basic string"];
    strings.iter().any(|start| parser_says.starts_with(start))
}

/// A value that is none.
fn value(text: &str, span: &Span, parser_says: &str) -> Option<Words> {
    let token = token(text, span.start);
    let written = &text[token.clone()];
    let folded = written.to_ascii_lowercase();
    let (what, label, help) = match folded.as_str() {
        "true" | "yes" | "on" => ("value", "not as TOML writes it", "write `true`"),
        "false" | "no" | "off" => ("value", "not as TOML writes it", "write `false`"),
        "null" | "nil" | "none" => (
            "value",
            "TOML has no such value",
            "leave the key out: what is not written has no value",
        ),
        _ if written.contains(TYPOGRAPHIC) => (
            "value",
            "typographic quotes",
            "write straight quotes, as in \"Acme\" or 'root\\Acme'",
        ),
        _ if is_numeric(&folded) && folded.contains("..") => (
            "number",
            "not as TOML writes it",
            "write one number; a range of `values` stands in quotes, as in `[\"1..254\", \"In use\"]`",
        ),
        _ if is_numeric(&folded) => ("number", "not as TOML writes it", NUMBERS),
        _ if parser_says.starts_with("string values must be quoted") => {
            ("value", "a string needs quotes", IN_QUOTES)
        }
        _ => return None,
    };
    Some(Words {
        message: format!("{} is no {what} of TOML", quoted(written)),
        span: token,
        label,
        help,
    })
}

/// The value around a place: between the `=`, bracket or comma before it and the bracket, comma or end behind it. A comma
/// between digits is of the value.
fn token(text: &str, at: usize) -> Span {
    let line = line(text, at);
    let is_comma_of_number = |comma: usize| {
        let before = text[..comma].chars().next_back();
        let behind = text[comma + 1..line.end].chars().next();
        text[comma..].starts_with(',')
            && [before, behind].iter().flatten().all(char::is_ascii_digit)
            && behind.is_some()
    };
    let ends = |(index, c): &(usize, char)| {
        matches!(c, '=' | '[' | ']' | '{' | '}' | ',' | '#') && !is_comma_of_number(*index)
    };
    let mut before = text[line.start..at]
        .char_indices()
        .map(|(index, c)| (line.start + index, c));
    let start = before
        .rfind(&ends)
        .map_or(line.start, |(index, c)| index + c.len_utf8());
    let mut behind = text[at..line.end]
        .char_indices()
        .map(|(index, c)| (at + index, c));
    // A bracket of a type, as in `uint8[]`, is of the value.
    let end = behind.find(&ends).map_or(line.end, |(index, _)| index);
    let end = if text[end..line.end].starts_with("[]") {
        end + 2
    } else {
        end
    };
    trimmed(text, start..end)
}

/// Whether a value begins as a number does, or is the name of one.
fn is_numeric(folded: &str) -> bool {
    let unsigned = folded.trim_start_matches(['+', '-']);
    let digits = unsigned.strip_prefix('.').unwrap_or(unsigned);
    digits.starts_with(|c: char| c.is_ascii_digit())
        || matches!(unsigned, "nan" | "inf" | "infinity")
}
