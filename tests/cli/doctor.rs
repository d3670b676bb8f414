//! `wmigen doctor`, on machines that are made up: folders with programs that say what they are told to.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;

use serde_json::Value;
use snapbox::cmd::Command;
use snapbox::str;

use crate::sandbox::Sandbox;

/// The programs of a machine that has everything.
const ALL: [&str; 8] = [
    "rustc",
    "cargo",
    "x86_64-w64-mingw32-gcc",
    "wine",
    "wineserver",
    "rustfmt",
    "git",
    "rustup",
];

/// A machine with these programs.
struct Machine(Sandbox);

impl Machine {
    fn with(programs: &[&str]) -> Self {
        let machine = Self(Sandbox::new());
        machine.0.write("lib/libstd-1.rlib", "");
        for program in programs {
            let says = match *program {
                "rustc" => {
                    let libraries = machine.0.path("lib");
                    let libraries = libraries.display();
                    format!(
                        "[ \"$1\" = --print ] && echo '{libraries}' || echo 'rustc 1.99.0 (made up)'"
                    )
                }
                other => format!("echo {other} 1.0"),
            };
            machine.program(program, &says);
        }
        machine
    }

    /// Makes a program of this script.
    fn program(&self, name: &str, script: &str) {
        let path = format!("bin/{name}");
        self.0.write(&path, format!("#!/bin/sh\n{script}\n"));
        let path = self.0.path(&path);
        std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).expect("a program");
    }

    fn doctor(&self, arguments: &[&str]) -> Command {
        let run = self.0.run(&[&["doctor"], arguments].concat());
        run.env("PATH", self.0.path("bin"))
    }
}

#[test]
fn a_machine_with_everything_is_well() {
    let machine = Machine::with(&ALL);
    machine
        .doctor(&[])
        .assert()
        .code(0)
        .stderr_eq(str![""])
        .stdout_eq(str![[r"
found  Rust [..] rustc 1.99.0 (made up)
found  Rust's standard library for x86_64-pc-windows-gnu  x86_64-pc-windows-gnu
found  the linker x86_64-w64-mingw32-gcc                  x86_64-w64-mingw32-gcc 1.0
found  Wine (the programs wine and wineserver)            wine 1.0
found  rustfmt                                            rustfmt 1.0
found  clippy                                             cargo 1.0
found  git                                                git 1.0

"]]);
    machine
        .doctor(&["--install"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
nothing to install: all is there

"]]);
}

#[test]
fn what_is_missing_is_named_with_the_way_to_get_it() {
    let machine = Machine::with(&[
        "rustc",
        "cargo",
        "rustfmt",
        "wine",
        "x86_64-w64-mingw32-gcc",
    ]);
    machine.doctor(&[]).assert().code(1).stderr_eq(str![[r"
error: providers cannot be built and tested here:

  missing: Wine (the programs wine and wineserver)
    Debian, Ubuntu:  sudo apt install wine wine64
    Fedora:          sudo dnf install wine
    Arch:            sudo pacman -S wine
    macOS:           brew install --cask wine-stable

  missing: git
    Debian, Ubuntu:  sudo apt install git
    Fedora:          sudo dnf install git
    Arch:            sudo pacman -S git
    macOS:           brew install git
    Windows:         winget install Git.Git

help: `wmigen doctor --install` gets what is missing; it asks first

"]]);
}

#[test]
fn a_folder_that_is_not_there_is_not_a_machine_without_anything() {
    let machine = Machine::with(&ALL);
    let run = machine.doctor(&["nowhere"]).assert().code(2);
    run.stdout_eq(str![""]).stderr_eq(str![[r"
error: there is no folder nowhere; name the one of a crate, or none for this one

"]]);
}

#[test]
fn what_is_only_of_use_may_be_missing() {
    let machine = Machine::with(&ALL[..6]);
    let run = machine.doctor(&[]).assert().code(0);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("  missing: git\n"), "{said}");
}

#[test]
fn a_compiler_that_is_too_old_is_as_good_as_none() {
    let machine = Machine::with(&ALL);
    machine.program("rustc", "echo 'rustc 1.70.0 (made up)'");
    let run = machine.doctor(&[]).assert().code(1);
    let shown = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    let line = shown.lines().next().expect("a line");
    assert!(
        line.starts_with("too old  Rust ") && line.ends_with("rustc 1.70.0 (made up)"),
        "{line}"
    );
}

#[test]
fn programs_get_a_line_for_each() {
    let machine = Machine::with(&ALL[..6]);
    let run = machine
        .doctor(&["--message-format", "json"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
    let text = String::from_utf8(run.get_output().stdout.clone()).expect("text");
    let lines = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    let lines: Vec<Value> = lines.collect();
    let tools: Vec<_> = lines
        .iter()
        .filter(|line| line["reason"] == "tool")
        .collect();
    assert_eq!(tools.len(), 7, "{text}");
    let git = tools.last().expect("git");
    assert_eq!(
        (&git["name"], &git["found"], &git["needed"]),
        (&"git".into(), &false.into(), &false.into())
    );
    assert_eq!(git["install"][0]["command"], "sudo apt install git");
    assert_eq!(
        (&tools[0]["found"], &tools[0]["said"]),
        (&true.into(), &"rustc 1.99.0 (made up)".into())
    );
}

/// A machine without rustfmt, which rustup brings.
fn without_rustfmt() -> Machine {
    let machine = Machine::with(&[
        "rustc",
        "cargo",
        "wine",
        "wineserver",
        "x86_64-w64-mingw32-gcc",
        "git",
    ]);
    let brings = "printf '#!/bin/sh\\necho rustfmt 1.0\\n' > ${0%/*}/rustfmt; /bin/chmod +x ${0%/*}/rustfmt; echo \"rustup $*\"";
    machine.program("rustup", brings);
    machine
}

#[test]
fn nothing_is_installed_without_a_terminal_to_ask_on() {
    let machine = without_rustfmt();
    machine
        .doctor(&["--install"])
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
the commands that get what is missing:
  rustup component add rustfmt
error: nothing was installed: there is no terminal to ask on
help: run the commands yourself, or add `--yes`

"]]);
    assert!(!machine.0.exists("bin/rustfmt"));
    machine.doctor(&["--yes"]).assert().code(2);
}

#[test]
fn what_is_agreed_to_is_run_and_looked_at_again() {
    let machine = without_rustfmt();
    let run = machine.doctor(&["--install", "--yes"]).assert().code(0);
    let run = run.stderr_eq(str![[r"
the commands that get what is missing:
  rustup component add rustfmt
rustup component add rustfmt

"]]);
    let shown = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(!shown.contains("missing"), "{shown}");
}

#[test]
fn a_command_that_fails_is_told_with_what_is_still_missing() {
    let machine = without_rustfmt();
    machine.program("rustup", "exit 3");
    let run = machine.doctor(&["--install", "--yes"]).assert().code(0);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        said.contains("error: `rustup component add rustfmt` failed: exit status: 3"),
        "{said}"
    );
    assert!(said.contains("  missing: rustfmt\n"), "{said}");
}
