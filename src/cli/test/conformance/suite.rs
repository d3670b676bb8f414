//! The tests of the runtime and of the small WMI core themselves, as a package that cargo builds against those of one
//! crate.
//!
//! They stand in `conformance/`, and reach both by `#[path]`. Nothing there depends on a spec, so that no crate has them:
//! the repository's own tests run them once, and `wmigen test --conformance` runs them against a crate as it is. The
//! package has no manifest of its own there: cargo would leave the folder out of what is published.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use toml_edit::{DocumentMut, Item, Table, value};
use uuid::Uuid;

use crate::diagnostics::shown;
use crate::line_ends::say;
use crate::lint;
use crate::render::{MadeOf, PARTS, Part, Templates, render_all, starter_spec};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/conformance.rs"));
}

/// How a `#[path]` in `conformance/` begins: there, the templates are the crate.
const TEMPLATES: &str = "#[path = \"../../../templates/";

/// What the tests reach in a crate.
const REACHED: [&str; 2] = ["src/wmi", "tests/wmi_core"];

/// The tests, written to a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conformance {
    folder: PathBuf,
    /// The crate that they reach, in full.
    root: PathBuf,
    /// What every crate has, as wmigen writes it: paths and texts.
    own: Vec<(String, String)>,
}

/// In what way a file of a crate is not wmigen's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// It is not there.
    Missing,
    /// It has another text.
    Changed,
    /// wmigen has no such file.
    Added,
}

impl Conformance {
    /// Writes the tests of the crate in `root` to `folder`, as a package. What is there already as it should be keeps its
    /// time, so that cargo builds no more than it must.
    ///
    /// # Errors
    /// When the folder cannot be written, or the path of the crate is not UTF-8.
    pub fn write(root: &Path, folder: &Path) -> anyhow::Result<Self> {
        let suite = Self {
            folder: std::path::absolute(folder)?,
            root: std::path::absolute(root)?,
            own: own_files()?,
        };
        let cannot = || {
            format!(
                "cannot write the conformance tests to {}",
                shown(&suite.folder)
            )
        };
        suite.write_all().with_context(cannot)?;
        Ok(suite)
    }

    /// The package's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files of the crate that the tests reach and that are not as this wmigen writes them, in the order of their
    /// paths.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn differences(&self) -> anyhow::Result<Vec<(String, Difference)>> {
        let mut there = BTreeSet::new();
        for folder in REACHED {
            collect(&self.root, folder, &mut there)?;
        }
        let mut found = Vec::new();
        for (path, text) in &self.own {
            if !REACHED.iter().any(|folder| is_below(folder, path)) {
                continue;
            }
            if there.remove(path) {
                let file = self.root.join(path);
                let bytes =
                    fs::read(&file).with_context(|| format!("cannot read {}", shown(&file)))?;
                if !say(&bytes, text) {
                    found.push((path.clone(), Difference::Changed));
                }
            } else if Part::of_file(path).is_none() {
                found.push((path.clone(), Difference::Missing));
            }
        }
        found.extend(there.into_iter().map(|path| (path, Difference::Added)));
        found.sort();
        Ok(found)
    }

    fn write_all(&self) -> anyhow::Result<()> {
        let root = self
            .root
            .to_str()
            .context("the crate's path is not UTF-8")?;
        // As Rust writes it: a path of Windows has backslashes.
        let root = format!("{root:?}");
        let begin = format!("#[path = {}/", &root[..root.len() - 1]);
        let mut written = BTreeSet::new();
        for (path, text) in embedded::FILES {
            self.write_file(path, &text.replace(TEMPLATES, &begin))?;
            written.insert((*path).to_owned());
        }
        for (path, text) in &self.own {
            match path.as_str() {
                "Cargo.toml" => self.write_file(path, &manifest(text)?)?,
                "clippy.toml" => self.write_file(path, text)?,
                _ => {}
            }
        }
        // Cargo would take what another version of wmigen has left for more tests.
        let mut there = BTreeSet::new();
        collect(&self.folder, "tests", &mut there)?;
        for path in there.difference(&written) {
            fs::remove_file(self.folder.join(path))?;
        }
        Ok(())
    }

    fn write_file(&self, path: &str, text: &str) -> anyhow::Result<()> {
        let file = self.folder.join(path);
        if fs::read(&file).is_ok_and(|present| present == text.as_bytes()) {
            return Ok(());
        }
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(file, text)?)
    }
}

/// The files of a crate, as wmigen writes them: of any, because those that matter here are the same in all.
fn own_files() -> anyhow::Result<Vec<(String, String)>> {
    let spec = starter_spec(Templates::builtin(), "Conformance", Uuid::new_v4())?;
    let (provider, problems) = lint::check(&spec);
    let provider =
        provider.with_context(|| format!("the starter spec has errors: {problems:?}"))?;
    let files = render_all(MadeOf {
        besides: &PARTS.iter().collect::<Vec<_>>(),
        ..MadeOf::spec(&provider)
    })?;
    Ok(files
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect())
}

/// The package's manifest: that of a crate, without its library and what only parts of the runtime depend on. So the tests
/// are built and linted as a crate is, and reach what all crates have.
fn manifest(of_crate: &str) -> anyhow::Result<String> {
    let mut document: DocumentMut = of_crate.parse()?;
    for table in ["lib", "profile"] {
        document.remove(table);
    }
    let dependencies = document
        .get_mut("dependencies")
        .and_then(Item::as_table_mut);
    let dependencies = dependencies.context("the crate's manifest has no dependencies")?;
    for dependency in PARTS.iter().filter_map(|part| part.dependency) {
        dependencies.remove(dependency);
    }
    let package = document.get_mut("package").and_then(Item::as_table_mut);
    let package = package.context("the crate's manifest has no package")?;
    package["name"] = value("conformance");
    // A package of its own, whatever the folders above it are.
    document.insert("workspace", Item::Table(Table::new()));
    Ok(document.to_string())
}

fn is_below(folder: &str, path: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| rest.starts_with('/'))
}

fn is_rust(path: &str) -> bool {
    let extension = Path::new(path).extension();
    extension.is_some_and(|extension| extension == "rs")
}

/// Adds the paths of all Rust files below a folder of `root`, from there and with forward slashes; none where there is no
/// such folder.
fn collect(root: &Path, folder: &str, into: &mut BTreeSet<String>) -> anyhow::Result<()> {
    let within = root.join(folder);
    let entries = match fs::read_dir(&within) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.with_context(|| format!("cannot read {}", shown(&within)))?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let path = format!("{folder}/{}", name.to_string_lossy());
        if entry.path().is_dir() {
            collect(root, &path, into)?;
        } else if is_rust(&path) {
            ensure!(
                name.to_str().is_some(),
                "the name of {} is not UTF-8",
                shown(&entry.path())
            );
            into.insert(path);
        }
    }
    Ok(())
}
