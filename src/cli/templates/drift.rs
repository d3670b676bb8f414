//! What `wmigen check` says of the folder of templates that a crate is made of: whether its copies of wmigen's templates keep
//! up with those.

use super::folder::Folder;
use crate::cli::Status;
use crate::cli::printer::Printer;
use crate::cli::project::Project;
use crate::cli::report;
use crate::cli::state::State;
use crate::conflicts::conflict_marker;
use crate::diagnostics::rules::{CONFLICT_MARKERS, DRIFTED_TEMPLATE};
use crate::diagnostics::{Diagnostic, Severity, Source, shown};
use crate::lint;
use crate::model::Level;
use crate::templates::drifted;

/// Warns of the copies that wmigen has changed the template of since, as the spec's level for that has it. Gives whether
/// there is something to put right.
///
/// # Errors
/// When the folder's lock gives no text, or another run is writing to the folder.
pub fn check(state: &State, project: &Project, printer: &mut Printer) -> anyhow::Result<Status> {
    let (Some(used), Some(of_spec)) = (state.templates.folder(), &state.provider.templates) else {
        return Ok(Status::Done);
    };
    let folder = Folder::of_crate(used, project, of_spec);
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
        .filter_map(|(path, bytes)| marked(&folder.shown(path), path, bytes))
        .collect();
    let drifted = drifted(&copies, &shown(&folder.root), |verb| folder.command(verb));
    if !drifted.is_empty() {
        let level = lint::level(&project.source()?.text, &DRIFTED_TEMPLATE);
        found.extend(drifted.into_iter().filter_map(|one| leveled(one, level)));
    }
    for (source, diagnostic) in found {
        if diagnostic.is_error() {
            status = Status::Findings;
        }
        printer.diagnostics(&[diagnostic], &source);
    }
    Ok(status)
}

/// The warning at this level of the spec's; none if it is to be silent.
fn leveled((source, warning): (Source, Diagnostic), level: Level) -> Option<(Source, Diagnostic)> {
    let leveled = match level {
        Level::Allow => return None,
        Level::Warn => warning,
        Level::Deny => Diagnostic {
            severity: Severity::Error,
            ..warning.with_label("denied by `[lints]` of the spec")
        },
    };
    Some((source, leveled))
}

/// The error of a copy in which a merge has left conflict markers.
fn marked(shown: &str, path: &str, bytes: &[u8]) -> Option<(Source, Diagnostic)> {
    let line = conflict_marker(bytes)?;
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let start = lines.take(line - 1).map(<[u8]>::len).sum();
    let message =
        format!("`{path}` has conflict markers, which would be in every crate that is made of it");
    let error = Diagnostic::error(&CONFLICT_MARKERS, start..start, message)
        .with_help("resolve the conflict between the markers");
    let source = Source {
        name: shown.to_owned(),
        text: String::from_utf8_lossy(bytes).into_owned(),
    };
    Some((source, error))
}
