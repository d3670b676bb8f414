//! Descriptors that are taken, refused and broken, put together byte by byte. `policy/descriptors.rs` has them in
//! the language that they are written in, as Windows reads it.

use crate::descriptor::{judge, judge_access};

const EVERYONE: &[u8] = &[1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
const SYSTEM: &[u8] = &[1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0];

fn sid(authority: u8, numbers: &[u32]) -> Vec<u8> {
    let count = u8::try_from(numbers.len()).expect("a SID is short");
    let mut sid = vec![1, count, 0, 0, 0, 0, 0, authority];
    sid.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    sid
}

fn entry(kind: u8, flags: u8, mask: u32, sid: &[u8]) -> Vec<u8> {
    let size = u16::try_from(8 + sid.len()).expect("an entry is short");
    let mut entry = vec![kind, flags];
    entry.extend(size.to_le_bytes());
    entry.extend(mask.to_le_bytes());
    entry.extend(sid);
    entry
}

fn list(entries: &[Vec<u8>]) -> Vec<u8> {
    let size = 8 + entries.iter().map(Vec::len).sum::<usize>();
    let numbers =
        [size, entries.len(), 0].map(|number| u16::try_from(number).expect("a list is short"));
    let mut list = vec![2, 0];
    list.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    list.extend(entries.concat());
    list
}

/// A descriptor of these parts: owner, group, system access list, access list. A part that is empty is not there.
fn descriptor(parts: [&[u8]; 4]) -> Vec<u8> {
    let [_, _, system, access] = parts.map(|part| u16::from(!part.is_empty()));
    let control = 0x8000 | system << 4 | access << 2;
    let mut descriptor = vec![1, 0];
    descriptor.extend(control.to_le_bytes());
    let mut offset = 20_u32;
    for part in parts {
        let at = if part.is_empty() { 0 } else { offset };
        descriptor.extend(at.to_le_bytes());
        offset += u32::try_from(part.len()).expect("a part is short");
    }
    descriptor.extend(parts.concat());
    descriptor
}

fn with(entries: &[Vec<u8>]) -> Vec<u8> {
    descriptor([SYSTEM, SYSTEM, &[], &list(entries)])
}

fn assert_refused(descriptor: &[u8], because: &str) {
    let refused = judge(descriptor).expect_err(because);
    assert!(refused.contains(because), "{refused}, and not {because}");
}

#[test]
fn what_is_weighed_is_taken() {
    let admins = sid(5, &[32, 544]);
    assert_eq!(judge(&with(&[])), Ok(()));
    assert_eq!(judge(&with(&[entry(0, 0, 1, EVERYONE)])), Ok(()));
    // As a file's rights are, and inherited.
    let of_file = entry(0, 0x13, 0x001F_01FF, &admins);
    let several = [
        entry(1, 0, 0x0011_8000, EVERYONE),
        of_file,
        entry(0, 4, 3, EVERYONE),
    ];
    assert_eq!(judge(&with(&several)), Ok(()));
}

#[test]
fn a_part_that_is_missing_or_not_weighed_is_refused() {
    let access = list(&[entry(0, 0, 1, EVERYONE)]);
    assert_refused(
        &descriptor([&[], SYSTEM, &[], &access]),
        "no owner: write O:",
    );
    assert_refused(
        &descriptor([SYSTEM, &[], &[], &access]),
        "no group: write G:",
    );
    assert_refused(
        &descriptor([SYSTEM, SYSTEM, &[], &[]]),
        "everybody everything: write D:",
    );
    assert_refused(
        &descriptor([SYSTEM, SYSTEM, &list(&[]), &access]),
        "leave S: out",
    );
    // There, and NULL.
    let mut null = descriptor([SYSTEM, SYSTEM, &[], &[]]);
    null[2] |= 4;
    assert_refused(&null, "everybody everything: write D:");
}

#[test]
fn every_other_type_of_entry_is_refused() {
    for kind in 2..=u8::MAX {
        let refused = with(&[entry(0, 0, 1, EVERYONE), entry(kind, 0, 1, EVERYONE)]);
        assert_refused(&refused, "entry 2 of the access list: its type is ");
    }
    assert_refused(
        &with(&[entry(6, 0, 1, EVERYONE)]),
        "OD, which is for a property",
    );
}

#[test]
fn flags_that_take_an_entry_out_are_refused() {
    assert_refused(&with(&[entry(1, 0x0B, 1, EVERYONE)]), "leave IO out");
    for flags in [0x20, 0x40, 0x80] {
        assert_refused(
            &with(&[entry(0, flags, 1, EVERYONE)]),
            "those of audits and filters",
        );
    }
}

#[test]
fn every_right_that_is_not_weighed_is_refused() {
    for bit in 0..32 {
        let mask = 1_u32 << bit;
        let because = match bit {
            0..=16 | 20 => "",
            17..=19 => "no right that can be asked for",
            28..=31 => "generic rights (GA, GR, GW, GX)",
            _ => "cannot be asked for",
        };
        let made = with(&[entry(1, 0, mask, EVERYONE)]);
        if because.is_empty() {
            assert_eq!(judge(&made), Ok(()), "0x{mask:X}");
            assert_eq!(judge_access(mask), Ok(()), "0x{mask:X}");
        } else {
            assert_refused(&made, because);
            assert!(
                judge_access(mask).is_err() && judge_access(mask | 1).is_err(),
                "0x{mask:X}"
            );
        }
    }
    assert_refused(
        &with(&[entry(0, 0, 0, EVERYONE)]),
        "no right that can be asked for",
    );
    assert!(judge_access(0).is_err());
}

#[test]
fn entries_for_nobody_are_refused() {
    for (authority, numbers) in [
        (3, vec![0]),
        (3, vec![1]),
        (3, vec![2]),
        (3, vec![3]),
        (5, vec![10]),
        (16, vec![0x3000]),
        (19, vec![512, 4096]),
    ] {
        assert_refused(
            &with(&[entry(1, 0, 1, &sid(authority, &numbers))]),
            "nobody comes as that",
        );
    }
    // The rights of the owner, whom Windows knows.
    assert_eq!(judge(&with(&[entry(0, 0, 1, &sid(3, &[4]))])), Ok(()));
}

#[test]
fn an_entry_that_denies_too_late_is_refused() {
    let (grants, denies) = (entry(0, 0, 1, EVERYONE), entry(1, 0, 1, EVERYONE));
    assert_eq!(judge(&with(&[denies.clone(), grants.clone()])), Ok(()));
    assert_refused(
        &with(&[grants, denies]),
        "entry 2 of the access list: it denies what",
    );
}

#[test]
fn what_is_broken_is_refused_and_nothing_worse() {
    let whole = with(&[
        entry(1, 0, 1, EVERYONE),
        entry(0, 0, 3, &sid(5, &[32, 544])),
    ]);
    assert_eq!(judge(&whole), Ok(()));
    for end in 0..whole.len() {
        assert_refused(&whole[..end], "");
    }
    for at in 0..whole.len() {
        for byte in 0..=u8::MAX {
            let mut changed = whole.clone();
            changed[at] = byte;
            // Whatever it says of it, it comes to an end.
            let _ = judge(&changed);
        }
    }
}
