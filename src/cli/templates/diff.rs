//! `wmigen templates diff`: the user's templates held against wmigen's.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use clap::Args;

use super::folder::{self, Folder};
use crate::cli::Status;
use crate::cli::printer::Printer;
use crate::diagnostics::shown;
use crate::regen::compare;
use crate::render::BuiltIn;
use crate::templates::{Copies, FILE_MAX, Origin, override_of};

/// Show how your templates differ from wmigen's, or what changed in wmigen's since you copied them
#[derive(Debug, Args)]
pub struct Arguments {
    /// The templates, with or without `.hbs` [default: all of yours that stand in the place of wmigen's]
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    /// The folder of templates [default: that of the crate's spec]
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,

    /// Show what changed in wmigen's templates since yours were copied or last updated
    #[arg(long)]
    since_export: bool,
}

/// Runs the verb.
///
/// # Errors
/// When there is no folder of templates, or a template in it cannot be read.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let Some(named) = folder::named(&arguments.names, printer) else {
        return Ok(Status::CouldNotRun);
    };
    let Some(folder) = Folder::existing(arguments.templates.as_deref(), printer)? else {
        return Ok(Status::Findings);
    };
    let Some((_, copies)) = folder.copies(&[], printer)? else {
        return Ok(Status::Findings);
    };
    let templates = if named.is_empty() {
        BuiltIn::all().collect()
    } else {
        named
    };
    let mut text = String::new();
    for template in templates {
        match override_of(&folder.root, template) {
            Some(path) if arguments.since_export => {
                text += &since_export(&copies, template, &path, &folder, printer);
            }
            Some(path) => text += &from_wmigens(template, &path, &folder)?,
            None if !arguments.names.is_empty() => printer.say(format_args!(
                "{} is wmigen's: there is nothing in its place in {}",
                template.path,
                shown(&folder.root)
            )),
            None => {}
        }
    }
    printer.diff(&text)?;
    if !arguments.since_export && copies.drifted().next().is_some() {
        printer.help(format_args!(
            "wmigen has changed some of these since you copied them; `{}` shows how",
            folder.command("diff --since-export")
        ));
    }
    Ok(Status::Done)
}

/// What the user's says that wmigen's does not, and the other way round.
fn from_wmigens(template: BuiltIn, path: &str, folder: &Folder) -> anyhow::Result<String> {
    let full = folder.root.join(path);
    let name = folder.shown(path);
    let read = || {
        let found = full.symlink_metadata()?;
        ensure!(found.is_file(), "it is not a regular file");
        ensure!(
            found.len() <= FILE_MAX,
            "it is larger than 1 MiB, which no template is"
        );
        Ok(fs::read(&full)?)
    };
    let mine = read().with_context(|| format!("cannot read {name}"))?;
    let names = (wmigens(template), format!("yours/{path}"));
    Ok(compare(
        (&names.0, &names.1),
        [template.text.as_bytes(), &mine],
    ))
}

/// What has changed in wmigen's since the user's was made from it.
fn since_export(
    copies: &Copies,
    template: BuiltIn,
    path: &str,
    folder: &Folder,
    printer: &mut Printer,
) -> String {
    let name = folder.shown(path);
    match (copies.origin(path), copies.base(path)) {
        (Origin::NotRecorded, _) => printer.say(format_args!(
            "what {name} was made from is not recorded, so that what has changed since is not known"
        )),
        (_, None) => printer.say(format_args!(
            "the template that {name} was made from is not in .wmigen/base"
        )),
        (_, Some(base)) => {
            let names = (format!("copied/{path}"), wmigens(template));
            return compare(
                (&names.0, &names.1),
                [base.as_bytes(), template.text.as_bytes()],
            );
        }
    }
    String::new()
}

/// How a difference names a template of wmigen's.
fn wmigens(template: BuiltIn) -> String {
    format!("wmigen/{}", template.path)
}
