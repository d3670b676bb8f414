//! `wmigen eject`: one file goes from wmigen to the user and back, and nothing in it changes on the way.

use snapbox::str;

use crate::sandbox::Sandbox;

const FILE: &str = "disk/src/generated/acme_disk.rs";

#[test]
fn an_edited_file_is_refused_until_it_is_ejected() {
    let sandbox = Sandbox::with_disk();
    sandbox.append(FILE, "// mine\n");
    let mine = sandbox.read(FILE);
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
edited     src/generated/acme_disk.rs: changed since wmigen wrote it
...
help: [..]; to keep one as it is, `wmigen eject FILE` makes it yours

"]]);
    sandbox
        .run(&["eject", FILE])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
eject      src/generated/acme_disk.rs (yours now)

"]]);
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
nothing to do: [..] unchanged

"]]);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![""]);
    assert_eq!(sandbox.read(FILE), mine);
}

#[test]
fn a_change_of_what_was_ejected_is_announced_and_offered() {
    let sandbox = Sandbox::with_disk();
    sandbox.append(FILE, "// mine\n");
    sandbox.run(&["eject", FILE]).assert().code(0);
    let mine = sandbox.read(FILE);
    sandbox.add_property();
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
...
the scaffold of 1 of your files has changed: `wmigen update disk` offers the change

"]]);
    assert_eq!(sandbox.read(FILE), mine);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
src/generated/acme_disk.rs was ejected, and wmigen writes it differently since; `wmigen update disk` offers the change

"]]);
    sandbox
        .run(&["update", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
merge      src/generated/acme_disk.rs (a copy is kept in .wmigen/backup/1/src/generated/acme_disk.rs)

"]]);
    let merged = sandbox.read(FILE);
    assert!(merged.contains("label") && merged.ends_with("// mine\n"));
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
}

#[test]
fn what_is_taken_back_is_wmigens_as_it_is() {
    let sandbox = Sandbox::with_disk();
    let before = sandbox.snapshot();
    sandbox.run(&["eject", FILE]).assert().code(0);
    assert!(sandbox.read("disk/wmigen.lock").contains("\"ejected\""));
    let undo = ["eject", "--undo", FILE];
    sandbox
        .run(&undo)
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
take-back  src/generated/acme_disk.rs (wmigen's again)

"]]);
    let contents = |snapshot: Vec<(_, Vec<u8>, _)>| {
        let files = snapshot.into_iter().map(|(path, bytes, _)| (path, bytes));
        files.collect::<Vec<(std::path::PathBuf, _)>>()
    };
    let mut after = contents(sandbox.snapshot());
    after.retain(|(path, _)| !path.ends_with(".wmigen/run.lock"));
    assert_eq!(after, contents(before));

    sandbox.run(&["eject", FILE]).assert().code(0);
    sandbox.append(FILE, "// mine\n");
    sandbox.run(&undo).assert().code(0);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
edited     src/generated/acme_disk.rs: changed since wmigen wrote it

"]]);
}

#[test]
fn what_a_lost_lock_made_foreign_can_be_ejected() {
    let sandbox = Sandbox::with_disk();
    sandbox.append(FILE, "// mine\n");
    sandbox.remove("disk/wmigen.lock");
    sandbox.run(&["generate", "disk"]).assert().code(1);
    sandbox.run(&["eject", FILE]).assert().code(0);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
    sandbox.add_property();
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.run(&["update", "disk"]).assert().code(0);
    let merged = sandbox.read(FILE);
    assert!(merged.contains("label") && merged.ends_with("// mine\n"));
}

#[test]
fn a_file_is_found_however_it_is_named() {
    let sandbox = Sandbox::with_disk();
    let absolute = sandbox.path(FILE);
    let absolute = absolute.to_str().expect("a path");
    for (folder, named) in [
        ("", FILE),
        ("", "./disk/src/../src/generated/acme_disk.rs"),
        ("", absolute),
        ("disk", "src/generated/acme_disk.rs"),
        ("disk", absolute),
        ("disk/src", "generated/acme_disk.rs"),
        ("disk/src", "src/generated/acme_disk.rs"),
        ("disk/src", "../src/generated/acme_disk.rs"),
        ("disk/src/generated", "acme_disk.rs"),
        ("disk/src/classes", "../generated/acme_disk.rs"),
    ] {
        sandbox
            .run_in(folder, &["eject", named])
            .assert()
            .code(0)
            .stderr_eq(str![[r"
eject      src/generated/acme_disk.rs (yours now)

"]]);
        let undo = ["eject", "--undo", named];
        sandbox.run_in(folder, &undo).assert().code(0);
    }
}

#[test]
fn what_cannot_be_ejected_is_named_and_nothing_is_changed() {
    let sandbox = Sandbox::with_disk();
    sandbox.write("disk/src/mine.rs", "");
    let before = sandbox.snapshot();
    sandbox
        .run_in(
            "disk",
            &[
                "eject",
                "src/generated.rs",
                "src/lib.rs",
                "Cargo.toml",
                "src/mine.rs",
                "src/nowhere.rs",
            ],
        )
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: src/lib.rs is yours already
error: Cargo.toml is yours already
error: src/mine.rs is not a file that wmigen writes
error: src/nowhere.rs is not a file that wmigen writes
help: nothing was changed

"]]);
    let undo = ["eject", "--undo", "disk/src/generated.rs"];
    sandbox.run(&undo).assert().code(1).stderr_eq(str![[r"
error: src/generated.rs is wmigen's already
help: nothing was changed

"]]);
    for (named, problem) in [
        (
            "disk/wmigen.toml",
            "cannot be a file of the crate: the path is the spec or the lock itself",
        ),
        (
            "disk/.wmigen/base",
            "cannot be a file of the crate: the path is inside `.wmigen`",
        ),
        (
            "disk.toml",
            "is in no crate: no folder above it has a wmigen.toml",
        ),
    ] {
        let run = sandbox.run(&["eject", named]).assert().code(2);
        let stderr = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert_eq!(stderr, format!("error: {named} {problem}\n"));
    }
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn what_is_not_there_is_generated_first() {
    let sandbox = Sandbox::with_disk();
    sandbox.remove(FILE);
    sandbox
        .run(&["eject", FILE])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
error: src/generated/acme_disk.rs is not there as a regular file; `wmigen generate` writes it
help: nothing was changed

"]]);
}

#[test]
fn what_is_ejected_before_it_is_generated_anew_is_merged_from_what_it_was() {
    let sandbox = Sandbox::with_disk();
    let file = "disk/src/generated/acme_disk.rs";
    sandbox.add_property();
    sandbox.run(&["eject", file]).assert().code(0);
    sandbox.append(file, "// mine\n");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.run(&["update", "disk"]).assert().code(0);
    let merged = sandbox.read(file);
    assert!(merged.contains("pub label: Option<String>"), "{merged}");
    assert!(merged.ends_with("// mine\n"), "{merged}");
}
