//! What wmigen prints about itself: the schema, completions, the manual.

use snapbox::str;

use crate::sandbox::{DISK, Sandbox};

fn printed(arguments: &[&str]) -> String {
    let run = Sandbox::new()
        .run(arguments)
        .assert()
        .code(0)
        .stderr_eq(str![""]);
    String::from_utf8(run.get_output().stdout.clone()).expect("a text")
}

#[test]
fn the_schema_is_that_of_every_crate_and_the_starter_spec_points_to_it() {
    let schema = printed(&["schema"]);
    let sandbox = Sandbox::new();
    sandbox.run(&["new", "acme"]).assert().code(0);
    assert_eq!(sandbox.read("acme/wmigen.schema.json"), schema);
    let spec = sandbox.read("acme/wmigen.toml");
    assert_eq!(spec.lines().next(), Some("#:schema ./wmigen.schema.json"));
    assert!(serde_json::from_str::<serde_json::Value>(&schema).is_ok());
}

#[test]
fn a_spec_that_is_brought_along_points_to_the_schema_too_and_is_else_as_it_was() {
    let first = "#:schema ./wmigen.schema.json";
    for (brought, kept) in [
        (DISK.to_owned(), format!("{first}\n{DISK}")),
        (
            DISK.replace('\n', "\r\n"),
            format!("{first}\r\n{}", DISK.replace('\n', "\r\n")),
        ),
        (
            format!("# mine\n#:schema other.json\n{DISK}"),
            format!("# mine\n#:schema other.json\n{DISK}"),
        ),
        (format!("{first}\n{DISK}"), format!("{first}\n{DISK}")),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("brought.toml", &brought);
        sandbox
            .run(&["new", "disk", "--spec", "brought.toml"])
            .assert()
            .code(0);
        assert_eq!(sandbox.read("disk/wmigen.toml"), kept);
        assert_eq!(sandbox.read("brought.toml"), brought);
        sandbox.run(&["check", "disk"]).assert().code(0);
    }
}

#[test]
fn every_shell_gets_completions_of_every_verb() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&["completions", shell]);
        for word in ["generate", "explain", "message-format", "dry-run"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    assert!(printed(&["completions", "--help"]).contains("bash-completion/completions/wmigen"));
}

#[test]
fn the_manual_has_a_section_for_every_verb_and_nothing_twice() {
    let manual = printed(&["man"]);
    assert!(manual.contains("\n.TH wmigen 1"), "{manual}");
    for verb in [
        "NEW",
        "GENERATE",
        "CHECK",
        "TEST",
        "UPDATE",
        "EJECT",
        "PRUNE",
        "EXPLAIN",
        "TEMPLATES",
        "TEMPLATES LIST",
        "TEMPLATES UPDATE",
        "SCHEMA",
        "COMPLETIONS",
        "MAN",
    ] {
        assert_eq!(
            manual.matches(&format!(".SH \"WMIGEN {verb}\"\n")).count(),
            1,
            "{verb}"
        );
    }
    // What holds for every verb is said once.
    assert_eq!(manual.matches("\\-\\-message\\-format\\fR \\fI").count(), 1);
    for section in [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "\"EXIT STATUS\"",
    ] {
        assert_eq!(
            manual.matches(&format!("\n.SH {section}\n")).count(),
            1,
            "{section}"
        );
    }
}
