//! `wmigen import --update`: what has changed in the MOF since the last import, merged into the spec.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail, ensure};

use super::{Arguments, Identity, fresh, imported, loaded, parts, spec_of};
use crate::cli::Status;
use crate::cli::interrupt::Stoppable;
use crate::cli::printer::Printer;
use crate::cli::project::{self, Project};
use crate::diagnostics::rules::MOF_IMPORT;
use crate::diagnostics::{Diagnostic, Source, quoted, shown};
use crate::import::identity;
use crate::merge::{Difference, Differs, Done, NoSpecMerge, SpecMerge, merge_spec, spec_text};
use crate::regen::{RealDisk, RunLock, SPEC, file_diff};
use crate::spec;

/// Runs the verb.
///
/// # Errors
/// When there is no spec, it cannot be read or merged, or it cannot be written.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let file = match &arguments.output {
        Some(file) => file.clone(),
        None => Project::find(None)?.root.join(SPEC),
    };
    let (folder, name) = parts(&file)?;
    let kept = imported(folder, name)?;
    // A link's target may be anywhere, and an exchange would put a file in the link's place.
    let is_link = file
        .symlink_metadata()
        .is_ok_and(|found| found.is_symlink());
    ensure!(
        !is_link,
        "{} is a symbolic link; name the spec itself with `-o`",
        shown(&file)
    );
    let Some(text) = read(&file, printer)? else {
        return Ok(Status::Findings);
    };
    let before = fs::read(&file).with_context(|| format!("cannot read {}", shown(&file)))?;
    let base = kept.base();
    let Some(import) = new_import(arguments, base.as_deref().unwrap_or(&text), printer) else {
        return Ok(Status::Findings);
    };
    let merge = match merge_spec(base.as_deref(), &before, &import) {
        Ok(merge) => merge,
        Err(why) => return Ok(refuse(&file, &why, printer)),
    };
    if arguments.diff {
        let merged = String::from_utf8_lossy(&merge.bytes);
        printer.diff(&file_diff(name, Some(&before), Some(&merged)))?;
    } else {
        let held = RunLock::take(folder)?;
        ensure!(
            held.is_some(),
            "another wmigen is writing here; run the command again when it is done"
        );
        let disk = Stoppable::new(RealDisk);
        let copy = kept.exchange(&before, &merge.bytes, &import, &disk)?;
        drop(disk);
        if let Some(copy) = copy {
            printer.detail(format_args!("the spec as it was is in {copy}"));
        }
    }
    if base.is_none() {
        printer.say(format_args!(
            "what {} was made from is not known, so that nothing in it is changed or removed; all that differs is told",
            shown(&file)
        ));
    }
    tell(&merge, &file, printer);
    Ok(conclude(&file, base.as_deref(), &merge, &import, printer))
}

/// The text of the spec; none if it is no TOML, which is told with its places.
fn read(file: &Path, printer: &mut Printer) -> anyhow::Result<Option<String>> {
    if file.symlink_metadata().is_err() {
        bail!(
            "there is no {} to update; without `--update` it is written",
            shown(file)
        );
    }
    let source = spec::read_file(file)?;
    let is_toml = toml_edit::Document::parse(source.text.as_str()).is_ok();
    if !is_toml {
        project::provider(&source, printer);
        printer.help("nothing was written; correct the spec and run the command again");
    }
    Ok(is_toml.then_some(source.text))
}

/// What an import of the files writes now, for a provider that is known already.
fn new_import(arguments: &Arguments, known: &str, printer: &mut Printer) -> Option<String> {
    let loaded = loaded(&arguments.files, &arguments.folders, printer)?;
    let fresh = fresh(&arguments.files);
    let [name, clsid] = identity(known);
    let identity = Identity {
        name: name.unwrap_or(fresh.name),
        clsid: clsid.unwrap_or(fresh.clsid),
    };
    spec_of(&loaded, &identity, &arguments.classes, printer)
}

/// Says why the spec cannot be merged.
fn refuse(file: &Path, why: &NoSpecMerge, printer: &mut Printer) -> Status {
    printer.error(format_args!("{} cannot be merged: {why}", shown(file)));
    printer.help(match why {
        NoSpecMerge::Stuck => {
            "nothing was written; import into another file with `-o`, and take over what has changed by hand"
        }
        _ => "nothing was written; correct the spec and run the command again",
    });
    Status::Findings
}

/// Says what is merged.
fn tell(merge: &SpecMerge, file: &Path, printer: &mut Printer) {
    if merge.changes.is_empty() {
        printer.say(format_args!("{} has all changes of the MOF", shown(file)));
    }
    for change in &merge.changes {
        let done = match change.done {
            Done::Added => "added",
            Done::Changed => "changed",
            Done::Removed => "removed",
        };
        printer.say(format_args!("{done} {}", quoted(&change.path)));
    }
}

/// Tells where the spec differs from the MOF, and what is wrong with it.
fn conclude(
    file: &Path,
    base: Option<&str>,
    merge: &SpecMerge,
    import: &str,
    printer: &mut Printer,
) -> Status {
    let source = Source {
        name: shown(file),
        text: spec_text(&merge.bytes).unwrap_or_default(),
    };
    // The places are those of the merged text.
    let again = merge_spec(base, &merge.bytes, import);
    let differences = again.map_or_else(|_| merge.differences.clone(), |again| again.differences);
    let found: Vec<Diagnostic> = differences.iter().map(difference).collect();
    project::tell(&found, &source, printer);
    let is_sound = project::provider(&source, printer).is_some();
    if differences.is_empty() && is_sound {
        Status::Done
    } else {
        Status::Findings
    }
}

/// What is said of a difference.
fn difference(one: &Difference) -> Diagnostic {
    let path = quoted(&one.path);
    let report = |message| Diagnostic::warning(&MOF_IMPORT, one.at.clone(), message);
    match &one.kind {
        Differs::Value(value) => {
            let report = report(format!("{path} is not what the MOF says"));
            let report = match &value[..] {
                "" => report,
                value => report.with_label(format!("the MOF says {}", quoted(value))),
            };
            report.with_help(
                "it stays as it is in the spec; write what the MOF says if that is meant",
            )
        }
        Differs::GoneInMof => report(format!("{path} is no longer in the MOF")).with_help(
            "it stays, because it was changed by hand; remove it if it is not served any more",
        ),
        Differs::GoneInSpec(value) => {
            let said = match &value[..] {
                "" => String::new(),
                value => format!(", where it is {} now", quoted(value)),
            };
            report(format!(
                "{path} was taken out of the spec, and has changed in the MOF{said}"
            ))
            .with_label("it stood here")
            .with_help("write it again if the provider serves it now")
        }
    }
}
