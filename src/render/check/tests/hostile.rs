//! Templates of any text: no panic, no stack that overflows, no long wait, and nothing passes that handlebars refuses.

use super::all;
use crate::render::files;
use handlebars::Template;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// What tags are made of.
const PIECES: &[&str] = &[
    "{{",
    "}}",
    "{{{",
    "}}}",
    "{{{{",
    "}}}}",
    "{",
    "}",
    "#",
    "/",
    ">",
    "&",
    "^",
    "~",
    "*",
    "!",
    "!--",
    "--",
    "{{#if flag}}",
    "{{else}}",
    "{{else if unit}}",
    "{{/if}}",
    "{{#each words}}",
    "{{/each}}",
    "{{#with inner}}",
    "{{/with}}",
    "{{> p}}",
    "if",
    "else",
    "each",
    "name",
    "nmae",
    "unit",
    "this",
    "../",
    "@root.",
    "@index",
    ".",
    "[",
    "]",
    "(",
    ")",
    "(lookup this \"part\")",
    "\"",
    "'",
    "\\",
    "\\\\",
    "=",
    "|",
    " as |one two|",
    "as",
    "null",
    "1",
    "-1.5E3",
    "é",
    "𝄞",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    ",",
    ":",
    "$",
    "lookup",
    "doc ",
    "md name",
    "true",
];

fn check(text: &str) {
    let faults = all(text, &[("p", "{{name}}"), ("q", "{{> p}}")]);
    if faults.is_empty() {
        assert!(Template::compile(text).is_ok(), "{text:?}");
    }
}

fn mutated(text: &str, mutations: &[(usize, usize, &str)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, length, put) in mutations {
        let from = at % (characters.len() + 1);
        let to = (from + length).min(characters.len());
        characters.splice(from..to, put.chars());
    }
    characters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_tags_are_survived(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..30)) {
        check(&pieces.concat());
    }

    #[test]
    fn changed_templates_are_survived(
        which in any::<proptest::sample::Index>(),
        mutations in proptest::collection::vec((any::<usize>(), 0_usize..8, proptest::sample::select(PIECES)), 1..4),
    ) {
        let templates: Vec<_> = files::templates().collect();
        check(&mutated(templates[which.index(templates.len())].1, &mutations));
    }
}

/// The limit is far from what they take, for machines that are slow, and far from what they would take without bounds.
#[test]
fn large_templates_take_no_time() {
    let of_size = |piece: &str, size: usize| piece.repeat(size / piece.len());
    let large = |piece: &str| of_size(piece, 4 << 20);
    for (piece, around) in [
        ("some text\n", ("", "")),
        ("some text\n", ("{{name}}", "{{name}}")),
        ("{{name}}", ("", "")),
        ("{{nmae}}\n", ("", "")),
        ("{{!--a}}", ("", "")),
        ("{{!--a--}}", ("", "")),
        ("{{", ("", "")),
        ("\\{{", ("", "")),
        ("\\", ("", "")),
        ("(", ("{{md ", "}}")),
        ("[", ("{{md ", "}}")),
        ("name ", ("{{md ", "}}")),
        ("unit ", ("{{#if (and ", ")}}{{unit}}{{/if}}")),
        ("\"a\" ", ("{{md ", "}}")),
        ("{{#if flag}}", ("", "")),
        ("{{#if flag}}{{/if}}", ("", "")),
        ("{{> p}}", ("", "")),
        ("{{else if flag}}", ("{{#if flag}}", "{{/if}}")),
    ] {
        let text = format!("{}{}{}", around.0, large(piece), around.1);
        quickly(&text);
    }
    // As much as is let through.
    for piece in [
        "{{name}}",
        "{{nmae}}\r\n",
        "{{#if unit}}{{unit}}{{/if}}",
        "\\{{a",
    ] {
        quickly(&of_size(piece, 48_000));
    }
}

fn quickly(text: &str) {
    let start = Instant::now();
    all(text, &[("p", "")]);
    let took = start.elapsed();
    assert!(
        took < Duration::from_secs(20),
        "{:?}… {took:?}",
        &text[..30]
    );
}
