//! The crates of the cases, built for Windows and tested, as `wmigen test` does it.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::TempDir;

use super::cases::{Case, Reading};
use super::told;
use crate::cli::Status;
use crate::cli::printer::{Printer, Stage};
use crate::cli::test::{Machine, Package};
use crate::cli::workspace::Workspace;
use crate::diagnostics::{shown, visible};
use crate::regen::{Hash, Rendering, SPEC};
use crate::render::{self, MadeOf, Templates};
use crate::templates::snapshots::Kept;

/// Where a user has cargo build.
const TARGET_DIR: &str = "CARGO_TARGET_DIR";

/// What cargo leaves in a crate's folder.
const CARGO_LOCK: &str = "Cargo.lock";

/// The folder that the crates are written to and built in.
enum Place {
    /// It goes when the tests are done.
    Temporary(TempDir),
    /// A later run finds it again.
    Lasting(PathBuf),
}

/// Builds the crates of these cases, and runs their tests. Says which do not pass.
///
/// # Errors
/// When there is no place for the crates, or rustc cannot be run.
pub fn run(
    cases: &[(&Case, &Reading)],
    templates: &Templates,
    folder: &Path,
    printer: &mut Printer,
) -> anyhow::Result<Status> {
    let place = Place::of(folder)?;
    let Some(machine) = Machine::find(place.path(), printer)? else {
        return Ok(Status::CouldNotRun);
    };
    let crates = place.path().join("crates");
    let written = cases.iter().map(|(case, reading)| {
        let root = crates.join(&case.name);
        let package = package(&root, case, reading, templates);
        (*case, root, package)
    });
    let written: Vec<_> = written.collect();
    let names: Vec<_> = written
        .iter()
        .filter_map(|(_, _, package)| Some(package.as_ref().ok()?.name().to_owned()))
        .collect();
    let mut failed = Vec::new();
    for (case, root, package) in written {
        printer.say(format_args!("build and test {}", visible(&case.name)));
        let passed = package.and_then(|mut package| {
            let same = names.iter().filter(|name| *name == package.name());
            package.target_directory = place.target(case, same.count() == 1);
            machine.test(&package, &root, printer)
        });
        match passed {
            Ok(true) => {}
            Ok(false) => failed.push(told::failed(case, "its crate does not pass its tests")),
            Err(error) => failed.push(told::failed(case, &format!("{error:#}"))),
        }
    }
    printer.steps(&failed, folder, Stage::Planned)?;
    if failed.is_empty() {
        return Ok(Status::Done);
    }
    let fail = told::counted(
        failed.len(),
        "crate does not pass its tests",
        "crates do not pass their tests",
    );
    printer.error(fail);
    Ok(Status::Findings)
}

impl Place {
    /// A place for the crates of the cases in this folder.
    fn of(folder: &Path) -> anyhow::Result<Self> {
        if let Some(lasting) = lasting(folder)? {
            return Ok(Self::Lasting(lasting));
        }
        let made = tempfile::tempdir().context("cannot make a temporary folder")?;
        Ok(Self::Temporary(made))
    }

    fn path(&self) -> &Path {
        match self {
            Self::Temporary(folder) => folder.path(),
            Self::Lasting(folder) => folder,
        }
    }

    /// Where the crate of a case is built: with the others, so that what they depend on is compiled once. Two crates of one
    /// name are the same crate to cargo.
    fn target(&self, case: &Case, is_alone: bool) -> PathBuf {
        if is_alone {
            self.path().join("target")
        } else {
            self.path().join("targets").join(&case.name)
        }
    }
}

/// The place below the user's own target folder, if there is one and cargo takes no crate in it for part of a workspace.
fn lasting(folder: &Path) -> anyhow::Result<Option<PathBuf>> {
    let target = env::var_os(TARGET_DIR).map(PathBuf::from);
    let Some(target) = target.filter(|target| target.is_absolute()) else {
        return Ok(None);
    };
    let cases = std::path::absolute(folder)?;
    let hash = Hash::of(cases.to_string_lossy().as_bytes()).to_string();
    let hash: String = hash
        .rsplit(':')
        .next()
        .unwrap_or_default()
        .chars()
        .take(8)
        .collect();
    let place = target.join("wmigen-templates").join(hash);
    fs::create_dir_all(&place).with_context(|| format!("cannot make {}", shown(&place)))?;
    let is_in_workspace = Workspace::around(&place.join("crates")).is_some();
    Ok(Some(place).filter(|_| !is_in_workspace))
}

/// Writes the crate of a case to the folder `root`, and lets cargo look at it.
fn package(
    root: &Path,
    case: &Case,
    reading: &Reading,
    templates: &Templates,
) -> anyhow::Result<Package> {
    let files = files(case, reading, templates)?;
    write(root, &files).with_context(|| format!("cannot write {}", shown(root)))?;
    Package::read(root)
}

/// The whole crate of a case, with the code that its user has written.
fn files(
    case: &Case,
    reading: &Reading,
    templates: &Templates,
) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let (provider, spec) = reading.sound().context("its spec has errors")?;
    let made_of = MadeOf {
        templates,
        ..MadeOf::spec(provider)
    };
    let rendering = Rendering::new(render::render_all(made_of)?)?;
    let rendered = rendering.files();
    let rendered = rendered.map(|(path, file)| (path.to_string(), file.text.clone().into_bytes()));
    let mut files: BTreeMap<_, _> = rendered.collect();
    files.extend(Kept::yours(&case.folder)?);
    files.insert(SPEC.to_owned(), spec.as_bytes().to_vec());
    Ok(files)
}

/// Makes a folder have these files and no others but those of cargo. One that has not changed keeps its time, so that cargo
/// builds no more than it must.
fn write(root: &Path, files: &BTreeMap<String, Vec<u8>>) -> std::io::Result<()> {
    let wanted: BTreeSet<PathBuf> = files.keys().map(|path| root.join(path)).collect();
    fs::create_dir_all(root)?;
    clear(root, &|path| {
        wanted.contains(path) || path == root.join(CARGO_LOCK)
    })?;
    for (path, bytes) in files {
        let full = root.join(path);
        if fs::read(&full).is_ok_and(|there| there == *bytes) {
            continue;
        }
        if let Some(folder) = full.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(full, bytes)?;
    }
    Ok(())
}

/// Deletes the files in a folder that are not wanted, and folders that are empty then.
fn clear(folder: &Path, is_wanted: &dyn Fn(&Path) -> bool) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if fs::symlink_metadata(&path)?.is_dir() {
            clear(&path, is_wanted)?;
            // It stays if it is not empty.
            let _ = fs::remove_dir(&path);
        } else if !is_wanted(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_that_is_written_again_has_its_files_and_keeps_those_that_are_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("crate");
        let files = |all: &[(&str, &str)]| -> BTreeMap<String, Vec<u8>> {
            let all = all.iter();
            all.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
                .collect()
        };
        write(&root, &files(&[("a/b", "1"), ("c", "1"), ("d", "1")])).expect("written");
        fs::write(root.join(CARGO_LOCK), "lock").expect("a file");
        let time = |path: &str| fs::metadata(root.join(path)).and_then(|found| found.modified());
        let before = time("d").expect("a time");
        write(&root, &files(&[("a", "2"), ("c", "2"), ("d", "1")])).expect("written");
        assert_eq!(fs::read(root.join("a")).expect("a file"), b"2");
        assert_eq!(fs::read(root.join("c")).expect("a file"), b"2");
        assert_eq!(time("d").expect("a time"), before);
        assert!(root.join(CARGO_LOCK).exists());
    }
}
