//! `wmigen prune`: orphans go, with a copy of each, and nothing else.

use std::fs;

use snapbox::str;

use crate::sandbox::Sandbox;

const ORPHAN: &str = "disk/src/classes/acme_disk.rs";

/// A crate whose class has another name, and which still has the user's file of the old one.
fn with_an_orphan() -> Sandbox {
    let sandbox = Sandbox::with_disk();
    sandbox.append(ORPHAN, "// mine");
    sandbox.edit_spec("Acme_Disk", "Acme_Drive");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox
}

#[test]
fn without_an_orphan_there_is_nothing_to_do() {
    let sandbox = Sandbox::with_disk();
    let before = sandbox.snapshot();
    for arguments in [&["prune", "disk"][..], &["prune", "disk", "--yes"]] {
        sandbox
            .run(arguments)
            .assert()
            .code(0)
            .stdout_eq(str![""])
            .stderr_eq(str![[r"
nothing to do: there are no orphans

"]]);
    }
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn it_lists_the_orphans_and_deletes_them_only_when_told_to() {
    let sandbox = with_an_orphan();
    let before = sandbox.snapshot();
    sandbox
        .run(&["prune", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
prune      src/classes/acme_disk.rs (a copy will be kept in .wmigen/backup/1/src/classes/acme_disk.rs)

"]])
        .stderr_eq(str![[r"
help: nothing was deleted; `wmigen prune --yes disk` does it, and keeps copies in .wmigen/backup

"]]);
    assert_eq!(sandbox.snapshot(), before);

    let mine = sandbox.read(ORPHAN);
    sandbox
        .run_in("disk/src", &["prune", "--yes"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
prune      src/classes/acme_disk.rs (a copy is kept in .wmigen/backup/1/src/classes/acme_disk.rs)

"]]);
    assert!(!sandbox.exists(ORPHAN));
    let copy = "disk/.wmigen/backup/1/src/classes/acme_disk.rs";
    assert_eq!(sandbox.read(copy), mine);
    let lock = sandbox.read("disk/wmigen.lock");
    assert!(!lock.contains("src/classes/acme_disk.rs"), "{lock}");
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![""]);
}

#[test]
fn an_edited_file_of_a_class_that_is_gone_is_an_orphan_too() {
    let sandbox = Sandbox::with_disk();
    let edited = "disk/src/generated/acme_disk.rs";
    sandbox.append(edited, "// mine");
    let mine = sandbox.read(edited);
    sandbox.remove(ORPHAN);
    sandbox.edit_spec("Acme_Disk", "Acme_Drive");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.run(&["prune", "disk", "--yes"]).assert().code(0);
    assert!(!sandbox.exists(edited));
    let copy = "disk/.wmigen/backup/1/src/generated/acme_disk.rs";
    assert_eq!(sandbox.read(copy), mine);
}

#[test]
fn a_folder_in_its_place_stays() {
    let sandbox = with_an_orphan();
    sandbox.remove(ORPHAN);
    fs::create_dir(sandbox.path(ORPHAN)).expect("a folder");
    sandbox.write("disk/src/classes/acme_disk.rs/mine", "mine");
    stays(&sandbox);
    assert_eq!(sandbox.read("disk/src/classes/acme_disk.rs/mine"), "mine");
}

/// Only on Unix, because Windows lets administrators alone make links.
#[cfg(unix)]
#[test]
fn a_link_in_its_place_stays_and_so_does_what_it_leads_to() {
    use std::os::unix::fs::symlink;
    let sandbox = with_an_orphan();
    sandbox.write("precious", "mine");
    sandbox.remove(ORPHAN);
    symlink(sandbox.path("precious"), sandbox.path(ORPHAN)).expect("a link");
    stays(&sandbox);
    assert_eq!(sandbox.read("precious"), "mine");

    sandbox.remove(ORPHAN);
    fs::rename(sandbox.path("disk/src/classes"), sandbox.path("outside")).expect("moved");
    symlink(sandbox.path("outside"), sandbox.path("disk/src/classes")).expect("a link");
    sandbox.write("outside/acme_disk.rs", "mine");
    stays(&sandbox);
    assert_eq!(sandbox.read("outside/acme_disk.rs"), "mine");
}

/// What is no file of the crate's is the user's to delete, and still listed.
fn stays(sandbox: &Sandbox) {
    for _ in 0..2 {
        sandbox
            .run(&["prune", "disk", "--yes"])
            .assert()
            .code(1)
            .stdout_eq(str![""])
            .stderr_eq(str![[r"
orphan     src/classes/acme_disk.rs (no longer generated; kept, because not all of it is wmigen's)
help: delete by hand what is still listed: it is not a regular file

"]]);
    }
    assert!(sandbox.exists(ORPHAN));
}

#[test]
fn it_speaks_json() {
    let sandbox = with_an_orphan();
    sandbox
        .run(&["prune", "disk", "--yes", "--message-format", "json"])
        .assert()
        .code(0)
        .stderr_eq(str![""])
        .stdout_eq(str![[r#"
{"version":1,"reason":"action","action":"prune","path":"src/classes/acme_disk.rs","rule":null,"remark":null,"backup":".wmigen/backup/1/src/classes/acme_disk.rs","incoming":null,"done":true}
{"version":1,"reason":"finished","exit_status":0}

"#]]);
}

#[test]
fn what_is_still_compiled_in_is_not_deleted() {
    let sandbox = Sandbox::with_disk();
    sandbox.append(ORPHAN, "// mine");
    sandbox.edit_spec("Acme_Disk", "Acme_Drive");
    let before = sandbox.snapshot();
    sandbox
        .run(&["prune", "disk", "--yes"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
error: the crate is not what its spec describes
help: run `wmigen generate disk` first

"]]);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn what_wmigen_only_met_is_no_orphan() {
    let sandbox = Sandbox::with_disk();
    sandbox.write("disk/src/classes/helper.rs", "// mine\n");
    let class = "\n[class.Helper]\noperations = [\"get\"]\n[class.Helper.properties]\n\
                 ID = { type = \"string\", key = true }\n";
    sandbox.append("disk/wmigen.toml", class);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.edit_spec(class, "");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.run(&["prune", "disk", "--yes"]).assert().code(0);
    assert_eq!(sandbox.read("disk/src/classes/helper.rs"), "// mine\n");
}
