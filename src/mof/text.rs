//! The text of a file of MOF, out of its bytes.

use crate::diagnostics::rules::SCHEMA_MOF_FILE;
use crate::diagnostics::{Diagnostic, Span};

/// Bytes that are no text: what can be shown of them, and why.
#[derive(Debug)]
pub struct NoText {
    pub shown: String,
    pub problem: Diagnostic,
}

const SAVE: &str =
    "save it as ASCII, or as UTF-16 with a byte-order mark: mofcomp knows no other encoding";

/// The text of a file in ASCII or UTF-16, which are those that mofcomp knows. It takes all others for the code page of the
/// machine that it runs on, so that the same file would say something else on another machine.
pub fn decoded(bytes: &[u8]) -> Result<String, Box<NoText>> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => ascii(bytes)?,
    };
    match text.find('\0') {
        Some(at) => refused(
            &text,
            at..at + 1,
            "there is a NUL character".to_owned(),
            SAVE,
        ),
        None => Ok(text),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Box<NoText>> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().copied().map(unit);
    let mut text = String::new();
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(letter) => text.push(letter),
            Err(half) => {
                let at = text.len();
                let why = format!(
                    "it is UTF-16, and has half of a character, 0x{:04X}",
                    half.unpaired_surrogate()
                );
                return refused(&text, at..at, why, "leave it out, and save the file again");
            }
        }
    }
    if rest.is_empty() {
        return Ok(text);
    }
    let at = text.len();
    let why = "it is UTF-16, and ends in the middle of a character".to_owned();
    refused(&text, at..at, why, "take it from where it came from again")
}

fn ascii(bytes: &[u8]) -> Result<String, Box<NoText>> {
    let shown = String::from_utf8_lossy(bytes);
    let Some(at) = bytes.iter().position(|byte| !byte.is_ascii()) else {
        return Ok(shown.into_owned());
    };
    // What comes before it is ASCII, and as long as it was.
    let why = format!("the byte 0x{:02X} is not ASCII", bytes[at]);
    let end = shown.ceil_char_boundary(at + 1);
    refused(&shown, at..end, why, SAVE)
}

fn refused(shown: &str, span: Span, why: String, help: &str) -> Result<String, Box<NoText>> {
    let problem = Diagnostic::error(&SCHEMA_MOF_FILE, span, why).with_help(help);
    Err(Box::new(NoText {
        shown: shown.to_owned(),
        problem,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, bom: [u8; 2], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let units = text.encode_utf16().flat_map(bytes);
        bom.into_iter().chain(units).collect()
    }

    #[test]
    fn ascii_and_utf_16_are_texts() {
        let text = "class A\r\n// \u{e9}\u{1f980}\n";
        for bytes in [
            encoded(text, [0xff, 0xfe], u16::to_le_bytes),
            encoded(text, [0xfe, 0xff], u16::to_be_bytes),
        ] {
            assert_eq!(decoded(&bytes).expect("a text"), text);
        }
        assert_eq!(decoded(b"class A").expect("a text"), "class A");
        assert_eq!(decoded(b"").expect("a text"), "");
    }

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        for (bytes, at, word) in [
            (&b"ab\xe9"[..], 2, "0xE9"),
            ("\u{feff}class A".as_bytes(), 0, "0xEF"),
            (b"ab\0c", 2, "NUL"),
            (b"a\0b\0", 1, "NUL"),
            (b"\xff\xfea\0\x3e\xd8", 1, "0xD83E"),
            (b"\xff\xfea\0b", 1, "ends in the middle"),
        ] {
            let NoText { shown, problem } = *decoded(bytes).expect_err(word);
            let span = problem.primary.span;
            assert_eq!(span.start, at, "{word}");
            assert!(shown.get(span).is_some(), "{word}");
            assert!(problem.message.contains(word), "{}", problem.message);
        }
    }
}
