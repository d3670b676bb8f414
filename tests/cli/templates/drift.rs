//! What `wmigen check` says of copies that do not keep up.

use std::fs;

use snapbox::str;

use super::{BACKUP, HEADER, LOCK, README, readme, with_a_header, with_templates};

#[test]
fn what_has_changed_is_warned_of_and_merged_around_what_is_the_users() {
    let sandbox = with_a_header();
    let mine = sandbox.read(README);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
warning[drifted-template]: wmigen has changed its template since `README.md.hbs` was copied
 --> disk/templates/README.md.hbs:1:1
  |
1 | <!-- Copyright Acme -->
  | ^
  |
  = help: `wmigen templates diff --since-export --templates disk/templates` shows what has changed, and `wmigen templates update --templates disk/templates` merges it into yours


"]]);
    let update = ["templates", "update", "--templates", "disk/templates"];
    for option in ["--dry-run", "--diff"] {
        let before = sandbox.snapshot();
        sandbox
            .run(&[&update[..], &[option]].concat())
            .assert()
            .code(0);
        assert_eq!(sandbox.snapshot(), before);
    }
    sandbox
        .run(&update)
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
merge      README.md.hbs (a copy is kept in .wmigen/backup/1/README.md.hbs)

"]]);
    assert_eq!(sandbox.read(README), format!("{HEADER}{}", readme()));
    assert_eq!(sandbox.read(BACKUP), mine);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
    sandbox.run(&update).assert().code(0).stderr_eq(str![[r"
nothing to do: your templates have all changes of wmigen's

"]]);
}

#[test]
fn the_level_of_the_warning_is_the_specs() {
    let sandbox = with_a_header();
    sandbox
        .run(&["check", "disk", "--deny-warnings"])
        .assert()
        .code(1);
    let spec = sandbox.read("disk/wmigen.toml");
    for (level, code) in [("deny", 1), ("warn", 0), ("allow", 0)] {
        let lints = format!("[lints]\ndrifted-template = \"{level}\"\n\n[provider]");
        sandbox.write("disk/wmigen.toml", spec.replace("[provider]", &lints));
        sandbox.run(&["generate", "disk"]).assert().code(0);
        let run = sandbox.run(&["check", "disk"]).assert().code(code);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert_eq!(
            said.contains("error[drifted-template]"),
            level == "deny",
            "{said}"
        );
        assert_eq!(
            said.contains("[drifted-template]"),
            level != "allow",
            "{said}"
        );
    }
    sandbox
        .run(&["check", "disk", "--deny-warnings"])
        .assert()
        .code(0);
}

#[test]
fn programs_are_told_of_drift_with_the_templates_path() {
    let sandbox = with_a_header();
    for (format, path) in [
        ("json", "\"file\":\"disk/templates/README.md.hbs\""),
        ("sarif", "\"uri\": \"disk/templates/README.md.hbs\""),
    ] {
        let run = sandbox
            .run(&["check", "disk", "--message-format", format])
            .assert()
            .code(0);
        let said = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        assert!(
            said.contains("drifted-template") && said.contains(path),
            "{said}"
        );
    }
}

#[test]
fn a_template_that_was_not_exported_is_not_warned_of() {
    let sandbox = with_templates();
    sandbox.remove(LOCK);
    sandbox.write(README, "mine\n");
    sandbox
        .run_in("disk", &["templates", "update"])
        .assert()
        .code(0);
    assert!(!sandbox.exists(LOCK));
    let run = sandbox.run(&["check", "disk"]).assert();
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(!said.contains("drifted"), "{said}");
}

#[test]
fn each_crate_that_is_made_of_the_folder_is_warned() {
    let sandbox = with_a_header();
    fs::create_dir(sandbox.path(".git")).expect("a folder");
    let spec = sandbox.read("disk/wmigen.toml");
    let spec = spec.replace("dir = \"templates\"", "dir = \"../disk/templates\"");
    sandbox.write("other.toml", spec);
    sandbox
        .run(&["new", "other", "--spec", "other.toml"])
        .assert()
        .code(0);
    for (folder, command) in [
        ("other", "`wmigen templates update`"),
        ("disk", "`wmigen templates update`"),
        ("", "`wmigen templates update --templates disk/templates`"),
    ] {
        let check = if folder.is_empty() {
            vec!["check", "other"]
        } else {
            vec!["check"]
        };
        let run = sandbox.run_in(folder, &check).assert().code(0);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(
            said.contains("warning[drifted-template]") && said.contains(command),
            "{said}"
        );
    }
    sandbox
        .run_in("other", &["templates", "update"])
        .assert()
        .code(0);
    for folder in ["other", "disk"] {
        let run = sandbox.run_in(folder, &["check"]).assert();
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(!said.contains("drifted"), "{said}");
    }
}
