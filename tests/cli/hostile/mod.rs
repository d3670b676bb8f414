//! A lock that somebody else has written, and a disk on which things are not what they were: nothing outside of the crate
//! is touched, nothing of the user's is changed, and what is said names the file and a way out.

mod disk;
mod lock;
mod own;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::sandbox::Sandbox;

const GENERATED: &str = "disk/src/generated/acme_disk.rs";

/// Every verb that reads the lock, in the ways that could go furthest.
const VERBS: [&[&str]; 5] = [
    &["check", "disk"],
    &["generate", "disk"],
    &["generate", "disk", "--dry-run"],
    &["generate", "disk", "--diff"],
    &["generate", "disk", "--force"],
];

/// The verbs that are about the user's files.
const USERS_VERBS: [&[&str]; 2] = [
    &["update", "disk", "--markers"],
    &["prune", "disk", "--yes"],
];

/// The most bytes of a file that are looked at, which is more than wmigen itself reads of one.
const MOST_READ: u64 = 64 * 1024 * 1024;

/// What stands at a path, looked at without following a link or waiting for a pipe.
#[derive(Debug, PartialEq, Eq)]
enum Thing {
    File(Vec<u8>),
    /// A file that is too large to be read here, by its size.
    Huge(u64),
    Folder,
    Link(PathBuf),
    Other,
}

fn things(sandbox: &Sandbox) -> BTreeMap<PathBuf, Thing> {
    let mut things = BTreeMap::new();
    let mut folders = vec![sandbox.path("")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let metadata = path.symlink_metadata().expect("metadata");
            let kind = metadata.file_type();
            let thing = if kind.is_dir() {
                folders.push(path.clone());
                Thing::Folder
            } else if kind.is_symlink() {
                Thing::Link(fs::read_link(&path).expect("a link"))
            } else if kind.is_file() && metadata.len() > MOST_READ {
                Thing::Huge(metadata.len())
            } else if kind.is_file() {
                Thing::File(fs::read(&path).expect("a file"))
            } else {
                Thing::Other
            };
            things.insert(path, thing);
        }
    }
    things
}

/// Runs wmigen, which must neither wait nor panic, and end with the exit status `code`. What it said, on both streams.
fn run(sandbox: &Sandbox, arguments: &[&str], code: i32) -> String {
    let run = sandbox.run(arguments).timeout(Duration::from_mins(2));
    let output = run.output().expect("wmigen starts");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).expect("UTF-8");
    assert!(!said.contains("panicked"), "{arguments:?}: {said}");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

/// Runs every verb; each must end with the exit status `code`, say all of `words`, and change nothing.
fn assert_refused(sandbox: &Sandbox, code: i32, words: &[&str]) {
    let before = things(sandbox);
    // What is in the way of one file is none of the others' business.
    let others: &[_] = if code == 2 { &USERS_VERBS } else { &[] };
    for verb in VERBS.iter().chain(others) {
        let said = run(sandbox, verb, code);
        for word in words {
            assert!(said.contains(word), "{verb:?}: {word:?} is not in\n{said}");
        }
        assert!(things(sandbox) == before, "{verb:?} changed something");
    }
}

/// A crate with a file beside it that is none of wmigen's business.
fn beside_something_precious() -> Sandbox {
    let sandbox = Sandbox::with_disk();
    sandbox.write("outside/precious", "mine");
    sandbox
}

#[cfg(unix)]
fn make_pipe(sandbox: &Sandbox, path: &str) {
    let made = std::process::Command::new("mkfifo")
        .arg(sandbox.path(path))
        .status();
    assert!(made.expect("mkfifo").success());
}
