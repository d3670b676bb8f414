//! The tables by which the generated crate sorts error codes: against the system's own lists, and against the page that
//! shows them. After a change of the tables, `SNAPSHOTS=overwrite cargo test --test error_codes` writes the page's part anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[path = "../support/accept.rs"]
mod accept;
mod left_out;
mod search;
mod taken;

/// The tables: their files, what the page calls them, and how it writes their codes.
const TABLES: [(&str, &str); 3] = [
    ("codes_win32.rs", "Win32 errors"),
    ("codes_hresult.rs", "HRESULT codes"),
    ("codes_nt.rs", "NTSTATUS codes"),
];

/// Lists that are not in the metadata that Microsoft publishes for Rust, and only in the headers.
const IN_HEADERS_ALONE: [&str; 5] = ["NERR_", "PDH_", "DB_", "FSRM_", "E_ADS_"];

/// A row of a table.
#[derive(Clone)]
struct Row {
    code: u32,
    meaning: String,
    name: String,
    reason: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn number(text: &str) -> u32 {
    let text = text.replace('_', "");
    let hexadecimal = text.strip_prefix("0x");
    hexadecimal.map_or_else(
        || text.parse().unwrap(),
        |digits| u32::from_str_radix(digits, 16).unwrap(),
    )
}

/// The rows of a file: `(5, Denied), // ERROR_ACCESS_DENIED: the caller lacks a right to it`.
fn rows(file: &str) -> Vec<Row> {
    let text = fs::read_to_string(root().join("templates/src/wmi").join(file)).unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix("    ("));
    let rows: Vec<Row> = lines
        .map(|line| {
            let (row, comment) = line.split_once("), ").unwrap();
            let (code, meaning) = row.split_once(", ").unwrap();
            let (name, reason) = comment
                .trim_start_matches([' ', '/'])
                .split_once(": ")
                .unwrap();
            Row {
                code: number(code),
                meaning: meaning.to_owned(),
                name: name.to_owned(),
                reason: reason.to_owned(),
            }
        })
        .collect();
    assert!(rows.len() > 100, "{file}");
    rows
}

fn all() -> Vec<Row> {
    TABLES.iter().flat_map(|(file, _)| rows(file)).collect()
}

#[test]
fn no_name_is_there_twice_and_each_row_has_its_reason() {
    let mut names = BTreeSet::new();
    for row in all() {
        assert!(row.reason.len() > 10, "{}", row.name);
        assert!(names.insert(row.name.clone()), "{}", row.name);
        assert!(["Denied", "Absent", "Taken", "Failure"].contains(&&*row.meaning));
    }
}

#[test]
fn a_code_means_what_its_twin_in_another_list_means() {
    let by_name: BTreeMap<String, String> = all()
        .into_iter()
        .map(|row| (row.name, row.meaning))
        .collect();
    let mut twins = 0;
    for (one, other) in [
        ("ERROR_", "STATUS_"),
        ("RPC_S_", "RPC_NT_"),
        ("FWP_E_", "STATUS_FWP_"),
        ("ERROR_", "SPAPI_E_"),
        ("ERROR_", "FSRM_E_"),
        ("WBEM_E_", "MQ_ERROR_"),
        ("STG_E_", "CTL_E_"),
    ] {
        for (name, meaning) in &by_name {
            let twin = name.strip_prefix(one).map(|rest| format!("{other}{rest}"));
            if let Some(theirs) = twin.and_then(|twin| by_name.get(&twin)) {
                assert_eq!(meaning, theirs, "{name}");
                twins += 1;
            }
        }
    }
    assert!(twins > 80, "{twins}");
}

/// What windows-bindgen makes of the names: `pub const NAME: TYPE = VALUE;`.
fn in_metadata(names: &[&str]) -> BTreeMap<String, u32> {
    let made = tempfile::tempdir().unwrap();
    let output = made.path().join("codes.rs");
    windows_bindgen::builder()
        .output(&output)
        .flat()
        .sys()
        .filters(names)
        .write();
    let text = fs::read_to_string(output).unwrap();
    let constants = text.lines().filter_map(|line| {
        let (name, rest) = line.strip_prefix("pub const ")?.split_once(": ")?;
        let (_, value) = rest.split_once(" = ")?;
        let value = value.trim_end_matches(';').trim_end_matches("_u32 as _");
        let value = match value.strip_prefix('-') {
            Some(positive) => number(positive).wrapping_neg(),
            None => number(value),
        };
        Some((name.to_owned(), value))
    });
    constants.collect()
}

#[test]
fn the_names_stand_for_these_codes_in_microsoft_s_metadata() {
    let rows = all();
    let known = |row: &&Row| {
        !IN_HEADERS_ALONE
            .iter()
            .any(|list| row.name.starts_with(list))
    };
    let rows: Vec<&Row> = rows.iter().filter(known).collect();
    let names: Vec<&str> = rows.iter().map(|row| &*row.name).collect();
    let published = in_metadata(&names);
    for row in rows {
        assert_eq!(published.get(&row.name), Some(&row.code), "{}", row.name);
    }
}

/// The page's part that is the tables'.
fn listing() -> String {
    let mut text = String::new();
    for (file, heading) in TABLES {
        write!(
            text,
            "\n## {heading}\n\n| Code | Name | Is | Because |\n|---|---|---|---|\n"
        )
        .unwrap();
        for row in rows(file) {
            let code = if row.code <= 0xFFFF {
                row.code.to_string()
            } else {
                format!("0x{:08X}", row.code)
            };
            let Row { name, reason, .. } = &row;
            let is = match &*row.meaning {
                "Denied" => "a denial",
                "Absent" => "an absence",
                "Taken" => "a name that is taken",
                _ => "a failure",
            };
            writeln!(text, "| {code} | `{name}` | {is} | {reason} |").unwrap();
        }
    }
    text
}

#[test]
fn the_page_shows_the_tables() {
    let file = root().join("docs/errors.md");
    let page = fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
    let begin = page.find("\n## Win32 errors\n").unwrap();
    let listing = listing();
    accept::holds("docs/errors.md", &(page[..begin].to_owned() + &listing));
}
