//! Which security descriptors are accepted for the provider's own checks: only those that Windows evaluates completely.

use crate::script::{Script, Thing};
use crate::session::{Session, names};
use crate::wmi::SecurityDescriptor;
use crate::wmi_core::Client;

/// Descriptors of which a part would not count, and what is said of it. Windows reads each of them.
const REFUSED: &[(&str, &str)] = &[
    (
        "O:SYG:SYD:(D;;GA;;;WD)(A;;0x1;;;WD)",
        "entry 1 of the access list: generic rights",
    ),
    ("O:SYG:SYD:(D;;GR;;;WD)(A;;0x1;;;WD)", "generic rights"),
    ("O:SYG:SYD:(D;;GW;;;WD)(A;;0x1;;;WD)", "generic rights"),
    ("O:SYG:SYD:(D;;GX;;;WD)(A;;0x1;;;WD)", "generic rights"),
    ("O:SYG:SYD:(A;;GA;;;WD)", "generic rights"),
    (
        "O:SYG:SYD:(D;;0x10000000;;;WD)(A;;0x1;;;WD)",
        "generic rights",
    ),
    (
        "O:SYG:SYD:(D;;0x80000001;;;WD)(A;;0x1;;;WD)",
        "generic rights",
    ),
    (
        "O:SYG:SYD:(A;;0x2000001;;;WD)",
        "rights that cannot be asked for",
    ),
    (
        "O:SYG:SYD:(D;;0x1000001;;;WD)",
        "rights that cannot be asked for",
    ),
    (
        "O:SYG:SYD:(D;;RCWDWO;;;WD)(A;;0x1;;;WD)",
        "no right that can be asked for",
    ),
    (
        "O:SYG:SYD:(D;;;;;WD)(A;;0x1;;;WD)",
        "no right that can be asked for",
    ),
    (
        "O:SYG:SYD:(D;IO;0x1;;;WD)(A;;0x1;;;WD)",
        "only there to be inherited",
    ),
    (
        "O:SYG:SYD:(D;OICIIO;0x1;;;WD)(A;;0x1;;;WD)",
        "only there to be inherited",
    ),
    ("O:SYG:SYD:(D;;0x1;;;CO)(A;;0x1;;;WD)", "CREATOR OWNER"),
    ("O:SYG:SYD:(D;;0x1;;;CG)(A;;0x1;;;WD)", "CREATOR GROUP"),
    ("O:SYG:SYD:(D;;0x1;;;PS)(A;;0x1;;;WD)", "PRINCIPAL SELF"),
    (
        "O:SYG:SYD:(D;;0x1;;;S-1-16-8192)(A;;0x1;;;WD)",
        "a level of integrity",
    ),
    (
        "O:SYG:SYD:(A;;0x1;;;WD)(D;;0x1;;;WD)",
        "entry 2 of the access list: it denies what",
    ),
    ("O:SYG:SYD:(AU;SA;0x1;;;WD)", "its type is AU"),
    ("O:SYG:SYD:(A;;0x1;;;WD)S:(AU;SA;0x1;;;WD)", "leave S: out"),
    ("O:SYG:SYD:(A;;0x1;;;WD)S:(ML;;NW;;;LW)", "leave S: out"),
    ("D:(A;;0x1;;;WD)", "no owner: write O:"),
    ("G:SYD:(A;;0x1;;;WD)", "no owner: write O:"),
    ("O:SYD:(A;;0x1;;;WD)", "no group: write G:"),
    ("O:SYG:SY", "write D:"),
];

/// Descriptors that not every Windows reads, and that are refused by those that do.
const REFUSED_OR_NOT_READ: &[&str] = &[
    "O:SYG:SYD:(OD;;0x1;bf967aba-0de6-11d0-a285-00aa003049e2;;WD)(A;;0x1;;;WD)",
    "O:SYG:SYD:(OA;;0x1;bf967aba-0de6-11d0-a285-00aa003049e2;;WD)",
    "O:SYG:SYD:(OD;;0x1;;;WD)(A;;0x1;;;WD)",
    "O:SYG:SYD:(XD;;0x1;;;WD;(Member_of {SID(BA)}))(A;;0x1;;;WD)",
    "O:SYG:SYD:(XA;;0x1;;;WD;(@User.Title == \"x\"))",
    "O:SYG:SYD:(A;;0x1;;;WD)S:(RA;;;;;WD;(\"x\",TS,0,\"y\"))",
    "O:SYG:SYD:(A;;0x1;;;WD)S:(SP;;;;;S-1-17-1)",
    "O:SYG:SYD:(A;;0x1;;;WD)S:",
    "O:SYG:SYD:(A;;0x1;;;WD)\0(D;;0x1;;;WD)",
];

#[test]
fn a_descriptor_of_which_a_part_would_not_count_is_refused() {
    let mut wrong = Vec::new();
    for (sddl, because) in REFUSED {
        match SecurityDescriptor::from_sddl(sddl) {
            Ok(_) => wrong.push(format!("{sddl} was taken")),
            Err(error) if error.to_string().contains(because) => {}
            Err(error) => wrong.push(format!("{sddl}: {error}")),
        }
    }
    for sddl in REFUSED_OR_NOT_READ {
        if SecurityDescriptor::from_sddl(sddl).is_ok() {
            wrong.push(format!("{sddl} was taken"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_descriptor_that_counts_as_a_whole_is_taken() {
    for sddl in [
        "O:SYG:SYD:",
        "O:SYG:SYD:(A;;0x1;;;BA)",
        "O:SYG:SYD:P(D;;0x8000;;;BG)(A;;0x1;;;BA)(A;;0x3;;;S-1-5-21-1-2-3-4)",
        "O:BAG:BAD:AI(A;OICIID;FA;;;BA)(A;ID;FR;;;BU)",
        "O:SYG:SYD:(A;;CCDCLC;;;OW)",
    ] {
        let read = SecurityDescriptor::from_sddl(sddl);
        assert!(read.is_ok(), "{sddl}: {:?}", read.err());
    }
}

/// Rights that no list decides about: none, generic ones, the largest possible, the owner's.
const NOT_ASKED: [u32; 12] = [
    0,
    0x1000_0000,
    0x2000_0000,
    0x4000_0000,
    0x8000_0000,
    0x8000_0001,
    0x0200_0000,
    0x0100_0000,
    0x0002_0000,
    0x0004_0001,
    0x0008_0000,
    0x0020_0000,
];

#[test]
fn a_right_that_no_list_decides_about_is_an_error_and_never_allowed() {
    let descriptor = SecurityDescriptor::from_sddl("O:WDG:WDD:(A;;FA;;;WD)").expect("it is one");
    let script = Script::new().step("a", move |client| {
        assert!(client.allows(&descriptor, 0x0011_01FF)?);
        for access in NOT_ASKED {
            let asked = client.allows(&descriptor, access);
            let failed = asked.is_err_and(|error| !error.is_denied() && !error.is_not_found());
            assert!(failed, "0x{access:X}");
        }
        Ok(Thing::new("a"))
    });
    let session = Session::start(script);
    assert_eq!(names(&session.get(&Client::impersonate(), "a")), ["a"]);
}
