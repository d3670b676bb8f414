//! The provider crate that a verb works on: where it is, and what its spec means.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use super::own_templates::Named;
use super::printer::Printer;
use super::{schema_mof, shell};
use crate::diagnostics::{Diagnostic, Source, shown};
use crate::model::Provider;
use crate::regen::{CratePath, SPEC};
use crate::{lint, spec};

/// A provider crate on disk.
#[derive(Debug)]
pub struct Project {
    /// The folder that the user named, if they named one.
    pub named: Option<PathBuf>,
    /// The crate's folder, from where the user stands.
    pub root: PathBuf,
    /// The folder of templates that the user named, if they named one.
    pub templates: Option<PathBuf>,
}

impl Project {
    /// The crate in `dir`, or else in the nearest folder upwards that has a spec.
    ///
    /// # Errors
    /// When no folder upwards has one.
    pub fn find(dir: Option<&Path>) -> anyhow::Result<Self> {
        if let Some(dir) = dir {
            return Ok(Self {
                named: Some(dir.to_owned()),
                root: dir.to_owned(),
                templates: None,
            });
        }
        let here = env::current_dir().context("cannot find the current folder")?;
        // Written as `..` again and again, because messages show paths from where the user stands.
        let mut root = PathBuf::new();
        for folder in here.ancestors() {
            if folder.join(SPEC).symlink_metadata().is_ok() {
                return Ok(Self {
                    named: None,
                    root,
                    templates: None,
                });
            }
            root.push("..");
        }
        bail!(
            "there is no {SPEC} in {} nor in any folder above it; name the crate's folder, or make a crate \
             with `wmigen new DIR`",
            shown(&here)
        )
    }

    /// The crate that the file at `path` is in.
    ///
    /// # Errors
    /// When it is in none.
    pub fn around(path: &Path) -> anyhow::Result<Self> {
        let has_spec = |folder: &&Path| folder.join(SPEC).symlink_metadata().is_ok();
        let full =
            std::path::absolute(path).with_context(|| format!("cannot use {}", shown(path)))?;
        let here = env::current_dir().context("cannot find the current folder")?;
        match full.ancestors().skip(1).find(has_spec) {
            Some(folder) if here.starts_with(folder) => Self::find(None),
            Some(folder) => Self::find(Some(folder.strip_prefix(&here).unwrap_or(folder))),
            None => bail!(
                "{} is in no crate: no folder above it has a {SPEC}",
                shown(path)
            ),
        }
    }

    /// The same crate, whose user named this folder of templates as well.
    #[must_use]
    pub fn with_templates(mut self, named: &Named) -> Self {
        self.templates.clone_from(&named.templates);
        self
    }

    /// The spec's text.
    ///
    /// # Errors
    /// When the file gives none.
    pub fn source(&self) -> anyhow::Result<Source> {
        Ok(spec::read_file(&self.root.join(SPEC))?)
    }

    /// What the spec means, and its text; none if it has errors. Errors and warnings are printed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn provider(&self, printer: &mut Printer) -> anyhow::Result<Option<(Provider, Source)>> {
        let source = self.source()?;
        printer.detail(format_args!("read {}", source.name));
        let provider = self.meant(&source, printer);
        Ok(provider.map(|provider| (provider, source)))
    }

    /// What a spec of this crate means, with the classes of its files of MOF; none if something has errors. Errors and warnings
    /// are printed.
    pub fn meant(&self, source: &Source, printer: &mut Printer) -> Option<Provider> {
        let provider = provider(source, printer)?;
        let read = schema_mof::with_files(provider, &self.root, source, printer);
        read.map(|(provider, _)| provider)
    }

    /// The crate's folder, for the system: an empty path is no folder to it.
    pub fn folder(&self) -> &Path {
        folder(&self.root)
    }

    /// The file of the crate that a user means by `path`: as messages name it, or from where they stand.
    ///
    /// # Errors
    /// When it is neither.
    pub fn file(&self, path: &Path) -> anyhow::Result<CratePath> {
        let stands = |path: &Path| path.symlink_metadata().is_ok();
        let as_messages_do = !stands(path) && stands(&self.folder().join(path));
        let within = self.within(path).filter(|_| !as_messages_do);
        let names: Vec<_> = within
            .as_deref()
            .unwrap_or(path)
            .iter()
            .map(|name| name.to_string_lossy())
            .collect();
        CratePath::parse(&names.join("/")).map_err(|why| {
            anyhow!(
                "{} cannot be a file of the crate: the path {why}",
                shown(path)
            )
        })
    }

    /// The path within the crate of what `path` is from where the user stands, whatever dots and links lead there; none if
    /// that is not in the crate. The file itself may be a link: it is the one that is meant.
    fn within(&self, path: &Path) -> Option<PathBuf> {
        let full = std::path::absolute(path).ok()?;
        let folder = full.parent()?.canonicalize().ok()?;
        let full = folder.join(full.file_name()?);
        let root = self.folder().canonicalize().ok()?;
        full.strip_prefix(root).ok().map(Path::to_owned)
    }

    /// The command for `verb` on this crate.
    pub fn command(&self, verb: &str) -> String {
        let command = shell::command(verb, self.named.as_deref());
        // The crate's tests run what stands there, whatever it was rendered by.
        let renders = verb.split(' ').next() != Some("test");
        shell::with_templates(command, self.templates.as_deref().filter(|_| renders))
    }
}

/// The folder at `path`, for the system: an empty path is no folder to it.
pub fn folder(path: &Path) -> &Path {
    if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    }
}

/// What a spec means; none if it has errors. Errors and warnings are printed, in the order of the file.
pub fn provider(source: &Source, printer: &mut Printer) -> Option<Provider> {
    let (provider, problems) = lint::check(&source.text);
    tell(&problems, source, printer);
    provider.filter(|_| !problems.iter().any(Diagnostic::is_error))
}

/// Prints what is wrong or doubtful in a spec, in the order of the file.
pub fn tell(problems: &[Diagnostic], source: &Source, printer: &mut Printer) {
    printer.diagnostics(problems, source);
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    if errors > 0 {
        let plural = if errors == 1 { "" } else { "s" };
        printer.error(format_args!("{} has {errors} error{plural}", source.name));
    }
}
