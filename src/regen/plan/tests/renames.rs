//! A class that was renamed takes its file of the user's along, and never over anything.

use super::case::{Case, entry};
use super::*;
use crate::regen::lock::Kind;

const FROM: &str = "src/classes/acme_old.rs";

/// A class whose file at [`FROM`] has the user's work in it.
fn case() -> Case {
    Case::new()
        .renames(FROM, HANDLER, NEW)
        .knows(FROM, Kind::Once, Some(OLD))
        .keeps(OLD)
        .has(FROM, EDIT)
}

fn rename(replaces: Option<&str>) -> Action {
    Action::Rename {
        from: path(FROM),
        bytes: EDIT.into(),
        replaces: replaces.map(Into::into),
    }
}

#[test]
fn the_file_moves_as_it_is_and_keeps_the_scaffold_that_it_was_made_from() {
    let mut case = case();
    assert_eq!(case.action(HANDLER), rename(None));
    assert_eq!(case.recorded(HANDLER), Some(entry(Kind::Once, Some(OLD))));
    assert_eq!(case.recorded(FROM), None);
    case.apply();
    assert_eq!(case.bytes(HANDLER), EDIT.as_bytes());
    assert!(case.plan().is_clean());
}

#[test]
fn it_takes_the_place_of_a_scaffold_that_nobody_has_touched() {
    for (known, there) in [
        (Some(OLD), OLD),
        (Some(OLD), "old\r\n"),
        (None, NEW),
        (None, "new\r\n"),
    ] {
        let mut case = case().has(HANDLER, there);
        if let Some(known) = known {
            case = case.knows(HANDLER, Kind::Once, Some(known));
        }
        assert_eq!(case.action(HANDLER), rename(Some(there)));
        case.apply();
        assert_eq!(case.bytes(HANDLER), EDIT.as_bytes());
        assert!(case.plan().is_clean());
    }
}

#[test]
fn it_stays_where_it_is_if_anything_of_the_users_has_the_new_name() {
    for known in [None, Some(OLD)] {
        let mut case = case().has(HANDLER, "mine\n");
        if let Some(known) = known {
            case = case.knows(HANDLER, Kind::Once, Some(known));
        }
        assert_eq!(
            (case.word(HANDLER), case.word(FROM)),
            ("unchanged", "orphan")
        );
    }
    let folder = case().has(&format!("{HANDLER}/mine"), "");
    assert_eq!(
        (folder.word(HANDLER), folder.word(FROM)),
        ("blocked", "orphan")
    );
}

#[test]
fn a_file_that_the_lock_does_not_know_stays() {
    let case = Case::new().renames(FROM, HANDLER, NEW).has(FROM, EDIT);
    assert_eq!(case.word(HANDLER), "create");
    assert!(!case.plan().steps.contains_key(&path(FROM)));
}

#[test]
fn a_file_that_is_gone_is_made_under_the_new_name() {
    let case = Case::new()
        .renames(FROM, HANDLER, NEW)
        .knows(FROM, Kind::Once, Some(OLD));
    assert_eq!(case.word(HANDLER), "create");
    assert_eq!(case.recorded(HANDLER), Some(entry(Kind::Once, Some(NEW))));
    assert_eq!(case.recorded(FROM), None);
}

#[test]
fn a_file_that_is_rendered_still_stays() {
    for from in [FROM.to_owned(), FROM.to_uppercase()] {
        let case = case().renders(&from, Ownership::Once, NEW);
        assert_eq!(case.word(HANDLER), "create");
    }
}

#[test]
fn an_ejected_file_moves_where_the_new_one_is_the_users_too() {
    let case = case().knows(FROM, Kind::Ejected, Some(OLD));
    assert_eq!(case.action(HANDLER), rename(None));
    assert_eq!(case.recorded(HANDLER), Some(entry(Kind::Once, Some(OLD))));
}

#[test]
fn a_file_of_wmigens_does_not_move() {
    let case = Case::new()
        .renames(FROM, HANDLER, NEW)
        .knows(FROM, Kind::Generated, Some(OLD));
    let edited = || {
        Case::new()
            .renames(FROM, HANDLER, NEW)
            .knows(FROM, Kind::Generated, Some(OLD))
            .has(FROM, EDIT)
    };
    assert_eq!(
        (edited().word(HANDLER), edited().word(FROM)),
        ("create", "orphan")
    );
    let case = case.has(FROM, OLD);
    assert_eq!((case.word(HANDLER), case.word(FROM)), ("create", "remove"));
}

#[test]
fn of_two_names_after_a_move_that_was_cut_short_the_old_one_goes() {
    let mut case = case()
        .was_writing(HANDLER, Kind::Once, OLD)
        .has(HANDLER, EDIT);
    assert_eq!(
        (case.word(HANDLER), case.word(FROM)),
        ("unchanged", "remove")
    );
    assert_eq!(case.recorded(HANDLER), Some(entry(Kind::Once, Some(OLD))));
    case.apply();
    assert_eq!(case.bytes(HANDLER), EDIT.as_bytes());
    assert!(case.plan().is_clean());
}

#[test]
fn of_two_names_both_stay_once_their_texts_differ() {
    let case = case()
        .was_writing(HANDLER, Kind::Once, OLD)
        .has(HANDLER, "mine\n");
    assert_eq!(
        (case.word(HANDLER), case.word(FROM)),
        ("unchanged", "orphan")
    );
}

#[test]
fn two_files_with_one_text_are_two_without_a_rename() {
    let case = Case::new()
        .renders(HANDLER, Ownership::Once, NEW)
        .knows(HANDLER, Kind::Once, Some(OLD))
        .knows(FROM, Kind::Once, Some(OLD))
        .has(HANDLER, EDIT)
        .has(FROM, EDIT);
    assert_eq!(
        (case.word(HANDLER), case.word(FROM)),
        ("unchanged", "orphan")
    );
}
