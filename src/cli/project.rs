//! The provider crate that a verb works on: where it is, what its spec means, what its lock says.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::printer::Printer;
use super::shell;
use crate::diagnostics::{Diagnostic, Source, shown};
use crate::model::Provider;
use crate::regen::{LOCK, Lock, Plan, Rendering, SPEC, Tree, plan};
use crate::{lint, render, spec};

/// A provider crate on disk.
#[derive(Debug)]
pub struct Project {
    /// The folder that the user named, if they named one.
    pub named: Option<PathBuf>,
    /// The crate's folder, from where the user stands.
    pub root: PathBuf,
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
            });
        }
        let here = env::current_dir().context("cannot tell which folder this is")?;
        // Written as `..` again and again, because messages show paths from where the user stands.
        let mut root = PathBuf::new();
        for folder in here.ancestors() {
            if folder.join(SPEC).symlink_metadata().is_ok() {
                return Ok(Self { named: None, root });
            }
            root.push("..");
        }
        bail!(
            "there is no {SPEC} in {} nor in any folder above it; name the crate's folder, or make a crate \
             with `wmigen new DIR`",
            shown(&here)
        )
    }

    /// The spec's text.
    ///
    /// # Errors
    /// When the file gives none.
    pub fn source(&self) -> anyhow::Result<Source> {
        Ok(spec::read_file(&self.root.join(SPEC))?)
    }

    /// What the spec means; none if it has errors. Errors and warnings are printed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn provider(&self, printer: &mut Printer) -> anyhow::Result<Option<Provider>> {
        let source = self.source()?;
        printer.detail(format_args!("read {}", source.name));
        Ok(provider(&source, printer))
    }

    /// The plan that makes the crate follow its spec; none if the spec has errors, which are printed.
    ///
    /// # Errors
    /// When the spec or the lock cannot be read, or a template fails.
    pub fn plan(&self, printer: &mut Printer) -> anyhow::Result<Option<Plan>> {
        let Some(provider) = self.provider(printer)? else {
            return Ok(None);
        };
        let rendering = Rendering::new(render::render(&provider)?)?;
        printer.detail(format_args!(
            "the provider {} comes to {} files",
            provider.name,
            rendering.len()
        ));
        let lock = self.lock(printer)?;
        Ok(Some(plan(
            &rendering,
            &lock,
            &Tree::read(self.folder(), &rendering, &lock),
        )))
    }

    /// The crate's folder, for the system: an empty path is no folder to it.
    pub fn folder(&self) -> &Path {
        if self.root.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &self.root
        }
    }

    /// The command for `verb` on this crate.
    pub fn command(&self, verb: &str) -> String {
        shell::command(verb, self.named.as_deref())
    }

    /// What wmigen wrote into this crate; nothing if there is no lock. Problems are printed.
    fn lock(&self, printer: &mut Printer) -> anyhow::Result<Lock> {
        let path = self.root.join(LOCK);
        let Some(text) =
            Lock::load(self.folder()).with_context(|| format!("cannot use {}", shown(&path)))?
        else {
            printer.detail(format_args!("there is no {}", shown(&path)));
            return Ok(Lock::default());
        };
        printer.detail(format_args!("read {}", shown(&path)));
        Lock::read(&text).or_else(|problems| {
            let name = shown(&path);
            printer.diagnostics(
                &problems,
                &Source {
                    name: name.clone(),
                    text,
                },
            );
            bail!("cannot use {name}; nothing was written")
        })
    }
}

/// What a spec means; none if it has errors. Errors and warnings are printed, in the order of the file.
pub fn provider(source: &Source, printer: &mut Printer) -> Option<Provider> {
    let (provider, problems) = lint::check(&source.text);
    printer.diagnostics(&problems, source);
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    if errors > 0 {
        let plural = if errors == 1 { "" } else { "s" };
        printer.error(format_args!("{} has {errors} error{plural}", source.name));
    }
    provider.filter(|_| !problems.iter().any(Diagnostic::is_error))
}
