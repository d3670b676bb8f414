//! What a verb finds in a crate before it knows what is in the spec: the lock, the journal, and what they name.

use anyhow::{Context, ensure};

use crate::cli::printer::Printer;
use crate::cli::project::Project;
use crate::diagnostics::rules::LOCK_VERSION;
use crate::diagnostics::{Diagnostic, Source, shown};
use crate::lint;
use crate::model::Provider;
use crate::regen::{Hash, JOURNAL, LOCK, Lock, RunLock, Tree};

/// Said by a run that finds another one at work.
pub(super) const ANOTHER: &str =
    "another wmigen is writing to this crate; run the command again when it has ended";

/// The texts of the lock and the journal.
pub(super) type Record = [Option<String>; 2];

/// What stands in a crate, as far as its lock knows.
pub(super) struct Found {
    pub record: Record,
    /// The lock alone, or what is wrong with it; none if there is none.
    pub lock: Option<Result<Lock, Vec<Diagnostic>>>,
    pub tree: Tree,
    pub last: Option<Last>,
}

/// The spec of the last `generate`, where it was another one.
pub(super) struct Last {
    pub meant: Provider,
    pub text: String,
}

impl Found {
    pub fn look(project: &Project, source: &Source) -> anyhow::Result<Self> {
        let record = settled_record(project)?;
        let read = record[0].as_deref().map(Lock::read);
        let none = Lock::new();
        let lock = match &read {
            Some(Ok(lock)) => lock,
            _ => &none,
        };
        let tree = Tree::of_lock(project.folder(), lock);
        Ok(Self {
            last: Last::read(lock, &tree, source),
            record,
            lock: read,
            tree,
        })
    }
}

impl Last {
    pub fn read(lock: &Lock, tree: &Tree, source: &Source) -> Option<Self> {
        let spec = lock.spec?;
        if spec == Hash::of(source.text.as_bytes()) {
            return None;
        }
        let text = tree.bases().text(spec)?.into_owned();
        let meant = lint::check(&text).0?;
        Some(Self { meant, text })
    }
}

/// The record while no run is changing it. A running wmigen is not one that was cut short.
fn settled_record(project: &Project) -> anyhow::Result<Record> {
    let found = record(project)?;
    if found[1].is_none() {
        return Ok(found);
    }
    ensure!(!RunLock::is_taken(project.folder()), ANOTHER);
    // The run whose journal this was may have ended between the two looks.
    let again = record(project)?;
    ensure!(again == found || again[1].is_none(), ANOTHER);
    Ok(again)
}

pub(super) fn record(project: &Project) -> anyhow::Result<Record> {
    let folder = project.folder();
    let text = |found: anyhow::Result<_>, name: &str| {
        found.with_context(|| format!("cannot use {}", shown(&project.root.join(name))))
    };
    Ok([
        text(Lock::load(folder), LOCK)?,
        text(Lock::load_journal(folder), JOURNAL)?,
    ])
}

/// What wmigen wrote into the crate; nothing if there is no lock. Problems are printed. None if nothing can be
/// made of the lock, as of a spec with errors.
pub(super) fn told(
    read: Option<Result<Lock, Vec<Diagnostic>>>,
    project: &Project,
    record: &Record,
    printer: &mut Printer,
) -> Option<Lock> {
    let name = shown(&project.root.join(LOCK));
    let [text, journal] = record;
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
    let Some(journal) = journal else {
        return Some(lock);
    };
    let mut lock = lock;
    match lock.add_journal(journal) {
        Ok(()) => printer.detail("an earlier run was cut short; wmigen knows what it wrote"),
        Err(problems) => {
            let name = shown(&project.root.join(JOURNAL));
            let text = journal.clone();
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
        let backup = project.root.join(format!(".wmigen/backup/{number}"));
        if backup.is_dir() {
            printer.help(format_args!(
                "an earlier run was cut short; the copies it had made are in {}",
                shown(&backup)
            ));
        }
    }
    Some(lock)
}
