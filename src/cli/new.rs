//! `wmigen new`: a provider crate that builds, registers, answers and passes its tests.

mod made;
mod vcs;

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use clap::{Args, ValueHint};
use heck::{ToKebabCase, ToUpperCamelCase};

use super::interrupt::Stoppable;
use super::printer::Printer;
use super::workspace::{MANIFEST, Workspace};
use super::{Status, own_templates, report, shell};
use crate::diagnostics::{quoted, shown};
use crate::model::{Provider, provider_name_problem};
use crate::regen::{Brought, RealDisk, SPEC, Swept, Vacancy, create_with, sweep};
pub use made::{Made, Started, make, source};
use vcs::Vcs;

/// How many of the names in a folder that is not empty are shown.
const SHOWN: usize = 5;

/// Make a new provider crate
///
/// Without `--spec`, the crate starts with a small spec that shows the main things, with a fresh CLSID.
#[derive(Clone, Debug, Args)]
pub struct Arguments {
    /// The crate's folder: absent, or empty but for `.git`
    #[arg(value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,

    #[command(flatten)]
    pub start: Start,
}

/// What a provider starts with.
#[derive(Clone, Debug, Args)]
pub struct Start {
    /// Start with this spec; it becomes the crate's wmigen.toml as it is, after a line for editors if it has none
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,

    /// Start with the spec that `wmigen import` makes of these files of MOF
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "spec")]
    pub from_mof: Vec<PathBuf>,

    /// The provider's name in WMI [default: the folder's name, as in `AcmeStorage` for `acme-storage`]
    #[arg(long)]
    pub name: Option<String>,

    /// Make the crate by the templates in this folder, and write it into the spec
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,

    /// What keeps the crate's versions [default: git, unless the folder is in a repository]
    #[arg(long, value_enum)]
    pub vcs: Option<Vcs>,
}

/// What the starter spec adds to the provider's name to name its class.
const STARTER_CLASS_END: &str = "_Item";

/// Runs the verb.
///
/// # Errors
/// When the spec cannot be read, there is no name for the provider, or the crate cannot be written.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    ensure_name_is_of_starter(arguments)?;
    let dir = &arguments.dir;
    for swept in sweep(dir) {
        tell(&swept, printer);
    }
    let vacancy = Vacancy::of(dir).with_context(|| format!("cannot look at {}", shown(dir)))?;
    if !matches!(vacancy, Vacancy::Absent | Vacancy::EmptyFolder) {
        refuse(arguments, &vacancy, printer);
        return Ok(Status::Findings);
    }
    let root = own_templates::full_path(dir)?;
    let Some(Started { source, import }) = source(arguments, &root, printer)? else {
        return Ok(Status::Findings);
    };
    let Some(made) = make(&source, &root, arguments, printer)? else {
        return Ok(Status::Findings);
    };
    let Made {
        provider,
        text,
        brought,
        rendering,
        is_named_always,
    } = made;
    let disk = Stoppable::new(RealDisk);
    let brought = Brought {
        spec: text.as_bytes(),
        files: &brought,
        import: import.as_deref(),
    };
    if let Err(error) = create_with(dir, brought, &rendering, &disk) {
        // Another run may have been faster; then all is as if this one had come later.
        return Ok(match Vacancy::of(dir) {
            Ok(vacancy @ (Vacancy::Folder(_) | Vacancy::NotAFolder(_))) if is_taken(&error) => {
                refuse(arguments, &vacancy, printer);
                Status::Findings
            }
            _ => failed(&error, printer),
        });
    }
    // From here on there is nothing to clean up.
    drop(disk);
    let named = arguments
        .start
        .templates
        .as_deref()
        .filter(|_| is_named_always);
    congratulate(
        dir,
        named,
        &provider,
        rendering.len() + brought.files.len(),
        printer,
    );
    Ok(settle_in(arguments, printer))
}

/// Refuses a name beside a spec.
///
/// # Errors
/// When both are given.
pub fn ensure_name_is_of_starter(arguments: &Arguments) -> anyhow::Result<()> {
    ensure!(
        arguments.start.spec.is_none() || arguments.start.name.is_none(),
        "`--name` cannot be used with `--spec`: the spec has the provider's name, as `name` in `[provider]`"
    );
    Ok(())
}

/// Says what the workspace around wants of the crate that has been made, and makes it a repository if it is in none.
pub fn settle_in(arguments: &Arguments, printer: &mut Printer) -> Status {
    let dir = &arguments.dir;
    if let Some(workspace) = Workspace::around(dir) {
        help_with_workspace(dir, &workspace, printer);
    }
    vcs::begin(dir, arguments.start.vcs, printer)
}

/// Says what was done about the folder that an earlier run had left behind.
fn tell(swept: &Swept, printer: &mut Printer) {
    match swept {
        Swept::Removed(folder) => printer.say(format_args!(
            "removed {}, which an earlier run had left behind when it was cut short",
            shown(folder)
        )),
        Swept::Finished(folder) => printer.say(format_args!(
            "finished the provider in {}, which an earlier run had begun when it was cut short",
            shown(folder)
        )),
    }
}

/// Whether a crate could not be made because something is in its place since.
fn is_taken(error: &anyhow::Error) -> bool {
    let taken = [ErrorKind::AlreadyExists, ErrorKind::DirectoryNotEmpty];
    // What is found before anything is written has no cause in the system.
    report::cause(error).is_none_or(|cause| taken.contains(&cause))
}

/// Says why there is no crate, and what to do.
fn failed(error: &anyhow::Error, printer: &mut Printer) -> Status {
    let remedy = match report::cause(error) {
        Some(ErrorKind::Interrupted) => {
            printer.error("interrupted");
            printer.help("nothing was written");
            return Status::CouldNotRun;
        }
        _ => report::remedy(error),
    };
    printer.error(format_args!("{error:#}"));
    printer.help(format_args!(
        "nothing was written; {remedy}, and run the command again"
    ));
    Status::CouldNotRun
}

/// The name that was given, or the one that the folder's name suggests.
fn name_of_provider(arguments: &Arguments) -> anyhow::Result<String> {
    if let Some(name) = &arguments.start.name {
        return match starter_problem(name) {
            None => Ok(name.clone()),
            Some(problem) => bail!("the provider name {} {problem}", quoted(name)),
        };
    }
    // Of `.` and `..` the real name counts.
    let full = arguments
        .dir
        .canonicalize()
        .unwrap_or_else(|_| arguments.dir.clone());
    let folder = full.file_name().unwrap_or_default().to_string_lossy();
    let name = folder.to_upper_camel_case();
    match starter_problem(&name) {
        None => Ok(name),
        Some(_) => bail!(
            "the folder name {} does not make a provider name; choose one with `--name NAME`",
            quoted(&folder)
        ),
    }
}

/// Why the starter spec cannot be for a provider of this name. It names its class after the provider, and that name is
/// the longer one.
pub fn starter_problem(name: &str) -> Option<&'static str> {
    let class = format!("{name}{STARTER_CLASS_END}");
    let too_long =
        || provider_name_problem(&class).map(|_| "is too long for the names of its files");
    provider_name_problem(name).or_else(too_long)
}

/// Says what is in the way, and a command that works.
fn refuse(arguments: &Arguments, vacancy: &Vacancy, printer: &mut Printer) {
    let dir = &arguments.dir;
    if let Vacancy::Folder(names) = vacancy {
        printer.error(format_args!(
            "{} is not empty: it has {}",
            shown(dir),
            first_of(names)
        ));
        if names.iter().any(|name| name == SPEC) {
            let generate = shell::command("generate", Some(dir));
            printer.help(format_args!(
                "nothing was written; it is a provider already, and `{generate}` makes it follow its spec"
            ));
            return;
        }
    } else {
        let obstacle = match vacancy {
            Vacancy::NotAFolder(obstacle) => obstacle.as_path(),
            _ => dir,
        };
        if obstacle == dir {
            printer.error(format_args!(
                "something that is not a folder is in the way of {}",
                shown(dir)
            ));
        } else {
            printer.error(format_args!(
                "{} is not a folder, and so {} cannot be made in it",
                shown(obstacle),
                shown(dir)
            ));
        }
    }
    printer.help(format_args!(
        "nothing was written; to make the crate elsewhere: `{}`",
        elsewhere(arguments, vacancy)
    ));
}

/// The first few names, quoted, and how many more there are.
fn first_of(names: &[String]) -> String {
    let first: Vec<_> = names.iter().take(SHOWN).map(|name| quoted(name)).collect();
    match names.len().saturating_sub(SHOWN) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// The same command for a folder that is free: in the one that is not empty, or beside what is no folder.
fn elsewhere(arguments: &Arguments, vacancy: &Vacancy) -> String {
    let dir = &arguments.dir;
    let stem = match (
        &arguments.start.name,
        dir.file_name().and_then(OsStr::to_str),
    ) {
        (Some(name), _) => name.to_kebab_case(),
        (None, Some(folder)) => folder.to_kebab_case(),
        (None, None) => String::new(),
    };
    let name = if stem.is_empty() {
        "provider".to_owned()
    } else {
        format!("{stem}-provider")
    };
    let free = match vacancy {
        Vacancy::Folder(_) => dir.join(name),
        Vacancy::NotAFolder(obstacle) => obstacle.with_file_name(name),
        Vacancy::Absent | Vacancy::EmptyFolder => dir.with_file_name(name),
    };
    let mut words = vec![shell::command("new", Some(&free))];
    if let Some(spec) = &arguments.start.spec {
        words.push(format!("--spec {}", shell::quoted(spec)));
    }
    if let Some(name) = &arguments.start.name {
        words.push(format!("--name {}", shell::quoted(Path::new(name))));
    }
    if let Some(folder) = &arguments.start.templates {
        words.push(format!("--templates {}", shell::quoted(folder)));
    }
    words.join(" ")
}

/// Says what was made and what comes next.
pub fn congratulate(
    dir: &Path,
    templates: Option<&Path>,
    provider: &Provider,
    files: usize,
    printer: &mut Printer,
) {
    // The spec and the lock are files of the crate as well.
    let files = files + 2;
    printer.say(format_args!(
        "created the provider {} in {} ({files} files)",
        provider.name,
        shown(dir)
    ));
    let named = Some(dir).filter(|dir| !is_here(dir));
    let next = [
        (
            format!("edit {}", shown(&spec_in(dir))),
            "the classes, and what a denied client is told",
        ),
        (
            shell::with_templates(shell::command("generate", named), templates),
            "makes the crate follow the spec",
        ),
        (
            shell::command("test", named),
            "runs the provider inside a small WMI core",
        ),
    ];
    let width = next
        .iter()
        .map(|(command, _)| command.chars().count())
        .max()
        .unwrap_or_default();
    for (command, purpose) in next {
        printer.say(format_args!("  {command:<width$}  # {purpose}"));
    }
}

/// Says what the manifests want before cargo takes the crate for one of the workspace around it.
fn help_with_workspace(dir: &Path, workspace: &Workspace, printer: &mut Printer) {
    let root = shown(&workspace.manifest(Path::new(".")));
    if !workspace.is_member {
        let member = quoted(&workspace.member);
        printer.help(format_args!(
            "cargo refuses the crate until the workspace around it lists it: add {member} to `members` in \
             `[workspace]` of {root}, or to `exclude`"
        ));
    }
    printer.help(format_args!(
        "cargo reads profiles from {root} alone: move `[profile.release]` there from {}",
        shown(&below(dir, MANIFEST))
    ));
}

/// Whether `dir` is the folder that the user stands in, which commands and messages need not name.
fn is_here(dir: &Path) -> bool {
    dir == Path::new(".")
}

/// The spec of the new crate, as messages call it.
fn spec_in(dir: &Path) -> PathBuf {
    below(dir, SPEC)
}

/// A file of the new crate, as messages call it.
fn below(dir: &Path, name: &str) -> PathBuf {
    if is_here(dir) {
        PathBuf::from(name)
    } else {
        dir.join(name)
    }
}
