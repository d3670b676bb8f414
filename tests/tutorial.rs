//! docs/tutorial.md, done as it says: its spec, its code, its change of mind.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::fs;
use std::path::Path;
use std::process::Command;
use support::{build_in_place, cargo, mirror, succeed, tree, write};

const TUTORIAL: &str = include_str!("../docs/tutorial.md");

/// The blocks of code in that language, in order.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    TUTORIAL
        .split(fence.as_str())
        .skip(1)
        .map(|rest| &rest[..rest.find("```").unwrap()])
        .collect()
}

fn wmigen() -> Command {
    Command::new(env!("CARGO_BIN_EXE_wmigen"))
}

#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn the_tutorial_leads_where_it_says() {
    let [spec, property] = blocks("toml")[..] else {
        panic!("a spec and a property");
    };
    let [class] = blocks("rust")[..] else {
        panic!("one class");
    };
    let made = tempfile::tempdir().unwrap();
    let spec_file = made.path().join("disks.toml");
    fs::write(&spec_file, spec).unwrap();
    let new = made.path().join("acme-storage");
    succeed(wmigen().arg("new").arg(&new).arg("--spec").arg(&spec_file));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tutorial/acme-storage");
    mirror(&tree(&new), &folder);

    write(&folder.join("src/classes/acme_disk.rs"), class.as_bytes());
    succeed(&mut cargo(&folder, &["fmt", "--check"]));
    let lint = [
        "clippy",
        "--quiet",
        "--target",
        "x86_64-pc-windows-gnu",
        "--",
        "-D",
        "warnings",
    ];
    succeed(&mut cargo(&folder, &lint));
    let mut test = wmigen();
    test.arg("test").arg(&folder);
    test.args(["--", "--test", "contract"]);
    succeed(build_in_place(&mut test, &folder));
    let policy = succeed(wmigen().args(["explain", "--policy"]).arg(&folder));
    assert!(String::from_utf8_lossy(&policy.stdout).contains("| `FreeSpace` | yes |"));

    let free_space = spec.lines().last().unwrap();
    assert!(free_space.starts_with("FreeSpace"));
    let changed = spec.replace(
        free_space,
        &format!("{free_space}\n{}", property.trim_end()),
    );
    fs::write(folder.join("wmigen.toml"), changed).unwrap();
    succeed(wmigen().arg("generate").arg(&folder));
    let output = cargo(&folder, &["check"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("missing field `online` in initializer of `AcmeDisk`"),
        "{said}"
    );
    let followed = class.replace(
        "        device_id: device_id",
        "        online: None,\n        device_id: device_id",
    );
    write(
        &folder.join("src/classes/acme_disk.rs"),
        followed.as_bytes(),
    );
    succeed(&mut cargo(&folder, &["check"]));
    succeed(wmigen().arg("check").arg(&folder));
}
