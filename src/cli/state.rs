//! A provider crate as a verb finds it: what its spec comes to, what its lock says, what stands on disk.

use anyhow::{Context, bail, ensure};

use super::printer::Printer;
use super::project::Project;
use crate::diagnostics::rules::LOCK_VERSION;
use crate::diagnostics::{Source, shown};
use crate::model::Provider;
use crate::regen::{
    Action, CratePath, Hash, JOURNAL, LOCK, Lock, Place, Plan, RealDisk, Rendering, RunLock, Tree,
    apply, pending, plan,
};
use crate::{lint, render};

/// All that a plan is made of.
#[derive(Debug)]
pub struct State {
    /// What the spec means.
    pub provider: Provider,
    /// What the spec meant that was generated from last; none if that is not known, or has the text of this one.
    pub previous: Option<Provider>,
    /// The files that the spec comes to.
    pub rendering: Rendering,
    /// What wmigen wrote into the crate.
    pub lock: Lock,
    /// What is there now.
    pub tree: Tree,
    /// The texts of the lock and the journal, which change with every run that writes.
    record: Record,
}

/// The texts of the lock and the journal.
type Record = [Option<String>; 2];

impl State {
    /// Reads it; none if the spec has errors or the lock is of a newer format, which is printed.
    ///
    /// # Errors
    /// When the spec or the lock cannot be read, or a template fails.
    pub fn read(project: &Project, printer: &mut Printer) -> anyhow::Result<Option<Self>> {
        let Some((provider, source)) = project.provider(printer)? else {
            return Ok(None);
        };
        let rendering = Rendering::new(render::render(&provider)?)?.of_spec(&source.text);
        printer.detail(format_args!(
            "the provider {} comes to {} files",
            provider.name,
            rendering.len()
        ));
        let record = record(project)?;
        let Some(lock) = lock(project, &record, printer)? else {
            return Ok(None);
        };
        let tree = Tree::read(project.folder(), &rendering, &lock);
        let last = lock
            .spec
            .filter(|spec| *spec != Hash::of(source.text.as_bytes()));
        let last = last.and_then(|spec| tree.bases().text(spec));
        let previous = last.and_then(|text| Some((lint::check(&text).0?, text.into_owned())));
        // A comment in the spec is no reason to write the lock anew.
        let rendering = match &previous {
            Some((meant, text)) if *meant == provider => rendering.of_spec(text),
            _ => rendering,
        };
        Ok(Some(Self {
            provider,
            previous: previous.map(|(meant, _)| meant),
            rendering,
            lock,
            tree,
            record,
        }))
    }

    /// The plan that makes the crate follow its spec.
    pub fn plan(&self) -> Plan {
        plan(&self.rendering, &self.lock, &self.tree)
    }

    /// How many files of the user's were made from a scaffold that is another, once `plan` has been carried out.
    pub fn pending(&self, plan: &Plan) -> usize {
        let lock = plan.lock.as_ref().unwrap_or(&self.lock);
        let is_there = |path: &CratePath| {
            plan.steps
                .get(path)
                .is_some_and(|step| *step != Action::Unchanged)
                || self.tree.at(path) != Place::Absent
        };
        pending(&self.rendering, lock)
            .filter(|(path, _)| is_there(path))
            .count()
    }

    /// Carries `plan` out, unless another run is writing to the crate, or has since this state was read.
    ///
    /// # Errors
    /// In these cases, and when an operation fails.
    pub fn apply(&self, plan: &Plan, project: &Project) -> anyhow::Result<()> {
        if plan.is_idle() {
            return Ok(());
        }
        let Some(_held) = RunLock::take(project.folder())? else {
            bail!(
                "another wmigen is writing to this crate; run the command again when it has ended"
            );
        };
        ensure!(
            record(project)? == self.record,
            "another wmigen has changed this crate meanwhile; run the command again"
        );
        apply(plan, project.folder(), &RealDisk)
    }
}

fn record(project: &Project) -> anyhow::Result<Record> {
    let folder = project.folder();
    let text = |found: anyhow::Result<_>, name: &str| {
        found.with_context(|| format!("cannot use {}", shown(&project.root.join(name))))
    };
    Ok([
        text(Lock::load(folder), LOCK)?,
        text(Lock::load_journal(folder), JOURNAL)?,
    ])
}

/// What wmigen wrote into the crate; nothing if there is no lock. Problems are printed. None if it is a newer wmigen
/// that has to be asked.
fn lock(project: &Project, record: &Record, printer: &mut Printer) -> anyhow::Result<Option<Lock>> {
    let name = shown(&project.root.join(LOCK));
    let [text, journal] = record;
    let read = match text {
        None => {
            printer.detail(format_args!("there is no {name}"));
            Ok(Lock::new())
        }
        Some(text) => {
            printer.detail(format_args!("read {name}"));
            Lock::read(text)
        }
    };
    let lock = match read {
        Ok(lock) => lock,
        Err(problems) => {
            let text = text.clone().unwrap_or_default();
            let source = Source { name, text };
            printer.diagnostics(&problems, &source);
            if problems
                .iter()
                .all(|problem| problem.rule == LOCK_VERSION.id)
            {
                return Ok(None);
            }
            bail!("cannot use {}; nothing was written", source.name)
        }
    };
    let Some(journal) = journal else {
        return Ok(Some(lock));
    };
    let mut lock = lock;
    match lock.add_journal(journal) {
        Ok(()) => printer.detail("a run before this one was cut short; what it wrote is known"),
        Err(problems) => {
            let name = shown(&project.root.join(JOURNAL));
            let text = journal.clone();
            if problems
                .iter()
                .all(|problem| problem.rule == LOCK_VERSION.id)
            {
                printer.diagnostics(&problems, &Source { name, text });
                return Ok(None);
            }
            printer.help(format_args!(
                "{name} cannot be read, so that what a run wrote that was cut short may pass for an edit"
            ));
        }
    }
    for number in lock.unfinished_backups() {
        let backup = project.root.join(format!(".wmigen/backup/{number}"));
        if backup.is_dir() {
            printer.help(format_args!(
                "a run before this one was cut short; what it had copied by then is in {}",
                shown(&backup)
            ));
        }
    }
    Ok(Some(lock))
}
