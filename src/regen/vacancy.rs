//! Whether there is room for a new crate.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Where git keeps a repository: an empty one is a place for a new crate as good as an empty folder.
const REPOSITORY: &str = ".git";

/// Whether there is room for a new crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vacancy {
    /// Nothing has the name.
    Absent,
    /// A folder with nothing in it, or nothing but what `git init` puts there.
    EmptyFolder,
    /// A folder with these names in it, sorted.
    Folder(Vec<String>),
    /// This, which is not a folder, has the name or is above it.
    NotAFolder(PathBuf),
}

impl Vacancy {
    /// Looks at `target`.
    ///
    /// # Errors
    /// When the system does not let us look.
    pub fn of(target: &Path) -> io::Result<Self> {
        let found = match fs::metadata(target) {
            Ok(found) => found,
            // A link to nowhere is something, too.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(no_folder(target).map_or(Self::Absent, Self::NotAFolder));
            }
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                let obstacle = no_folder(target).unwrap_or_else(|| target.to_owned());
                return Ok(Self::NotAFolder(obstacle));
            }
            Err(error) => return Err(error),
        };
        if !found.is_dir() {
            return Ok(Self::NotAFolder(target.to_owned()));
        }
        let names: io::Result<Vec<_>> = fs::read_dir(target)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect();
        let mut names = names?;
        names.sort();
        Ok(if names.iter().all(|name| name == REPOSITORY) {
            Self::EmptyFolder
        } else {
            Self::Folder(names)
        })
    }
}

/// What is in the way of a folder of this name: the first of it and the folders above it that is there, if it is none.
fn no_folder(target: &Path) -> Option<PathBuf> {
    let there = |path: &&Path| path.symlink_metadata().is_ok();
    let nearest = target.ancestors().find(there)?;
    (!nearest.is_dir()).then(|| nearest.to_owned())
}
