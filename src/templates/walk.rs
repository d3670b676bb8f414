//! The files of a folder of templates: all of them, and nothing that a link leads to.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use super::paths::bad_name;
use super::problems::Problems;
use super::text::decoded;
use crate::diagnostics::rules::{TEMPLATE_FILE, TEMPLATE_PATH};
use crate::diagnostics::{Diagnostic, quoted, visible};
use crate::regen::{LOCK, SPEC};
use crate::render::{BuiltIn, TEMPLATE};

/// How deep folders may lie in one another.
const DEPTH_MAX: usize = 32;

/// How many files and folders may lie in it.
const ENTRIES_MAX: usize = 10_000;

/// How large a file may be, in bytes: wmigen's largest template is twenty times smaller.
pub const FILE_MAX: u64 = 1024 * 1024;

/// How large all files may be together, in bytes.
const ALL_MAX: u64 = 64 * 1024 * 1024;

/// What is in the folder and no template: git's, and what wmigen writes there for itself.
const PASSED_OVER: [&str; 3] = [".git", ".wmigen", LOCK];

/// The folder of the cases that the templates are tested by.
pub const CASES: &str = "tests";

/// What is found in a folder.
#[derive(Debug, Default)]
pub struct Found {
    /// The path of each file, with forward slashes, and its text; sorted.
    pub files: Vec<(String, String)>,
}

/// Finds all files of a folder.
pub fn walk(root: &Path, problems: &mut Problems) -> Found {
    let mut walk = Walk {
        root,
        problems,
        found: Found::default(),
        entries: 0,
        bytes: 0,
        is_full: false,
    };
    walk.folder("", 0);
    walk.found.files.sort();
    walk.found
}

struct Walk<'w> {
    root: &'w Path,
    problems: &'w mut Problems,
    found: Found,
    entries: usize,
    bytes: u64,
    /// Whether there was too much, and no more is looked at.
    is_full: bool,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &str, depth: usize) {
        let listed = self.list(folder);
        let mut names = match listed {
            Ok(names) => names,
            Err(error) => {
                return self.refuse(
                    folder,
                    &format!("cannot read the folder: {error}"),
                    MAY_READ,
                );
            }
        };
        names.sort();
        for name in names {
            let Ok(name) = name.into_string().map_err(|name| {
                let path = joined(folder, &visible(&name.to_string_lossy()));
                self.refuse(&path, "its name is not Unicode", "give it another name");
            }) else {
                continue;
            };
            if folder.is_empty() && PASSED_OVER.contains(&name.as_str()) {
                continue;
            }
            self.entries += 1;
            if self.entries > ENTRIES_MAX {
                self.fill(
                    &format!("there are more than {ENTRIES_MAX} files and folders in it"),
                    "name a folder that has templates and nothing else",
                );
            }
            if self.is_full {
                return;
            }
            self.entry(&joined(folder, &name), depth);
        }
    }

    fn list(&self, folder: &str) -> io::Result<Vec<std::ffi::OsString>> {
        let entries = fs::read_dir(under(self.root, folder))?;
        // One more than there may be is enough to see that there are too many.
        let entries = entries.take(ENTRIES_MAX + 1 + PASSED_OVER.len());
        entries.map(|entry| Ok(entry?.file_name())).collect()
    }

    fn entry(&mut self, path: &str, depth: usize) {
        let kind = match under(self.root, path).symlink_metadata() {
            Ok(found) => found.file_type(),
            Err(error) => {
                return self.refuse(path, &format!("cannot look at it: {error}"), MAY_READ);
            }
        };
        if kind.is_symlink() {
            self.refuse_link(path);
        } else if kind.is_file() {
            self.file(path);
        } else if !kind.is_dir() {
            self.refuse(path, "it is a pipe or a device", "remove it");
        } else if is_place_of_file(path) {
            self.refuse(
                path,
                "it is a folder where a file belongs",
                "give it another name",
            );
        } else if depth >= DEPTH_MAX {
            self.refuse(
                path,
                &format!("more than {DEPTH_MAX} folders lie in one another"),
                "remove some of them",
            );
        } else if let Some(name) = case(path)
            && let Ok(spec) = under(self.root, &joined(path, SPEC)).symlink_metadata()
        {
            self.case(path, name, spec.is_symlink());
        } else {
            self.folder(path, depth + 1);
        }
    }

    /// Adds the case in this folder. What else is in it is no template.
    fn case(&mut self, path: &str, name: &str, is_link: bool) {
        let spec = joined(path, SPEC);
        if is_link {
            return self.refuse_link(&spec);
        }
        if let Some(problem) = bad_name(&spec) {
            return self.problems.add_of_place(&spec, problem);
        }
        let below = format!("{path}/");
        if BuiltIn::all().any(|one| one.path.starts_with(&below)) {
            let message = format!(
                "no case can be called {}: wmigen's templates have that folder",
                quoted(name)
            );
            let problem = Diagnostic::error(&TEMPLATE_PATH, 0..0, message);
            let problem = problem.with_help("give the case's folder another name");
            self.problems.add_of_place(&spec, problem);
        }
    }

    fn file(&mut self, path: &str) {
        let bytes = match read(&under(self.root, path)) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                return self.refuse(
                    path,
                    "it is larger than 1 MiB, which no template needs to be",
                    "remove it, or make it smaller",
                );
            }
            Err(error) => return self.refuse(path, &format!("cannot read it: {error}"), MAY_READ),
        };
        self.bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.bytes > ALL_MAX {
            return self.fill(
                "its files have more than 64 MiB together",
                "remove what is no template",
            );
        }
        match decoded(&bytes) {
            Ok(text) => self.found.files.push((path.to_owned(), text)),
            Err(no_text) => self.problems.add(path, &no_text.shown, no_text.problem),
        }
    }

    /// Says that the folder is too much, and ends the walk.
    fn fill(&mut self, why: &str, help: &str) {
        self.is_full = true;
        self.refuse("", why, help);
    }

    fn refuse_link(&mut self, path: &str) {
        self.refuse(
            path,
            "it is a link, and what it leads to may be anything",
            "put the file itself here; two folders that share a file can be one folder for several crates",
        );
    }

    fn refuse(&mut self, path: &str, why: &str, help: &str) {
        let problem = Diagnostic::error(&TEMPLATE_FILE, 0..0, why).with_help(help);
        self.problems.add_of_place(path, problem);
    }
}

const MAY_READ: &str = "make sure that you may read it";

/// The bytes of a file; none if there are too many.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut file = File::open(path)?;
    if file.metadata()?.len() > FILE_MAX {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    // It may grow meanwhile.
    file.by_ref().take(FILE_MAX + 1).read_to_end(&mut bytes)?;
    let is_small = u64::try_from(bytes.len()).is_ok_and(|length| length <= FILE_MAX);
    Ok(is_small.then_some(bytes))
}

/// The name of the case that is in this folder if there is a spec in it.
fn case(path: &str) -> Option<&str> {
    let (folder, name) = path.split_once('/')?;
    (folder == CASES && !name.contains('/')).then_some(name)
}

/// Whether only a file can be meant by this path.
fn is_place_of_file(path: &str) -> bool {
    path.ends_with(TEMPLATE) || BuiltIn::named(path).is_some()
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

/// The path on disk.
fn under(root: &Path, path: &str) -> std::path::PathBuf {
    let names = path.split('/').filter(|name| !name.is_empty());
    names.fold(root.to_owned(), |path, name| path.join(name))
}
