//! Gives new text its name and takes old text away, without losing what somebody saves at the same moment.
//!
//! Between looking at a file and replacing it there is always time for an editor to save it. So a file is exchanged with
//! its successor, or renamed, and what came out is compared with what was expected; if it is something else it goes
//! back. Where the system cannot exchange files, a second name keeps hold of the file that is replaced: that misses what
//! another program puts there by renaming between the last look and the replacement. Where files cannot have a second
//! name either, all that is left is to look right before. docs/regeneration.md says which system does what.

mod swap;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use super::disk::{Disk, aside};
use swap::{Pending, Swapped, is_still, put_back, swap};

/// How often a change that Windows refuses is tried again. With the pauses below that makes ten seconds.
const TRIES: u32 = 10;

/// The first pause; each is twice as long as the one before it.
const FIRST_PAUSE: Duration = Duration::from_millis(10);

/// Why a file was not changed.
#[derive(Debug)]
pub(super) enum Failed {
    /// It was not what was expected. It is as somebody has saved it, and if they did so more than once, this
    /// file has what was there in between.
    Changed {
        /// Under a name that wmigen has made up.
        kept: Option<PathBuf>,
    },
    /// The disk refused.
    Io(io::Error),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// It was changed, and is all there is.
const CHANGED: Failed = Failed::Changed { kept: None };

/// Gives a staged file its name, unless something has it.
///
/// # Errors
/// As the system reports them, and `AlreadyExists`.
pub(super) fn create(disk: &dyn Disk, staged: NamedTempFile, target: &Path) -> io::Result<()> {
    let pending = Pending::of(disk, staged)?;
    move_in(disk, &pending.path, target)?;
    pending.arrived();
    Ok(())
}

/// Gives a file or folder with a name of wmigen's another one, unless something has that.
///
/// # Errors
/// As the system reports them, and `AlreadyExists`.
pub(super) fn move_in(disk: &dyn Disk, from: &Path, to: &Path) -> io::Result<()> {
    match patiently(disk, || disk.rename_new(from, to)) {
        Err(error) if error.kind() == ErrorKind::Unsupported => {}
        done => return done,
    }
    if !from.is_dir() {
        patiently(disk, || disk.link(from, to))?;
        return patiently(disk, || disk.remove_file(from));
    }
    // A folder with something in it is never replaced.
    if to.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    patiently(disk, || disk.rename(from, to))
}

/// Puts a staged file, which holds `text`, in the place of one that holds `before`.
///
/// # Errors
/// When it holds something else, be it saved meanwhile; and as the system reports them.
pub(super) fn replace(
    disk: &dyn Disk,
    staged: NamedTempFile,
    target: &Path,
    before: &[u8],
    text: &[u8],
) -> Result<(), Failed> {
    let mut pending = Pending::of(disk, staged)?;
    // From here on there may be something of somebody else's under this name, and no run just deletes it.
    let name = aside(target);
    patiently(disk, || disk.rename(&pending.path, &name))?;
    pending.path = name;
    match patiently(disk, || swap(disk, &pending.path, target, Some(before)))? {
        Swapped::Changed => Err(CHANGED),
        Swapped::Unseen => {
            pending.arrived();
            Ok(())
        }
        Swapped::Out(out) => {
            pending.arrived();
            if disk.read(&out).is_ok_and(|out| out == before) {
                return Ok(remove(disk, out)?);
            }
            Err(put_back(disk, out, target, text))
        }
    }
}

/// Deletes a file that holds `before`.
///
/// # Errors
/// When it holds something else, be it saved meanwhile; and as the system reports them.
pub(super) fn delete(disk: &dyn Disk, target: &Path, before: &[u8]) -> Result<(), Failed> {
    let out = aside(target);
    let taken = patiently(disk, || {
        if !is_still(disk, target, before)? {
            return Ok(false);
        }
        match disk.rename(target, &out) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            done => done.map(|()| true),
        }
    })?;
    if !taken {
        return Err(CHANGED);
    }
    if disk.read(&out).is_ok_and(|out| out == before) {
        return Ok(remove(disk, out)?);
    }
    // If somebody has made another one by now, both stay.
    Err(match move_in(disk, &out, target) {
        Ok(()) => CHANGED,
        Err(_) => Failed::Changed { kept: Some(out) },
    })
}

/// Gives a file that holds `bytes` another name, which nothing has. What is saved at that moment moves with it.
///
/// # Errors
/// When it holds something else; and as the system reports them, `AlreadyExists` among them.
pub(super) fn relocate(
    disk: &dyn Disk,
    from: &Path,
    to: &Path,
    bytes: &[u8],
) -> Result<(), Failed> {
    let moved = patiently(disk, || {
        if !is_still(disk, from, bytes)? {
            return Ok(false);
        }
        disk.rename_new(from, to).map(|()| true)
    });
    match moved {
        Ok(true) => return Ok(()),
        Ok(false) => return Err(CHANGED),
        Err(error) if error.kind() == ErrorKind::Unsupported => {}
        Err(error) => return Err(error.into()),
    }
    // With two names first, and then without the old one, the file always has one.
    match patiently(disk, || disk.link(from, to)) {
        Ok(()) => delete(disk, from, bytes),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error.into()),
        Err(_) if to.symlink_metadata().is_err() => Ok(patiently(disk, || disk.rename(from, to))?),
        Err(error) => Err(error.into()),
    }
}

/// Deletes a file that wmigen has made up the name of, if it is still there.
///
/// # Errors
/// As the system reports them.
pub(super) fn sweep(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match patiently(disk, || disk.remove_file(path)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Deletes an empty folder.
///
/// # Errors
/// As the system reports them.
pub(super) fn remove_folder(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    patiently(disk, || disk.remove_dir(path))
}

/// Deletes what has been compared.
fn remove(disk: &dyn Disk, out: PathBuf) -> io::Result<()> {
    let out = Pending { disk, path: out };
    patiently(disk, || disk.remove_file(&out.path))?;
    out.arrived();
    Ok(())
}

/// Does `change`, again and again while somebody else has the file open: a virus scanner, an indexer, an editor, each of
/// which is done with it in a moment.
fn patiently<T>(disk: &dyn Disk, mut change: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for n in 0..TRIES {
        match change() {
            Err(error) if disk.is_in_use(&error) => disk.pause(FIRST_PAUSE * 2_u32.pow(n)),
            done => return done,
        }
    }
    change()
}

#[cfg(test)]
mod tests;
