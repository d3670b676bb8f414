//! `Cargo.toml`, in which some keys are wmigen's: those follow, and nothing else of the user's file does.

use snapbox::str;

use crate::sandbox::Sandbox;

const MANIFEST: &str = "disk/Cargo.toml";
const COM: &str =
    "windows-core = { version = \"0.100\", default-features = false, features = [\"std\"] }";

/// Replaces something in the manifest.
fn edit(sandbox: &Sandbox, from: &str, to: &str) {
    let text = sandbox.read(MANIFEST);
    assert!(text.contains(from), "{from} is not in\n{text}");
    sandbox.write(MANIFEST, text.replace(from, to));
}

#[test]
fn what_is_the_users_stays_and_a_dependency_that_is_gone_comes_back() {
    let sandbox = Sandbox::with_disk();
    edit(&sandbox, COM, "# Ours.\nserde = \"1\" # mine");
    edit(
        &sandbox,
        "[package]\n",
        "# Mine.\n[package]\nauthors = [ 'me' ]\n",
    );
    sandbox.append(MANIFEST, "\n[profile.dev]\nopt-level = 1\r\n# the end");
    let mine = sandbox.read(MANIFEST);
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
merge      Cargo.toml (dependencies.windows-core) (a copy is kept in .wmigen/backup/1/Cargo.toml)
1 merged, [..] unchanged

"]]);
    let merged = sandbox.read(MANIFEST);
    let rest: Vec<_> = merged.split_inclusive('\n').collect();
    let at = rest.iter().position(|line| line.starts_with(COM));
    assert!(at.is_some(), "{merged}");
    let mut wanted = mine.split_inclusive('\n');
    for line in wanted.by_ref() {
        assert!(rest.contains(&line), "{line} is not in\n{merged}");
    }
    assert!(merged.ends_with("opt-level = 1\r\n# the end"));
    assert_eq!(sandbox.read("disk/.wmigen/backup/1/Cargo.toml"), mine);
    sandbox.run(&["check", "disk"]).assert().code(0);
}

#[test]
fn a_version_that_the_user_pinned_stays() {
    let sandbox = Sandbox::with_disk();
    edit(&sandbox, "version = \"0.100\"", "version = \"=0.100.0\"");
    sandbox.add_property();
    let mine = sandbox.read(MANIFEST);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert_eq!(sandbox.read(MANIFEST), mine);
    assert!(!sandbox.exists("disk/.wmigen/backup"));
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""]);
}

#[test]
fn what_cannot_be_read_is_refused_and_left_alone_even_by_force() {
    let sandbox = Sandbox::with_disk();
    sandbox.add_property();
    edit(&sandbox, "[package]", "[package");
    let before = sandbox.snapshot();
    for arguments in [&["generate", "disk"][..], &["generate", "disk", "--force"]] {
        sandbox
            .run(arguments)
            .assert()
            .code(1)
            .stdout_eq(str![""])
            .stderr_eq(str![[r"
broken     Cargo.toml: line 1, [..]
error: 1 file is in the way; nothing was written
help: correct Cargo.toml: wmigen changes only some of its keys, and does not guess the rest

"]]);
    }
    sandbox
        .run(&["check", "disk", "--message-format", "json"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
{"version":1,"reason":"action","action":"broken","path":"Cargo.toml","rule":"manifest-keys","remark":"line 1, [..]","backup":null,"incoming":null,"done":false}
...
"#]]);
    assert_eq!(sandbox.snapshot(), before);
}

/// Only on Unix, because Windows lets administrators alone make links.
#[cfg(unix)]
#[test]
fn through_a_link_nothing_is_read_or_taken_for_merged() {
    let sandbox = Sandbox::with_disk();
    let lock = sandbox.read("disk/wmigen.lock");
    std::fs::rename(sandbox.path(MANIFEST), sandbox.path("elsewhere")).expect("moved");
    std::os::unix::fs::symlink("../elsewhere", sandbox.path(MANIFEST)).expect("a link");
    sandbox
        .run(&["generate", "disk", "--force"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
blocked    Cargo.toml: a symbolic link is in its place
...
"]]);
    assert_eq!(sandbox.read("disk/wmigen.lock"), lock);
}

#[test]
fn what_the_user_wants_otherwise_is_said_each_time() {
    let sandbox = Sandbox::with_disk();
    // As if an older wmigen had needed another version, and the user yet another.
    let lock = sandbox.read("disk/wmigen.lock");
    let row = lock
        .split("[[file]]\n")
        .find(|row| row.contains("\"Cargo.toml\""))
        .expect("a row");
    let hash = row
        .split("sha256:")
        .nth(1)
        .expect("a hash")
        .split('"')
        .next()
        .expect("digits");
    sandbox.write(
        "disk/wmigen.lock",
        lock.replace(&format!("hash = \"sha256:{hash}\"\n"), ""),
    );
    edit(&sandbox, COM, "windows-core = \"0.98\"");
    for arguments in [
        &["check", "disk"][..],
        &["generate", "disk", "--dry-run"],
        &["generate", "disk", "--quiet"],
        &["generate", "disk"],
        &["check", "disk"],
    ] {
        let run = sandbox.run(arguments).assert();
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(
            said.contains("help: `dependencies.windows-core` is `0.98`; wmigen needs `0.100`"),
            "{arguments:?}: {said}"
        );
    }
}

#[test]
fn a_version_that_the_runtime_was_not_made_for_is_told_each_time() {
    let sandbox = Sandbox::with_disk();
    edit(&sandbox, "version = \"0.100\"", "version = \"0.58\"");
    let mine = sandbox.read(MANIFEST);
    for verb in ["check", "generate", "check"] {
        let said = sandbox.run(&[verb, "disk"]).assert().code(0);
        let said = String::from_utf8_lossy(&said.get_output().stderr).into_owned();
        let note = "`dependencies.windows-core` is `0.58`, and what wmigen generates is written for `0.100`: write \
                    `windows-core = \"0.100\"`";
        assert!(said.contains(note), "{verb}: {said}");
    }
    assert_eq!(sandbox.read(MANIFEST), mine);
}
