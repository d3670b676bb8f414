//! A class that has another name: its user's file moves with it, to the byte, whenever wmigen is told.

use snapbox::str;

use crate::sandbox::Sandbox;

const OLD: &str = "disk/src/classes/acme_disk.rs";
const NEW: &str = "disk/src/classes/acme_drive.rs";

/// What its user may have made of the file: no merge could read it.
const MINE: &[u8] = b"\xef\xbb\xbf// \xff\r\nmine";

fn read(sandbox: &Sandbox, path: &str) -> Vec<u8> {
    std::fs::read(sandbox.path(path)).expect(path)
}

/// The class's new name, with or without what tells that it is one.
fn rename(sandbox: &Sandbox) {
    sandbox.edit_spec("class.Acme_Disk", "class.Acme_Drive");
}

fn tell(sandbox: &Sandbox) {
    sandbox.edit_spec(
        "[class.Acme_Drive]\n",
        "[class.Acme_Drive]\nrenamed-from = \"Acme_Disk\"\n",
    );
}

#[test]
fn the_file_moves_as_it_is() {
    let sandbox = Sandbox::with_disk();
    sandbox.write(OLD, MINE);
    rename(&sandbox);
    tell(&sandbox);
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
...
rename     src/classes/acme_drive.rs (from src/classes/acme_disk.rs)
...
[..], 1 moved, 1 removed, [..] unchanged
...
the scaffolds of 3 of your files have changed: `wmigen update disk` offers the changes

"]]);
    assert!(!sandbox.exists(OLD));
    assert_eq!(read(&sandbox, NEW), MINE);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![""]);
}

#[test]
fn what_the_scaffold_says_of_the_name_is_merged_into_it_afterwards() {
    let sandbox = Sandbox::with_disk();
    sandbox.append(OLD, "// mine\n");
    rename(&sandbox);
    tell(&sandbox);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.run(&["update", "disk"]).assert().code(0);
    let merged = sandbox.read(NEW);
    assert!(merged.contains("impl AcmeDriveProvider"), "{merged}");
    assert!(!merged.contains("AcmeDisk"), "{merged}");
    assert!(merged.ends_with("}\n// mine\n"), "{merged}");
}

#[test]
fn it_still_moves_when_wmigen_is_told_late() {
    let sandbox = Sandbox::with_disk();
    sandbox.write(OLD, MINE);
    rename(&sandbox);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert!(sandbox.exists(OLD) && sandbox.exists(NEW));
    tell(&sandbox);
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
rename     src/classes/acme_drive.rs (from src/classes/acme_disk.rs)
update     wmigen.lock
...
"]]);
    assert!(!sandbox.exists(OLD));
    assert_eq!(read(&sandbox, NEW), MINE);
}

/// As the help of the first run asks for it.
#[test]
fn what_to_rename_is_listed_when_wmigen_is_told_late() {
    let sandbox = Sandbox::with_disk();
    sandbox.write(
        "disk/src/disks.rs",
        "use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey};\n",
    );
    rename(&sandbox);
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r#"
...
help: the class `Acme_Disk` is gone and `Acme_Drive` is new, with 100 % of its properties: if it is the same under a new name, write `renamed-from = "Acme_Disk"` in `[class.Acme_Drive]`, and its files move with it, as you wrote them
...
"#]]);
    tell(&sandbox);
    let late = sandbox.run(&["generate", "disk"]).assert().code(0);
    let late = String::from_utf8_lossy(&late.get_output().stderr).into_owned();
    for listed in [
        "- Acme_Drive: the class `Acme_Disk` is `Acme_Drive` now: write `acme_drive` for `acme_disk`, `AcmeDrive` for `AcmeDisk`,",
        "\n    src/classes/acme_drive.rs:",
        "\n    src/disks.rs:1:23",
    ] {
        assert!(late.contains(listed), "{listed} is not in\n{late}");
    }
    let again = sandbox.run(&["generate", "disk"]).assert().code(0);
    let again = String::from_utf8_lossy(&again.get_output().stderr).into_owned();
    assert!(!again.contains("the class `Acme_Disk` is"), "{again}");
}

#[test]
fn a_file_of_the_new_name_that_has_been_edited_stays_and_so_does_the_old_one() {
    let sandbox = Sandbox::with_disk();
    sandbox.write(OLD, MINE);
    rename(&sandbox);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.append(NEW, "// begun\n");
    let begun = read(&sandbox, NEW);
    tell(&sandbox);
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
orphan     src/classes/acme_disk.rs (no longer generated; kept, because not all of it is wmigen's)
...
"]]);
    assert_eq!(read(&sandbox, OLD), MINE);
    assert_eq!(read(&sandbox, NEW), begun);
}

#[test]
fn what_was_ejected_moves_along_and_stays_the_users() {
    let sandbox = Sandbox::with_disk();
    let (old, new) = (
        "disk/src/generated/acme_disk.rs",
        "disk/src/generated/acme_drive.rs",
    );
    sandbox.run(&["eject", old]).assert().code(0);
    sandbox.append(old, "// my policy\n");
    let mine = read(&sandbox, old);
    rename(&sandbox);
    tell(&sandbox);
    let generate = sandbox.run(&["generate", "disk"]).assert().code(0);
    let said = String::from_utf8_lossy(&generate.get_output().stderr).into_owned();
    assert!(
        said.contains("rename     src/generated/acme_drive.rs (from src/generated/acme_disk.rs)"),
        "{said}"
    );
    assert_eq!(read(&sandbox, new), mine);
    assert!(!sandbox.exists(old));
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert_eq!(read(&sandbox, new), mine);
}

#[test]
fn the_differences_of_a_rename_are_a_patch() {
    let sandbox = Sandbox::with_disk();
    rename(&sandbox);
    tell(&sandbox);
    let diff = sandbox
        .run(&["generate", "disk", "--diff"])
        .assert()
        .code(0);
    sandbox.write("diff", &diff.get_output().stdout);
    let apply = std::process::Command::new("git")
        .args(["apply", "--check", "../diff"])
        .current_dir(sandbox.path("disk"))
        .output()
        .expect("git");
    let said = String::from_utf8_lossy(&apply.stderr).into_owned();
    assert!(apply.status.success(), "{said}");
}

/// Only on Unix, because Windows takes no such name.
#[cfg(unix)]
#[test]
fn the_name_of_a_file_is_no_line_of_the_report() {
    let sandbox = Sandbox::with_disk();
    let code = "use crate::generated::acme_disk::AcmeDisk;\n";
    sandbox.write("disk/src/a\nhelp: run this\n.rs", code);
    rename(&sandbox);
    tell(&sandbox);
    let generate = sandbox.run(&["generate", "disk"]).assert().code(0);
    let said = String::from_utf8_lossy(&generate.get_output().stderr).into_owned();
    assert!(said.contains("help: run this"), "{said}");
    assert!(
        !said.lines().any(|line| line.starts_with("help: run")),
        "{said}"
    );
}

/// What the class is called in Rust: another name than the one that its name in WMI gives, a third one, and that again.
#[test]
fn the_file_of_a_class_follows_its_name_in_rust() {
    let sandbox = Sandbox::with_disk();
    sandbox.write(OLD, MINE);
    let table = "[class.Acme_Disk]\n";
    let chosen = |name: &str| format!("{table}rust-name = \"{name}\"\n");
    let steps = [
        (table.to_owned(), chosen("Platter"), "platter"),
        (chosen("Platter"), chosen("Spindle"), "spindle"),
        (chosen("Spindle"), table.to_owned(), "acme_disk"),
    ];
    let mut before = OLD.to_owned();
    for (old, new, module) in steps {
        sandbox.edit_spec(&old, &new);
        sandbox.run(&["generate", "disk"]).assert().code(0);
        assert!(!sandbox.exists(&before), "{before}");
        before = format!("disk/src/classes/{module}.rs");
        assert_eq!(read(&sandbox, &before), MINE);
        sandbox
            .run(&["check", "disk"])
            .assert()
            .code(0)
            .stdout_eq(str![""]);
    }
}

/// The lock in git knows the file, even where the texts that merges start from are lost, and with them the last spec.
#[test]
fn the_file_moves_to_a_first_name_in_rust_without_the_last_spec() {
    let sandbox = Sandbox::with_disk();
    sandbox.write(OLD, MINE);
    std::fs::remove_dir_all(sandbox.path("disk/.wmigen")).expect("a folder");
    sandbox.edit_spec(
        "[class.Acme_Disk]\n",
        "[class.Acme_Disk]\nrust-name = \"Platter\"\n",
    );
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert!(!sandbox.exists(OLD));
    assert_eq!(read(&sandbox, "disk/src/classes/platter.rs"), MINE);
}

/// The steps that the refusal names, done as it says.
#[test]
fn two_classes_swap_their_names_in_the_steps_that_the_refusal_names() {
    let class = |name: &str, former: &str| {
        let renamed = match former {
            "" => String::new(),
            former => format!("renamed-from = \"{former}\"\n"),
        };
        format!(
            "[class.{name}]\n{renamed}operations = [\"get\"]\nproperties.ID = {{ type = \"string\", key = true }}\n"
        )
    };
    let head = crate::sandbox::DISK
        .split("[class.")
        .next()
        .expect("a head");
    let spec = |classes: [(&str, &str); 2]| {
        let classes = classes.map(|(name, former)| class(name, former));
        head.to_owned() + &classes.concat()
    };
    let sandbox = Sandbox::new();
    sandbox.write("disk.toml", spec([("Acme_Fan", ""), ("Acme_Pump", "")]));
    let new = ["new", "disk", "--spec", "disk.toml"];
    sandbox.run(&new).assert().code(0);
    let (fan, pump) = (
        "disk/src/classes/acme_fan.rs",
        "disk/src/classes/acme_pump.rs",
    );
    sandbox.write(fan, "// the fan's\n");
    sandbox.write(pump, "// the pump's\n");
    sandbox.write(
        "disk/wmigen.toml",
        spec([("Acme_Fan", "Acme_Pump"), ("Acme_Pump", "Acme_Fan")]),
    );
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
...
   = help: rename one class at a time: run `wmigen generate` after each step, and leave out every `renamed-from` but that of the step; first `Acme_Pump` to a name that no class has, such as `Acme_Pump_Old`, then `Acme_Fan` to `Acme_Pump`, then `Acme_Pump_Old` to `Acme_Fan`
...
"]]);
    for step in [
        [("Acme_Fan", ""), ("Acme_Pump_Old", "Acme_Pump")],
        [("Acme_Pump", "Acme_Fan"), ("Acme_Pump_Old", "")],
        [("Acme_Pump", ""), ("Acme_Fan", "Acme_Pump_Old")],
    ] {
        sandbox.write("disk/wmigen.toml", spec(step));
        sandbox.run(&["generate", "disk"]).assert().code(0);
    }
    assert_eq!(sandbox.read(fan), "// the pump's\n");
    assert_eq!(sandbox.read(pump), "// the fan's\n");
    assert!(!sandbox.exists("disk/src/classes/acme_pump_old.rs"));
}

/// A file with the code of one class is never taken for another's.
#[test]
fn a_class_waits_for_the_name_in_rust_that_another_leaves() {
    let sandbox = Sandbox::with_disk();
    let shelf = |name: &str| {
        format!(
            "\n[class.Acme_Shelf]\nrust-name = \"{name}\"\noperations = [\"get\"]\n\
             properties.Id = {{ type = \"string\", key = true }}\n"
        )
    };
    sandbox.append("disk/wmigen.toml", &shelf("Shelf"));
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.write(OLD, MINE);
    let table = "[class.Acme_Disk]\n";
    sandbox.edit_spec(table, &format!("{table}rust-name = \"Platter\"\n"));
    sandbox.edit_spec(&shelf("Shelf"), &shelf("AcmeDisk"));
    let before = sandbox.snapshot();
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
error: `Acme_Shelf` has the module `acme_disk` in Rust now, which was that of `Acme_Disk` and has its code
help: give it another `rust-name`, run `wmigen generate`, and give it this one then

"]]);
    assert_eq!(sandbox.snapshot(), before);
    sandbox.edit_spec(&shelf("AcmeDisk"), &shelf("Other"));
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.edit_spec(&shelf("Other"), &shelf("AcmeDisk"));
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert_eq!(read(&sandbox, "disk/src/classes/platter.rs"), MINE);
    assert!(sandbox.exists(OLD) && !sandbox.exists("disk/src/classes/other.rs"));
}
