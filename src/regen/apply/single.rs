//! Files that no lock knows, written and deleted one by one with the same care as those of a plan.

use std::path::Path;

use super::site::{Lasting, Site};
use crate::line_ends::with_line_ends_of;
use crate::regen::disk::Disk;
use crate::regen::path::CratePath;

/// What git is told about what wmigen keeps in a folder: of that, only what merges start from is of use to others.
const IGNORED: &str = "/*\n!/.gitignore\n!/base/\n";

/// Gives the file at `path` below `root` this text, which has LF: a new file, or in the place of one that holds `before` and
/// keeps its line ends. Folders that are missing are made, and no link is followed.
///
/// # Errors
/// When the file holds something else, or an operation fails; it is as it was then.
pub fn write_file(
    root: &Path,
    path: &CratePath,
    before: Option<&[u8]>,
    text: &str,
    disk: &dyn Disk,
) -> anyhow::Result<()> {
    let bytes = with_line_ends_of(text, before.unwrap_or_default());
    Site { root, disk }.write(path, &bytes, before.into(), Lasting::No)
}

/// Gives the file at `path` below `root` these bytes, which are the user's: a new file, or in the place of one that holds `before`.
/// They are there even if the power fails then.
///
/// # Errors
/// As of [`write_file`].
pub fn write_lasting(
    root: &Path,
    path: &CratePath,
    before: Option<&[u8]>,
    bytes: &[u8],
    disk: &dyn Disk,
) -> anyhow::Result<()> {
    Site { root, disk }.write(path, bytes, before.into(), Lasting::Yes)
}

/// Lets git ignore what wmigen keeps in the folder at `root` for this machine alone, unless something tells git otherwise.
///
/// # Errors
/// As of [`write_file`].
pub fn ignore_own(root: &Path, disk: &dyn Disk) -> anyhow::Result<()> {
    let path = CratePath::of_ignored();
    if path.under(root).symlink_metadata().is_ok() {
        return Ok(());
    }
    write_file(root, &path, None, IGNORED, disk)
}

/// Deletes the file at `path` below `root`, which holds `before`, and the folders that are empty without it.
///
/// # Errors
/// As of [`write_file`].
pub fn remove_file(
    root: &Path,
    path: &CratePath,
    before: &[u8],
    disk: &dyn Disk,
) -> anyhow::Result<()> {
    Site { root, disk }.remove(path, before)
}
