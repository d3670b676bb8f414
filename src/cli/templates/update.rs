//! `wmigen templates update`: merges what changed in wmigen's templates into the user's copies.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::folder::Folder;
use crate::cli::merges::Merges;
use crate::cli::printer::{Printer, Stage};
use crate::cli::record::Record;
use crate::cli::step::Step;
use crate::cli::{Status, report};
use crate::regen::{CratePath, Offer, Renames, diff};
use crate::render::BuiltIn;
use crate::templates::{Copies, override_of};

/// Merge what changed in wmigen's templates into your copies of them
///
/// What changed in a template since you copied it is merged into your copy where you have not changed the same lines; a
/// copy of yours is kept in .wmigen/backup of the folder. A template with a conflict is left alone, wmigen's put into
/// .wmigen/incoming, and the change shown.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of templates [default: that of the crate's spec]
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,

    /// Print what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Print the differences as unified diffs, and write nothing
    #[arg(long)]
    diff: bool,

    /// Write conflicts into your templates, between conflict markers
    #[arg(long)]
    markers: bool,

    /// Leave this template as it is: it has all that it is to have of wmigen's
    #[arg(long, value_name = "FILE")]
    accept: Vec<PathBuf>,
}

/// Runs the verb.
///
/// # Errors
/// When there is no folder of templates, it cannot be read, or `--accept` names no file of it.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let Some(folder) = Folder::existing(arguments.templates.as_deref(), printer)? else {
        return Ok(Status::Findings);
    };
    let accepted = arguments.accept.iter().map(|path| file(&folder, path));
    let options = Offer {
        renames: Renames::default(),
        markers: arguments.markers,
        accepted: accepted.collect::<anyhow::Result<_>>()?,
    };
    let writes = !arguments.dry_run && !arguments.diff;
    let is_accepted = |template: &BuiltIn| {
        let mut accepted = options.accepted.iter();
        accepted.any(|path| path.as_str() == template.path)
    };
    let wanted: Vec<_> = BuiltIn::all().filter(is_accepted).collect();
    let (record, copies) = match settled(&folder, &wanted, writes, printer)? {
        Ok(settled) => settled,
        Err(status) => return Ok(status),
    };
    let plan = copies.offer(&options);
    if arguments.diff {
        printer.diff(&diff(&plan))?;
    }
    if writes && let Err(failure) = record.carry_out(&plan, &folder.root) {
        let then = folder.does_the_rest();
        let status = report::failed_in(&folder.root, &failure, &plan, &then, printer);
        return Ok(status);
    }
    let merges = Merges {
        yours: "templates",
        source: "template",
        sources: "wmigen's",
        update: folder.command("update"),
        diff: folder.command("update --diff"),
        finds_markers: ": they would be in every crate that is made of them",
    };
    if writes {
        merges.tell_of_accepted(&options.accepted, &plan, printer);
    }
    if !arguments.diff {
        let steps = Step::of_templates(&plan, printer.is_verbose());
        let stage = if writes { Stage::Done } else { Stage::Planned };
        printer.steps(&steps, &folder.root, stage)?;
    }
    let status = merges.conclude(&plan, writes, printer);
    tell_of_unrecorded(&copies, &options.accepted, &folder, printer);
    Ok(status)
}

/// Says which templates cannot be held against what they were made from.
fn tell_of_unrecorded(
    copies: &Copies,
    accepted: &BTreeSet<CratePath>,
    folder: &Folder,
    printer: &mut Printer,
) {
    let is_accepted = |path: &String| accepted.iter().any(|one| one.as_str() == path);
    let mut unrecorded = copies.unrecorded(&folder.root);
    unrecorded.retain(|path| !is_accepted(path));
    for path in unrecorded {
        printer.say(format_args!(
            "what {} was made from is not recorded, so that wmigen cannot tell whether its own has changed since; `{} {path}` shows \
             how they differ",
            folder.shown(&path),
            folder.command("diff"),
        ));
    }
}

/// The file of the folder that a user means: by its path, or by the name of the template that it is in the place of.
fn file(folder: &Folder, path: &Path) -> anyhow::Result<CratePath> {
    let named = path.to_str().and_then(BuiltIn::named);
    let named = named.filter(|template| {
        !folder.root.join(path).exists() && override_of(&folder.root, *template).is_some()
    });
    match named {
        Some(template) => folder.file(Path::new(template.path)),
        None => folder.file(path),
    }
}

/// The copies in the folder once the rest is done of a run that was cut short, and the lock is written anew that git could
/// not merge. If they cannot be had the status says so, and the reason is printed.
fn settled(
    folder: &Folder,
    wanted: &[BuiltIn],
    writes: bool,
    printer: &mut Printer,
) -> anyhow::Result<Result<(Record, Copies), Status>> {
    let Some((record, copies)) = folder.copies(&[], printer)? else {
        return Ok(Err(Status::Findings));
    };
    if !copies.lock().is_settled() {
        if !writes {
            report::unsettled(copies.lock(), &folder.command("update"), printer);
            return Ok(Err(Status::Findings));
        }
        let plan = copies.plan();
        if let Some(status) = folder.carry_out(&record, &plan, printer)? {
            return Ok(Err(status));
        }
    } else if wanted.is_empty() {
        return Ok(Ok((record, copies)));
    }
    Ok(folder
        .copies_again(wanted, printer)?
        .ok_or(Status::Findings))
}
