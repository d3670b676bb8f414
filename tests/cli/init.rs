//! `wmigen init`: a provider joins what is there, and no line is lost.

use std::process::Command;

use snapbox::str;

use crate::sandbox::{DISK, Sandbox};

/// A library of somebody's, with a manifest and a README of theirs.
const MANIFEST: &str = "\
# mine
[package]
name = \"acme\"   # not Acme
version = \"3.1.4\"
edition = \"2024\"

[dependencies]
log = { version = \"0.4\", optional = true }
";

fn library() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("acme/Cargo.toml", MANIFEST);
    sandbox.write("acme/src/lib.rs", "//! Mine.\n");
    sandbox.write("acme/README.md", "# Mine\n");
    sandbox.write("acme/.gitignore", "*.log\n");
    sandbox.write("acme/src/other.rs", "// mine\n");
    sandbox
}

#[test]
fn a_crate_becomes_a_provider_and_keeps_every_line() {
    let sandbox = library();
    let run = sandbox.run_in("acme", &["init"]).assert().code(0);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("created the provider Acme in ."), "{said}");
    // What the user's own files lack is offered.
    assert!(
        said.contains("`wmigen update` puts the scaffolds beside them"),
        "{said}"
    );
    for (file, text) in [
        ("src/lib.rs", "//! Mine.\n"),
        ("README.md", "# Mine\n"),
        (".gitignore", "*.log\n"),
        ("src/other.rs", "// mine\n"),
    ] {
        assert_eq!(sandbox.read(&format!("acme/{file}")), text, "{file}");
    }
    let manifest = sandbox.read("acme/Cargo.toml");
    for line in MANIFEST.lines() {
        assert!(
            manifest.lines().any(|kept| kept == line),
            "{line}: {manifest}"
        );
    }
    assert!(
        manifest.contains("crate-type = [") && manifest.contains("windows"),
        "{manifest}"
    );
    let metadata = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .current_dir(sandbox.path("acme"))
        .output()
        .expect("cargo");
    assert!(metadata.status.success(), "{metadata:?}");
    sandbox.run(&["check", "acme"]).assert().code(0);
    let again = sandbox.run(&["init", "acme"]).assert().code(1);
    again.stdout_eq(str![""]).stderr_eq(str![[r"
error: acme/wmigen.toml is there already
help: nothing was written; it is a provider already, and `wmigen generate acme` makes it follow its spec

"]]);
}

#[test]
fn a_repository_without_a_crate_gets_one() {
    let sandbox = Sandbox::new();
    sandbox.write("disk.toml", DISK);
    sandbox.write("repo/LICENSE", "mine\n");
    std::fs::create_dir(sandbox.path("repo/.git")).expect("a folder");
    let init = ["init", "repo", "--spec", "disk.toml"];
    sandbox.run(&init).assert().code(0);
    assert_eq!(sandbox.read("repo/LICENSE"), "mine\n");
    sandbox
        .run(&["check", "repo"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
    // It is as a new one is.
    sandbox
        .run(&["new", "fresh", "--spec", "disk.toml"])
        .assert()
        .code(0);
    for file in [
        "Cargo.toml",
        "src/lib.rs",
        "src/generated.rs",
        "wmigen.toml",
    ] {
        let (joined, fresh) = (format!("repo/{file}"), format!("fresh/{file}"));
        assert_eq!(sandbox.read(&joined), sandbox.read(&fresh), "{file}");
    }
}

#[test]
fn an_empty_folder_gets_a_new_crate() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.path("acme")).expect("a folder");
    sandbox.run_in("acme", &["init"]).assert().code(0);
    sandbox.run(&["init", "absent"]).assert().code(0);
    sandbox.run(&["check", "acme"]).assert().code(0);
    sandbox.run(&["check", "absent"]).assert().code(0);
}

#[test]
fn all_that_is_in_the_way_is_named_and_nothing_is_written() {
    let sandbox = library();
    sandbox.write("acme/src/generated.rs", "// mine\n");
    sandbox.write("acme/wmigen.lock", "mine\n");
    sandbox.write("acme/Cargo.toml", "[workspace]\n");
    let before = sandbox.snapshot();
    let run = sandbox.run(&["init", "acme"]).assert().code(1);
    run.stdout_eq(str![""]).stderr_eq(str![[r"
broken     Cargo.toml: it has a `[workspace]` and no `[package]`, and so is no crate's
foreign    src/generated.rs: [..]
error: wmigen.lock is there without a wmigen.toml, and says what an earlier provider was
error: 2 files are in the way
help: correct Cargo.toml: wmigen changes only some of its keys, and does not guess the rest
help: nothing was written; move what is in the way, or make the provider in a folder of its own: `wmigen new acme/provider`

"]]);
    assert_eq!(sandbox.snapshot(), before);
    sandbox.write("acme/Cargo.toml", "[package\n");
    let run = sandbox.run(&["init", "acme"]).assert().code(1);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("broken     Cargo.toml"), "{said}");
    assert!(said.contains("help: correct Cargo.toml"), "{said}");
}

#[test]
fn a_workspace_around_is_told_of_its_new_member() {
    let sandbox = library();
    sandbox.write("Cargo.toml", "[workspace]\nmembers = ['other']\n");
    let run = sandbox.run(&["init", "acme"]).assert().code(0);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        said.contains("add `acme` to `members` in `[workspace]` of Cargo.toml"),
        "{said}"
    );
}

#[test]
fn the_provider_is_named_after_the_crate() {
    let sandbox = library();
    std::fs::rename(sandbox.path("acme"), sandbox.path("checkout")).expect("a rename");
    let run = sandbox.run_in("checkout", &["init"]).assert().code(0);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("created the provider Acme in ."), "{said}");
    // The scaffolds name the DLL that cargo makes.
    let files = sandbox.read("checkout/scripts/acme.provider.json");
    assert!(files.contains(r#""FileStem": "acme""#), "{files}");
}

#[test]
fn a_crate_of_an_edition_before_that_of_the_files_is_refused() {
    let sandbox = library();
    for (edition, problem) in [
        (
            "edition = \"2021\"",
            "Cargo.toml:5:11: the edition is `2021`",
        ),
        ("", "Cargo.toml has no edition, which means 2015"),
    ] {
        let manifest = MANIFEST.replace("edition = \"2024\"", edition);
        sandbox.write("acme/Cargo.toml", &manifest);
        let before = sandbox.snapshot();
        let run = sandbox.run_in("acme", &["init"]).assert().code(1);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        let whole = format!(
            "error: {problem}, but what wmigen writes is of 2024: write `edition = \"2024\"` in `[package]`\n"
        );
        assert!(said.contains(&whole), "{said}");
        assert_eq!(sandbox.snapshot(), before);
    }
    // What the workspace gives is cargo's to know.
    let manifest = MANIFEST.replace("edition = \"2024\"", "edition.workspace = true");
    sandbox.write("acme/Cargo.toml", &manifest);
    sandbox.run_in("acme", &["init"]).assert().code(0);
}

/// Only on Unix, and not by root, to whom everything can be written.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told_and_stays() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = library();
    let folder = sandbox.path("acme");
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o555)).expect("a mode");
    if std::fs::write(folder.join("probe"), "").is_ok() {
        return;
    }
    let before = sandbox.snapshot();
    let run = sandbox.run(&["init", "acme"]).assert().code(2);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("error: cannot write wmigen.toml"), "{said}");
    assert!(
        said.contains("help: nothing was written; make sure that you may write there"),
        "{said}"
    );
    assert_eq!(sandbox.snapshot(), before);
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o755)).expect("a mode");
}
