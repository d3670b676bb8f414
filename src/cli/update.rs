//! `wmigen update`: merges changed scaffolds into the user's files.

use std::collections::HashSet;
use std::path::PathBuf;

use clap::Args;

use super::own_templates::Named;
use super::printer::{Printer, Stage};
use super::project::Project;
use super::state::State;
use super::step::Step;
use super::{Status, meaning, report};
use crate::merge::Names;
use crate::model::Provider;
use crate::regen::{Action, CratePath, Offer, Plan, Renames, diff, offer};
use crate::render::{MadeOf, render_all};

/// Merge changed scaffolds into your files
///
/// Your files were made from scaffolds, and a newer wmigen or a changed spec may produce other scaffolds. What changed
/// in a scaffold is merged into your file where you have not changed the same lines; a copy of it is kept in
/// .wmigen/backup. A file with a conflict is left alone, the new scaffold put into .wmigen/incoming, and the change
/// shown.
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

    /// Write conflicts into your files, between conflict markers
    #[arg(long)]
    markers: bool,

    /// Leave this file as it is: you have resolved its conflict
    #[arg(long, value_name = "FILE")]
    accept: Vec<PathBuf>,

    #[command(flatten)]
    templates: Named,
}

/// Runs the verb.
///
/// # Errors
/// When the spec or the lock cannot be read, a template fails, or `--accept` names no file of the crate.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let project = Project::find(arguments.dir.as_deref())?.with_templates(&arguments.templates);
    let Some(state) = State::read(&project, printer)? else {
        return Ok(Status::Findings);
    };
    if !report::is_ready(&state, &project, printer) {
        return Ok(Status::Findings);
    }
    let accepted = arguments.accept.iter().map(|path| project.file(path));
    let options = Offer {
        renames: renames(&state)?,
        markers: arguments.markers,
        accepted: accepted.collect::<anyhow::Result<_>>()?,
    };
    let plan = offer(&state.rendering, &state.lock, &state.tree, &options);
    let writes = !arguments.dry_run && !arguments.diff;
    if arguments.diff {
        printer.diff(&diff(&plan))?;
    }
    if writes && let Err(error) = state.apply(&plan, &project) {
        return Ok(report::failed(&error, "update", &plan, &project, printer));
    }
    if writes {
        tell_of_accepted(&options, &plan, printer);
    }
    let told_as = if writes { Stage::Done } else { Stage::Planned };
    if writes || arguments.dry_run {
        printer.steps(
            &Step::of_files(&plan, printer.is_verbose()),
            &project.root,
            told_as,
        )?;
    }
    if writes && !plan.steps.is_empty() {
        meaning::tell_of_former_names(&state, &project, printer)?;
    }
    Ok(conclude(&plan, writes, &project, printer))
}

/// What the spec says was called otherwise, and the scaffolds under the names of then.
fn renames(state: &State) -> anyhow::Result<Renames> {
    let provider = &state.provider;
    let Some(former) = provider.under_former_names() else {
        return Ok(Renames::default());
    };
    let names_of = |provider: &Provider| {
        let names = provider.classes.iter().map(|class| {
            let names = class.names().into_iter();
            names.map(str::to_owned).collect::<Vec<_>>()
        });
        names.collect::<Vec<_>>().concat()
    };
    let today = names_of(provider);
    // An old name that something else has today cannot be told from that.
    let taken: HashSet<_> = today.iter().cloned().collect();
    let names = names_of(&former).into_iter().zip(today);
    // Both have the same files, in the same order.
    let rendered = |provider| {
        render_all(MadeOf {
            templates: state.templates.templates(),
            ..MadeOf::spec(provider)
        })
    };
    let files = rendered(provider)?.into_iter().zip(rendered(&former)?);
    Ok(Renames {
        former: files.map(|(now, before)| (now.path, before.text)).collect(),
        names: Names::new(names.filter(|(before, _)| !taken.contains(before))),
    })
}

/// Says how it went, and what the user has to do.
fn conclude(plan: &Plan, written: bool, project: &Project, printer: &mut Printer) -> Status {
    let conflicts: Vec<_> = plan
        .steps
        .iter()
        .filter_map(|(path, action)| match action {
            Action::Conflict { mergeable, .. } => Some((path, *mergeable)),
            _ => None,
        })
        .collect();
    let with_markers = plan.steps.values().any(Action::leaves_markers);
    if plan.steps.is_empty() {
        printer.say("nothing to do: your files have all changes of their scaffolds");
        return Status::Done;
    }
    if with_markers && written {
        printer.error("some of your files have conflict markers now; resolve them, `wmigen check` finds the rest");
    }
    if !conflicts.is_empty() {
        tell_of_conflicts(&conflicts, project, printer);
    }
    if conflicts.is_empty() && !with_markers {
        Status::Done
    } else {
        Status::Findings
    }
}

fn tell_of_accepted(options: &Offer, plan: &Plan, printer: &mut Printer) {
    for path in &options.accepted {
        printer.say(if plan.steps.contains_key(path) {
            format!("{path} is accepted as it is; the changes of its scaffold count as merged")
        } else {
            format!("there is nothing to accept for {path}")
        });
    }
}

fn tell_of_conflicts(conflicts: &[(&CratePath, bool)], project: &Project, printer: &mut Printer) {
    let count = conflicts.len();
    let files = if count == 1 {
        "file has a conflict and was"
    } else {
        "files have conflicts and were"
    };
    printer.error(format_args!("{count} {files} left alone"));
    let markers = if conflicts.iter().any(|(_, mergeable)| *mergeable) {
        "; or add `--markers` to get both texts in your file"
    } else {
        ""
    };
    printer.help(format_args!(
        "`{}` shows what changed in the scaffolds; take over what you want, then run `{} --accept {}`{markers}",
        project.command("update --diff"),
        project.command("update"),
        conflicts[0].0
    ));
}
