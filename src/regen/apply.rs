//! Carries out a plan: the only code that changes an existing crate.
//!
//! Every file is written beside its place and then renamed, so that whatever fails, each file is the old
//! one or the new one and never half of either; how that is done without losing what an editor saves meanwhile is
//! [`commit`]'s part. Before the first of them the journal says what is about to be written,
//! and it goes when the lock says so: what a run has written that ended early is known for wmigen's own by
//! the next one, whatever the spec says by then.

mod single;
mod site;

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};

use super::bases::BaseWrite;
use super::commit;
use super::disk::Disk;
use super::lock::Lock;
use super::path::{CratePath, LOCK};
use super::plan::{Action, Plan};
use super::stale::Stale;
use crate::diagnostics::shown;
use crate::line_ends::{say, with_line_ends_of};
pub(super) use single::write_lasting;
pub use single::{ignore_own, remove_file, write_file};
use site::{Before, Lasting, Site, told};

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
    let [lock_before, journal_before] = &plan.record;
    site.write_journal(&plan.journal, journal_before.as_deref())?;
    site.sweep(&plan.stale)?;
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
        site.write_lock(lock, lock_before.as_deref())?;
    }
    for base in &plan.bases.remove {
        site.remove(&base.path, &base.before)?;
    }
    site.remove_journal()
}

impl Site<'_> {
    /// Says what is about to be written.
    fn write_journal(&self, lock: &Lock, before: Option<&[u8]>) -> anyhow::Result<()> {
        let (path, text) = (CratePath::of_journal(), lock.to_text()?);
        self.write(&path, text.as_bytes(), before.into(), Lasting::Yes)
    }

    /// The last operation of all, and only one: nothing that fails may come after it. Nobody but the run that has the
    /// crate's lock writes the journal.
    fn remove_journal(&self) -> anyhow::Result<()> {
        let path = CratePath::of_journal();
        commit::sweep(self.disk, &path.under(self.root))
            .with_context(|| format!("cannot delete {path}"))
    }

    fn write_lock(&self, lock: &Lock, before: Option<&[u8]>) -> anyhow::Result<()> {
        let (path, text) = (self.root.join(LOCK), lock.to_text()?);
        self.write_at(&path, LOCK, text.as_bytes(), before.into(), Lasting::Yes)
    }

    /// Deletes what a run left behind that was cut short. What may be somebody's goes to a backup.
    fn sweep(&self, stale: &[Stale]) -> anyhow::Result<()> {
        for Stale { path, copy } in stale {
            let Some(copy) = copy else {
                commit::sweep(self.disk, path)
                    .with_context(|| format!("cannot delete {}", shown(path)))?;
                continue;
            };
            self.make_folders(copy)?;
            commit::move_in(self.disk, path, &copy.under(self.root))
                .with_context(|| format!("cannot move {} to {copy}", shown(path)))?;
        }
        Ok(())
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
            self.write(backup, bytes, Before::Absent, Lasting::Yes)?;
        }
        Ok(())
    }

    fn write_base(&self, base: &BaseWrite) -> anyhow::Result<()> {
        let before = base.before.as_deref().into();
        self.write(&base.path, base.text.as_bytes(), before, Lasting::No)
    }

    /// Writes what `action` has to write. Half a file of the user's would pass for their work, so that it must not be
    /// left; half of one that is new is known for what it is.
    fn write_step(&self, path: &CratePath, action: &Action, is_users: bool) -> anyhow::Result<()> {
        match action {
            Action::Create { text } | Action::Restore { text } => {
                self.write(path, text.as_bytes(), Before::Absent, Lasting::No)
            }
            Action::Update { text, before } | Action::Overwrite { text, before, .. } => {
                let lasting = if is_users { Lasting::Yes } else { Lasting::No };
                let bytes = with_line_ends_of(text, before);
                self.write(path, &bytes, Before::Holds(before), lasting)
            }
            Action::Merge { merged, before, .. } => {
                self.write(path, merged, Before::Holds(before), Lasting::Yes)
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
            | Action::Keep
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
        let before = match replaced {
            Some(before) => Before::Holds(before),
            None if fs::read(incoming.under(self.root)).is_ok_and(|bytes| say(&bytes, text)) => {
                return Ok(());
            }
            None => Before::Absent,
        };
        self.write(incoming, text.as_bytes(), before, Lasting::No)
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
            self.delete(to, scaffold)?;
        }
        self.make_folders(to)?;
        let full = [from.under(self.root), to.under(self.root)];
        commit::relocate(self.disk, &full[0], &full[1], bytes)
            .map_err(|failed| told(failed, from.as_str(), "move"))
    }
}
