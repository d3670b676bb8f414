//! `wmigen templates list`: every template, what it makes, and whose it is.

use std::path::PathBuf;

use clap::Args;

use super::folder::Folder;
use super::row::Row;
use crate::cli::Status;
use crate::cli::printer::Printer;
use crate::cli::project::Project;
use crate::diagnostics::shown;
use crate::render::{BuiltIn, PARTIALS};
use crate::templates::{Copies, override_of, read};

/// List all templates: what each makes, who owns that, and which are yours
///
/// A file that a template makes is `generated`, which wmigen writes anew whenever it changes; `once`, which is yours once it
/// was written; or `keys`, which is yours but for some keys. Beside a template is the file of yours in its place: `current` if
/// wmigen's is as it was when you copied it, and `drifted` if not.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The crate's folder [default: the nearest one upwards with a wmigen.toml, if there is one]
    dir: Option<PathBuf>,

    /// The folder of templates [default: that of the crate's spec]
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
}

/// Runs the verb.
///
/// # Errors
/// When the spec or the folder of templates cannot be read.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let named = arguments.templates.as_deref();
    let dir = arguments.dir.as_deref();
    let is_anywhere = named.is_some() || dir.is_some() || Project::find(None).is_ok();
    let mut status = Status::Done;
    let mut rows: Vec<_> = BuiltIn::all().map(Row::of_wmigens).collect();
    if is_anywhere {
        let Some(folder) = Folder::find(named, dir, printer)? else {
            return Ok(Status::Findings);
        };
        if folder.unnamed_in.is_none() {
            folder.ensure_is_folder()?;
            let Some((_, copies)) = folder.copies(&[], printer)? else {
                return Ok(Status::Findings);
            };
            status = add_users(&mut rows, &folder, &copies, printer);
        }
    }
    rows.sort_by_key(Row::group);
    printer.templates(&rows)?;
    Ok(status)
}

/// Adds what there is in the folder, and says what is wrong with it: the list is to be seen all the same.
fn add_users(
    rows: &mut Vec<Row>,
    folder: &Folder,
    copies: &Copies,
    printer: &mut Printer,
) -> Status {
    for (row, template) in rows.iter_mut().zip(BuiltIn::all()) {
        if let Some(path) = override_of(&folder.root, template) {
            row.put_in_its_place(folder.shown(&path), copies.origin(&path));
        }
    }
    let reading = read(&folder.root, &shown(&folder.root), &folder.allow);
    let parts = reading.own().files.iter();
    let parts = parts.filter(|file| file.path.starts_with(PARTIALS));
    rows.extend(parts.map(Row::of_users_part));
    rows.extend(reading.own().extras.iter().map(Row::of_extra));
    for (source, problems) in &reading.problems {
        printer.diagnostics(problems, source);
    }
    if reading.problems.is_empty() {
        Status::Done
    } else {
        Status::Findings
    }
}
