//! How much is said, and in which colours.

use snapbox::str;

use crate::sandbox::Sandbox;

#[test]
fn quiet_leaves_only_what_is_wrong() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&["new", "acme", "--quiet"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![""]);
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("enumeration = \"omit\"", "enumeration = \"fail\"");
    sandbox
        .run(&["generate", "disk", "-q"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![""]);
    sandbox.append("disk/src/generated/acme_disk.rs", "// mine\n");
    sandbox
        .run(&["-q", "generate", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
edited     src/generated/acme_disk.rs: changed since wmigen wrote it
error: 1 file is in the way; nothing was written
help: [..]

"]]);
}

#[test]
fn verbose_says_what_is_read_and_lists_what_is_right() {
    let sandbox = Sandbox::with_disk();
    sandbox
        .run(&["generate", "disk", "--dry-run", "-v"])
        .assert()
        .code(0)
        .stdout_eq(str![[r"
...
unchanged  src/generated/acme_disk.rs
...
"]])
        .stderr_eq(str![[r"
read disk/wmigen.toml
read disk/wmigen.lock
the provider AcmeStorage has [..] files
[..] of them need no rendering

"]]);
}

#[test]
fn verbose_shows_every_problem() {
    use std::fmt::Write as _;
    let sandbox = Sandbox::with_disk();
    let mut spec = sandbox.read("disk/wmigen.toml");
    for number in 0..150 {
        writeln!(spec, "Wrong{number} = {{ type = \"strnig\" }}").expect("a string");
    }
    sandbox.write("disk/wmigen.toml", spec);
    let shown = |arguments: &[&str]| {
        let check = sandbox.run(arguments).assert().code(1);
        String::from_utf8_lossy(&check.get_output().stderr)
            .matches("error[")
            .count()
    };
    assert_eq!(shown(&["check", "disk"]), 100);
    assert_eq!(shown(&["check", "disk", "-v"]), 150);
}

/// Neither stream is a terminal here, so that colours come only to those who ask.
#[test]
fn colours_are_as_asked() {
    let sandbox = Sandbox::new();
    let has_colour = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut run = sandbox.run(arguments);
        for (name, value) in variables {
            run = run.env(name, value);
        }
        let output = run.assert().code(2).get_output().stderr.clone();
        output.contains(&0x1b)
    };
    let check = &["check", "nowhere"][..];
    let with = |when| ["check", "nowhere", "--color", when];
    assert!(!has_colour(check, &[]));
    assert!(has_colour(check, &[("CLICOLOR_FORCE", "1")]));
    assert!(has_colour(&with("always"), &[]));
    assert!(has_colour(&with("always"), &[("NO_COLOR", "1")]));
    assert!(!has_colour(&with("never"), &[("CLICOLOR_FORCE", "1")]));
    assert!(has_colour(&with("auto"), &[("CLICOLOR_FORCE", "1")]));
    assert!(!has_colour(&with("auto"), &[("NO_COLOR", "1")]));
}

/// As in `wmigen check | head -1`: the run's result is the same without a reader.
#[test]
fn the_exit_status_is_the_same_when_nobody_reads() {
    let sandbox = Sandbox::with_disk();
    sandbox.remove("disk/src/generated/acme_disk.rs");
    let status = |arguments: &[&str]| {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_wmigen"));
        command
            .args(arguments)
            .current_dir(sandbox.path("."))
            .stdout(writer);
        command.stderr(std::process::Stdio::null());
        command.status().expect("wmigen runs").code()
    };
    for format in ["human", "json", "sarif"] {
        let format = format!("--message-format={format}");
        assert_eq!(status(&["check", "disk", &format]), Some(1), "{format}");
        assert_eq!(status(&["check", "none", &format]), Some(2), "{format}");
    }
    assert_eq!(status(&["generate", "disk", "--dry-run"]), Some(0));
    sandbox.append("disk/src/generated.rs", "// mine\n");
    let refused = ["generate", "disk", "--message-format=json"];
    assert_eq!(status(&refused), Some(1));
    assert_eq!(status(&["explain", "key-type"]), Some(0));
}

#[test]
fn colours_are_as_asked_for_in_help_and_usage_errors_too() {
    let sandbox = Sandbox::new();
    let coloured = |arguments: &[&str]| {
        let output = sandbox.run(arguments).output().expect("wmigen runs");
        [output.stdout, output.stderr].concat().contains(&0x1b)
    };
    for arguments in [&["check", "--nope"][..], &["--help"]] {
        let with = |color: &'static str| [&[color][..], arguments].concat();
        assert!(coloured(&with("--color=always")), "{arguments:?}");
        assert!(!coloured(&with("--color=never")), "{arguments:?}");
    }
}
