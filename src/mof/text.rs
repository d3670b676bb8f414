//! The text of a file of MOF, out of its bytes.

use crate::diagnostics::{Diagnostic, Rule, Span};

/// Bytes that are no text: what can be shown of them, and why.
#[derive(Debug)]
pub struct NoText {
    /// What can be shown of them.
    pub shown: String,
    /// Why they are none.
    pub problem: Diagnostic,
}

/// What bytes without a byte-order mark may be, or with that of UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Narrow {
    /// What mofcomp knows. It takes all else for the code page of the machine that it runs on, so that the same file would say
    /// something else on another machine.
    Ascii,
    /// What editors write.
    Utf8,
}

impl Narrow {
    /// What to do about bytes that are none of it.
    fn save(self) -> &'static str {
        match self {
            Self::Ascii => {
                "save it as ASCII, or as UTF-16 with a byte-order mark: mofcomp knows no other encoding"
            }
            Self::Utf8 => "save it as UTF-8, or as UTF-16 with a byte-order mark",
        }
    }
}

/// The text of a file in UTF-16 with a byte-order mark, or in what else is allowed; what is no text breaks this rule.
///
/// # Errors
/// With the place and what is wrong, if the bytes are no text.
pub fn decoded(bytes: &[u8], narrow: Narrow, rule: &'static Rule) -> Result<String, Box<NoText>> {
    let refused = |shown: String, span: Span, why: String, help: &str| {
        let problem = Diagnostic::error(rule, span, why).with_help(help);
        Err(Box::new(NoText { shown, problem }))
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] if narrow == Narrow::Utf8 => utf8(rest, narrow),
        _ if narrow == Narrow::Utf8 => utf8(bytes, narrow),
        _ => ascii(bytes),
    };
    match text {
        Err(Fault {
            shown,
            span,
            why,
            help,
        }) => refused(shown, span, why, help),
        Ok(text) => match text.find('\0') {
            Some(at) => {
                let why = "there is a NUL character".to_owned();
                refused(text, at..at + 1, why, narrow.save())
            }
            None => Ok(text),
        },
    }
}

/// What makes bytes no text.
struct Fault {
    shown: String,
    span: Span,
    why: String,
    help: &'static str,
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Fault> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    // Half of a text in ASCII or UTF-16 is zeros, unless its letters are not Latin ones.
    if bytes.len() >= 4 && bytes.iter().all(|byte| byte.is_ascii() && *byte != 0) {
        return Err(Fault {
            shown: String::from_utf8_lossy(bytes).into_owned(),
            span: 0..0,
            why: "it begins with the byte-order mark of UTF-16, and goes on in ASCII".to_owned(),
            help: "take the first two bytes out of it, or save it as what the mark says",
        });
    }
    // No text has nothing but characters that are such by chance: letters of ASCII, read the wrong way round.
    let is_swapped = |pair: &[u8; 2]| matches!(unit(*pair).to_be_bytes(), [1..0x80, 0]);
    if !pairs.is_empty() && pairs.iter().all(is_swapped) {
        let units = pairs.iter().copied().map(unit).map(u16::swap_bytes);
        return Err(Fault {
            shown: char::decode_utf16(units).flatten().collect(),
            span: 0..0,
            why: "its byte-order mark says that the bytes come in the other order".to_owned(),
            help: "swap the first two bytes, or save the file again as UTF-16",
        });
    }
    let units = pairs.iter().copied().map(unit);
    let mut text = String::with_capacity(bytes.len() / 2);
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(letter) => text.push(letter),
            Err(half) => {
                let at = text.len();
                let why = format!(
                    "it is UTF-16, and has half of a character, 0x{:04X}",
                    half.unpaired_surrogate()
                );
                let help = "leave it out, and save the file again";
                return Err(Fault {
                    shown: text,
                    span: at..at,
                    why,
                    help,
                });
            }
        }
    }
    if rest.is_empty() {
        return Ok(text);
    }
    Err(Fault {
        span: text.len()..text.len(),
        shown: text,
        why: "it is UTF-16, and ends in the middle of a character".to_owned(),
        help: "take it from where it came from again",
    })
}

fn utf8(bytes: &[u8], narrow: Narrow) -> Result<String, Fault> {
    let Err(error) = std::str::from_utf8(bytes) else {
        return Ok(String::from_utf8_lossy(bytes).into_owned());
    };
    let at = error.valid_up_to();
    let shown = String::from_utf8_lossy(bytes).into_owned();
    let end = shown.ceil_char_boundary(at + 1);
    Err(Fault {
        span: at..end,
        shown,
        why: format!("the byte 0x{:02X} is not UTF-8", bytes[at]),
        help: narrow.save(),
    })
}

fn ascii(bytes: &[u8]) -> Result<String, Fault> {
    let shown = String::from_utf8_lossy(bytes);
    let Some(at) = bytes.iter().position(|byte| !byte.is_ascii()) else {
        return Ok(shown.into_owned());
    };
    // What comes before it is ASCII, and as long as it was.
    let end = shown.ceil_char_boundary(at + 1);
    Err(Fault {
        span: at..end,
        shown: shown.into_owned(),
        why: format!("the byte 0x{:02X} is not ASCII", bytes[at]),
        help: Narrow::Ascii.save(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::rules::SCHEMA_MOF_FILE;

    fn of_mofcomp(bytes: &[u8]) -> Result<String, Box<NoText>> {
        decoded(bytes, Narrow::Ascii, &SCHEMA_MOF_FILE)
    }

    fn of_editors(bytes: &[u8]) -> Result<String, Box<NoText>> {
        decoded(bytes, Narrow::Utf8, &SCHEMA_MOF_FILE)
    }

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
            assert_eq!(of_mofcomp(&bytes).expect("a text"), text);
            assert_eq!(of_editors(&bytes).expect("a text"), text);
        }
        for bytes in [text.as_bytes(), format!("\u{feff}{text}").as_bytes()] {
            assert_eq!(of_editors(bytes).expect("a text"), text);
        }
        for all in [of_mofcomp, of_editors] {
            assert_eq!(all(b"class A").expect("a text"), "class A");
            assert_eq!(all(b"").expect("a text"), "");
        }
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
            let NoText { shown, problem } = *of_mofcomp(bytes).expect_err(word);
            let span = problem.primary.span;
            assert_eq!(span.start, at, "{word}");
            assert!(shown.get(span).is_some(), "{word}");
            assert!(problem.message.contains(word), "{}", problem.message);
        }
        for (bytes, at, word) in [
            (&b"ab\xe9c"[..], 2, "0xE9 is not UTF-8"),
            (b"\xef\xbb\xbfa\xc3", 1, "0xC3"),
            (b"ab\0c", 2, "NUL"),
            (b"\xff\xfe\0\0", 0, "NUL"),
            (b"\xff\xfeclass A { };", 0, "goes on in ASCII"),
            (b"\xfe\xffclass A { };", 0, "goes on in ASCII"),
            (b"\xfe\xffc\0l\0a\0", 0, "in the other order"),
            (b"\xff\xfe\0c\0l\0a", 0, "in the other order"),
            (b"\xff\xfe\x3e\xd8\x3e\xd8", 0, "0xD83E"),
            (b"\xff\xfea\0\x80\xdd", 1, "0xDD80"),
            (b"\xff\xfe\0", 0, "ends in the middle"),
            (b"\xff", 0, "0xFF"),
        ] {
            let NoText { shown, problem } = *of_editors(bytes).expect_err(word);
            let span = problem.primary.span;
            assert_eq!(span.start, at, "{word}");
            assert!(shown.get(span).is_some(), "{word}");
            assert!(problem.message.contains(word), "{}", problem.message);
        }
    }
}
