//! The workflow for GitHub that tests a folder of templates.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};

use super::folder::Folder;
use crate::cli::Status;
use crate::cli::printer::{Printer, Stage};
use crate::cli::project::folder as on_disk;
use crate::cli::step::Step;
use crate::diagnostics::shown;
use crate::letters::is_invisible;
use crate::regen::{Disk as _, RealDisk};

/// Its text, but for what stands in the place of [`FOLDER`] and [`VERSION`].
const TEXT: &str = include_str!("workflow.yml");

/// What stands there for the folder's path in the repository.
const FOLDER: &str = "@FOLDER@";

/// What stands there for the version of wmigen.
const VERSION: &str = "@VERSION@";

/// What begins an expression of GitHub's, in a text between quotes, too.
const EXPRESSION: &str = "${{";

/// Where GitHub looks for it in a repository.
const PATH: [&str; 3] = [".github", "workflows", "wmigen-templates.yml"];

/// Writes it at the root of the repository that the folder is in, unless there is one.
///
/// # Errors
/// When the folder is in no repository, or the workflow is there already or cannot be written.
pub fn write(folder: &Folder, dry_run: bool, printer: &mut Printer) -> anyhow::Result<Status> {
    let (root, within) = place(folder)?;
    let target = target(&root)?;
    let name = Folder::from_here(&target);
    ensure!(
        target.symlink_metadata().is_err(),
        "{name} is there already; wmigen does not overwrite it"
    );
    let steps = [Step::workflow(&PATH.join("/"))];
    if dry_run {
        printer.steps(&steps, &root, Stage::Planned)?;
        return Ok(Status::Done);
    }
    let parent = target.parent().unwrap_or(&root);
    let written = fs::create_dir_all(parent)
        .and_then(|()| RealDisk.write_new(&target, text(&within).as_bytes()));
    written.with_context(|| format!("cannot write {name}"))?;
    printer.steps(&steps, &root, Stage::Done)?;
    Ok(Status::Done)
}

/// The root of the repository, and the folder's path in it with forward slashes.
fn place(folder: &Folder) -> anyhow::Result<(PathBuf, String)> {
    let name = shown(&folder.root);
    // It may not have been made yet.
    let full = on_disk(&folder.root)
        .canonicalize()
        .or_else(|_| std::path::absolute(&folder.root))
        .with_context(|| format!("cannot use {name}"))?;
    let is_root = |folder: &&Path| folder.join(".git").symlink_metadata().is_ok();
    let Some(root) = full.ancestors().find(is_root) else {
        bail!("{name} is in no git repository, and GitHub reads workflows only at the root of one");
    };
    let within = full.strip_prefix(root).unwrap_or(&full);
    let names: Vec<_> = within.iter().map(|name| name.to_str()).collect();
    let Some(names) = names.into_iter().collect::<Option<Vec<_>>>() else {
        bail!("the path {name} is not UTF-8, which a workflow has to be");
    };
    let within = if names.is_empty() {
        ".".to_owned()
    } else {
        names.join("/")
    };
    ensure!(
        !within.contains(is_invisible),
        "the path {name} has a character that cannot be seen, which no workflow can name"
    );
    ensure!(
        !within.contains(EXPRESSION),
        "the path {name} has `{EXPRESSION}`, which no workflow can name: GitHub would put a value in its place"
    );
    Ok((root.to_owned(), within))
}

/// The workflow's path. Links are not followed: they may lead out of the repository.
fn target(root: &Path) -> anyhow::Result<PathBuf> {
    let mut path = root.to_owned();
    for name in &PATH[..2] {
        path.push(name);
        if let Ok(found) = path.symlink_metadata() {
            ensure!(found.is_dir(), "{} is no folder", shown(&path));
        }
    }
    Ok(path.join(PATH[2]))
}

/// The workflow for a folder at this path in the repository.
fn text(within: &str) -> String {
    // Between single quotes YAML knows one escape.
    let within = within.replace('\'', "''");
    TEXT.replace(VERSION, env!("CARGO_PKG_VERSION"))
        .replace(FOLDER, &within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_and_the_version_are_said_once_each_and_whatever_the_name() {
        assert_eq!(TEXT.matches(FOLDER).count(), 1);
        assert_eq!(TEXT.matches(VERSION).count(), 1);
        let text = text("it's $HOME");
        assert!(text.contains("TEMPLATES: 'it''s $HOME'\n"), "{text}");
        assert!(!text.contains('@') || !text.contains(VERSION));
    }
}
