//! `wmigen explain`: a rule's page or the policy on stdout, and nothing else there.

use std::process::{Command, Stdio};

use snapbox::cmd::cargo_bin;
use snapbox::str;
use wmigen::diagnostics::RULES;

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
  <RULE|DIR>

Usage: wmigen explain <RULE>
       wmigen explain --policy [DIR]

For more information, try '--help'.

"]]);
}

#[test]
fn a_rule_is_explained_by_its_page() {
    let sandbox = Sandbox::new();
    for rule in RULES {
        sandbox
            .run(&["explain", rule.id])
            .assert()
            .code(0)
            .stderr_eq(str![""]);
        let explained = explain(rule.id);
        assert!(
            explained.starts_with(&format!("{}\n\n", rule.id)),
            "{explained}"
        );
        assert!(!explained.contains("```"), "{explained}");
    }
    assert_eq!(explain("edited"), explain("edited-file"));
}

/// What is explained.
fn explain(written: &str) -> String {
    let sandbox = Sandbox::new();
    let explained = sandbox.run(&["explain", written]).assert().code(0);
    String::from_utf8(explained.get_output().stdout.clone()).expect("text")
}

#[test]
fn a_rule_is_named_as_a_message_shows_it() {
    let page = explain("unknown-key");
    for written in [
        "error[unknown-key]",
        "error[unknown-key]:",
        "error[unknown-key]: unknown key `nmae`",
        "[unknown-key]",
        "unknown-key:",
        " unknown-key ",
        "\u{1b}[1m\u{1b}[91merror[unknown-key]\u{1b}[0m",
    ] {
        assert_eq!(explain(written), page, "{written}");
    }
    let warning = explain("warning[reserved-word]");
    assert_eq!(warning, explain("reserved-word"));
}

#[test]
fn a_rule_that_does_not_exist_is_not_explained() {
    let sandbox = Sandbox::new();
    let refused = |written: &str| {
        sandbox
            .run(&["explain", written])
            .assert()
            .code(2)
            .stdout_eq(str![""])
    };
    refused("unknwon-key").stderr_eq(str![[r"
error: there is no rule `unknwon-key`; did you mean `unknown-key`?

"]]);
    refused("E0308").stderr_eq(str![[r"
error: there is no rule `E0308`; messages name theirs in brackets, as in `error[unknown-key]`

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

/// What a terminal of so many columns is shown.
fn shown(arguments: &[&str], columns: &str) -> String {
    let sandbox = Sandbox::with_disk();
    let run = sandbox.run(arguments).env("COLUMNS", columns);
    let run = run.arg("--color").arg("always").assert().code(0);
    String::from_utf8(run.get_output().stdout.clone()).expect("text")
}

#[test]
fn a_terminal_shows_no_mark_of_markdown() {
    let page = shown(&["explain", "unknown-key"], "60");
    assert!(
        page.starts_with("\u{1b}[1munknown-key\u{1b}[0m\n\n\u{1b}[3mAn error"),
        "{page}"
    );
    let policy = shown(&["explain", "--policy", "disk"], "100");
    for text in [page, policy] {
        let text = anstream::adapter::strip_str(&text).to_string();
        for line in text.lines() {
            let is_marked = ["#", "|", "<!--"].iter().any(|mark| line.starts_with(mark));
            let is_marked = is_marked
                || ["`", "**", "](", "<br>"]
                    .iter()
                    .any(|mark| line.contains(mark));
            assert!(!is_marked, "{line}");
        }
    }
}

#[test]
fn a_page_is_as_wide_as_the_terminal() {
    for (columns, width) in [("40", 40), ("120", 120), ("", 100), ("wide", 100)] {
        let sandbox = Sandbox::new();
        let run = sandbox
            .run(&["explain", "unknown-key"])
            .env("COLUMNS", columns);
        let run = run.assert().code(0);
        let text = String::from_utf8(run.get_output().stdout.clone()).expect("text");
        let widest = text.lines().map(|line| line.chars().count()).max();
        let widest = widest.expect("lines");
        assert!(
            (width - 15..=width).contains(&widest),
            "{columns}: {widest}"
        );
    }
}

#[test]
fn a_policy_that_is_kept_in_a_file_stays_markdown() {
    let sandbox = Sandbox::with_disk();
    let run = sandbox
        .run(&["explain", "--policy", "disk"])
        .assert()
        .code(0);
    let text = String::from_utf8(run.get_output().stdout.clone()).expect("text");
    assert_eq!(text, sandbox.read("disk/docs/access-denied.md"));
}
