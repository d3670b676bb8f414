//! The identity of wmigen, by which a lock knows whether the wmigen that rendered the files is this one: it changes with each
//! file that crates are made by, and with nothing else.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
#![allow(
    clippy::print_stdout,
    reason = "Cargo reads what a build script prints"
)]

#[path = "../build/files.rs"]
mod files;
#[path = "../build/identity.rs"]
mod identity;
#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use files::{Outcome, files_below};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use support::tree;
use wmigen::regen::IDENTITY;

/// What wmigen is made of, as far as it can matter to a crate.
const MADE_OF: [&str; 6] = [
    "Cargo.lock",
    "Cargo.toml",
    "build",
    "docs/rules",
    "src",
    "templates",
];

/// A copy of these files of this checkout.
fn copy() -> tempfile::TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = tempfile::tempdir().unwrap();
    for part in MADE_OF {
        let from = root.join(part);
        let files = if from.is_dir() {
            tree(&from)
        } else {
            BTreeMap::from([(String::new(), fs::read(&from).unwrap())])
        };
        for (path, bytes) in files {
            let to = copy.path().join(part).join(path);
            let to = to.components().collect::<std::path::PathBuf>();
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
    }
    copy
}

/// A package that is small enough for each byte of it to be changed.
fn small() -> tempfile::TempDir {
    let small = tempfile::tempdir().unwrap();
    for path in [
        "Cargo.lock",
        "Cargo.toml",
        "build/main.rs",
        "docs/rules/a-rule.md",
        "src/render/mod.rs",
        "templates/src/lib.rs.hbs",
        "templates/src/wmi/mod.rs",
    ] {
        let file = small.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, format!("what is in\n{path}\n")).unwrap();
    }
    small
}

#[test]
fn this_wmigen_has_the_identity_of_its_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_eq!(identity::of(root).unwrap(), IDENTITY);
    assert_eq!(identity::of(copy().path()).unwrap(), IDENTITY);
    assert_eq!(
        identity::constant(root).unwrap(),
        format!("pub const IDENTITY: &str = \"{IDENTITY}\";\n")
    );
}

#[test]
fn every_byte_of_every_file_counts() {
    let package = small();
    let of = || identity::of(package.path()).unwrap();
    let sound = of();
    for (path, bytes) in tree(package.path()) {
        let file = package.path().join(&path);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] = if changed[at] == b'x' { b'y' } else { b'x' };
            fs::write(&file, changed).unwrap();
            assert_ne!(of(), sound, "byte {at} of {path}");
        }
        fs::write(&file, &bytes[1..]).unwrap();
        assert_ne!(of(), sound, "{path}");
        fs::remove_file(&file).unwrap();
        assert_ne!(of(), sound, "{path}");
        fs::write(&file, bytes).unwrap();
    }
    assert_eq!(of(), sound);
}

#[test]
fn how_lines_end_does_not_count() {
    let package = small();
    let sound = identity::of(package.path()).unwrap();
    for (path, bytes) in tree(package.path()) {
        let text = String::from_utf8(bytes).unwrap();
        fs::write(package.path().join(path), text.replace('\n', "\r\n")).unwrap();
    }
    assert_eq!(identity::of(package.path()).unwrap(), sound);
}

#[test]
fn a_file_more_or_under_another_name_counts() {
    let package = small();
    let sound = identity::of(package.path()).unwrap();
    let more = package.path().join("templates/more.rs");
    fs::write(&more, "").unwrap();
    assert_ne!(identity::of(package.path()).unwrap(), sound);
    fs::remove_file(more).unwrap();
    let [from, to] =
        ["lib.rs.hbs", "bil.rs.hbs"].map(|name| package.path().join("templates/src").join(name));
    fs::rename(from, to).unwrap();
    assert_ne!(identity::of(package.path()).unwrap(), sound);
}
