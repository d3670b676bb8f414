//! The lock and the journal of a folder of templates, which are no more to be trusted than those of a crate.

use std::fs::File;

use snapbox::str;
use wmigen::render::BuiltIn;

use super::{LOCK, README, with_a_header, with_templates};

#[test]
fn the_lock_of_the_folder_is_not_trusted() {
    let sandbox = with_a_header();
    let lock = sandbox.read(LOCK);
    for (from, to, code) in [
        ("path = \"README.md.hbs\"", "path = \"../../README.md\"", 1),
        ("generator = \"", "generator = \"9", 1),
        ("version = 1", "version = 9", 1),
    ] {
        sandbox.write(LOCK, lock.replacen(from, to, 1));
        let before = sandbox.snapshot();
        for arguments in [
            &["check"][..],
            &["templates", "update"],
            &["templates", "export", "clippy.toml"],
        ] {
            let run = sandbox.run_in("disk", arguments).assert().code(code);
            assert!(!run.get_output().stderr.is_empty());
        }
        assert_eq!(sandbox.snapshot(), before, "{to}");
    }
}

#[test]
fn a_run_that_was_cut_short_is_completed_by_the_next() {
    let sandbox = with_templates();
    let lock = sandbox.read(LOCK);
    sandbox
        .run_in("disk", &["templates", "export", "tests/data.rs"])
        .assert()
        .code(0);
    // As an export is left that had said what it was about to write.
    let making = format!("{}making = [\"tests/data.rs.hbs\"]\n", "");
    let journal = sandbox
        .read(LOCK)
        .replacen("\n[[file]]", &format!("{making}\n[[file]]"), 1);
    sandbox.write("disk/templates/.wmigen/journal", journal);
    sandbox.write(LOCK, lock);
    sandbox.write("disk/templates/tests/data.rs.hbs", "");
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
error: an earlier run was cut short
help: run `wmigen templates update --templates disk/templates` first: it resolves this

"]]);
    sandbox
        .run_in("disk", &["templates", "update", "--dry-run"])
        .assert()
        .code(1);
    sandbox
        .run_in("disk", &["templates", "update"])
        .assert()
        .code(0);
    let data = BuiltIn::named("tests/data.rs").expect("a template").text;
    assert_eq!(sandbox.read("disk/templates/tests/data.rs.hbs"), data);
    assert!(!sandbox.exists("disk/templates/.wmigen/journal"));
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
}

#[test]
fn of_two_runs_at_once_one_writes() {
    let sandbox = with_a_header();
    let held = File::create(sandbox.path("disk/templates/.wmigen/run.lock")).expect("a file");
    held.lock().expect("a lock");
    let mine = sandbox.read(README);
    for arguments in [
        &["templates", "update"][..],
        &["templates", "export", "clippy.toml"],
    ] {
        sandbox
            .run_in("disk", arguments)
            .assert()
            .code(2)
            .stderr_eq(str![[r"
error: another wmigen is writing to this folder; run the command again when it has ended

"]]);
    }
    assert_eq!(sandbox.read(README), mine);
    assert!(!sandbox.exists("disk/templates/clippy.toml"));
    drop(held);
    sandbox
        .run_in("disk", &["templates", "update"])
        .assert()
        .code(0);
}
