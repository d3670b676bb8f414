//! Files of MOF of the user's own: what becomes of their classes, and what is said of files that cannot be used.

use std::fs;

use crate::sandbox::{DISK, Sandbox};

/// The file that the spec names.
const FILE: &str = "schema/acme_base.mof";

const BASE: &str =
    "#pragma autorecover\n// A comment.\n[abstract] class Acme_Base\n{\n    string Caption;\n};\n";

/// The spec of the golden crate, whose class derives from one that the file brings.
fn spec() -> String {
    let spec = DISK.replace(
        "namespace = ",
        &format!("schema-mof = [\"{FILE}\"]\nnamespace = "),
    );
    let spec = spec.replacen(
        "[class.Acme_Disk]\n",
        "[external.Acme_Base]\nabstract = true\n\n[class.Acme_Disk]\nsuperclass = \"Acme_Base\"\n",
        1,
    );
    assert!(spec.contains("superclass"));
    spec
}

/// A crate of that spec.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("given/spec.toml", spec());
    sandbox.write(&format!("given/{FILE}"), BASE);
    let new = ["new", "disk", "--spec", "given/spec.toml"];
    sandbox.run(&new).assert().code(0);
    sandbox
}

fn mof(sandbox: &Sandbox) -> String {
    sandbox.read("disk/mof/acme_storage.mof")
}

#[test]
fn new_takes_the_files_along_that_stand_beside_the_spec() {
    let sandbox = sandbox();
    assert_eq!(sandbox.read(&format!("disk/{FILE}")), BASE);
    let mof = mof(&sandbox);
    let base = mof.find("class Acme_Base\n{\n    string Caption;\n};\n");
    let disk = mof.find("class Acme_Disk : Acme_Base\n");
    assert!(base.expect("the base") < disk.expect("the disk"), "{mof}");
    assert!(
        !sandbox
            .read("disk/mof/acme_storage-remove.mof")
            .contains("Acme_Base")
    );
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq("");
}

/// The file is the user's: wmigen reads it, and writes what follows.
#[test]
fn a_changed_file_is_a_reason_to_generate() {
    let sandbox = sandbox();
    let path = format!("disk/{FILE}");
    let changed = BASE.replace("Caption", "Label");
    sandbox.write(&path, &changed);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(1)
        .stdout_eq("update     mof/acme_storage.mof\nupdate     wmigen.lock\n");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert!(mof(&sandbox).contains("string Label;"));
    assert_eq!(sandbox.read(&path), changed);
    sandbox.run(&["check", "disk"]).assert().code(0);
    // What is no part of the classes changes nothing.
    sandbox.append(&path, "// More.\n");
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq("");
}

#[test]
fn a_file_in_utf_16_is_read_and_its_letters_are_escaped() {
    let sandbox = sandbox();
    let text = BASE.replace("[abstract]", "[abstract, Description(\"\u{dc}ber\")]");
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
    sandbox.write(&format!("disk/{FILE}"), bytes);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    let mof = mof(&sandbox);
    assert!(
        mof.is_ascii() && mof.contains(r#"Description("\x00DCber")"#),
        "{mof}"
    );
}

/// Nothing is written while a file cannot be used, whatever the verb.
#[test]
fn a_file_that_cannot_be_used_stops_every_verb() {
    let sandbox = sandbox();
    let path = sandbox.path(&format!("disk/{FILE}"));
    for (what, said) in [
        (None, "there is no file `schema/acme_base.mof`"),
        (
            Some(&b"\xff\xfea\0b"[..]),
            "it is UTF-16, and ends in the middle of a character",
        ),
        (
            Some("class A { /* \u{e9} */ };".as_bytes()),
            "the byte 0xC3 is not ASCII",
        ),
        (
            Some(b"class A { }; instance of A { };"),
            "an instance is no class",
        ),
        (
            Some(b"#pragma namespace(\"\\\\\\\\.\\\\root\")\nclass A { };"),
            "is more than a class",
        ),
    ] {
        fs::remove_file(&path).ok();
        if let Some(bytes) = what {
            fs::write(&path, bytes).expect("a file");
        }
        let before = sandbox.snapshot();
        for verb in [
            &["check", "disk"][..],
            &["generate", "disk"],
            &["update", "disk"],
        ] {
            let run = sandbox.run(verb).assert().code(1);
            let stderr = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
            assert!(
                stderr.contains("[schema-mof-file]") && stderr.contains(said),
                "{stderr}"
            );
        }
        assert!(before == sandbox.snapshot(), "{said}");
    }
    fs::remove_file(&path).expect("a file");
    fs::create_dir(&path).expect("a folder");
    let run = sandbox.run(&["check", "disk"]).assert().code(1);
    let stderr = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(stderr.contains("is no file"), "{stderr}");
}

#[test]
fn new_writes_nothing_without_the_files() {
    let sandbox = Sandbox::new();
    sandbox.write("spec.toml", spec());
    let run = sandbox
        .run(&["new", "disk", "--spec", "spec.toml"])
        .assert()
        .code(1);
    let stderr = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        stderr.contains("there is no file `schema/acme_base.mof`"),
        "{stderr}"
    );
    assert!(stderr.contains("nothing was written"), "{stderr}");
    assert!(!sandbox.exists("disk"));
}

/// What an installed machine keeps of a file is told, also where its last text is not known.
#[test]
fn a_file_that_is_no_longer_named_leaves_its_classes() {
    let sandbox = sandbox();
    sandbox.edit_spec(&format!("schema-mof = [\"{FILE}\"]\n"), "");
    let run = sandbox.run(&["generate", "disk"]).assert().code(0);
    let stdout = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    let stderr = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    let said = format!("{stdout}{stderr}");
    assert!(
        said.contains("no classes come from `schema/acme_base.mof` any more"),
        "{said}"
    );
    assert!(!mof(&sandbox).contains("class Acme_Base"));
    // The file is the user's.
    assert!(sandbox.exists(&format!("disk/{FILE}")));
}
