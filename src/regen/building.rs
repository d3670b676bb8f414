//! The folder in which a new crate is built until it is whole, and the cleaning up of one that a run has left behind.
//!
//! The folder has a file in it that says what the folder is, and that is locked for as long as its run lives. So a
//! later run can tell a leftover folder from one that is in use, and from one that is not wmigen's.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::commit;
use super::disk::{Disk, RealDisk, is_building, temporary_folder};
use super::path::SPEC;

/// The name of the file that says so.
const MARK: &str = "wmigen-is-building";

/// What it says.
const SAYS: &str = "wmigen builds a crate in this folder, and holds a lock on this file meanwhile.\n\
                    When the lock is free, the folder is left over, and the next `wmigen new` here deletes it.\n";

/// The folder of the crate while it is built.
const CRATE: &str = "crate";

/// The same folder when it is whole and its files go to where they belong, one by one.
const WHOLE: &str = "whole";

/// How many folders are tried: another run may sweep one before it is locked.
const TRIES: u32 = 10;

/// A folder that deletes itself with all that is in it.
#[derive(Debug)]
pub(super) struct Building {
    path: PathBuf,
    /// None only while the folder is being deleted.
    lock: Option<File>,
}

impl Building {
    /// Makes one in `parent`.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn begin(parent: &Path) -> io::Result<Self> {
        for _ in 0..TRIES {
            let path = temporary_folder(parent)?.keep();
            match mark(&path) {
                Ok(Some(lock)) => {
                    let lock = Some(lock);
                    return Ok(Self { path, lock });
                }
                Ok(None) => {}
                Err(error) => {
                    remove(&path, None);
                    return Err(error);
                }
            }
        }
        Err(io::Error::other("another wmigen is sweeping this folder"))
    }

    /// Where the crate is built.
    pub fn root(&self) -> PathBuf {
        self.path.join(CRATE)
    }

    /// Says that the crate is whole, and gives the folder that it is in from now on. Whoever finds it moves the rest of
    /// its files to the folder around this one, where some of them may be already.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn is_whole(&self, disk: &dyn Disk) -> io::Result<PathBuf> {
        let whole = self.path.join(WHOLE);
        commit::move_in(disk, &self.root(), &whole)?;
        Ok(whole)
    }
}

impl Drop for Building {
    fn drop(&mut self) {
        remove(&self.path, self.lock.take());
    }
}

/// Marks a new folder and takes its lock; none if another run has swept it.
fn mark(folder: &Path) -> io::Result<Option<File>> {
    let path = folder.join(MARK);
    let mut file = match File::create_new(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    // Where there are no locks, no other run deletes it either.
    if matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)) {
        return Ok(None);
    }
    file.write_all(SAYS.as_bytes())?;
    Ok(path.exists().then_some(file))
}

/// Deletes a folder, the mark last, so that it is known for what it is until it is gone. What cannot be deleted stays.
fn remove(folder: &Path, lock: Option<File>) {
    for path in [CRATE, WHOLE].map(|name| folder.join(name)) {
        let _ = fs::remove_dir_all(path);
    }
    let is_only_mark = |entries: fs::ReadDir| {
        entries
            .flatten()
            .all(|entry| entry.file_name().to_str() == Some(MARK))
    };
    if fs::read_dir(folder).is_ok_and(is_only_mark) {
        // Windows deletes no file that is open.
        drop(lock);
        let _ = fs::remove_file(folder.join(MARK));
        let _ = fs::remove_dir(folder);
    }
}

/// What was done with a folder that a run had left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Swept {
    /// It was deleted.
    Removed(PathBuf),
    /// The crate in it was whole, and has been moved to where it belongs.
    Finished(PathBuf),
}

/// Sweeps what runs have left behind where a new crate at `target` is built: in the folder itself, and in the nearest one
/// above it that exists. A folder that a run is using, or that does not say that it is wmigen's, is left alone.
pub fn sweep(target: &Path) -> Vec<Swept> {
    let Ok(target) = std::path::absolute(target) else {
        return Vec::new();
    };
    let above = target.ancestors().skip(1).find(|path| path.is_dir());
    let mut swept = Vec::new();
    for around in [Some(&*target), above].into_iter().flatten() {
        for entry in fs::read_dir(around).into_iter().flatten().flatten() {
            let folder = entry.path();
            if is_building(&folder) {
                swept.extend(sweep_one(around, folder));
            }
        }
    }
    swept
}

fn sweep_one(around: &Path, folder: PathBuf) -> Option<Swept> {
    let path = folder.join(MARK);
    match path.symlink_metadata() {
        Ok(found) if found.is_file() => {}
        // This one had just been made. One with something in it stays.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let removed = fs::remove_dir(&folder).is_ok();
            return removed.then_some(Swept::Removed(folder));
        }
        _ => return None,
    }
    let mut file = OpenOptions::new().read(true).write(true).open(&path).ok()?;
    file.try_lock().ok()?;
    if !says_so(&mut file, &folder) {
        return None;
    }
    let whole = folder.join(WHOLE);
    let is_finished = whole.is_dir() && finish(&whole, around);
    if whole.is_dir() && !is_finished {
        return None;
    }
    remove(&folder, Some(file));
    if is_finished {
        return Some(Swept::Finished(around.to_owned()));
    }
    (!folder.exists()).then_some(Swept::Removed(folder))
}

/// Whether the mark says what it has to say, or as much of it as a run came to write that wrote nothing else.
fn says_so(file: &mut File, folder: &Path) -> bool {
    let mut text = Vec::new();
    let longest = u64::try_from(SAYS.len())
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    if file.take(longest).read_to_end(&mut text).is_err() {
        return false;
    }
    let is_alone = || fs::read_dir(folder).is_ok_and(|entries| entries.flatten().count() == 1);
    text == SAYS.as_bytes() || SAYS.as_bytes().starts_with(&text) && is_alone()
}

/// Moves the rest of a crate that is whole to where it belongs. Whether all of it is there now.
fn finish(whole: &Path, target: &Path) -> bool {
    let Ok(names) = names_spec_last(whole) else {
        return false;
    };
    names
        .iter()
        .all(|name| commit::move_in(&RealDisk, &whole.join(name), &target.join(name)).is_ok())
}

/// What is in `folder`, with the spec last: until it is there, nothing takes the folder for a provider.
pub(super) fn names_spec_last(folder: &Path) -> io::Result<Vec<OsString>> {
    let names: io::Result<Vec<_>> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name()))
        .collect();
    let mut names = names?;
    names.sort_by_key(|name| (name == SPEC, name.clone()));
    Ok(names)
}

#[cfg(test)]
mod tests;
