//! The text of a template, out of the bytes of its file.

use std::borrow::Cow;

use crate::diagnostics::rules::TEMPLATE_FILE;
use crate::diagnostics::{Diagnostic, Span};
use crate::line_ends::normalised;

/// The byte-order mark of UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Bytes that are no text of a template: what can be shown of them, and why.
#[derive(Debug)]
pub struct NoText {
    /// The text as far as it is one.
    pub shown: String,
    /// Why it is none.
    pub problem: Diagnostic,
}

/// The text, with LF.
///
/// # Errors
/// If the bytes are no text that a template can have.
pub fn decoded(bytes: &[u8]) -> Result<String, Box<NoText>> {
    let bytes = normalised(bytes);
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return refused("", 0..0, "it is UTF-16", "save it as UTF-8");
    }
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            let shown = String::from_utf8_lossy(&bytes);
            let why = format!("the byte 0x{:02X} is not UTF-8", bytes[at]);
            let end = shown.ceil_char_boundary(at + 1);
            return refused(&shown, at..end, &why, "save it as UTF-8");
        }
    };
    if bytes.starts_with(BOM) {
        let (why, help) = (
            "it begins with a byte-order mark, which would become part of what it makes",
            "save it as UTF-8 without one",
        );
        return refused(text, 0..BOM.len(), why, help);
    }
    if let Some(at) = text.find('\0') {
        return refused(
            text,
            at..at + 1,
            "it has a NUL character, by which texts of a spec are known that are not escaped",
            "leave the character out",
        );
    }
    if let Some(at) = text.find('\r') {
        return refused(
            text,
            at..at + 1,
            "it has a carriage return that is part of no line end",
            "leave the character out; lines end in LF or CRLF",
        );
    }
    Ok(match bytes {
        Cow::Borrowed(_) => text.to_owned(),
        Cow::Owned(bytes) => String::from_utf8(bytes).unwrap_or_default(),
    })
}

fn refused(shown: &str, span: Span, why: &str, help: &str) -> Result<String, Box<NoText>> {
    let problem = Diagnostic::error(&TEMPLATE_FILE, span, why).with_help(help);
    Err(Box::new(NoText {
        shown: shown.to_owned(),
        problem,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_lf_however_the_file_was_checked_out() {
        assert_eq!(decoded(b"a\r\nb\n").expect("a text"), "a\nb\n");
        assert_eq!(decoded("é\n".as_bytes()).expect("a text"), "é\n");
        assert_eq!(decoded(b"").expect("a text"), "");
    }

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        for (bytes, at, word) in [
            (&b"\xff\xfea\0"[..], 0, "UTF-16"),
            (b"a\n\xe9b\n", 2, "0xE9"),
            (b"a\n\xc3", 2, "0xC3"),
            (b"\xef\xbb\xbfa", 0, "byte-order"),
            (b"a\r\nb\0", 3, "NUL"),
            (b"a\rb", 1, "carriage"),
        ] {
            let NoText { shown, problem } = *decoded(bytes).expect_err(word);
            let span = problem.primary.span;
            assert_eq!(span.start, at, "{word}");
            assert!(shown.get(span).is_some(), "{word}");
            assert!(problem.message.contains(word), "{}", problem.message);
        }
    }
}
