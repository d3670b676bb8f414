//! What `wmigen check` says of the folder of templates that a crate is made of: whether its copies of wmigen's templates keep
//! up with those.

use super::folder::Folder;
use crate::cli::Status;
use crate::cli::printer::Printer;
use crate::cli::project::Project;
use crate::cli::report;
use crate::conflicts::conflict_marker;
use crate::diagnostics::rules::{CONFLICT_MARKERS, DRIFTED_TEMPLATE};
use crate::diagnostics::{Diagnostic, Severity, Source};
use crate::lint;
use crate::model::{Level, Provider};

/// Warns of the copies that wmigen has changed the template of since, as the spec's level for that has it. Gives whether
/// there is something to put right.
///
/// # Errors
/// When the folder's lock gives no text, or another run is writing to the folder.
pub fn check(
    provider: &Provider,
    project: &Project,
    printer: &mut Printer,
) -> anyhow::Result<Status> {
    let Some(folder) = Folder::of_crate(provider, project) else {
        return Ok(Status::Done);
    };
    let Some((_, copies)) = folder.copies(&[], printer)? else {
        return Ok(Status::Findings);
    };
    let mut status = Status::Done;
    if !copies.lock().is_settled() {
        report::unsettled(copies.lock(), &folder.command("update"), printer);
        status = Status::Findings;
    }
    let mut found: Vec<_> = copies
        .files()
        .filter_map(|(path, bytes)| Some((path, bytes, marked(path, bytes)?)))
        .collect();
    let mut drifted = copies.drifted().peekable();
    if drifted.peek().is_some() {
        let level = lint::level(&project.source()?.text, &DRIFTED_TEMPLATE);
        let outdated = drifted.filter(|_| level != Level::Allow);
        found.extend(
            outdated.map(|(path, bytes)| (path, bytes, outdated_copy(path, level, &folder))),
        );
    }
    for (path, bytes, diagnostic) in found {
        if diagnostic.is_error() {
            status = Status::Findings;
        }
        let name = folder.shown(path);
        let text = String::from_utf8_lossy(bytes).into_owned();
        printer.diagnostics(&[diagnostic], &Source { name, text });
    }
    Ok(status)
}

fn outdated_copy(path: &str, level: Level, folder: &Folder) -> Diagnostic {
    let message = format!("wmigen has changed its template since `{path}` was copied");
    let help = format!(
        "`{}` shows what has changed, and `{}` merges it into yours",
        folder.command("diff --since-export"),
        folder.command("update")
    );
    let warning = Diagnostic::warning(&DRIFTED_TEMPLATE, 0..0, message).with_help(help);
    match level {
        Level::Deny => Diagnostic {
            severity: Severity::Error,
            ..warning.with_label("denied by `[lints]` of the spec")
        },
        Level::Warn | Level::Allow => warning,
    }
}

/// The error of a copy in which a merge has left conflict markers.
fn marked(path: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let line = conflict_marker(bytes)?;
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let start = lines.take(line - 1).map(<[u8]>::len).sum();
    let message =
        format!("`{path}` has conflict markers, which would be in every crate that is made of it");
    Some(
        Diagnostic::error(&CONFLICT_MARKERS, start..start, message)
            .with_help("resolve the conflict between the markers"),
    )
}
