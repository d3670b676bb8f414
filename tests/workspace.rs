//! Several providers in one Cargo workspace: cargo builds them into one folder, and wmigen works on each of them alone.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{build_in_place, cargo, case, expected, mirror, succeed, tree};

/// What the members have in common; the profile is the one that each had for itself.
const COMMON: &str = r#"
[workspace.package]
edition = "2024"
rust-version = "1.95"

[workspace.dependencies]
jiff = { version = "0.2", default-features = false }
windows-core = { version = "0.100", default-features = false }

[profile.release]
codegen-units = 1
lto = true
strip = true
"#;

/// Where a crate's own begins, which goes to the end of its manifest.
const PROFILE: &str = "\n[profile.release]\n";

/// What a member inherits instead of saying it.
const INHERITED: &[(&str, &str)] = &[
    ("edition = \"2024\"", "edition.workspace = true"),
    ("rust-version = \"1.95\"", "rust-version.workspace = true"),
    (
        "jiff = { version = \"0.2\", default-features = false, features = [\"std\"] }",
        "jiff = { workspace = true, features = [\"std\"] }",
    ),
    (
        "windows-core = { version = \"0.100\", default-features = false, features = [\"std\"] }",
        "windows-core = { workspace = true, features = [\"std\"] }",
    ),
];

/// A golden crate with its user's code, and with its manifest as a member's.
fn member(name: &str, inherited: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let mut files = expected(name);
    files.extend(tree(&case(name).join("yours")));
    let mut manifest = String::from_utf8(files["Cargo.toml"].clone()).unwrap();
    let profile = manifest.find(PROFILE).unwrap();
    manifest.truncate(profile);
    for (said, inherited) in inherited {
        assert!(manifest.contains(said), "{said} is not in {manifest}");
        manifest = manifest.replace(said, inherited);
    }
    files.insert("Cargo.toml".to_owned(), manifest.into_bytes());
    files
}

fn put(files: &mut BTreeMap<String, Vec<u8>>, folder: &str, member: BTreeMap<String, Vec<u8>>) {
    let member = member.into_iter();
    files.extend(member.map(|(path, content)| (format!("{folder}{path}"), content)));
}

/// Writes a workspace. All are built into one folder, so that what they depend on is compiled once.
fn written(name: &str, files: &BTreeMap<String, Vec<u8>>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("workspace")
        .join(name);
    mirror(files, &folder);
    folder
}

fn wmigen(verb: &str, folder: &Path) -> Command {
    let mut wmigen = Command::new(env!("CARGO_BIN_EXE_wmigen"));
    wmigen.arg(verb).current_dir(folder);
    wmigen
}

/// Runs `wmigen test` inside of a member, and makes sure that it has run that member's tests, and those alone.
fn test(root: &Path, folder: &str, package: &str, program: &str) {
    let folder = root.join(folder);
    let mut run = wmigen("test", &folder.join("src"));
    run.args(["--", "--test", program]);
    let run = succeed(build_in_place(&mut run, root));
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(
        !said.contains("profiles for the non root package"),
        "{said}"
    );
    let programs = said.lines().filter(|line| line.contains("Running"));
    assert_eq!(programs.count(), 1, "{package}: {said}");
    let passed = String::from_utf8_lossy(&run.stdout);
    assert!(passed.contains("test result: ok."), "{package}: {passed}");
    assert!(!passed.contains(" 0 passed"), "{package}: {passed}");
}

/// Runs `wmigen check` inside of a member, and makes sure that it has these warnings of the spec and no other finding.
fn check(folder: &Path, warnings: &[&str]) {
    let checked = succeed(&mut wmigen("check", &folder.join("src/classes")));
    assert_eq!(String::from_utf8_lossy(&checked.stdout), "");
    let said = String::from_utf8_lossy(&checked.stderr);
    let found = said.lines().filter(|line| line.contains("]: "));
    let found: Vec<_> = found.filter_map(|line| line.split(']').next()).collect();
    assert_eq!(found, warnings, "{said}");
    assert_eq!(said.is_empty(), warnings.is_empty(), "{said}");
}

/// One test, because crates of one name in one target folder get into each other's way.
#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn each_provider_of_a_workspace_is_built_tested_and_checked_by_itself() {
    providers_beside_each_other();
    a_provider_at_the_root();
}

fn providers_beside_each_other() {
    let mut files = BTreeMap::new();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\"providers/*\"]\n{COMMON}");
    files.insert("Cargo.toml".to_owned(), manifest.into_bytes());
    put(&mut files, "providers/computers/", member("computers", &[]));
    put(&mut files, "providers/disk/", member("disk", INHERITED));
    let root = written("members", &files);
    let lint = ["clippy", "--quiet", "--all-targets", "--", "-D", "warnings"];
    let linted = succeed(&mut cargo(&root, &lint));
    assert_eq!(String::from_utf8_lossy(&linted.stderr), "");
    test(&root, "providers/computers", "acme-directory", "contract");
    test(&root, "providers/disk", "acme-storage", "contract");
    let providers = root.join("providers");
    check(&providers.join("computers"), &["warning[delegate-level"]);
    check(&providers.join("disk"), &[]);
}

/// Cargo, asked at the root, may have another member in mind.
fn a_provider_at_the_root() {
    let mut files = member("disk", INHERITED);
    let table = "[workspace]\nmembers = [\"computers\"]\ndefault-members = [\"computers\"]\n";
    let manifest = files.get_mut("Cargo.toml").unwrap();
    manifest.extend(format!("\n{table}{COMMON}").into_bytes());
    put(&mut files, "computers/", member("computers", &[]));
    let root = written("root", &files);
    // There is no such program in the other member.
    test(&root, "", "acme-storage", "data");
    check(&root, &[]);
}
