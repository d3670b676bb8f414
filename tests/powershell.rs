//! The scripts of a crate are PowerShell, by a grammar that others wrote (on Windows, by its own), and ASCII: Windows
//! PowerShell takes other bytes for the machine's code page. What a spec says is in none of them but in the provider's
//! record.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{CASES, expected, fixed};

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

fn is_script(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension == "ps1" || extension == "psm1"
}

fn templates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")
}

/// The scripts that each crate has, in the templates.
fn scripts() -> Vec<PathBuf> {
    let paths = fixed().into_keys().map(|path| templates().join(path));
    paths.filter(|path| is_script(path)).collect()
}

#[test]
#[ignore = "needs what scripts/setup installs into target/python; scripts/test runs it"]
fn every_script_is_powershell_in_ascii() {
    let mut all = scripts();
    assert!(all.len() >= 8, "{all:?}");
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
    let mut of_templates = scripts();
    for path in &mut of_templates {
        *path = path.strip_prefix(templates()).unwrap().to_owned();
    }
    for name in CASES {
        let paths = expected(name).into_keys().map(PathBuf::from);
        let of_crate: Vec<_> = paths.filter(|path| is_script(path)).collect();
        assert_eq!(of_crate, of_templates, "{name}");
    }
}

#[test]
#[ignore = "needs what scripts/setup installs into target/python; scripts/test runs it"]
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
