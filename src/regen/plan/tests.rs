//! The decision table, row by row: what is on disk, what the lock says, what is rendered, what follows.

mod case;
mod journal;
mod renames;
mod torn;
mod users;

use std::fs;

use super::*;
use crate::regen::tree::Obstacle;
use crate::render::RenderedFile;

const NEW: &str = "new\n";
const OLD: &str = "old\n";
const EDIT: &str = "edit\n";

/// The path of each kind of file.
const GENERATED: &str = "src/generated/mod.rs";
const HANDLER: &str = "src/classes/acme_disk.rs";
const OPTIONAL: &str = "README.md";
const MANIFEST: &str = "Cargo.toml";

/// A manifest as rendered.
const CARGO: &str = "[package]\nname = \"acme\"\n\n[lib]\ncrate-type = [\"cdylib\"]\n\n[dependencies]\nwindows-core = \"0.2\"\n";

fn path(text: &str) -> CratePath {
    CratePath::parse(text).expect(text)
}

/// A rendering of one file with [`NEW`] in it.
fn rendering(path: &str) -> Rendering {
    let ownership = if path == GENERATED {
        Ownership::Generated
    } else {
        Ownership::Once
    };
    let file = RenderedFile {
        path: path.to_owned(),
        former_path: None,
        ownership,
        text: NEW.to_owned(),
    };
    Rendering::new(vec![file]).expect("a good path")
}

/// A lock that says that wmigen wrote `text` to the file.
fn locked(at: &str, ownership: Ownership, text: Option<&str>) -> Lock {
    let hash = text.map(|text| Hash::of(text.as_bytes()));
    let kind = ownership.into();
    let mut lock = Lock::new();
    lock.files.insert(path(at), Entry { kind, hash });
    lock
}

/// The lock after [`NEW`] has been written to a generated file.
fn done(at: &str) -> Lock {
    locked(at, Ownership::Generated, Some(NEW))
}

/// A crate in which `disk` is all there is.
fn tree(disk: Option<(&str, &str)>, rendering: &Rendering, lock: &Lock) -> Tree {
    let root = tempfile::tempdir().expect("a folder");
    if let Some((at, text)) = disk {
        let full = path(at).under(root.path());
        fs::create_dir_all(full.parent().expect("a folder")).expect("folders");
        fs::write(full, text).expect("a file");
    }
    Tree::read(root.path(), rendering, lock)
}

/// The plan for one rendered file, with its word and whether the lock is to be written.
fn decide(at: &str, disk: Option<&str>, lock: &Lock) -> (Plan, &'static str) {
    let rendering = rendering(at);
    let plan = plan(
        &rendering,
        lock,
        &tree(disk.map(|text| (at, text)), &rendering, lock),
    );
    let word = plan.steps[&path(at)].word();
    (plan, word)
}

/// The plan for a crate from whose rendering the file at `at` is gone.
fn decide_leftover(at: &str, disk: Option<&str>, lock: &Lock) -> Plan {
    let rendering = Rendering::default();
    plan(
        &rendering,
        lock,
        &tree(disk.map(|text| (at, text)), &rendering, lock),
    )
}

#[test]
fn generated_absent_is_created_or_restored() {
    let (plan, word) = decide(GENERATED, None, &Lock::default());
    assert_eq!((word, plan.lock), ("create", Some(done(GENERATED))));
    let (plan, word) = decide(GENERATED, None, &done(GENERATED));
    assert_eq!((word, plan.lock), ("restore", None));
}

#[test]
fn generated_as_rendered_is_unchanged_whatever_the_lock_says() {
    for (lock, expected) in [
        (done(GENERATED), None),
        (Lock::default(), Some(done(GENERATED))),
        (
            locked(GENERATED, Ownership::Generated, Some(OLD)),
            Some(done(GENERATED)),
        ),
    ] {
        let (plan, word) = decide(GENERATED, Some(NEW), &lock);
        assert_eq!((word, &plan.lock), ("unchanged", &expected));
        assert_eq!(plan.is_clean(), expected.is_none());
    }
}

#[test]
fn generated_that_differs_only_in_line_ends_is_unchanged() {
    assert_eq!(
        decide(GENERATED, Some("new\r\n"), &done(GENERATED)).1,
        "unchanged"
    );
}

#[test]
fn generated_as_wmigen_wrote_it_is_updated() {
    let lock = locked(GENERATED, Ownership::Generated, Some(OLD));
    let (plan, word) = decide(GENERATED, Some(OLD), &lock);
    assert_eq!((word, plan.lock), ("update", Some(done(GENERATED))));
    assert_eq!(decide(GENERATED, Some("old\r\n"), &lock).1, "update");
}

#[test]
fn generated_and_edited_is_refused() {
    for written in [OLD, NEW] {
        let lock = locked(GENERATED, Ownership::Generated, Some(written));
        let (plan, word) = decide(GENERATED, Some(EDIT), &lock);
        assert_eq!(word, "edited");
        assert_eq!(plan.refusals().count(), 1);
    }
}

#[test]
fn a_file_that_wmigen_did_not_write_is_refused() {
    assert_eq!(decide(GENERATED, Some(EDIT), &Lock::default()).1, "foreign");
    // It was the user's when wmigen met it, and has no text of wmigen's.
    assert_eq!(
        decide(
            GENERATED,
            Some(EDIT),
            &locked(GENERATED, Ownership::Once, None)
        )
        .1,
        "foreign"
    );
}

#[test]
fn force_overwrites_what_was_refused_and_keeps_a_copy() {
    for lock in [
        Lock::default(),
        locked(GENERATED, Ownership::Generated, Some(OLD)),
    ] {
        let plan = decide(GENERATED, Some(EDIT), &lock).0.forced();
        assert_eq!(plan.refusals().count(), 0);
        let backup = path(GENERATED).in_backup(1);
        let (text, before) = (NEW.to_owned(), EDIT.as_bytes().to_vec());
        assert_eq!(
            plan.steps[&path(GENERATED)],
            Action::Overwrite {
                text,
                before,
                backup
            }
        );
    }
}

#[test]
fn force_does_not_move_an_obstacle_away() {
    let rendering = rendering(GENERATED);
    let below = format!("{GENERATED}/file");
    let plan = plan(
        &rendering,
        &Lock::default(),
        &tree(Some((&below, "")), &rendering, &Lock::default()),
    );
    let plan = plan.forced();
    let refusals: Vec<_> = plan.refusals().collect();
    assert_eq!(
        refusals,
        [(&path(GENERATED), &Refusal::Blocked(Obstacle::Folder))]
    );
}

#[test]
fn once_is_written_when_it_never_was() {
    for at in [HANDLER, OPTIONAL] {
        let (plan, word) = decide(at, None, &Lock::default());
        assert_eq!(
            (word, plan.lock),
            ("create", Some(locked(at, Ownership::Once, Some(NEW))))
        );
    }
}

#[test]
fn once_is_never_touched_again() {
    for at in [HANDLER, OPTIONAL] {
        let lock = locked(at, Ownership::Once, Some(OLD));
        for text in [OLD, NEW, EDIT, ""] {
            let (plan, word) = decide(at, Some(text), &lock);
            assert_eq!((word, plan.is_clean()), ("unchanged", true));
        }
    }
}

#[test]
fn once_that_the_user_wrote_first_is_the_users() {
    let (plan, word) = decide(HANDLER, Some(EDIT), &Lock::default());
    assert_eq!(
        (word, plan.lock),
        ("unchanged", Some(locked(HANDLER, Ownership::Once, None)))
    );
    // A run that ended before its lock was written left exactly this.
    let (plan, word) = decide(HANDLER, Some(NEW), &Lock::default());
    assert_eq!(
        (word, plan.lock),
        (
            "unchanged",
            Some(locked(HANDLER, Ownership::Once, Some(NEW)))
        )
    );
}

#[test]
fn once_that_was_deleted_comes_back_only_where_the_crate_needs_it() {
    for at in [HANDLER, "src/lib.rs", "Cargo.toml"] {
        let (plan, word) = decide(at, None, &locked(at, Ownership::Once, Some(OLD)));
        assert_eq!(
            (word, plan.lock),
            ("restore", Some(locked(at, Ownership::Once, Some(NEW))))
        );
    }
    let (plan, word) = decide(
        OPTIONAL,
        None,
        &locked(OPTIONAL, Ownership::Once, Some(OLD)),
    );
    assert_eq!((word, plan.is_clean()), ("unchanged", true));
}

#[test]
fn once_is_blocked_only_where_it_would_be_written() {
    let blocked = |at: &str, lock: &Lock| {
        let rendering = rendering(at);
        let below = format!("{at}/file");
        plan(
            &rendering,
            lock,
            &tree(Some((&below, "")), &rendering, lock),
        )
        .steps[&path(at)]
            .word()
    };
    assert_eq!(blocked(OPTIONAL, &Lock::default()), "blocked");
    assert_eq!(
        blocked(OPTIONAL, &locked(OPTIONAL, Ownership::Once, Some(OLD))),
        "unchanged"
    );
    assert_eq!(
        blocked(HANDLER, &locked(HANDLER, Ownership::Once, Some(OLD))),
        "blocked"
    );
}

#[test]
fn no_longer_rendered_and_untouched_is_removed() {
    let lock = locked(GENERATED, Ownership::Generated, Some(OLD));
    for text in [OLD, "old\r\n"] {
        let plan = decide_leftover(GENERATED, Some(text), &lock);
        assert_eq!(plan.steps[&path(GENERATED)].word(), "remove");
        assert_eq!(plan.lock, Some(Lock::new()));
    }
}

#[test]
fn no_longer_rendered_and_edited_is_kept_and_remembered() {
    let plan = decide_leftover(
        GENERATED,
        Some(EDIT),
        &locked(GENERATED, Ownership::Generated, Some(OLD)),
    );
    assert_eq!(
        (plan.steps[&path(GENERATED)].word(), &plan.lock),
        ("orphan", &None)
    );
    assert!(!plan.is_clean());
}

#[test]
fn the_users_file_of_a_class_that_is_gone_is_kept() {
    let plan = decide_leftover(
        HANDLER,
        Some(OLD),
        &locked(HANDLER, Ownership::Once, Some(OLD)),
    );
    assert_eq!(plan.steps[&path(HANDLER)].word(), "orphan");
}

#[test]
fn what_is_gone_from_disk_and_rendering_is_forgotten() {
    let plan = decide_leftover(GENERATED, None, &done(GENERATED));
    assert_eq!((plan.steps.len(), plan.lock), (0, Some(Lock::new())));
}

#[test]
fn a_file_that_meets_a_rendered_one_where_case_does_not_count_is_not_removed() {
    let old = "src/generated/MOD.rs";
    let lock = locked(old, Ownership::Generated, Some(OLD));
    let rendering = rendering(GENERATED);
    let plan = plan(
        &rendering,
        &lock,
        &tree(Some((old, OLD)), &rendering, &lock),
    );
    assert_eq!(plan.steps[&path(old)].word(), "orphan");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link() {
    use std::os::unix::fs::symlink;
    let root = tempfile::tempdir().expect("a folder");
    let outside = tempfile::tempdir().expect("a folder");
    fs::create_dir(outside.path().join("generated")).expect("a folder");
    fs::write(outside.path().join("generated/mod.rs"), OLD).expect("a file");
    symlink(outside.path(), root.path().join("src")).expect("a link");
    let lock = locked(GENERATED, Ownership::Generated, Some(OLD));
    let (rendered, empty) = (rendering(GENERATED), Rendering::default());
    let word = |rendering: &Rendering| {
        let plan = plan(rendering, &lock, &Tree::read(root.path(), rendering, &lock));
        plan.steps[&path(GENERATED)].word()
    };
    assert_eq!(word(&rendered), "blocked");
    assert_eq!(word(&empty), "orphan");
}
