//! A renamed class's scaffold: `wmigen update` brings the new names, and no conflict for them.

use crate::sandbox::Sandbox;

const OLD: &str = "disk/src/classes/acme_disk.rs";

/// A class's file of which its user has written every line that the scaffold leaves to them, and renamed the parameters.
fn written_by_hand(scaffold: &str) -> String {
    scaffold
        .replace("_client", "client")
        .replace("_key", "key")
        .replace(
            "        Err(Error::not_found())\n",
            "        self.find(client, key)\n",
        )
        .replace("Ok(Instances::visible([]))", "self.all(client)")
        + "\n// mine\n"
}

/// The names of the class and of what follows from it, in the order in which one is no part of another that follows.
fn renamed_by_hand(text: &str, name: &str) -> String {
    let camel = name.replace('_', "");
    text.replace("AcmeDisk", &camel)
        .replace("Acme_Disk", name)
        .replace("acme_disk", &module(name))
}

fn module(name: &str) -> String {
    name.to_lowercase()
}

/// Whether the names are longer, so that other lines break, or not.
const NAMES: [&str; 2] = ["Acme_Drive", "Acme_Exchangeablestoragemedium"];

fn renamed_to(sandbox: &Sandbox, name: &str) -> String {
    sandbox.edit_spec(
        "[class.Acme_Disk]\n",
        &format!("[class.{name}]\nrenamed-from = \"Acme_Disk\"\n"),
    );
    sandbox.edit_spec("class.Acme_Disk", &format!("class.{name}"));
    sandbox.run(&["generate", "disk"]).assert().code(0);
    format!("disk/src/classes/{}.rs", module(name))
}

#[test]
fn who_has_renamed_by_hand_has_no_conflict() {
    for name in NAMES {
        for formatted in [false, true] {
            let sandbox = Sandbox::with_disk();
            let mine = written_by_hand(&sandbox.read(OLD));
            sandbox.write(OLD, &mine);
            let file = renamed_to(&sandbox, name);
            let mut mine = renamed_by_hand(&mine, name);
            if formatted {
                // Lines break where the new scaffold has them break, which is where rustfmt does it.
                let fresh = Sandbox::new();
                fresh.write("disk.toml", sandbox.read("disk/wmigen.toml"));
                let new = ["new", "disk", "--spec", "disk.toml"];
                fresh.run(&new).assert().code(0);
                mine = written_by_hand(&fresh.read(&file));
            }
            sandbox.write(&file, &mine);
            sandbox.run(&["update", "disk"]).assert().code(0);
            let merged = sandbox.read(&file);
            assert_eq!(words(&merged), words(&mine), "{merged}");
            sandbox.run(&["check", "disk"]).assert().code(0);
        }
    }
}

/// What a text says, wherever its lines break.
fn words(text: &str) -> String {
    text.replace(",\n    )", "\n    )")
        .replace(",\n}", "\n}")
        .split_whitespace()
        .collect::<Vec<_>>()
        .concat()
}

#[test]
fn who_has_not_renamed_gets_the_names_where_the_text_is_the_scaffolds() {
    for name in NAMES {
        let sandbox = Sandbox::with_disk();
        let scaffold = sandbox.read(OLD);
        let mine = written_by_hand(&scaffold);
        sandbox.write(OLD, &mine);
        let file = renamed_to(&sandbox, name);
        assert_eq!(sandbox.read(&file), mine);
        let update = sandbox.run(&["update", "disk"]).assert().code(0);
        let said = String::from_utf8_lossy(&update.get_output().stderr).into_owned();
        let merged = sandbox.read(&file);
        let camel = name.replace('_', "");
        // The lines that still have an old name, and no others.
        let lines = merged.lines().zip(1..);
        for (line, number) in lines.filter(|(line, _)| !line.trim_start().starts_with("//")) {
            let place = format!("src/classes/{}.rs:{number}:", module(name));
            assert_eq!(
                said.contains(&place),
                line.contains("AcmeDisk"),
                "{line}\n{said}"
            );
        }
        assert!(
            merged.contains(&format!("impl {camel}Provider")),
            "{merged}"
        );
        assert!(
            merged.contains(&format!("//! The instances of `{name}`")),
            "{merged}"
        );
        assert!(!merged.contains("acme_disk"), "{merged}");
        // The user's own lines have the names that they wrote, and `generate` has listed them.
        for line in mine.lines().filter(|line| !scaffold.contains(line)) {
            assert!(merged.contains(line), "{line} is not in\n{merged}");
        }
        sandbox.run(&["update", "disk"]).assert().code(0);
        assert_eq!(sandbox.read(&file), merged);
    }
}

#[test]
fn a_rename_with_another_change_is_merged_with_it() {
    for by_hand in [false, true] {
        let sandbox = Sandbox::with_disk();
        sandbox.edit_spec("[\"get\", \"enumerate\"]", "[\"enumerate\"]");
        sandbox.run(&["generate", "disk"]).assert().code(0);
        sandbox.run(&["update", "disk"]).assert().code(0);
        let mine = sandbox
            .read(OLD)
            .replace("Ok(Instances::visible([]))", "self.all(_client)");
        sandbox.write(OLD, &mine);
        sandbox.edit_spec("[\"enumerate\"]", "[\"get\", \"enumerate\"]");
        let file = renamed_to(&sandbox, "Acme_Drive");
        if by_hand {
            sandbox.write(&file, renamed_by_hand(&mine, "Acme_Drive"));
        }
        sandbox.run(&["update", "disk"]).assert().code(0);
        let merged = sandbox.read(&file);
        assert!(
            merged.contains("fn get(&self, _client: &mut Client<'_>, _key: &AcmeDriveKey)"),
            "{merged}"
        );
        assert!(
            merged.contains(
                "use crate::generated::acme_drive::{AcmeDrive, AcmeDriveKey, AcmeDriveProvider};"
            ),
            "{merged}"
        );
        assert!(merged.contains("self.all(_client)"), "{merged}");
        assert!(!merged.contains("AcmeDisk"), "{merged}");
    }
}
