use super::text::{Fault, Text};
use super::{Descriptor, Entry, Inheritance, Purpose, Sid, read};
use crate::model::access::DESCRIPTOR as RULE;
use crate::model::namespace::DESCRIPTOR as NAMESPACE;
use proptest::prelude::*;

fn entries(text: &str) -> Result<Vec<Entry>, Fault> {
    read(&mut Text::of(text), &RULE).map(|descriptor| descriptor.entries)
}

/// The text that a fault points at.
fn at(text: &str) -> String {
    at_for(text, &RULE)
}

fn at_for(text: &str, purpose: &Purpose) -> String {
    let fault = read(&mut Text::of(text), purpose).expect_err(text);
    text.get(fault.at.clone()).unwrap_or_default().to_owned()
}

#[test]
fn a_descriptor_is_read_with_all_of_its_parts() {
    let read = entries("O:SYG:S-1-5-18D:(D;;0x2;;;BG)(A;;CCDCRPDT;;;BA)(A;;17;;;S-1-5-21-1-2-3-4)");
    let read = read.expect("entries");
    let short: Vec<_> = read
        .iter()
        .map(|one| (one.denies, one.mask, one.sid.to_string()))
        .collect();
    assert_eq!(
        short,
        [
            (true, 0x2, "S-1-5-32-546".to_owned()),
            (false, 0x53, "S-1-5-32-544".to_owned()),
            (false, 0x11, "S-1-5-21-1-2-3-4".to_owned()),
        ]
    );
}

#[test]
fn each_fault_is_pointed_at() {
    for (text, place) in [
        ("", ""),
        ("G:SYD:(A;;0x1;;;BA)", "G"),
        ("o:SYG:SYD:(A;;0x1;;;BA)", "o:"),
        ("O:G:SYD:(A;;0x1;;;BA)", "G"),
        ("O:XXG:SYD:(A;;0x1;;;BA)", "XX"),
        ("O:SYD:(A;;0x1;;;BA)", "D"),
        ("O:SYG:DAD:(A;;0x1;;;BA)", "DA"),
        ("O:SYG:SY", ""),
        ("O:SYG:SYS:(AU;;0x1;;;BA)", "S"),
        ("O:SYG:SYD:", ""),
        ("O:SYG:SYD:NO_ACCESS_CONTROL", "NO_ACCESS_CONTROL"),
        ("O:SYG:SYD:PAI(A;;0x1;;;BA)", "PAI"),
        ("O:SYG:SYD:(A;;0x1;;;BA) ", " "),
        ("O:SYG:SYD: (A;;0x1;;;BA)", " "),
        ("O:SYG:SYD:(A;;0x1;;;BA)S:(AU;;0x1;;;BA)", "S"),
        ("O:SYG:SYD:(A;;0x1;;;BA)x", "x"),
        ("O:SYG:SYD:(OA;;0x1;;;BA)", "OA"),
        ("O:SYG:SYD:(a;;0x1;;;BA)", "a"),
        ("O:SYG:SYD:(;;0x1;;;BA)", ";"),
        ("O:SYG:SYD:(A;CI;0x1;;;BA)", "CI"),
        ("O:SYG:SYD:(A;;;;;BA)", ";"),
        ("O:SYG:SYD:(A;;0x0;;;BA)", "0x0"),
        ("O:SYG:SYD:(A;;0;;;BA)", "0"),
        ("O:SYG:SYD:(A;;01;;;BA)", "01"),
        ("O:SYG:SYD:(A;;0x;;;BA)", "0x"),
        ("O:SYG:SYD:(A;;0x+1;;;BA)", "0x+1"),
        ("O:SYG:SYD:(A;;0x100000001;;;BA)", "0x100000001"),
        ("O:SYG:SYD:(A;;0x80000000;;;BA)", "0x80000000"),
        ("O:SYG:SYD:(A;;0x20;;;BA)", "0x20"),
        ("O:SYG:SYD:(A;;GA;;;BA)", "GA"),
        ("O:SYG:SYD:(A;;CCX;;;BA)", "CCX"),
        ("O:SYG:SYD:(A;;CCé;;;BA)", "CCé"),
        ("O:SYG:SYD:(A;;WP;;;BA)", "WP"),
        ("O:SYG:SYD:(A;;0x1;guid;;BA)", "guid"),
        ("O:SYG:SYD:(A;;0x1;;guid;BA)", "guid"),
        ("O:SYG:SYD:(A;;0x1;;;)", ")"),
        ("O:SYG:SYD:(A;;0x1;;;ba)", "ba"),
        ("O:SYG:SYD:(A;;0x1;;;DA)", "DA"),
        ("O:SYG:SYD:(A;;0x1;;;CO)", "CO"),
        ("O:SYG:SYD:(A;;0x1;;;OW)", "OW"),
        ("O:SYG:SYD:(A;;0x1;;;AN)", "AN"),
        ("O:SYG:SYD:(A;;0x1;;;S-1-5)", "S-1-5"),
        ("O:SYG:SYD:(A;;0x1;;;BA", "BA"),
        ("O:SYG:SYD:(A;;0x1)", "0x1)"),
        ("O:SYG:SYD:(XA;;0x1;;;BA;(1))", "XA"),
        ("O:SYG:SYD:(A;;0x1;;;BA;x)", "x"),
        ("O:SYG:SYD:(A;;0x1;;;BA)(D;;0x1;;;BG)", "("),
    ] {
        assert_eq!(at(text), place, "{text}: {:?}", entries(text));
    }
}

#[test]
fn a_descriptor_in_memory_is_as_windows_lays_it_out() {
    let descriptor = Descriptor {
        owner: Sid::SYSTEM,
        group: Sid::SYSTEM,
        is_protected: false,
        entries: entries("O:SYG:SYD:(D;;0x2;;;WD)(A;;0x1;;;BA)").expect("entries"),
    };
    let written = "O:S-1-5-18G:S-1-5-18D:(D;;0x2;;;S-1-1-0)(A;;0x1;;;S-1-5-32-544)";
    assert_eq!(descriptor.to_string(), written);
    let system = [0x0000_0101, 0x0500_0000, 18];
    let expected = [
        &[0x8004_0001, 20, 32, 0, 44][..],
        &system,
        &system,
        &[0x0034_0002, 2],
        &[0x0014_0001, 2, 0x0000_0101, 0x0100_0000, 0],
        &[0x0018_0000, 1, 0x0000_0201, 0x0500_0000, 32, 544],
    ];
    assert_eq!(descriptor.words(), expected.concat());
}

#[test]
fn the_descriptor_of_a_namespace_has_rights_and_flags_of_its_own() {
    let text = "O:BAG:SYD:P(D;CI;0x40000;;;BG)(A;CINP;CCDCLCSWRPWPDTLORCWD;;;BA)(A;CIIO;0x21;;;AU)";
    let read = read(&mut Text::of(text), &NAMESPACE).expect("a descriptor");
    assert!(read.is_protected);
    let flags = |below, one_level, only_below| Inheritance {
        below,
        one_level,
        only_below,
    };
    let short: Vec<_> = read
        .entries
        .iter()
        .map(|one| (one.denies, one.mask, one.inheritance))
        .collect();
    assert_eq!(
        short,
        [
            (true, 0x40000, flags(true, false, false)),
            (false, 0x600FF, flags(true, true, false)),
            (false, 0x21, flags(true, false, true)),
        ]
    );
    assert_eq!(
        read.to_string(),
        "O:S-1-5-32-544G:S-1-5-18D:P(D;CI;0x40000;;;S-1-5-32-546)(A;CINP;0x600FF;;;S-1-5-32-544)\
         (A;CIIO;0x21;;;S-1-5-11)"
    );
    // Protected, and the flags of an entry in the second byte of its header.
    assert_eq!(read.words()[0], 0x9004_0001);
    let list = usize::try_from(read.words()[4] / 4).expect("a place");
    assert_eq!(read.words()[list + 2] & 0xFFFF, 0x0201);
}

#[test]
fn each_fault_of_a_namespace_s_descriptor_is_pointed_at() {
    for (text, place) in [
        ("", ""),
        ("D:(A;;0x1;;;BA)", "D"),
        ("O:BAD:(A;;0x1;;;BA)", "D"),
        ("O:BAG:BA", ""),
        ("o:BAG:BAD:(A;;0x1;;;BA)", "o:"),
        ("O:baG:BAD:(A;;0x1;;;BA)", "ba"),
        ("O:BAG:BAD:", ""),
        ("O:BAG:BAD:P", ""),
        ("O:BAG:BAD:NO_ACCESS_CONTROL", "NO_ACCESS_CONTROL"),
        ("O:BAG:BAD:PAI(A;;0x1;;;BA)", "PAI"),
        ("O:BAG:BAD:p(A;;0x1;;;BA)", "p"),
        ("O:BAG:BAD:P(A;;0x1;;;BA)S:(AU;SA;0x1;;;WD)", "S"),
        ("O:BAG:BAD:P(AU;;0x1;;;BA)", "AU"),
        ("O:BAG:BAD:P(XA;;0x1;;;BA;(1))", "XA"),
        ("O:BAG:BAD:P(A;ci;0x1;;;BA)", "ci"),
        ("O:BAG:BAD:P(A;OICI;0x1;;;BA)", "OICI"),
        ("O:BAG:BAD:P(A;CIID;0x1;;;BA)", "CIID"),
        ("O:BAG:BAD:P(A;CICI;0x1;;;BA)", "CICI"),
        ("O:BAG:BAD:P(A;C;0x1;;;BA)", "C"),
        ("O:BAG:BAD:P(A;IO;0x1;;;BA)", "IO"),
        ("O:BAG:BAD:P(A;NP;0x1;;;BA)", "NP"),
        ("O:BAG:BAD:P(A;CI;0x4;;;BA)", "0x4"),
        ("O:BAG:BAD:P(A;CI;LCCC;;;BA)", "LCCC"),
        ("O:BAG:BAD:P(A;CI;0x100;;;BA)", "0x100"),
        ("O:BAG:BAD:P(A;CI;0x10001;;;BA)", "0x10001"),
        ("O:BAG:BAD:P(A;CI;0x10000000;;;BA)", "0x10000000"),
        ("O:BAG:BAD:P(A;CI;CR;;;BA)", "CR"),
        ("O:BAG:BAD:P(A;CI;0x1;;;CO)", "CO"),
        ("O:BAG:BAD:P(A;CI;0x1;;;BA)(D;CI;0x1;;;BG)", "("),
    ] {
        assert_eq!(at_for(text, &NAMESPACE), place, "{text}");
    }
}

#[test]
fn a_sid_is_read_as_it_is_written() {
    let longest = format!("S-1-5{}", "-4294967295".repeat(15));
    for text in ["S-1-1-0", "S-1-5-32-544", "S-1-0x123456789ABC-1", &longest] {
        let sid = Sid::parse(text).expect(text);
        assert_eq!(sid.to_string(), text);
    }
    let too_long = format!("{longest}-1");
    for text in [
        "",
        "S",
        "S-1",
        "S-1-",
        "S-1-5",
        "S-1-5-",
        "s-1-5-18",
        "S-2-5-18",
        "S-1-5-018",
        "S-1-5-+1",
        "S-1-5--1",
        "S-1-5-4294967296",
        "S-1-4294967296-1",
        "S-1-0x12-1",
        "S-1-0x12345678+ABC-1",
        "S-1-5-1 ",
        &too_long,
    ] {
        assert!(Sid::parse(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_the_text_a_fault_lies_in_it(text in "[OGDS:();A0x1BAIC é-]{0,40}", rule in any::<bool>()) {
        let purpose = if rule { &RULE } else { &NAMESPACE };
        if let Err(fault) = read(&mut Text::of(&text), purpose) {
            prop_assert!(fault.at.start < fault.at.end);
            prop_assert!(fault.at.start <= text.len() && text.is_char_boundary(fault.at.start));
            prop_assert!(fault.at.end <= text.len() + 1);
        }
    }

    #[test]
    fn what_is_cut_off_is_no_descriptor(length in 0_usize..56) {
        let whole = "O:SYG:SYD:(D;;0x2;;;BG)(A;;0x53;;;S-1-5-21-1-2-3-1000)";
        let cut = whole.get(..length).unwrap_or(whole);
        // A list may end after any of its entries.
        prop_assert_eq!(entries(cut).is_ok(), cut.ends_with(')'));
    }
}
