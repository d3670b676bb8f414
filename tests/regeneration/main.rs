//! Regeneration on a real disk: what a plan says is what happens, and what fails leaves nothing torn.
//!
//! The fault tests let the k-th operation on the disk fail, for every k, and then run again with nothing
//! failing: the end must be that of a run that never failed, with the user's text as it was throughout.

mod faults;
mod faulty;
mod folder;
mod histories;
mod races;
mod real;
mod saving;
mod scene;
mod unchanged;

use std::fs;

use faulty::{Fault, FaultyDisk};
use scene::{Scene, USERS};
use wmigen::regen::{RealDisk, Rendering, create};

/// Runs `change` with its k-th operation failing, for every k until none fails; after each, `check` looks
/// at what is left. Gives the number of operations.
fn for_every_fault(
    change: impl Fn(&Scene, &FaultyDisk) -> anyhow::Result<()>,
    check: impl Fn(&Scene),
) -> usize {
    for fault in [Fault::Before, Fault::Midway] {
        for k in 0.. {
            let scene = Scene::before_change();
            let disk = FaultyDisk::failing(k, fault);
            let result = change(&scene, &disk);
            assert_eq!(scene.temporary_files(), <[String; 0]>::default());
            scene.assert_user_text_safe();
            if !disk.has_failed() {
                result.expect("nothing failed");
                break;
            }
            let message = format!("{:#}", result.expect_err("the operation failed"));
            assert!(message.contains("injected"), "{message}");
            assert!(message.starts_with("cannot "), "{message}");
            check(&scene);
        }
    }
    let disk = FaultyDisk::failing(usize::MAX, Fault::Before);
    change(&Scene::before_change(), &disk).expect("nothing failed");
    disk.operations()
}

#[test]
fn a_change_that_fails_anywhere_is_finished_by_the_next_run() {
    let clean = Scene::before_change();
    clean.generate(&RealDisk).expect("nothing failed");
    let operations = for_every_fault(
        |scene, disk| scene.generate(disk),
        |scene| {
            scene.generate(&RealDisk).expect("the next run finishes it");
            assert_eq!(scene.temporary_files(), <[String; 0]>::default());
            assert_eq!(scene.snapshot(), clean.snapshot());
            assert!(scene.is_settled());
        },
    );
    assert!(
        operations > 20,
        "only {operations} operations: the scene has shrunk"
    );
}

#[test]
fn every_file_is_old_or_new_and_never_half() {
    let (old, new) = (Scene::before_change(), Scene::before_change());
    new.generate(&RealDisk).expect("nothing failed");
    let (old, new) = (old.snapshot(), new.snapshot());
    for_every_fault(
        |scene, disk| scene.generate(disk),
        |scene| {
            for (path, bytes) in scene.snapshot() {
                assert!(
                    // What is there while a run is under way, and nothing of the crate's.
                    path == ".wmigen/journal"
                        || [old.get(&path), new.get(&path)].contains(&Some(&bytes)),
                    "{path} is neither old nor new"
                );
            }
        },
    );
}

#[test]
fn force_that_fails_anywhere_loses_no_edit() {
    let edit = |scene: &Scene| scene.write("src/generated/acme_00.rs", b"precious\n");
    for_every_fault(
        |scene, disk| {
            edit(scene);
            scene.generate_forced(disk)
        },
        |scene| {
            let texts = scene.snapshot();
            assert!(
                texts.values().any(|text| text == b"precious\n"),
                "the edit is neither in place nor in a backup"
            );
            scene
                .generate_forced(&RealDisk)
                .expect("the next run finishes it");
            assert!(scene.is_settled());
            assert!(scene.snapshot().values().any(|text| text == b"precious\n"));
        },
    );
}

#[test]
fn refusals_stop_everything_before_the_first_write() {
    let scene = Scene::before_change();
    scene.write("src/generated/acme_00.rs", b"edited\n");
    scene.remove("src/generated/acme_01.rs");
    fs::create_dir(scene.path("src/generated/acme_01.rs")).expect("a folder");
    let before = scene.snapshot();
    let disk = FaultyDisk::failing(usize::MAX, Fault::Before);
    assert_eq!(scene.plan().refusals().count(), 2);
    scene.generate(&disk).expect_err("refused");
    assert_eq!((disk.operations(), scene.snapshot()), (0, before));
}

#[test]
fn a_second_run_writes_nothing() {
    let scene = Scene::before_change();
    scene.generate(&RealDisk).expect("nothing failed");
    let disk = FaultyDisk::failing(usize::MAX, Fault::Before);
    scene.generate(&disk).expect("nothing failed");
    assert_eq!(disk.operations(), 0);
}

#[test]
fn a_crlf_checkout_is_no_edit_and_stays_crlf() {
    let scene = Scene::before_change();
    for (path, bytes) in scene.snapshot() {
        // Not a user's file that is no text at all.
        if let Ok(text) = String::from_utf8(bytes) {
            scene.write(&path, text.replace('\n', "\r\n").as_bytes());
        }
    }
    assert_eq!(scene.plan().refusals().count(), 0);
    scene.generate(&RealDisk).expect("no edit");
    let updated = fs::read_to_string(scene.path("src/generated/acme_00.rs")).expect("the file");
    assert!(updated.contains("changed"), "{updated}");
    assert_eq!(
        updated.matches('\n').count(),
        updated.matches("\r\n").count(),
        "{updated:?}"
    );
    assert!(scene.is_settled());
}

#[test]
fn folders_of_removed_files_go_with_them_unless_something_is_in_them() {
    let scene = Scene::before_change();
    scene.write("docs/old/notes.md", b"mine");
    scene.generate(&RealDisk).expect("nothing failed");
    assert!(!scene.path("legacy").exists(), "its only file was removed");
    assert!(scene.path("docs/old/notes.md").exists());
    assert!(!scene.path("docs/old/page.md").exists());
}

#[test]
fn a_file_saved_between_plan_and_apply_is_left_alone() {
    for path in [
        "src/generated/acme_00.rs",
        "legacy/deep/gone.rs",
        "src/classes/acme_new.rs",
    ] {
        let scene = Scene::before_change();
        let plan = scene.plan();
        scene.write(path, b"saved just now");
        wmigen::regen::apply(&plan, scene.root(), &RealDisk)
            .expect_err("it is not what the plan saw");
        assert_eq!(
            fs::read(scene.path(path)).expect("the file"),
            b"saved just now"
        );
    }
}

/// Only on Unix, because Windows lets administrators alone make links.
#[cfg(unix)]
#[test]
fn a_backup_does_not_follow_a_link_out_of_the_crate() {
    let scene = Scene::before_change();
    let outside = tempfile::tempdir().expect("a folder");
    fs::remove_dir_all(scene.path(".wmigen")).expect("the folder");
    std::os::unix::fs::symlink(outside.path(), scene.path(".wmigen")).expect("a link");
    scene.write("src/generated/acme_00.rs", b"precious\n");
    let error = scene
        .generate_forced(&RealDisk)
        .expect_err("a link is in the way");
    assert!(
        error
            .to_string()
            .ends_with(".wmigen is a symbolic link, and wmigen follows none"),
        "{error:#}"
    );
    assert_eq!(fs::read_dir(outside.path()).expect("the folder").count(), 0);
    assert_eq!(
        fs::read(scene.path("src/generated/acme_00.rs")).expect("the file"),
        b"precious\n"
    );
}

#[test]
fn a_new_crate_that_fails_anywhere_leaves_nothing() {
    let rendering: Rendering = scene::rendering_after();
    for target in ["new", "a/b/new", "empty"] {
        for k in 0.. {
            let parent = tempfile::tempdir().expect("a folder");
            fs::create_dir(parent.path().join("empty")).expect("a folder");
            let before = folder::snapshot(parent.path());
            let disk = FaultyDisk::failing(k, Fault::Midway);
            let result = create(&parent.path().join(target), b"spec", &rendering, &disk);
            if !disk.has_failed() {
                result.expect("nothing failed");
                break;
            }
            result.expect_err("the operation failed");
            assert_eq!(folder::snapshot(parent.path()), before, "k = {k}");
            assert_eq!(
                fs::read_dir(parent.path()).expect("a folder").count(),
                1,
                "k = {k}"
            );
            assert_eq!(
                fs::read_dir(parent.path().join("empty"))
                    .expect("a folder")
                    .count(),
                0,
                "k = {k}"
            );
            create(&parent.path().join(target), b"spec", &rendering, &RealDisk)
                .expect("the next run succeeds");
        }
    }
}

#[test]
fn the_scene_has_user_text_to_lose() {
    let scene = Scene::before_change();
    for (path, text) in USERS {
        assert_eq!(fs::read(scene.path(path)).expect(path), text);
    }
}
