//! Golden crates: what `wmigen new` makes of a spec is compared with a whole crate, file by file.
//!
//! After a change of the templates, `WMIGEN_ACCEPT=1 cargo test --test golden` writes the crates anew; the diff is the
//! review.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use support::{CASES, case, succeed, tree, write};
use uuid::uuid;

fn compare(name: &str) {
    let made = tempfile::tempdir().unwrap();
    let crate_folder = made.path().join(name);
    succeed(
        Command::new(env!("CARGO_BIN_EXE_wmigen"))
            .arg("new")
            .arg(&crate_folder)
            .arg("--spec")
            .arg(case(name).join("wmigen.toml")),
    );
    let made = tree(&crate_folder);
    let expected = case(name).join("expected");
    if std::env::var_os("WMIGEN_ACCEPT").is_some() {
        assert!(std::env::var_os("CI").is_none(), "CI accepts nothing");
        return accept(&made, &expected);
    }
    let expected = tree(&expected);
    let paths: BTreeSet<_> = made.keys().chain(expected.keys()).collect();
    let wrong: Vec<String> = paths
        .into_iter()
        .filter_map(|path| match (made.get(path), expected.get(path)) {
            (Some(made), Some(expected)) if made == expected => None,
            (Some(made), Some(expected)) => {
                Some(format!("{path} differs:\n{}", diff(expected, made)))
            }
            (Some(_), None) => Some(format!("{path} is made, but not expected")),
            (None, _) => Some(format!("{path} is expected, but not made")),
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{name}: the crate is not the expected one\n{}\nIf it should be: WMIGEN_ACCEPT=1 cargo test --test golden",
        wrong.join("\n")
    );
}

fn diff(expected: &[u8], made: &[u8]) -> String {
    let expected = String::from_utf8_lossy(expected);
    let made = String::from_utf8_lossy(made);
    similar::TextDiff::from_lines(&*expected, &*made)
        .unified_diff()
        .header("expected", "made")
        .to_string()
}

fn accept(made: &std::collections::BTreeMap<String, Vec<u8>>, expected: &Path) {
    fs::create_dir_all(expected).unwrap();
    for stale in tree(expected)
        .keys()
        .filter(|path| !made.contains_key(*path))
    {
        fs::remove_file(expected.join(stale)).unwrap();
    }
    for (path, content) in made {
        write(&expected.join(path), content);
    }
}

#[test]
fn disk() {
    compare("disk");
}

#[test]
fn computers() {
    compare("computers");
}

#[test]
fn every_type() {
    compare("every-type");
}

#[test]
fn new() {
    compare("new");
}

#[test]
fn every_case_is_tested() {
    let there: BTreeSet<String> = fs::read_dir(case("."))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let named: BTreeSet<String> = CASES.iter().map(|&name| name.to_owned()).collect();
    assert_eq!(there, named);
}

/// The case `new` is what a newcomer gets who gives no spec.
#[test]
fn the_case_new_is_the_spec_that_new_writes() {
    let clsid = uuid!("f3d1c2b8-5a4e-4c1f-9b27-6f0d8e1a3c55");
    let starter = wmigen::render::starter_spec("Contoso", clsid).unwrap();
    let spec = fs::read_to_string(case("new").join("wmigen.toml")).unwrap();
    assert_eq!(spec, starter);
}
