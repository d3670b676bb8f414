//! What a run wrote that was cut short is wmigen's, whatever the spec says by then.

use super::case::{Case, entry};
use super::*;
use crate::regen::lock::Kind;

#[test]
fn what_the_journal_knows_is_updated() {
    let case = |written: &str, on_disk: &str| {
        Case::new()
            .renders(GENERATED, Ownership::Generated, NEW)
            .knows(GENERATED, Kind::Generated, Some(OLD))
            .was_writing(GENERATED, Kind::Generated, written)
            .has(GENERATED, on_disk)
    };
    // Before the run came to it, and after.
    assert_eq!(case("between\n", OLD).word(GENERATED), "update");
    assert_eq!(case("between\n", "between\n").word(GENERATED), "update");
    assert_eq!(case("between\n", "between\r\n").word(GENERATED), "update");
    assert_eq!(case("between\n", EDIT).word(GENERATED), "edited");
    assert_eq!(case("between\n", NEW).word(GENERATED), "unchanged");
}

#[test]
fn two_runs_in_a_row_are_known() {
    for on_disk in [OLD, "second\n", "third\n"] {
        let case = Case::new()
            .renders(GENERATED, Ownership::Generated, NEW)
            .knows(GENERATED, Kind::Generated, Some(OLD))
            .was_writing(GENERATED, Kind::Generated, "second\n")
            .was_writing(GENERATED, Kind::Generated, "third\n")
            .has(GENERATED, on_disk);
        assert_eq!(case.word(GENERATED), "update", "{on_disk}");
    }
}

#[test]
fn a_journal_alone_asks_for_a_run_that_settles_it() {
    let mut case = Case::new()
        .renders(GENERATED, Ownership::Generated, NEW)
        .knows(GENERATED, Kind::Generated, Some(NEW))
        .has(GENERATED, NEW)
        .was_writing(GENERATED, Kind::Generated, NEW);
    assert!(!case.plan().is_idle());
    case.apply();
    assert!(case.lock.is_settled());
    assert!(case.plan().is_clean());
}

#[test]
fn what_only_the_journal_knows_and_nothing_renders_is_removed() {
    let case = Case::new()
        .was_writing(GENERATED, Kind::Generated, OLD)
        .has(GENERATED, OLD);
    assert_eq!(case.word(GENERATED), "remove");
    assert_eq!(case.recorded(GENERATED), None);
    let edited = Case::new()
        .was_writing(GENERATED, Kind::Generated, OLD)
        .has(GENERATED, EDIT);
    assert_eq!(edited.word(GENERATED), "orphan");
    let users = Case::new()
        .was_writing(HANDLER, Kind::Once, OLD)
        .has(HANDLER, OLD);
    assert_eq!(users.word(HANDLER), "orphan", "the user may have it by now");
    let gone = Case::new().was_writing(GENERATED, Kind::Generated, OLD);
    assert!(gone.plan().steps.is_empty());
}

#[test]
fn what_was_taken_over_in_a_run_that_was_cut_short_is_the_users() {
    let case = Case::new()
        .renders(GENERATED, Ownership::Generated, NEW)
        .knows(GENERATED, Kind::Generated, Some(OLD))
        .was_writing(GENERATED, Kind::Ejected, OLD)
        .has(GENERATED, EDIT);
    assert_eq!(case.word(GENERATED), "unchanged");
    assert_eq!(
        case.recorded(GENERATED),
        Some(entry(Kind::Ejected, Some(OLD)))
    );
}

/// The crate's `.gitattributes` keeps git from making such a file; where it does not, what git merged is not what wmigen
/// wrote, with markers or without.
#[test]
fn a_generated_file_with_conflict_markers_is_an_edited_one() {
    let case = Case::new()
        .renders(GENERATED, Ownership::Generated, NEW)
        .knows(GENERATED, Kind::Generated, Some("ours\n"))
        .was_writing(GENERATED, Kind::Generated, "theirs\n")
        .has(
            GENERATED,
            "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> topic\n",
        );
    assert_eq!(case.word(GENERATED), "edited");
}

#[test]
fn a_lock_in_conflict_is_written_anew_and_knows_both_sides() {
    let side = |text: &str| {
        let mut lock = Lock::new();
        lock.files
            .insert(path(GENERATED), entry(Kind::Generated, Some(text)));
        lock.to_text().expect("a lock")
    };
    let text = format!(
        "<<<<<<< HEAD\n{}=======\n{}>>>>>>> topic\n",
        side(OLD),
        side("theirs\n")
    );
    for on_disk in [OLD, "theirs\n", NEW] {
        let mut case = Case::new()
            .renders(GENERATED, Ownership::Generated, NEW)
            .has(GENERATED, on_disk);
        case.lock = Lock::read(&text).expect("two sides");
        assert_eq!(case.plan().lock, Some(done(GENERATED)));
        case.apply();
        assert_eq!(case.bytes(GENERATED), NEW.as_bytes());
        assert!(case.lock.is_settled() && case.plan().is_clean());
    }
}
