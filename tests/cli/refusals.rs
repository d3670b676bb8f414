//! `wmigen generate` where it must not write: edits, foreign files, links, hostile locks.

use std::fs;

use snapbox::str;

use crate::sandbox::Sandbox;

#[test]
fn every_file_in_the_way_is_named_and_nothing_is_written() {
    let sandbox = Sandbox::with_disk();
    sandbox.add_property();
    sandbox.append("disk/src/generated/acme_disk.rs", "// mine\n");
    sandbox.remove("disk/src/generated.rs");
    fs::create_dir(sandbox.path("disk/src/generated.rs")).expect("a folder");
    let before = sandbox.snapshot();
    sandbox.run(&["generate", "disk"]).assert().code(1).stdout_eq(str![""]).stderr_eq(str![[r"
blocked    src/generated.rs: a folder is in its place
edited     src/generated/acme_disk.rs: changed since wmigen wrote it
error: 2 files are in the way; nothing was written
help: `wmigen generate --diff disk` shows what would change; with `--force` instead, wmigen overwrites the edited and foreign files and keeps copies in .wmigen/backup; to keep one as it is, `wmigen eject FILE` makes it yours
help: move what blocks a file out of the way; `--force` does not touch it

"]]);
    sandbox
        .run(&["generate", "disk", "--force"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
blocked    src/generated.rs: a folder is in its place
error: 1 file is in the way; nothing was written
help: move what blocks a file out of the way; `--force` does not touch it

"]]);
    sandbox
        .run(&["generate", "disk", "--diff"])
        .assert()
        .code(1);
    sandbox
        .run(&["generate", "disk", "--dry-run"])
        .assert()
        .code(1);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn force_keeps_a_copy_and_says_where() {
    let sandbox = Sandbox::with_disk();
    let generated = sandbox.read("disk/src/generated/acme_disk.rs");
    for number in 1..=2 {
        let mine = format!("// mine {number}\n");
        sandbox.write("disk/src/generated/acme_disk.rs", &mine);
        let stderr = sandbox
            .run(&["generate", "disk", "--force"])
            .assert()
            .code(0)
            .stdout_eq(str![""]);
        let stderr = String::from_utf8_lossy(&stderr.get_output().stderr).into_owned();
        let backup = format!(".wmigen/backup/{number}/src/generated/acme_disk.rs");
        let line = format!("overwrite  src/generated/acme_disk.rs (a copy is kept in {backup})");
        assert!(stderr.starts_with(&line), "{stderr}");
        assert_eq!(sandbox.read(&format!("disk/{backup}")), mine);
        assert_eq!(sandbox.read("disk/src/generated/acme_disk.rs"), generated);
    }
}

#[test]
fn without_a_lock_its_own_text_is_known_again_and_an_edit_is_foreign() {
    let sandbox = Sandbox::with_disk();
    let lock = sandbox.read("disk/wmigen.lock");
    sandbox.remove("disk/wmigen.lock");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert_eq!(sandbox.read("disk/wmigen.lock"), lock);
    sandbox.remove("disk/wmigen.lock");
    sandbox.append("disk/src/generated/acme_disk.rs", "// mine\n");
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
foreign    src/generated/acme_disk.rs: not written by wmigen
error: 1 file is in the way; nothing was written
help: [..]

"]]);
}

#[test]
fn a_hostile_or_newer_lock_stops_everything() {
    let sandbox = Sandbox::with_disk();
    sandbox.write("precious", "mine");
    let lock = sandbox.read("disk/wmigen.lock");
    let row = "\n[[file]]\npath = \"../precious\"\nkind = \"generated\"\n";
    sandbox.append("disk/wmigen.lock", row);
    sandbox
        .run(&["generate", "disk", "--force"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r#"
error[lock-path]: a path in the lock has a part that is `.` or `..`
[..]--> disk/wmigen.lock:[..]
[..]|
[..] | path = "../precious"
[..]| [..]^^^^^^^^^^^^^
[..]|
[..]= help: [..]
...
help: nothing was written

"#]]);
    sandbox.write(
        "disk/wmigen.lock",
        lock.replace("version = 1", "version = 2"),
    );
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error[lock-version]: the lock has format 2; this wmigen knows format 1
...
"]]);
    assert_eq!(sandbox.read("precious"), "mine");
}

/// Only on Unix, because Windows lets administrators alone make links.
#[cfg(unix)]
#[test]
fn a_link_out_of_the_crate_is_not_followed() {
    let sandbox = Sandbox::with_disk();
    fs::rename(sandbox.path("disk/src/generated"), sandbox.path("outside")).expect("moved");
    std::os::unix::fs::symlink(sandbox.path("outside"), sandbox.path("disk/src/generated"))
        .expect("a link");
    sandbox.add_property();
    let outside = sandbox.read("outside/acme_disk.rs");
    sandbox
        .run(&["generate", "disk", "--force"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
...
blocked    src/generated/acme_disk.rs: src/generated is a symbolic link, and wmigen follows none
...
error: [..] files are in the way; nothing was written
help: move what blocks a file out of the way; `--force` does not touch it

"]]);
    assert_eq!(sandbox.read("outside/acme_disk.rs"), outside);
}
