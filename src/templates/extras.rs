//! Further templates: what each makes, and whether it may.

use super::front_matter::{self, FrontMatter};
use super::problems::Problems;
use super::sensitive;
use crate::diagnostics::rules::TEMPLATE_PATH;
use crate::diagnostics::{Diagnostic, Span, quoted};
use crate::regen::CratePath;
use crate::render::{Each, Extra, MODULE, OwnFile, SNAKE_NAME};

/// The folder of the further templates.
pub const EXTRA: &str = "extra/";

/// A further template, and where it says what it makes.
#[derive(Debug)]
pub struct Placed {
    /// The template.
    pub extra: Extra,
    /// Where its path stands.
    pub span: Span,
}

/// The further template that is in this file; none if something is wrong with it.
pub fn extra(mut file: OwnFile, allow: &[String], problems: &mut Problems) -> Option<Placed> {
    let front = match front_matter::read(&file.text) {
        Ok(front) => front,
        Err(found) => {
            for problem in found {
                problems.add(&file.path, &file.text, problem);
            }
            return None;
        }
    };
    let FrontMatter {
        ownership,
        each,
        path: written,
        path_span: span,
        start,
        ..
    } = &front;
    let name = file.name().strip_prefix(EXTRA).unwrap_or_default();
    let path = written.as_deref().unwrap_or(name).to_owned();
    let found = problems_of(&path, &front, allow);
    let is_sound = found.is_empty();
    for problem in found {
        problems.add(&file.path, &file.text, problem);
    }
    file.start = *start;
    let extra = Extra {
        file,
        path,
        each: *each,
        ownership: *ownership,
    };
    let span = span.clone();
    is_sound.then_some(Placed { extra, span })
}

fn problems_of(path: &str, front: &FrontMatter, allow: &[String]) -> Vec<Diagnostic> {
    let span = || front.path_span.clone();
    let mut found = Vec::new();
    // What stands there later is a name of Rust's.
    let filled = path.replace(MODULE, "m").replace(SNAKE_NAME, "m");
    if filled.contains(['{', '}']) {
        let message = format!(
            "the path {} has a brace that is part of neither `{MODULE}` nor `{SNAKE_NAME}`",
            quoted(path)
        );
        let problem = error(span(), message);
        found.push(problem.with_help("no other names are filled into a path"));
    } else if let Err(why) = CratePath::parse(&filled) {
        let message = format!("the path {} {why}", quoted(path));
        let problem = error(span(), message);
        found.push(
            problem
                .with_help("write a path within the crate, as in `path = \"docs/reviewers.md\"`"),
        );
    } else if let Some(problem) = sensitive::problem(path, path, allow) {
        found.push(error(span(), problem.message).with_help(problem.help));
    }
    match (front.each, path.contains(MODULE)) {
        (Each::Class, false) => {
            let message = format!("the path {} is the same for each class", quoted(path));
            let problem = error(span(), message);
            found.push(problem.with_help(format!(
                "write `{MODULE}` where the name of the class's module goes"
            )));
        }
        (Each::Crate, true) => {
            let message = format!(
                "the path {} has `{MODULE}`, and the file is made once",
                quoted(path)
            );
            let mut problem = error(span(), message);
            if let Some(each) = &front.each_span {
                problem = problem.with_place(each.clone(), "once for the provider");
            }
            found.push(problem.with_help("write `each = \"class\"`, or a path without it"));
        }
        _ => {}
    }
    found
}

pub(super) fn error(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(&TEMPLATE_PATH, span, message)
}
