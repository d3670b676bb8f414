//! `wmigen check`: the verb for CI. Silence and 0, or a list of what is wrong and 1.

use std::path::PathBuf;

use clap::Args;

use super::printer::{Printer, Stage};
use super::project::Project;
use super::step::Step;
use super::{Status, report};
use crate::regen::Action;

/// Check the spec, and that the crate is what the spec describes
///
/// Prints nothing when all is well. Otherwise lists what is wrong with the spec, and which files are missing,
/// outdated, edited or left over. `wmigen explain` says more about each rule, and about each word of that list.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The crate's folder [default: the nearest one upwards with a wmigen.toml]
    dir: Option<PathBuf>,
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
    if plan.is_clean() {
        return Ok(Status::Done);
    }
    let steps = Step::of_plan(&plan, printer.is_verbose());
    printer.steps(&steps, &project.root, Stage::Planned)?;
    printer.error("the crate is not what its spec describes");
    let generate = project.command("generate");
    let mut actions = plan.visible().map(|(_, action)| action);
    if plan.refusals().next().is_some() {
        printer.help(format_args!(
            "`{generate}` writes nothing until what is in its way is dealt with"
        ));
    } else if plan.lock.is_some() || actions.any(|action| *action != Action::Orphan) {
        printer.help(format_args!("`{generate}` makes it so"));
    }
    report::help_with_refusals(&plan, &project, printer);
    if plan.visible().any(|(_, action)| *action == Action::Orphan) {
        printer.help("delete an orphan when you no longer need what is in it");
    }
    Ok(Status::Findings)
}
