//! `wmigen.lock` as others leave it: a newer wmigen, git, and somebody who only comments.

use snapbox::str;

use crate::sandbox::Sandbox;

const LOCK: &str = "disk/wmigen.lock";
const FILE: &str = "disk/src/generated/acme_disk.rs";

/// Says in the lock that a much newer wmigen wrote it.
fn make_newer(sandbox: &Sandbox) {
    let lock = sandbox.read(LOCK);
    let ours = format!("generator = \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(lock.contains(&ours), "{lock}");
    sandbox.write(LOCK, lock.replace(&ours, "generator = \"99.0.0\""));
}

/// The lock's text without the digits of hashes, which change with wmigen's own texts.
fn without_digits(lock: &str) -> String {
    let lines = lock.lines().map(|line| match line.split_once("sha256:") {
        Some((before, digits)) if digits.len() == 65 => format!("{before}sha256:…\"\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn it_says_who_wrote_what_and_whose_it_is() {
    let sandbox = Sandbox::with_disk();
    let text = without_digits(&sandbox.read(LOCK));
    let head = format!(
        "# Written by wmigen. Commit this file; do not edit it.\nversion = 1\ngenerator = \"{}\"\n\
         spec = \"sha256:…\"\nfingerprint = \"sha256:…\"\n\n[[file]]\npath = \".gitattributes\"\n",
        env!("CARGO_PKG_VERSION")
    );
    assert!(text.starts_with(&head), "{text}");
    // A row for each kind.
    for (path, kind) in [
        ("README.md", "once"),
        ("Cargo.toml", "keys"),
        ("src/classes/acme_disk.rs", "once"),
        ("src/generated.rs", "generated"),
        ("wmigen.schema.json", "generated"),
    ] {
        let row = format!("[[file]]\npath = \"{path}\"\nkind = \"{kind}\"\nhash = \"sha256:…\"\n");
        assert_eq!(text.matches(&row).count(), 1, "{row}\n{text}");
    }
    let lock = sandbox.read(LOCK);
    let hashes = lock
        .lines()
        .filter_map(|line| line.split_once(" = \"sha256:"));
    for (key, hash) in hashes {
        let hash = hash.strip_suffix('"').expect(key);
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        assert!(hash.len() == 64 && hash.bytes().all(is_hex), "{key}");
    }
}

#[test]
fn what_a_newer_wmigen_wrote_is_left_alone() {
    let sandbox = Sandbox::with_disk();
    sandbox.add_property();
    make_newer(&sandbox);
    let before = sandbox.snapshot();
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
newer      wmigen.lock: a newer wmigen wrote it

"]])
        .stderr_eq(str![[r"
error: wmigen 99.0.0 wrote this crate, and this is [..]: it would replace newer files by older ones
help: check with that version, or a newer one

"]]);
    for arguments in [
        &["generate", "disk"][..],
        &["generate", "disk", "--force"],
        &["update", "disk"],
        &["eject", FILE],
        &["prune", "disk", "--yes"],
    ] {
        sandbox
            .run(arguments)
            .assert()
            .code(1)
            .stdout_eq(str![""])
            .stderr_eq(str![[r"
error: wmigen 99.0.0 wrote this crate, and this is [..]: it would replace newer files by older ones
help: [..] that version[..]

"]]);
    }
    assert_eq!(sandbox.snapshot(), before);
}

/// Also where there is nothing else to do: the next run must not ask again.
#[test]
fn a_downgrade_that_is_allowed_is_done_with() {
    for changed in [false, true] {
        let sandbox = Sandbox::with_disk();
        if changed {
            sandbox.add_property();
        }
        make_newer(&sandbox);
        sandbox
            .run(&["generate", "disk", "--allow-downgrade"])
            .assert()
            .code(0)
            .stderr_eq(str![[r"
...
update     wmigen.lock
...
"]]);
        sandbox
            .run(&["check", "disk"])
            .assert()
            .code(0)
            .stdout_eq(str![""])
            .stderr_eq(str![""]);
    }
}

#[test]
fn an_older_wmigen_that_wrote_the_same_is_no_reason_to_write() {
    let sandbox = Sandbox::with_disk();
    let lock = sandbox.read(LOCK);
    let ours = format!("generator = \"{}\"", env!("CARGO_PKG_VERSION"));
    sandbox.write(LOCK, lock.replace(&ours, "generator = \"0.0.1\""));
    let before = sandbox.snapshot();
    sandbox.run(&["check", "disk"]).assert().code(0);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn a_comment_in_the_spec_changes_no_file() {
    let sandbox = Sandbox::with_disk();
    sandbox.append("disk/wmigen.toml", "\n# Why there is no more.\n");
    let before = sandbox.snapshot();
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""]);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert_eq!(sandbox.snapshot(), before);
}

/// The line of the lock that has the hash of [`FILE`].
fn hash_line(lock: &str) -> &str {
    let row = lock
        .split("[[file]]")
        .find(|row| row.contains("\"src/generated/acme_disk.rs\""));
    let mut lines = row.expect("its row").lines();
    lines
        .find(|line| line.starts_with("hash"))
        .expect("its hash")
}

/// Two branches have changed the spec and generated; git has merged the specs, taken one side's files, and left the lock in
/// conflict.
#[test]
fn a_conflict_in_it_is_resolved_by_generating() {
    let sandbox = Sandbox::with_disk();
    let original = sandbox.read(LOCK);
    sandbox.add_property();
    sandbox.run(&["generate", "disk"]).assert().code(0);
    let theirs = sandbox.read(LOCK);
    let conflict = format!(
        "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs",
        hash_line(&original),
        hash_line(&theirs)
    );
    sandbox.write(LOCK, theirs.replace(hash_line(&theirs), &conflict));
    sandbox.append("disk/wmigen.toml", "Size = { type = \"uint8\" }\n");
    sandbox.run(&["check", "disk"]).assert().code(1);
    let before = sandbox.snapshot();
    for arguments in [
        &["update", "disk"][..],
        &["eject", FILE],
        &["prune", "disk", "--yes"],
    ] {
        sandbox
            .run(arguments)
            .assert()
            .code(1)
            .stdout_eq(str![""])
            .stderr_eq(str![[r"
error: wmigen.lock has conflict markers
help: run `wmigen generate[..]` first: it resolves this

"]]);
    }
    assert_eq!(sandbox.snapshot(), before);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""]);
    let merged = sandbox.read(LOCK);
    assert!(!merged.contains("<<<<<<<") && hash_line(&merged) != hash_line(&theirs));
}

#[test]
fn half_a_conflict_is_refused() {
    let sandbox = Sandbox::with_disk();
    let lock = sandbox.read(LOCK);
    let line = hash_line(&lock);
    sandbox.write(LOCK, lock.replace(line, &format!("<<<<<<< HEAD\n{line}")));
    let before = sandbox.snapshot();
    for verb in ["generate", "check", "update"] {
        sandbox
            .run(&[verb, "disk"])
            .assert()
            .code(1)
            .stdout_eq(str![""])
            .stderr_eq(str![[r"
error[lock-syntax]: [..]
[..]--> disk/wmigen.lock:[..]
...
help: nothing was written

"]]);
    }
    assert_eq!(sandbox.snapshot(), before);
}
