//! The two steps that not every system has, nor every file system: to exchange two files, and to give a file a name only
//! if nothing has it.

use std::io;
use std::path::Path;

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod steps {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    use super::{Path, io};

    /// What old kernels say, and file systems that do not have the step.
    const NO_SUCH_STEP: [Errno; 4] = [Errno::NOSYS, Errno::INVAL, Errno::NOTSUP, Errno::OPNOTSUPP];

    /// `renameat2` or `renameatx_np`.
    fn rename_with(from: &Path, to: &Path, flags: RenameFlags) -> io::Result<()> {
        let done = renameat_with(CWD, from, CWD, to, flags);
        done.map_err(|errno| match errno {
            errno if NO_SUCH_STEP.contains(&errno) => io::ErrorKind::Unsupported.into(),
            errno => errno.into(),
        })
    }

    pub fn exchange(one: &Path, other: &Path) -> io::Result<()> {
        rename_with(one, other, RenameFlags::EXCHANGE)
    }

    pub fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
        rename_with(from, to, RenameFlags::NOREPLACE)
    }
}

#[cfg(windows)]
mod steps {
    use std::fs;

    use tempfile::TempPath;

    use super::{Path, io};

    pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// `MoveFileExW` without `MOVEFILE_REPLACE_EXISTING`, which the standard library does not offer.
    pub fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
        if fs::symlink_metadata(to).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let permissions = fs::symlink_metadata(from)?.permissions();
        let mut moving = TempPath::try_from_path(from)?;
        // It is no temporary file, and must stay whatever happens.
        moving.disable_cleanup(true);
        let moved = moving.persist_noclobber(to).map_err(|failed| failed.error);
        // On its way the file has lost its attributes.
        if permissions.readonly() {
            fs::set_permissions(if moved.is_ok() { to } else { from }, permissions)?;
        }
        moved
    }
}

#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_vendor = "apple",
    windows
)))]
mod steps {
    use super::{Path, io};

    pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub fn rename_new(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

pub(super) use steps::{exchange, rename_new};
