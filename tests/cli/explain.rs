//! `wmigen explain`: the policy on stdout, and nothing else there.

use std::process::{Command, Stdio};

use snapbox::cmd::cargo_bin;
use snapbox::str;

use crate::sandbox::Sandbox;

#[test]
fn the_policy_goes_to_stdout() {
    let sandbox = Sandbox::with_disk();
    let explained = sandbox
        .run_in("disk/src", &["explain", "--policy"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
    assert!(String::from_utf8_lossy(&explained.get_output().stdout).contains("AcmeStorage"));
}

#[test]
fn it_must_be_told_what_to_explain() {
    let sandbox = Sandbox::with_disk();
    sandbox
        .run_in("disk", &["explain"])
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: the following required arguments were not provided:
  --policy

Usage: wmigen[EXE] explain --policy [DIR]

For more information, try '--help'.

"]]);
}

#[test]
fn a_spec_with_errors_is_not_explained() {
    let sandbox = Sandbox::with_disk();
    sandbox.write("disk/wmigen.toml", "");
    sandbox
        .run(&["explain", "--policy", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error[empty-spec]: [..]
...
error: disk/wmigen.toml has 1 error

"]]);
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let sandbox = Sandbox::with_disk();
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = Command::new(cargo_bin!("wmigen"))
        .args(["explain", "--policy"])
        .arg(sandbox.path("disk"))
        .stdout(writer)
        .stderr(Stdio::piped())
        .output()
        .expect("it runs");
    assert_eq!(
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).as_ref()
        ),
        (Some(0), "")
    );
}
