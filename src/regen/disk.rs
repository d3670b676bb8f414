//! The few operations that change a disk, behind a trait, so that tests can let each of them fail.
//!
//! Reading is not here: a plan is made of what was read, and what a failing read leads to is decided
//! before the first of these operations.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::read_only;

/// The start of the name of every temporary file and folder.
const TEMPORARY: &str = ".wmigen-";

/// How many random letters and digits follow it: so many that nobody gives a file of theirs such a name.
const RANDOM: usize = 32;

/// What [`Disk::commit`] does about a file that has the name already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Fail: the plan saw none, so somebody has just made it.
    Keep,
    /// Put the new file in its place.
    Replace,
}

/// The operations that change a disk. Each either happens as a whole or fails.
pub trait Disk {
    /// Makes a folder in one that exists.
    ///
    /// # Errors
    /// As the system reports them.
    fn create_dir(&self, path: &Path) -> io::Result<()>;

    /// Writes `bytes` to a temporary file beside `target`, with the permissions that the file at
    /// `target` has or, where there is none, a new file gets. It deletes itself unless committed.
    ///
    /// # Errors
    /// As the system reports them.
    fn stage(&self, target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile>;

    /// Waits until a staged file would survive a power failure.
    ///
    /// # Errors
    /// As the system reports them.
    fn flush(&self, staged: &NamedTempFile) -> io::Result<()>;

    /// Gives a staged file its name.
    ///
    /// # Errors
    /// As the system reports them, and `AlreadyExists` for [`Existing::Keep`].
    fn commit(&self, staged: NamedTempFile, target: &Path, existing: Existing) -> io::Result<()>;

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

    /// Gives a file or folder a name that nothing has yet, on the same file system.
    ///
    /// # Errors
    /// As the system reports them.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file another name. If that fails midway the file has both, and never none.
    ///
    /// # Errors
    /// As the system reports them, and `AlreadyExists` if something has the name.
    fn move_file(&self, from: &Path, to: &Path) -> io::Result<()>;
}

/// The disk itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
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

    fn commit(&self, staged: NamedTempFile, target: &Path, existing: Existing) -> io::Result<()> {
        // The handle is closed first: Windows does not rename a file that is open.
        let staged = staged.into_temp_path();
        let mut waiting = Some(staged);
        let mut persist = || {
            patiently(|| {
                let Some(staged) = waiting.take() else {
                    return Ok(());
                };
                let done = match existing {
                    Existing::Keep => staged.persist_noclobber(target),
                    Existing::Replace => staged.persist(target),
                };
                done.map_err(|failed| {
                    waiting = Some(failed.path);
                    failed.error
                })
            })
        };
        match existing {
            Existing::Keep => persist(),
            Existing::Replace => read_only::replacing(target, persist),
        }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        patiently(|| fs::remove_file(path))
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        patiently(|| fs::remove_dir(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        patiently(|| fs::rename(from, to))
    }

    fn move_file(&self, from: &Path, to: &Path) -> io::Result<()> {
        // Renaming would silently replace what has the name; giving a file a second name does not.
        match patiently(|| fs::hard_link(from, to)) {
            Ok(()) => self.remove_file(from),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
            // Not every file system has links.
            Err(_) if to.symlink_metadata().is_err() => self.rename(from, to),
            Err(error) => Err(error),
        }
    }
}

/// Whether wmigen gave a regular file its name until it was complete.
pub(super) fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let random = name.strip_prefix(TEMPORARY).unwrap_or_default();
    random.len() == RANDOM
        && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && path.symlink_metadata().is_ok_and(|found| found.is_file())
}

/// How often a change that Windows refuses is tried again. With the pauses below that makes ten seconds.
const TRIES: u32 = 10;

/// The first pause; each is twice as long as the one before it.
const FIRST_PAUSE: Duration = Duration::from_millis(10);

/// Does `change`, again and again while Windows says that somebody else has the file open: a virus scanner,
/// an indexer, an editor, each of which is done with it in a moment.
fn patiently(change: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    retried(change, is_in_use, thread::sleep)
}

fn retried(
    mut change: impl FnMut() -> io::Result<()>,
    passes: impl Fn(&io::Error) -> bool,
    mut pause: impl FnMut(Duration),
) -> io::Result<()> {
    for n in 0..TRIES {
        match change() {
            Err(error) if passes(&error) => pause(FIRST_PAUSE * 2_u32.pow(n)),
            done => return done,
        }
    }
    change()
}

/// Whether an error is Windows' way to say that a file is open elsewhere: `ERROR_ACCESS_DENIED`,
/// `ERROR_SHARING_VIOLATION` or `ERROR_LOCK_VIOLATION`.
fn is_in_use(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// A temporary folder in `parent` that deletes itself with all that is in it.
pub(super) fn temporary_folder(parent: &Path) -> io::Result<tempfile::TempDir> {
    as_usual(&mut tempfile::Builder::new())
        .prefix(TEMPORARY)
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
