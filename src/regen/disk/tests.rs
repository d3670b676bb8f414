//! The disk: what is staged, committed, moved and tried again.

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
fn what_is_refused_for_a_moment_is_tried_again_and_then_no_more() {
    let refused = || io::Error::from(ErrorKind::PermissionDenied);
    for (refusals, expected) in [(0, true), (3, true), (TRIES, true), (TRIES + 1, false)] {
        let (mut tried, mut waited) = (0, Duration::ZERO);
        let change = || {
            tried += 1;
            if tried <= refusals {
                Err(refused())
            } else {
                Ok(())
            }
        };
        let passes = |error: &io::Error| error.kind() == ErrorKind::PermissionDenied;
        let done = retried(change, passes, |pause| waited += pause);
        assert_eq!(done.is_ok(), expected, "{refusals}");
        assert!(waited < Duration::from_secs(11), "{waited:?}");
    }
    let mut tried = 0;
    let change = || {
        tried += 1;
        Err(refused())
    };
    retried(change, |_| false, |_| panic!("it does not pass")).expect_err("refused");
    assert_eq!(tried, 1);
}

#[test]
fn a_file_moves_only_to_a_name_that_is_free() {
    let root = tempfile::tempdir().expect("a folder");
    let at = |name: &str| root.path().join(name);
    fs::write(at("a"), "mine").expect("a file");
    fs::write(at("b"), "mine too").expect("a file");
    let error = RealDisk
        .move_file(&at("a"), &at("b"))
        .expect_err("it is taken");
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    RealDisk.move_file(&at("a"), &at("c")).expect("it is free");
    assert!(!at("a").exists());
    assert_eq!(fs::read(at("b")).expect("the file"), b"mine too");
    assert_eq!(fs::read(at("c")).expect("the file"), b"mine");
}

#[test]
fn only_a_file_with_such_a_name_is_temporary() {
    let root = tempfile::tempdir().expect("a folder");
    let staged = RealDisk
        .stage(&root.path().join("file"), b"x")
        .expect("staged");
    assert!(is_temporary(staged.path()));
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
    }
    fs::create_dir(root.path().join(".wmigen-abcdefghijklmnopabcdefghijklmnop")).expect("a folder");
    assert!(!is_temporary(
        &root.path().join(".wmigen-abcdefghijklmnopabcdefghijklmnop")
    ));
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
        RealDisk
            .commit(staged, &target, Existing::Replace)
            .expect("committed");
    }
    assert_eq!(mode("new"), mode("usual"));
    assert_eq!(mode("script"), 0o750);
}
