//! What wmigen remembers in a folder that it writes to, a crate or a folder of templates: the lock and the journal; and how
//! a plan is carried out there.

use std::path::Path;

use anyhow::{Context, ensure};

use super::interrupt::Stoppable;
use super::printer::Printer;
use super::project::folder;
use crate::diagnostics::rules::LOCK_VERSION;
use crate::diagnostics::{Diagnostic, Source, shown};
use crate::regen::{JOURNAL, LOCK, Lock, Plan, RealDisk, RunLock, apply, next_backup};

/// Said by a run that finds another one at work.
pub const ANOTHER: &str =
    "another wmigen is writing to this folder; run the command again when it has ended";

/// The texts of the lock and the journal, which change with every run that writes.
#[derive(Debug, PartialEq, Eq)]
pub struct Record([Option<String>; 2]);

/// Why a plan was not carried out completely.
#[derive(Debug)]
pub enum Failure {
    /// Nothing was done: another run is writing to the folder, or has written to it since.
    NotBegun(anyhow::Error),
    /// Some of it was done.
    CutShort(anyhow::Error),
}

impl Record {
    /// The record of the folder at `root` while no run is changing it. A running wmigen is not one that was cut short.
    ///
    /// # Errors
    /// When one is running, or a file of the record gives no text.
    pub fn settled(root: &Path) -> anyhow::Result<Self> {
        let found = Self::read(root)?;
        if !found.has_journal() {
            return Ok(found);
        }
        ensure!(!RunLock::is_taken(folder(root)), ANOTHER);
        // The run whose journal this was may have ended between the two looks.
        let again = Self::read(root)?;
        ensure!(again == found || !again.has_journal(), ANOTHER);
        Ok(again)
    }

    fn read(root: &Path) -> anyhow::Result<Self> {
        let text = |found: anyhow::Result<_>, name: &str| {
            found.with_context(|| format!("cannot use {}", shown(&root.join(name))))
        };
        Ok(Self([
            text(Lock::load(folder(root)), LOCK)?,
            text(Lock::load_journal(folder(root)), JOURNAL)?,
        ]))
    }

    fn has_journal(&self) -> bool {
        self.0[1].is_some()
    }

    /// The lock alone, or what is wrong with it; none if there is none.
    pub fn lock(&self) -> Option<Result<Lock, Vec<Diagnostic>>> {
        self.0[0].as_deref().map(Lock::read)
    }

    /// What wmigen wrote into the folder at `root`, with `read` for the lock alone; nothing if there is no lock. Problems
    /// are printed. None if nothing can be made of the lock, as of a spec with errors.
    pub fn told(
        &self,
        read: Option<Result<Lock, Vec<Diagnostic>>>,
        root: &Path,
        printer: &mut Printer,
    ) -> Option<Lock> {
        let name = shown(&root.join(LOCK));
        let [text, journal] = &self.0;
        let read = match read {
            None => {
                printer.detail(format_args!("there is no {name}"));
                Ok(Lock::new())
            }
            Some(read) => {
                printer.detail(format_args!("read {name}"));
                read
            }
        };
        let lock = match read {
            Ok(lock) => lock,
            Err(problems) => {
                let text = text.clone().unwrap_or_default();
                let source = Source { name, text };
                printer.diagnostics(&problems, &source);
                printer.help("nothing was written");
                return None;
            }
        };
        match journal {
            Some(journal) => with_journal(lock, journal, root, printer),
            None => Some(lock),
        }
    }

    /// Carries `plan` out in the folder at `root`, unless another run is writing to it, or has since this record was read.
    ///
    /// # Errors
    /// In these cases, and when an operation fails.
    pub fn carry_out(&self, plan: &Plan, root: &Path) -> Result<(), Failure> {
        if plan.is_idle() {
            return Ok(());
        }
        let _held = self.begin(plan, root).map_err(Failure::NotBegun)?;
        let disk = Stoppable::new(RealDisk);
        apply(plan, folder(root), &disk).map_err(Failure::CutShort)
    }

    /// Takes the folder's lock, if all is as it was when the plan was made. A run that came in between may have left a lock
    /// of the same text, but not a backup of the same number.
    fn begin(&self, plan: &Plan, root: &Path) -> anyhow::Result<RunLock> {
        let held = RunLock::take(folder(root))?.context(ANOTHER)?;
        ensure!(
            Self::read(root)? == *self && next_backup(folder(root)) == plan.backup_number(),
            "another wmigen has changed this folder meanwhile; run the command again"
        );
        Ok(held)
    }
}

/// The lock with what the journal adds, of which the user is told.
fn with_journal(mut lock: Lock, journal: &str, root: &Path, printer: &mut Printer) -> Option<Lock> {
    match lock.add_journal(journal) {
        Ok(()) => printer.detail("an earlier run was cut short; wmigen knows what it wrote"),
        Err(problems) => {
            let name = shown(&root.join(JOURNAL));
            let text = journal.to_owned();
            if problems
                .iter()
                .all(|problem| problem.rule == LOCK_VERSION.id)
            {
                printer.diagnostics(&problems, &Source { name, text });
                return None;
            }
            printer.help(format_args!(
                "{name} cannot be read: text of an earlier run that was cut short may look like an edit"
            ));
        }
    }
    for number in lock.unfinished_backups() {
        let backup = root.join(format!(".wmigen/backup/{number}"));
        if backup.is_dir() {
            printer.help(format_args!(
                "an earlier run was cut short; the copies it had made are in {}",
                shown(&backup)
            ));
        }
    }
    Some(lock)
}
