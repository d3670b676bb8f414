//! Makes a new crate where there is none: the whole of it, or nothing.
//!
//! The crate is built under another name and renamed into place when it is complete, so that a failure
//! leaves nothing that could be taken for a crate.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use super::building::{Building, names_spec_last};
use super::commit;
use super::disk::Disk;
use super::lock::Lock;
use super::path::{CratePath, LOCK, SPEC};
use super::rendering::Rendering;
use super::vacancy::Vacancy;
use crate::cores;
use crate::diagnostics::shown;
use crate::render::Ownership;

/// What a user brings to a new crate, byte for byte.
#[derive(Clone, Copy, Debug)]
pub struct Brought<'b> {
    /// The spec.
    pub spec: &'b [u8],
    /// The files that it names, by their paths in the crate.
    pub files: &'b [(CratePath, Vec<u8>)],
    /// The spec as an import of MOF wrote it, if one did: the next import merges from that.
    pub import: Option<&'b str>,
}

/// Creates the crate at `target`, with `spec` as its spec, byte for byte.
///
/// # Errors
/// As of [`create_with`].
pub fn create(
    target: &Path,
    spec: &[u8],
    rendering: &Rendering,
    disk: &(dyn Disk + Sync),
) -> anyhow::Result<()> {
    let brought = Brought {
        spec,
        files: &[],
        import: None,
    };
    create_with(target, brought, rendering, disk)
}

/// Creates the crate at `target`, with what the user brings.
///
/// # Errors
/// If something is at `target` but an empty folder, or on the first operation that fails. Nothing is left
/// of what was written by then.
pub fn create_with(
    target: &Path,
    brought: Brought<'_>,
    rendering: &Rendering,
    disk: &(dyn Disk + Sync),
) -> anyhow::Result<()> {
    let vacancy =
        Vacancy::of(target).with_context(|| format!("cannot look at {}", shown(target)))?;
    let done = match vacancy {
        Vacancy::Absent => create_folder(target, brought, rendering, disk),
        Vacancy::EmptyFolder => fill_folder(target, brought, rendering, disk),
        Vacancy::Folder(_) | Vacancy::NotAFolder(_) => bail!("{} is in the way", shown(target)),
    };
    done.with_context(|| format!("cannot create {}", shown(target)))
}

/// Builds the crate beside its place, with the folders above it that are missing, and renames it.
fn create_folder(
    target: &Path,
    brought: Brought<'_>,
    rendering: &Rendering,
    disk: &(dyn Disk + Sync),
) -> anyhow::Result<()> {
    let (existing, first, rest) = split_at_missing(target)?;
    let building = Building::begin(&existing)?;
    let mut root = building.root();
    disk.create_dir(&root)?;
    for name in rest {
        root.push(name);
        disk.create_dir(&root)?;
    }
    populate(&root, brought, rendering, disk)?;
    Ok(commit::move_in(
        disk,
        &building.root(),
        &existing.join(first),
    )?)
}

/// Builds the crate inside the empty folder and moves it up. The folder itself is not replaced: it may be
/// the one that the user's shell stands in, a mount point, or reached through a link.
fn fill_folder(
    target: &Path,
    brought: Brought<'_>,
    rendering: &Rendering,
    disk: &(dyn Disk + Sync),
) -> anyhow::Result<()> {
    let building = Building::begin(target)?;
    let root = building.root();
    disk.create_dir(&root)?;
    populate(&root, brought, rendering, disk)?;
    let whole = building.is_whole(disk)?;
    let mut moved: Vec<OsString> = Vec::new();
    for name in names_spec_last(&whole)? {
        // Another run may have filled the folder meanwhile: nothing is replaced.
        if let Err(error) = commit::move_in(disk, &whole.join(&name), &target.join(&name)) {
            // Back to where the cleaning up finds them. If that fails too there is nothing better to do.
            for name in moved {
                let _ = fs::rename(target.join(&name), whole.join(&name));
            }
            return Err(error.into());
        }
        moved.push(name);
    }
    Ok(())
}

/// Writes all of the crate to the empty folder `root`, which nobody else knows of: so every file is written under its own
/// name, and what is cut short goes with the folder.
fn populate(
    root: &Path,
    brought: Brought<'_>,
    rendering: &Rendering,
    disk: &(dyn Disk + Sync),
) -> anyhow::Result<()> {
    let lock = Lock::of_new(rendering);
    let bases = first_bases(rendering);
    let of_rendering = rendering.files();
    let of_rendering = of_rendering.map(|(path, file)| (Cow::Borrowed(path), file.text.as_bytes()));
    let bases = bases.map(|(path, text)| (Cow::Owned(path), text.as_bytes()));
    let of_user = brought.files.iter();
    let of_user = of_user.map(|(path, bytes)| (Cow::Borrowed(path), &bytes[..]));
    let import = brought.import.map(|text| {
        let path = CratePath::of_import(SPEC).map_err(|why| anyhow!("{SPEC} {why}"))?;
        anyhow::Ok((Cow::Owned(path), text.as_bytes()))
    });
    let import = import.transpose()?;
    let files: Vec<_> = of_rendering
        .chain(bases)
        .chain(of_user)
        .chain(import)
        .collect();
    let folders: BTreeSet<_> = files.iter().flat_map(|(path, _)| path.folders()).collect();
    // Those around others come before them.
    for folder in &folders {
        disk.create_dir(&folder.under(root))
            .with_context(|| format!("cannot make the folder {folder}"))?;
    }
    let written = cores::map(&files, |(path, bytes)| {
        disk.write_new(&path.under(root), bytes)
            .with_context(|| format!("cannot write {path}"))
    });
    written.into_iter().collect::<anyhow::Result<()>>()?;
    let lock = lock.to_text()?;
    for (name, bytes) in [(SPEC, brought.spec), (LOCK, lock.as_bytes())] {
        let path = root.join(name);
        let write = || {
            let staged = disk.stage(&path, bytes)?;
            disk.flush(&staged)?;
            commit::create(disk, staged, &path)
        };
        write().with_context(|| format!("cannot write {name}"))?;
    }
    Ok(())
}

/// What merges start from in a new crate: the scaffolds of the user's files, each once, and the spec.
fn first_bases(rendering: &Rendering) -> impl Iterator<Item = (CratePath, &str)> {
    let scaffolds = rendering
        .hashed()
        .filter(|(_, file, _)| file.ownership != Ownership::Generated)
        .map(|(_, file, hash)| (CratePath::of_base(hash), file.text.as_str()));
    let scaffolds: BTreeMap<_, _> = scaffolds.collect();
    let spec = rendering.spec();
    scaffolds
        .into_iter()
        .chain(spec.map(|spec| (CratePath::of_last_spec(), spec)))
}

/// Splits `target` into the folder that exists, the first name below it that does not, and the rest.
fn split_at_missing(target: &Path) -> anyhow::Result<(PathBuf, OsString, Vec<OsString>)> {
    let target = std::path::absolute(target)?;
    let existing = target
        .ancestors()
        .find(|path| path.exists())
        .context("no folder above it exists")?;
    let mut missing = Vec::new();
    for part in target.strip_prefix(existing)?.components() {
        match part {
            Component::Normal(name) => missing.push(name.to_owned()),
            _ => bail!("the path has `..` below a folder that does not exist"),
        }
    }
    let rest = missing.split_off(1);
    let first = missing.pop().context("the path names no new folder")?;
    Ok((existing.to_owned(), first, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regen::RealDisk;
    use crate::render::{Ownership, RenderedFile};

    fn rendering() -> Rendering {
        let file = |path: &str, ownership| RenderedFile {
            path: path.to_owned(),
            former_path: None,
            ownership,
            text: path.to_owned(),
        };
        let files = vec![
            file("src/lib.rs", Ownership::Once),
            file("README.md", Ownership::Generated),
        ];
        Rendering::new(files).expect("good paths")
    }

    fn names(folder: &Path) -> Vec<String> {
        match Vacancy::of(folder).expect("a folder") {
            Vacancy::Folder(names) => names,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn makes_the_folders_above_and_keeps_the_spec_to_the_byte() {
        let root = tempfile::tempdir().expect("a folder");
        let target = root.path().join("a/b/c");
        create(&target, b"\xef\xbb\xbfspec\r\n", &rendering(), &RealDisk).expect("created");
        assert_eq!(
            names(&target),
            [".wmigen", "README.md", "src", "wmigen.lock", "wmigen.toml"]
        );
        assert_eq!(
            fs::read(target.join(SPEC)).expect("the spec"),
            b"\xef\xbb\xbfspec\r\n"
        );
        assert_eq!(names(root.path()), ["a"]);
        assert_eq!(names(&root.path().join("a")), ["b"]);
    }

    #[test]
    fn an_empty_folder_stays_the_same_folder() {
        let root = tempfile::tempdir().expect("a folder");
        let target = root.path().join("empty");
        fs::create_dir(&target).expect("a folder");
        let handle = fs::File::open(&target);
        create(&target, b"spec", &rendering(), &RealDisk).expect("created");
        assert_eq!(
            names(&target),
            [".wmigen", "README.md", "src", "wmigen.lock", "wmigen.toml"]
        );
        // Elsewhere a folder has no number to know it by.
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let before = handle
                .expect("the folder")
                .metadata()
                .expect("metadata")
                .ino();
            assert_eq!(fs::metadata(&target).expect("metadata").ino(), before);
        }
        #[cfg(not(unix))]
        drop(handle);
    }

    #[test]
    fn whatever_is_there_is_left_alone() {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join("file"), "mine").expect("a file");
        for target in [
            root.path().to_owned(),
            root.path().join("file"),
            root.path().join("file/below"),
        ] {
            create(&target, b"spec", &rendering(), &RealDisk).expect_err("in the way");
        }
        assert_eq!(names(root.path()), ["file"]);
        assert_eq!(
            fs::read(root.path().join("file")).expect("the file"),
            b"mine"
        );
    }

    // Windows takes `..` out of a path without looking.
    #[cfg(unix)]
    #[test]
    fn dots_do_not_lead_through_what_does_not_exist() {
        let root = tempfile::tempdir().expect("a folder");
        let error =
            create(&root.path().join("no/../x"), b"", &rendering(), &RealDisk).expect_err("dots");
        assert!(
            format!("{error:#}").contains("`..` below a folder that does not exist"),
            "{error:#}"
        );
        assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 0);
    }

    /// Only on Unix, because Windows lets administrators alone make links.
    #[cfg(unix)]
    #[test]
    fn a_link_to_nowhere_is_in_the_way() {
        let root = tempfile::tempdir().expect("a folder");
        let link = root.path().join("link");
        std::os::unix::fs::symlink("nowhere", &link).expect("a link");
        let way = Vacancy::NotAFolder(link.clone());
        assert_eq!(Vacancy::of(&link).expect("a link"), way);
        assert_eq!(Vacancy::of(&link.join("a/b")).expect("a link"), way);
    }
}
