//! Puts what a user brings into a folder that has files of others already, and replaces none of them.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, anyhow, ensure};

use super::commit;
use super::create::Brought;
use super::disk::Disk;
use super::imported::ImportedSpec;
use super::path::SPEC;

/// Writes the files that the spec names, and then the spec, with which the folder is a provider. A file that is there with the
/// same bytes stays.
///
/// # Errors
/// When another file has one of the names, or on the first operation that fails. Without the spec, what was written by then
/// is of no consequence.
pub fn join(root: &Path, brought: Brought<'_>, disk: &dyn Disk) -> anyhow::Result<()> {
    for (path, bytes) in brought.files {
        for folder in path.folders() {
            match disk.create_dir(&folder.under(root)) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(error).with_context(|| format!("cannot make the folder {folder}"));
                }
                _ => {}
            }
        }
        write(&path.under(root), bytes, disk).with_context(|| format!("cannot write {path}"))?;
    }
    write(&root.join(SPEC), brought.spec, disk).with_context(|| format!("cannot write {SPEC}"))?;
    // After the spec: without one, what is kept would be that of an earlier provider.
    match brought.import {
        Some(text) => ImportedSpec::new(root, SPEC)
            .map_err(|why| anyhow!("{SPEC} {why}"))?
            .keep(text, disk),
        None => Ok(()),
    }
}

fn write(path: &Path, bytes: &[u8], disk: &dyn Disk) -> anyhow::Result<()> {
    if path.symlink_metadata().is_ok() {
        ensure!(disk.read(path)? == bytes, "another file has the name");
        return Ok(());
    }
    let staged = disk.stage(path, bytes)?;
    disk.flush(&staged)?;
    Ok(commit::create(disk, staged, path)?)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::regen::{CratePath, RealDisk};

    #[test]
    fn what_is_there_is_not_replaced() {
        let root = tempfile::tempdir().expect("a folder");
        let path = CratePath::parse("mof/schema.mof").expect("a path");
        let files = [(path, b"class A {};".to_vec())];
        let brought = Brought {
            spec: b"spec",
            files: &files,
            import: None,
        };
        join(root.path(), brought, &RealDisk).expect("joined");
        join(root.path(), brought, &RealDisk).expect("the same");
        fs::write(root.path().join("mof/schema.mof"), "mine").expect("a file");
        fs::remove_file(root.path().join(SPEC)).expect("the spec");
        join(root.path(), brought, &RealDisk).expect_err("another");
        let text = fs::read_to_string(root.path().join("mof/schema.mof"));
        assert_eq!(text.expect("the file"), "mine");
        assert!(!root.path().join(SPEC).exists());
    }

    #[test]
    fn what_an_import_wrote_is_kept_for_the_next_one() {
        let root = tempfile::tempdir().expect("a folder");
        let brought = Brought {
            spec: b"spec by hand",
            files: &[],
            import: Some("spec of MOF"),
        };
        join(root.path(), brought, &RealDisk).expect("joined");
        let kept = ImportedSpec::new(root.path(), SPEC).expect("a name").base();
        assert_eq!(kept.as_deref(), Some("spec of MOF"));
    }
}
