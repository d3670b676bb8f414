//! docs/requirements.md names what meets each requirement and what shows it: all of that must exist.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::fs;
use std::path::{Path, PathBuf};

const DOCUMENT: &str = include_str!("../docs/requirements.md");
const BROKEN: &str = concat!(
    include_str!("broken_guarantees/access.rs"),
    include_str!("broken_guarantees/answers.rs"),
    include_str!("broken_guarantees/completion.rs"),
    include_str!("broken_guarantees/identity.rs"),
);

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The rows of all tables, but for their heads.
fn rows() -> Vec<Vec<&'static str>> {
    let rows = DOCUMENT.lines().filter(|line| line.starts_with("| "));
    let rows = rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect());
    rows.filter(|row: &Vec<&str>| !row.contains(&"asks"))
        .collect()
}

/// Whether a broken guarantee is one of this requirement.
fn breaks_name(number: &str) -> bool {
    BROKEN
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word == number)
}

/// What stands between backticks.
fn names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// Whether a name of the column "met by" is that of something there is; names of code are left to the reader.
fn is_kept(name: &str) -> bool {
    let is_file = Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "rs");
    !is_file || root("templates/src/wmi").join(name).is_file()
}

/// Whether a name of the column "shown by" is that of something there is.
fn shows(name: &str, number: &str) -> bool {
    let parts: Vec<&str> = name.split("::").collect();
    match parts.as_slice() {
        // By its number, as it stands in parentheses there.
        ["broken"] => number.is_empty() || breaks_name(number),
        ["core_itself"] => root("conformance/tests/core_itself/main.rs").is_file(),
        [
            program @ ("policy" | "portable" | "contract" | "core_itself"),
            module,
            functions @ ..,
        ] => {
            let of_crate = *program == "contract";
            let programs = if of_crate {
                "templates/tests"
            } else {
                "conformance/tests"
            };
            let file = root(programs).join(program).join(format!("{module}.rs"));
            let text = fs::read_to_string(file).unwrap_or_default();
            !text.is_empty()
                && functions
                    .iter()
                    .all(|function| text.contains(&format!("fn {function}(")))
        }
        [module, "tests"] => {
            let file = root("templates/src/wmi").join(format!("{module}.rs"));
            fs::read_to_string(file).is_ok_and(|text| text.contains("\nmod tests"))
        }
        ["model", module] => root("src/model").join(format!("{module}.rs")).is_file(),
        [path] if path.starts_with("wrong-programs") => root("tests").join(path).is_dir(),
        [path] if path.starts_with("tests/") => root(path).exists(),
        [case] => root("tests/cases").join(case).is_dir() || case.starts_with("pImpLevel"),
        _ => false,
    }
}

#[test]
fn every_requirement_has_a_row() {
    let numbers: Vec<String> = rows()
        .iter()
        .filter(|row| row.len() == 4)
        .map(|row| row[0].to_owned())
        .collect();
    let expected: Vec<String> = (1..=35).map(|number| format!("R{number}")).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn what_the_rows_name_is_there() {
    for row in rows() {
        let (number, met_by, shown_by) = match row.as_slice() {
            [number, _, met_by, shown_by] => (*number, met_by, shown_by),
            [_, met_by, shown_by] => ("", met_by, shown_by),
            _ => panic!("{row:?}"),
        };
        for name in names(met_by) {
            assert!(is_kept(name), "{number}: there is no {name}");
        }
        for name in names(shown_by) {
            assert!(shows(name, number), "{number}: there is no {name}");
        }
    }
}

/// The files of a folder and of those in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// R13, R24 and R34 ask for calls that are not made: the runtime names none of them, not even among its bindings.
#[test]
fn what_is_not_to_be_called_is_not_called() {
    let files = files(&root("templates/src"));
    assert!(files.len() > 50, "the runtime is elsewhere");
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for name in [
            "CoQueryClientBlanket",
            "CoSwitchCallContext",
            "CoInitializeSecurity",
        ] {
            assert!(!text.contains(name), "{} has {name}", file.display());
        }
    }
}
