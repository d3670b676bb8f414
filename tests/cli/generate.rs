//! `wmigen generate`: what is written, what is deleted, and that nothing of the user's is touched.

use snapbox::str;

use crate::sandbox::Sandbox;

#[test]
fn with_nothing_to_do_nothing_is_written() {
    let sandbox = Sandbox::with_disk();
    let before = sandbox.snapshot();
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
nothing to do: [..] unchanged

"]]);
    assert_eq!(sandbox.snapshot(), before, "not even a time");
}

#[test]
fn follows_the_spec_and_leaves_the_users_files_alone() {
    let sandbox = Sandbox::with_disk();
    sandbox.add_property();
    let manifest = format!("# mine\n{}", sandbox.read("disk/Cargo.toml"));
    let mine = [
        ("src/lib.rs", "mine"),
        ("src/classes/acme_disk.rs", ""),
        ("Cargo.toml", &manifest),
        ("README.md", "no line end \u{feff}\r"),
        ("src/mine.rs", "<<<<<<<"),
    ];
    for (path, text) in mine {
        sandbox.write(&format!("disk/{path}"), text);
    }
    sandbox
        .run_in("disk/src/classes", &["generate"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
...
update     src/generated/acme_disk.rs
...
update     wmigen.lock
[..] updated, [..] unchanged

What the changed spec means for your code:
- Acme_Disk: the class `Acme_Disk` has the property `Label` now: [..]
...
"]]);
    for (path, text) in mine {
        assert_eq!(sandbox.read(&format!("disk/{path}")), text);
    }
    sandbox.run(&["check", "disk"]).assert().code(0);
}

#[test]
fn dry_run_and_diff_show_the_same_plan_and_write_nothing() {
    let sandbox = Sandbox::with_disk();
    sandbox.add_property();
    let before = sandbox.snapshot();
    sandbox
        .run(&["generate", "disk", "--dry-run"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"

What the changed spec means for your code:
...
"]])
        .stdout_eq(str![[r"
...
update     src/generated/acme_disk.rs
...
update     wmigen.lock

"]]);
    sandbox
        .run(&["generate", "disk", "--diff"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"

What the changed spec means for your code:
...
"]])
        .stdout_eq(str![[r"
...
--- a/src/generated/acme_disk.rs
+++ b/src/generated/acme_disk.rs
@@ [..] @@
...
+[..]
...
"]]);
    sandbox
        .run(&["generate", "disk", "--dry-run", "--diff"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"

What the changed spec means for your code:
...
"]])
        .stdout_eq(str![[r"
...
update     src/generated/acme_disk.rs
...
update     wmigen.lock
...
--- a/src/generated/acme_disk.rs
+++ b/src/generated/acme_disk.rs
...
"]]);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn what_was_deleted_comes_back_only_where_the_crate_needs_it() {
    let sandbox = Sandbox::with_disk();
    for gone in [
        "src/generated/acme_disk.rs",
        "src/classes/acme_disk.rs",
        "src/lib.rs",
        "Cargo.toml",
        "README.md",
    ] {
        sandbox.remove(&format!("disk/{gone}"));
    }
    sandbox.run(&["check", "disk"]).assert().code(1);
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
restore    Cargo.toml
restore    src/classes/acme_disk.rs
restore    src/generated/acme_disk.rs
restore    src/lib.rs
4 restored, [..] unchanged

"]]);
    assert!(!sandbox.exists("disk/README.md"));
}

#[test]
fn of_a_class_that_is_gone_only_the_users_file_stays() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("Acme_Disk", "Acme_Drive");
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
...
orphan     src/classes/acme_disk.rs (no longer generated; kept, because not all of it is wmigen's)
create     src/classes/acme_drive.rs
update     src/generated.rs
remove     src/generated/acme_disk.rs
...
"]]);
    assert!(sandbox.exists("disk/src/classes/acme_disk.rs"));
    assert!(!sandbox.exists("disk/src/generated/acme_disk.rs"));
}

#[test]
fn a_spec_with_errors_writes_nothing() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("\"boolean\"", "\"bool\"");
    let before = sandbox.snapshot();
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error[unknown-value]: [..]
  --> disk/wmigen.toml:[..]
...
error: disk/wmigen.toml has 1 error

"]]);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn outside_of_a_crate_it_says_so() {
    let sandbox = Sandbox::new();
    sandbox.run(&["generate"]).assert().code(2).stdout_eq(str![""]).stderr_eq(str![[r"
error: there is no wmigen.toml in [..] nor in any folder above it; name the crate's folder, or make a crate with `wmigen new DIR`

"]]);
    sandbox
        .run(&["generate", "nowhere"])
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: there is no nowhere/wmigen.toml; `wmigen new DIR` makes a crate with a spec

"]]);
}

#[test]
fn a_text_to_paste_says_where_or_that_there_is_no_place() {
    let sandbox = Sandbox::with_disk();
    let serves = "operations = [\"get\", \"enumerate\"]";
    sandbox.edit_spec(serves, "operations = [\"enumerate\"]");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.edit_spec("operations = [\"enumerate\"]", serves);
    let told = |wanted| {
        let run = sandbox.run(&["generate", "disk"]).assert().code(0);
        let said = String::from_utf8(run.get_output().stderr.clone()).expect("text");
        assert!(said.contains(wanted), "{said}");
    };
    told("\n    src/classes/acme_disk.rs:");
    sandbox.edit_spec(serves, "operations = [\"enumerate\"]");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.edit_spec("operations = [\"enumerate\"]", serves);
    sandbox.write("disk/src/classes/acme_disk.rs", "");
    told("\n  to paste; no place for it was found in your files:\n");
}
