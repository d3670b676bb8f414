//! A spec that is made of MOF: beside it, what the import wrote is kept, because the next one merges from that.
//!
//! The spec is exchanged before what is kept: if a run ends between the two, the next one finds all of its changes made. The other
//! way round it would take what has changed in the MOF for changes by hand.

use std::path::Path;

use super::apply::{ignore_own, write_lasting};
use super::disk::Disk;
use super::path::{BadPath, CratePath};
use super::place;
use super::tree::next_backup;

/// The largest that is read, in bytes: a spec may have that size.
const LARGEST: u64 = 16 * 1024 * 1024;

/// A spec that is made of MOF, by the folder that it is in and its name there.
#[derive(Debug)]
pub struct ImportedSpec<'f> {
    folder: &'f Path,
    path: CratePath,
    base: CratePath,
}

impl<'f> ImportedSpec<'f> {
    /// The spec with this name in a folder.
    ///
    /// # Errors
    /// When that is no name which means the same on every system.
    pub fn new(folder: &'f Path, name: &str) -> Result<Self, BadPath> {
        Ok(Self {
            folder,
            path: CratePath::in_folder(None, name)?,
            base: CratePath::of_import(name)?,
        })
    }

    /// What the last import wrote; none if that is not known.
    pub fn base(&self) -> Option<String> {
        let bytes = self.base_bytes()?;
        String::from_utf8(bytes).ok()
    }

    fn base_bytes(&self) -> Option<Vec<u8>> {
        let path = self.base.under(self.folder);
        let found = path.symlink_metadata().ok()?;
        let is_readable = found.is_file() && found.len() <= LARGEST;
        is_readable
            .then(|| place::read(&path, found.len()).ok())
            .flatten()
    }

    /// Writes a spec where there is none, and keeps it.
    ///
    /// # Errors
    /// As of [`Self::keep`].
    pub fn create(&self, text: &str, disk: &dyn Disk) -> anyhow::Result<()> {
        write_lasting(self.folder, &self.path, None, text.as_bytes(), disk)?;
        self.keep(text, disk)
    }

    /// Puts a merged spec in the place of the one that holds `before`, of which a copy is kept, and keeps what the import wrote.
    /// The path of the copy is the answer; none if the spec has all of the import.
    ///
    /// # Errors
    /// When the spec holds something else by now, or an operation fails: it is the old one or the new one then.
    pub fn exchange(
        &self,
        before: &[u8],
        merged: &[u8],
        import: &str,
        disk: &dyn Disk,
    ) -> anyhow::Result<Option<CratePath>> {
        let mut copy = None;
        if before != merged {
            let backup = self.path.in_backup(next_backup(self.folder));
            write_lasting(self.folder, &backup, None, before, disk)?;
            write_lasting(self.folder, &self.path, Some(before), merged, disk)?;
            copy = Some(backup);
        }
        self.keep(import, disk)?;
        Ok(copy)
    }

    /// Keeps what the import wrote.
    ///
    /// # Errors
    /// On the first operation that fails.
    pub fn keep(&self, import: &str, disk: &dyn Disk) -> anyhow::Result<()> {
        let before = self.base_bytes();
        if before.as_deref() != Some(import.as_bytes()) {
            let before = before.as_deref();
            write_lasting(self.folder, &self.base, before, import.as_bytes(), disk)?;
        }
        ignore_own(self.folder, disk)
    }
}

#[cfg(test)]
mod tests;
