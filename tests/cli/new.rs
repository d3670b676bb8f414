//! `wmigen new`: the whole crate, or nothing and a reason.

use std::fs;

use snapbox::str;

use crate::sandbox::{DISK, Sandbox};

#[test]
fn makes_a_crate_from_a_spec_and_says_what_comes_next() {
    let sandbox = Sandbox::new();
    sandbox.write("disk.toml", DISK);
    sandbox
        .run(&["new", "acme-storage", "--spec", "disk.toml"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
created the provider AcmeStorage in acme-storage ([..] files)
  edit acme-storage/wmigen.toml  # the classes, and what a denied client is told
  wmigen generate acme-storage   # makes the crate follow the spec
  wmigen test acme-storage       # runs the provider inside a small WMI core

"]]);
    let spec = sandbox.read("acme-storage/wmigen.toml");
    assert_eq!(spec, format!("#:schema ./wmigen.schema.json\n{DISK}"));
    sandbox
        .run(&["check", "acme-storage"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![""]);
}

#[test]
fn a_starter_spec_is_sound_and_has_a_clsid_of_its_own() {
    let sandbox = Sandbox::new();
    for dir in ["acme-storage", "my tools/acme-storage"] {
        sandbox.run(&["new", dir]).assert().code(0);
        assert!(
            sandbox
                .read(&format!("{dir}/wmigen.toml"))
                .contains("\"AcmeStorage\"")
        );
        sandbox
            .run(&["check", dir])
            .assert()
            .code(0)
            .stdout_eq(str![""])
            .stderr_eq(str![""]);
    }
    assert_ne!(
        sandbox.read("acme-storage/wmigen.toml"),
        sandbox.read("my tools/acme-storage/wmigen.toml")
    );
}

#[test]
fn an_empty_folder_may_be_the_one_we_stand_in() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("acme-disk")).expect("a folder");
    sandbox
        .run_in("acme-disk", &["new", "."])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
created the provider AcmeDisk in . ([..] files)
  edit wmigen.toml  # the classes, and what a denied client is told
  wmigen generate   # makes the crate follow the spec
  wmigen test       # runs the provider inside a small WMI core

"]]);
    sandbox.run_in("acme-disk/src", &["check"]).assert().code(0);
}

#[test]
fn a_new_repository_is_a_place_for_a_crate() {
    let sandbox = Sandbox::new();
    sandbox.write("acme-disk/.git/HEAD", "ref: refs/heads/main\n");
    sandbox
        .run_in("acme-disk", &["new", "."])
        .assert()
        .code(0)
        .stdout_eq(str![""]);
    assert_eq!(
        sandbox.read("acme-disk/.git/HEAD"),
        "ref: refs/heads/main\n"
    );
    sandbox.run_in("acme-disk", &["check"]).assert().code(0);
    sandbox.write("mine/.git/HEAD", "");
    sandbox.write("mine/notes.txt", "mine");
    sandbox.run(&["new", "mine"]).assert().code(1);
}

#[test]
fn a_spec_may_come_through_a_pipe() {
    let sandbox = Sandbox::new();
    let spec = if cfg!(windows) { return } else { "/dev/stdin" };
    sandbox
        .run(&["new", "acme", "--spec", spec])
        .stdin(DISK)
        .assert()
        .code(0);
    assert!(sandbox.read("acme/wmigen.toml").ends_with(DISK));
}

#[test]
fn a_folder_that_is_not_empty_is_left_alone() {
    let sandbox = Sandbox::new();
    for name in ["a", "b", "c", "d", "e", "f", "g\u{1b}[31m"] {
        sandbox.write(&format!("my disk/{name}"), "mine");
    }
    let before = sandbox.snapshot();
    sandbox
        .run(&["new", "my disk", "--name", "Acme"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(if cfg!(windows) {
            str![[r#"
error: my disk is not empty: it has `a`, `b`, `c`, `d`, `e` and 2 more
help: nothing was written; to make the crate elsewhere: `wmigen new "my disk/acme-provider" --name Acme`

"#]]
        } else {
            str![[r"
error: my disk is not empty: it has `a`, `b`, `c`, `d`, `e` and 2 more
help: nothing was written; to make the crate elsewhere: `wmigen new 'my disk/acme-provider' --name Acme`

"]]
        });
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn a_provider_that_exists_is_not_made_again() {
    let sandbox = Sandbox::with_disk();
    let before = sandbox.snapshot();
    sandbox
        .run(&["new", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: disk is not empty: it has [..]
help: nothing was written; it is a provider already, and `wmigen generate disk` makes it follow its spec

"]]);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn a_file_in_the_way_is_left_alone() {
    let sandbox = Sandbox::new();
    sandbox.write("acme", "mine");
    sandbox
        .run(&["new", "acme"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: something that is not a folder is in the way of acme
help: nothing was written; to make the crate elsewhere: `wmigen new acme-provider`

"]]);
    assert_eq!(sandbox.read("acme"), "mine");
}

#[test]
fn no_crate_is_made_in_a_file() {
    let sandbox = Sandbox::new();
    sandbox.write("afile", "mine");
    for below in ["afile/x", "afile/x/y"] {
        let said = sandbox
            .run(&["new", below])
            .assert()
            .code(1)
            .stdout_eq(str![""]);
        let said = String::from_utf8_lossy(&said.get_output().stderr).into_owned();
        assert!(
            said.starts_with(&format!(
                "error: afile is not a folder, and so {below} cannot"
            )),
            "{said}"
        );
        let (_, command) = said.split_once("`wmigen ").expect("a command");
        let (command, _) = command.split_once('`').expect("a command");
        let words: Vec<_> = command.split(' ').collect();
        sandbox.run(&words).assert().code(0);
        std::fs::remove_dir_all(sandbox.path(words[1])).expect("the crate");
    }
    assert_eq!(sandbox.read("afile"), "mine");
}

#[test]
fn a_folder_that_looks_like_an_option_is_told_as_a_path() {
    let sandbox = Sandbox::new();
    let said = sandbox.run(&["new", "--", "-dash"]).assert().code(0);
    let said = String::from_utf8_lossy(&said.get_output().stderr).into_owned();
    assert!(said.contains("wmigen generate ./-dash"), "{said}");
    sandbox.run(&["generate", "./-dash"]).assert().code(0);
}

#[test]
fn of_several_runs_at_once_one_makes_the_crate_and_the_others_say_so() {
    for into_empty in [false, true] {
        let sandbox = Sandbox::new();
        if into_empty {
            std::fs::create_dir(sandbox.path("six")).expect("a folder");
        }
        let run = || {
            let run = sandbox.run(&["new", "six"]).output().expect("it runs");
            (
                run.status.code(),
                String::from_utf8(run.stderr).expect("text"),
            )
        };
        let runs: Vec<_> = std::thread::scope(|scope| {
            let runs: Vec<_> = (0..6).map(|_| scope.spawn(run)).collect();
            runs.into_iter()
                .map(|run| run.join().expect("it ends"))
                .collect()
        });
        let made = runs.iter().filter(|(status, _)| *status == Some(0)).count();
        assert_eq!(made, 1, "{runs:#?}");
        for (status, said) in runs.iter().filter(|(status, _)| *status != Some(0)) {
            assert_eq!(*status, Some(1), "{said}");
            assert!(
                said.starts_with("error: six is not empty: it has "),
                "{said}"
            );
            assert!(!said.contains("os error"), "{said}");
        }
        sandbox.run(&["check", "six"]).assert().code(0);
    }
}

#[test]
fn a_spec_with_errors_makes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "bad.toml",
        DISK.replace("spec-version = 1", "spec-version = 9"),
    );
    sandbox
        .run(&["new", "acme", "--spec", "bad.toml"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error[unsupported-spec-version]: [..]
 --> bad.toml:1:16
...
error: bad.toml has 1 error
help: nothing was written; correct the spec and run the command again

"]]);
    assert!(!sandbox.exists("acme"));
}

#[test]
fn a_spec_that_gives_no_text_makes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("latin1.toml", b"# \xe9");
    fs::create_dir(sandbox.path("folder")).expect("a folder");
    for (spec, message) in [
        ("none.toml", str!["error: there is no none.toml; [..]\n"]),
        ("folder", str!["error: folder is a folder; [..]\n"]),
        (
            "latin1.toml",
            str!["error: latin1.toml:1:3: the byte 0xE9 is not UTF-8; [..]\n"],
        ),
    ] {
        sandbox
            .run(&["new", "acme", "--spec", spec])
            .assert()
            .code(2)
            .stdout_eq(str![""])
            .stderr_eq(message);
        assert!(!sandbox.exists("acme"));
    }
}

#[test]
fn a_name_must_be_one_in_wmi() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&["new", "42"])
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: the folder name `42` does not make a provider name; choose one with `--name NAME`

"]]);
    let hostile = "x\"\nclsid = \"";
    sandbox
        .run(&["new", "acme", "--name", hostile])
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: the provider name [..] has characters other than letters from A to Z, digits and underscores

"]]);
    assert!(!sandbox.exists("42") && !sandbox.exists("acme"));
    sandbox
        .run(&["new", "42", "--name", "Answer"])
        .assert()
        .code(0);
    assert!(sandbox.read("42/wmigen.toml").contains("\"Answer\""));
}

#[test]
fn a_rust_keyword_is_a_name_like_any_other() {
    let sandbox = Sandbox::new();
    for (dir, name) in [("a", "Self"), ("b", "self"), ("c", "type")] {
        sandbox.run(&["new", dir, "--name", name]).assert().code(0);
        sandbox.run(&["check", dir]).assert().code(0);
    }
}

#[test]
fn a_name_too_long_for_its_files_is_refused_before_anything_is_written() {
    let sandbox = Sandbox::new();
    let long = "a".repeat(255);
    sandbox
        .run(&["new", "acme", "--name", &long])
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: the provider name `[..]…` is too long for the names of its files

"]]);
    // The starter spec names its class after the provider.
    sandbox
        .run(&["new", "acme", "--name", &long[..238]])
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: the provider name `[..]…` is too long for the names of its files

"]]);
    sandbox
        .run(&["new", &long])
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: the folder name `[..]…` does not make a provider name; choose one with `--name NAME`

"]]);
    assert!(!sandbox.exists("acme") && !sandbox.exists(&long));
}

/// Nobody makes a folder in `/proc`, not even root.
#[cfg(target_os = "linux")]
#[test]
fn where_nothing_can_be_written_the_target_is_named_and_what_to_do() {
    Sandbox::new()
        .run(&["new", "/proc/acme"])
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: cannot create /proc/acme: [..] (os error [..])
help: nothing was written; [..]

"]]);
}
