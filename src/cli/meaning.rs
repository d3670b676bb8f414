//! Says what a changed spec means: for the user's code, before the compiler does, and where; for clients; and for machines
//! where the old version is installed.

use std::fs;
use std::path::Path;

use super::printer::Printer;
use super::project::Project;
use super::state::State;
use crate::changes::{
    answer_changes, changes_by, installation_changes, locate, probable_renames, tell_of_own_files,
};
use crate::regen::{CratePath, Place};

/// The most bytes of a user's file that are read: no code has that many.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The most user's files that are read.
const FILES_MAX: usize = 10_000;

/// Tells what has changed since the spec of the last `generate`, if that is known.
///
/// # Errors
/// When stdout cannot be written.
pub fn tell(state: &State, project: &Project, printer: &mut Printer) -> anyhow::Result<()> {
    let Some(previous) = &state.previous else {
        return Ok(());
    };
    let templates = state.templates.templates();
    let mut changes = changes_by(templates, previous, &state.provider)?;
    if !changes.is_empty() {
        let code = users_code(state, project);
        locate(&mut changes, &code);
        let was_there = |path: &str| {
            let path = CratePath::parse(path);
            path.is_ok_and(|path| *state.tree.at(&path) != Place::Absent)
        };
        tell_of_own_files(&mut changes, was_there, &code);
        printer.changes(&changes)?;
        for hint in probable_renames(previous, &state.provider) {
            printer.help(&hint.message);
        }
    }
    printer.answer_changes(&answer_changes(previous, &state.provider))?;
    printer.installation_changes(&installation_changes(previous, &state.provider))
}

/// Tells where the user's code still has former names.
///
/// # Errors
/// When stdout cannot be written.
pub fn tell_of_former_names(
    state: &State,
    project: &Project,
    printer: &mut Printer,
) -> anyhow::Result<()> {
    let Some(former) = state.provider.under_former_names() else {
        return Ok(());
    };
    let templates = state.templates.templates();
    let mut changes = changes_by(templates, &former, &state.provider)?;
    locate(&mut changes, &users_code(state, project));
    changes.retain(|change| !change.places.is_empty());
    if changes.is_empty() {
        return Ok(());
    }
    printer.changes(&changes)
}

/// The user's Rust files, by their paths within the crate: whatever is not wmigen's, below the folders that cargo
/// looks into.
pub fn users_code(state: &State, project: &Project) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in ["src", "tests", "examples", "benches"] {
        collect(project.folder(), folder, state, &mut files);
    }
    files.sort();
    files
}

fn collect(root: &Path, folder: &str, state: &State, files: &mut Vec<(String, Vec<u8>)>) {
    let full = root.join(folder);
    // A link might lead anywhere, and back here.
    if !full.symlink_metadata().is_ok_and(|found| found.is_dir()) {
        return;
    }
    for entry in fs::read_dir(full).into_iter().flatten().flatten() {
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = format!("{folder}/{name}");
        let Ok(found) = entry.metadata() else {
            continue;
        };
        if found.is_dir() {
            collect(root, &path, state, files);
        } else if found.is_file()
            && found.len() <= LARGEST
            && files.len() < FILES_MAX
            && is_users_code(&path, state)
            && let Ok(bytes) = fs::read(entry.path())
        {
            files.push((path, bytes));
        }
    }
}

fn is_users_code(path: &str, state: &State) -> bool {
    let is_rust = Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "rs");
    // Where wmigen writes, only what was ejected is the user's.
    let is_wmigens = CratePath::parse(path).is_ok_and(|path| {
        let entry = state.lock.files.get(&path);
        let rendered = state.rendering.contains(&path);
        entry.map_or(rendered && !path.is_handler(), |entry| {
            !entry.kind.is_users()
        })
    });
    is_rust && !is_wmigens
}
