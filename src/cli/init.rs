//! `wmigen init`: a provider in a folder that has a crate or a repository already.

mod own_crate;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, ValueHint};

use super::interrupt::Stoppable;
use super::new::{self, Start, Started};
use super::printer::{Printer, Stage};
use super::project::{Project, folder};
use super::record::{Failure, Record};
use super::state::State;
use super::step::Step;
use super::{Status, own_templates, report, shell};
use crate::diagnostics::shown;
use crate::regen::{
    Brought, CratePath, LOCK, Lock, Plan, RealDisk, Refusal, SPEC, Tree, Vacancy, join, plan,
};

use own_crate::OwnCrate;

/// Where wmigen keeps what it remembers of a crate.
const KEPT: &str = ".wmigen";

/// Make a provider in a folder that has a crate or a repository already
///
/// None of your lines are lost: what is missing is written, your Cargo.toml gets the keys that a provider needs, and your
/// other files stay as they are. A file in the place of one of wmigen's own stops the run before anything is written. In an
/// empty folder, it is `wmigen new`. Without `--name`, the provider is named after the crate.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder [default: this one]
    #[arg(value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,

    #[command(flatten)]
    start: Start,
}

/// Runs the verb.
///
/// # Errors
/// When the spec cannot be read, there is no name for the provider, or a template fails.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let mut arguments = new::Arguments {
        dir: arguments.dir.clone().unwrap_or_else(|| PathBuf::from(".")),
        start: arguments.start.clone(),
    };
    let dir = &arguments.dir.clone();
    let vacancy = Vacancy::of(dir).with_context(|| format!("cannot look at {}", shown(dir)))?;
    let Vacancy::Folder(names) = vacancy else {
        return new::run(&arguments, printer);
    };
    if names.iter().any(|name| name == SPEC) {
        already(dir, printer);
        return Ok(Status::Findings);
    }
    new::ensure_name_is_of_starter(&arguments)?;
    let own_crate = OwnCrate::read(dir);
    if arguments.start.spec.is_none() && arguments.start.name.is_none() {
        arguments.start.name = own_crate.provider_name();
    }
    let root = own_templates::full_path(dir)?;
    let Some(Started { source, import }) = new::source(&arguments, &root, printer)? else {
        return Ok(Status::Findings);
    };
    let Some(made) = new::make(&source, &root, &arguments, printer)? else {
        return Ok(Status::Findings);
    };
    let lock = Lock::new();
    let tree = Tree::read(&root, &made.rendering, &lock);
    let plan = plan(&made.rendering, &lock, &tree).with_fingerprint();
    if refuse(dir, &own_crate, &plan, &made.brought, printer)? {
        return Ok(Status::Findings);
    }
    let is_here = dir == Path::new(".");
    let project = Project {
        named: Some(dir.clone()).filter(|_| !is_here),
        root: if is_here { PathBuf::new() } else { dir.clone() },
        templates: arguments
            .start
            .templates
            .clone()
            .filter(|_| made.is_named_always),
    };
    let brought = Brought {
        spec: made.text.as_bytes(),
        files: &made.brought,
        import: import.as_deref(),
    };
    if let Some(failed) = write(&project, brought, &plan, printer)? {
        return Ok(failed);
    }
    printer.steps(
        &Step::of_plan(&plan, printer.is_verbose()),
        &project.root,
        Stage::Done,
    )?;
    printer.say(report::summary(&plan));
    report::tell_notes(&plan, printer);
    new::congratulate(
        dir,
        project.templates.as_deref(),
        &made.provider,
        made.rendering.len() + made.brought.len(),
        printer,
    );
    tell_of_scaffolds(&project, printer)?;
    Ok(new::settle_in(&arguments, printer))
}

/// Says that the folder is a provider already.
fn already(dir: &Path, printer: &mut Printer) {
    let dir = Some(dir).filter(|dir| *dir != Path::new("."));
    printer.error(format_args!(
        "{} is there already",
        shown(&dir.unwrap_or(Path::new("")).join(SPEC))
    ));
    let generate = shell::command("generate", dir);
    printer.help(format_args!(
        "nothing was written; it is a provider already, and `{generate}` makes it follow its spec"
    ));
}

/// Says all that is in the way, and whether there is anything.
fn refuse(
    dir: &Path,
    own_crate: &OwnCrate,
    plan: &Plan,
    brought: &[(CratePath, Vec<u8>)],
    printer: &mut Printer,
) -> anyhow::Result<bool> {
    let mut problems: Vec<_> = own_crate.edition_problem().into_iter().collect();
    for name in [LOCK, KEPT] {
        if dir.join(name).symlink_metadata().is_ok() {
            problems.push(format!(
                "{name} is there without a {SPEC}, and says what an earlier provider was"
            ));
        }
    }
    for (path, bytes) in brought {
        let there = fs::read(path.under(dir));
        if there.is_ok_and(|there| there != *bytes) {
            problems.push(format!(
                "{path} is another file than the one that the spec names"
            ));
        }
    }
    printer.steps(&Step::refusals(plan), dir, Stage::Refused)?;
    for problem in &problems {
        printer.error(problem);
    }
    let refused: Vec<_> = plan.refusals().collect();
    match refused.len() {
        0 => {}
        1 => printer.error("1 file is in the way"),
        count => printer.error(format_args!("{count} files are in the way")),
    }
    if refused.is_empty() && problems.is_empty() {
        return Ok(false);
    }
    if refused
        .iter()
        .any(|(_, refusal)| matches!(refusal, Refusal::Broken(_)))
    {
        printer.help(
            "correct Cargo.toml: wmigen changes only some of its keys, and does not guess the rest",
        );
    }
    let own = Path::new("provider");
    let own = if dir == Path::new(".") {
        own.to_owned()
    } else {
        dir.join(own)
    };
    let elsewhere = shell::command("new", Some(&own));
    printer.help(format_args!(
        "nothing was written; move what is in the way, or make the provider in a folder of its own: `{elsewhere}`"
    ));
    Ok(true)
}

/// Writes the spec, and carries the plan out. Gives how the run ends if that fails.
fn write(
    project: &Project,
    brought: Brought<'_>,
    plan: &Plan,
    printer: &mut Printer,
) -> anyhow::Result<Option<Status>> {
    let record = Record::settled(&project.root)?;
    let disk = Stoppable::new(RealDisk);
    let then = format!("`{}` does the rest", project.command("generate"));
    if let Err(error) = join(folder(&project.root), brought, &disk) {
        let failure = Failure::NotBegun(error);
        return Ok(Some(report::failed_in(
            &project.root,
            &failure,
            plan,
            &then,
            printer,
        )));
    }
    drop(disk);
    Ok(match record.carry_out(plan, &project.root) {
        Ok(()) => None,
        Err(failure) => {
            let failed = report::failed_in(&project.root, &failure, plan, &then, printer);
            Some(failed)
        }
    })
}

/// Says which of the files that were there do not have what their scaffolds have.
fn tell_of_scaffolds(project: &Project, printer: &mut Printer) -> anyhow::Result<()> {
    if let Some(state) = State::read(project, printer)? {
        report::pending_scaffolds(&state, &state.plan(), project, printer);
    }
    Ok(())
}
