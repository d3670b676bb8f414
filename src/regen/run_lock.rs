//! Keeps two runs from writing to one crate at once.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::path::{CratePath, OWN};

/// A crate that no other run writes to while this value lives; the lock ends with the process, on every way out.
#[derive(Debug)]
pub struct RunLock {
    /// None where the system has no locks, or does not let us write: what is to be written then fails by itself.
    _file: Option<File>,
}

impl RunLock {
    /// Takes the lock of the crate at `root`; none if another run has it.
    ///
    /// # Errors
    /// When something that is not wmigen's is in the way.
    pub fn take(root: &Path) -> io::Result<Option<Self>> {
        let path = CratePath::of_run_lock().under(root);
        // Links are not followed: they may lead out of the crate.
        let is_folder: fn(&Metadata) -> bool = Metadata::is_dir;
        for (path, is_wanted, wanted) in [
            (root.join(OWN), is_folder, "a folder"),
            (path.clone(), Metadata::is_file, "a regular file"),
        ] {
            if let Ok(found) = path.symlink_metadata()
                && !is_wanted(&found)
            {
                let name = path.strip_prefix(root).unwrap_or(&path).display();
                return Err(io::Error::other(if found.is_symlink() {
                    format!(
                        "{name} is a symbolic link, and wmigen follows none: put {wanted} in its place"
                    )
                } else {
                    format!("{name} is not {wanted}")
                }));
            }
        }
        match open(root, &path) {
            Ok(file) => match lock(&file) {
                Ok(()) => Ok(Some(Self { _file: Some(file) })),
                Err(TryLockError::WouldBlock) => Ok(None),
                Err(TryLockError::Error(_)) => Ok(Some(Self { _file: None })),
            },
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
                ) =>
            {
                Ok(Some(Self { _file: None }))
            }
            Err(error) => Err(error),
        }
    }

    /// Whether a run is writing to the crate at `root` now. Without locks in the system this is unknown.
    pub fn is_taken(root: &Path) -> bool {
        let path = CratePath::of_run_lock().under(root);
        if !path.symlink_metadata().is_ok_and(|found| found.is_file()) {
            return false;
        }
        // A shared lock: asking does not keep others from asking.
        let asked = File::open(path).map(|file| file.try_lock_shared());
        matches!(asked, Ok(Err(TryLockError::WouldBlock)))
    }
}

/// Locks the file. Who only asks whether it is locked has it for a moment, too, which passes.
fn lock(file: &File) -> Result<(), TryLockError> {
    for _ in 0..10 {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
            settled => return settled,
        }
    }
    file.try_lock()
}

/// The file that is locked. It stays when the run is over: whoever deleted it could delete the one that somebody else
/// has locked meanwhile.
fn open(root: &Path, path: &Path) -> io::Result<File> {
    match fs::create_dir(root.join(OWN)) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_free(root: &Path) -> bool {
        RunLock::take(root).expect("a lock").is_some()
    }

    #[test]
    fn one_run_has_it_and_the_next_when_that_is_over() {
        let root = tempfile::tempdir().expect("a folder");
        let first = RunLock::take(root.path()).expect("a lock").expect("free");
        assert!(!is_free(root.path()));
        assert!(RunLock::is_taken(root.path()));
        drop(first);
        assert!(!RunLock::is_taken(root.path()));
        assert!(is_free(root.path()));
    }

    #[test]
    fn asking_makes_nothing() {
        let root = tempfile::tempdir().expect("a folder");
        assert!(!RunLock::is_taken(root.path()));
        assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn what_is_in_its_place_is_named() {
        let root = tempfile::tempdir().expect("a folder");
        let problem = || {
            RunLock::take(root.path())
                .expect_err("in the way")
                .to_string()
        };
        fs::write(root.path().join(OWN), "mine").expect("a file");
        assert_eq!(problem(), ".wmigen is not a folder");
        fs::remove_file(root.path().join(OWN)).expect("the file");
        fs::create_dir_all(CratePath::of_run_lock().under(root.path())).expect("a folder");
        assert!(
            problem().ends_with("run.lock is not a regular file"),
            "{}",
            problem()
        );
    }
}
