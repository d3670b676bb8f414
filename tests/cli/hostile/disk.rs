//! Files that have become something else, and the user's files as they may be.

use std::fs;

use super::{GENERATED, USERS_VERBS, VERBS, assert_refused, run};
#[cfg(unix)]
use super::{beside_something_precious, make_pipe};
use crate::sandbox::Sandbox;

#[test]
fn a_folder_in_the_place_of_generated_files_is_left_alone() {
    let sandbox = Sandbox::with_disk();
    sandbox.add_property();
    sandbox.remove(GENERATED);
    sandbox.write(&format!("{GENERATED}/precious"), "mine");
    assert_refused_by_generate(
        &sandbox,
        &["src/generated/acme_disk.rs: a folder is in its place"],
    );

    let sandbox = Sandbox::with_disk();
    fs::remove_dir_all(sandbox.path("disk/src/generated")).expect("the folder");
    sandbox.write("disk/src/generated", "mine");
    assert_refused_by_generate(&sandbox, &["src/generated is not a folder"]);
}

/// Only on Unix, because Windows lets administrators alone make links.
#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_generated_file_is_neither_followed_nor_replaced() {
    use std::os::unix::fs::symlink;
    let sandbox = beside_something_precious();
    sandbox.add_property();
    // To the outside, to what wmigen itself wrote, to nowhere, to itself.
    let own = sandbox.read(GENERATED);
    sandbox.write("outside/own", own);
    for target in [
        "../../../outside/precious",
        "../../../outside/own",
        "mod.rs",
        "nowhere",
        "acme_disk.rs",
    ] {
        sandbox.remove(GENERATED);
        symlink(target, sandbox.path(GENERATED)).expect("a link");
        let reason = "src/generated/acme_disk.rs: a symbolic link is in its place";
        assert_refused_by_generate(&sandbox, &[reason]);
    }
}

/// Only on Unix: Windows has no such files. Nobody writes to the pipe, so that reading it would wait for ever.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let sandbox = Sandbox::with_disk();
    sandbox.remove(GENERATED);
    make_pipe(&sandbox, GENERATED);
    let reason = "src/generated/acme_disk.rs: something that is not a regular file is in its place";
    assert_refused_by_generate(&sandbox, &[reason]);
    sandbox.remove(GENERATED);
    run(&sandbox, &["generate", "disk"], 0);
    // In the place of the user's file it is the user's.
    sandbox.remove("disk/src/classes/acme_disk.rs");
    make_pipe(&sandbox, "disk/src/classes/acme_disk.rs");
    sandbox.add_property();
    run(&sandbox, &["generate", "disk"], 0);
    run(&sandbox, &["check", "disk"], 0);
}

#[test]
fn a_read_only_file_of_wmigens_is_updated_and_stays_read_only() {
    let sandbox = Sandbox::with_disk();
    let read_only = |path: &str| {
        sandbox
            .path(path)
            .metadata()
            .expect(path)
            .permissions()
            .readonly()
    };
    let mut permissions = sandbox
        .path(GENERATED)
        .metadata()
        .expect("the file")
        .permissions();
    permissions.set_readonly(true);
    fs::set_permissions(sandbox.path(GENERATED), permissions).expect("read-only");
    let before = sandbox.read(GENERATED);
    sandbox.add_property();
    run(&sandbox, &["generate", "disk"], 0);
    assert_ne!(sandbox.read(GENERATED), before);
    assert!(read_only(GENERATED));
    run(&sandbox, &["check", "disk"], 0);
    // And deleted with its class.
    sandbox.edit_spec("Acme_Disk", "Acme_Drive");
    run(&sandbox, &["generate", "disk"], 0);
    assert!(!sandbox.exists(GENERATED));
}

#[test]
fn a_class_that_changes_in_case_alone_keeps_its_files() {
    let sandbox = Sandbox::with_disk();
    sandbox.append("disk/src/classes/acme_disk.rs", "// mine\n");
    let mine = sandbox.read("disk/src/classes/acme_disk.rs");
    sandbox.edit_spec("Acme_Disk", "ACME_Disk");
    run(&sandbox, &["generate", "disk"], 0);
    assert_eq!(sandbox.read("disk/src/classes/acme_disk.rs"), mine);
    assert!(sandbox.read(GENERATED).contains("ACME_Disk"));
    assert_eq!(run(&sandbox, &["check", "disk"], 0), "");
}

#[test]
fn a_spec_whose_classes_are_all_gone_deletes_nothing() {
    let sandbox = Sandbox::with_disk();
    let spec = sandbox.read("disk/wmigen.toml");
    let head = spec.split("[class.").next().expect("a head").to_owned();
    for classes in ["", "[class]\n", "class = {}\n"] {
        // A key of the document itself would be one of the table before it.
        let spec = if classes.starts_with("class =") {
            classes.to_owned() + &head
        } else {
            head.clone() + classes
        };
        sandbox.write("disk/wmigen.toml", spec);
        assert_refused(
            &sandbox,
            1,
            &["error[", "disk/wmigen.toml", "class", "help: "],
        );
    }
    for spec in ["", "\n", "spec-version = 1\n"] {
        sandbox.write("disk/wmigen.toml", spec);
        assert_refused(&sandbox, 1, &["error[", "disk/wmigen.toml"]);
    }
}

#[test]
fn whatever_bytes_the_users_files_have_they_stay_as_they_are() {
    let sandbox = Sandbox::with_disk();
    let bom_spec = "\u{feff}".to_owned() + &sandbox.read("disk/wmigen.toml").replace('\n', "\r\n");
    sandbox.write("disk/wmigen.toml", bom_spec);
    // In the manifest some keys are wmigen's, and they are as they should be.
    let manifest = sandbox.read("disk/Cargo.toml").replace('\n', "\r\n");
    let manifest = "\u{feff}".to_owned() + manifest.trim_end() + " # mine";
    let yours: [(&str, &[u8]); 7] = [
        (
            "src/classes/acme_disk.rs",
            b"\xef\xbb\xbf// a BOM, CRLF, and no end of the line\r\n// \xff",
        ),
        ("src/lib.rs", b"// no end of the line"),
        ("README.md", b""),
        ("Cargo.toml", manifest.as_bytes()),
        (".gitignore", b"\0"),
        ("src/own.rs", b"\n\n\r\r\n"),
        ("wmigen.toml.bak", b"\xfe\xff\0"),
    ];
    for (path, bytes) in yours {
        sandbox.write(&format!("disk/{path}"), bytes);
    }
    for property in ["", "Label = { type = \"string\" }\r\n"] {
        sandbox.append("disk/wmigen.toml", property);
        let spec = sandbox.read("disk/wmigen.toml");
        for verb in VERBS.into_iter().chain(USERS_VERBS) {
            let late = verb[0] == "check" && !property.is_empty();
            run(&sandbox, verb, i32::from(late));
            for (path, bytes) in yours {
                let now = fs::read(sandbox.path(&format!("disk/{path}"))).expect(path);
                assert_eq!(now, bytes, "{verb:?} changed {path}");
            }
            assert_eq!(sandbox.read("disk/wmigen.toml"), spec);
        }
    }
    assert_eq!(run(&sandbox, &["check", "disk"], 0), "");
}

/// Runs every verb, which must name what is in the way and change nothing.
fn assert_refused_by_generate(sandbox: &Sandbox, words: &[&str]) {
    let remedy = ["blocked    ", "move what blocks a file out of the way"];
    assert_refused(sandbox, 1, &[&remedy[..], words].concat());
}
