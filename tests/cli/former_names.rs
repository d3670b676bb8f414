//! A crate of before the scripts' files were named for their provider: the next run gives them their names, leaves no
//! `mof/remove.mof`, and says of each file what becomes of it.

use snapbox::str;

use crate::sandbox::Sandbox;

/// What the crate in `disk` had under the names of before: path, text, and hash in the lock.
const FORMER: &[(&str, &str, &str)] = &[
    (
        "mof/remove.mof",
        include_str!("former/remove.mof"),
        "sha256:2d85e2945433df2684e4560b682bab7797223afddb46fd86994d9fff6e99e599",
    ),
    (
        "scripts/provider.json",
        include_str!("former/provider.json"),
        "sha256:a8096acffc96ce0dfa8ac343fe0a9570097c4e8b5345768b6ee2c41def548059",
    ),
];

/// What it has instead.
const NAMED: [&str; 2] = [
    "mof/acme_storage-remove.mof",
    "scripts/acme_storage.provider.json",
];

/// The crate of the golden spec, with the names of before on disk and in the lock.
fn former() -> Sandbox {
    let sandbox = Sandbox::with_disk();
    let mut lock = sandbox.read("disk/wmigen.lock");
    for ((path, text, hash), named) in FORMER.iter().zip(NAMED) {
        sandbox.remove(&format!("disk/{named}"));
        sandbox.write(&format!("disk/{path}"), text);
        let at = lock.find(&format!("path = \"{named}\"")).expect(named);
        let end = lock[at..].find("\n\n").map_or(lock.len(), |end| at + end);
        let row = format!("path = \"{path}\"\nkind = \"generated\"\nhash = \"{hash}\"");
        lock.replace_range(at..end, &row);
    }
    sandbox.write("disk/wmigen.lock", lock);
    sandbox
}

#[test]
fn the_file_that_removes_moves_and_the_record_without_a_mark_is_an_orphan() {
    let sandbox = former();
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
create     mof/acme_storage-remove.mof
remove     mof/remove.mof
create     scripts/acme_storage.provider.json
orphan     scripts/provider.json (no longer generated; kept, because not all of it is wmigen's)
...
"]]);
    assert!(!sandbox.exists("disk/mof/remove.mof"));
    for named in NAMED {
        assert!(sandbox.exists(&format!("disk/{named}")), "{named}");
    }
    sandbox.run(&["prune", "disk", "--yes"]).assert().code(0);
    assert!(!sandbox.exists("disk/scripts/provider.json"));
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![""]);
}

#[test]
fn a_file_that_removes_and_that_somebody_has_edited_is_kept_and_said() {
    let sandbox = former();
    sandbox.append("disk/mof/remove.mof", "// Run by the storage team alone.\n");
    let edited = sandbox.read("disk/mof/remove.mof");
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
...
orphan     mof/remove.mof (no longer generated; kept, because not all of it is wmigen's)
...
"]]);
    assert_eq!(sandbox.read("disk/mof/remove.mof"), edited);
}

/// Of the record, too: it says whose it is by now.
#[test]
fn a_provider_of_another_name_leaves_no_file_of_the_old_one() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("name = \"AcmeStorage\"", "name = \"AcmeArrays\"");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    for file in NAMED {
        assert!(!sandbox.exists(&format!("disk/{file}")), "{file}");
        let named = file.replace("acme_storage", "acme_arrays");
        assert!(sandbox.exists(&format!("disk/{named}")), "{named}");
    }
}
