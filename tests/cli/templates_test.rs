//! `wmigen templates test`: what each kind of difference is called, what is accepted, and what is in the way.

use std::fs;

use serde_json::Value;
use snapbox::cmd::Command;
use snapbox::str;

use crate::sandbox::{DISK, Sandbox};

const README: &str = "cases/disk/expected/README.md";

/// The verb, of wmigen's own templates.
fn test(sandbox: &Sandbox, arguments: &[&str]) -> Command {
    let verb = &["templates", "test", "--cases", "cases"][..];
    sandbox.run(&[verb, arguments].concat())
}

/// A case whose snapshot is as it should be.
fn accepted() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("cases/disk/wmigen.toml", DISK);
    test(&sandbox, &["--accept"]).assert().code(0);
    sandbox
}

/// The lines of a run in JSON with this reason.
fn of_reason(command: Command, code: i32, reason: &str) -> Vec<Value> {
    let run = command.arg("--message-format=json").assert().code(code);
    let stdout = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    let lines = stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    lines.filter(|line| line["reason"] == reason).collect()
}

#[test]
fn a_case_that_is_new_is_told_and_accepted() {
    let sandbox = Sandbox::new();
    sandbox.write("cases/disk/wmigen.toml", DISK);
    test(&sandbox, &[])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
missing    disk/expected (nothing is kept yet)

"]])
        .stderr_eq(str![[r"
error: 1 of 1 case is not as expected
help: if what is rendered now is as it should be, `wmigen templates test --cases cases --accept` keeps it

"]]);
    test(&sandbox, &["--accept"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
create     disk/expected/.gitattributes
create     disk/expected/Cargo.toml
create     disk/expected/README.md
...
create     disk/expected/tests/harness/provider.rs
1 case is as expected

"]]);
    let before = sandbox.snapshot();
    for arguments in [&[][..], &["--accept"]] {
        test(&sandbox, arguments)
            .assert()
            .code(0)
            .stdout_eq(str![""])
            .stderr_eq(str![[r"
1 case is as expected

"]]);
    }
    assert_eq!(sandbox.snapshot(), before);
    for path in ["wmigen.toml", "wmigen.lock", "src/wmi/mod.rs"] {
        assert!(
            !sandbox.exists(&format!("cases/disk/expected/{path}")),
            "{path}"
        );
    }
}

#[test]
fn each_difference_has_its_word_and_its_diff() {
    let sandbox = accepted();
    sandbox.append(README, "More.\n");
    sandbox.remove("cases/disk/expected/src/lib.rs");
    sandbox.write("cases/disk/expected/more/less.md", "Less.\n");
    test(&sandbox, &[])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
changed    disk/expected/README.md
surplus    disk/expected/more/less.md
missing    disk/expected/src/lib.rs
--- a/disk/expected/README.md
+++ b/disk/expected/README.md
@@ -[..] +[..] @@
...
-More.
--- a/disk/expected/more/less.md
+++ /dev/null
@@ -1 +0,0 @@
-Less.
--- /dev/null
+++ b/disk/expected/src/lib.rs
@@ -0,0 +1,[..] @@
+//! The WMI provider `AcmeStorage`. This file is yours: wmigen wrote it once, and does not touch it again.
...
"]])
        .stderr_eq(str![[r"
error: 1 of 1 case is not as expected
help: if what is rendered now is as it should be, `wmigen templates test --cases cases --accept` keeps it

"]]);
    test(&sandbox, &["--accept"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
remove     disk/expected/more/less.md
update     disk/expected/README.md
create     disk/expected/src/lib.rs
1 case is as expected

"]]);
    assert!(!sandbox.exists("cases/disk/expected/more"));
    test(&sandbox, &[]).assert().code(0);
}

/// Patched with what is printed, a snapshot is what is rendered.
#[test]
fn a_long_difference_is_cut_unless_all_is_asked_for() {
    let sandbox = accepted();
    let mof = "cases/disk/expected/mof/acme_storage.mof";
    sandbox.write(mof, "// other\n".repeat(200));
    let cut = test(&sandbox, &[]).assert().code(1);
    let cut = String::from_utf8_lossy(&cut.get_output().stdout).into_owned();
    assert!(
        cut.contains(" more lines; `--verbose` shows all\n"),
        "{cut}"
    );
    let whole = test(&sandbox, &["--verbose"]).assert().code(1);
    let whole = String::from_utf8_lossy(&whole.get_output().stdout).into_owned();
    assert_eq!(whole.matches("-// other\n").count(), 200);
    assert!(cut.len() < whole.len() && !whole.contains("more lines"));
    let diffs = of_reason(test(&sandbox, &[]), 1, "diff");
    let text = diffs[0]["text"].as_str().expect("a diff");
    assert_eq!(text.matches("-// other\n").count(), 200);
    assert_eq!(diffs.len(), 1);
}

#[test]
fn crlf_is_no_difference_and_stays_where_a_file_has_it() {
    let sandbox = accepted();
    let readme = sandbox.read(README);
    sandbox.write(README, readme.replace('\n', "\r\n"));
    let spec = DISK.replace('\n', "\r\n");
    sandbox.write("cases/disk/wmigen.toml", spec);
    test(&sandbox, &[]).assert().code(0);
    sandbox.append(README, "More.\r\n");
    test(&sandbox, &["--accept"]).assert().code(0);
    assert_eq!(sandbox.read(README), readme.replace('\n', "\r\n"));
}

#[test]
fn a_read_only_file_is_replaced() {
    let sandbox = accepted();
    let readme = sandbox.read(README);
    sandbox.append(README, "More.\n");
    let path = sandbox.path(README);
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("permissions");
    test(&sandbox, &[]).assert().code(1);
    test(&sandbox, &["--accept"]).assert().code(0);
    assert_eq!(sandbox.read(README), readme);
    let now = fs::metadata(&path).expect("a file").permissions();
    assert!(now.readonly());
}

#[test]
fn what_is_no_file_is_in_the_way_of_accepting_and_all_else_is_accepted() {
    let sandbox = accepted();
    sandbox.write("cases/other/wmigen.toml", DISK);
    sandbox.remove(README);
    sandbox.write(&format!("{README}/inside"), "mine");
    // Folders without a file are no difference.
    fs::create_dir_all(sandbox.path("cases/disk/expected/empty/too")).expect("folders");
    let before = sandbox.snapshot();
    test(&sandbox, &[]).assert().code(1).stdout_eq(str![[r"
blocked    disk/expected/README.md: a folder is in its place
surplus    disk/expected/README.md/inside
missing    other/expected (nothing is kept yet)
...
"]]);
    assert_eq!(sandbox.snapshot(), before);
    test(&sandbox, &["--accept"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
blocked    disk/expected/README.md: a folder is in its place
...
"]])
        .stderr_eq(str![[r"
create     other/expected/.gitattributes
...
error: 1 of 2 cases is not as expected
help: nothing was accepted of that; correct it and run the command again

"]]);
    assert!(sandbox.exists(&format!("{README}/inside")));
    assert!(sandbox.exists("cases/other/expected/README.md"));
}

/// Only on Unix: Windows lets administrators alone make links.
#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    use std::os::unix::fs::symlink;
    let sandbox = accepted();
    sandbox.write("mine", "mine");
    sandbox.remove(README);
    symlink(sandbox.path("mine"), sandbox.path(README)).expect("a link");
    symlink(sandbox.path("cases/disk"), sandbox.path("cases/linked")).expect("a link");
    let spec = sandbox.path("cases/disk/wmigen.toml");
    fs::create_dir(sandbox.path("cases/spec")).expect("a folder");
    symlink(spec, sandbox.path("cases/spec/wmigen.toml")).expect("a link");
    test(&sandbox, &["--accept"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
blocked    disk/expected/README.md: a symbolic link is in its place
failed     linked: it is a symbolic link, and wmigen follows none
failed     spec: its wmigen.toml is a symbolic link, and wmigen follows none

"]]);
    assert_eq!(sandbox.read("mine"), "mine");
    assert!(!sandbox.exists("cases/spec/expected"));
    sandbox.write("cases/again/wmigen.toml", DISK);
    symlink(
        sandbox.path("cases/disk/expected"),
        sandbox.path("cases/again/expected"),
    )
    .expect("a link");
    test(&sandbox, &[]).assert().code(1).stdout_eq(str![[r"
failed     again: cases/again/expected: a symbolic link is in its place
...
"]]);
}

#[test]
fn a_case_that_cannot_be_rendered_leaves_the_others_tested() {
    let sandbox = accepted();
    sandbox.write(
        "cases/bad/wmigen.toml",
        DISK.replace("key = true", "kay = true"),
    );
    sandbox.write("cases/empty/README.md", "");
    sandbox.write("cases/latin/wmigen.toml", [0xff, b'\n']);
    sandbox.write("cases/file", "");
    sandbox.append(README, "More.\n");
    let run = test(&sandbox, &[]).assert().code(1).stdout_eq(str![[r"
failed     bad: its spec has errors
changed    disk/expected/README.md
failed     empty: it has no wmigen.toml, and is no case
failed     latin: cases/latin/wmigen.toml:1:1: the byte 0xFF is not UTF-8; [..]
--- a/disk/expected/README.md
...
"]]);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("error[unknown-key]"), "{said}");
    assert!(said.contains("--> cases/bad/wmigen.toml:"), "{said}");
    assert!(
        said.contains("error: 4 of 4 cases are not as expected"),
        "{said}"
    );
    test(&sandbox, &["--accept"]).assert().code(1);
    assert!(!sandbox.exists("cases/bad/expected"));
}

#[test]
fn without_cases_nothing_has_been_tested() {
    let sandbox = Sandbox::new();
    test(&sandbox, &[]).assert().code(2).stderr_eq(str![[r"
error: cannot look for cases in cases: [..]

"]]);
    sandbox.write("cases/file", "");
    test(&sandbox, &[]).assert().code(2).stderr_eq(str![[r"
error: there is no case in cases: a case is a folder there with a wmigen.toml

"]]);
}

#[test]
fn programs_are_told_each_file_and_what_was_done_with_it() {
    let sandbox = accepted();
    sandbox.append(README, "More.\n");
    let actions = of_reason(test(&sandbox, &[]), 1, "action");
    let [changed] = &actions[..] else {
        panic!("{actions:?}");
    };
    assert_eq!(changed["action"], "changed");
    assert_eq!(changed["path"], "disk/expected/README.md");
    assert_eq!(changed["rule"], "template-snapshot");
    assert_eq!(changed["done"], false);
    let actions = of_reason(test(&sandbox, &["--accept"]), 0, "action");
    let [updated] = &actions[..] else {
        panic!("{actions:?}");
    };
    assert_eq!(updated["action"], "update");
    assert_eq!(updated["rule"], Value::Null);
    assert_eq!(updated["done"], true);
}

#[test]
fn a_log_has_each_file_with_its_place() {
    let sandbox = accepted();
    sandbox.append(README, "More.\n");
    sandbox.write(
        "cases/bad/wmigen.toml",
        DISK.replace("key = true", "kay = true"),
    );
    let run = test(&sandbox, &["--message-format=sarif"]).assert().code(1);
    let log: Value = serde_json::from_slice(&run.get_output().stdout).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let found: Vec<_> = results
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            (text(&result["ruleId"]), text(&place["uri"]))
        })
        .collect();
    for (rule, place) in [
        ("unknown-key", "cases/bad/wmigen.toml"),
        ("template-snapshot", "cases/bad"),
        ("template-snapshot", "cases/disk/expected/README.md"),
    ] {
        assert!(
            found.contains(&(rule.to_owned(), place.to_owned())),
            "{found:?}"
        );
    }
    sandbox.write(README, "");
    test(&sandbox, &["--accept", "--message-format=sarif"])
        .assert()
        .code(1);
}

/// Both crates have the same name, and a test that passes for one of them alone.
#[test]
#[ignore = "needs Wine, and takes minutes; scripts/test runs it"]
fn crates_are_built_and_a_test_that_fails_is_a_finding() {
    let sandbox = accepted();
    let data = |class: &str| {
        format!(
            "#![cfg(windows)]\nmod harness;\n#[test]\nfn is_served() -> harness::Result {{\n    let provider = \
             harness::Provider::load()?;\n    let client = provider.client(harness::Level::Impersonate);\n    \
             assert_eq!(client.enumerate(\"{class}\")?.status, harness::codes::S_OK);\n    Ok(())\n}}\n"
        )
    };
    for (case, class) in [("disk", "Acme_Disk"), ("wrong", "Acme_Fan")] {
        sandbox.write(&format!("cases/{case}/wmigen.toml"), DISK);
        sandbox.write(&format!("cases/{case}/yours/tests/data.rs"), data(class));
    }
    test(&sandbox, &["--accept"]).assert().code(0);
    let target = concat!(env!("CARGO_TARGET_TMPDIR"), "/templates-test");
    let run = test(&sandbox, &["--build"])
        .env("CARGO_TARGET_DIR", target)
        .assert()
        .code(1);
    let said = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    let found: Vec<_> = said
        .lines()
        .filter(|line| line.starts_with("failed "))
        .collect();
    assert_eq!(
        found,
        ["failed     wrong: its crate does not pass its tests"],
        "{said}"
    );
    // The sandbox has another name next time.
    let _ = fs::remove_dir_all(target);
}
