//! What is tried again, how often, and what takes the place of what. The races are in tests/regeneration.

use std::cell::{Cell, RefCell};
use std::fs;

use super::*;
use crate::regen::RealDisk;

/// A disk that refuses to rename so many times, with an error that passes, or with one that does not.
struct Refusing {
    refusals: Cell<u32>,
    passes: bool,
    waited: RefCell<Vec<Duration>>,
}

impl Refusing {
    fn new(refusals: u32, passes: bool) -> Self {
        Self {
            refusals: Cell::new(refusals),
            passes,
            waited: RefCell::default(),
        }
    }

    fn refuse(&self) -> io::Result<()> {
        match self.refusals.get() {
            0 => Ok(()),
            left => {
                self.refusals.set(left - 1);
                Err(ErrorKind::PermissionDenied.into())
            }
        }
    }
}

impl Disk for Refusing {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.create_dir(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk.write_new(path, bytes)
    }

    fn stage(&self, target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
        RealDisk.stage(target, bytes)
    }

    fn flush(&self, staged: &NamedTempFile) -> io::Result<()> {
        RealDisk.flush(staged)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        RealDisk.read(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.refuse()?;
        RealDisk.rename_new(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        RealDisk.exchange(one, other)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.link(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_dir(path)
    }

    fn discard(&self, path: &Path) {
        RealDisk.discard(path);
    }

    fn is_in_use(&self, error: &io::Error) -> bool {
        self.passes && error.kind() == ErrorKind::PermissionDenied
    }

    fn pause(&self, time: Duration) {
        self.waited.borrow_mut().push(time);
    }
}

fn names(folder: &Path) -> usize {
    fs::read_dir(folder).expect("a folder").count()
}

#[test]
fn what_is_refused_for_a_moment_is_tried_again_and_then_no_more() {
    for (refusals, expected) in [(0, true), (3, true), (TRIES, true), (TRIES + 1, false)] {
        let root = tempfile::tempdir().expect("a folder");
        let (disk, target) = (Refusing::new(refusals, true), root.path().join("file"));
        let staged = disk.stage(&target, b"x").expect("staged");
        let done = create(&disk, staged, &target);
        assert_eq!(done.is_ok(), expected, "{refusals}");
        assert_eq!(names(root.path()), usize::from(expected), "{refusals}");
        let waited: Duration = disk.waited.borrow().iter().sum();
        assert!(waited < Duration::from_secs(11), "{waited:?}");
    }
    let root = tempfile::tempdir().expect("a folder");
    let (disk, target) = (Refusing::new(1, false), root.path().join("file"));
    let staged = disk.stage(&target, b"x").expect("staged");
    create(&disk, staged, &target).expect_err("it does not pass");
    assert_eq!(disk.waited.borrow().len(), 0);
}

#[test]
fn a_new_file_does_not_replace_one_that_appeared_meanwhile() {
    let root = tempfile::tempdir().expect("a folder");
    let target = root.path().join("file");
    let staged = RealDisk.stage(&target, b"ours").expect("staged");
    fs::write(&target, b"theirs").expect("a file");
    let error = create(&RealDisk, staged, &target).expect_err("it exists");
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    assert_eq!(fs::read(&target).expect("the file"), b"theirs");
    assert_eq!(names(root.path()), 1);
}

#[test]
fn only_what_was_expected_is_replaced_or_deleted() {
    let root = tempfile::tempdir().expect("a folder");
    let target = root.path().join("file");
    fs::write(&target, b"old").expect("a file");
    for (before, expected) in [(&b"other"[..], false), (b"old", true)] {
        let staged = RealDisk.stage(&target, b"new").expect("staged");
        let done = replace(&RealDisk, staged, &target, before, b"new");
        assert_eq!(done.is_ok(), expected);
    }
    assert_eq!(fs::read(&target).expect("the file"), b"new");
    delete(&RealDisk, &target, b"old").expect_err("it is another");
    assert_eq!(names(root.path()), 1);
    delete(&RealDisk, &target, b"new").expect("it is that");
    assert_eq!(names(root.path()), 0);
    delete(&RealDisk, &target, b"new").expect_err("it is gone");
}

#[test]
fn a_file_moves_only_to_a_name_that_is_free() {
    let root = tempfile::tempdir().expect("a folder");
    let at = |name: &str| root.path().join(name);
    fs::write(at("a"), "mine").expect("a file");
    fs::write(at("b"), "mine too").expect("a file");
    let failed = relocate(&RealDisk, &at("a"), &at("b"), b"mine").expect_err("it is taken");
    assert!(
        matches!(&failed, Failed::Io(error) if error.kind() == ErrorKind::AlreadyExists),
        "{failed:?}"
    );
    relocate(&RealDisk, &at("a"), &at("c"), b"mine").expect("it is free");
    assert!(!at("a").exists());
    assert_eq!(fs::read(at("b")).expect("the file"), b"mine too");
    assert_eq!(fs::read(at("c")).expect("the file"), b"mine");
}
