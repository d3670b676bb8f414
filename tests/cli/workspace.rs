//! `wmigen new` inside a Cargo workspace: what it says is what cargo wants, by cargo's own judgement.

use std::process::{Command, Output};

use snapbox::str;

use crate::sandbox::Sandbox;

/// What cargo says of the crate in this folder.
fn cargo(sandbox: &Sandbox, folder: &str) -> Output {
    Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .current_dir(sandbox.path(folder))
        .output()
        .expect("cargo runs")
}

/// Whether the words of `wmigen new` ask for the crate to be added to the workspace.
fn asks(said: &[u8]) -> bool {
    String::from_utf8_lossy(said).contains("to `members` in `[workspace]` of ")
}

#[test]
fn it_says_which_manifest_has_to_name_the_crate() {
    let sandbox = Sandbox::new();
    sandbox.write("ws/Cargo.toml", "[workspace]\nresolver = \"3\"\n");
    std::fs::create_dir_all(sandbox.path("ws/providers")).expect("a folder");
    sandbox
        .run_in("ws/providers", &["new", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
created the provider Disk in disk ([..] files)
...
help: cargo refuses the crate until the workspace around it lists it: add `providers/disk` to `members` in `[workspace]` of ../Cargo.toml, or to `exclude`
help: cargo reads profiles from ../Cargo.toml alone: move `[profile.release]` there from disk/Cargo.toml

"]]);
    assert!(!cargo(&sandbox, "ws/providers/disk").status.success());

    // As it says, and cargo has nothing more to say.
    let manifest = sandbox.read("ws/providers/disk/Cargo.toml");
    let at = manifest.find("\n[profile.release]\n").expect("a profile");
    let (moved, profile) = manifest.split_at(at);
    sandbox.write("ws/providers/disk/Cargo.toml", moved);
    sandbox.write(
        "ws/Cargo.toml",
        format!("[workspace]\nresolver = \"3\"\nmembers = [\"providers/disk\"]\n{profile}"),
    );
    let taken = cargo(&sandbox, "ws/providers/disk");
    assert!(taken.status.success(), "{taken:?}");
    assert_eq!(String::from_utf8_lossy(&taken.stderr), "");
}

#[test]
fn it_asks_where_cargo_refuses_and_nowhere_else() {
    for (table, refused) in [
        ("", true),
        ("members = []", true),
        ("members = ['a/b']", false),
        ("members = ['./a/b/']", false),
        ("members = ['a/*']", false),
        ("members = ['*/b']", false),
        ("members = ['a/[bc]']", false),
        ("members = ['*']", true),
        ("members = ['a/b?']", true),
        ("exclude = ['a']", false),
        ("exclude = ['a/b']", false),
        ("exclude = ['a/bc']", true),
        ("exclude = ['a/*']", true),
        ("members = ['a/b']\nexclude = ['a']", false),
        ("members = ['a/*']\nexclude = ['a/b']", false),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("Cargo.toml", format!("[workspace]\n{table}\n"));
        let made = sandbox.run(&["new", "a/b"]).assert().code(0);
        let output = cargo(&sandbox, "a/b");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(!output.status.success(), refused, "{table}: {said}");
        assert_eq!(asks(&made.get_output().stderr), refused, "{table}");
        let profiles = said.contains("profiles for the non root package will be ignored");
        let stderr = String::from_utf8_lossy(&made.get_output().stderr);
        let moves = stderr.contains("move `[profile.release]`");
        // Where cargo refuses the crate, it does not read its profiles.
        assert_eq!(moves, profiles || refused, "{table}: {stderr}");
    }
}

#[test]
fn a_workspace_around_one_that_excludes_the_crate_counts() {
    let sandbox = Sandbox::new();
    sandbox.write("Cargo.toml", "[workspace]\n");
    sandbox.write("a/Cargo.toml", "[workspace]\nexclude = ['b']\n");
    let made = sandbox.run(&["new", "a/b"]).assert().code(0);
    let refused = !cargo(&sandbox, "a/b").status.success();
    assert_eq!(asks(&made.get_output().stderr), refused);
}

#[test]
fn a_package_above_that_is_no_workspace_is_nothing_to_it() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "Cargo.toml",
        "[package]\nname = 'outer'\nedition = '2024'\n",
    );
    sandbox.write("src/lib.rs", "");
    let made = sandbox.run(&["new", "a/b"]).assert().code(0);
    assert!(cargo(&sandbox, "a/b").status.success());
    let said = String::from_utf8_lossy(&made.get_output().stderr);
    assert!(!said.contains("help: "), "{said}");
}
