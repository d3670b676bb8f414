//! What wmigen answers to a spec with one mistake.

use std::fmt::Write as _;

use wmigen::diagnostics::{Diagnostic, Lines};
use wmigen::lint;

use super::spec;

/// Words of wmigen's own making, of Rust and of its libraries, which say nothing to somebody who writes a spec.
const INTERNAL: &[&str] = &[
    "serde",
    "i128",
    "i64",
    "usize",
    "DeValue",
    "Spanned",
    "panicked",
    "expected `",
    "radix",
];

/// Asks about the spec in which this line stands instead of those with its key and those in `instead_of`; what is
/// answered, as the kept files have it, and what is wrong with that.
///
/// An answer is right if the line is taken, or if there is one error in the line, with its help, in the words of a spec.
fn to(line: &str, instead_of: &[&str]) -> (String, Option<String>) {
    let text = spec::with(line, instead_of);
    let (provider, found) = lint::check(&text);
    let errors: Vec<_> = found.iter().filter(|found| found.is_error()).collect();
    let mut answer = format!("{line}\n");
    for error in &errors {
        writeln!(answer, "    {}", said(error, &text)).unwrap();
    }
    if errors.is_empty() {
        writeln!(answer, "    taken").unwrap();
    }
    let wrong = match errors[..] {
        [] => provider
            .is_none()
            .then(|| "refused without an error".to_owned()),
        [error] => wrong_with(error, line, &text),
        _ => Some(format!("{} errors for one mistake", errors.len())),
    };
    (answer, wrong)
}

/// What is wrong with the error that this line gets.
fn wrong_with(error: &Diagnostic, line: &str, text: &str) -> Option<String> {
    let lines = Lines::new(text);
    let written = lines.position(text.find(line).unwrap()).line;
    let said = said(error, text);
    if lines.position(error.primary.span.start).line != written {
        Some("another line".to_owned())
    } else if error.primary.span.is_empty() {
        Some("no place".to_owned())
    } else if error.help.as_ref().is_none_or(String::is_empty) {
        Some("no help".to_owned())
    } else {
        let word = INTERNAL.iter().find(|word| said.contains(**word));
        word.map(|word| format!("`{word}` is no word for people"))
    }
}

/// An error in a line: the rule, the place, the message, and what to write.
fn said(error: &Diagnostic, text: &str) -> String {
    format!(
        "{} at `{}`: {}\n    help: {}",
        error.rule,
        &text[error.primary.span.clone()],
        error.message,
        error.help.as_deref().unwrap_or_default()
    )
}

/// Asks about each of these lines; all that is answered.
///
/// # Panics
/// If an answer is wrong; all wrong ones are told.
pub fn to_each<'l>(lines: impl IntoIterator<Item = (String, &'l [&'l str])>) -> String {
    let mut answers = String::new();
    let mut wrong = String::new();
    for (line, instead_of) in lines {
        let (answer, problem) = to(&line, instead_of);
        if let Some(problem) = problem {
            writeln!(wrong, "{problem}: {answer}").unwrap();
        }
        answers += &answer;
    }
    assert!(wrong.is_empty(), "{wrong}");
    answers
}
