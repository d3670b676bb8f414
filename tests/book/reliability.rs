//! docs/reliability.md names the tests that show what it promises: all of them exist, and no program of their kind is
//! left out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../docs/reliability.md");

/// Folders and programs below `tests` that are about nothing else: each file with tests in it is on the page.
const ALL_OF: [&str; 9] = [
    "any_spec.rs",
    "hostile_text.rs",
    "random_specs",
    "cli/hostile",
    "regeneration",
    "killed.rs",
    "interrupted.rs",
    "git_merge.rs",
    "peers",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What stands between backticks in the last cell of a row.
fn names() -> Vec<&'static str> {
    let rows = PAGE.lines().filter(|line| line.starts_with("| "));
    let cells = rows.filter_map(|row| row.trim_end_matches([' ', '|']).rsplit('|').next());
    cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect()
}

/// The file of a module, as cargo finds it below `tests`, `src` or `conformance/tests`.
fn file(module: &[&str]) -> Option<PathBuf> {
    let stem: PathBuf = module.iter().collect();
    let folders = ["tests", "src", "conformance/tests"];
    let folders = folders.map(|folder| root().join(folder).join(&stem));
    let files = folders.iter().flat_map(|stem| {
        let names = ["main.rs", "mod.rs"].map(|name| stem.join(name));
        std::iter::once(stem.with_extension("rs")).chain(names)
    });
    files.into_iter().find(|file| file.is_file())
}

/// Whether a text has that test: a function below its attributes.
fn has_test(text: &str, function: &str) -> bool {
    let head = format!("fn {function}(");
    text.split("#[test]").skip(1).any(|after| {
        let first = after.lines().find(|line| line.contains("fn "));
        first.is_some_and(|line| line.contains(&head))
    })
}

fn text(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}

#[test]
fn every_test_that_is_named_exists() {
    let names = names();
    assert!(names.len() > 50, "{names:?}");
    for name in names {
        let parts: Vec<&str> = name.split("::").collect();
        let (function, module) = parts.split_last().unwrap();
        let whole = file(&parts).is_some_and(|file| text(&file).contains("#[test]"));
        let one = file(module).is_some_and(|file| has_test(&text(&file), function));
        assert!(whole || one, "there is no {name}");
    }
}

#[test]
fn no_program_of_the_kind_is_left_out() {
    let names = names();
    for path in ALL_OF {
        let path = root().join("tests").join(path);
        let files = if path.is_dir() {
            let entries = fs::read_dir(&path).unwrap();
            entries.map(|entry| entry.unwrap().path()).collect()
        } else {
            vec![path]
        };
        for file in files {
            let is_rust = file.extension().is_some_and(|extension| extension == "rs");
            if !is_rust || !text(&file).contains("#[test]") {
                continue;
            }
            let relative = file.strip_prefix(root().join("tests")).unwrap();
            let parts: Vec<_> = relative
                .with_extension("")
                .iter()
                .map(ToOwned::to_owned)
                .collect();
            let parts: Vec<_> = parts.iter().map(|part| part.to_str().unwrap()).collect();
            let module = parts.join("::");
            let is_named = names
                .iter()
                .any(|name| *name == module || name.starts_with(&format!("{module}::")));
            assert!(is_named, "docs/reliability.md says nothing of {module}");
        }
    }
}
