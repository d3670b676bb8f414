//! `wmigen check`: silence, or everything that is wrong.

use std::fs;

use snapbox::str;

use crate::sandbox::Sandbox;

#[test]
fn a_crlf_checkout_is_clean() {
    let sandbox = Sandbox::with_disk();
    for (path, bytes, _) in sandbox.snapshot() {
        if let Ok(text) = String::from_utf8(bytes) {
            fs::write(path, text.replace('\n', "\r\n")).expect("a file");
        }
    }
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![""]);
}

#[test]
fn a_warning_is_shown_and_is_no_finding() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("enumeration = \"omit\"", "enumeration = \"fail\"");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
warning[hide-beside-revealing-enumeration]: [..]
  --> disk/wmigen.toml:[..]
...
"]]);
}

#[test]
fn a_warning_is_a_finding_where_warnings_are_denied() {
    let sandbox = Sandbox::with_disk();
    let check = ["check", "--deny-warnings", "disk"];
    sandbox.run(&check).assert().code(0).stderr_eq(str![""]);
    sandbox.edit_spec("enumeration = \"omit\"", "enumeration = \"fail\"");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox
        .run(&check)
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error[hide-beside-revealing-enumeration]: [..]
...
error: `--deny-warnings` denies 1 warning
help: mend what they warn of, or say in `[lints]` of the spec which are meant

"]]);
    // The files are held against the spec all the same.
    sandbox.append("disk/src/generated.rs", "// mine\n");
    let said = sandbox.run(&["check", "--quiet", "--deny-warnings", "disk"]);
    let said = said.assert().code(1);
    let listed = String::from_utf8_lossy(&said.get_output().stdout).into_owned();
    assert!(listed.contains("edited     src/generated.rs"), "{listed}");
    let shown = String::from_utf8_lossy(&said.get_output().stderr).into_owned();
    assert!(shown.contains("hide-beside"), "{shown}");
    let levels = |format: &str, level: &str| {
        let run = sandbox.run(&[
            "check",
            "--deny-warnings",
            "--message-format",
            format,
            "disk",
        ]);
        let run = run.assert().code(1);
        let text = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        assert!(text.contains(level), "{text}");
    };
    levels(
        "json",
        "\"rule\":\"hide-beside-revealing-enumeration\",\"severity\":\"error\"",
    );
    levels("sarif", "\"level\": \"error\"");
}

#[test]
fn a_level_of_the_spec_decides_about_a_warning() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("enumeration = \"omit\"", "enumeration = \"fail\"");
    let spec = sandbox.read("disk/wmigen.toml");
    let level = |level: &str| {
        let lints = format!("[lints]\nhide-beside-revealing-enumeration = \"{level}\"\n\n[class.");
        sandbox.write(
            "disk/wmigen.toml",
            spec.replacen("[class.", &lints, 1).as_bytes(),
        );
    };
    level("deny");
    for verb in ["check", "generate"] {
        sandbox
            .run(&[verb, "disk"])
            .assert()
            .code(1)
            .stderr_eq(str![[r"
error[hide-beside-revealing-enumeration]: [..]
...
[..] denied here
...
error: disk/wmigen.toml has 1 error

"]]);
    }
    level("allow");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox
        .run(&["check", "--deny-warnings", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
    let document = sandbox.read("disk/docs/access-denied.md");
    assert!(
        document.contains("\n## Warnings that are allowed\n"),
        "{document}"
    );
    let row =
        "\n| `Acme_Disk` | `hide-beside-revealing-enumeration` | an enumeration answered with ";
    assert!(document.contains(row), "{document}");
}

#[test]
fn everything_that_drifted_is_listed() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("Acme_Disk", "Acme_Drive");
    sandbox.append("disk/src/generated/acme_disk.rs", "// mine\n");
    sandbox.append("disk/src/generated.rs", "// mine\n");
    let before = sandbox.snapshot();
    let check = sandbox.run(&["check", "disk"]).assert().code(1).stderr_eq(str![[r"
error: the crate is not what its spec describes
help: `wmigen generate disk` writes nothing while a file is in its way
help: `wmigen generate --diff disk` shows what would change; with `--force` instead, wmigen overwrites the edited and foreign files and keeps copies in .wmigen/backup; to keep one as it is, `wmigen eject FILE` makes it yours
help: delete an orphan when you no longer need it; `wmigen prune --yes disk` deletes all orphans and keeps copies

"]]);
    let listed = String::from_utf8_lossy(&check.get_output().stdout).into_owned();
    for line in [
        "orphan     src/classes/acme_disk.rs (no longer generated; kept, because not all of it is wmigen's)",
        "create     src/classes/acme_drive.rs",
        "orphan     src/generated/acme_disk.rs (no longer generated; kept, because not all of it is wmigen's)",
        "create     src/generated/acme_drive.rs",
        "edited     src/generated.rs: changed since wmigen wrote it",
        "update     wmigen.lock",
    ] {
        assert!(
            listed.lines().any(|listed| listed == line),
            "{line} is not in\n{listed}"
        );
    }
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn an_orphan_is_a_finding_until_it_is_deleted() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("Acme_Disk", "Acme_Drive");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
orphan     src/classes/acme_disk.rs (no longer generated; kept, because not all of it is wmigen's)

"]])
        .stderr_eq(str![[r"
error: the crate is not what its spec describes
help: delete an orphan when you no longer need it; `wmigen prune --yes disk` deletes all orphans and keeps copies

"]]);
    sandbox.remove("disk/src/classes/acme_disk.rs");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![""]);
}

#[test]
fn errors_in_the_spec_come_alone() {
    let sandbox = Sandbox::with_disk();
    sandbox.remove("disk/src/generated.rs");
    sandbox.edit_spec("key = true, ", "");
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error[class-without-key]: [..]
  --> disk/wmigen.toml:[..]
...
error: disk/wmigen.toml has 1 error

"]]);
}

#[test]
fn without_anything_in_the_way_generate_is_the_help() {
    let sandbox = Sandbox::with_disk();
    sandbox.remove("disk/src/generated.rs");
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
restore    src/generated.rs

"]])
        .stderr_eq(str![[r"
error: the crate is not what its spec describes
help: `wmigen generate disk` brings it up to date

"]]);
}

#[test]
fn of_very_many_problems_the_first_are_shown_and_all_are_counted() {
    use std::fmt::Write as _;
    let sandbox = Sandbox::with_disk();
    let mut spec = sandbox.read("disk/wmigen.toml");
    for number in 0..5_000 {
        writeln!(spec, "Wrong{number} = {{ type = \"strnig\" }}").expect("a string");
    }
    sandbox.write("disk/wmigen.toml", spec);
    let check = sandbox.run(&["check", "disk"]).assert().code(1);
    let stderr = String::from_utf8_lossy(&check.get_output().stderr).into_owned();
    assert_eq!(stderr.matches("error[").count(), 100);
    let end = "and 4901 more problems\nerror: disk/wmigen.toml has 5001 errors\n";
    assert!(stderr.ends_with(end), "{}", &stderr[stderr.len() - 200..]);
}

#[test]
fn an_empty_lock_is_refused_in_words() {
    let sandbox = Sandbox::with_disk();
    for text in ["", "\n \n"] {
        sandbox.write("disk/wmigen.lock", text);
        sandbox
            .run(&["check", "disk"])
            .assert()
            .code(1)
            .stdout_eq(str![""])
            .stderr_eq(str![[r"
error[lock-syntax]: the lock is empty
...
help: nothing was written

"]]);
    }
}

/// Only on Unix: Windows has no such files. Nobody writes to the pipe, so that reading it would wait for ever.
#[cfg(unix)]
#[test]
fn a_pipe_is_no_spec_and_is_not_waited_for() {
    let sandbox = Sandbox::with_disk();
    sandbox.remove("disk/wmigen.toml");
    let made = std::process::Command::new("mkfifo")
        .arg(sandbox.path("disk/wmigen.toml"))
        .status();
    assert!(made.expect("mkfifo").success());
    sandbox
        .run(&["check", "disk"])
        .timeout(std::time::Duration::from_mins(1))
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: disk/wmigen.toml is a pipe or a device; a spec is a file

"]]);
}
