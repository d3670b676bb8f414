//! The lines that a user writes, each with a number by which it is found again.

use super::steps::Writing;

const START: &str = "# mine ";
const END: char = ';';

/// A line that is nowhere else, as a comment in a manifest, without its end.
pub fn line(number: usize) -> String {
    format!("{START}{number}{END}")
}

/// The numbers of the lines in a text.
pub fn numbers(bytes: &[u8]) -> Vec<usize> {
    let text = String::from_utf8_lossy(bytes);
    let after = text.split(START).skip(1);
    after
        .filter_map(|rest| rest.split_once(END)?.0.parse().ok())
        .collect()
}

/// A text with one more line in it.
pub fn with_line(mut text: Vec<u8>, number: usize, writing: Writing) -> Vec<u8> {
    let line = line(number);
    if !matches!(writing, Writing::First | Writing::Alone)
        && !text.is_empty()
        && !text.ends_with(b"\n")
    {
        text.push(b'\n');
    }
    match writing {
        Writing::First => [line.as_bytes(), b"\n", &text].concat(),
        Writing::Last => [&text, line.as_bytes(), b"\n"].concat(),
        Writing::Unended => [&text, line.as_bytes()].concat(),
        Writing::LastWithCrlf => [&text, line.as_bytes(), b"\r\n"].concat(),
        Writing::Binary => [&text, line.as_bytes(), b" \xff\n"].concat(),
        Writing::Alone => ["\u{feff}".as_bytes(), line.as_bytes(), b"\n"].concat(),
    }
}
