//! Random and broken specs: wmigen answers any text with diagnostics that can be shown.

#[path = "support/any_spec.rs"]
mod any_spec;

use std::time::{Duration, Instant};

use proptest::prelude::*;

use any_spec::{check, shown};

const SPEC: &str = include_str!("cases/computers/wmigen.toml");

/// A spec that has every key.
const EVERY_KEY: &str = include_str!("cases/every-type/wmigen.toml");

/// Pieces that specs are made of, and some that they are not.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "\n",
            " = ",
            "[",
            "]",
            "[[",
            "{",
            "}",
            ",",
            "\"",
            "'",
            "'''",
            "\\",
            "#",
            ".",
            "true",
            "0",
            "-1",
            "1e9",
            "[class.Acme_Computer]",
            "[provider]",
            "class",
            "access-denied",
            "properties",
            "operations",
            "key",
            "denied",
            "type",
            "\"null\"",
            "\"get\"",
            "hosting",
            "default",
            "values",
            "bitmap",
            "renamed-from",
            "qualifiers",
            "flavor",
            "max-len",
            "not-finite",
            "[locale.MS_407.class.Acme_Computer]",
            "uint8[]",
            "\"3..7\"",
            "1979-05-27",
            "\u{feff}",
            "\r\n",
            "\u{1b}[31m",
            "\u{9b}31m",
            "\u{202e}",
            "\0",
            "é",
            "\u{1f600}",
        ])
        .prop_map(str::to_owned),
        ".{0,8}",
    ]
}

proptest! {
    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        shown(&check(&text), &text);
    }

    #[test]
    fn any_pieces_of_specs_are_answered(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        shown(&check(&text), &text);
    }

    #[test]
    fn any_change_to_a_spec_is_answered(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0usize..12, piece()), 1..6),
    ) {
        let mut text = EVERY_KEY.to_owned();
        for (at, length, piece) in changes {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.ceil_char_boundary(start.saturating_add(length).min(text.len()));
            text.replace_range(start..end, &piece);
        }
        shown(&check(&text), &text);
    }
}

#[test]
fn nothing_in_a_spec_reaches_the_terminal_as_a_control() {
    let controls: String = ('\u{0}'..='\u{9f}')
        .filter(|c| c.is_control() && *c != '\n')
        .chain(['\u{202e}', '\u{2066}'])
        .collect();
    let raw = format!("{SPEC}\n{controls} = 1\n");
    let escaped = format!("{SPEC}\n\"\\u001b[31m\\u009b1m\\u202e\" = 1\n");
    for text in [raw, escaped] {
        let found = check(&text);
        let shown = shown(&found, &text);
        let harmful = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}' || c == '\u{2066}';
        assert!(!found.is_empty());
        assert!(!shown.contains(harmful), "{shown:?}");
    }
}

#[test]
fn a_line_of_a_megabyte_is_cut() {
    let long = "x".repeat(1 << 20);
    let key = format!("{SPEC}\n{long} = 1");
    let value = format!("{SPEC}\nRest = {{ a = 1, type = \"{long}\", b = 2 }}");
    let entries: Vec<_> = (0..1000)
        .map(|index| format!("k{index} = \"{}\"", &long[..1000]))
        .collect();
    let many = format!("{SPEC}\nRest = {{ {} }}", entries.join(", "));
    for text in [key, value, many] {
        let found = check(&text);
        assert!(!found.is_empty());
        let started = Instant::now();
        let shown = shown(&found, &text);
        assert!(
            started.elapsed() < Duration::from_secs(10),
            "{:?}",
            started.elapsed()
        );
        let longest = shown.lines().map(str::len).max().expect("lines");
        assert!(longest < 1000, "a line of {longest} bytes");
    }
}
