//! `wmigen eject`: makes a generated file the user's.

use std::path::{Path, PathBuf};

use clap::Args;

use super::own_templates::Named;
use super::printer::{Printer, Stage};
use super::project::Project;
use super::state::State;
use super::step::Step;
use super::{Status, report};
use crate::regen::{eject, take_back};

/// Make a generated file yours
///
/// wmigen no longer writes it, and `wmigen check` accepts it as it is. When wmigen would write it differently, `check` says
/// so and `wmigen update` offers the change. What the file enforces of the policy is then up to you.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Give them back to wmigen
    #[arg(long)]
    undo: bool,

    #[command(flatten)]
    templates: Named,
}

/// Runs the verb.
///
/// # Errors
/// When the files are in no crate, the spec or the lock cannot be read, or a template fails.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let project = Project::around(
        arguments
            .files
            .first()
            .map_or(Path::new("."), PathBuf::as_path),
    )?
    .with_templates(&arguments.templates);
    let Some(state) = State::read(&project, printer)? else {
        return Ok(Status::Findings);
    };
    if !report::is_ready(&state, &project, printer) {
        return Ok(Status::Findings);
    }
    let paths = arguments.files.iter().map(|path| project.file(path));
    let paths = paths.collect::<anyhow::Result<Vec<_>>>()?;
    let change = if arguments.undo { take_back } else { eject };
    let plan = match change(&paths, &state.rendering, &state.lock, &state.tree) {
        Ok(plan) => plan,
        Err(problems) => {
            for (path, why) in problems {
                printer.error(format_args!("{path} {}", why.0));
            }
            printer.help("nothing was changed");
            return Ok(Status::Findings);
        }
    };
    if let Err(error) = state.apply(&plan, &project) {
        return Ok(report::failed(&error, "eject", &plan, &project, printer));
    }
    printer.steps(&Step::of_files(&plan, false), &project.root, Stage::Done)?;
    Ok(Status::Done)
}
