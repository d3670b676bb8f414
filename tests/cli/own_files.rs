//! A file of the user's own where wmigen would write a scaffold: it stays, that is said, and the scaffold can be had.

use snapbox::str;

use crate::sandbox::{DISK, Sandbox};

const CLASS: &str = "disk/src/classes/acme_shelf.rs";

/// One more class for the crate in `disk`.
const SHELF: &str = "\n[class.Acme_Shelf]\noperations = [\"get\"]\nproperties.ID = { type = \"string\", key = true }\n";

/// What a user may have had in a file of that name.
const MINE: &str = "//! Mine.\n\npub fn count() -> u32 {\n    3\n}\n";

/// A crate with a file of the user's own, and the class since that would have it.
fn with_an_own_file(text: &str) -> Sandbox {
    let sandbox = Sandbox::with_disk();
    sandbox.write(CLASS, text);
    sandbox.append("disk/wmigen.toml", SHELF);
    sandbox
}

#[test]
fn a_file_at_the_path_of_a_new_class_is_kept_and_that_is_said() {
    let sandbox = with_an_own_file(MINE);
    for arguments in [&["generate", "disk", "--dry-run"][..], &["check", "disk"]] {
        let told = sandbox.run(arguments).assert();
        let told = String::from_utf8_lossy(&told.get_output().stdout).into_owned();
        let line = "keep       src/classes/acme_shelf.rs (yours, and older than its scaffold, which `wmigen update` offers)\n";
        assert!(told.contains(line), "{told}");
    }
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
...
keep       src/classes/acme_shelf.rs (yours, and older than its scaffold, which `wmigen update` offers)
...
1 created, [..] updated, 1 kept, [..] unchanged

What the changed spec means for your code:
- Acme_Shelf: the class `Acme_Shelf` is new, and its file `src/classes/acme_shelf.rs` was there before and has no `impl` of `AcmeShelfProvider`, without which the crate does not compile: write it there
1 of your files is older than its scaffold: `wmigen update disk` puts the scaffold beside it

"]]);
    assert_eq!(sandbox.read(CLASS), MINE);
    // As long as nothing is done about it, it is said; the crate follows its spec.
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
src/classes/acme_shelf.rs is older than its scaffold and has no `impl` of `AcmeShelfProvider`; `wmigen update disk` puts the scaffold beside it

"]]);
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
nothing to do: [..] unchanged
1 of your files is older than its scaffold: `wmigen update disk` puts the scaffold beside it

"]]);
}

#[test]
fn programs_are_told_with_the_same_word() {
    let sandbox = with_an_own_file(MINE);
    let generate = sandbox
        .run(&["generate", "disk", "--message-format", "json"])
        .assert()
        .code(0);
    let lines = String::from_utf8_lossy(&generate.get_output().stdout).into_owned();
    let kept: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .filter(|line: &serde_json::Value| line["action"] == "keep")
        .collect();
    assert_eq!(kept.len(), 1, "{lines}");
    assert_eq!(kept[0]["path"], "src/classes/acme_shelf.rs");
    assert_eq!(kept[0]["rule"], serde_json::Value::Null);
}

#[test]
fn update_puts_the_scaffold_beside_it_until_it_is_dealt_with() {
    let sandbox = with_an_own_file(MINE);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox
        .run(&["update", "disk"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
conflict   src/classes/acme_shelf.rs: it is older than its scaffold (the new scaffold is in .wmigen/incoming/src/classes/acme_shelf.rs)
error: 1 file has a conflict and was left alone
help: `wmigen update --diff disk` shows what changed in the scaffolds; take over what you want, then run `wmigen update disk --accept src/classes/acme_shelf.rs`

"]]);
    assert_eq!(sandbox.read(CLASS), MINE);
    let scaffold = sandbox.read("disk/.wmigen/incoming/src/classes/acme_shelf.rs");
    assert!(scaffold.contains("impl AcmeShelfProvider"), "{scaffold}");
    let both = format!("{scaffold}\n{MINE}").replace("//! Mine.\n", "");
    sandbox.write(CLASS, &both);
    let accept = ["update", "disk", "--accept", "src/classes/acme_shelf.rs"];
    sandbox.run(&accept).assert().code(0);
    assert!(!sandbox.exists("disk/.wmigen/incoming"));
    for arguments in [&["check", "disk"][..], &["update", "disk"]] {
        sandbox.run(arguments).assert().code(0);
    }
    // From now on it is merged like any other.
    sandbox.edit_spec(
        "operations = [\"get\"]\nproperties.ID",
        "operations = [\"get\", \"enumerate\"]\nproperties.ID",
    );
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.run(&["update", "disk"]).assert().code(0);
    let merged = sandbox.read(CLASS);
    assert!(
        merged.contains("fn enumerate") && merged.contains("pub fn count"),
        "{merged}"
    );
}

#[test]
fn a_file_that_is_the_scaffold_already_is_as_if_wmigen_had_written_it() {
    let sandbox = Sandbox::with_disk();
    sandbox.append("disk/wmigen.toml", SHELF);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    let scaffold = sandbox.read(CLASS);
    let sandbox = with_an_own_file(&scaffold);
    let generate = sandbox.run(&["generate", "disk"]).assert().code(0);
    let said = String::from_utf8_lossy(&generate.get_output().stderr).into_owned();
    assert!(!said.contains("keep ") && !said.contains("older"), "{said}");
    sandbox.run(&["update", "disk"]).assert().code(0);
}

#[test]
fn the_file_of_a_class_that_comes_back_is_used_again_and_that_is_said() {
    let sandbox = Sandbox::with_disk();
    sandbox.append("disk/wmigen.toml", SHELF);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.append(CLASS, "// my shelves\n");
    let mine = sandbox.read(CLASS);
    sandbox.edit_spec(SHELF, "");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.append("disk/wmigen.toml", SHELF);
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
...
- Acme_Shelf: the class `Acme_Shelf` is new, and its file `src/classes/acme_shelf.rs` was there before, and is used as it is

"]]);
    assert_eq!(sandbox.read(CLASS), mine);
    sandbox
        .run(&["update", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
nothing to do: your files have all changes of their scaffolds

"]]);
}

/// Every file that is written once, in a folder that has one of that name.
#[test]
fn every_file_that_is_written_once_is_kept_and_its_scaffold_can_be_had() {
    let crate_of_wmigen = Sandbox::with_disk();
    let lock = crate_of_wmigen.read("disk/wmigen.lock");
    let rows = lock.split("[[file]]").skip(1);
    let once: Vec<String> = rows
        .filter(|row| row.contains("kind = \"once\""))
        .map(|row| row.split('"').nth(1).expect("a path").to_owned())
        .collect();
    for file in [
        "README.md",
        "clippy.toml",
        "src/lib.rs",
        "tests/data.rs",
        ".gitignore",
    ] {
        assert!(
            once.iter().any(|path| path == file),
            "{file} is not in {once:?}"
        );
    }
    let sandbox = Sandbox::new();
    sandbox.write("disk/wmigen.toml", DISK);
    for path in &once {
        sandbox.write(&format!("disk/{path}"), MINE);
    }
    let generate = sandbox.run(&["generate", "disk"]).assert().code(0);
    let said = String::from_utf8_lossy(&generate.get_output().stderr).into_owned();
    for path in &once {
        assert!(
            said.contains(&format!("keep       {path} (")),
            "{path} is not in\n{said}"
        );
        assert_eq!(sandbox.read(&format!("disk/{path}")), MINE);
    }
    let count = once.len();
    assert!(
        said.contains(&format!(
            "{count} of your files are older than their scaffolds"
        )),
        "{said}"
    );
    sandbox.run(&["update", "disk"]).assert().code(1);
    for path in &once {
        assert_eq!(
            sandbox.read(&format!("disk/.wmigen/incoming/{path}")),
            crate_of_wmigen.read(&format!("disk/{path}")),
        );
    }
    let mut accept = vec!["update", "disk"];
    for path in &once {
        accept.extend(["--accept", path]);
    }
    sandbox.run(&accept).assert().code(0);
    sandbox.run(&["update", "disk"]).assert().code(0);
}
