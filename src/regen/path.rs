//! Paths within a provider crate, checked before anything on disk is touched through them.
//!
//! `wmigen.lock` is a file like any other: a merge, a mistake or a stranger may have put anything into
//! it, and wmigen deletes and overwrites what it lists. So a path becomes a [`CratePath`] only when it
//! stays inside the crate and means the same file on every system.

#[cfg(test)]
pub(super) mod counted;

use std::fmt;
use std::path::{Path, PathBuf};

use super::hash::Hash;
use crate::devices::is_device;
use crate::letters::{folded, is_invisible};

/// The name of the spec in a crate's root.
pub const SPEC: &str = "wmigen.toml";

/// The name of the lock in a crate's root.
pub const LOCK: &str = "wmigen.lock";

/// The folder of what wmigen keeps for itself: no file of a crate is in it.
pub(super) const OWN: &str = ".wmigen";

/// The folder for copies of files that a run changes or deletes; within it a numbered folder for each run.
pub(super) const BACKUPS: &str = ".wmigen/backup";

/// The folder of the texts that later merges start from, each named by its hash.
pub(super) const BASES: &str = ".wmigen/base";

/// The spec that was generated from last.
pub(super) const LAST_SPEC: &str = ".wmigen/base/spec.toml";

/// The folder of the specs as imports of MOF wrote them last, each under the name of the spec.
const IMPORTS: &str = ".wmigen/base/import";

/// The folder of the scaffolds that could not be merged.
pub(super) const INCOMING: &str = ".wmigen/incoming";

/// What a run is about to write, until it has written it.
pub const JOURNAL: &str = ".wmigen/journal";

/// What git is told of the folder that wmigen keeps for itself.
const IGNORED: &str = ".wmigen/.gitignore";

/// Held by a run that writes.
pub(super) const RUN_LOCK: &str = ".wmigen/run.lock";

/// What neither a Windows file name nor a path of wmigen may contain. The backslash separates names on
/// Windows and is an ordinary letter elsewhere; the colon makes drives and alternate streams.
const FORBIDDEN: [char; 8] = ['\\', ':', '<', '>', '"', '|', '?', '*'];

/// The longest path that is accepted, in bytes: Windows' own limit without a long-path manifest.
const LONGEST: usize = 260;

/// A path to a file within the crate: relative, with forward slashes, the same on every system.
#[derive(Debug, Clone)]
#[cfg_attr(not(test), derive(PartialEq, Eq, PartialOrd, Ord))]
pub struct CratePath(String);

/// Why a text is not a path within the crate, as the end of a sentence that begins with the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadPath(&'static str);

impl CratePath {
    /// Checks `text` and takes it as a path within the crate.
    ///
    /// # Errors
    /// When the path could leave the crate, touches what is not wmigen's (`.git`, the spec, the lock), or
    /// means something else on another system.
    pub fn parse(text: &str) -> Result<Self, BadPath> {
        if text.is_empty() {
            return Err(BadPath("is empty"));
        }
        if text.len() > LONGEST {
            return Err(BadPath("is longer than 260 bytes"));
        }
        if text.starts_with('/') {
            return Err(BadPath("is absolute"));
        }
        text.split('/').try_for_each(check_name)?;
        if [SPEC, LOCK].contains(&folded(text).as_str()) {
            return Err(BadPath("is the spec or the lock itself"));
        }
        // A lock that lists a backup could otherwise have it deleted.
        if text
            .split('/')
            .next()
            .is_some_and(|name| folded(name) == OWN)
        {
            return Err(BadPath("is inside `.wmigen`"));
        }
        Ok(Self(text.to_owned()))
    }

    /// The path with forward slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path on disk of this file in the crate at `root`.
    pub fn under(&self, root: &Path) -> PathBuf {
        self.0
            .split('/')
            .fold(root.to_owned(), |path, name| path.join(name))
    }

    /// The folders that the file is in, outermost first, without the crate's root.
    pub fn folders(&self) -> impl DoubleEndedIterator<Item = CratePath> {
        self.0
            .match_indices('/')
            .map(|(end, _)| CratePath(self.0[..end].to_owned()))
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// Where the copy of this file goes in the backup with this number. The copy may be longer than a
    /// path that is read from a lock may be.
    #[must_use]
    pub fn in_backup(&self, number: u32) -> CratePath {
        CratePath(format!("{BACKUPS}/{number}/{}", self.0))
    }

    /// Where the `number`-th of the files goes that a run has left behind that was cut short, if it was taken from
    /// here: beside the copies of the run that finds it.
    pub(super) fn left_in_backup(&self, backup: u32, number: usize) -> CratePath {
        CratePath(format!("{}.left-{number}", self.in_backup(backup)))
    }

    /// The file or folder `name` in a folder of the crate, or in its root.
    ///
    /// # Errors
    /// When it is no name that means the same on every system.
    pub(super) fn in_folder(folder: Option<&CratePath>, name: &str) -> Result<Self, BadPath> {
        check_name(name)?;
        if name.contains('/') {
            return Err(BadPath("has more than one part"));
        }
        Ok(Self(folder.map_or_else(
            || name.to_owned(),
            |folder| format!("{folder}/{name}"),
        )))
    }

    /// The folders that wmigen keeps for itself.
    pub(super) fn own_folders() -> [CratePath; 3] {
        [BACKUPS, BASES, INCOMING].map(|folder| CratePath(folder.to_owned()))
    }

    /// Where the scaffold goes that could not be merged into this file.
    pub(super) fn incoming(&self) -> CratePath {
        CratePath(format!("{INCOMING}/{}", self.0))
    }

    /// Where the text with this hash is kept.
    pub(super) fn of_base(hash: Hash) -> CratePath {
        CratePath(format!("{BASES}/{}", hash.digits()))
    }

    /// Where the spec is kept that was generated from last.
    pub(super) fn of_last_spec() -> CratePath {
        CratePath(LAST_SPEC.to_owned())
    }

    /// Where the spec of this name is kept as an import of MOF wrote it last.
    ///
    /// # Errors
    /// When it is no name that means the same on every system.
    pub(super) fn of_import(name: &str) -> Result<Self, BadPath> {
        Self::in_folder(Some(&Self(IMPORTS.to_owned())), name)
    }

    /// Where a run says what it is about to write.
    pub(super) fn of_journal() -> CratePath {
        CratePath(JOURNAL.to_owned())
    }

    /// Where git is told of what wmigen keeps for itself.
    pub(super) fn of_ignored() -> CratePath {
        CratePath(IGNORED.to_owned())
    }

    /// Where a run says that it is under way.
    pub(super) fn of_run_lock() -> CratePath {
        CratePath(RUN_LOCK.to_owned())
    }

    /// Whether the file is the user's code for a class.
    pub fn is_handler(&self) -> bool {
        self.0.starts_with("src/classes/")
    }

    /// The same for any two paths that a file system which ignores case takes for one.
    pub fn folded(&self) -> String {
        folded(&self.0)
    }
}

impl fmt::Display for CratePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for BadPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for BadPath {}

/// Checks one name between two slashes.
fn check_name(name: &str) -> Result<(), BadPath> {
    if name.is_empty() {
        return Err(BadPath("has an empty part"));
    }
    if name == "." || name == ".." {
        return Err(BadPath("has a part that is `.` or `..`"));
    }
    if name.chars().any(char::is_control) {
        return Err(BadPath("has a control character"));
    }
    if name.chars().any(is_invisible) {
        return Err(BadPath("has a character that cannot be seen"));
    }
    if name.contains(FORBIDDEN) {
        return Err(BadPath(
            r#"has one of \ : < > " | ? *, which Windows does not allow in a file name"#,
        ));
    }
    // Windows drops them, so that `a.rs.` would be `a.rs`.
    if name.ends_with(['.', ' ']) {
        return Err(BadPath("has a part that ends in a dot or a space"));
    }
    if is_device(name) {
        return Err(BadPath("has a part that is the name of a Windows device"));
    }
    // Its short name on Windows is the same folder.
    if [".git", "git~1"].contains(&folded(name).as_str()) {
        return Err(BadPath("is inside `.git`"));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
