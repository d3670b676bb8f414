//! The scripts of the golden crates are PowerShell, by a grammar that others wrote (on Windows, by its own), and ASCII: Windows PowerShell takes
//! other bytes for the machine's code page. What a spec says is in none of them but in the provider's record.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{CASES, case};

fn parse(scripts: &[PathBuf]) -> Output {
    parser().args(scripts).output().unwrap()
}

#[cfg(windows)]
fn parser() -> Command {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/powershell/parse.ps1");
    let mut parser = Command::new("powershell");
    parser.args([
        "-NoProfile",
        "-NonInteractive",
        "-ExecutionPolicy",
        "Bypass",
        "-File",
    ]);
    parser.arg(script);
    parser
}

#[cfg(not(windows))]
fn parser() -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("target/python/bin/python3");
    assert!(
        python.is_file(),
        "the grammar is not installed: run scripts/setup"
    );
    let mut parser = Command::new(python);
    parser.arg(root.join("tests/powershell/parse.py"));
    parser
}

fn scripts(name: &str) -> Vec<PathBuf> {
    let folder = case(name).join("expected/scripts");
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| {
        let extension = path.extension().unwrap_or_default();
        extension == "ps1" || extension == "psm1"
    });
    paths.sort();
    paths
}

#[test]
fn every_script_is_powershell_in_ascii() {
    let mut all: Vec<PathBuf> = CASES.iter().flat_map(|name| scripts(name)).collect();
    assert!(all.len() >= CASES.len() * 8, "{all:?}");
    all.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/powershell/parse.ps1"));
    for script in &all {
        assert!(fs::read(script).unwrap().is_ascii(), "{}", script.display());
    }
    let output = parse(&all);
    let said = String::from_utf8_lossy(&output.stdout);
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{failed}");
}

#[test]
fn scripts_are_the_same_in_every_crate() {
    let texts = |name| -> Vec<_> {
        let paths = scripts(name).into_iter();
        paths
            .map(|path| fs::read_to_string(path).unwrap())
            .collect()
    };
    for name in CASES {
        assert!(texts(name) == texts(CASES[0]), "{name}");
    }
}

#[test]
fn what_is_no_powershell_is_found() {
    let folder = tempfile::tempdir().unwrap();
    for (index, wrong) in [
        "function Get-It { param([string] $Name ",
        "if ($true { 1 }",
        "$texts = @(1, 2",
        "foreach ($one in $all { }",
        "\"a $(1 + ) b\"",
    ]
    .iter()
    .enumerate()
    {
        let path = folder.path().join(format!("{index}.ps1"));
        fs::write(&path, wrong).unwrap();
        let output = parse(&[path]);
        assert_eq!(output.status.code(), Some(1), "{wrong}");
    }
}
