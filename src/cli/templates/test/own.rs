//! The templates that are tested: where they are, and what is wrong with them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::printer::Printer;
use crate::cli::project::{self, Project};
use crate::cli::templates::test::cases;
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
    /// Those of this folder, with the paths that the crate around it lets them make although a tool obeys what stands there.
    Folder(PathBuf, Vec<String>),
}

impl Tested {
    /// The folder that the command line names, or that of the crate around where the user stands, or the one that they stand
    /// in. None if that crate's spec has errors, which are printed.
    ///
    /// # Errors
    /// When the spec cannot be read.
    pub fn find(named: Option<&Path>, printer: &mut Printer) -> anyhow::Result<Option<Self>> {
        if let Some(named) = named {
            return Ok(Some(Self::Folder(named.to_owned(), Vec::new())));
        }
        if is_like_one(Path::new(".")) {
            return Ok(Some(Self::Folder(PathBuf::from("."), Vec::new())));
        }
        let Ok(project) = Project::find(None) else {
            return Ok(Some(Self::BuiltIn));
        };
        let Some((provider, _)) = project.provider(printer)? else {
            return Ok(None);
        };
        Ok(Some(match provider.templates {
            None => Self::BuiltIn,
            Some(templates) => Self::Folder(project.root.join(templates.dir), templates.allow),
        }))
    }

    /// The folder, if there is one.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::BuiltIn => None,
            Self::Folder(folder, _) => Some(folder),
        }
    }

    /// Reads the templates, which may make what is in `allow`, too. None if something is wrong with them, which is printed.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn read(
        &self,
        allow: &[String],
        printer: &mut Printer,
    ) -> anyhow::Result<Option<Templates>> {
        let Self::Folder(folder, by_crate) = self else {
            return Ok(Some(Templates::with(OwnTemplates::default())));
        };
        let name = shown(folder);
        let folder = project::folder(folder);
        anyhow::ensure!(folder.is_dir(), "there is no folder of templates {name}");
        printer.detail(format_args!("read the templates in {name}"));
        let allow = [by_crate, allow].concat();
        let reading = templates::read(folder, &name, &allow);
        if tell(&reading.problems, printer) {
            return Ok(None);
        }
        Ok(Some(reading.templates))
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
    let entries = fs::read_dir(folder.join(cases::FOLDER))
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
