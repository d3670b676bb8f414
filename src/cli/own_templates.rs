//! The user's templates of a crate: where they are, whether they may be used, and what is wrong with them.

mod new;
mod place;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::printer::Printer;
use super::project::Project;
use crate::diagnostics::{Diagnostic, Source, shown};
use crate::model::Provider;
use crate::render::{OutlinedFile, Templates};
use crate::templates::{check_outline, faults, read_files};
pub use new::{full_path, starter_spec, with_folder};
pub use place::{Folder, called_from_here, find, from, is_inside, outside, way};

/// The folder of templates that a command names.
#[derive(Debug, Default, Args)]
pub struct Named {
    /// The folder of templates that the spec names: needed where it is outside of the crate's repository
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// The templates that a crate is rendered by.
#[derive(Debug)]
pub struct Used(Option<Own>);

/// Those of the user's, with wmigen's.
#[derive(Debug)]
struct Own {
    templates: Templates,
    folder: Folder,
    /// The way from the crate to where the folder is in truth; none from another drive.
    way: Option<String>,
}

impl Used {
    /// All of them.
    pub fn templates(&self) -> &Templates {
        self.0
            .as_ref()
            .map_or_else(|| Templates::builtin(), |own| &own.templates)
    }

    /// The folder of the user's, if there is one.
    pub fn folder(&self) -> Option<&Folder> {
        self.0.as_ref().map(|own| &own.folder)
    }

    /// Whether there is a folder that every command has to name.
    pub fn is_outside(&self) -> bool {
        self.folder().is_some_and(|folder| folder.is_outside)
    }

    /// Whether nothing is wrong with what the user's templates say; otherwise says what is. It takes longer than to read them.
    pub fn are_sound(&self, printer: &mut Printer) -> bool {
        let Some(own) = &self.0 else {
            return true;
        };
        let problems = faults(&own.templates);
        tell(&problems, &own.folder, printer);
        problems.is_empty()
    }

    /// Whether nothing is wrong with the paths that the user's templates have for this provider, whose files are `outline`;
    /// otherwise says what is.
    pub fn may_make(
        &self,
        outline: &[OutlinedFile],
        provider: &Provider,
        printer: &mut Printer,
    ) -> bool {
        let (Some(own), Some(of_spec)) = (&self.0, &provider.templates) else {
            return true;
        };
        // No file of a crate is above it.
        let dir = own.way.as_deref().unwrap_or("..");
        let problems = check_outline(&own.templates, outline, dir, &of_spec.allow);
        tell(&problems, &own.folder, printer);
        problems.is_empty()
    }
}

/// What the spec of a crate means, and its templates; none if something is wrong with the spec or with the templates' files,
/// which is printed.
///
/// # Errors
/// When the spec cannot be read, or as of [`of_project`].
pub fn of_spec(
    project: &Project,
    printer: &mut Printer,
) -> anyhow::Result<Option<(Provider, Used)>> {
    let Some((provider, source)) = project.provider(printer)? else {
        return Ok(None);
    };
    let used = of_project(project, &provider, &source, printer)?;
    Ok(used.map(|used| (provider, used)))
}

/// The templates of a crate, whose spec has this text and means this; none if something is wrong with their files, which is
/// printed. What they say is still to be looked at: see [`Used::are_sound`].
///
/// # Errors
/// If the user has named a folder of templates and the spec has none.
pub fn of_project(
    project: &Project,
    provider: &Provider,
    source: &Source,
    printer: &mut Printer,
) -> anyhow::Result<Option<Used>> {
    if provider.templates.is_none() && project.templates.is_none() {
        return Ok(Some(Used(None)));
    }
    let root = project.folder().canonicalize();
    let root = root.with_context(|| format!("cannot look at {}", shown(project.folder())))?;
    of_crate(
        &root,
        project.templates.as_deref(),
        provider,
        source,
        printer,
    )
}

/// The templates of the crate whose full path is `root`; the crate may still have to be made.
///
/// # Errors
/// As of [`of_project`].
pub fn of_crate(
    root: &Path,
    named: Option<&Path>,
    provider: &Provider,
    source: &Source,
    printer: &mut Printer,
) -> anyhow::Result<Option<Used>> {
    let Some(of_spec) = &provider.templates else {
        if let Some(named) = named {
            bail!(
                "the spec has no templates, and so {} is not used; name the folder in `[templates]` of {}, as `dir`",
                shown(named),
                source.name
            );
        }
        return Ok(Some(Used(None)));
    };
    let folder = match find(root, &of_spec.dir, named) {
        Ok(folder) => folder,
        Err(wrong) => {
            printer.diagnostics(&[wrong.at(source)], source);
            return Ok(None);
        }
    };
    printer.detail(format_args!("read the templates in {}", folder.shown));
    let reading = read_files(&folder.path, &folder.shown, &of_spec.allow);
    if !reading.problems.is_empty() {
        tell(&reading.checked().problems, &folder, printer);
        return Ok(None);
    }
    let templates = reading.templates;
    let way = way(root, &folder.path);
    Ok(Some(Used(Some(Own {
        templates,
        folder,
        way,
    }))))
}

/// Says what is wrong with the files of a folder, and how much there is.
fn tell(problems: &[(Source, Vec<Diagnostic>)], folder: &Folder, printer: &mut Printer) {
    let mut errors = 0;
    for (source, problems) in problems {
        printer.diagnostics(problems, source);
        errors += problems.iter().filter(|problem| problem.is_error()).count();
    }
    let plural = if errors == 1 { "" } else { "s" };
    if errors > 0 {
        printer.error(format_args!(
            "the templates in {} have {errors} error{plural}",
            folder.shown
        ));
    }
}
