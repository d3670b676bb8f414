//! The failures of omigen, which makes providers for OMI from MOF and patches its user's files by searching in their
//! text. They were seen by running it, and are numbered as in the order in which they were found.

use std::collections::BTreeSet;

use crate::project::{CODE, POOL, Project, error};

/// The file that is generated for the class `Acme_Disk`.
const GENERATED: &str = "src/generated/acme_disk.rs";

/// omigen, 1: what its user changed in a generated header is gone after the next run, without a word.
#[test]
fn an_edit_of_a_generated_file_is_overwritten_in_silence() {
    let project = Project::worked_in();
    let edited = project.read(GENERATED) + "// an edit that took an afternoon\n";
    project.write(GENERATED, &edited);
    project.edit_spec("Online = {", "Label = { type = \"string\" }\nOnline = {");

    let refused = project.wmigen(&["generate"], 1);
    refused.assert_lists("edited", GENERATED);
    refused.assert_says(&["nothing was written", "`wmigen generate --diff`", "--force"]);
    assert_eq!(project.read(GENERATED), edited);
    project
        .wmigen(&["check"], 1)
        .assert_lists("edited", GENERATED);
    let diff = project.wmigen(&["generate", "--diff"], 1);
    diff.assert_says(&["-// an edit that took an afternoon"]);

    let forced = project.wmigen(&["generate", "--force"], 0);
    let backup = ".wmigen/backup/1/src/generated/acme_disk.rs";
    forced.assert_lists("overwrite", GENERATED);
    forced.assert_says(&[backup]);
    assert_eq!(project.read(backup), edited);
    project.assert_yours_untouched();
}

/// omigen, 2: it takes a method for present if the file has its name as a part of another: `Set`, added to a class with
/// `SetAll`, never gets a stub, and linking fails.
#[test]
fn a_name_that_is_part_of_another_is_taken_for_present() {
    let project = Project::worked_in();
    // `Free` beside `FreeSpace`, and classes whose names are the beginning of another's and have another's in them.
    project.edit_spec(
        "FreeSpace = {",
        "Free = { type = \"uint64\" }\nFreeSpace = {",
    );
    let classes = ["Acme_Dis", "Acme_DiskPool"];
    for class in classes {
        project.append_to_spec(&POOL.replace("Acme_Pool", class));
    }
    let run = project.wmigen(&["generate"], 0);
    for file in ["acme_dis.rs", "acme_disk_pool.rs"] {
        run.assert_lists("create", &format!("src/generated/{file}"));
        run.assert_lists("create", &format!("src/classes/{file}"));
    }
    assert!(project.read(GENERATED).contains("pub free: Option<u64>"));
    // All that is missing is the new field, where the user makes the instance.
    assert_eq!(project.compile(), BTreeSet::from([error("E0063", CODE)]));
    project.assert_yours_untouched();
}

/// omigen, 3: a comment that has a method's name in it keeps the method's stub from being made.
#[test]
fn a_comment_suppresses_a_stub() {
    let mut project = Project::worked_in();
    project.edit_spec(r#"["get", "enumerate"]"#, r#"["get"]"#);
    project.wmigen(&["generate"], 0);
    let code = commented_out(&project.read(CODE), "fn enumerate")
        + "/* TODO: AcmePoolProvider::get, in src/classes/acme_pool.rs; pub mod acme_pool; */\n";
    project.keep(CODE, code);
    assert_eq!(project.compile(), BTreeSet::new());

    project.edit_spec(r#"["get"]"#, r#"["get", "enumerate"]"#);
    project.append_to_spec(POOL);
    let run = project.wmigen(&["generate"], 0);
    run.assert_lists("create", "src/classes/acme_pool.rs");
    // A comment is no implementation to the compiler.
    assert_eq!(project.compile(), BTreeSet::from([error("E0046", CODE)]));
    project.assert_yours_untouched();
}

/// Makes a comment of a function with that beginning, line by line.
fn commented_out(code: &str, beginning: &str) -> String {
    let mut inside = false;
    let mut out = String::new();
    for line in code.lines() {
        inside |= line.trim_start().starts_with(beginning);
        out.push_str(if inside { "// " } else { "" });
        out.push_str(line);
        out.push('\n');
        inside &= line != "    }";
    }
    out
}

/// omigen, 4: the user's code for a method that is gone stays, no longer compiles, without a message: the exit
/// status is 0.
#[test]
fn code_for_what_was_removed_is_left_without_a_word() {
    let project = Project::worked_in();
    project.edit_spec("Spindle = {", "# Spindle = {");
    project.edit_spec(r#"["get", "enumerate"]"#, r#"["get"]"#);
    let run = project.wmigen(&["generate"], 0);
    run.assert_says(&[
        "no longer serves `enumerate`",
        "no longer has the property `Spindle`",
    ]);
    for what in ["fn enumerate", "spindle: None"] {
        run.assert_says(&[&place(&project, what)]);
    }
    // The compiler says the same.
    let expected = [error("E0407", CODE), error("E0560", CODE)];
    assert_eq!(project.compile(), BTreeSet::from(expected));
    project.assert_yours_untouched();
}

/// omigen, 5: the files of a class that was removed or renamed stay, without a message.
#[test]
fn files_of_a_removed_class_are_orphans() {
    let mut project = Project::worked_in();
    project.append_to_spec(POOL);
    project.wmigen(&["generate"], 0);
    let pool = "src/classes/acme_pool.rs";
    let mine = project.read(pool) + "// mine\n";
    project.keep(pool, mine);

    project.edit_spec(POOL, "");
    let run = project.wmigen(&["generate"], 0);
    run.assert_lists("remove", "src/generated/acme_pool.rs");
    run.assert_lists("orphan", pool);
    project.assert_as_new_but_for(&["wmigen.lock"]);
    assert_eq!(project.compile(), BTreeSet::new());
    project.wmigen(&["check"], 1).assert_lists("orphan", pool);
    project.assert_yours_untouched();
}

/// The line of the user's code that has this text, as `src/classes/acme_disk.rs:16:`.
fn place(project: &Project, text: &str) -> String {
    let code = project.read(CODE);
    let line = code.lines().position(|line| line.contains(text)).unwrap();
    format!("{CODE}:{}:", line + 1)
}

/// omigen, 5 again: no message says that a renamed class might be the same one.
#[test]
fn a_renamed_class_is_a_new_one() {
    let project = Project::worked_in();
    project.edit_spec("Acme_Disk", "Acme_Drive");
    let before = project.tree();
    let planned = project.wmigen(&["generate", "--dry-run"], 0);
    planned.assert_says(&["`renamed-from = \"Acme_Disk\"` in `[class.Acme_Drive]`"]);
    assert!(project.tree() == before);
}

/// omigen, 6: of a new property nothing is said but that a header was written.
#[test]
fn a_new_property_goes_unmentioned() {
    let mut project = Project::worked_in();
    project.edit_spec("Online = {", "Label = { type = \"string\" }\nOnline = {");
    let run = project.wmigen(&["generate"], 0);
    let stub = "label: None,";
    run.assert_says(&["`Label`", &place(&project, "Ok(AcmeDisk {"), stub]);
    assert_eq!(project.compile(), BTreeSet::from([error("E0063", CODE)]));
    // What is offered for pasting is all that is missing.
    let pasted = project
        .read(CODE)
        .replace("Ok(AcmeDisk {", &format!("Ok(AcmeDisk {{\n        {stub}"));
    project.keep(CODE, pasted);
    assert_eq!(project.compile(), BTreeSet::new());
    project.assert_yours_untouched();
}

/// omigen, 7: a run with nothing to do writes every header anew, and everything is compiled again.
#[test]
fn a_run_with_nothing_to_do_writes_everything_again() {
    let project = Project::worked_in();
    let before = project.times();
    let run = project.wmigen(&["generate"], 0);
    run.assert_says(&["nothing to do"]);
    assert_eq!(project.touched_since(&before), BTreeSet::new());
    project.assert_yours_untouched();
}

/// omigen, 8: files are written in place, one by one, until something is wrong with a later class; what is left is
/// neither the old crate nor the new one.
#[test]
fn an_error_in_the_last_class_leaves_half_of_the_crate_written() {
    let project = Project::worked_in();
    project.edit_spec("Spindle = {", "# Spindle = {");
    project.append_to_spec(POOL);
    project.append_to_spec("Owner = { type = \"Acme_Disk\" }\n");
    let before = project.tree();
    let times = project.times();
    let run = project.wmigen(&["generate"], 1);
    run.assert_says(&["wmigen.toml:", "Owner"]);
    assert_eq!(project.tree(), before);
    assert_eq!(project.touched_since(&times), BTreeSet::new());
}

/// omigen, 8 again: on a disk that fills up, a file that was opened for writing is cut off where the space ended.
///
/// Only on Unix, which can give a process a limit to the size of its files.
#[cfg(unix)]
#[test]
fn a_full_disk_cuts_files_off() {
    let project = Project::worked_in();
    project.edit_spec("Spindle = {", "# Spindle = {");
    project.append_to_spec(POOL);
    let (before, after) = (project.tree(), project.fresh());
    // Every file above four blocks fails, and wmigen is told so instead of being killed.
    let wmigen = snapbox::cmd::cargo_bin!("wmigen");
    let limited = format!(
        "trap '' XFSZ; ulimit -f 4; exec '{}' generate",
        wmigen.display()
    );
    let shell = snapbox::cmd::Command::new("sh")
        .args(["-c", &limited])
        .current_dir(project.path(""));
    let run = crate::project::Run::of(shell).ended_with(2);
    run.assert_says(&["cannot write ", "`wmigen generate` does the rest"]);
    for (path, bytes) in project.tree() {
        assert!(
            path.starts_with(".wmigen/")
                || [before.get(&path), after.get(&path)].contains(&Some(&bytes)),
            "{path} is neither old nor new"
        );
    }
    project.assert_yours_untouched();
    project.wmigen(&["generate"], 0);
    project.assert_as_new_but_for(&[]);
}

/// omigen, 9: with `-q -m` it ends with a segmentation fault, after it has written its files.
#[test]
fn options_together_end_in_a_crash() {
    let loudness: [&[&str]; 3] = [&[], &["-q"], &["-v"]];
    let form: [&[&str]; 3] = [&[], &["--message-format", "json"], &["--color", "always"]];
    let what: [&[&str]; 6] = [
        &[],
        &["--force"],
        &["--dry-run"],
        &["--diff"],
        &["--diff", "--dry-run"],
        &["--force", "--diff", "--dry-run"],
    ];
    let project = Project::worked_in();
    let mut label = false;
    for loudness in loudness {
        for form in form {
            for what in what {
                // Every run has something to do.
                let (from, to) = ("Online = {", "Label = { type = \"string\" }\nOnline = {");
                let (from, to) = if label { (to, from) } else { (from, to) };
                project.edit_spec(from, to);
                label = !label;
                let arguments = [&["generate"], loudness, form, what].concat();
                project.wmigen(&arguments, 0);
            }
        }
    }
    project.wmigen(&["generate"], 0);
    project.assert_as_new_but_for(&[]);
    project.assert_yours_untouched();
}

/// omigen, 10, which it gets right and others do not: the same input gives the same bytes, wherever and however it runs.
#[test]
fn the_same_spec_gives_other_bytes_elsewhere() {
    let project = Project::worked_in();
    let fresh = project.fresh();
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("a folder/of ünother name/disk");
    let spec = project.path("wmigen.toml");
    let surroundings = [
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("TZ", "Asia/Kathmandu"),
        ("USER", "somebody"),
        ("SOURCE_DATE_EPOCH", "1"),
    ];
    let mut command = project
        .command(&["new", "--vcs", "none", "--spec"])
        .arg(&spec)
        .arg(&folder)
        .current_dir(elsewhere.path());
    for (name, value) in surroundings {
        command = command.env(name, value);
    }
    command.assert().code(0);
    assert_eq!(crate::support::tree(&folder), fresh);
}
