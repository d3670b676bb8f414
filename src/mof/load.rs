//! Files of MOF with those that they include, as one text would be.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::disk::{MAX_BYTES, Unread, bytes, named};
use super::parser::parse;
use super::text::{Narrow, decoded};
use super::tree::{Item, Name, Pragma};
use crate::diagnostics::rules::MOF_IMPORT;
use crate::diagnostics::{Checked, Diagnostic, Rule, Severity, Source, quoted};

/// How deep files may include each other.
const DEPTH_MAX: usize = 32;

/// How many bytes all files may have together: four times the whole schema of the DMTF. A tree takes up to a hundred times as many.
const ALL_BYTES_MAX: u64 = MAX_BYTES;

/// A file that has been read, and what is wrong with it.
#[derive(Debug)]
pub struct LoadedFile {
    /// Its text, and its path as messages call it.
    pub source: Source,
    /// What is wrong with it, in the order of its text.
    pub problems: Vec<Diagnostic>,
}

/// What has been read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The files, each once, in the order in which they are begun.
    pub files: Vec<LoadedFile>,
    /// What the files say, in the order in which a compiler reads it, each with the number of its file.
    pub items: Vec<(usize, Item)>,
    /// Why files that the user named are not read, a sentence each.
    pub unread: Vec<String>,
}

impl Loaded {
    /// Whether something is wrong that no MOF may have.
    pub fn has_errors(&self) -> bool {
        let mut problems = self.files.iter().flat_map(|file| &file.problems);
        !self.unread.is_empty() || problems.any(Diagnostic::is_error)
    }
}

/// Reads these files, and those that they include and that lie beside them, below them or in one of the folders.
pub fn load(paths: &[PathBuf], folders: &[PathBuf], rule: &'static Rule) -> Loaded {
    let allowed = folders
        .iter()
        .filter_map(|folder| folder.canonicalize().ok());
    let mut loader = Loader {
        folders,
        allowed: allowed.collect(),
        read: HashSet::new(),
        open: Vec::new(),
        left: ALL_BYTES_MAX,
        rule,
        loaded: Loaded::default(),
    };
    for folder in folders.iter().filter(|folder| !folder.is_dir()) {
        let message = format!("{} is no folder", quoted(&named(folder)));
        loader.loaded.unread.push(message);
    }
    for path in paths {
        loader.named_file(path);
    }
    loader.loaded
}

/// A file that is included.
struct Found {
    path: PathBuf,
    /// What the system calls it.
    real: PathBuf,
    bytes: Vec<u8>,
}

struct Loader<'l> {
    /// Where included files are looked for, besides the folder of the file that names them.
    folders: &'l [PathBuf],
    /// Where included files may lie, as the system calls these folders.
    allowed: Vec<PathBuf>,
    /// The files that are read, or being read.
    read: HashSet<PathBuf>,
    /// Those that are being read, from the outside inwards.
    open: Vec<PathBuf>,
    /// How many bytes may still be read.
    left: u64,
    rule: &'static Rule,
    loaded: Loaded,
}

impl Loader<'_> {
    /// Reads a file that the user named: whatever lies in its folder may be included.
    fn named_file(&mut self, path: &Path) {
        let found = self.bytes(path).and_then(|bytes| {
            let real = path.canonicalize().map_err(Unread::Io)?;
            Ok((bytes, real))
        });
        match found {
            Ok((bytes, real)) => {
                let folder = real.parent().map(Path::to_path_buf);
                let added = folder.is_some();
                self.allowed.extend(folder);
                if self.read.insert(real.clone()) {
                    self.file(path, real, &bytes);
                }
                self.allowed
                    .truncate(self.allowed.len() - usize::from(added));
            }
            Err(why) => {
                let sentence = sentence(&named(path), &why);
                self.loaded.unread.push(sentence);
            }
        }
    }

    fn bytes(&mut self, path: &Path) -> Result<Vec<u8>, Unread> {
        let bytes = bytes(path)?;
        match self.left.checked_sub(bytes.len() as u64) {
            Some(left) => {
                self.left = left;
                Ok(bytes)
            }
            None => Err(Unread::TooLarge),
        }
    }

    fn file(&mut self, path: &Path, real: PathBuf, bytes: &[u8]) {
        let number = self.loaded.files.len();
        let (text, items, problems) = match decoded(bytes, Narrow::Utf8, self.rule) {
            Ok(text) => {
                let parsed = parse(&text, self.rule);
                (text, parsed.items, parsed.problems)
            }
            Err(no_text) => (no_text.shown, Vec::new(), vec![no_text.problem]),
        };
        let source = Source {
            name: named(path),
            text,
        };
        self.loaded.files.push(LoadedFile { source, problems });
        self.open.push(real);
        for item in items {
            match item {
                Item::Pragma(pragma) if pragma.name.is("include") => {
                    self.included(path, number, &pragma);
                }
                item => self.loaded.items.push((number, item)),
            }
        }
        self.open.pop();
        let problems = &mut self.loaded.files[number].problems;
        problems.sort_by_key(|problem| problem.primary.span.start);
    }

    /// Reads the file that is named here.
    fn included(&mut self, path: &Path, number: usize, pragma: &Pragma) {
        let outcome = if let [file] = &pragma.arguments[..] {
            self.look_for(path, file)
        } else {
            let message = "one file is included by one pragma";
            Diagnostic::error(self.rule, pragma.span.clone(), message)
                .with_help("write `#pragma include(\"file.mof\")`")
                .refuse()
        };
        match outcome {
            Ok(Some(found)) => self.file(&found.path, found.real, &found.bytes),
            Ok(None) => {}
            Err(problem) => self.loaded.files[number].problems.push(*problem),
        }
    }

    /// The file of this name with its bytes; none if it is read already.
    fn look_for(&mut self, from: &Path, file: &Name) -> Checked<Option<Found>> {
        let tell = |severity, message: String, help: &str| {
            let problem = match severity {
                Severity::Error => Diagnostic::error(self.rule, file.span.clone(), message),
                Severity::Warning => Diagnostic::warning(&MOF_IMPORT, file.span.clone(), message),
            };
            problem.with_help(help).refuse()
        };
        let name = file.text.replace('\\', "/");
        let beside = from.parent().unwrap_or(Path::new(""));
        let places = std::iter::once(beside).chain(self.folders.iter().map(PathBuf::as_path));
        let mut places = places.map(|folder| folder.join(&name));
        let Some((path, real)) =
            places.find_map(|path| path.canonicalize().ok().map(|real| (path, real)))
        else {
            let message = format!("there is no file {}", quoted(&name));
            return tell(
                Severity::Warning,
                message,
                "put it beside this one, or name its folder with `--include`; what it says is not known now",
            );
        };
        if !self.allowed.iter().any(|folder| real.starts_with(folder)) {
            let message = format!("the file {} lies elsewhere", quoted(&name));
            return tell(
                Severity::Error,
                message,
                "name its folder with `--include` if you mean to read it",
            );
        }
        if self.open.contains(&real) {
            let message = format!("the file {} includes itself", quoted(&name));
            return tell(Severity::Error, message, "leave the line out");
        }
        if self.open.len() >= DEPTH_MAX {
            let message = format!("more than {DEPTH_MAX} files include each other");
            return tell(Severity::Error, message, "include files from one");
        }
        if self.read.contains(&real) {
            return Ok(None);
        }
        match bytes(&path) {
            Ok(bytes) if bytes.len() as u64 <= self.left => {
                self.left -= bytes.len() as u64;
                self.read.insert(real.clone());
                Ok(Some(Found { path, real, bytes }))
            }
            Ok(_) => tell(
                Severity::Error,
                sentence(&name, &Unread::TooLarge),
                "read fewer files at once",
            ),
            Err(why) => tell(
                Severity::Error,
                sentence(&name, &why),
                "make it a file that can be read",
            ),
        }
    }
}

/// Why a file is not read.
fn sentence(name: &str, why: &Unread) -> String {
    let name = quoted(name);
    match why {
        Unread::Absent => format!("there is no file {name}"),
        Unread::NoFile => format!("{name} is no file"),
        Unread::TooLarge => format!(
            "the file {name} is too large: all files together have {} MiB at most",
            ALL_BYTES_MAX / (1024 * 1024)
        ),
        Unread::Io(error) => format!("the file {name} cannot be read: {error}"),
    }
}
