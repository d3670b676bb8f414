//! What wmigen keeps for itself in `.wmigen`, after somebody else has been there.

use std::fs;

use super::{GENERATED, beside_something_precious, run, things};
use crate::sandbox::Sandbox;

const JOURNAL: &str = "disk/.wmigen/journal";

/// A crate with something to write, to a file that exists and to one that does not.
fn with_something_to_write() -> Sandbox {
    let sandbox = beside_something_precious();
    sandbox.add_property();
    sandbox.append(
        "disk/wmigen.toml",
        "\n[class.Acme_Pool]\noperations = [\"get\"]\n\n[class.Acme_Pool.properties]\n\
         ID = { type = \"string\", key = true }\n",
    );
    sandbox
}

/// Runs what writes most; it must write nothing at all, and say each of `words`.
fn assert_stops(sandbox: &Sandbox, words: &[&str]) {
    let before = things(sandbox);
    for verb in [&["generate", "disk"][..], &["generate", "disk", "--force"]] {
        let said = run(sandbox, verb, 2);
        for word in words {
            assert!(said.contains(word), "{word:?} is not in\n{said}");
        }
        assert!(things(sandbox) == before, "{verb:?} changed something");
    }
}

/// A journal that cannot be read is one that a crash cut short, before anything else was written; whoever wrote another
/// one has gained nothing.
#[test]
fn a_journal_that_leads_anywhere_else_is_not_followed() {
    let row = |path: &str| {
        format!(
            "version = 1\ngenerator = \"0.1.0\"\n[[file]]\npath = \"{path}\"\nkind = \"generated\"\n"
        )
    };
    for text in [
        String::new(),
        "not a journal".to_owned(),
        row("../outside/precious"),
        row("/etc/passwd"),
        row("wmigen.toml"),
    ] {
        let sandbox = with_something_to_write();
        sandbox.write(JOURNAL, &text);
        let spec = sandbox.read("disk/wmigen.toml");
        run(&sandbox, &["generate", "disk"], 0);
        assert!(sandbox.read(GENERATED).contains("Label"), "{text}");
        assert!(!sandbox.exists(JOURNAL), "{text}");
        assert_eq!(sandbox.read("outside/precious"), "mine");
        assert_eq!(sandbox.read("disk/wmigen.toml"), spec);
        assert_eq!(run(&sandbox, &["check", "disk"], 0), "");
    }
}

#[test]
fn something_else_in_the_place_of_what_wmigen_keeps_stops_it() {
    for path in ["disk/.wmigen/journal", "disk/.wmigen/run.lock"] {
        let sandbox = with_something_to_write();
        if sandbox.exists(path) {
            sandbox.remove(path);
        }
        sandbox.write(&format!("{path}/mine"), "mine");
        let name = path.strip_prefix("disk/").expect("a path in the crate");
        assert_stops(&sandbox, &[name, "not a regular file"]);
    }
    let sandbox = with_something_to_write();
    fs::remove_dir_all(sandbox.path("disk/.wmigen")).expect("the folder");
    sandbox.write("disk/.wmigen", "mine");
    assert_stops(&sandbox, &[".wmigen is not a folder"]);
}

/// Only on Unix, because Windows lets administrators alone make links.
#[cfg(unix)]
#[test]
fn no_link_leads_out_of_what_wmigen_keeps() {
    use std::os::unix::fs::symlink;
    for (path, target) in [
        ("disk/.wmigen", "../outside"),
        ("disk/.wmigen/journal", "../../outside/precious"),
        ("disk/.wmigen/run.lock", "../../outside/precious"),
        ("disk/.wmigen/run.lock", "../../outside/new"),
        ("disk/.wmigen/base", "../../outside"),
    ] {
        let sandbox = with_something_to_write();
        let found = sandbox.path(path).symlink_metadata();
        if found.is_ok_and(|found| found.is_dir()) {
            fs::remove_dir_all(sandbox.path(path)).expect("the folder");
        } else if sandbox.exists(path) {
            sandbox.remove(path);
        }
        symlink(target, sandbox.path(path)).expect("a link");
        let said = run(&sandbox, &["generate", "disk"], 2);
        let name = path.strip_prefix("disk/").expect("a path in the crate");
        assert!(said.contains(name), "{said}");
        if !name.ends_with("journal") {
            assert!(said.contains("symbolic link"), "{said}");
        }
        assert_eq!(sandbox.read("outside/precious"), "mine");
        let outside = fs::read_dir(sandbox.path("outside")).expect("a folder");
        assert_eq!(outside.count(), 1, "{path}");
        assert!(!sandbox.read(GENERATED).contains("Label"), "{path}");
    }
}

/// Only on Unix: Windows has no such files. Nobody writes to the pipe, so that reading it would wait for ever.
#[cfg(unix)]
#[test]
fn a_pipe_among_what_wmigen_keeps_is_not_waited_for() {
    for path in ["disk/.wmigen/journal", "disk/.wmigen/run.lock"] {
        let sandbox = with_something_to_write();
        if sandbox.exists(path) {
            sandbox.remove(path);
        }
        super::make_pipe(&sandbox, path);
        let name = path.strip_prefix("disk/").expect("a path in the crate");
        assert_stops(&sandbox, &[name, "not a regular file"]);
    }
}

#[test]
fn a_base_that_is_not_what_its_name_says_is_merged_from_by_nobody() {
    let sandbox = Sandbox::with_disk();
    let readme = sandbox.read("disk/README.md") + "\nOur array is in the cellar.\n";
    sandbox.write("disk/README.md", &readme);
    let bases = fs::read_dir(sandbox.path("disk/.wmigen/base")).expect("the bases");
    for base in bases {
        fs::write(base.expect("an entry").path(), "not what it was\n").expect("a file");
    }
    sandbox.edit_spec(
        "The disks of an Acme storage array.",
        "What an Acme array stores.",
    );
    run(&sandbox, &["generate", "disk"], 0);
    let said = run(&sandbox, &["update", "disk", "--markers"], 1);
    assert!(said.contains("conflict   README.md: "), "{said}");
    assert!(said.contains(".wmigen/base"), "{said}");
    assert_eq!(sandbox.read("disk/README.md"), readme);
}
