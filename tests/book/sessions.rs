//! docs/regeneration.md, done as it shows: its changes are made, its commands run, and what they print is compared.
//!
//! A line of three dots stands for any lines of the output.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::pages::page;
use crate::support::{case, succeed};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The spec that the page begins with: that of a golden crate, whose class is only enumerated so far.
fn spec() -> String {
    let spec = fs::read_to_string(case("disk").join("wmigen.toml")).unwrap();
    let begun = spec.replace("[\"get\", \"enumerate\"]", "[\"enumerate\"]");
    assert_ne!(begun, spec);
    begun.replace("\r\n", "\n")
}

/// Makes the change that a block of a diff shows. Its hunks are found by their text.
fn change(folder: &Path, diff: &str) {
    let mut hunks = diff.split("@@\n");
    let head = hunks.next().unwrap();
    let name = head.lines().find_map(|line| line.strip_prefix("+++ b/"));
    let path = folder.join(name.unwrap());
    let mut text = fs::read_to_string(&path).unwrap();
    for hunk in hunks {
        let side = |sign: char| -> String {
            let lines = hunk.lines();
            let lines = lines.filter_map(|line| line.strip_prefix([' ', sign]));
            lines.flat_map(|line| [line, "\n"]).collect()
        };
        let (before, after) = (side('-'), side('+'));
        assert_eq!(
            text.matches(&before).count(),
            1,
            "{name:?} once has\n{before}"
        );
        text = text.replace(&before, &after);
    }
    fs::write(path, text).unwrap();
}

/// Runs what is behind the prompts, and compares what is printed with the lines up to the next one.
fn run(folder: &Path, session: &str) {
    for shown in session.split("$ ").skip(1) {
        let (command, expected) = shown.split_once('\n').unwrap();
        let arguments = command.strip_prefix("wmigen ").unwrap();
        let mut wmigen = Command::new(env!("CARGO_BIN_EXE_wmigen"));
        let wmigen = wmigen.current_dir(folder).args(arguments.split(' '));
        let output = wmigen.output().unwrap();
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8(printed).unwrap();
        assert!(
            is_shown(
                &printed.lines().collect::<Vec<_>>(),
                &expected.lines().collect::<Vec<_>>()
            ),
            "$ {command}\n{printed}\nis shown as\n{expected}"
        );
    }
}

/// Whether these are the lines, but for those that three dots stand for.
fn is_shown(printed: &[&str], expected: &[&str]) -> bool {
    match (printed, expected) {
        ([], []) => true,
        (_, ["...", rest @ ..]) => (0..=printed.len()).any(|from| is_shown(&printed[from..], rest)),
        ([line, printed @ ..], [shown, expected @ ..]) if line == shown => {
            is_shown(printed, expected)
        }
        _ => false,
    }
}

#[test]
fn the_sessions_go_as_they_are_shown() {
    let made = tempfile::tempdir().unwrap();
    let spec_file = made.path().join("disks.toml");
    fs::write(&spec_file, spec()).unwrap();
    let folder = made.path().join("acme-storage");
    let mut new = Command::new(env!("CARGO_BIN_EXE_wmigen"));
    succeed(new.arg("new").arg(&folder).arg("--spec").arg(&spec_file));
    let page = page("docs/regeneration.md");
    let mut sessions = 0;
    for block in &page.blocks {
        match block.language.as_str() {
            "diff" => change(&folder, &block.text),
            "console" => {
                sessions += 1;
                run(&folder, &block.text);
            }
            other => panic!("line {}: {other} is not run", block.line),
        }
    }
    assert!(sessions > 1, "a split page has lost its sessions");
}
