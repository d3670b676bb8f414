//! The cases of a test of templates: where they are, and what becomes of each.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use super::own;
use crate::cli::own_templates::way;
use crate::cli::printer::Printer;
use crate::cli::{project, schema_mof};
use crate::diagnostics::{Diagnostic, Source, shown};
use crate::lint;
use crate::model::Provider;
use crate::mof;
use crate::regen::SPEC;
use crate::render::{self, MadeOf, Templates};
use crate::spec;
use crate::templates;
use crate::templates::snapshots::{self, Difference, Kept};

/// A case, by its folder.
#[derive(Debug)]
pub struct Case {
    /// The folder's name.
    pub name: String,
    pub folder: PathBuf,
    /// Why it cannot be tested, if that is seen at once.
    fault: Option<String>,
}

/// A case's spec, or why there is none.
#[derive(Debug)]
pub struct Reading {
    /// The spec, and what is said of it.
    spec: Option<(Source, Vec<Diagnostic>)>,
    /// What is wrong with the files of MOF that it names.
    mofs: Problems,
    provider: Result<Provider, String>,
}

/// What has become of a case.
#[derive(Debug)]
pub struct Outcome {
    /// What is wrong with what the templates make of this spec.
    problems: Problems,
    result: Result<Compared, String>,
}

/// What is said of templates, a file at a time.
type Problems = Vec<(Source, Vec<Diagnostic>)>;

/// A case whose spec has been rendered.
#[derive(Debug)]
struct Compared {
    differences: Vec<Difference>,
    is_kept: bool,
}

/// The cases in a folder, by their names. In a folder of templates, the other folders beside them are none.
///
/// # Errors
/// When the folder cannot be read, or has no case.
pub fn find(folder: &Path, is_below_templates: bool) -> anyhow::Result<Vec<Case>> {
    let looking = || format!("cannot look for cases in {}", shown(folder));
    let is_link = |path: &Path| {
        path.symlink_metadata()
            .is_ok_and(|found| found.is_symlink())
    };
    ensure!(
        !is_below_templates || !is_link(folder),
        "{} is a symbolic link, and wmigen follows none",
        shown(folder)
    );
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder).with_context(looking)? {
        let entry = entry.with_context(looking)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || !entry.path().is_dir() {
            continue;
        }
        let spec = entry.path().join(SPEC);
        let has_spec = spec.symlink_metadata().is_ok();
        let fault = if is_link(&entry.path()) {
            Some("it is a symbolic link, and wmigen follows none".to_owned())
        } else if is_link(&spec) {
            Some(format!(
                "its {SPEC} is a symbolic link, and wmigen follows none"
            ))
        } else if !has_spec && is_below_templates {
            continue;
        } else if !has_spec {
            Some(format!("it has no {SPEC}, and is no case"))
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
    /// Reads the spec, and prints nothing. A folder of templates that it names must be the one that is tested.
    pub fn read(&self, tested: Option<&Path>) -> Reading {
        let failed = |why: String, spec| Reading {
            spec,
            mofs: Vec::new(),
            provider: Err(why),
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
        let Some(mut provider) = provider else {
            return failed("its spec has errors".to_owned(), Some((source, found)));
        };
        let mofs = mof::read(&self.folder, &mut provider, &source).problems;
        let spec = Some((source, found));
        if !mofs.is_empty() {
            let why = "its files of MOF have errors".to_owned();
            return Reading {
                mofs,
                ..failed(why, spec)
            };
        }
        let named = provider.templates.as_ref();
        let named = named.map(|templates| self.folder.join(&templates.dir));
        match named.filter(|named| !is_same(named, tested)) {
            Some(named) => {
                let why = format!(
                    "its spec names the templates in {}, which are not those that are tested",
                    shown(&named)
                );
                failed(why, spec)
            }
            None => Reading {
                spec,
                mofs,
                provider: Ok(provider),
            },
        }
    }

    /// Renders the case and compares, and prints nothing.
    pub fn outcome(&self, reading: &Reading, templates: &Templates, allow: &[String]) -> Outcome {
        let failed = |why: String, problems| Outcome {
            problems,
            result: Err(why),
        };
        let provider = match &reading.provider {
            Ok(provider) => provider,
            Err(why) => return failed(why.clone(), Vec::new()),
        };
        let made_of = MadeOf {
            templates,
            ..MadeOf::spec(provider)
        };
        let problems = self.problems(made_of, allow);
        if !problems.is_empty() {
            let why = "a further template makes a file where it may not".to_owned();
            return failed(why, problems);
        }
        let compared = self.compare(made_of);
        Outcome {
            problems,
            result: compared.map_err(|error| format!("{error:#}")),
        }
    }

    /// What is wrong with the paths of what the templates make of this spec.
    fn problems(&self, made_of: MadeOf<'_>, allow: &[String]) -> Problems {
        let of_spec = made_of.provider.templates.as_ref();
        let dir = of_spec.and_then(|templates| {
            let real = self.folder.canonicalize().ok()?;
            way(
                &real,
                &self.folder.join(&templates.dir).canonicalize().ok()?,
            )
        });
        let outline = render::outline(None, made_of);
        // No file of a crate is above it.
        let dir = dir.as_deref().unwrap_or("..");
        templates::check_outline(made_of.templates, &outline, dir, allow)
    }

    fn compare(&self, made_of: MadeOf<'_>) -> anyhow::Result<Compared> {
        let rendered = snapshots::rendered(made_of)?;
        let kept = Kept::read(&self.folder)?;
        Ok(Compared {
            differences: snapshots::compare(&rendered, &kept),
            is_kept: kept.is_there(),
        })
    }
}

/// Whether both are the same folder, however they are named.
fn is_same(named: &Path, tested: Option<&Path>) -> bool {
    let real = |folder: &Path| project::folder(folder).canonicalize().ok();
    let named = real(named);
    named.is_some() && named == tested.and_then(real)
}

impl Reading {
    /// Says what is wrong or doubtful in the spec.
    pub fn tell(&self, printer: &mut Printer) {
        if let Some((source, found)) = &self.spec {
            printer.detail(format_args!("read {}", source.name));
            project::tell(found, source, printer);
        }
        schema_mof::tell(&self.mofs, printer);
    }

    /// What the spec means, and its text, if that is sound.
    pub fn sound(&self) -> Option<(&Provider, &str)> {
        let (source, _) = self.spec.as_ref()?;
        Some((self.provider.as_ref().ok()?, &source.text))
    }

    /// What the spec lets templates make although a tool obeys it by itself.
    pub fn allow(&self) -> Vec<String> {
        let provider = self.provider.as_ref().ok();
        let templates = provider.and_then(|provider| provider.templates.as_ref());
        templates
            .map(|templates| templates.allow.clone())
            .unwrap_or_default()
    }
}

impl Outcome {
    /// Says what is wrong with the templates because of the spec.
    pub fn tell(&self, printer: &mut Printer) {
        own::tell(&self.problems, printer);
    }

    /// Whether there is nothing to compare.
    pub fn has_failed(&self) -> bool {
        self.result.is_err()
    }

    /// Why there is nothing to compare.
    pub fn fault(&self) -> Option<&str> {
        self.result.as_ref().err().map(String::as_str)
    }

    /// How the files differ from those that are kept; none do of a case that failed.
    pub fn differences(&self) -> &[Difference] {
        let compared = self.result.as_ref();
        compared.map_or(&[], |compared| &compared.differences)
    }

    /// Whether nothing at all is kept of the case.
    pub fn is_new(&self) -> bool {
        self.result.as_ref().is_ok_and(|compared| !compared.is_kept)
    }
}
