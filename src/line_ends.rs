//! Comparing text without minding how its lines end.
//!
//! Git may check a crate out with CRLF on one machine and LF on another. That is no edit, so everything
//! that is compared or hashed is first brought to LF, and a file that is replaced keeps its line ends.

use std::borrow::Cow;

/// `bytes` with every CRLF as LF. A lone CR is content and stays.
pub fn normalised(bytes: &[u8]) -> Cow<'_, [u8]> {
    // Most files have no CR at all, which is seen at once.
    let has_cr = bytes.contains(&b'\r');
    if !has_cr || !bytes.windows(2).any(|pair| pair == b"\r\n") {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        if *byte != b'\r' || bytes.get(at + 1) != Some(&b'\n') {
            out.push(*byte);
        }
    }
    Cow::Owned(out)
}

/// Whether `bytes` say `text`, which has LF, whatever their line ends.
pub fn say(bytes: &[u8], text: &str) -> bool {
    *normalised(bytes) == *text.as_bytes()
}

/// `text`, which has LF, with the line ends that most lines of `old` have.
pub fn with_line_ends_of(text: &str, old: &[u8]) -> Vec<u8> {
    let crlf = old.windows(2).filter(|pair| *pair == b"\r\n").count();
    let all = old.split(|byte| *byte == b'\n').count() - 1;
    if crlf * 2 > all {
        text.replace('\n', "\r\n").into_bytes()
    } else {
        text.as_bytes().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_crlf_is_normalised() {
        assert_eq!(&*normalised(b"a\r\nb\rc\n\r\r\n\r"), b"a\nb\rc\n\r\n\r");
        assert!(matches!(normalised(b"a\nb\r"), Cow::Borrowed(_)));
    }

    #[test]
    fn most_lines_decide_the_line_ends() {
        assert_eq!(with_line_ends_of("1\n2\n", b"a\r\nb\r\nc\n"), b"1\r\n2\r\n");
        assert_eq!(with_line_ends_of("1\n2\n", b"a\r\nb\n"), b"1\n2\n");
        assert_eq!(with_line_ends_of("1\n2\n", b""), b"1\n2\n");
    }
}
