//! The tables of codes, in every form of a code; what decides where errors wrap one another.

use std::error::Error as StdError;
use std::io::{self, ErrorKind};

use crate::codes_hresult::HRESULT;
use crate::codes_nt::NT;
use crate::codes_win32::WIN32;
use crate::meaning::Meaning;

/// A Win32 error as an `HRESULT`, as `HRESULT_FROM_WIN32` makes it.
const HRESULT_OF_WIN32: u32 = 0x8007_0000;

/// A Win32 error as an `NTSTATUS`, as `NTSTATUS_FROM_WIN32` makes it.
const NTSTATUS_OF_WIN32: u32 = 0xC007_0000;

/// The bit by which `HRESULT_FROM_NT` marks an `NTSTATUS`.
const FACILITY_NT_BIT: u32 = 0x1000_0000;

fn has(table: &[(u32, Meaning)], code: u32) -> bool {
    table.iter().any(|(there, _)| *there == code)
}

fn hresult(code: u32) -> Meaning {
    Meaning::of_hresult(code.cast_signed())
}

#[test]
fn every_row_is_found_in_every_form_of_its_code() {
    for &(code, meaning) in WIN32 {
        assert_eq!(Meaning::of_win32(code), meaning, "{code}");
        for form in [HRESULT_OF_WIN32, NTSTATUS_OF_WIN32] {
            assert_eq!(hresult(form | code), meaning, "{code}");
            assert_eq!(Meaning::of_win32(form | code), meaning, "{code}");
        }
        // By itself it would be a success.
        assert_eq!(hresult(code), Meaning::Failure, "{code}");
    }
    for &(code, meaning) in HRESULT {
        assert_eq!(hresult(code), meaning, "0x{code:08X}");
        assert_eq!(Meaning::of_win32(code), meaning, "0x{code:08X}");
    }
    for &(code, meaning) in NT {
        assert_eq!(hresult(code), meaning, "0x{code:08X}");
        assert_eq!(hresult(code | FACILITY_NT_BIT), meaning, "0x{code:08X}");
        assert_eq!(Meaning::of_win32(code), meaning, "0x{code:08X}");
    }
}

#[test]
fn no_code_is_there_twice_and_each_is_in_its_own_table() {
    for table in [WIN32, HRESULT, NT] {
        assert!(table.is_sorted_by(|(one, _), (next, _)| one < next));
    }
    assert!(WIN32.iter().all(|(code, _)| (1..=0xFFFF).contains(code)));
    for (code, _) in HRESULT.iter().chain(NT) {
        assert!(
            *code > 0xFFFF && code & FACILITY_NT_BIT == 0,
            "0x{code:08X}"
        );
        let other_form = [HRESULT_OF_WIN32, NTSTATUS_OF_WIN32].contains(&(code & 0xFFFF_0000));
        assert!(!other_form, "0x{code:08X} is a Win32 error");
        assert!(!has(HRESULT, *code) || !has(NT, *code));
    }
}

#[test]
fn every_code_that_means_access_denied_is_a_denial() {
    let win32 = [5, 65, 740, 1260, 1314, 1346, 1347, 1385, 6002, 8344];
    let other = [
        0x8001_011B,
        0x8003_0005,
        0x8004_1003,
        0x8004_1062,
        0x8009_0010,
    ];
    let status = [
        0xC000_0022,
        0xC000_0061,
        0xC000_00A5,
        0xC000_00A6,
        0xC000_00CA,
        0xC000_0201,
        0xC000_0293,
        0xC000_042C,
    ];
    for code in win32.into_iter().chain(other).chain(status) {
        assert_eq!(Meaning::of_win32(code), Meaning::Denied, "0x{code:08X}");
    }
}

#[test]
fn absences_are_no_failures_and_failures_no_absences() {
    for code in [
        2,
        3,
        1060,
        1168,
        1317,
        2221,
        0x8004_1002,
        0x8003_0002,
        0xC000_0034,
    ] {
        assert_eq!(Meaning::of_win32(code), Meaning::Absent, "0x{code:08X}");
    }
    // A dead server, a missing share, a missing drive, an orphaned SID, a wrong password, a disabled account.
    for code in [
        53,
        67,
        15,
        1332,
        1326,
        1331,
        0xC000_00BE,
        0xC000_0073,
        0x8009_030C,
    ] {
        assert_eq!(Meaning::of_win32(code), Meaning::Failure, "0x{code:08X}");
    }
    for code in [0x8000_4005, 0x8007_000E, 0x8004_1001, 0x8007_FFFF, 0, 2, 5] {
        assert_eq!(hresult(code), Meaning::Failure, "0x{code:08X}");
    }
}

#[test]
fn a_code_beats_a_kind_and_the_kind_decides_without_one() {
    use ErrorKind::{AlreadyExists, NotFound, Other, PermissionDenied, TimedOut};
    for code in (0..=0xFFFF).chain([0x8007_0005, 0xC000_0022, 0x8000_4005, u32::MAX]) {
        for kind in [PermissionDenied, NotFound, Other, TimedOut, AlreadyExists] {
            let sorted = Meaning::of_code_or_kind(Some(code), kind);
            assert_eq!(sorted, Some(Meaning::of_win32(code)), "{code}, {kind}");
        }
    }
    let of_kind = |kind| Meaning::of_error(&io::Error::from(kind));
    assert_eq!(of_kind(PermissionDenied), Meaning::Denied);
    assert_eq!(of_kind(NotFound), Meaning::Absent);
    assert_eq!(of_kind(TimedOut), Meaning::Failure);
}

/// The codes to which std's `decode_error_kind` gives one of the two kinds: a code that it knows and the tables do
/// not was not thought about.
#[test]
fn what_the_standard_library_takes_for_one_of_the_two_is_in_the_table() {
    for code in [2, 3, 5, 15, 53, 67, 10013] {
        assert!(has(WIN32, code), "{code}");
    }
    #[cfg(windows)]
    for code in 0..=0xFFFF_u32 {
        let error = io::Error::from_raw_os_error(code.cast_signed());
        if matches!(
            error.kind(),
            ErrorKind::PermissionDenied | ErrorKind::NotFound
        ) {
            assert!(has(WIN32, code), "{code}");
        }
        assert_eq!(Meaning::of_error(&error), Meaning::of_win32(code), "{code}");
    }
}

/// One of the provider's own errors, around another.
#[derive(Debug)]
struct Around(Box<dyn StdError>);

impl std::fmt::Display for Around {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("around")
    }
}

impl StdError for Around {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}

#[test]
fn the_innermost_cause_that_is_known_decides() {
    let windows =
        |code: u32| windows_core::Error::from_hresult(windows_core::HRESULT(code.cast_signed()));
    let denied = || io::Error::from(ErrorKind::PermissionDenied);
    let of = |error: &(dyn StdError + 'static)| Meaning::of_error(error);
    assert_eq!(of(&windows(0x8007_0005)), Meaning::Denied);
    assert_eq!(of(&Around(denied().into())), Meaning::Denied);
    assert_eq!(of(&io::Error::other(denied())), Meaning::Denied);
    let deep = io::Error::other(Around(io::Error::other(denied()).into()).to_string());
    assert_eq!(of(&deep), Meaning::Failure, "a text wraps nothing");
    assert_eq!(
        of(&io::Error::new(ErrorKind::NotFound, denied())),
        Meaning::Denied
    );
    assert_eq!(
        of(&io::Error::new(ErrorKind::NotFound, "a text")),
        Meaning::Absent
    );
    // A failure that is known is not overruled by what was said of it later.
    let dead = Around(windows(0x8007_0035).into());
    assert_eq!(of(&dead), Meaning::Failure);
    let taken_for_absent = io::Error::new(ErrorKind::NotFound, windows(0x8007_0035));
    assert_eq!(of(&taken_for_absent), Meaning::Failure);
    assert_eq!(of(&std::fmt::Error), Meaning::Failure);
}
