//! All providers of a workspace: every folder in it with a spec.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::project::{Project, folder};
use super::workspace;
use crate::diagnostics::shown;
use crate::regen::SPEC;

/// Folders of what others build or fetch, in which nobody keeps a provider. Those whose names begin with a dot are none either.
const SKIPPED: [&str; 2] = ["target", "node_modules"];

/// The providers of the Cargo workspace around `dir`, or around the folder that the user stands in; without a workspace,
/// those in the folder and below. In the order of their paths.
///
/// # Errors
/// When there is none, or a folder cannot be read.
pub fn all(dir: Option<&Path>) -> anyhow::Result<Vec<Project>> {
    let start = dir.unwrap_or(Path::new(""));
    let full = folder(start)
        .canonicalize()
        .with_context(|| format!("cannot use {}", shown(folder(start))))?;
    let root = full.ancestors().position(workspace::is_root);
    let root = up(start, &full, root.unwrap_or(0))?;
    let mut found = Vec::new();
    collect(&root, &mut found)?;
    if found.is_empty() {
        bail!(
            "there is no {SPEC} in {} nor in any folder below it",
            shown(folder(&root))
        );
    }
    found.sort();
    let projects = found.into_iter().map(|root| Project {
        named: Some(folder(&root).to_owned()),
        root,
        templates: None,
    });
    Ok(projects.collect())
}

/// The folder `steps` above `start`, from where the user stands.
fn up(start: &Path, full: &Path, steps: usize) -> anyhow::Result<PathBuf> {
    let here = env::current_dir().and_then(|here| here.canonicalize());
    let here = here.context("cannot find the current folder")?;
    let target = full.ancestors().nth(steps).unwrap_or(full);
    if let Ok(below) = target.strip_prefix(&here) {
        return Ok(below.to_owned());
    }
    if let Ok(down) = here.strip_prefix(target) {
        return Ok(down.components().map(|_| Path::new("..")).collect());
    }
    // Neither is in the other: the folder is named as the user has named it.
    let dots = std::iter::repeat_n(Path::new(".."), steps);
    Ok(std::iter::once(start).chain(dots).collect())
}

/// Adds the folder if it has a spec, and those below. Links are not followed: they may lead around.
fn collect(dir: &Path, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if dir.join(SPEC).symlink_metadata().is_ok() {
        found.push(dir.to_owned());
    }
    let cannot = || format!("cannot read the folder {}", shown(folder(dir)));
    for entry in fs::read_dir(folder(dir)).with_context(cannot)? {
        let entry = entry.with_context(cannot)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_skipped = name.starts_with('.') || SKIPPED.contains(&&*name);
        if !is_skipped && entry.file_type().with_context(cannot)?.is_dir() {
            collect(&dir.join(entry.file_name()), found)?;
        }
    }
    Ok(())
}
