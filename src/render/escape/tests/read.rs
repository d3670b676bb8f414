//! Reads back what is escaped, by the rules of each language.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What literals of MOF that follow each other say (DSP0004, 4.11.1), if that is all there is.
pub fn read_mof(mut rest: &str) -> Option<String> {
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

/// What PowerShell reads of a string, by its own rules: all of U+2018 to U+201B are single quotes, and two of them are one.
pub fn read_powershell(string: &str) -> Option<String> {
    let inner = string.strip_prefix("([regex]::Unescape(");
    let literal = inner.map_or(Some(string), |inner| inner.strip_suffix("))"))?;
    let is_quote = |c: &char| matches!(c, '\'' | '\u{2018}'..='\u{201b}');
    let mut rest = literal.strip_prefix('\'')?.chars().peekable();
    let mut read = String::new();
    loop {
        let c = rest.next()?;
        if !is_quote(&c) {
            read.push(c);
        } else if let Some(second) = rest.next_if(is_quote) {
            read.push(second);
        } else {
            break;
        }
    }
    if rest.next().is_some() {
        return None;
    }
    if inner.is_some() {
        unescaped(&read)
    } else {
        Some(read)
    }
}

/// What .NET's `Regex.Unescape` makes of what is written here.
fn unescaped(text: &str) -> Option<String> {
    let mut units = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c != '\\' {
            units.extend(c.encode_utf16(&mut [0; 2]).iter());
        } else if let Some(after) = rest.strip_prefix('\\') {
            units.push('\\' as u16);
            rest = after;
        } else {
            let (digits, after) = rest.strip_prefix('u')?.split_at_checked(4)?;
            units.push(u16::from_str_radix(digits, 16).ok()?);
            rest = after;
        }
    }
    String::from_utf16(&units).ok()
}

/// What a parser of XML reads between two tags or quotes; none if that is more than text.
pub fn read_xml(xml: &str) -> Option<String> {
    let mut read = String::new();
    let mut rest = xml;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\t', '\n', '\r']) {
        read.push_str(&rest[..at]);
        let (entity, after) = rest[at..].strip_prefix('&')?.split_once(';')?;
        read.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            number => char::from(number.strip_prefix('#')?.parse::<u8>().ok()?),
        });
        rest = after;
    }
    Some(read + rest)
}

/// What somebody sees of Markdown that is one paragraph of plain text.
pub fn read_markdown(markdown: &str) -> Option<String> {
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    let mut read = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) => read.push_str(&text),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            _ => return None,
        }
    }
    Some(read)
}
