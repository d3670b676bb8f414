//! What a crash leaves is not what a user wrote.

use super::case::{Case, entry};
use super::*;
use crate::regen::lock::Kind;

const TEXT: &str = "first\nsecond\nthird\n";

/// What a crash leaves of [`TEXT`].
const TORN: [&[u8]; 8] = [
    b"",
    b"f",
    b"first\nsec",
    b"first\r\nsecond\r\nth",
    b"first\r",
    b"first\nsecond\n\0\0\0\0\0\0",
    b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    b"first\r\n\0\0",
];

/// What a crash does not leave.
const EDITED: [&[u8]; 8] = [
    b"\n",
    b"First",
    b"second\nthird\n",
    b"first\nsecond\nthird\n\n",
    b"first\nmine",
    b"first\0second",
    b"\0\0mine",
    b"\xef\xbb\xbffirst\n",
];

#[test]
fn half_a_generated_file_is_no_edit() {
    for known in [None, Some("old\n"), Some(TEXT)] {
        for bytes in TORN {
            let case = Case::new()
                .renders(GENERATED, Ownership::Generated, TEXT)
                .knows(GENERATED, Kind::Generated, known)
                .has(GENERATED, bytes);
            assert_eq!(case.word(GENERATED), "update", "{bytes:?}");
        }
    }
}

#[test]
fn what_is_not_the_beginning_of_a_generated_file_is_an_edit() {
    for bytes in EDITED {
        let case = Case::new()
            .renders(GENERATED, Ownership::Generated, TEXT)
            .knows(GENERATED, Kind::Generated, Some(TEXT))
            .has(GENERATED, bytes);
        assert_eq!(case.word(GENERATED), "edited", "{bytes:?}");
    }
    // Zeros after the whole text are nobody's but somebody's.
    let case = Case::new()
        .renders(GENERATED, Ownership::Generated, TEXT)
        .knows(GENERATED, Kind::Generated, Some(TEXT))
        .has(GENERATED, format!("{TEXT}\0"));
    assert_eq!(case.word(GENERATED), "edited");
}

#[test]
fn half_a_file_of_the_users_is_made_whole_only_after_a_run_that_was_making_it() {
    for at in [HANDLER, OPTIONAL] {
        for bytes in TORN {
            let case = Case::new()
                .renders(at, Ownership::Once, TEXT)
                .has(at, bytes);
            let cut_short = case.was_writing(at, Kind::Once, TEXT);
            assert_eq!(cut_short.word(at), "update", "{bytes:?}");
            assert_eq!(cut_short.recorded(at), Some(entry(Kind::Once, Some(TEXT))));
            let settled = Case::new()
                .renders(at, Ownership::Once, TEXT)
                .knows(at, Kind::Once, Some(TEXT))
                .has(at, bytes);
            assert_eq!(settled.word(at), "unchanged", "{bytes:?}");
        }
        for bytes in EDITED {
            let case = Case::new()
                .renders(at, Ownership::Once, TEXT)
                .has(at, bytes);
            let case = case.was_writing(at, Kind::Once, TEXT);
            assert_eq!(case.word(at), "unchanged", "{bytes:?}");
        }
    }
}

#[test]
fn half_a_manifest_is_made_whole_only_after_a_run_that_was_making_it() {
    let case = || {
        let case = Case::new().renders(MANIFEST, Ownership::Keys, CARGO);
        case.has(MANIFEST, &CARGO[..20])
    };
    assert_eq!(
        case()
            .was_writing(MANIFEST, Kind::Keys, CARGO)
            .word(MANIFEST),
        "update"
    );
    let known = case().knows(MANIFEST, Kind::Keys, Some(CARGO));
    assert_eq!(
        known.word(MANIFEST),
        "broken",
        "half a string is no TOML, and it is the user's"
    );
}

#[test]
fn what_a_run_did_not_come_to_make_nobody_has_deleted() {
    for at in [HANDLER, OPTIONAL, MANIFEST] {
        let ownership = if at == MANIFEST {
            Ownership::Keys
        } else {
            Ownership::Once
        };
        let case = Case::new().renders(at, ownership, CARGO);
        let case = case.was_writing(at, ownership.into(), CARGO);
        assert_eq!(case.word(at), "create", "{at}");
        assert_eq!(
            case.recorded(at),
            Some(entry(ownership.into(), Some(CARGO)))
        );
    }
}
