//! Golden crates: what wmigen's templates make of a spec is what is kept in `cases/NAME/expected`, which has what depends on
//! the spec. `wmigen templates test` holds them, as it does for templates of anybody's own.
//!
//! After a change of the templates, `SNAPSHOTS=overwrite cargo test --test golden` writes them anew; the diff is the review.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use support::{CASES, accept, case, expected, kept, mirror, tree};
use uuid::uuid;
use wmigen::render::PARTS;

/// `wmigen templates test` of the cases in this folder.
fn verb(cases: &Path) -> Command {
    let mut verb = Command::new(env!("CARGO_BIN_EXE_wmigen"));
    verb.args(["templates", "test", "--quiet", "--cases"])
        .arg(cases);
    verb
}

/// What it found: the lines that begin with a word and a path.
fn found(output: &Output) -> Vec<String> {
    let said = String::from_utf8_lossy(&output.stdout);
    let lines = said.lines().take_while(|line| !line.starts_with("--- "));
    lines
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn each_crate_is_as_it_is_kept() {
    let mut verb = verb(&case("."));
    if accept::is_asked() {
        verb.arg("--accept");
    }
    let output = verb.output().unwrap();
    assert!(
        output.status.success(),
        "{}{}\nIf it should be: SNAPSHOTS=overwrite cargo test --test golden",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    for name in CASES {
        // Room for what a spec adds.
        let count = tree(&kept(name)).len();
        assert!((10..=35).contains(&count), "{name}: {count} files");
    }
}

/// Each way in which a crate can differ from what is kept.
#[test]
fn what_is_missing_too_much_or_changed_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let original = tree(&case("disk"));
    let copy = folder.path().join("disk");
    let found_of = |files: &BTreeMap<String, Vec<u8>>| {
        mirror(files, &copy);
        found(&verb(folder.path()).output().unwrap())
    };
    assert_eq!(found_of(&original), [""; 0]);
    for path in [
        "expected/src/generated.rs",
        "expected/src/lib.rs",
        "expected/Cargo.toml",
    ] {
        let mut less = original.clone();
        less.remove(path);
        assert_eq!(found_of(&less), [format!("missing disk/{path}")]);
        let mut changed = original.clone();
        changed.get_mut(path).unwrap().push(b' ');
        assert_eq!(found_of(&changed), [format!("changed disk/{path}")]);
    }
    // A file that the crate does not have, one that is the same in every crate, and one that it has no use for.
    for path in ["src/more.rs", "clippy.toml", "src/wmi/flags.rs"] {
        let mut more = original.clone();
        more.insert(format!("expected/{path}"), b"//\n".to_vec());
        assert_eq!(found_of(&more), [format!("surplus disk/expected/{path}")]);
    }
    let mut otherwise = original.clone();
    let spec = String::from_utf8(otherwise["wmigen.toml"].clone()).unwrap();
    let spec = spec.replace("DeviceID", "Device");
    otherwise.insert("wmigen.toml".to_owned(), spec.into_bytes());
    assert!(
        found_of(&otherwise).contains(&"changed disk/expected/mof/acme_storage.mof".to_owned())
    );
}

/// What is the same in every crate is there as the template is.
#[test]
fn what_is_not_kept_of_a_crate_is_a_template_as_it_is() {
    let fixed = support::fixed();
    for name in CASES {
        let kept = tree(&kept(name));
        let mut others = expected(name);
        others.retain(|path, _| !kept.contains_key(path) && !path.starts_with(".wmigen/"));
        for path in ["wmigen.toml", "wmigen.lock", "wmigen.schema.json"] {
            assert!(others.remove(path).is_some(), "{name}: {path}");
        }
        for (path, text) in others {
            // The files that the spec names are the user's, and stand beside it.
            if fs::read(case(name).join(&path)).is_ok_and(|there| there == text) {
                continue;
            }
            assert!(fixed.get(&path) == Some(&text), "{name}: {path}");
        }
    }
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
    let has = |name: &str, path: &str| expected(name).contains_key(path);
    for part in PARTS {
        assert!(has("every-type", &part.file()), "{}", part.module);
        assert!(!has("computers", &part.file()), "{}", part.module);
    }
}

/// What a newcomer has to find their way in. The copies in `.wmigen` are no files to look at.
#[test]
fn a_new_crate_is_not_too_large_to_look_through() {
    let made = expected("new");
    let files = made.keys().filter(|path| !path.starts_with(".wmigen/"));
    let count = files.count();
    assert!(count <= 185, "{count} files");
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
        let files = expected(name);
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
