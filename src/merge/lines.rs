//! A user's text, edited without touching what the edit does not name.
//!
//! Git may have checked the file out with CRLF, an editor may have put a byte order mark before it, the last line may
//! lack its end. Readers of the text want none of that; writers must keep all of it, line by line. So an edit consists
//! of ranges of the plain text, and every byte outside of them stays as it was.

use std::borrow::Cow;
use std::ops::Range;

use crate::line_ends::{normalised, with_line_ends_of};

const BOM: &[u8] = b"\xef\xbb\xbf";

/// A replacement of a range of [`UserText::text`], with LF line ends; an empty range is an insertion.
pub type Edit = (Range<usize>, String);

/// A user's text, as it is compared and as it is kept.
pub struct UserText<'a> {
    /// What stands before the text: a byte order mark or nothing.
    mark: &'a [u8],
    /// The bytes after it.
    bytes: &'a [u8],
    text: String,
    /// Where in `text` the LFs are that are CRLF in `bytes`.
    crlf: Vec<usize>,
    line_end: &'static str,
}

impl<'a> UserText<'a> {
    /// Reads a user's file; none if it is not UTF-8, or has a NUL and so is no text.
    pub fn read(file: &'a [u8]) -> Option<Self> {
        let bytes = file.strip_prefix(BOM).unwrap_or(file);
        let mark = &file[..file.len() - bytes.len()];
        let text = match normalised(bytes) {
            Cow::Borrowed(same) => std::str::from_utf8(same).ok()?.to_owned(),
            Cow::Owned(lf) => String::from_utf8(lf).ok()?,
        };
        if text.contains('\0') {
            return None;
        }
        let pairs = bytes.windows(2).enumerate();
        let crlf = pairs.filter(|(_, pair)| *pair == b"\r\n").map(|(at, _)| at);
        // Every CRLF before a place has made the text one byte shorter there.
        let crlf = crlf.enumerate().map(|(before, at)| at - before).collect();
        let mostly_crlf = with_line_ends_of("\n", bytes) == b"\r\n";
        Some(Self {
            mark,
            bytes,
            text: whole_lines(&text).into_owned(),
            crlf,
            line_end: if mostly_crlf { "\r\n" } else { "\n" },
        })
    }

    /// The text with LF, without a byte order mark, and with the end of the last line if that lacks.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The file with `edits` made, which are in order and do not overlap. What they insert gets the line
    /// end that most lines have.
    pub fn with_edits(&self, edits: &[Edit]) -> Vec<u8> {
        let mut out = self.mark.to_vec();
        let mut from = 0;
        let real = |(range, text): &&Edit| !range.is_empty() || !text.is_empty();
        for (range, replacement) in edits.iter().filter(real) {
            self.keep(from..range.start, &mut out);
            if self.lacks_end(range.start) && range.start > from {
                out.extend(self.line_end.as_bytes());
            }
            out.extend(replacement.replace('\n', self.line_end).bytes());
            from = range.end;
        }
        self.keep(from..self.text.len(), &mut out);
        out
    }

    /// Appends the bytes that a range of the text stands for.
    fn keep(&self, range: Range<usize>, out: &mut Vec<u8>) {
        out.extend(&self.bytes[self.offset(range.start)..self.offset(range.end)]);
    }

    /// Where in the bytes a place of the text is.
    fn offset(&self, at: usize) -> usize {
        let shorter = self.crlf.partition_point(|lf| *lf < at);
        // The end of the last line may be in the text only.
        (at + shorter).min(self.bytes.len())
    }

    /// Whether the text up to `at` ends with the line end that the bytes lack.
    fn lacks_end(&self, at: usize) -> bool {
        at == self.text.len() && at + self.crlf.len() > self.bytes.len()
    }
}

/// `text` with an end of its last line.
pub fn whole_lines(text: &str) -> Cow<'_, str> {
    if text.is_empty() || text.ends_with('\n') {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("{text}\n"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edited(file: &[u8], edits: &[(Range<usize>, &str)]) -> Vec<u8> {
        let edits: Vec<Edit> = edits
            .iter()
            .map(|(range, text)| (range.clone(), (*text).to_owned()))
            .collect();
        UserText::read(file).expect("a text").with_edits(&edits)
    }

    #[test]
    fn the_text_is_plain_whatever_the_file_is() {
        for file in ["a\nb\n", "a\r\nb\r\n", "\u{feff}a\r\nb\n", "a\nb"] {
            let user = UserText::read(file.as_bytes()).expect("a text");
            assert_eq!(user.text(), "a\nb\n", "{file:?}");
        }
        assert_eq!(UserText::read(b"").expect("a text").text(), "");
        assert_eq!(UserText::read(b"a\rb").expect("a text").text(), "a\rb\n");
    }

    #[test]
    fn what_is_no_text_is_not_read() {
        assert!(UserText::read(b"a\0b").is_none());
        assert!(UserText::read(b"\xff").is_none());
        assert!(UserText::read("ü\r\n".as_bytes()).is_some());
    }

    #[test]
    fn an_inserted_line_ends_as_most_lines_do() {
        assert_eq!(
            edited(b"a\r\nb\r\nc\n", &[(2..2, "x\n")]),
            b"a\r\nx\r\nb\r\nc\n"
        );
        assert_eq!(edited(b"a\r\nb\nc\n", &[(2..2, "x\n")]), b"a\r\nx\nb\nc\n");
        assert_eq!(
            edited(b"\xef\xbb\xbf", &[(0..0, "x\n")]),
            b"\xef\xbb\xbfx\n"
        );
    }

    #[test]
    fn a_last_line_without_an_end_gets_one_only_before_another() {
        assert_eq!(edited(b"a\r\nb", &[(0..1, "x")]), b"x\r\nb");
        assert_eq!(edited(b"a\r\nb", &[(4..4, "c\n")]), b"a\r\nb\r\nc\r\n");
        assert_eq!(edited(b"a\r\nb", &[(2..4, "")]), b"a\r\n");
        assert_eq!(edited(b"a\r\nb", &[(2..4, "c\n")]), b"a\r\nc\r\n");
        assert_eq!(
            edited(b"a\r\nb", &[(2..4, ""), (4..4, "c\n")]),
            b"a\r\nc\r\n"
        );
    }

    #[test]
    fn both_bytes_of_a_line_end_go_with_their_line() {
        assert_eq!(edited(b"a\r\nb\r\nc\r\n", &[(2..4, "")]), b"a\r\nc\r\n");
        assert_eq!(edited(b"a\r\nb\r\n", &[(1..2, "")]), b"ab\r\n");
    }

    /// Lines with their ends; only the last may have none.
    fn lines() -> impl Strategy<Value = Vec<String>> {
        let line = ("[ab\\r ü]{0,3}", prop_oneof![Just("\n"), Just("\r\n")]);
        let lines = prop::collection::vec(line, 0..12);
        (lines, any::<bool>()).prop_map(|(lines, cut)| {
            let mut lines: Vec<String> = lines
                .into_iter()
                // A CR at the end of the content would be read as one of the line end.
                .map(|(line, end)| format!("{}{end}", line.trim_end_matches('\r')))
                .collect();
            if let Some(last) = lines
                .last_mut()
                .filter(|last| cut && !last.trim().is_empty())
            {
                last.truncate(last.trim_end_matches(['\r', '\n']).len());
            }
            lines
        })
    }

    proptest! {
        #[test]
        fn no_edit_changes_no_byte(lines in lines(), bom in any::<bool>()) {
            let file = format!("{}{}", if bom { "\u{feff}" } else { "" }, lines.concat());
            let user = UserText::read(file.as_bytes()).unwrap();
            prop_assert_eq!(user.with_edits(&[]), file.as_bytes());
            let text = user.text().to_owned();
            let empty: Vec<Edit> = (0..=text.len()).map(|at| (at..at, String::new())).collect();
            prop_assert_eq!(user.with_edits(&empty), file.as_bytes());
        }

        /// Every line is kept, dropped, or given a new line before it, and the kept ones keep their bytes.
        #[test]
        fn lines_outside_of_an_edit_keep_their_bytes(
            lines in lines(),
            bom in any::<bool>(),
            fates in prop::collection::vec(0..3, 12),
        ) {
            let mark = if bom { "\u{feff}" } else { "" };
            let file = format!("{mark}{}", lines.concat());
            let user = UserText::read(file.as_bytes()).unwrap();
            let (mut edits, mut expected, mut at) = (Vec::new(), mark.to_owned(), 0);
            for (line, (fate, plain)) in lines.iter().zip(fates.iter().zip(user.text().split_inclusive('\n'))) {
                let end = at + plain.len();
                match fate {
                    0 => expected.push_str(line),
                    1 => edits.push((at..end, String::new())),
                    _ => {
                        edits.push((at..at, "new\n".to_owned()));
                        expected.extend(["new", user.line_end, line]);
                    }
                }
                at = end;
            }
            prop_assert_eq!(user.with_edits(&edits), expected.as_bytes());
        }
    }
}
