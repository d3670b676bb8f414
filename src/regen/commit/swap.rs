//! One file put in the place of another, and what came out put back if it was not what was expected.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{CHANGED, Failed, move_in, patiently};
use crate::regen::disk::{Disk, aside};

/// How often a file is put back that is saved again and again in the moments in which that is done.
const PUT_BACK_MAX: usize = 10;

/// What came of putting one file in the place of another.
pub(super) enum Swapped {
    /// Nothing: it was not what was expected.
    Changed,
    /// It is done, and the file that was there has this name now.
    Out(PathBuf),
    /// It is done, and the file that was there is gone.
    Unseen,
}

/// Puts `new` in the place of what is at `target`, if that holds `expected`, where something is expected. Each try
/// looks anew, because it may have waited for exactly the program that was saving the file.
pub(super) fn swap(
    disk: &dyn Disk,
    new: &Path,
    target: &Path,
    expected: Option<&[u8]>,
) -> io::Result<Swapped> {
    let is_expected = || expected.map_or(Ok(true), |bytes| is_still(disk, target, bytes));
    if !is_expected()? {
        return Ok(Swapped::Changed);
    }
    match disk.exchange(new, target) {
        Ok(()) => return Ok(Swapped::Out(new.to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Swapped::Changed),
        Err(error) if error.kind() == ErrorKind::Unsupported => {}
        Err(error) => return Err(error),
    }
    let second = aside(target);
    let is_held = match disk.link(target, &second) {
        Ok(()) => true,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Swapped::Changed),
        Err(error) if disk.is_in_use(&error) => return Err(error),
        // Not every file system has links.
        Err(_) => false,
    };
    let mut second = is_held.then(|| Pending { disk, path: second });
    if !is_expected()? {
        return Ok(Swapped::Changed);
    }
    disk.rename(new, target)?;
    Ok(match second.take() {
        Some(second) => Swapped::Out(second.arrived()),
        None => Swapped::Unseen,
    })
}

/// Puts what somebody has saved back to where they saved it, in place of `text`, and says so. They may save it again
/// meanwhile: then that is what belongs there.
pub(super) fn put_back(disk: &dyn Disk, mut saved: PathBuf, target: &Path, text: &[u8]) -> Failed {
    let mut expected = Some(text.to_vec());
    for _ in 0..PUT_BACK_MAX {
        let putting = disk.read(&saved).ok();
        match patiently(disk, || swap(disk, &saved, target, None)) {
            Ok(Swapped::Out(out)) => {
                let came_out = disk.read(&out).ok();
                if came_out.is_some() && came_out == expected {
                    return if expected.as_deref() == Some(text) {
                        // If it stays, it is known for wmigen's.
                        disk.discard(&out);
                        CHANGED
                    } else {
                        Failed::Changed { kept: Some(out) }
                    };
                }
                (saved, expected) = (out, putting);
            }
            Ok(Swapped::Unseen) => return CHANGED,
            // Somebody has deleted it: what they saved before is not to be lost for that.
            Ok(Swapped::Changed) => {
                if move_in(disk, &saved, target).is_ok() {
                    return CHANGED;
                }
            }
            Err(_) => break,
        }
    }
    Failed::Changed { kept: Some(saved) }
}

/// Whether a file holds these bytes. One that is gone, or is no file by now, does not.
pub(super) fn is_still(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match disk.read(path) {
        Ok(now) => Ok(now == bytes),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidInput) => {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// A file with a name of wmigen's, which is discarded unless it has arrived somewhere.
pub(super) struct Pending<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) path: PathBuf,
}

impl<'a> Pending<'a> {
    pub(super) fn of(disk: &'a dyn Disk, staged: NamedTempFile) -> io::Result<Self> {
        // The handle is closed: Windows does not rename a file that is open.
        let path = staged.into_temp_path().keep().map_err(|kept| kept.error)?;
        Ok(Self { disk, path })
    }

    pub(super) fn arrived(mut self) -> PathBuf {
        std::mem::take(&mut self.path)
    }
}

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            self.disk.discard(&self.path);
        }
    }
}
