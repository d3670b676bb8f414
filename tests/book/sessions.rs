//! docs/regeneration.md, docs/templates.md, docs/classes.md, docs/associations.md, docs/access.md and docs/import.md, done as they show: their files are written, their changes made, their
//! commands run, and what these print is compared.
//!
//! A line of three dots stands for any lines of the output. A block whose language is followed by a path is a file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::pages::{Block, page};
use crate::snippets::lint;
use crate::support::{case, mirror, succeed, tree};
use std::fs;
use std::path::Path;
use std::process::Command;
use wmigen::regen::Hash;
use wmigen::render::BuiltIn;

/// The spec of a golden crate.
fn spec(name: &str) -> String {
    let spec = fs::read_to_string(case(name).join("wmigen.toml")).unwrap();
    spec.replace("\r\n", "\n")
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
        if command == UPGRADE {
            pretend_newer(folder);
            continue;
        }
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

/// The command after which wmigen is another one.
const UPGRADE: &str = "cargo install --locked wmigen";

/// What the README of the older wmigen said, and what that of this one says.
const IN_README: [&str; 2] = [
    "The classes that `wmigen.toml` lists are served in the namespace",
    "It serves the classes that `wmigen.toml` lists, in the namespace",
];

/// Makes this wmigen a newer one than that which the templates were copied from: they and the record of what they were
/// copied from become what they would be by that.
fn pretend_newer(folder: &Path) {
    let folder = folder.join("templates");
    let [older, newer] = IN_README;
    let text = BuiltIn::named("README.md").unwrap().text;
    assert!(text.contains(newer));
    let before = text.replace(newer, older);
    let [hash, hash_before] = [text, &before].map(|text| Hash::of(text.as_bytes()).to_string());
    let path = folder.join("wmigen.lock");
    let lock = fs::read_to_string(&path).unwrap();
    assert!(lock.contains(&hash), "{lock}");
    fs::write(path, lock.replace(&hash, &hash_before)).unwrap();
    let base = |hash: &str| {
        folder
            .join(".wmigen/base")
            .join(hash.trim_start_matches("sha256:"))
    };
    fs::remove_file(base(&hash)).unwrap();
    fs::write(base(&hash_before), before).unwrap();
    for made in ["README.md.hbs", "tests/printers/expected/README.md"] {
        let made = folder.join(made);
        let text = fs::read_to_string(&made).unwrap();
        assert!(text.contains(newer), "{text}");
        fs::write(made, text.replace(newer, older)).unwrap();
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

/// Writes the file of a block that has a path behind its language.
fn write(folder: &Path, block: &Block) {
    let (_, path) = block.language.split_once(' ').unwrap();
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, &block.text).unwrap();
}

/// Does all that a page shows; returns how many sessions there were. What stands in another `shown` language is looked at
/// and not done.
fn play(path: &str, folder: &Path, shown: &[&str]) -> usize {
    let mut sessions = 0;
    for block in &page(path).blocks {
        match block.language.as_str() {
            "diff" => change(folder, &block.text),
            "console" => {
                sessions += 1;
                run(folder, &block.text);
            }
            other if other.contains(' ') => write(folder, block),
            other => assert!(
                shown.contains(&other),
                "line {}: {other} is not run",
                block.line
            ),
        }
    }
    sessions
}

#[test]
fn a_changed_spec_goes_as_it_is_shown() {
    let made = tempfile::tempdir().unwrap();
    let spec_file = made.path().join("disks.toml");
    // The page begins with a class that is only enumerated so far.
    let whole = spec("disk");
    let begun = whole.replace("[\"get\", \"enumerate\"]", "[\"enumerate\"]");
    assert_ne!(begun, whole);
    fs::write(&spec_file, begun).unwrap();
    let folder = made.path().join("acme-storage");
    let mut new = Command::new(env!("CARGO_BIN_EXE_wmigen"));
    succeed(new.arg("new").arg(&folder).arg("--spec").arg(&spec_file));
    let sessions = play("docs/regeneration.md", &folder, &[]);
    assert!(sessions > 1, "a split page has lost its sessions");
}

/// Does what the page about templates shows, in the root of a repository.
fn play_templates(folder: &Path) {
    fs::create_dir(folder.join(".git")).unwrap();
    for (name, file) in [("disk", "disks.toml"), ("computers", "computers.toml")] {
        fs::write(folder.join(file), spec(name)).unwrap();
    }
    let sessions = play("docs/templates.md", folder, &["toml"]);
    assert!(sessions > 5, "the page has lost its sessions");
}

#[test]
fn templates_of_ones_own_go_as_they_are_shown() {
    play_templates(tempfile::tempdir().unwrap().path());
}

#[test]
fn classes_below_others_go_as_they_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let sessions = play("docs/classes.md", folder.path(), &["rust"]);
    assert!(sessions > 1, "the page has lost its sessions");
}

#[test]
fn references_and_associations_go_as_they_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let sessions = play("docs/associations.md", folder.path(), &["rust"]);
    assert!(sessions > 1, "the page has lost its sessions");
}

#[test]
fn who_may_do_what_goes_as_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let sessions = play("docs/access.md", folder.path(), &["rust"]);
    assert!(sessions > 2, "the page has lost its sessions");
}

#[test]
fn mof_becomes_a_spec_as_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let sessions = play("docs/import.md", folder.path(), &["powershell"]);
    assert!(sessions > 2, "the page has lost its sessions");
}

#[test]
#[ignore = "needs Rust's Windows target; scripts/test runs it"]
fn the_crate_by_templates_of_ones_own_compiles() {
    let made = tempfile::tempdir().unwrap();
    play_templates(made.path());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book/storage");
    mirror(&tree(&made.path().join("storage")), &folder);
    lint(&folder);
}
