//! `wmigen templates export`: copies templates of wmigen's into the user's folder.

use std::path::PathBuf;

use clap::Args;

use super::folder::{self, Folder};
use super::workflow;
use crate::cli::Status;
use crate::cli::printer::{Printer, Stage};
use crate::cli::project::folder as on_disk;
use crate::cli::step::Step;
use crate::diagnostics::shown;
use crate::regen::{RealDisk, ignore_own};
use crate::render::BuiltIn;
use crate::templates::override_of;

/// Copy templates of wmigen's into your folder of templates, to change them there
///
/// The folder remembers what each copy was made from: `wmigen check` warns when that has changed in a newer wmigen, and
/// `wmigen templates update` merges the change into your copy. What is in the folder already stays as it is.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The templates, as `wmigen templates list` names them, with or without `.hbs`
    #[arg(required_unless_present = "workflow", value_name = "NAME")]
    names: Vec<String>,

    /// The folder of templates; it is made if need be [default: that of the crate's spec, or else templates in the crate]
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,

    /// Also write a workflow for GitHub that tests the templates, at the root of the repository
    #[arg(long)]
    workflow: bool,

    /// Print what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs the verb.
///
/// # Errors
/// When there is no crate, or the folder of templates cannot be read or made.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let Some(templates) = folder::named(&arguments.names, printer) else {
        printer.help("nothing was written");
        return Ok(Status::CouldNotRun);
    };
    let Some(folder) = Folder::to_be_made(arguments.templates.as_deref(), printer)? else {
        return Ok(Status::Findings);
    };
    if folder.root.symlink_metadata().is_ok() {
        folder.ensure_is_folder()?;
    }
    if !templates.is_empty() {
        let status = export(&folder, &templates, arguments.dry_run, printer)?;
        if status != Status::Done {
            return Ok(status);
        }
    }
    if arguments.workflow {
        return workflow::write(&folder, arguments.dry_run, printer);
    }
    Ok(Status::Done)
}

fn export(
    folder: &Folder,
    templates: &[BuiltIn],
    dry_run: bool,
    printer: &mut Printer,
) -> anyhow::Result<Status> {
    let mut wanted = Vec::new();
    let mut there = Vec::new();
    for template in templates {
        match override_of(&folder.root, *template) {
            Some(path) => there.push((template.path, path)),
            None => wanted.push(*template),
        }
    }
    let Some((record, copies)) = folder.copies(&wanted, printer)? else {
        return Ok(Status::Findings);
    };
    let plan = copies.plan();
    if dry_run {
        printer.steps(
            &Step::of_templates(&plan, false),
            &folder.root,
            Stage::Planned,
        )?;
    } else {
        if let Some(status) = folder.carry_out(&record, &plan, printer)? {
            return Ok(status);
        }
        // Where nothing was written, what is in `.wmigen` is the user's, or leads elsewhere.
        if !plan.is_idle() {
            ignore_own(on_disk(&folder.root), &RealDisk)?;
        }
    }
    for (name, path) in there {
        printer.say(format_args!(
            "{} is there already and stays as it is; `{} {name}` compares it with wmigen's",
            folder.shown(&path),
            folder.command("diff"),
        ));
    }
    if let (Some(spec), false) = (&folder.unnamed_in, wanted.is_empty()) {
        printer.help(format_args!(
            "add to {}, so that the crate is made of the templates in {}:\n\n[templates]\ndir = \"{}\"\n",
            shown(spec),
            shown(&folder.root),
            folder::USUAL
        ));
    }
    Ok(Status::Done)
}
