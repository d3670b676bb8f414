//! A real change of ten classes, cut short at every operation, in every way.

use wmigen::regen::{CratePath, LOCK, Offer, Rendering, apply, eject, offer, prune};
use wmigen::render::Ownership;

use crate::faulty::{FAULTS, Fault, FaultyDisk};
use crate::folder::is_temporary;
use crate::real::{Crate, Files, Version, assert_users_files_safe, worked_in};

/// The faults that differ after a run. A power failure leaves halves of texts that only the spec of that moment
/// produces.
const KILLED: [Fault; 1] = [Fault::Killed];

/// Lets a change of a crate with the files `start` fail at every operation, in each of these ways, and then `check` what is
/// left. Gives the number of operations.
fn at_every_operation(
    start: &Files,
    faults: &[Fault],
    change: impl Fn(&Crate, &FaultyDisk) -> anyhow::Result<()>,
    check: impl Fn(&Crate, usize),
) -> usize {
    let mut operations = 0;
    for fault in faults {
        for k in 0.. {
            let disk = FaultyDisk::failing(k, *fault);
            let it = Crate::with(start);
            let result = change(&it, &disk);
            if !disk.has_failed() {
                result.expect("nothing failed");
                operations = disk.operations();
                break;
            }
            let message = format!("{:#}", result.expect_err("the operation failed"));
            assert!(
                message.starts_with("cannot ") && message.contains("injected"),
                "{message}"
            );
            check(&it, k);
        }
    }
    operations
}

/// The crate that follows `version` when nothing fails.
fn following(version: Version) -> Files {
    let clean = Crate::with(worked_in());
    clean.follow(version);
    clean.files()
}

/// Checks that all of wmigen's files are as rendered, that no other is left, and that nothing more is to be done.
fn assert_follows(it: &Crate, rendering: &Rendering) {
    let mut files = it.files();
    for (path, file) in rendering.files() {
        let there = files
            .remove(path.as_str())
            .unwrap_or_else(|| panic!("{path} is not there"));
        if file.ownership == Ownership::Generated {
            assert_eq!(String::from_utf8(there).expect("text"), file.text, "{path}");
        }
    }
    let left: Vec<_> = files
        .keys()
        .filter(|path| path.starts_with("src/generated/") || path.starts_with("mof/"))
        .collect();
    assert_eq!(left, <[&str; 0]>::default());
    assert!(it.folder.plan_for(rendering).is_idle());
}

#[test]
fn a_change_of_ten_classes_is_finished_by_the_next_run() {
    let clean = following(Version::Second);
    let operations = at_every_operation(
        worked_in(),
        &FAULTS,
        |it, disk| it.generate(Version::Second, disk),
        |it, k| {
            assert_users_files_safe(&it.files(), &clean);
            it.follow(Version::Second);
            assert_eq!(
                it.files().keys().collect::<Vec<_>>(),
                clean.keys().collect::<Vec<_>>(),
                "k = {k}"
            );
            for (path, bytes) in it.files() {
                let expected = &clean[&path];
                assert_eq!(
                    String::from_utf8_lossy(&bytes),
                    String::from_utf8_lossy(expected),
                    "{path}, k = {k}"
                );
                assert_eq!(&bytes, expected, "{path}, k = {k}");
            }
            assert!(it.folder.plan_for(Version::Second.rendering()).is_idle());
        },
    );
    assert!(
        operations > 50,
        "only {operations} operations: the change has shrunk"
    );
}

#[test]
fn a_change_is_finished_though_the_spec_has_changed_since() {
    let (second, third) = (following(Version::Second), following(Version::Third));
    assert_eq!(second["Cargo.toml"], third["Cargo.toml"]);
    at_every_operation(
        worked_in(),
        &KILLED,
        |it, disk| it.generate(Version::Second, disk),
        |it, _| {
            it.follow(Version::Third);
            assert_users_files_safe(&it.files(), &third);
            assert_follows(it, Version::Third.rendering());
        },
    );
}

#[test]
fn two_runs_in_a_row_may_fail_and_the_spec_go_back() {
    let merged = following(Version::Second);
    at_every_operation(
        worked_in(),
        &KILLED,
        |it, disk| it.generate(Version::Second, disk),
        |it, k| {
            // Somewhere else than the first.
            let disk = FaultyDisk::failing(k * 7 % 60, FAULTS[k % 3]);
            drop(it.generate(Version::Third, &disk));
            assert_users_files_safe(&it.files(), &merged);
            it.follow(Version::First);
            assert_users_files_safe(&it.files(), &merged);
            assert_follows(it, Version::First.rendering());
        },
    );
}

#[test]
fn force_that_fails_anywhere_loses_no_edit_of_ten_classes() {
    let edited = [
        "src/generated/acme_disk0.rs",
        "src/generated/acme_disk9.rs",
        "src/generated/acme_fan.rs",
    ];
    let mut start = worked_in().clone();
    for path in edited {
        start.insert(path.to_owned(), format!("// {path} is mine\n").into_bytes());
    }
    let force = |it: &Crate, disk: &FaultyDisk| {
        let plan = it.folder.plan_for(Version::Second.rendering()).forced();
        apply(&plan, it.folder.root(), disk)
    };
    let is_safe = |it: &Crate| {
        let there = it.folder.snapshot();
        edited
            .iter()
            .all(|path| there.values().any(|bytes| *bytes == start[*path]))
    };
    let merged = following(Version::Second);
    at_every_operation(&start, &KILLED, force, |it, k| {
        assert!(is_safe(it), "k = {k}");
        force(it, &FaultyDisk::sound()).expect("nothing failed");
        assert!(is_safe(it), "k = {k}");
        assert_users_files_safe(&it.files(), &merged);
        assert!(it.folder.plan_for(Version::Second.rendering()).is_idle());
    });
}

/// Lets a verb fail that is not `generate`; then `generate` tidies up, and the verb is asked again. `end` compares what comes
/// of it with what comes of a run that does not fail.
fn verb_fails_anywhere(
    start: &Files,
    verb: impl Fn(&Crate, &FaultyDisk) -> anyhow::Result<()>,
    end: impl Fn(&Files, &Files),
) -> Files {
    let clean = Crate::with(start);
    verb(&clean, &FaultyDisk::sound()).expect("nothing failed");
    let clean = clean.files();
    at_every_operation(start, &[Fault::Midway, Fault::PowerLoss], &verb, |it, k| {
        for (path, bytes) in it.files() {
            let expected = [start.get(&path), clean.get(&path)];
            // What wmigen keeps for itself is made good by the next run.
            assert!(
                is_temporary(&path)
                    || path.starts_with(".wmigen/")
                    || expected.contains(&Some(&bytes)),
                "{path}, k = {k}"
            );
        }
        it.follow(Version::Second);
        verb(it, &FaultyDisk::sound()).expect("nothing failed");
        end(&it.files(), &clean);
    });
    clean
}

fn assert_same(files: &Files, clean: &Files) {
    for (path, bytes) in clean {
        assert_eq!(files.get(path), Some(bytes), "{path}");
    }
    assert_eq!(files.len(), clean.len());
}

#[test]
fn an_update_that_fails_anywhere_is_finished_by_the_next_one() {
    let start = following(Version::Second);
    let clean = verb_fails_anywhere(&start, update(false), assert_same);
    assert_ne!(clean["README.md"], start["README.md"]);
    assert_ne!(
        clean["src/classes/acme_disk4.rs"],
        start["src/classes/acme_disk4.rs"]
    );
}

#[test]
fn an_update_with_markers_that_fails_anywhere_leaves_every_file_as_the_next_one_would() {
    let start = following(Version::Second);
    let clean = verb_fails_anywhere(&start, update(true), |files, clean| {
        // That the markers are its own the next run does not know: it offers the scaffold once more.
        let of_user = |files: &Files| {
            let mut files = files.clone();
            files.retain(|path, _| !path.starts_with(".wmigen/") && path != LOCK);
            files
        };
        assert_same(&of_user(files), &of_user(clean));
    });
    let marked = String::from_utf8_lossy(&clean["src/classes/acme_disk3.rs"]);
    assert!(marked.contains("<<<<<<< yours"), "{marked}");
}

/// `wmigen update`.
fn update(markers: bool) -> impl Fn(&Crate, &FaultyDisk) -> anyhow::Result<()> {
    move |it, disk| {
        let (lock, rendering) = (it.folder.lock(), Version::Second.rendering());
        let options = Offer {
            markers,
            ..Offer::default()
        };
        let plan = offer(
            rendering,
            &lock,
            &it.folder.tree(rendering, &lock),
            &options,
        );
        apply(&plan, it.folder.root(), disk)
    }
}

#[test]
fn a_prune_that_fails_anywhere_is_finished_by_the_next_one() {
    let start = following(Version::Second);
    let clean = verb_fails_anywhere(
        &start,
        |it, disk| {
            let (lock, rendering) = (it.folder.lock(), Version::Second.rendering());
            let plan = prune(rendering, &lock, &it.folder.tree(rendering, &lock));
            apply(&plan, it.folder.root(), disk)
        },
        assert_same,
    );
    assert!(!clean.contains_key("src/classes/acme_disk8.rs"));
}

#[test]
fn an_eject_that_fails_anywhere_is_finished_by_the_next_one() {
    let path = CratePath::parse("src/generated/acme_disk5.rs").expect("a path");
    let clean = verb_fails_anywhere(
        &following(Version::Second),
        |it, disk| {
            let (lock, rendering) = (it.folder.lock(), Version::Second.rendering());
            // The run that tidied up may have finished it.
            match eject(
                std::slice::from_ref(&path),
                rendering,
                &lock,
                &it.folder.tree(rendering, &lock),
            ) {
                Ok(plan) => apply(&plan, it.folder.root(), disk),
                Err(_) => Ok(()),
            }
        },
        assert_same,
    );
    assert!(String::from_utf8_lossy(&clean["wmigen.lock"]).contains("ejected"));
}
