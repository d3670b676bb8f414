//! The scaffold's `clippy.toml`: it refuses what it lists by the crates' own names, is silent where a crate is not there
//! or only a part of it, and lists whatever those crates have of a kind.
//!
//! `ways-out` is a package that does what is listed, with the crates from crates.io.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod functions;
mod kinds;
mod package;
#[allow(dead_code, reason = "each test program uses a part of it")]
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kinds::KINDS;
use package::{Finding, Package, ways_out};
use support::tree;

/// The scaffold's list.
fn list() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/clippy.toml");
    fs::read_to_string(path).unwrap()
}

/// The list without the leave to name what is not there.
fn strict_list() -> String {
    list().replace(", allow-invalid = true", "")
}

/// The paths in the list, with their reasons.
fn entries() -> Vec<(String, String)> {
    let list: toml::Table = list().parse().unwrap();
    let entries = list["disallowed-methods"].as_array().unwrap();
    let text = |entry: &toml::Value, key: &str| entry[key].as_str().unwrap().to_owned();
    entries
        .iter()
        .map(|entry| (text(entry, "path"), text(entry, "reason")))
        .collect()
}

/// What the package's own comments, at the ends of its lines, say is refused.
fn expected() -> BTreeSet<Finding> {
    let mut expected = BTreeSet::new();
    for (file, text) in tree(&ways_out()) {
        let text = String::from_utf8(text).unwrap();
        for (number, line) in (1..).zip(text.lines()) {
            if let Some((code, path)) = line.rsplit_once(" // ")
                && !code.trim_start().starts_with("//")
            {
                expected.insert(Ok((file.clone(), number, path.to_owned())));
            }
        }
    }
    expected
}

#[test]
#[ignore = "needs Rust's Windows target; scripts/test runs it"]
fn each_way_out_is_refused_and_nothing_else() {
    let findings = Package::of_all("all", &list()).findings();
    let expected = expected();
    assert!(expected.len() > 50, "{expected:#?}");
    let missing: Vec<_> = expected.difference(&findings).collect();
    let unexpected: Vec<_> = findings.difference(&expected).collect();
    assert!(
        missing.is_empty() && unexpected.is_empty(),
        "not refused: {missing:#?}\nrefused: {unexpected:#?}"
    );
}

#[test]
#[ignore = "needs Rust's Windows target; scripts/test runs it"]
fn every_path_in_the_list_is_one_of_its_crate_s() {
    let findings = Package::of_all("strict", &strict_list()).findings();
    let unknown: Vec<_> = findings.into_iter().filter_map(Result::err).collect();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

#[test]
#[ignore = "needs Rust's Windows target; scripts/test runs it"]
fn the_list_is_silent_of_what_is_not_there() {
    let findings = Package::of_a_few("few", &list()).findings();
    assert!(findings.is_empty(), "{findings:#?}");
    // It would not be, without saying so of each entry.
    let findings = Package::of_a_few("few-strict", &strict_list()).findings();
    assert!(!findings.is_empty());
}

#[test]
fn the_list_has_what_the_crates_have_of_a_kind() {
    let entries = entries();
    let listed: BTreeSet<_> = entries
        .iter()
        .map(|(path, _)| path.rsplit("::").next().unwrap())
        .collect();
    let sources = Package::of_all("sources", &list()).sources();
    let mut missing = Vec::new();
    for kind in KINDS {
        let mut names = BTreeSet::new();
        functions::of(&sources[kind.package], &mut names);
        names.retain(|name| (kind.is_meant)(name));
        assert!(!names.is_empty(), "{} has none", kind.package);
        for harmless in kind.harmless {
            assert!(names.remove(*harmless), "{harmless} is not there");
            assert!(!listed.contains(harmless), "{harmless} is listed");
        }
        let unlisted = names.iter().filter(|name| !listed.contains(name.as_str()));
        missing.extend(unlisted.map(|name| format!("{}: {name}", kind.package)));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_list_has_each_of_windows_functions_by_both_crates() {
    let entries = entries();
    let paths: BTreeSet<_> = entries.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths.len(), entries.len(), "one is there twice");
    let rest = |root: &str| -> BTreeSet<&str> {
        let rest = paths.iter().filter_map(|path| path.strip_prefix(root));
        // Methods are `windows`' alone.
        rest.filter(|path| path.starts_with("Win32") || path.starts_with("Wdk"))
            .filter(|path| !path.contains("::IServerSecurity::"))
            .collect()
    };
    assert_eq!(rest("windows::"), rest("windows_sys::"));
}

#[test]
fn every_entry_says_why_and_what_to_do_instead() {
    for (path, reason) in entries() {
        assert!(reason.len() > 30, "{path}: {reason}");
    }
    let toml: toml::Table = list().parse().unwrap();
    for entry in toml["disallowed-methods"].as_array().unwrap() {
        let path = entry["path"].as_str().unwrap();
        let always = path.starts_with("std::");
        let allowed = entry.get("allow-invalid").and_then(toml::Value::as_bool);
        assert_eq!(allowed.is_none(), always, "{path}");
    }
}
