//! `wmigen update`: merges changed scaffolds into the user's files.

use std::collections::HashSet;
use std::path::PathBuf;

use clap::Args;

use super::merges::Merges;
use super::own_templates::Named;
use super::printer::{Printer, Stage};
use super::project::Project;
use super::state::State;
use super::step::Step;
use super::{Status, meaning, report};
use crate::merge::Names;
use crate::model::Provider;
use crate::regen::{Offer, Renames, diff, offer};
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
    let merges = Merges {
        yours: "files",
        source: "scaffold",
        sources: "their scaffolds",
        update: project.command("update"),
        diff: project.command("update --diff"),
        finds_markers: ", `wmigen check` finds the rest",
    };
    if writes {
        merges.tell_of_accepted(&options.accepted, &plan, printer);
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
    Ok(merges.conclude(&plan, writes, printer))
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
