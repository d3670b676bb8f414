//! One file of a crate written, deleted or looked at once more, and the folders that it is in.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use crate::diagnostics::shown;
use crate::regen::commit::{self, Failed};
use crate::regen::disk::Disk;
use crate::regen::path::CratePath;

/// What [`Site::write`] expects to find.
#[derive(Clone, Copy)]
pub(super) enum Before<'a> {
    /// Nothing.
    Absent,
    /// A file with these bytes.
    Holds(&'a [u8]),
}

impl<'a> From<Option<&'a [u8]>> for Before<'a> {
    fn from(before: Option<&'a [u8]>) -> Self {
        before.map_or(Self::Absent, Self::Holds)
    }
}

/// Whether a file must survive a power failure the moment it has been written. What wmigen can render
/// again need not, and is written the faster for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lasting {
    Yes,
    No,
}

/// A crate that is being changed.
pub(super) struct Site<'a> {
    pub(super) root: &'a Path,
    pub(super) disk: &'a dyn Disk,
}

impl Site<'_> {
    pub(super) fn write(
        &self,
        path: &CratePath,
        bytes: &[u8],
        before: Before<'_>,
        lasting: Lasting,
    ) -> anyhow::Result<()> {
        self.make_folders(path)?;
        self.write_at(
            &path.under(self.root),
            path.as_str(),
            bytes,
            before,
            lasting,
        )
    }

    /// Writes a file whose folder exists; `name` is what an error calls it.
    pub(super) fn write_at(
        &self,
        target: &Path,
        name: &str,
        bytes: &[u8],
        before: Before<'_>,
        lasting: Lasting,
    ) -> anyhow::Result<()> {
        let attempt = || {
            let staged = self.disk.stage(target, bytes)?;
            if lasting == Lasting::Yes {
                self.disk.flush(&staged)?;
            }
            match before {
                Before::Absent => Ok(commit::create(self.disk, staged, target)?),
                Before::Holds(before) => commit::replace(self.disk, staged, target, before, bytes),
            }
        };
        attempt().map_err(|failed| told(failed, name, "write"))
    }

    /// Makes the folders that `path` is in. They are looked at once more, because the plan has not seen
    /// those of a backup, and a link among them would lead out of the crate.
    pub(super) fn make_folders(&self, path: &CratePath) -> anyhow::Result<()> {
        for folder in path.folders() {
            let full = folder.under(self.root);
            match fs::symlink_metadata(&full) {
                Ok(found) if found.is_dir() => {}
                Ok(found) if found.is_symlink() => {
                    bail!(
                        "cannot write {path}: {folder} is a symbolic link, and wmigen follows none"
                    )
                }
                Ok(_) => bail!("cannot write {path}: {folder} is not a folder"),
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    self.disk
                        .create_dir(&full)
                        .with_context(|| format!("cannot make the folder {folder}"))?;
                }
                Err(error) => {
                    return Err(error).with_context(|| format!("cannot look at {folder}"));
                }
            }
        }
        Ok(())
    }

    pub(super) fn delete(&self, path: &CratePath, before: &[u8]) -> anyhow::Result<()> {
        commit::delete(self.disk, &path.under(self.root), before)
            .map_err(|failed| told(failed, path.as_str(), "delete"))
    }

    /// Deletes a file, and the folders that are empty without it.
    pub(super) fn remove(&self, path: &CratePath, before: &[u8]) -> anyhow::Result<()> {
        self.delete(path, before)?;
        for folder in path.folders().rev() {
            let full = folder.under(self.root);
            let mut rest =
                fs::read_dir(&full).with_context(|| format!("cannot look into {folder}"))?;
            if rest.next().is_some() {
                break;
            }
            commit::remove_folder(self.disk, &full)
                .with_context(|| format!("cannot delete the empty folder {folder}"))?;
        }
        Ok(())
    }

    /// Fails if a file is not what the plan saw, before anything is done that leads to it.
    pub(super) fn expect_still(&self, path: &CratePath, before: &[u8]) -> anyhow::Result<()> {
        let now = self
            .disk
            .read(&path.under(self.root))
            .with_context(|| format!("cannot read {path}"))?;
        if now == before {
            return Ok(());
        }
        Err(told(Failed::Changed { kept: None }, path.as_str(), "read"))
    }
}

/// What went wrong with the file `name` that was to be changed in the way that `verb` says.
pub(super) fn told(failed: Failed, name: &str, verb: &str) -> anyhow::Error {
    match failed {
        Failed::Io(error) => anyhow::Error::from(error).context(format!("cannot {verb} {name}")),
        Failed::Changed { kept: None } => {
            anyhow!("{name} was changed while wmigen ran; it was left as it is")
        }
        Failed::Changed { kept: Some(kept) } => anyhow!(
            "{name} was changed while wmigen ran, more than once; it is as it was saved last, and what was saved before \
             that is in {}",
            shown(&kept)
        ),
    }
}
