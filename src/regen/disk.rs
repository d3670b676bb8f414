//! The few operations that change a disk, behind a trait, so that tests can let each of them fail.
//!
//! What a plan is made of is read elsewhere, before the first of these operations.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;
use uuid::Uuid;

use super::read_only;

mod system;

/// The start of the name of every temporary file and folder.
const TEMPORARY: &str = ".wmigen-";

/// How many random letters and digits follow it: so many that nobody gives a file of theirs such a name.
const RANDOM: usize = 32;

/// The operations that change a disk. Each either happens as a whole or fails, and is tried once.
pub trait Disk {
    /// Makes a folder in one that exists.
    ///
    /// # Errors
    /// As the system reports them.
    fn create_dir(&self, path: &Path) -> io::Result<()>;

    /// Writes a file that is not there yet under its own name, in a folder that nobody but this run knows of: half of it
    /// would be there, too.
    ///
    /// # Errors
    /// As the system reports them, and `AlreadyExists` if something has the name.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Writes `bytes` to a temporary file beside `target`, with the permissions that the file at
    /// `target` has or, where there is none, a new file gets. It deletes itself when it is dropped.
    ///
    /// # Errors
    /// As the system reports them.
    fn stage(&self, target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile>;

    /// Waits until a staged file would survive a power failure.
    ///
    /// # Errors
    /// As the system reports them.
    fn flush(&self, staged: &NamedTempFile) -> io::Result<()>;

    /// The bytes of a regular file. The one operation that only reads: what it tells decides about the next one.
    ///
    /// # Errors
    /// As the system reports them, and `InvalidInput` for what is not a regular file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Gives a file another name, in place of what has it.
    ///
    /// # Errors
    /// As the system reports them.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file or a folder another name, unless something has it, in one step.
    ///
    /// # Errors
    /// As the system reports them, `AlreadyExists` if something has the name, and `Unsupported` where there is no
    /// such step.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Lets two files have each other's names, in one step.
    ///
    /// # Errors
    /// As the system reports them, and `Unsupported` where there is no such step.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Gives a file a second name, which nothing has yet.
    ///
    /// # Errors
    /// As the system reports them, and `AlreadyExists` if something has the name.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Deletes a file.
    ///
    /// # Errors
    /// As the system reports them.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Deletes an empty folder.
    ///
    /// # Errors
    /// As the system reports them.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;

    /// Deletes a temporary file that came to nothing, if that can be done.
    fn discard(&self, path: &Path);

    /// Whether an error says that somebody else has the file open at the moment, so that it is worth another try.
    fn is_in_use(&self, error: &io::Error) -> bool;

    /// Waits before another try.
    fn pause(&self, time: Duration);
}

/// The disk itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        File::create_new(path)?.write_all(bytes)
    }

    fn stage(&self, target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
        let folder = target.parent().unwrap_or(Path::new("."));
        // The file is made and written past `tempfile`, which would make it readable for nobody else, and would
        // put its temporary name into every error.
        let mut staged = tempfile::Builder::new()
            .prefix(TEMPORARY)
            .rand_bytes(RANDOM)
            .make_in(folder, |path| File::create_new(path))?;
        staged.as_file_mut().write_all(bytes)?;
        if let Ok(existing) = fs::symlink_metadata(target)
            && existing.is_file()
        {
            staged.as_file().set_permissions(existing.permissions())?;
        }
        Ok(staged)
    }

    fn flush(&self, staged: &NamedTempFile) -> io::Result<()> {
        staged.as_file().sync_all()
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        // A link is not followed, and a pipe would have us wait for ever.
        if !fs::symlink_metadata(path)?.is_file() {
            return Err(ErrorKind::InvalidInput.into());
        }
        fs::read(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        read_only::replacing(to, || fs::rename(from, to))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        system::rename_new(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        system::exchange(one, other)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn discard(&self, path: &Path) {
        // If it stays, a later run sweeps it.
        let _ = fs::remove_file(path);
    }

    fn is_in_use(&self, error: &io::Error) -> bool {
        // `ERROR_ACCESS_DENIED`, `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION`.
        cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
    }

    fn pause(&self, time: Duration) {
        thread::sleep(time);
    }
}

/// Whether wmigen gave a regular file its name until it was complete. There was never anything of anybody else's in it.
pub(super) fn is_temporary(path: &Path) -> bool {
    is_file(path) && after_random(path).is_some_and(|rest| rest.is_empty())
}

/// The name that a regular file had before wmigen took it aside, if wmigen did. It may be what somebody has saved.
pub(super) fn former_name(path: &Path) -> Option<String> {
    let rest = after_random(path)?;
    let former = rest.strip_prefix('-').filter(|name| !name.is_empty())?;
    is_file(path).then(|| former.to_owned())
}

/// A name beside `target` for what is taken from there until it has been looked at.
pub(super) fn aside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let random = Uuid::new_v4().simple();
    target.with_file_name(format!("{TEMPORARY}{random}-{name}"))
}

/// Whether a folder has the name of one in which a new crate is built.
pub(super) fn is_building(path: &Path) -> bool {
    let is_folder = path.symlink_metadata().is_ok_and(|found| found.is_dir());
    is_folder && after_random(path).is_some_and(|rest| rest.is_empty())
}

fn is_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_file())
}

/// What follows the random part of a name that wmigen has made up.
fn after_random(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let (random, rest) = name.strip_prefix(TEMPORARY)?.split_at_checked(RANDOM)?;
    let is_random = random.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_random.then(|| rest.to_owned())
}

/// A temporary folder in `parent` that deletes itself with all that is in it.
pub(super) fn temporary_folder(parent: &Path) -> io::Result<tempfile::TempDir> {
    as_usual(&mut tempfile::Builder::new())
        .prefix(TEMPORARY)
        .rand_bytes(RANDOM)
        .tempdir_in(parent)
        .map_err(|error| without_temporary_name(&error))
}

/// `tempfile` adds the temporary name to its errors: a name that nobody has chosen and that never was.
fn without_temporary_name(error: &io::Error) -> io::Error {
    let text = error.to_string();
    let (cause, _) = text.split_once(" at path ").unwrap_or((&text, ""));
    io::Error::new(error.kind(), cause)
}

/// Lets the umask decide about permissions, as it does for folders that are not temporary: by itself
/// `tempfile` keeps everything from everybody else, and this folder is here to stay.
#[cfg(unix)]
fn as_usual<'a, 'b, 'c>(
    builder: &'c mut tempfile::Builder<'a, 'b>,
) -> &'c mut tempfile::Builder<'a, 'b> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o777))
}

/// Elsewhere a folder inherits what the one around it says.
#[cfg(not(unix))]
fn as_usual<'a, 'b, 'c>(
    builder: &'c mut tempfile::Builder<'a, 'b>,
) -> &'c mut tempfile::Builder<'a, 'b> {
    builder
}

#[cfg(test)]
mod tests;
