//! Which language what is printed is for. Text that is escaped for one language can be code of another.

use super::FaultKind;
use super::syntax::Problem;
use super::types::{Kind, Shape};
use crate::diagnostics::quoted;
use crate::render::helper_rows::{Escapes, HelperRow};
use crate::render::language::Language;

/// Whether code that a context has ready may be printed in a file of this language, on a line that begins so: in its own alone,
/// and Markdown in a comment, too.
pub fn in_language(
    name: &str,
    shape: &Shape,
    language: Option<Language>,
    line: &str,
) -> Result<(), Problem> {
    let Kind::Text {
        code: Some(code), ..
    } = shape.kind
    else {
        return Ok(());
    };
    let in_comment = || language.is_some_and(|language| is_comment(language, line));
    if language == Some(code) || code == Language::Markdown && in_comment() {
        return Ok(());
    }
    let message = format!("{} is {code}, and {}", quoted(name), made(language));
    let label = format!("for files of {code} alone");
    let problem = Problem::new(FaultKind::Unescaped, message, label);
    Err(problem
        .help("leave it out, or print it as free text is: by a helper for the file's language"))
}

/// Whether a helper that escapes does so for files of this language, on a line that begins so. Where nothing escapes for the
/// language, each is taken.
pub fn escapes_for(row: &HelperRow, language: Option<Language>, line: &str) -> Result<(), Problem> {
    let Some(language) = language else {
        return Ok(());
    };
    match row.escapes {
        Escapes::Nothing => Ok(()),
        Escapes::For(of) if of == language => Ok(()),
        Escapes::Prose(anywhere_in) if anywhere_in == Some(language) => Ok(()),
        Escapes::For(of) => {
            let message = format!(
                "`{}` escapes for {of}, and {}",
                row.name,
                made(Some(language))
            );
            let problem = Problem::new(FaultKind::Unescaped, message, "for another language");
            Err(problem.help(format!("take the helper for {language}")))
        }
        Escapes::Prose(_) => in_comment(row, language, line),
    }
}

/// Whether what follows on a line that begins so is a comment.
fn is_comment(language: Language, line: &str) -> bool {
    let begins = language.comment();
    begins.is_some_and(|begins| line.trim_start().starts_with(begins))
}

/// Whether the line is a comment, which prose may stand in.
fn in_comment(row: &HelperRow, language: Language, line: &str) -> Result<(), Problem> {
    if is_comment(language, line) {
        return Ok(());
    }
    let message = format!(
        "`{}` is for prose, and this is no comment of {language}",
        row.name
    );
    let problem = Problem::new(FaultKind::Unescaped, message, "not in a comment");
    Err(problem.help(match language.comment() {
        Some(begins) => format!(
            "begin the line with `{begins}`, or take the helper for {language} that makes a string"
        ),
        None => format!("take the helper for {language}"),
    }))
}

fn made(language: Option<Language>) -> String {
    match language {
        Some(language) => format!("this makes a file of {language}"),
        None => "this makes a file of another language".to_owned(),
    }
}
