//! `wmigen import`: MOF to a spec.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::Args;
use heck::ToUpperCamelCase;
use uuid::Uuid;

use super::Status;
use super::printer::Printer;
use super::project;
use crate::diagnostics::rules::MOF_SYNTAX;
use crate::diagnostics::{Diagnostic, Source, quoted, shown};
use crate::import::{Imported, Options, import};
use crate::lint;
use crate::model::provider_name_problem;
use crate::mof::{Loaded, load};
use crate::spec::SPEC_MAX_BYTES;

/// Make a spec of files of MOF
///
/// The spec goes to stdout, or to the file that `-o` names. What the spec leaves out of the MOF, or decides, is told with its line.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The files of MOF, read one after the other, each with those that it includes
    #[arg(required = true, value_name = "FILE.mof")]
    files: Vec<PathBuf>,

    /// Write the spec to this file, which must not be there yet
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Import this class, with those that it derives from and whose objects it has; may be given several times
    #[arg(long = "class", value_name = "NAME")]
    classes: Vec<String>,

    /// Look for included files in this folder, too, and read what lies in it; may be given several times
    #[arg(long = "include", value_name = "DIR")]
    folders: Vec<PathBuf>,
}

/// Runs the verb.
///
/// # Errors
/// When the spec cannot be written.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    if let Some(output) = &arguments.output {
        ensure!(
            output.symlink_metadata().is_err(),
            "{} is there already; name another file with `-o`, or remove it first",
            shown(output)
        );
    }
    let Some(loaded) = loaded(&arguments.files, &arguments.folders, printer) else {
        return Ok(Status::Findings);
    };
    let first = arguments.files.first();
    let provider = name_by(first.map_or(Path::new(""), PathBuf::as_path));
    let imported = imported(&loaded, &provider, &arguments.classes);
    let Some(text) = readable(&imported) else {
        tell(&imported, &loaded, printer);
        return Ok(Status::Findings);
    };
    let name = arguments
        .output
        .as_deref()
        .map_or_else(|| "the spec".to_owned(), shown);
    match &arguments.output {
        Some(output) => write(output, text)?,
        None => printer.data(text)?,
    }
    tell(&imported, &loaded, printer);
    // What the spec lacks, the user has to say: it is written nevertheless.
    let text = text.to_owned();
    let source = Source { name, text };
    if is_sound(&source, printer) {
        return Ok(Status::Done);
    }
    printer.help(
        "the files do not say all that a spec has to; correct what is told above in the spec",
    );
    Ok(Status::Findings)
}

/// The spec that these files make for a crate, under the name that messages call it by; none if they make none. What is wrong and
/// what is left out is printed. A provider whose name no file has gets this one.
pub fn source(
    files: &[PathBuf],
    shown_as: String,
    provider: &str,
    printer: &mut Printer,
) -> Option<Source> {
    let loaded = loaded(files, &[], printer)?;
    let imported = imported(&loaded, provider, &[]);
    tell(&imported, &loaded, printer);
    readable(&imported).map(|text| Source {
        name: shown_as,
        text: text.to_owned(),
    })
}

/// The files with those that they include; none if something is wrong with them, which is printed.
fn loaded(files: &[PathBuf], folders: &[PathBuf], printer: &mut Printer) -> Option<Loaded> {
    let loaded = load(files, folders, &MOF_SYNTAX);
    for sentence in &loaded.unread {
        printer.error(sentence);
    }
    for file in loaded.files.iter().filter(|file| !file.problems.is_empty()) {
        project::tell(&file.problems, &file.source, printer);
    }
    let is_read = !loaded.has_errors();
    if !is_read {
        printer.help("nothing was written; correct the MOF and run the command again");
    }
    is_read.then_some(loaded)
}

/// What the files say as a spec.
fn imported(loaded: &Loaded, provider: &str, classes: &[String]) -> Imported {
    let clsid = format!("{{{}}}", Uuid::new_v4());
    let options = Options {
        classes,
        name: provider,
        clsid: &clsid,
    };
    import(loaded, &options)
}

/// The text of the spec, if there is one that wmigen would read from a file.
fn readable(imported: &Imported) -> Option<&str> {
    imported
        .text()
        .filter(|text| text.len() as u64 <= SPEC_MAX_BYTES)
}

/// Prints what is left out or decided, and why there is no spec if there is none.
fn tell(imported: &Imported, loaded: &Loaded, printer: &mut Printer) {
    let sources: Vec<_> = loaded.files.iter().map(|file| &file.source).collect();
    printer.notes(&imported.notes, &sources);
    for name in &imported.unknown {
        printer.error(format_args!("no file has a class {}", quoted(name)));
    }
    if !imported.unknown.is_empty() {
        printer.help("nothing was written; `--class` takes the names of classes");
    } else if imported.spec.is_none() {
        printer.error("there is no class that a spec can have");
        printer.help("nothing was written; what is told above says why");
    } else if readable(imported).is_none() {
        printer.error(format_args!(
            "the spec would have more than {} MiB, and none has",
            SPEC_MAX_BYTES / (1024 * 1024)
        ));
        printer.help("nothing was written; import fewer files, or some classes with `--class`");
    }
}

/// Whether a spec has no errors. They are printed, after the warnings.
fn is_sound(source: &Source, printer: &mut Printer) -> bool {
    let (_, found) = lint::check(&source.text);
    let (errors, warnings): (Vec<_>, Vec<_>) = found.into_iter().partition(Diagnostic::is_error);
    let warnings: Vec<_> = warnings.into_iter().map(|warning| (0, warning)).collect();
    printer.notes(&warnings, &[source]);
    project::tell(&errors, source, printer);
    errors.is_empty()
}

/// A name of a provider out of that of a file.
fn name_by(file: &Path) -> String {
    let stem = file
        .file_stem()
        .map(|stem| stem.to_string_lossy().to_upper_camel_case());
    stem.filter(|name| provider_name_problem(name).is_none())
        .unwrap_or_else(|| "ImportedProvider".to_owned())
}

fn write(output: &Path, text: &str) -> anyhow::Result<()> {
    let failed = || format!("cannot write {}", shown(output));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(output)
        .with_context(failed)?;
    file.write_all(text.as_bytes()).with_context(failed)
}
