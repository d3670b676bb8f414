//! Carries out a plan: the only code that changes an existing crate.
//!
//! Every file is written beside its place and then renamed, so that whatever fails, each file is the old
//! one or the new one and never half of either. The lock is written last. A run that ended early is
//! finished by the next of the same spec: what was written already equals the rendering and counts as
//! unchanged. If the spec changes in between, the lock does not know those files, and they are refused.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, bail, ensure};

use super::disk::{Disk, Existing};
use super::lock::LOCK;
use super::path::CratePath;
use super::plan::{Action, Plan};
use super::text::with_line_ends_of;

/// Does to the crate at `root` what `plan` says.
///
/// # Errors
/// If the plan has refusals, before anything is written; otherwise the first operation that fails, with
/// the file that it failed on.
pub fn apply(plan: &Plan, root: &Path, disk: &dyn Disk) -> anyhow::Result<()> {
    ensure!(
        plan.refusals().next().is_none(),
        "files are in the way; nothing was written"
    );
    let site = Site { root, disk };
    // First of all the copies of what is not wmigen's: nothing is overwritten before all of it is safe.
    for action in plan.steps.values() {
        if let Action::Overwrite { before, backup, .. } = action {
            site.write(backup, before, Existing::Keep, Lasting::Yes)?;
        }
    }
    for (path, action) in &plan.steps {
        site.write_step(path, action)?;
    }
    for (path, action) in &plan.steps {
        if let Action::Remove { before } = action {
            site.remove(path, before)?;
        }
    }
    if let Some(lock) = &plan.lock {
        site.write_at(
            &root.join(LOCK),
            LOCK,
            lock.to_text()?.as_bytes(),
            Existing::Replace,
            Lasting::Yes,
        )?;
    }
    Ok(())
}

/// Whether a file must survive a power failure the moment it has been written. What wmigen can render
/// again need not, and is written the faster for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lasting {
    Yes,
    No,
}

/// A crate that is being changed.
struct Site<'a> {
    root: &'a Path,
    disk: &'a dyn Disk,
}

impl Site<'_> {
    /// Writes what `action` has to write.
    fn write_step(&self, path: &CratePath, action: &Action) -> anyhow::Result<()> {
        match action {
            Action::Create { text } | Action::Restore { text } => {
                self.write(path, text.as_bytes(), Existing::Keep, Lasting::No)
            }
            Action::Update { text, before } | Action::Overwrite { text, before, .. } => {
                self.expect_still(path, before)?;
                self.write(
                    path,
                    &with_line_ends_of(text, before),
                    Existing::Replace,
                    Lasting::No,
                )
            }
            Action::Unchanged | Action::Remove { .. } | Action::Orphan | Action::Refuse(_) => {
                Ok(())
            }
        }
    }

    fn write(
        &self,
        path: &CratePath,
        bytes: &[u8],
        existing: Existing,
        lasting: Lasting,
    ) -> anyhow::Result<()> {
        self.make_folders(path)?;
        self.write_at(
            &path.under(self.root),
            path.as_str(),
            bytes,
            existing,
            lasting,
        )
    }

    /// Writes a file whose folder exists; `name` is what an error calls it.
    fn write_at(
        &self,
        target: &Path,
        name: &str,
        bytes: &[u8],
        existing: Existing,
        lasting: Lasting,
    ) -> anyhow::Result<()> {
        let attempt = || {
            let staged = self.disk.stage(target, bytes)?;
            if lasting == Lasting::Yes {
                self.disk.flush(&staged)?;
            }
            self.disk.commit(staged, target, existing)
        };
        attempt().with_context(|| format!("cannot write {name}"))
    }

    /// Makes the folders that `path` is in. They are looked at once more, because the plan has not seen
    /// those of a backup, and a link among them would lead out of the crate.
    fn make_folders(&self, path: &CratePath) -> anyhow::Result<()> {
        for folder in path.folders() {
            let full = folder.under(self.root);
            match fs::symlink_metadata(&full) {
                Ok(found) if found.is_dir() => {}
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

    /// Deletes a file, and the folders that are empty without it.
    fn remove(&self, path: &CratePath, before: &[u8]) -> anyhow::Result<()> {
        self.expect_still(path, before)?;
        self.disk
            .remove_file(&path.under(self.root))
            .with_context(|| format!("cannot delete {path}"))?;
        for folder in path.folders().rev() {
            let full = folder.under(self.root);
            let mut rest =
                fs::read_dir(&full).with_context(|| format!("cannot look into {folder}"))?;
            if rest.next().is_some() {
                break;
            }
            self.disk
                .remove_dir(&full)
                .with_context(|| format!("cannot delete the empty folder {folder}"))?;
        }
        Ok(())
    }

    /// Fails if the file is not what the plan saw: an editor may have saved it in between.
    fn expect_still(&self, path: &CratePath, before: &[u8]) -> anyhow::Result<()> {
        let now = fs::read(path.under(self.root)).with_context(|| format!("cannot read {path}"))?;
        ensure!(
            now == before,
            "{path} was changed while wmigen ran; it was left as it is"
        );
        Ok(())
    }
}
