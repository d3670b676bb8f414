//! `wmigen import`: MOF to a spec.

mod update;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, ensure};
use clap::Args;
use heck::ToUpperCamelCase;
use uuid::Uuid;

use super::Status;
use super::interrupt::Stoppable;
use super::printer::Printer;
use super::project;
use crate::diagnostics::rules::MOF_SYNTAX;
use crate::diagnostics::{Diagnostic, Source, quoted, shown};
use crate::import::{Imported, Options, import};
use crate::lint;
use crate::model::provider_name_problem;
use crate::mof::{Loaded, load};
use crate::regen::{ImportedSpec, RealDisk};
use crate::spec::SPEC_MAX_BYTES;

/// Make a spec of files of MOF
///
/// The spec goes to stdout, or to the file that `-o` names. What the spec leaves out of the MOF, or decides, is told with its line.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The files of MOF, read one after the other, each with those that it includes
    #[arg(required = true, value_name = "FILE.mof")]
    files: Vec<PathBuf>,

    /// Write the spec to this file, which must not be there yet; with `--update`, the spec that is updated
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Merge what has changed in the MOF into a spec that is there [default: that of the nearest crate]: what you have changed by hand
    /// stays
    #[arg(long)]
    update: bool,

    /// Print what an update would change as a unified diff, and write nothing
    #[arg(long, requires = "update")]
    diff: bool,

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
    if arguments.update {
        return update::run(arguments, printer);
    }
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
    let made = made_of(&loaded, &fresh(&arguments.files), &arguments.classes);
    let Some(text) = readable(&made) else {
        tell(&made, &loaded, printer);
        return Ok(Status::Findings);
    };
    let name = arguments
        .output
        .as_deref()
        .map_or_else(|| "the spec".to_owned(), shown);
    match &arguments.output {
        Some(output) => {
            let (folder, name) = parts(output)?;
            let disk = Stoppable::new(RealDisk);
            imported(folder, name)?.create(text, &disk)?;
        }
        None => printer.data(text)?,
    }
    tell(&made, &loaded, printer);
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
    let identity = Identity {
        name: provider.to_owned(),
        ..fresh(files)
    };
    let text = spec_of(&loaded, &identity, &[], printer)?;
    Some(Source {
        name: shown_as,
        text,
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
fn made_of(loaded: &Loaded, identity: &Identity, classes: &[String]) -> Imported {
    let options = Options {
        classes,
        name: &identity.name,
        clsid: &identity.clsid,
    };
    import(loaded, &options)
}

/// The text of the spec; none if there is nothing to import. What is left out is printed.
fn spec_of(
    loaded: &Loaded,
    identity: &Identity,
    classes: &[String],
    printer: &mut Printer,
) -> Option<String> {
    let made = made_of(loaded, identity, classes);
    tell(&made, loaded, printer);
    readable(&made).map(str::to_owned)
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

/// What a provider has that no file says.
struct Identity {
    name: String,
    clsid: String,
}

/// A name by the files', and a CLSID that nothing else has.
fn fresh(files: &[PathBuf]) -> Identity {
    let first = files.first();
    Identity {
        name: name_by(first.map_or(Path::new(""), PathBuf::as_path)),
        clsid: format!("{{{}}}", Uuid::new_v4()),
    }
}

/// The folder that a file is in, and its name there.
fn parts(file: &Path) -> anyhow::Result<(&Path, &str)> {
    let folder = project::folder(file.parent().unwrap_or(Path::new("")));
    let name = file.file_name().and_then(OsStr::to_str);
    let name = name.with_context(|| format!("{} cannot be the name of a spec", shown(file)))?;
    Ok((folder, name))
}

fn imported<'f>(folder: &'f Path, name: &str) -> anyhow::Result<ImportedSpec<'f>> {
    let spec = ImportedSpec::new(folder, name);
    spec.map_err(|why| anyhow!("{} cannot be the name of a spec: it {why}", quoted(name)))
}

/// What the last import wrote of the spec in this file; none if that is not known.
pub fn kept(spec: &Path) -> Option<String> {
    let (folder, name) = parts(spec).ok()?;
    imported(folder, name).ok()?.base()
}
