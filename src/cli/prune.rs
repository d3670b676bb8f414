//! `wmigen prune`: deletes the orphans, the files that are no longer needed and that only the user may give up.

use std::path::PathBuf;

use clap::Args;

use super::own_templates::Named;
use super::printer::{Printer, Stage};
use super::project::Project;
use super::state::State;
use super::step::Step;
use super::{Status, report};
use crate::regen::{Action, prune};

/// Delete the orphans: your files that the spec no longer calls for
///
/// Lists them; with `--yes` it deletes them, after copying them to .wmigen/backup.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The crate's folder [default: the nearest one upwards with a wmigen.toml]
    dir: Option<PathBuf>,

    /// Delete them, and not only list them
    #[arg(long)]
    yes: bool,

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
    if !report::is_ready(&state, &project, printer) {
        return Ok(Status::Findings);
    }
    let plan = prune(&state.rendering, &state.lock, &state.tree);
    if plan.steps.is_empty() {
        printer.say("nothing to do: there are no orphans");
        return Ok(Status::Done);
    }
    // An orphan may still be compiled in.
    if state.plan().changes_files() {
        printer.error("the crate is not what its spec describes");
        printer.help(format_args!("run `{}` first", project.command("generate")));
        return Ok(Status::Findings);
    }
    if !arguments.yes {
        printer.steps(&Step::of_files(&plan, false), &project.root, Stage::Planned)?;
        printer.help(format_args!(
            "nothing was deleted; `{}` does it, and keeps copies in .wmigen/backup",
            project.command("prune --yes")
        ));
        return Ok(Status::Findings);
    }
    if let Err(error) = state.apply(&plan, &project) {
        return Ok(report::failed(
            &error,
            "prune --yes",
            &plan,
            &project,
            printer,
        ));
    }
    printer.steps(&Step::of_files(&plan, false), &project.root, Stage::Done)?;
    if plan.steps.values().any(|action| *action == Action::Orphan) {
        printer.help("delete by hand what is still listed: it is not a regular file");
        return Ok(Status::Findings);
    }
    Ok(Status::Done)
}
