//! The few operations that change a disk, behind a trait, so that tests can let each of them fail.
//!
//! Reading is not here: a plan is made of what was read, and what a failing read leads to is decided
//! before the first of these operations.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// The start of the name of every temporary file and folder.
const TEMPORARY: &str = ".wmigen-";

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
        match existing {
            Existing::Keep => staged.persist_noclobber(target)?,
            Existing::Replace => staged.persist(target)?,
        }
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }
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
mod tests {
    use super::*;

    #[test]
    fn a_staged_file_that_is_not_committed_is_gone() {
        let root = tempfile::tempdir().expect("a folder");
        let staged = RealDisk
            .stage(&root.path().join("file"), b"x")
            .expect("staged");
        assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 1);
        drop(staged);
        assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn errors_do_not_speak_of_temporary_names() {
        let root = tempfile::tempdir().expect("a folder");
        let nowhere = root.path().join("nowhere");
        let errors = [
            RealDisk
                .stage(&nowhere.join("file"), b"x")
                .expect_err("a file"),
            temporary_folder(&nowhere).expect_err("a folder"),
        ];
        for error in errors {
            assert_eq!(error.kind(), io::ErrorKind::NotFound);
            let message = error.to_string();
            assert!(!message.contains(TEMPORARY), "{message}");
            assert!(message.contains("os error"), "{message}");
        }
    }

    #[test]
    fn a_new_file_does_not_replace_one_that_appeared_meanwhile() {
        let root = tempfile::tempdir().expect("a folder");
        let target = root.path().join("file");
        let staged = RealDisk.stage(&target, b"ours").expect("staged");
        fs::write(&target, b"theirs").expect("a file");
        let error = RealDisk
            .commit(staged, &target, Existing::Keep)
            .expect_err("it exists");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&target).expect("the file"), b"theirs");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_those_of_the_old_file_or_of_any_new_one() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().expect("a folder");
        let mode = |name: &str| {
            fs::metadata(root.path().join(name))
                .expect(name)
                .permissions()
                .mode()
                & 0o777
        };
        fs::write(root.path().join("usual"), b"").expect("a file");
        fs::write(root.path().join("script"), b"").expect("a file");
        fs::set_permissions(
            root.path().join("script"),
            fs::Permissions::from_mode(0o750),
        )
        .expect("permissions");
        for name in ["new", "script"] {
            let target = root.path().join(name);
            let staged = RealDisk.stage(&target, b"x").expect("staged");
            RealDisk
                .commit(staged, &target, Existing::Replace)
                .expect("committed");
        }
        assert_eq!(mode("new"), mode("usual"));
        assert_eq!(mode("script"), 0o750);
    }
}
