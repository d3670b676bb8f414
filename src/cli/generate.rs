//! `wmigen generate`: makes the crate follow its spec, or says what stands in the way.

use std::path::PathBuf;

use clap::Args;

use super::printer::{Printer, Stage};
use super::project::Project;
use super::step::Step;
use super::{Status, report};
use crate::regen::{Plan, RealDisk, apply, diff};

/// Make the crate follow its spec; not a line of yours is lost
///
/// Writes what differs from the spec and deletes what is no longer in it, as long as the text on disk is wmigen's
/// own. A file that was edited, or that wmigen did not write, stops the whole run before anything is written.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The crate's folder [default: the nearest one upwards with a wmigen.toml]
    dir: Option<PathBuf>,

    /// Print what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Print the differences as unified diffs, and write nothing
    #[arg(long)]
    diff: bool,

    /// Overwrite edited and foreign files, after copying them to .wmigen/backup
    #[arg(long)]
    force: bool,
}

/// Runs the verb.
///
/// # Errors
/// When the spec or the lock cannot be read, or a template fails.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let project = Project::find(arguments.dir.as_deref())?;
    let Some(plan) = project.plan(printer)? else {
        return Ok(Status::Findings);
    };
    let plan = if arguments.force { plan.forced() } else { plan };
    if arguments.dry_run {
        let steps = Step::of_plan(&plan, printer.is_verbose());
        printer.steps(&steps, &project.root, Stage::Planned)?;
    }
    if arguments.diff {
        printer.diff(&diff(&plan))?;
    }
    if plan.refusals().next().is_some() {
        return refuse(&plan, &project, arguments.dry_run, printer);
    }
    if arguments.diff || arguments.dry_run {
        return Ok(Status::Done);
    }
    write(&plan, &project, printer)
}

/// Names the files that are in the way, all of them, unless the plan that was printed has named them.
fn refuse(
    plan: &Plan,
    project: &Project,
    listed: bool,
    printer: &mut Printer,
) -> anyhow::Result<Status> {
    if !listed {
        printer.steps(&Step::refusals(plan), &project.root, Stage::Refused)?;
    }
    let count = plan.refusals().count();
    let (files, are) = if count == 1 {
        ("file", "is")
    } else {
        ("files", "are")
    };
    printer.error(format_args!(
        "{count} {files} {are} in the way; nothing was written"
    ));
    report::help_with_refusals(plan, project, printer);
    Ok(Status::Findings)
}

/// Carries the plan out and says what was done.
fn write(plan: &Plan, project: &Project, printer: &mut Printer) -> anyhow::Result<Status> {
    if let Err(error) = apply(plan, project.folder(), &RealDisk) {
        printer.error(format_args!("{error:#}"));
        printer.help(format_args!(
            "every file is either as it was or complete; {}, and `{}` does the rest",
            report::remedy(&error),
            project.command("generate")
        ));
        return Ok(Status::CouldNotRun);
    }
    let steps = Step::of_plan(plan, printer.is_verbose());
    printer.steps(&steps, &project.root, Stage::Done)?;
    if plan.is_clean() {
        printer.say(format_args!("nothing to do: {}", report::summary(plan)));
    } else {
        printer.say(report::summary(plan));
    }
    Ok(Status::Done)
}
