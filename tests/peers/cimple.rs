//! The failures of CIMPLE, which makes WMI providers in C++ from MOF and patches the signatures in its user's files. They
//! were seen by running it, and in its source.

use std::collections::BTreeSet;

use crate::project::{CODE, POOL, Project, Run, error};
use crate::sandbox::Sandbox;

/// CIMPLE, `genprov`: it looks for signatures in comments too, made three lines of code of a comment on one, and left the
/// real function as it was.
#[test]
fn a_signature_in_a_comment_is_rewritten() {
    let mut project = Project::worked_in();
    let comments = "
// fn get(&self, client: &mut Client<'_>, key: &AcmeDiskKey) -> Result<AcmeDisk> was removed {
// impl AcmeDiskProvider for crate::AcmeStorage {
/* fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> { */
// src/classes/acme_disk.rs: pub mod acme_disk; Capacity: uint64
";
    project.keep(CODE, project.read(CODE) + comments);
    project.edit_spec(
        "Capacity = { type = \"uint64\"",
        "Capacity = { type = \"uint32\"",
    );
    project.edit_spec(r#"["get", "enumerate"]"#, r#"["enumerate"]"#);
    project.wmigen(&["generate"], 0);
    let expected = [error("E0308", CODE), error("E0407", CODE)];
    assert_eq!(project.compile(), BTreeSet::from(expected));
    project.assert_yours_untouched();
}

/// The same, where the user asks for the signatures to be brought up to date: what changed in the scaffold comes into
/// their file beside what they have written, and a copy of the file is kept.
#[test]
fn a_comment_does_not_survive_an_update() {
    let project = Project::worked_in();
    project.edit_spec(r#"["get", "enumerate"]"#, r#"["get"]"#);
    project.append_to_spec(POOL);
    project.edit_spec(r#"["get", "enumerate"]"#, r#"["get"]"#);
    project.wmigen(&["generate"], 0);
    let pool = "src/classes/acme_pool.rs";
    let comment = "// fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) was never here {\n";
    let mine = project
        .read(pool)
        .replace("impl ", &format!("{comment}impl "))
        + "\n/* AcmePoolProvider::enumerate */\nfn mine() {}";
    project.write(pool, &mine);
    let spec = project.read("wmigen.toml");
    let (disk, of_pool) = spec.split_at(spec.find("[class.Acme_Pool]").unwrap());
    let of_pool = of_pool.replace(r#"["get"]"#, r#"["get", "enumerate"]"#);
    project.write("wmigen.toml", format!("{disk}{of_pool}"));
    project.wmigen(&["generate"], 0);
    assert_eq!(project.read(pool), mine);

    let run = project.wmigen(&["update"], 1);
    run.assert_lists("merge", pool);
    let merged = project.read(pool);
    assert!(merged.contains(" fn enumerate<'a>("), "{merged}");
    assert_eq!(merged.matches(comment).count(), 1, "{merged}");
    let mut rest = merged.lines();
    let lost = mine
        .lines()
        .find(|line| !line.starts_with("use ") && !rest.any(|kept| kept == *line));
    assert_eq!(lost, None, "in\n{merged}");
    let backup = format!(".wmigen/backup/1/{pool}");
    run.assert_says(&[&backup]);
    assert_eq!(project.read(&backup), mine);
}

/// CIMPLE, `genprov`: the function of a method that was removed stays, and so does the file of a class that was renamed,
/// under its old name.
#[test]
fn the_file_of_a_renamed_class_stays_under_its_old_name() {
    let mut project = Project::worked_in();
    let code = project.let_go(CODE);
    project.edit_spec(
        "[class.Acme_Disk]",
        "[class.Acme_Drive]\nrenamed-from = \"Acme_Disk\"",
    );
    project.edit_spec("[class.Acme_Disk.", "[class.Acme_Drive.");
    let planned = project.wmigen(&["generate", "--dry-run"], 0);
    let drive = "src/classes/acme_drive.rs";
    planned.assert_lists("rename", drive);
    let run = project.wmigen(&["generate"], 0);
    run.assert_lists("rename", drive);
    run.assert_lists("remove", "src/generated/acme_disk.rs");
    assert!(!project.exists(CODE));
    project.keep(drive, code);
    project.wmigen(&["check"], 0);
    // The names in it are the user's to change, and the compiler knows where.
    assert_eq!(project.compile(), BTreeSet::from([error("E0432", drive)]));
    let renamed = project
        .read(drive)
        .replace("acme_disk", "acme_drive")
        .replace("AcmeDisk", "AcmeDrive");
    project.keep(drive, renamed);
    assert_eq!(project.compile(), BTreeSet::new());
    project.wmigen(&["generate"], 0);
    project.assert_yours_untouched();
}

/// CIMPLE, `genclass`: every run names `__meta_repository_<random UUID>` anew in every file, so that a run with nothing to
/// do changes 8 of 8 files.
#[test]
fn every_run_changes_every_file() {
    let project = Project::worked_in();
    let before = project.times();
    for verb in ["generate", "check", "generate"] {
        project.wmigen(&[verb], 0);
    }
    assert_eq!(project.touched_since(&before), BTreeSet::new());
    project.assert_as_new_but_for(&[]);
    // What depends on one description is all that a description changes.
    project.edit_spec("The size of the disk.", "How large the disk is.");
    project.wmigen(&["generate"], 0);
    for path in project.touched_since(&before) {
        let is_wmigens = path == "wmigen.lock" || path.starts_with(".wmigen/");
        assert!(
            is_wmigens || project.read(&path).contains("How large the disk is."),
            "{path} was written for nothing"
        );
    }
}

/// CIMPLE, `genproj -m`: the second run fails, because there is a Makefile; new sources are not in it then, and `-f`
/// overwrites the user's.
#[test]
fn the_second_run_fails_or_overwrites_the_users_build_file() {
    let mut project = Project::worked_in();
    let manifest = project.read("Cargo.toml").replace(
        "[dependencies]\n",
        "[features]\n# mine\nslow = []\n\n[dependencies]\n",
    );
    project.keep("Cargo.toml", manifest);
    project.append_to_spec(POOL);
    for arguments in [&["generate"][..], &["generate"], &["generate", "--force"]] {
        project.wmigen(arguments, 0);
    }
    project.assert_yours_untouched();
    // The new sources are built all the same: the compiler reads the new class's file.
    let pool = "src/classes/acme_pool.rs";
    assert_eq!(project.compile(), BTreeSet::new());
    project.write(
        pool,
        project.read(pool) + "const BUILT: u8 = \"is read\";\n",
    );
    assert_eq!(project.compile(), BTreeSet::from([error("E0308", pool)]));
}

/// CIMPLE, `genmod`: each run rolls a CLSID; `guid.h` and `register.mof` are skipped where they exist, and after one of
/// them was deleted there are two CLSIDs.
#[test]
fn the_clsid_drifts() {
    const CLSID: &str = "0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11";
    let project = Project::worked_in();
    let named = |tree: std::collections::BTreeMap<String, Vec<u8>>| {
        let named = tree.into_iter().filter(|(_, bytes)| {
            String::from_utf8_lossy(bytes)
                .to_lowercase()
                .contains(CLSID)
        });
        named.collect::<std::collections::BTreeMap<_, _>>()
    };
    let before = named(project.tree());
    let generated: Vec<_> = before
        .keys()
        .filter(|path| *path != "wmigen.toml")
        .collect();
    assert!(generated.len() > 1, "the CLSID is stated in {generated:?}");
    for path in &generated {
        project.remove(path);
        project.wmigen(&["generate"], 0);
    }
    for path in &generated {
        project.remove(path);
    }
    project.wmigen(&["generate"], 0);
    assert!(named(project.tree()) == before);

    // Where there is no spec to take it from it is rolled, once, and is in the spec from then on.
    let sandbox = Sandbox::new();
    let spec = |name: &str| {
        Run::of(sandbox.run(&["new", name])).ended_with(0);
        let spec = sandbox.read(&format!("{name}/wmigen.toml"));
        let clsid = spec.lines().find(|line| line.starts_with("clsid")).unwrap();
        clsid.to_owned()
    };
    let (one, other) = (spec("one"), spec("other"));
    assert_ne!(one, other);
    Run::of(sandbox.run(&["generate", "one"])).ended_with(0);
    assert!(sandbox.read("one/wmigen.toml").contains(&one));
}
