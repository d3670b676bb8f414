//! The folder of templates that a verb works on.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, bail, ensure};

use super::place::place;
use crate::cli::printer::{Printer, Stage};
use crate::cli::project::{Project, folder};
use crate::cli::record::Record;
use crate::cli::step::Step;
use crate::cli::{Status, own_templates, report, shell};
use crate::diagnostics::{closest, quoted, shown};
use crate::model::TemplatesOfSpec;
use crate::regen::{CratePath, LOCK, Plan, SPEC};
use crate::render::{BuiltIn, TEMPLATE};
use crate::templates::Copies;

/// Where the templates of a crate are whose spec does not say.
pub const USUAL: &str = "templates";

/// A folder of templates, which may not be there yet.
#[derive(Debug)]
pub struct Folder {
    /// Where it is, from where the user stands.
    pub root: PathBuf,
    /// As the command line names it, if it does.
    named: Option<PathBuf>,
    /// What its templates may make although a tool obeys what stands there by itself.
    pub allow: Vec<String>,
    /// The spec of the crate that it is to be the folder of, if that spec does not say so yet.
    pub unnamed_in: Option<PathBuf>,
}

impl Folder {
    /// The folder that the command line names, or that of the crate in `dir` or around where the user stands. None if the
    /// spec has errors, which are printed.
    ///
    /// # Errors
    /// When there is no crate, or its spec cannot be read.
    pub fn find(
        named: Option<&Path>,
        dir: Option<&Path>,
        printer: &mut Printer,
    ) -> anyhow::Result<Option<Self>> {
        if let Some(named) = named {
            return Ok(Some(Self {
                root: named.to_owned(),
                named: Some(named.to_owned()),
                allow: Vec::new(),
                unnamed_in: None,
            }));
        }
        let project = Project::find(dir)
            .context("no folder of templates is known; name one with `--templates DIR`")?;
        let Some((provider, source)) = project.provider(printer)? else {
            return Ok(None);
        };
        let Some(of_spec) = &provider.templates else {
            return Ok(Some(Self {
                root: project.root.join(USUAL),
                named: None,
                allow: Vec::new(),
                unnamed_in: Some(project.root.join(SPEC)),
            }));
        };
        let found = place(&full_path(&project)?, &of_spec.dir, &source, printer);
        Ok(found.map(|found| Self::of_crate(&found, &project, of_spec)))
    }

    /// The same, for a verb that makes it if need be: what has the usual name may be a link that leads anywhere.
    ///
    /// # Errors
    /// As of [`find`](Self::find).
    pub fn to_be_made(named: Option<&Path>, printer: &mut Printer) -> anyhow::Result<Option<Self>> {
        let Some(folder) = Self::find(named, None, printer)? else {
            return Ok(None);
        };
        if folder.unnamed_in.is_none() {
            return Ok(Some(folder));
        }
        let project = Project::find(None)?;
        let found = place(&full_path(&project)?, USUAL, &project.source()?, printer);
        Ok(found.map(|found| Self {
            root: PathBuf::from(found.shown),
            ..folder
        }))
    }

    /// The folder that is used for a crate, whose spec says this of it.
    pub fn of_crate(
        found: &own_templates::Folder,
        project: &Project,
        of_spec: &TemplatesOfSpec,
    ) -> Self {
        let root = PathBuf::from(&found.shown);
        // From where the user stands the nearest crate may be another one.
        let is_to_be_named = project.named.is_some() || project.templates.is_some();
        Self {
            named: is_to_be_named.then(|| root.clone()),
            root,
            allow: of_spec.allow.clone(),
            unnamed_in: None,
        }
    }

    /// The same, for a verb that needs one that is there. None as of [`find`](Self::find).
    ///
    /// # Errors
    /// When it is not there, or as of [`find`](Self::find).
    pub fn existing(named: Option<&Path>, printer: &mut Printer) -> anyhow::Result<Option<Self>> {
        let Some(folder) = Self::find(named, None, printer)? else {
            return Ok(None);
        };
        if let Some(spec) = &folder.unnamed_in {
            bail!(
                "{} has no `[templates]`, so that the crate is made of wmigen's templates alone; \
                 `wmigen templates export NAME` copies one to change it",
                shown(spec)
            );
        }
        folder.ensure_is_folder()?;
        Ok(Some(folder))
    }

    /// Fails unless the folder is there.
    ///
    /// # Errors
    /// In that case.
    pub fn ensure_is_folder(&self) -> anyhow::Result<()> {
        let name = shown(&self.root);
        let found = folder(&self.root).metadata();
        let found =
            found.with_context(|| format!("cannot use {name} as the folder of templates"))?;
        ensure!(
            found.is_dir(),
            "cannot use {name} as the folder of templates: it is no folder"
        );
        Ok(())
    }

    /// The same as of [`copies_again`](Self::copies_again); and says what the lock lists that is no copy.
    ///
    /// # Errors
    /// As of that.
    pub fn copies(
        &self,
        wanted: &[BuiltIn],
        printer: &mut Printer,
    ) -> anyhow::Result<Option<(Record, Copies)>> {
        let found = self.copies_again(wanted, printer)?;
        for path in found.iter().flat_map(|(_, copies)| copies.passed_over()) {
            printer.help(format_args!(
                "{} lists {}, which is no copy of a template of wmigen's; wmigen passes over it",
                self.shown(LOCK),
                quoted(path.as_str())
            ));
        }
        Ok(found)
    }

    /// The copies that the folder's lock knows of, and the places of those that are to be made. None if the lock is not one
    /// that this wmigen works with, which is printed.
    ///
    /// # Errors
    /// When the lock gives no text, or another run is writing to the folder.
    pub fn copies_again(
        &self,
        wanted: &[BuiltIn],
        printer: &mut Printer,
    ) -> anyhow::Result<Option<(Record, Copies)>> {
        let record = Record::settled(&self.root)?;
        let Some(lock) = record.told(record.lock(), &self.root, printer) else {
            return Ok(None);
        };
        if lock.is_newer() {
            report::newer_templates(&lock, &self.root, printer);
            return Ok(None);
        }
        let copies = Copies::read(&self.root, lock, wanted)?;
        Ok(Some((record, copies)))
    }

    /// The file of the folder that a user means by `path`.
    ///
    /// # Errors
    /// When it is none.
    pub fn file(&self, path: &Path) -> anyhow::Result<CratePath> {
        let project = Project {
            named: None,
            root: self.root.clone(),
            templates: None,
        };
        project.file(path)
    }

    /// How messages name a file of the folder.
    pub fn shown(&self, path: &str) -> String {
        shown(&self.root.join(path))
    }

    /// Carries `plan` out in the folder, which is made if need be, and says what was done. None if all went well; else the
    /// status that the run ends with, and the reason is printed.
    ///
    /// # Errors
    /// When the folder cannot be made, or stdout cannot be written.
    pub fn carry_out(
        &self,
        record: &Record,
        plan: &Plan,
        printer: &mut Printer,
    ) -> anyhow::Result<Option<Status>> {
        let refusals = Step::refusals(plan);
        if !refusals.is_empty() {
            printer.steps(&refusals, &self.root, Stage::Refused)?;
            printer.error(format_args!(
                "{} in the way; nothing was written",
                match refusals.len() {
                    1 => "1 file is".to_owned(),
                    count => format!("{count} files are"),
                }
            ));
            printer.help("move what blocks a template out of the way");
            return Ok(Some(Status::Findings));
        }
        if !plan.is_idle() {
            fs::create_dir_all(folder(&self.root))
                .with_context(|| format!("cannot make the folder {}", shown(&self.root)))?;
        }
        if let Err(failure) = record.carry_out(plan, &self.root) {
            let then = self.does_the_rest();
            let status = report::failed_in(&self.root, &failure, plan, &then, printer);
            return Ok(Some(status));
        }
        let steps = Step::of_templates(plan, printer.is_verbose());
        printer.steps(&steps, &self.root, Stage::Done)?;
        Ok(None)
    }

    /// What a user is told to do when a run has not come to its end.
    pub fn does_the_rest(&self) -> String {
        format!("`{}` does the rest", self.command("update"))
    }

    /// How messages name what is at this full path: from where the user stands, if that is around it.
    pub fn from_here(path: &Path) -> String {
        let here = env::current_dir().and_then(|here| here.canonicalize());
        let within = here
            .ok()
            .and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
        shown(within.as_deref().unwrap_or(path))
    }

    /// The command for a verb on this folder.
    pub fn command(&self, verb: &str) -> String {
        let command = format!("wmigen templates {verb}");
        match &self.named {
            Some(named) => format!("{command} --templates {}", shell::quoted(named)),
            None => command,
        }
    }
}

/// The full path of a crate's folder.
fn full_path(project: &Project) -> anyhow::Result<PathBuf> {
    let full = project.folder().canonicalize();
    full.with_context(|| format!("cannot look at {}", shown(project.folder())))
}

/// wmigen's templates of these names, each once. None if one has no such name, which is printed.
pub fn named(names: &[String], printer: &mut Printer) -> Option<Vec<BuiltIn>> {
    let mut found = Vec::new();
    let mut is_sound = true;
    for name in names {
        // As a shell on Windows completes it.
        match BuiltIn::named(&name.replace('\\', "/")) {
            Some(template) if found.contains(&template) => {}
            Some(template) => found.push(template),
            None => {
                is_sound = false;
                printer.error(format_args!("wmigen has no template {}", quoted(name)));
                printer.help(match meant(name) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "`wmigen templates list` lists them".to_owned(),
                });
            }
        }
    }
    is_sound.then_some(found)
}

/// The template that is probably meant: by its whole path, or the end of it.
fn meant(name: &str) -> Option<&'static str> {
    let mut all = BuiltIn::all();
    let ends_so = |one: &BuiltIn| {
        let end = |path: &str| path.rsplit('/').next().is_some_and(|end| end == name);
        end(one.name()) || end(one.path)
    };
    let ends_so = all.find(ends_so).map(|one| one.path);
    ends_so.or_else(|| {
        let without_ending = name.strip_suffix(TEMPLATE).unwrap_or(name);
        let meant = closest(without_ending, BuiltIn::all().map(BuiltIn::name))?;
        Some(BuiltIn::named(meant)?.path)
    })
}
