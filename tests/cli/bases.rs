//! `.wmigen/base`: what merges start from is there after every run, and is what its name says.

use std::fs;
use std::path::PathBuf;

use snapbox::str;

use crate::sandbox::Sandbox;

/// The texts that the crate keeps.
fn bases(sandbox: &Sandbox) -> Vec<(PathBuf, String)> {
    let folder = fs::read_dir(sandbox.path("disk/.wmigen/base")).expect("the bases");
    let mut bases: Vec<_> = folder
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.clone(), fs::read_to_string(path).expect("a text")))
        .collect();
    bases.sort();
    bases
}

#[test]
fn one_that_is_missing_is_written_again() {
    let sandbox = Sandbox::with_disk();
    let before = bases(&sandbox);
    let (gone, _) = &before[0];
    fs::remove_file(gone).expect("a base");
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
restore    .wmigen/base/[..]

"]]);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert_eq!(bases(&sandbox), before);
    fs::remove_dir_all(sandbox.path("disk/.wmigen")).expect("all of it");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert_eq!(bases(&sandbox), before);
}

#[test]
fn one_that_somebody_has_edited_is_written_again_and_the_edit_kept() {
    // Alone, and beside a change that has more to say.
    for changed in [false, true] {
        let sandbox = Sandbox::with_disk();
        let before = bases(&sandbox);
        let edited = before.iter().find(|(_, text)| text.contains("cdylib"));
        let (edited, _) = edited.expect("that of the manifest");
        fs::write(edited, "mine").expect("a file");
        if changed {
            sandbox.add_property();
        }
        let name = edited.file_name().and_then(|name| name.to_str());
        let name = name.expect("a name");
        let copy = format!(".wmigen/backup/1/.wmigen/base/{name}");
        let line = format!("restore    .wmigen/base/{name} (a copy is kept in {copy})\n");
        let run = sandbox.run(&["generate", "disk"]).assert().code(0);
        let stderr = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(stderr.contains(&line), "{stderr}");
        assert_eq!(sandbox.read(&format!("disk/{copy}")), "mine");
        assert!(
            bases(&sandbox)
                .iter()
                .any(|(path, text)| path == edited && text != "mine")
        );
        sandbox.run(&["check", "disk"]).assert().code(0);
    }
}

#[test]
fn what_is_no_base_is_left_alone() {
    let sandbox = Sandbox::with_disk();
    sandbox.write("disk/.wmigen/base/notes.txt", "mine");
    sandbox.add_property();
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert_eq!(sandbox.read("disk/.wmigen/base/notes.txt"), "mine");
    // The spec, two files of the class and the crate, and so on: as many as before, and none that nothing needs.
    let fresh = Sandbox::with_disk();
    assert_eq!(bases(&sandbox).len(), bases(&fresh).len() + 1);
}

#[test]
fn without_a_lock_nobody_knows_what_they_are_for_and_all_stay() {
    let sandbox = Sandbox::with_disk();
    let before = bases(&sandbox);
    sandbox.remove("disk/wmigen.lock");
    for verb in ["update", "prune", "generate"] {
        sandbox.run(&[verb, "disk"]).assert().code(0);
        assert_eq!(bases(&sandbox), before, "{verb}");
    }
}
