//! The tables of codes, against the code that they are of.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::pages::{page, root};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

fn template(path: &str) -> String {
    fs::read_to_string(root().join("templates").join(path)).unwrap()
}

/// The rows of a page whose first cell satisfies `is_first`.
fn rows(path: &str, is_first: impl Fn(&str) -> bool) -> Vec<Vec<String>> {
    let rows = page(path).rows.into_iter();
    rows.filter(|row| row.first().is_some_and(|first| is_first(first)))
        .collect()
}

/// WMI's codes that the provider answers with, by their names.
fn statuses() -> BTreeMap<String, u32> {
    let text = template("src/wmi/status.rs");
    let lines = text.lines().filter_map(|line| {
        let (name, code) = line.trim().strip_suffix(';')?.split_once(" 0x")?;
        let name = name.split_once(" = ")?.1;
        let code = u32::from_str_radix(&code.replace('_', ""), 16).ok()?;
        name.starts_with("WBEM_").then(|| (name.to_owned(), code))
    });
    lines.collect()
}

#[test]
fn the_codes_of_wmi_are_those_of_the_runtime() {
    let statuses = statuses();
    assert!(statuses.contains_key("WBEM_E_NOT_FOUND"), "{statuses:?}");
    let rows = rows("docs/debugging.md", |first| first.starts_with("0x"));
    let from_provider = rows
        .iter()
        .filter(|row| row.get(2).is_some_and(|from| from.contains("the provider")));
    for row in from_provider {
        let code = u32::from_str_radix(&row[0][2..], 16).unwrap();
        assert_eq!(statuses.get(&row[1]), Some(&code), "{row:?}");
    }
}

/// The exit codes that a script's help lists.
fn listed(script: &str) -> BTreeSet<u32> {
    let text = template(&format!("scripts/{script}.ps1"));
    let help = text.split("Exit codes:").nth(1).unwrap();
    let help = help.split("\n.").next().unwrap();
    let numbers = help
        .split(';')
        .filter_map(|part| part.split_whitespace().next()?.parse().ok());
    numbers.collect()
}

/// The exit codes of all scripts, by their numbers.
fn exit_codes() -> BTreeMap<u32, String> {
    let text = template("scripts/common.psm1");
    let table = text.split("$ExitCode = @{").nth(1).unwrap();
    let lines = table.lines().take_while(|line| *line != "}");
    let entries = lines.filter_map(|line| {
        let (name, value) = line.split('#').next()?.split_once('=')?;
        Some((value.trim().parse().ok()?, name.trim().to_owned()))
    });
    entries.collect()
}

#[test]
fn the_exit_codes_are_those_of_the_scripts() {
    let rows = rows("docs/deployment.md", |first| first.parse::<u32>().is_ok());
    let codes: BTreeMap<u32, String> = rows
        .iter()
        .map(|row| (row[0].parse().unwrap(), row[1].clone()))
        .collect();
    assert_eq!(codes, exit_codes());
    for (column, script) in ["install", "verify", "upgrade", "uninstall"]
        .iter()
        .enumerate()
    {
        let said = rows.iter().filter(|row| row[column + 2] == "yes");
        let said: BTreeSet<u32> = said.map(|row| row[0].parse().unwrap()).collect();
        assert_eq!(said, listed(script), "{script}.ps1");
    }
}
