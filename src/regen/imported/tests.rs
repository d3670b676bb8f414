use std::fs;

use super::*;
use crate::regen::disk::RealDisk;

#[test]
fn a_spec_is_written_once_and_exchanged_with_a_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = ImportedSpec::new(folder.path(), "acme.toml").expect("a name");
    assert_eq!(spec.base(), None);
    spec.create("a = 1\n", &RealDisk).expect("written");
    assert_eq!(spec.base().as_deref(), Some("a = 1\n"));
    assert!(spec.create("a = 2\n", &RealDisk).is_err());
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect(name);
    assert_eq!(read("acme.toml"), "a = 1\n");
    let copy = spec.exchange(b"a = 1\n", b"a = 3\n", "a = 2\n", &RealDisk);
    let copy = copy.expect("exchanged").expect("a copy");
    assert_eq!(read(copy.as_str()), "a = 1\n");
    assert_eq!(read("acme.toml"), "a = 3\n");
    assert_eq!(spec.base().as_deref(), Some("a = 2\n"));
    // What is saved meanwhile is not replaced, and what was imported is not taken for merged.
    assert!(
        spec.exchange(b"a = 1\n", b"a = 4\n", "a = 4\n", &RealDisk)
            .is_err()
    );
    assert_eq!(read("acme.toml"), "a = 3\n");
    assert_eq!(spec.base().as_deref(), Some("a = 2\n"));
}

#[test]
fn what_is_kept_is_committed_and_the_copies_are_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = ImportedSpec::new(folder.path(), "wmigen.toml").expect("a name");
    spec.create("a = 1\n", &RealDisk).expect("written");
    let ignored = folder.path().join(".wmigen/.gitignore");
    assert!(
        fs::read_to_string(ignored)
            .expect("a file")
            .contains("!/base/")
    );
    assert!(
        folder
            .path()
            .join(".wmigen/base/import/wmigen.toml")
            .is_file()
    );
}

#[test]
fn a_name_that_windows_has_not_is_none() {
    for name in ["a:b.toml", "con", "", ".."] {
        assert!(ImportedSpec::new(Path::new("."), name).is_err(), "{name}");
    }
}
