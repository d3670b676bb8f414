//! The templates that are tested: where they are, and what is wrong with them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::cli::own_templates;
use crate::cli::printer::Printer;
use crate::cli::project::{self, Project};
use crate::diagnostics::{Diagnostic, Source, shown};
use crate::regen::SPEC;
use crate::render::{OwnTemplates, Templates};
use crate::templates;

/// What a folder of templates has, and hardly any other: the folders of the user's own, and the manifest.
const OWN: [&str; 3] = ["extra", "partials", "templates.toml"];

/// Which templates are tested.
#[derive(Debug)]
pub enum Tested {
    /// wmigen's.
    BuiltIn,
    /// The user's own, in a folder.
    Own(Folder),
}

/// A folder of templates.
#[derive(Debug)]
pub struct Folder {
    /// Where it is.
    path: PathBuf,
    /// How messages call it.
    shown: String,
    /// The paths that the crate around it lets them make although a tool obeys what stands there.
    allow: Vec<String>,
}

impl Tested {
    /// The folder that the command line names, or the one that the user stands in, or that of the crate around. None if
    /// that crate does not say which it may use, and why is printed.
    ///
    /// # Errors
    /// When the folder that is named is none, or the crate's spec cannot be read.
    pub fn find(named: Option<&Path>, printer: &mut Printer) -> anyhow::Result<Option<Self>> {
        if let Some(named) = named {
            ensure!(
                project::folder(named).is_dir(),
                "there is no folder of templates {}",
                shown(named)
            );
            return Ok(Some(Self::own(named)));
        }
        let here = Path::new(".");
        if is_like_one(here) {
            return Ok(Some(Self::own(here)));
        }
        let Ok(project) = Project::find(None) else {
            return Ok(Some(Self::BuiltIn));
        };
        let Some((provider, source)) = project.provider(printer)? else {
            return Ok(None);
        };
        let Some(of_spec) = provider.templates else {
            return Ok(Some(Self::BuiltIn));
        };
        let root = project.folder().canonicalize();
        let root = root.with_context(|| format!("cannot look at {}", shown(project.folder())))?;
        match own_templates::find(&root, &of_spec.dir, None) {
            Ok(folder) => Ok(Some(Self::Own(Folder {
                path: project.root.join(&of_spec.dir),
                shown: folder.shown,
                allow: of_spec.allow,
            }))),
            Err(wrong) => {
                printer.diagnostics(&[wrong.at(&source)], &source);
                Ok(None)
            }
        }
    }

    fn own(path: &Path) -> Self {
        // Without a slash at its end.
        let path: PathBuf = path.components().collect();
        Self::Own(Folder {
            shown: shown(&path),
            path,
            allow: Vec::new(),
        })
    }

    /// The folder, if there is one.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::BuiltIn => None,
            Self::Own(folder) => Some(&folder.path),
        }
    }

    /// Reads the templates, which may make what is in `allow`, too. None if something is wrong with them, which is printed.
    pub fn read(&self, allow: &[String], printer: &mut Printer) -> Option<Templates> {
        let Self::Own(folder) = self else {
            return Some(Templates::with(OwnTemplates::default()));
        };
        printer.detail(format_args!("read the templates in {}", folder.shown));
        let allow = [&folder.allow, allow].concat();
        let reading = templates::read(project::folder(&folder.path), &folder.shown, &allow);
        let is_wrong = tell(&reading.problems, printer);
        Some(reading.templates).filter(|_| !is_wrong)
    }
}

/// Prints what is wrong or doubtful in templates. Whether something is wrong.
pub fn tell(problems: &[(Source, Vec<Diagnostic>)], printer: &mut Printer) -> bool {
    for (source, problems) in problems {
        printer.diagnostics(problems, source);
    }
    let mut all = problems.iter().flat_map(|(_, problems)| problems);
    all.any(Diagnostic::is_error)
}

/// Whether a folder looks like one of templates: no crate around it is looked for then.
fn is_like_one(folder: &Path) -> bool {
    let stands = |path: &Path| path.symlink_metadata().is_ok();
    if stands(&folder.join(SPEC)) {
        return false;
    }
    if OWN.iter().any(|name| stands(&folder.join(name))) {
        return true;
    }
    let entries = fs::read_dir(folder.join(crate::templates::CASES))
        .into_iter()
        .flatten();
    entries
        .flatten()
        .any(|entry| stands(&entry.path().join(SPEC)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_templates_is_known_by_its_manifest_its_folders_and_its_cases() {
        for (path, is_one) in [
            ("templates.toml", true),
            ("extra/a.md", true),
            ("partials/a.hbs", true),
            ("tests/small/wmigen.toml", true),
            ("tests/small/other.toml", false),
            ("README.md.hbs", false),
            ("wmigen.toml", false),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
            fs::write(file, "").expect("a file");
            assert_eq!(is_like_one(folder.path()), is_one, "{path}");
        }
    }
}
