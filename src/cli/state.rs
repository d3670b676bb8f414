//! A provider crate as a verb finds it: its spec's rendering, its lock, and the files on disk.

use std::env;

use anyhow::{Context, ensure};

use super::interrupt::Stoppable;
use super::printer::Printer;
use super::project::Project;
use crate::cores::both;
use crate::diagnostics::rules::LOCK_VERSION;
use crate::diagnostics::{Diagnostic, Source, quoted, shown};
use crate::lint;
use crate::model::Provider;
use crate::regen::{
    Action, CratePath, Hash, JOURNAL, LOCK, Lock, Outline, Place, Plan, RealDisk, Rendering,
    RunLock, Tree, apply, next_backup, pending, plan, recall,
};
use crate::render::{self, OutlinedFile};

/// All that a plan is made of.
#[derive(Debug)]
pub struct State {
    /// What the spec means.
    pub provider: Provider,
    /// The provider of the last `generate`; none if that is not known, or if its spec has the same text.
    pub previous: Option<Provider>,
    /// The files that follow from the spec.
    pub rendering: Rendering,
    /// What wmigen wrote into the crate.
    pub lock: Lock,
    /// What is there now.
    pub tree: Tree,
    /// The texts of the lock and the journal, which change with every run that writes.
    record: Record,
}

/// Why a plan was not carried out completely.
#[derive(Debug)]
pub enum Failure {
    /// Nothing was done: another run is writing to the crate, or has written to it since.
    NotBegun(anyhow::Error),
    /// Some of it was done.
    CutShort(anyhow::Error),
}

/// Said by a run that finds another one at work.
const ANOTHER: &str =
    "another wmigen is writing to this crate; run the command again when it has ended";

/// The texts of the lock and the journal.
type Record = [Option<String>; 2];

impl State {
    /// Reads it; none if the spec has errors or the lock is of a newer format, which is printed.
    ///
    /// # Errors
    /// When the spec or the lock cannot be read, or a template fails.
    pub fn read(project: &Project, printer: &mut Printer) -> anyhow::Result<Option<Self>> {
        // What the lock names is looked at while the spec is read, which takes as long.
        let (found, read) = both(|| Found::look(project), || project.provider(printer));
        let Some((provider, source)) = read? else {
            return Ok(None);
        };
        let files = render::outline(None, &provider);
        let outline = Outline::new(&files)?;
        printer.detail(format_args!(
            "the provider {} has {} files",
            provider.name,
            outline.len()
        ));
        let Found { record, lock, tree } = found?;
        let Some(lock) = told(lock, project, &record, printer) else {
            return Ok(None);
        };
        let tree = tree.with_outline(project.folder(), &outline, &lock);
        let last = lock
            .spec
            .filter(|spec| *spec != Hash::of(source.text.as_bytes()));
        let last = last.and_then(|spec| tree.bases().text(spec));
        let previous = last.and_then(|text| Some((lint::check(&text).0?, text.into_owned())));
        let displaced = previous
            .as_ref()
            .and_then(|(last, _)| provider.displaced_since(last));
        if let Some((class, other)) = displaced {
            printer.error(format_args!(
                "{} has the module `{}` in Rust now, which was that of {} and has its code",
                quoted(&other.name),
                other.module,
                quoted(&class.name)
            ));
            printer.help(
                "give it another `rust-name`, run `wmigen generate`, and give it this one then",
            );
            return Ok(None);
        }
        let rendering = |spec: &str| {
            let recalled = recalled(&outline, spec, &lock, &tree);
            recalled.map_or_else(|| rendered(&provider, files, spec), Ok)
        };
        let rendering = match &previous {
            // A comment in the spec is no reason to write the lock anew.
            Some((meant, text)) if *meant == provider => rendering(text)?,
            // The last spec knows where the files of a class were.
            Some((meant, _)) if provider.has_moved_since(meant) => {
                let outline = render::outline(Some(meant), &provider);
                rendered(&provider, outline, &source.text)?
            }
            _ => rendering(&source.text)?,
        };
        let tree = tree.with_stale(project.folder(), &rendering, &lock);
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

    /// The user's files that have a changed scaffold, once `plan` has been carried out, and those that are older than
    /// theirs: how many there are of each.
    pub fn pending(&self, plan: &Plan) -> [usize; 2] {
        let lock = plan.lock.as_ref().unwrap_or(&self.lock);
        let is_there = |path: &CratePath| {
            plan.steps
                .get(path)
                .is_some_and(|step| *step != Action::Unchanged)
                || *self.tree.at(path) != Place::Absent
        };
        let pending = pending(&self.rendering, lock)
            .map(|(path, ..)| path)
            .filter(|path| is_there(path));
        let is_older = |path: &CratePath| {
            let entry = lock.files.get(path);
            entry.is_some_and(|entry| entry.hash.is_none())
        };
        let (older, changed): (Vec<_>, Vec<_>) = pending.partition(|path| is_older(path));
        [changed.len(), older.len()]
    }

    /// Carries `plan` out, unless another run is writing to the crate, or has since this state was read.
    ///
    /// # Errors
    /// In these cases, and when an operation fails.
    pub fn apply(&self, plan: &Plan, project: &Project) -> Result<(), Failure> {
        if plan.is_idle() {
            return Ok(());
        }
        let _held = self.begin(plan, project).map_err(Failure::NotBegun)?;
        let disk = Stoppable::new(RealDisk);
        apply(plan, project.folder(), &disk).map_err(Failure::CutShort)
    }

    /// Takes the crate's lock, if all is as it was when the plan was made. A run that came in between may have left a lock
    /// of the same text, but not a backup of the same number.
    fn begin(&self, plan: &Plan, project: &Project) -> anyhow::Result<RunLock> {
        let folder = project.folder();
        let held = RunLock::take(folder)?.context(ANOTHER)?;
        ensure!(
            record(project)? == self.record && next_backup(folder) == plan.backup_number(),
            "another wmigen has changed this crate meanwhile; run the command again"
        );
        Ok(held)
    }
}

/// What stands in a crate, as far as its lock knows.
struct Found {
    record: Record,
    /// The lock alone, or what is wrong with it; none if there is none.
    lock: Option<Result<Lock, Vec<Diagnostic>>>,
    tree: Tree,
}

impl Found {
    fn look(project: &Project) -> anyhow::Result<Self> {
        let record = settled_record(project)?;
        let lock = record[0].as_deref().map(Lock::read);
        let tree = match &lock {
            Some(Ok(lock)) => Tree::of_lock(project.folder(), lock),
            _ => Tree::of_lock(project.folder(), &Lock::new()),
        };
        Ok(Self { record, lock, tree })
    }
}

/// Set to have everything rendered, always: what is printed and written is the same.
const ALWAYS_RENDER: &str = "WMIGEN_ALWAYS_RENDER";

/// The rendering of the spec with this text, if the lock proves what it is.
fn recalled(outline: &Outline, spec: &str, lock: &Lock, tree: &Tree) -> Option<Rendering> {
    let is_unwanted = env::var_os(ALWAYS_RENDER).is_some_and(|value| !value.is_empty());
    let is_of_lock = lock.spec == Some(Hash::of(spec.as_bytes()));
    if is_unwanted || !is_of_lock {
        return None;
    }
    recall(outline, lock, tree)
}

/// The rendering of a spec with this text.
fn rendered(
    provider: &Provider,
    outline: Vec<OutlinedFile>,
    spec: &str,
) -> anyhow::Result<Rendering> {
    let files = render::render_outline(provider, outline)?;
    Ok(Rendering::new(files)?.of_spec(spec))
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

/// What wmigen wrote into the crate; nothing if there is no lock. Problems are printed. None if nothing can be
/// made of the lock, as of a spec with errors.
fn told(
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use clap::Parser;
    use tempfile::TempDir;

    use super::*;
    use crate::cli::Cli;
    use crate::regen::create;

    /// A crate whose user has edited a generated file.
    fn edited() -> TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let spec = include_str!("../../tests/cases/disk/wmigen.toml");
        let provider = lint::check(spec).0.expect("a sound spec");
        let rendering = Rendering::new(render::render(&provider).expect("templates"));
        let rendering = rendering.expect("good paths").of_spec(spec);
        let root = folder.path().join("disk");
        create(&root, spec.as_bytes(), &rendering, &RealDisk).expect("created");
        fs::write(root.join("src/generated.rs"), "// mine\n").expect("a file");
        folder
    }

    /// Lets a run read the crate and make its plan; then another one does `meanwhile`, before the first writes. Gives why
    /// the first one failed.
    fn raced(meanwhile: impl Fn(&Path)) -> String {
        let folder = edited();
        let root = folder.path().join("disk");
        let project = Project {
            named: None,
            root: root.clone(),
        };
        let cli = Cli::parse_from(["wmigen", "generate"]);
        let mut printer = Printer::new(&cli.output);
        let state = State::read(&project, &mut printer);
        let state = state.expect("a crate").expect("a sound spec");
        let plan = state.plan().forced();
        meanwhile(&root);
        let before = fs::read(root.join("src/generated.rs")).ok();
        let failure = state.apply(&plan, &project).expect_err("it has lost");
        assert_eq!(fs::read(root.join("src/generated.rs")).ok(), before);
        match failure {
            Failure::NotBegun(error) => error.to_string(),
            Failure::CutShort(error) => panic!("it has begun: {error:#}"),
        }
    }

    #[test]
    fn a_run_that_loses_the_race_has_not_begun_whatever_the_winner_has_copied() {
        const MEANWHILE: &str =
            "another wmigen has changed this crate meanwhile; run the command again";
        let copy = |root: &Path| {
            let copy = root.join(".wmigen/backup/1/src/generated");
            fs::create_dir_all(copy).expect("folders");
        };
        // Its lock may say the same as the one before.
        assert_eq!(raced(copy), MEANWHILE);
        for file in [LOCK, JOURNAL] {
            let written = raced(|root| {
                copy(root);
                fs::write(root.join(file), "# another\n").expect("a file");
            });
            assert_eq!(written, MEANWHILE, "{file}");
        }
        let held = std::cell::RefCell::new(None);
        let written = raced(|root| {
            copy(root);
            *held.borrow_mut() = RunLock::take(root).expect("a lock");
        });
        assert_eq!(written, ANOTHER);
    }

    #[test]
    fn what_a_run_has_half_done_that_is_at_work_was_not_cut_short() {
        let folder = edited();
        let root = folder.path().join("disk");
        let lock = fs::read_to_string(root.join(LOCK)).expect("the lock");
        fs::write(root.join(JOURNAL), lock).expect("a journal");
        let project = Project { named: None, root };
        let cli = Cli::parse_from(["wmigen", "generate"]);
        let mut printer = Printer::new(&cli.output);
        let held = RunLock::take(project.folder()).expect("a lock");
        let error = State::read(&project, &mut printer).expect_err("it is at work");
        assert_eq!(error.to_string(), ANOTHER);
        drop(held);
        let state = State::read(&project, &mut printer).expect("a crate");
        assert!(state.expect("a sound spec").lock.is_unfinished());
    }
}
