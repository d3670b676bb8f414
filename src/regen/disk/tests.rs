//! The disk: what is staged, what a temporary file is called, and the steps that not every system has.

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
fn only_a_file_with_such_a_name_is_temporary() {
    let root = tempfile::tempdir().expect("a folder");
    let staged = RealDisk
        .stage(&root.path().join("file"), b"x")
        .expect("staged");
    assert!(is_temporary(staged.path()));
    assert_eq!(former_name(staged.path()), None);
    let taken = aside(&root.path().join("lib.rs"));
    fs::write(&taken, "mine").expect("a file");
    assert!(!is_temporary(&taken));
    assert_eq!(former_name(&taken).as_deref(), Some("lib.rs"));
    for name in [
        ".wmigen-notes.txt",
        ".wmigen-",
        // A word of a user's.
        ".wmigen-backup",
        "wmigen-abcdefghijklmnopabcdefghijklmnop",
        "x.wmigen-abcdefghijklmnopabcdefghijklmnop",
    ] {
        fs::write(root.path().join(name), "mine").expect("a file");
        assert!(!is_temporary(&root.path().join(name)), "{name}");
        assert_eq!(former_name(&root.path().join(name)), None, "{name}");
    }
    let folder = root.path().join(".wmigen-abcdefghijklmnopabcdefghijklmnop");
    fs::create_dir(&folder).expect("a folder");
    assert!(is_building(&folder) && !is_temporary(&folder));
    assert!(!is_building(staged.path()));
}

#[test]
fn only_a_regular_file_is_read() {
    let root = tempfile::tempdir().expect("a folder");
    let file = root.path().join("file");
    fs::write(&file, "x").expect("a file");
    assert_eq!(RealDisk.read(&file).expect("the file"), b"x");
    let error = RealDisk.read(root.path()).expect_err("a folder");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    let error = RealDisk.read(&file.join("below")).expect_err("no folder");
    assert_ne!(error.kind(), ErrorKind::InvalidInput);
}

/// Only on Linux: elsewhere the file system may be one that cannot.
#[cfg(target_os = "linux")]
#[test]
fn files_are_exchanged_and_named_in_one_step() {
    let root = tempfile::tempdir().expect("a folder");
    let at = |name: &str| root.path().join(name);
    let read = |name: &str| fs::read_to_string(at(name)).expect(name);
    fs::write(at("a"), "1").expect("a file");
    fs::write(at("b"), "2").expect("a file");
    RealDisk.exchange(&at("a"), &at("b")).expect("exchanged");
    assert_eq!([read("a"), read("b")], ["2", "1"]);
    let error = RealDisk.rename_new(&at("a"), &at("b")).expect_err("taken");
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    RealDisk.rename_new(&at("a"), &at("c")).expect("it is free");
    assert_eq!([read("c"), read("b")], ["2", "1"]);
    let error = RealDisk
        .exchange(&at("c"), &at("a"))
        .expect_err("it is gone");
    assert_eq!(error.kind(), ErrorKind::NotFound);
}

/// Only on Unix: what a file may be used for is inherited on Windows.
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
        let staged = staged.into_temp_path().keep().expect("kept");
        RealDisk.rename(&staged, &target).expect("replaced");
    }
    assert_eq!(mode("new"), mode("usual"));
    assert_eq!(mode("script"), 0o750);
}
