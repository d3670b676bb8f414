//! `wmigen check`: the verb for CI. Silence and 0, or a list of what is wrong and 1.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::own_templates::Named;
use super::printer::{Printer, Stage};
use super::project::Project;
use super::state::State;
use super::step::Step;
use super::{Status, leftovers, providers, report, stakes, templates};
use crate::regen::{Action, Plan};

/// Check the spec, and that the crate is what the spec describes
///
/// Prints nothing when all is well. Otherwise lists what is wrong with the spec, which files are missing, outdated,
/// edited or left over, and where a merge was not finished. `wmigen explain` says more about each rule, and about each
/// word of that list.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The crate's folder [default: the nearest one upwards with a wmigen.toml]
    #[arg(value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,

    /// Check every provider of the Cargo workspace around the folder, or, without one, in it and below
    #[arg(long)]
    workspace: bool,

    /// Take warnings about the spec for errors
    #[arg(long)]
    deny_warnings: bool,

    #[command(flatten)]
    templates: Named,
}

/// Runs the verb.
///
/// # Errors
/// When the spec or the lock cannot be read, or a template fails.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let dir = arguments.dir.as_deref();
    if !arguments.workspace {
        return check(Project::find(dir)?, arguments, printer);
    }
    let mut worst = Status::Done;
    for project in providers::all(dir)? {
        printer.provider(&project.root)?;
        // One that cannot be checked hides nothing of the others.
        let status = check(project, arguments, printer).unwrap_or_else(|error| {
            printer.error(format_args!("{error:#}"));
            Status::CouldNotRun
        });
        worst = worst.max(status);
    }
    Ok(worst)
}

/// Checks one provider.
fn check(project: Project, arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let project = project.with_templates(&arguments.templates);
    if arguments.deny_warnings {
        printer.deny_warnings();
    }
    let Some(state) = State::read(&project, printer)? else {
        return Ok(Status::Findings);
    };
    let templates = templates::drift::check(&state, &project, printer)?;
    stakes::tell(&state.templates, &state.provider, &project, printer);
    let files = files(&state, &project, printer)?;
    Ok(match printer.denied_warnings() {
        0 if templates == Status::Done => files,
        0 => templates,
        denied => {
            printer.error(format_args!("`--deny-warnings` denies {}", counted(denied)));
            printer.help("mend what they warn of, or say in `[lints]` of the spec which are meant");
            Status::Findings
        }
    })
}

/// So many warnings in words.
fn counted(warnings: usize) -> String {
    match warnings {
        1 => "1 warning".to_owned(),
        _ => format!("{warnings} warnings"),
    }
}

/// Holds the files against the spec.
fn files(state: &State, project: &Project, printer: &mut Printer) -> anyhow::Result<Status> {
    let plan = state.plan();
    let found = leftovers::find(state, &plan);
    if !state.lock.is_newer() {
        leftovers::tell_of_ejected(state, project, printer);
        leftovers::tell_of_classes_without_code(state, project, printer);
        report::tell_notes(&plan, printer);
    }
    if plan.is_clean() && found.is_empty() {
        return Ok(Status::Done);
    }
    printer.steps(&found, &project.root, Stage::Planned)?;
    // An older wmigen would only find that everything differs.
    if state.lock.is_newer() {
        report::newer(&state.lock, printer);
        printer.help("check with that version, or a newer one");
        return Ok(Status::Findings);
    }
    let steps = Step::of_plan(&plan, printer.is_verbose());
    printer.steps(&steps, &project.root, Stage::Planned)?;
    if !found.is_empty() {
        printer.error("a merge is not finished; resolve the conflicts between the markers");
    }
    if !plan.is_clean() {
        printer.error("the crate is not what its spec describes");
        help(&plan, project, printer);
    }
    Ok(Status::Findings)
}

/// Says what to do about it.
fn help(plan: &Plan, project: &Project, printer: &mut Printer) {
    let generate = project.command("generate");
    if plan.refusals().next().is_some() {
        printer.help(format_args!(
            "`{generate}` writes nothing while a file is in its way"
        ));
    } else if !plan.is_idle() {
        printer.help(format_args!("`{generate}` brings it up to date"));
    }
    report::help_with_refusals(plan, project, printer);
    if plan.visible().any(|(_, action)| *action == Action::Orphan) {
        printer.help(format_args!(
            "delete an orphan when you no longer need it; `{}` deletes all orphans and keeps copies",
            project.command("prune --yes")
        ));
    }
}
