//! Golden crates: what `wmigen new` makes of a spec is compared with a whole crate, file by file.
//!
//! What is the same in every crate is compared with the templates themselves; `expected` holds what depends on the spec.
//! After a change of the templates, `SNAPSHOTS=overwrite cargo test --test golden` writes it anew; the diff is the review.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;
use support::{
    CASES, accept, case, fixed, fixed_beside, kept, mirror, succeed, tree, without_fingerprint,
};
use uuid::uuid;
use wmigen::render::PARTS;

type Files = BTreeMap<String, Vec<u8>>;

/// The files that `wmigen new` makes of a case's spec.
fn made(name: &str) -> Files {
    let made = tempfile::tempdir().unwrap();
    let crate_folder = made.path().join(name);
    succeed(
        Command::new(env!("CARGO_BIN_EXE_wmigen"))
            .arg("new")
            .arg(&crate_folder)
            .arg("--spec")
            .arg(case(name).join("wmigen.toml")),
    );
    without_fingerprint(tree(&crate_folder))
}

fn compare(name: &str) {
    let made = made(name);
    if accept::is_asked() {
        return mirror(&depends_on_the_spec(made), &kept(name));
    }
    let kept = tree(&kept(name));
    // Room for what a spec adds.
    assert!(kept.len() <= 45, "{name}: {} files", kept.len());
    let wrong = faults(&made, &fixed_beside(&kept), &kept);
    assert!(
        wrong.is_empty(),
        "{name}: the crate is not the expected one\n{}\nIf it should be: SNAPSHOTS=overwrite cargo test --test golden",
        wrong.join("\n")
    );
}

/// What `expected` holds of a crate.
fn depends_on_the_spec(mut made: Files) -> Files {
    let fixed = fixed();
    made.retain(|path, _| !fixed.contains_key(path));
    made
}

/// What is wrong with a crate that is made, by the templates that are the same in every crate and the files that are
/// kept beside them.
fn faults(made: &Files, fixed: &Files, kept: &Files) -> Vec<String> {
    let paths: BTreeSet<_> = [made, fixed, kept]
        .into_iter()
        .flat_map(BTreeMap::keys)
        .collect();
    paths
        .into_iter()
        .filter_map(
            |path| match (made.get(path), fixed.get(path), kept.get(path)) {
                (_, Some(_), Some(_)) => Some(format!(
                    "{path} is a template itself, and is not kept in expected"
                )),
                (None, _, _) => Some(format!("{path} is expected, but not made")),
                (Some(_), None, None) => Some(format!("{path} is made, but not expected")),
                (Some(made), Some(wanted), None) | (Some(made), None, Some(wanted)) => {
                    (made != wanted).then(|| format!("{path} differs:\n{}", diff(wanted, made)))
                }
            },
        )
        .collect()
}

fn diff(expected: &[u8], made: &[u8]) -> String {
    let expected = String::from_utf8_lossy(expected);
    let made = String::from_utf8_lossy(made);
    similar::TextDiff::from_lines(&*expected, &*made)
        .unified_diff()
        .header("expected", "made")
        .to_string()
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

/// Each way in which a crate can differ from what is expected, and each of the two places in which that stands.
#[test]
fn what_is_missing_too_much_or_changed_is_a_fault() {
    let made = made("disk");
    let depends = depends_on_the_spec(made.clone());
    let fixed = fixed_beside(&depends);
    assert_eq!(faults(&made, &fixed, &depends), [""; 0]);
    for path in ["src/wmi/mod.rs", "src/wmi/calendar.rs", "src/lib.rs"] {
        let mut less = made.clone();
        less.remove(path);
        let missing = format!("{path} is expected, but not made");
        assert_eq!(faults(&less, &fixed, &depends), [missing]);
        let mut changed = made.clone();
        changed.get_mut(path).unwrap().push(b' ');
        let [fault] = &faults(&changed, &fixed, &depends)[..] else {
            panic!("one fault, of {path}");
        };
        assert!(fault.starts_with(&format!("{path} differs:")), "{fault}");
    }
    let mut more = made.clone();
    more.insert("src/more.rs".to_owned(), Vec::new());
    let surplus = "src/more.rs is made, but not expected";
    assert_eq!(faults(&more, &fixed, &depends), [surplus]);
    // It has no bitmap.
    let flags = "src/wmi/flags.rs";
    let mut more = made.clone();
    more.insert(flags.to_owned(), crate::fixed()[flags].clone());
    let surplus = format!("{flags} is made, but not expected");
    assert_eq!(faults(&more, &fixed, &depends), [surplus]);
    let mut copied = depends.clone();
    copied.insert("clippy.toml".to_owned(), fixed["clippy.toml"].clone());
    let copy = "clippy.toml is a template itself, and is not kept in expected";
    assert_eq!(faults(&made, &fixed, &copied), [copy]);
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

/// Crates with all parts of the runtime and with none: both are built, linted and run.
#[test]
fn one_case_has_every_part_of_the_runtime_and_one_has_none() {
    let has = |name: &str, path: &str| made(name).contains_key(path);
    for part in PARTS {
        assert!(has("every-type", &part.file()), "{}", part.module);
        assert!(!has("computers", &part.file()), "{}", part.module);
    }
}

/// What a newcomer has to find their way in. The copies in `.wmigen` are no files to look at.
#[test]
fn a_new_crate_is_not_too_large_to_look_through() {
    let made = made("new");
    let files = made.keys().filter(|path| !path.starts_with(".wmigen/"));
    let count = files.count();
    assert!(count <= 150, "{count} files");
}

/// The case `new` is what a newcomer gets who gives no spec.
#[test]
fn the_case_new_is_the_spec_that_new_writes() {
    let clsid = uuid!("f3d1c2b8-5a4e-4c1f-9b27-6f0d8e1a3c55");
    let starter =
        wmigen::render::starter_spec(wmigen::render::Templates::builtin(), "Contoso", clsid)
            .unwrap();
    let spec = fs::read_to_string(case("new").join("wmigen.toml")).unwrap();
    assert_eq!(spec, starter);
}

/// wmigen deletes a file that is no longer rendered only if it says whose it is. The schema has no place for that, and is
/// never gone from a crate.
#[test]
fn every_generated_file_says_near_its_beginning_that_it_is() {
    for name in CASES {
        let files = made(name);
        let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
        let lock = text("wmigen.lock");
        for row in lock
            .split("[[file]]\n")
            .filter(|row| row.contains("kind = \"generated\""))
        {
            let path = row.split('"').nth(1).unwrap();
            let says = text(path)
                .to_lowercase()
                .find("generated by wmigen")
                .is_some_and(|at| at < 900);
            let is_json = path == "wmigen.schema.json";
            assert!(says != is_json, "{name}: {path}");
        }
    }
}
