//! Runs that were cut short, and runs at the same time.

use std::fs::File;

use snapbox::str;

use crate::sandbox::Sandbox;

const JOURNAL: &str = "disk/.wmigen/journal";
const LOCK: &str = "disk/wmigen.lock";
const FILE: &str = "disk/src/generated/acme_disk.rs";
const SPEC: &str = "disk/.wmigen/base/spec.toml";
const MOF: &str = "disk/mof/acme_storage.mof";

/// What a file is called until it is complete.
const STALE: &str = "disk/src/generated/.wmigen-AbC123AbC123AbC1AbC123AbC123AbC1";

/// What the journal of a run says is what the lock would have said; this crate is as such a run left it, half done.
fn cut_short() -> Sandbox {
    let sandbox = Sandbox::with_disk();
    let old_lock = sandbox.read(LOCK);
    let (old_mof, old_spec) = (sandbox.read(MOF), sandbox.read(SPEC));
    sandbox.add_property();
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.write(JOURNAL, sandbox.read(LOCK));
    sandbox.write(LOCK, old_lock);
    assert_ne!(sandbox.read(MOF), old_mof);
    sandbox.write(MOF, old_mof);
    // It is written together with the lock.
    sandbox.write(SPEC, old_spec);
    sandbox
}

#[test]
fn a_run_that_was_cut_short_is_completed_even_for_another_spec() {
    let sandbox = cut_short();
    // Without the journal, what it wrote would be somebody's edit.
    let journal = sandbox.read(JOURNAL);
    sandbox.append("disk/wmigen.toml", "Size = { type = \"uint8\" }\n");
    sandbox.remove(JOURNAL);
    sandbox.run(&["generate", "disk"]).assert().code(1);
    sandbox.write(JOURNAL, journal);
    sandbox.write(STALE, "half a fil");
    sandbox.run(&["check", "disk"]).assert().code(1);
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
...
update     mof/acme_storage.mof
update     src/generated/acme_disk.rs
update     tests/harness/provider.rs
update     wmigen.lock
...
"]]);
    assert!(!sandbox.exists(JOURNAL));
    assert!(!sandbox.exists(STALE));
    assert!(!sandbox.exists("disk/.wmigen/backup"));
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""]);
}

#[test]
fn what_was_written_half_is_known_for_wmigens() {
    let sandbox = cut_short();
    let whole = sandbox.read(FILE);
    for torn in [
        String::new(),
        whole[..whole.len() / 2].to_owned(),
        format!("{}\0\0\0", &whole[..whole.len() / 2]),
    ] {
        sandbox.write(FILE, torn);
        sandbox.run(&["generate", "disk"]).assert().code(0);
        assert_eq!(sandbox.read(FILE), whole);
    }
}

#[test]
fn until_then_the_other_verbs_wait() {
    let sandbox = cut_short();
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
error: an earlier run was cut short
help: run `wmigen generate[..]` first: it resolves this

"]]);
    }
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn a_journal_that_cannot_be_read_is_told_of_and_gone_with_the_next_run() {
    let sandbox = Sandbox::with_disk();
    let lock = sandbox.read(LOCK);
    let within_a_hash = lock.rfind("sha256:").expect("a hash") + 20;
    for torn in ["", &lock[..within_a_hash], "\0\0\0\0"] {
        sandbox.write(JOURNAL, torn);
        for (verb, code) in [("check", 1), ("update", 1), ("prune", 1), ("generate", 0)] {
            let run = sandbox.run(&[verb, "disk"]).assert().code(code);
            let told = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
            let expected = "help: disk/.wmigen/journal cannot be read: text of an earlier run that was cut short may";
            assert!(told.starts_with(expected), "{verb}: {told}");
        }
        assert_eq!(sandbox.read(LOCK), lock);
        assert!(!sandbox.exists(JOURNAL));
        sandbox.run(&["check", "disk"]).assert().code(0);
    }
}

#[test]
fn the_journal_of_a_newer_wmigen_is_left_to_that() {
    let sandbox = Sandbox::with_disk();
    sandbox.add_property();
    sandbox.write(JOURNAL, "version = 99\n");
    let before = sandbox.snapshot();
    for verb in ["check", "generate", "update", "prune"] {
        sandbox
            .run(&[verb, "disk"])
            .assert()
            .code(1)
            .stderr_eq(str![[r"
error[lock-version]: the lock has format 99; this wmigen knows format 1
 --> disk/.wmigen/journal:1:11
...
"]]);
    }
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn a_hostile_journal_reaches_nothing_outside() {
    let sandbox = Sandbox::with_disk();
    sandbox.write("precious", "mine");
    let lock = sandbox.read(LOCK);
    for path in [
        "../precious",
        "wmigen.toml",
        ".wmigen/base/x",
        "C:/x",
        "nul",
    ] {
        let row = format!("\n[[file]]\npath = \"{path}\"\nkind = \"generated\"\n");
        sandbox.write(JOURNAL, format!("{lock}{row}"));
        sandbox
            .run(&["generate", "disk", "--force"])
            .assert()
            .code(0);
        let making = lock.replace(
            "version = 1\n",
            &format!("version = 1\nmaking = [\"{path}\"]\n"),
        );
        sandbox.write(JOURNAL, making);
        sandbox
            .run(&["generate", "disk", "--force"])
            .assert()
            .code(0);
    }
    assert_eq!(sandbox.read("precious"), "mine");
    assert_eq!(sandbox.read(LOCK), lock);
    std::fs::create_dir(sandbox.path(JOURNAL)).expect("a folder");
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: cannot use disk/.wmigen/journal: it is not a regular file

"]]);
}

#[test]
fn of_two_runs_at_once_one_writes() {
    let sandbox = Sandbox::with_disk();
    sandbox.append("disk/src/generated.rs", "// mine\n");
    sandbox
        .run(&["eject", "disk/src/generated.rs"])
        .assert()
        .code(0);
    sandbox.edit_spec("Acme_Disk", "Acme_Drive");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    let other = File::options()
        .write(true)
        .open(sandbox.path("disk/.wmigen/run.lock"))
        .expect("the file that runs lock");
    other.lock().expect("the lock");
    // There is work for each of them.
    for arguments in [
        &["update", "disk"][..],
        &["eject", "disk/mof/acme_storage-remove.mof"],
        &["prune", "disk", "--yes"],
        &["generate", "disk"],
    ] {
        if arguments[0] == "generate" {
            sandbox.add_property();
        }
        let before = sandbox.snapshot();
        sandbox
            .run(arguments)
            .assert()
            .code(2)
            .stdout_eq(str![""])
            .stderr_eq(str![[r"
error: another wmigen is writing to this folder; run the command again when it has ended

"]]);
        assert_eq!(sandbox.snapshot(), before);
    }
    let before = sandbox.snapshot();
    // Who only looks need not wait.
    for (arguments, code) in [
        (&["check", "disk"][..], 1),
        (&["generate", "disk", "--dry-run"], 0),
        (&["generate", "disk", "--diff"], 0),
        (&["update", "disk", "--dry-run"], 0),
    ] {
        let run = sandbox.run(arguments).assert().code(code);
        assert!(!run.get_output().stdout.is_empty(), "{arguments:?}");
    }
    assert_eq!(sandbox.snapshot(), before);
    drop(other);
    sandbox.run(&["generate", "disk"]).assert().code(0);
}

#[test]
fn the_copies_of_a_run_that_was_cut_short_are_named_by_the_next_one() {
    let sandbox = cut_short();
    let journal = sandbox.read(JOURNAL);
    let (head, rows) = journal.split_once("\n\n").expect("rows");
    sandbox.write(JOURNAL, format!("{head}\nbackups = [4, 5]\n\n{rows}"));
    // It did not get to make the other one.
    sandbox.write("disk/.wmigen/backup/4/src/generated.rs", "mine");
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
help: an earlier run was cut short; the copies it had made are in disk/.wmigen/backup/4
...
"]]);
    assert!(!sandbox.exists(JOURNAL));
    assert_eq!(
        sandbox.read("disk/.wmigen/backup/4/src/generated.rs"),
        "mine"
    );
}

#[test]
fn only_a_journal_has_its_keys() {
    let sandbox = Sandbox::with_disk();
    let lock = sandbox.read(LOCK);
    sandbox.write(
        LOCK,
        lock.replacen("\n\n", "\nmaking = [\"src/lib.rs\"]\n\n", 1),
    );
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
...
error[lock-syntax]: only the journal of a run has `making`, `backups` and `also`
...
help: nothing was written

"]]);
}
