//! Forms of numbers, wherever a number may stand.

use std::fmt::Write as _;

use super::{accept, answer};

/// Numbers, and what people write for numbers.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "+1",
    "-1",
    "007",
    "1_000",
    "1__000",
    "1,000",
    "1 000",
    "0x1F",
    "0X1F",
    "0x1f_ff",
    "-0x1",
    "1Fh",
    "0b101",
    "0B101",
    "0o17",
    "017",
    "1..254",
    "1...254",
    "1-254",
    "1.0",
    "1.",
    ".5",
    "1e3",
    "1e400",
    "inf",
    "-inf",
    "nan",
    "NaN",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "0xFFFFFFFFFFFFFFFF",
    "0x10000000000000000",
    "170141183460469231731687303715884105728",
    "2^63",
    "2**8",
    "1 << 4",
    "64KB",
    "1u32",
    "\"1\"",
    "\"0x1F\"",
    "\"1..254\"",
    "true",
    "'A'",
];

/// The places of numbers: what stands before and after one.
const PLACES: &[(&str, &str)] = &[
    ("spec-version = ", ""),
    ("access-denied.held-instances-max = ", ""),
    ("class.Acme_Disk.access-denied.held-bytes-max = ", ""),
    ("class.Acme_Disk.properties.Size.min = ", ""),
    ("class.Acme_Disk.properties.Size.max = ", ""),
    ("class.Acme_Disk.properties.Name.max-len = ", ""),
    ("class.Acme_Disk.properties.Size.default = ", ""),
    (
        "class.Acme_Disk.properties.Size = { type = \"real64\", default = ",
        " }",
    ),
    (
        "class.Acme_Disk.properties.Size = { type = \"sint64[]\", default = [",
        "] }",
    ),
    ("class.Acme_Disk.properties.Size.values = [[", ", \"One\"]]"),
    ("class.Acme_Disk.properties.Size.bitmap = [[", ", \"One\"]]"),
    ("class.Acme_Disk.qualifiers.Acme_Number = ", ""),
    ("class.Acme_Disk.qualifiers.Acme_Number.value = ", ""),
    (
        "class.Acme_Disk.properties.Size.qualifiers.Acme_Numbers = [1, ",
        "]",
    ),
];

/// Ranges of numbers, and what people write for ranges.
const RANGES: &[&str] = &[
    "1..254",
    "1...254",
    "1..=254",
    "1-254",
    "1:254",
    "1 .. 254",
    "254..1",
    "..",
    "..5",
    "5..",
    "0x1..0xF",
    "0x10..0x1F",
    "0o1..0b11",
    "0xFFFF_FFFF_FFFF_FFFF..",
    "..0x10000000000000000",
    "1_000..2_000",
    "0X1..2",
    "-0x1..2",
    "0x..2",
    "..-1",
    "1.0..2.0",
    "1..2 # two",
    "1..2\\n",
    "١..٢",
    "+1..2",
    "01..2",
    "-1..5",
    "1..2..3",
    "1..18446744073709551615",
    "1..18446744073709551616",
    "a..b",
    "5",
    "*",
    "",
];

#[test]
fn each_form_of_a_number_is_taken_or_answered() {
    let mut answers = String::new();
    for (before, after) in PLACES {
        let lines = NUMBERS
            .iter()
            .map(|number| (format!("{before}{number}{after}"), &[][..]));
        writeln!(answers, "== {before}…{after} ==").unwrap();
        answers += &answer::to_each(lines);
    }
    accept::holds("tests/spec_messages/numbers.txt", &answers);
}

#[test]
fn each_form_of_a_range_is_taken_or_answered() {
    let line =
        |range| format!("class.Acme_Disk.properties.Size.values = [[\"{range}\", \"Some\"]]");
    let answers = answer::to_each(RANGES.iter().map(|range| (line(range), &[][..])));
    accept::holds("tests/spec_messages/ranges.txt", &answers);
}
