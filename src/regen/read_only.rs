//! Read-only files that are to be replaced, as version control systems leave them that want to be told of an edit. Unix
//! replaces them like any other; Windows refuses for as long as they have the attribute.

use std::fs;
use std::io;
use std::path::Path;

/// Does `replace`, which replaces the file at `path`, whether or not that is read-only; the new file is so as well.
///
/// # Errors
/// Those of `replace`, and what the system says when it does not let the attribute be changed.
pub(super) fn replacing(path: &Path, replace: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let read_only = fs::symlink_metadata(path)
        .is_ok_and(|found| found.is_file() && found.permissions().readonly());
    if !(cfg!(windows) && read_only) {
        return replace();
    }
    set(path, false)?;
    let done = replace();
    // The file is there either way, the old one or the new one.
    done.and(set(path, true))
}

fn set(path: &Path, read_only: bool) -> io::Result<()> {
    let mut permissions = fs::symlink_metadata(path)?.permissions();
    permissions.set_readonly(read_only);
    fs::set_permissions(path, permissions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_only_file_is_replaced_and_is_read_only_again() {
        let root = tempfile::tempdir().expect("a folder");
        let (old, new) = (root.path().join("old"), root.path().join("new"));
        fs::write(&old, "old").expect("a file");
        fs::write(&new, "new").expect("a file");
        for file in [&old, &new] {
            set(file, true).expect("permissions");
        }
        replacing(&old, || fs::rename(&new, &old)).expect("replaced");
        assert_eq!(fs::read(&old).expect("the file"), b"new");
        let now = fs::metadata(&old).expect("metadata");
        assert!(now.permissions().readonly());
    }

    #[test]
    fn what_could_not_be_replaced_is_as_it_was() {
        let root = tempfile::tempdir().expect("a folder");
        let old = root.path().join("old");
        fs::write(&old, "old").expect("a file");
        set(&old, true).expect("permissions");
        let nothing = root.path().join("nothing");
        let error = replacing(&old, || fs::rename(&nothing, &old)).expect_err("no file");
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
        let now = fs::metadata(&old).expect("metadata");
        assert!(now.permissions().readonly());
        assert_eq!(fs::read(&old).expect("the file"), b"old");
    }
}
