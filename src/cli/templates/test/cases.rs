//! The cases of a test of templates: where they are, and what becomes of each.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::cli::printer::Printer;
use crate::cli::project;
use crate::diagnostics::{Diagnostic, Source, shown};
use crate::lint;
use crate::model::Provider;
use crate::regen::SPEC;
use crate::render::{MadeOf, Templates};
use crate::spec;
use crate::templates::snapshots::{self, Difference, Kept};

/// The folder of the cases in a folder of templates.
pub const FOLDER: &str = "tests";

/// What the folder of the cases has beside them: folders of wmigen's templates.
const NOT_CASES: [&str; 3] = ["contract", "harness", "wmi_core"];

/// A case, by its folder.
#[derive(Debug)]
pub struct Case {
    /// The folder's name.
    pub name: String,
    pub folder: PathBuf,
    /// Why it cannot be tested, if that is seen at once.
    fault: Option<String>,
}

/// What has become of a case.
#[derive(Debug)]
pub struct Outcome {
    /// The spec, and what is said of it.
    spec: Option<(Source, Vec<Diagnostic>)>,
    result: Result<Sound, String>,
}

/// A case whose spec has been rendered.
#[derive(Debug)]
pub struct Sound {
    /// What its spec means.
    pub provider: Provider,
    /// Its spec's text.
    pub text: String,
    differences: Vec<Difference>,
    is_kept: bool,
}

/// The cases in a folder, by their names. In a folder of templates, the other folders beside them are none.
///
/// # Errors
/// When the folder cannot be read, or has no case.
pub fn find(folder: &Path, is_below_templates: bool) -> anyhow::Result<Vec<Case>> {
    let looking = || format!("cannot look for cases in {}", shown(folder));
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder).with_context(looking)? {
        let entry = entry.with_context(looking)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || !entry.path().is_dir() {
            continue;
        }
        let is_link = entry.file_type().with_context(looking)?.is_symlink();
        let has_spec = entry.path().join(SPEC).symlink_metadata().is_ok();
        let fault = if is_link {
            Some("it is a symbolic link, and wmigen follows none".to_owned())
        } else if !has_spec && is_below_templates {
            continue;
        } else if !has_spec {
            Some(format!("it has no {SPEC}, and is no case"))
        } else if is_below_templates && NOT_CASES.contains(&name.as_str()) {
            Some("no case can have the name of a folder of wmigen's templates".to_owned())
        } else {
            None
        };
        cases.push(Case {
            name,
            folder: entry.path(),
            fault,
        });
    }
    ensure!(
        !cases.is_empty(),
        "there is no case in {}: a case is a folder there with a {SPEC}",
        shown(folder)
    );
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(cases)
}

impl Case {
    /// Renders the case and compares, and prints nothing.
    pub fn outcome(&self, templates: &Templates) -> Outcome {
        let failed = |why: String, spec| Outcome {
            spec,
            result: Err(why),
        };
        if let Some(fault) = &self.fault {
            return failed(fault.clone(), None);
        }
        let source = match spec::read_file(&self.folder.join(SPEC)) {
            Ok(source) => source,
            Err(error) => return failed(error.to_string(), None),
        };
        let (provider, found) = lint::check(&source.text);
        let provider = provider.filter(|_| !found.iter().any(Diagnostic::is_error));
        let text = source.text.clone();
        let spec = Some((source, found));
        let Some(provider) = provider else {
            return failed("its spec has errors".to_owned(), spec);
        };
        match self.compare(&provider, templates) {
            Ok((differences, is_kept)) => Outcome {
                spec,
                result: Ok(Sound {
                    provider,
                    text,
                    differences,
                    is_kept,
                }),
            },
            Err(error) => failed(format!("{error:#}"), spec),
        }
    }

    fn compare(
        &self,
        provider: &Provider,
        templates: &Templates,
    ) -> anyhow::Result<(Vec<Difference>, bool)> {
        let made_of = MadeOf {
            templates,
            ..MadeOf::spec(provider)
        };
        let rendered = snapshots::rendered(made_of)?;
        let kept = Kept::read(&self.folder)?;
        Ok((snapshots::compare(&rendered, &kept), kept.is_there()))
    }
}

impl Outcome {
    /// Says what is wrong or doubtful in the spec.
    pub fn tell(&self, case: &Case, printer: &mut Printer) {
        printer.detail(format_args!("the case {}", shown(&case.folder)));
        if let Some((source, found)) = &self.spec {
            project::tell(found, source, printer);
        }
    }

    /// What was rendered, if the case did not fail.
    pub fn sound(&self) -> Option<&Sound> {
        self.result.as_ref().ok()
    }

    /// Whether there is nothing to compare.
    pub fn has_failed(&self) -> bool {
        self.result.is_err()
    }

    /// Why there is nothing to compare.
    pub fn fault(&self) -> Option<&str> {
        self.result.as_ref().err().map(String::as_str)
    }

    /// How the files differ from those that are kept.
    pub fn differences(&self) -> Option<&[Difference]> {
        self.sound().map(|sound| sound.differences.as_slice())
    }

    /// Whether nothing at all is kept of the case.
    pub fn is_new(&self) -> bool {
        self.sound().is_some_and(|sound| !sound.is_kept)
    }
}
