//! A provider crate as a verb finds it: its spec's rendering, its lock, and the files on disk.

mod found;
mod renderings;

use super::kept_parts::{self, KeptPart};
use super::own_templates::{self, Used};
use super::printer::Printer;
use super::project::Project;
use super::record::{Failure, Record};
use crate::cores::both;
use crate::diagnostics::quoted;
use crate::model::Provider;
use crate::regen::{Action, CratePath, Lock, Outline, Place, Plan, Rendering, Tree, pending, plan};
use crate::render::{self, MadeOf};
use found::{Found, Last};
use renderings::{Recalled, recalled_or_rendered, rendered_after};

/// All that a plan is made of.
#[derive(Debug)]
pub struct State {
    /// What the spec means.
    pub provider: Provider,
    /// The templates that the files are rendered by.
    pub templates: Used,
    /// The provider of the last `generate`; none if that is not known, or if its spec has the same text.
    pub previous: Option<Provider>,
    /// The files that follow from the spec.
    pub rendering: Rendering,
    /// The parts of the runtime that are among them for the user's code alone.
    kept_parts: Vec<KeptPart>,
    /// What wmigen wrote into the crate.
    pub lock: Lock,
    /// What is there now.
    pub tree: Tree,
    record: Record,
}

impl State {
    /// Reads it; none if the spec or a template has errors or the lock is of a newer format, which is printed.
    ///
    /// # Errors
    /// When the spec or the lock cannot be read, or a template fails.
    pub fn read(project: &Project, printer: &mut Printer) -> anyhow::Result<Option<Self>> {
        let source = project.source()?;
        printer.detail(format_args!("read {}", source.name));
        // What the lock names is looked at while the spec is read, which takes as long.
        let (found, provider) = both(
            || Found::look(project, &source),
            || project.meant(&source, printer),
        );
        let Some(provider) = provider else {
            return Ok(None);
        };
        let Found {
            record,
            lock,
            tree,
            last,
        } = found?;
        let Some(lock) = record.told(lock, &project.root, printer) else {
            return Ok(None);
        };
        let Some(used) = own_templates::of_project(project, &provider, &source, printer)? else {
            return Ok(None);
        };
        let kept_parts = kept_parts::find(&provider, project, &lock);
        let besides: Vec<_> = kept_parts.iter().map(|kept| kept.part).collect();
        let made_of = MadeOf {
            provider: &provider,
            besides: &besides,
            templates: used.templates(),
        };
        let files = render::outline(None, made_of);
        if !used.may_make(&files, &provider, printer) {
            return Ok(None);
        }
        let outline = Outline::new(&files)?;
        printer.detail(format_args!(
            "the provider {} has {} files",
            provider.name,
            outline.len()
        ));
        let tree = tree.with_outline(project.folder(), &outline, &lock);
        // A journal may know what the lock does not.
        let last = last.or_else(|| Last::read(&lock, &tree, &source));
        let previous = last.map(|Last { mut meant, text }| {
            meant.take_schema_of(&provider);
            (meant, text)
        });
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
        let there = (&outline, &lock, &tree);
        let are_sound = || used.are_sound(printer);
        let made = match &previous {
            // A comment in the spec is no reason to write the lock anew.
            Some((meant, text)) if *meant == provider => {
                recalled_or_rendered(made_of, files, text, there, are_sound)?
            }
            Some((meant, _)) => {
                // The last spec knows where the files of a class were.
                let files = if provider.has_moved_since(meant) {
                    render::outline(Some(meant), made_of)
                } else {
                    files
                };
                let there = (&lock, &tree);
                rendered_after(meant, made_of, files, &source.text, there, are_sound)?
            }
            None => recalled_or_rendered(made_of, files, &source.text, there, are_sound)?,
        };
        let Some(made) = made else {
            return Ok(None);
        };
        let Recalled { rendering, files } = made;
        printer.detail(format_args!("{files} of them need no rendering"));
        let tree = tree.with_stale(project.folder(), &rendering, &lock);
        Ok(Some(Self {
            provider,
            templates: used,
            previous: previous.map(|(meant, _)| meant),
            rendering,
            kept_parts,
            lock,
            tree,
            record,
        }))
    }

    /// The plan that makes the crate follow its spec.
    pub fn plan(&self) -> Plan {
        let mut plan = plan(&self.rendering, &self.lock, &self.tree);
        let kept = self.kept_parts.iter().map(ToString::to_string);
        plan.notes.extend(kept);
        plan
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
        self.record.carry_out(plan, &project.root)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use clap::Parser;
    use tempfile::TempDir;

    use super::*;
    use crate::cli::Cli;
    use crate::cli::record::ANOTHER;
    use crate::lint;
    use crate::regen::{JOURNAL, LOCK, RealDisk, RunLock, create};

    /// A crate whose user has edited a generated file.
    fn edited() -> TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let spec = include_str!("../../tests/cases/disk/wmigen.toml");
        let provider = lint::check(spec).0.expect("a sound spec");
        let rendering = Rendering::new(crate::render::render(&provider).expect("templates"));
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
            templates: None,
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
            "another wmigen has changed this folder meanwhile; run the command again";
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
        let project = Project {
            named: None,
            root,
            templates: None,
        };
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
