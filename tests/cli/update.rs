//! `wmigen update`: what has changed in a scaffold gets into the user's file, or the file stays as it is to the byte.

use snapbox::str;

use crate::sandbox::Sandbox;

const CLASS: &str = "disk/src/classes/acme_disk.rs";
const INCOMING: &str = "disk/.wmigen/incoming/src/classes/acme_disk.rs";
const BACKUP: &str = "disk/.wmigen/backup/1/src/classes/acme_disk.rs";

/// What the scaffold of [`CLASS`] answers to an enumeration: a line that no change of the spec is near.
const ANSWER: &str = "Ok(Instances::visible([]))";

/// What it answers to a get: this goes when the class is no longer served by its path.
const LOOK_UP: &str = "Err(Error::not_found())";

/// The crate of a class without `get`, and the spec that has it since.
fn with_a_new_operation() -> Sandbox {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("[\"get\", \"enumerate\"]", "[\"enumerate\"]");
    generate(&sandbox);
    sandbox.run(&["update", "disk"]).assert().code(0);
    sandbox.edit_spec("[\"enumerate\"]", "[\"get\", \"enumerate\"]");
    sandbox
}

/// A crate whose user has written what the spec no longer asks for.
fn in_conflict() -> Sandbox {
    let sandbox = Sandbox::with_disk();
    replace(&sandbox, LOOK_UP, "self.look_up(_key)");
    sandbox.edit_spec("[\"get\", \"enumerate\"]", "[\"enumerate\"]");
    generate(&sandbox);
    sandbox
}

fn generate(sandbox: &Sandbox) {
    sandbox.run(&["generate", "disk"]).assert().code(0);
}

/// A user's edit.
fn replace(sandbox: &Sandbox, from: &str, to: &str) {
    let text = sandbox.read(CLASS);
    assert!(text.contains(from), "{from} is not in\n{text}");
    sandbox.write(CLASS, text.replace(from, to));
}

/// What is in the lock, which has the hash of the scaffold that was merged last.
fn lock(sandbox: &Sandbox) -> String {
    sandbox.read("disk/wmigen.lock")
}

#[test]
fn with_nothing_to_do_it_says_so_and_writes_nothing() {
    let sandbox = Sandbox::with_disk();
    replace(&sandbox, ANSWER, "Ok(self.all())");
    let before = sandbox.snapshot();
    sandbox
        .run(&["update", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
nothing to do: your files have all changes of their scaffolds

"]]);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn a_changed_scaffold_is_announced_and_merged_around_what_is_the_users() {
    let sandbox = with_a_new_operation();
    replace(&sandbox, ANSWER, "Ok(self.all())");
    let mine = sandbox.read(CLASS);
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
...
the scaffold of 1 of your files has changed: `wmigen update disk` offers the change

"]]);
    assert_eq!(sandbox.read(CLASS), mine, "generate leaves it alone");
    sandbox.run(&["check", "disk"]).assert().code(0);
    sandbox
        .run_in("disk/src", &["update"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
merge      src/classes/acme_disk.rs (a copy is kept in .wmigen/backup/1/src/classes/acme_disk.rs)

"]]);
    let merged = sandbox.read(CLASS);
    assert!(merged.contains("fn get(&self"), "{merged}");
    assert!(merged.contains("Ok(self.all())"), "{merged}");
    assert_eq!(sandbox.read(BACKUP), mine);
    let before = sandbox.snapshot();
    sandbox.run(&["update", "disk"]).assert().code(0);
    sandbox.run(&["check", "disk"]).assert().code(0);
    assert_eq!(sandbox.snapshot(), before, "the base has moved");
}

#[test]
fn a_file_that_nobody_has_touched_becomes_the_new_scaffold() {
    let sandbox = Sandbox::with_disk();
    let scaffold = sandbox.read(CLASS);
    sandbox.edit_spec("[\"get\", \"enumerate\"]", "[\"enumerate\"]");
    generate(&sandbox);
    sandbox
        .run(&["update", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
update     src/classes/acme_disk.rs

"]]);
    assert!(!sandbox.read(CLASS).contains("fn get"));
    sandbox.edit_spec("[\"enumerate\"]", "[\"get\", \"enumerate\"]");
    generate(&sandbox);
    sandbox.run(&["update", "disk"]).assert().code(0);
    assert_eq!(sandbox.read(CLASS), scaffold);
    assert!(!sandbox.exists("disk/.wmigen/backup"), "nothing was lost");
}

#[test]
fn a_conflict_leaves_the_file_alone_until_it_is_dealt_with() {
    let sandbox = in_conflict();
    let (mine, locked) = (sandbox.read(CLASS), lock(&sandbox));
    for _ in 0..2 {
        sandbox
            .run(&["update", "disk"])
            .assert()
            .code(1)
            .stdout_eq(str![""])
            .stderr_eq(str![[r"
conflict   src/classes/acme_disk.rs: you have changed the same lines (the new scaffold is in .wmigen/incoming/src/classes/acme_disk.rs)
error: 1 file has a conflict and was left alone
help: `wmigen update --diff disk` shows what changed in the scaffolds; take over what you want, then run `wmigen update disk --accept src/classes/acme_disk.rs`; or add `--markers` to get both texts in your file

"]]);
        assert_eq!(sandbox.read(CLASS), mine);
        assert_eq!(lock(&sandbox), locked, "the base has not moved");
    }
    let scaffold = sandbox.read(INCOMING);
    assert!(scaffold.contains(ANSWER) && !scaffold.contains("fn get"));
    sandbox
        .run(&["update", "--diff", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
--- a/src/classes/acme_disk.rs
+++ b/src/classes/acme_disk.rs
@@ [..] @@
...
-        Err(Error::not_found())
...
"]]);
    sandbox.run(&["check", "disk"]).assert().code(0);

    let arguments = ["update", "disk", "--accept", "src/classes/acme_disk.rs"];
    sandbox
        .run(&arguments)
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
src/classes/acme_disk.rs is accepted as it is; the changes of its scaffold count as merged
remove     .wmigen/incoming/src/classes/acme_disk.rs

"]]);
    assert_eq!(sandbox.read(CLASS), mine);
    assert_ne!(lock(&sandbox), locked);
    assert!(!sandbox.exists("disk/.wmigen/incoming"));
    sandbox
        .run(&arguments)
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
there is nothing to accept for src/classes/acme_disk.rs
nothing to do: your files have all changes of their scaffolds

"]]);
}

#[test]
fn with_markers_both_are_in_the_file_until_they_are_resolved() {
    let sandbox = in_conflict();
    let mine = sandbox.read(CLASS);
    sandbox.run(&["update", "disk"]).assert().code(1);
    sandbox
        .run(&["update", "disk", "--markers"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
remove     .wmigen/incoming/src/classes/acme_disk.rs
merge      src/classes/acme_disk.rs (with conflict markers) (a copy is kept in .wmigen/backup/1/src/classes/acme_disk.rs)
error: some of your files have conflict markers now; resolve them, `wmigen check` finds the rest

"]]);
    assert_eq!(sandbox.read(BACKUP), mine);
    assert!(!sandbox.exists(INCOMING));
    let marked = sandbox.read(CLASS);
    assert!(marked.contains("<<<<<<< yours\n") && marked.contains("self.look_up(_key)"));
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
markers    src/classes/acme_disk.rs: has conflict markers, the first at line [..]

"]]);
    // What comes meanwhile waits until they are gone.
    sandbox.edit_spec("[\"enumerate\"]", "[\"get\", \"enumerate\"]");
    generate(&sandbox);
    sandbox
        .run(&["update", "disk", "--markers"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
conflict   src/classes/acme_disk.rs: it still has the conflict markers of another merge [..]
...
"]]);
    assert_eq!(sandbox.read(CLASS), marked);
    sandbox.write(CLASS, &mine);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""]);
}

#[test]
fn a_scaffold_that_somebody_has_worked_in_is_kept() {
    let sandbox = in_conflict();
    sandbox.run(&["update", "disk"]).assert().code(1);
    sandbox.append(INCOMING, "// worked in\n");
    let worked_in = sandbox.read(INCOMING);
    sandbox.run(&["update", "disk"]).assert().code(1).stderr_eq(str![[r"
conflict   src/classes/acme_disk.rs: you have changed the same lines (the new scaffold is in .wmigen/incoming/src/classes/acme_disk.rs) (a copy is kept in .wmigen/backup/1/.wmigen/incoming/src/classes/acme_disk.rs)
...
"]]);
    let kept = sandbox.read("disk/.wmigen/backup/1/.wmigen/incoming/src/classes/acme_disk.rs");
    assert_eq!(kept, worked_in);
    sandbox.append(INCOMING, "// again\n");
    let worked_in = sandbox.read(INCOMING);
    let arguments = ["update", "disk", "--accept", "src/classes/acme_disk.rs"];
    sandbox.run(&arguments).assert().code(0);
    assert_eq!(sandbox.read(INCOMING), worked_in);
}

#[test]
fn without_the_base_nothing_is_merged() {
    let sandbox = in_conflict();
    replace(&sandbox, "self.look_up(_key)", LOOK_UP);
    std::fs::remove_dir_all(sandbox.path("disk/.wmigen/base")).expect("the bases");
    let mine = sandbox.read(CLASS);
    sandbox
        .run(&["update", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
conflict   src/classes/acme_disk.rs: the scaffold that it was made from is not in .wmigen/base (the new scaffold is in .wmigen/incoming/src/classes/acme_disk.rs)
...
"]]);
    assert_eq!(sandbox.read(CLASS), mine);
    // Who has taken the new scaffold over has no conflict.
    sandbox.write(CLASS, sandbox.read(INCOMING));
    sandbox.run(&["update", "disk"]).assert().code(0);
    sandbox.run(&["check", "disk"]).assert().code(0);
}

/// What the user's editor makes of a file is theirs.
#[test]
fn a_merge_keeps_every_byte_that_it_is_not_about() {
    let sandbox = with_a_new_operation();
    generate(&sandbox);
    let mine = sandbox.read(CLASS).replace('\n', "\r\n");
    let mine = format!("\u{feff}{}", mine.trim_end());
    sandbox.write(CLASS, &mine);
    sandbox.run(&["update", "disk"]).assert().code(0);
    let merged = sandbox.read(CLASS);
    assert!(merged.starts_with("\u{feff}//!"), "the mark stays");
    assert!(merged.ends_with('}'), "no line end is added");
    assert_eq!(merged.matches('\n').count(), merged.matches("\r\n").count());
    let new = merged.replace("\r\n", "\n");
    let new = new.strip_prefix('\u{feff}').expect("the mark");
    let untouched = Sandbox::with_disk();
    assert_eq!(format!("{new}\n"), untouched.read(CLASS));
    assert_eq!(sandbox.read(BACKUP), mine);
}

#[test]
fn what_is_no_text_is_a_conflict() {
    let sandbox = with_a_new_operation();
    generate(&sandbox);
    let mine = [sandbox.read(CLASS).as_bytes(), b"// \xff\n"].concat();
    sandbox.write(CLASS, &mine);
    sandbox
        .run(&["update", "disk", "--markers"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
conflict   src/classes/acme_disk.rs: it is not UTF-8 text [..]
...
"]]);
    assert_eq!(std::fs::read(sandbox.path(CLASS)).expect("the file"), mine);
}

#[test]
fn a_file_that_the_user_deleted_is_offered_nothing() {
    let sandbox = Sandbox::with_disk();
    sandbox.remove("disk/README.md");
    sandbox.edit_spec("name = \"AcmeStorage\"", "name = \"AcmeShelf\"");
    generate(&sandbox);
    sandbox
        .run(&["update", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
update     src/classes/acme_disk.rs
update     src/lib.rs

"]]);
    assert!(!sandbox.exists("disk/README.md"));
}

#[test]
fn a_conflict_is_told_to_those_who_want_to_hear_little() {
    let sandbox = in_conflict();
    sandbox
        .run(&["update", "disk", "--quiet"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
conflict   src/classes/acme_disk.rs: you have changed the same lines (the new scaffold is in [..])
error: 1 file has a conflict and was left alone
...
"]]);
}

#[test]
fn dry_run_and_diff_write_nothing() {
    let sandbox = in_conflict();
    let before = sandbox.snapshot();
    for code_of_markers in [&[][..], &["--markers"]] {
        let run = |option: &str| {
            let arguments = [&["update", "disk", option], code_of_markers].concat();
            sandbox.run(&arguments).assert().code(1)
        };
        let planned = run("--dry-run");
        let planned = String::from_utf8_lossy(&planned.get_output().stdout).into_owned();
        assert!(planned.contains(" src/classes/acme_disk.rs"), "{planned}");
        let diff = run("--diff");
        let diff = String::from_utf8_lossy(&diff.get_output().stdout).into_owned();
        assert!(
            diff.starts_with("--- a/src/classes/acme_disk.rs\n"),
            "{diff}"
        );
    }
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn it_speaks_json() {
    let sandbox = in_conflict();
    let update = |arguments: &[&str]| {
        let arguments = [&["update", "disk", "--message-format", "json"], arguments].concat();
        sandbox.run(&arguments).assert().code(1).stderr_eq(str![""])
    };
    update(&[]).stdout_eq(str![[r#"
{"version":1,"reason":"action","action":"conflict","path":"src/classes/acme_disk.rs","rule":null,"remark":"you have changed the same lines","backup":null,"incoming":".wmigen/incoming/src/classes/acme_disk.rs","done":true}
...
{"version":1,"reason":"finished","exit_status":1}

"#]]);
    update(&["--markers", "--dry-run"]).stdout_eq(str![[r#"
...
{"version":1,"reason":"action","action":"merge","path":"src/classes/acme_disk.rs","rule":null,"remark":"with conflict markers","backup":".wmigen/backup/1/src/classes/acme_disk.rs","incoming":null,"done":false}
...
"#]]);
}

#[test]
fn a_file_that_the_user_deleted_is_not_announced() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("The disks of an Acme storage array", "Disks");
    sandbox.remove("disk/README.md");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.run(&["update", "disk"]).assert().code(0);
    let generate = sandbox.run(&["generate", "disk"]).assert().code(0);
    let said = String::from_utf8_lossy(&generate.get_output().stderr).into_owned();
    assert!(!said.contains("made from a scaffold"), "{said}");
}

#[test]
fn what_was_not_done_is_not_said_to_be() {
    let sandbox = in_conflict();
    let accept = ["--accept", "src/classes/acme_disk.rs"];
    for more in [&["--markers"][..], &accept] {
        let arguments = [&["update", "disk", "--dry-run"][..], more].concat();
        let run = sandbox.run(&arguments).assert();
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(!said.contains("conflict markers now"), "{said}");
        assert!(!said.contains("is accepted as it is"), "{said}");
    }
}
