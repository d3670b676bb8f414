//! Carries out a plan: the only code that changes an existing crate.
//!
//! Every file is written beside its place and then renamed, so that whatever fails, each file is the old
//! one or the new one and never half of either. Before the first of them the journal says what is about to be written,
//! and it goes when the lock says so: what a run has written that ended early is known for wmigen's own by
//! the next one, whatever the spec says by then.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, bail, ensure};

use super::bases::BaseWrite;
use super::disk::{Disk, Existing};
use super::lock::{LOCK, Lock};
use super::path::{CratePath, JOURNAL};
use super::plan::{Action, Plan};
use super::text::{say, with_line_ends_of};
use crate::diagnostics::shown;

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
    if plan.is_idle() {
        return Ok(());
    }
    let site = Site { root, disk };
    site.write_journal(&plan.journal)?;
    for path in &plan.stale {
        disk.remove_file(path)
            .with_context(|| format!("cannot delete {}", shown(path)))?;
    }
    site.keep_copies(plan)?;
    // A user's file is not made before the scaffold is kept that it is made from.
    let (spec, scaffolds): (Vec<_>, Vec<_>) =
        plan.bases.write.iter().partition(|base| base.is_spec());
    for base in scaffolds {
        site.write_base(base)?;
    }
    for (path, action) in &plan.steps {
        let entry = plan.journal.files.get(path);
        site.write_step(
            path,
            action,
            entry.is_some_and(|entry| entry.kind.is_users()),
        )?;
    }
    for (path, action) in &plan.steps {
        if let Action::Remove { before } | Action::Prune { before, .. } = action {
            site.remove(path, before)?;
        }
    }
    // Until all is done, the last spec is the one before: the next run tells what has changed since that one.
    for base in spec {
        site.write_base(base)?;
    }
    if let Some(lock) = &plan.lock {
        site.write_lock(lock)?;
    }
    for base in &plan.bases.remove {
        site.remove(&base.path, &base.before)?;
    }
    site.remove_journal()
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
    /// Says what is about to be written.
    fn write_journal(&self, lock: &Lock) -> anyhow::Result<()> {
        let (path, text) = (CratePath::of_journal(), lock.to_text()?);
        self.write(&path, text.as_bytes(), Existing::Replace, Lasting::Yes)
    }

    /// The last operation of all.
    fn remove_journal(&self) -> anyhow::Result<()> {
        self.disk
            .remove_file(&self.root.join(JOURNAL))
            .with_context(|| format!("cannot delete {JOURNAL}"))
    }

    fn write_lock(&self, lock: &Lock) -> anyhow::Result<()> {
        let (path, text) = (self.root.join(LOCK), lock.to_text()?);
        self.write_at(
            &path,
            LOCK,
            text.as_bytes(),
            Existing::Replace,
            Lasting::Yes,
        )
    }

    /// Copies all that is not wmigen's and is about to be changed: nothing is overwritten before all of it is safe.
    fn keep_copies(&self, plan: &Plan) -> anyhow::Result<()> {
        let steps = plan.steps.values().filter_map(Action::backup);
        let written = plan
            .bases
            .write
            .iter()
            .filter_map(|base| Some((base.backup.as_ref()?, base.before.as_deref()?)));
        let removed = plan
            .bases
            .remove
            .iter()
            .filter_map(|base| Some((base.backup.as_ref()?, &base.before[..])));
        for (backup, bytes) in steps.chain(written).chain(removed) {
            self.write(backup, bytes, Existing::Keep, Lasting::Yes)?;
        }
        Ok(())
    }

    fn write_base(&self, base: &BaseWrite) -> anyhow::Result<()> {
        let existing = if base.before.is_some() {
            Existing::Replace
        } else {
            Existing::Keep
        };
        self.write(&base.path, base.text.as_bytes(), existing, Lasting::No)
    }

    /// Writes what `action` has to write. Half a file of the user's would pass for their work, so that it must not be
    /// left; half of one that is new is known for what it is.
    fn write_step(&self, path: &CratePath, action: &Action, is_users: bool) -> anyhow::Result<()> {
        match action {
            Action::Create { text } | Action::Restore { text } => {
                self.write(path, text.as_bytes(), Existing::Keep, Lasting::No)
            }
            Action::Update { text, before } | Action::Overwrite { text, before, .. } => {
                self.expect_still(path, before)?;
                let lasting = if is_users { Lasting::Yes } else { Lasting::No };
                let bytes = with_line_ends_of(text, before);
                self.write(path, &bytes, Existing::Replace, lasting)
            }
            Action::Merge { merged, before, .. } => {
                self.expect_still(path, before)?;
                self.write(path, merged, Existing::Replace, Lasting::Yes)
            }
            Action::Conflict {
                text,
                incoming,
                replaced,
                ..
            } => self.put_beside(incoming, text, replaced.as_ref().map(|(before, _)| before)),
            Action::Rename {
                from,
                bytes,
                replaces,
            } => self.move_file(from, path, bytes, replaces.as_deref()),
            Action::Unchanged
            | Action::Remove { .. }
            | Action::Prune { .. }
            | Action::Orphan
            | Action::Eject
            | Action::TakeBack
            | Action::Refuse(_) => Ok(()),
        }
    }

    /// Writes a scaffold that could not be merged, unless it is there already.
    fn put_beside(
        &self,
        incoming: &CratePath,
        text: &str,
        replaced: Option<&Vec<u8>>,
    ) -> anyhow::Result<()> {
        let existing = match replaced {
            Some(before) => {
                self.expect_still(incoming, before)?;
                Existing::Replace
            }
            None if fs::read(incoming.under(self.root)).is_ok_and(|bytes| say(&bytes, text)) => {
                return Ok(());
            }
            None => Existing::Keep,
        };
        self.write(incoming, text.as_bytes(), existing, Lasting::No)
    }

    /// Moves a file of the user's; an untouched scaffold makes room for it.
    fn move_file(
        &self,
        from: &CratePath,
        to: &CratePath,
        bytes: &[u8],
        replaces: Option<&[u8]>,
    ) -> anyhow::Result<()> {
        self.expect_still(from, bytes)?;
        if let Some(scaffold) = replaces {
            self.expect_still(to, scaffold)?;
            let full = to.under(self.root);
            self.disk
                .remove_file(&full)
                .with_context(|| format!("cannot delete {to}"))?;
        }
        self.make_folders(to)?;
        self.disk
            .move_file(&from.under(self.root), &to.under(self.root))
            .with_context(|| format!("cannot move {from} to {to}"))
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
