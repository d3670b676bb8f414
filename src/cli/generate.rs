//! `wmigen generate`: makes the crate follow its spec, or says what stands in the way.

use std::path::PathBuf;

use clap::Args;

use super::own_templates::Named;
use super::printer::{Printer, Stage};
use super::project::Project;
use super::state::State;
use super::step::Step;
use super::{Status, meaning, report};
use crate::regen::{Plan, diff};

/// Make the crate follow its spec; none of your lines are lost
///
/// Writes what differs from the spec and deletes what is no longer in it, as long as the text on disk is wmigen's own.
/// A file that was edited, or that wmigen did not write, stops the whole run before anything is written. Then says what
/// the changes mean for your code, and where.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
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

    /// Write even if a newer wmigen has written the crate
    #[arg(long)]
    allow_downgrade: bool,

    #[command(flatten)]
    templates: Named,
}

/// Runs the verb.
///
/// # Errors
/// When the spec or the lock cannot be read, or a template fails.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let project = Project::find(arguments.dir.as_deref())?.with_templates(&arguments.templates);
    let Some(state) = State::read(&project, printer)? else {
        return Ok(Status::Findings);
    };
    if state.lock.is_newer() && !arguments.allow_downgrade {
        report::newer(&state.lock, printer);
        printer.help("install that version; or, to go back to this one, add `--allow-downgrade`");
        return Ok(Status::Findings);
    }
    let plan = state.plan();
    let plan = if arguments.force { plan.forced() } else { plan };
    let plan = plan.with_fingerprint();
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
        report::tell_notes(&plan, printer);
        meaning::tell(&state, &project, printer)?;
        return Ok(Status::Done);
    }
    let verb = if arguments.force {
        "generate --force"
    } else {
        "generate"
    };
    write(verb, &state, &plan, &project, printer)
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
fn write(
    verb: &str,
    state: &State,
    plan: &Plan,
    project: &Project,
    printer: &mut Printer,
) -> anyhow::Result<Status> {
    if let Err(error) = state.apply(plan, project) {
        return Ok(report::failed(&error, verb, plan, project, printer));
    }
    let steps = Step::of_plan(plan, printer.is_verbose());
    printer.steps(&steps, &project.root, Stage::Done)?;
    if plan.is_clean() {
        printer.say(format_args!("nothing to do: {}", report::summary(plan)));
    } else {
        printer.say(report::summary(plan));
    }
    report::tell_notes(plan, printer);
    meaning::tell(state, project, printer)?;
    report::pending_scaffolds(state, plan, project, printer);
    Ok(Status::Done)
}
