//! What a snapshot has on disk, whatever lies there. No link is followed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow, bail, ensure};

use super::{EXPECTED, YOURS};
use crate::diagnostics::shown;
use crate::regen::{CratePath, Obstacle, Place};

/// The most files and folders that a snapshot may have: far above any, and far below what would trouble a machine.
const ENTRIES_MAX: usize = 10_000;

/// The largest file that is read, in bytes.
const FILE_MAX: u64 = 16 * 1024 * 1024;

/// A file's bytes, or why there are none to compare.
type Content = Result<Vec<u8>, String>;

/// The files of a folder of a case.
#[derive(Debug)]
pub struct Kept {
    /// The most files and folders that it may have.
    entries_max: usize,
    /// The folder's name in the case.
    name: &'static str,
    is_there: bool,
    /// By their paths in the crate.
    files: BTreeMap<String, Content>,
    folders: BTreeSet<String>,
}

impl Kept {
    /// Reads the snapshot of the case in this folder. One that is not there has no files.
    ///
    /// # Errors
    /// When it cannot be read, is no folder, or has more files than any.
    pub fn read(case: &Path) -> anyhow::Result<Self> {
        Self::read_in(case, EXPECTED, ENTRIES_MAX)
    }

    /// Reads the code of a user that the case has beside its snapshot: the files that are laid over the crate, by their
    /// paths there.
    ///
    /// # Errors
    /// As of [`read`](Self::read), and when something there is no file.
    pub fn yours(case: &Path) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
        let kept = Self::read_in(case, YOURS, ENTRIES_MAX)?;
        let files = kept.files.into_iter().map(|(path, content)| {
            let bytes = content.map_err(|why| anyhow!("{YOURS}/{path}: {why}"))?;
            Ok((path, bytes))
        });
        files.collect()
    }

    pub(super) fn read_in(
        case: &Path,
        name: &'static str,
        entries_max: usize,
    ) -> anyhow::Result<Self> {
        let folder = case.join(name);
        let mut kept = Self {
            entries_max,
            name,
            is_there: false,
            files: BTreeMap::new(),
            folders: BTreeSet::new(),
        };
        match Place::read(case, &path_in(name, "")?) {
            Place::Absent => return Ok(kept),
            Place::Obstacle(Obstacle::Folder) => kept.is_there = true,
            Place::Obstacle(obstacle) => bail!("{}: {obstacle}", shown(&folder)),
            Place::File(_) => bail!("{} is a file, and no folder", shown(&folder)),
        }
        kept.collect(case, &folder, "")?;
        Ok(kept)
    }

    /// Whether there is a snapshot.
    pub fn is_there(&self) -> bool {
        self.is_there
    }

    /// The files, by their paths in the crate.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &Content)> {
        let files = self.files.iter();
        files.map(|(path, content)| (path.as_str(), content))
    }

    /// Whether a folder has this path.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }

    /// Adds what is in a folder. `within` is its path in the snapshot, and ends in `/` if it has one.
    fn collect(&mut self, case: &Path, folder: &Path, within: &str) -> anyhow::Result<()> {
        let entries =
            fs::read_dir(folder).with_context(|| format!("cannot look into {}", shown(folder)))?;
        for entry in entries {
            let entry = entry.with_context(|| format!("cannot look into {}", shown(folder)))?;
            let path = format!("{within}{}", entry.file_name().to_string_lossy());
            ensure!(
                self.files.len() + self.folders.len() < self.entries_max,
                "{} has more than {} files; no crate has as many",
                shown(&case.join(self.name)),
                self.entries_max
            );
            let named = path_in(self.name, &path)
                .ok()
                .filter(|_| entry.file_name().to_str().is_some());
            let content = match named {
                None => Err("no file of a crate has such a name".to_owned()),
                Some(named) => match read(case, &named) {
                    Place::File(bytes) => Ok(bytes),
                    Place::Obstacle(Obstacle::Folder) => {
                        self.collect(case, &entry.path(), &format!("{path}/"))?;
                        self.folders.insert(path);
                        continue;
                    }
                    Place::Obstacle(obstacle) => Err(obstacle.to_string()),
                    // Somebody has deleted it meanwhile.
                    Place::Absent => continue,
                },
            };
            self.files.insert(path, content);
        }
        Ok(())
    }
}

/// What is at a path of the case; a file that is too large is not read.
fn read(case: &Path, path: &CratePath) -> Place {
    let found = fs::symlink_metadata(path.under(case));
    if found.is_ok_and(|found| found.is_file() && found.len() > FILE_MAX) {
        let why = format!("it is larger than {} MiB", FILE_MAX >> 20);
        return Place::Obstacle(Obstacle::Unreadable(why));
    }
    Place::read(case, path)
}

/// The path in the case of a file of its snapshot.
pub(super) fn path_of(path: &str) -> anyhow::Result<CratePath> {
    path_in(EXPECTED, path)
}

/// The path in the case of a file of this folder, or of the folder itself.
fn path_in(folder: &str, path: &str) -> anyhow::Result<CratePath> {
    let whole = format!("{folder}/{path}");
    CratePath::parse(whole.trim_end_matches('/'))
        .map_err(|why| anyhow!("{path} cannot be in {folder}: the path {why}"))
}
