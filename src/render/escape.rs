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

/// A string of JSON in ASCII, with its quotes: Windows PowerShell takes UTF-8 without a mark for something else. YAML reads it
/// as well if it has no characters beyond U+FFFF.
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

/// A string of PowerShell in quotes or parentheses, on one line and in ASCII: Windows PowerShell takes UTF-8 without a mark
/// for the machine's code page, where a part of a letter can be a quote that ends the literal.
///
/// A literal in single quotes has nothing but those to escape; other characters have a method that knows their numbers.
pub fn powershell_string(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut literal = String::from("([regex]::Unescape('");
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(twice @ (b'\'' | b'\\')) => literal.extend([char::from(twice); 2]),
            Ok(plain @ b' '..=b'~') => literal.push(char::from(plain)),
            _ => push_hex(&mut literal, "\\u", unit),
        }
    }
    literal + "'))"
}

/// A word of a POSIX shell, in single quotes, on as many lines as the text has.
pub fn shell_string(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Text of XML or HTML, or what stands between the quotes of an attribute; on one line, because line ends in attributes become
/// spaces. What XML has no way to say is U+FFFD.
pub fn xml_text(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            // HTML has had no `&apos;` from its beginning.
            '\'' | '\t' | '\n' | '\r' => {
                // Writing to a string cannot fail.
                let _ = write!(xml, "&#{};", u32::from(c));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => xml.push(char::REPLACEMENT_CHARACTER),
            c => xml.push(c),
        }
    }
    xml
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

/// Prose on one line of Markdown, in a paragraph or in a table's cell: plain text, whatever it looks like. It neither begins
/// nor ends a comment as `/* … */` or `<!-- … -->`, so that it can stand in those, too.
pub fn markdown(text: &str) -> String {
    let mut prose = String::with_capacity(text.len());
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 {
            prose.push(' ');
        }
        // What the template has before the text is not known: it may be a star.
        let mut before = if index == 0 { '*' } else { ' ' };
        for c in word.chars() {
            // Within a comment of another language, these two would begin or end one.
            if matches!((before, c), ('*', '/') | ('<', '!')) {
                prose.push('\\');
            }
            push_prose(&mut prose, c);
            before = c;
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
mod tests;
