//! Of what users of generators complain about most, what is about merging: conflicts, and what a merge starts from.

use crate::project::{CODE, Project};

/// 2 once more, and 3. Conflicts that are not reported, or cannot be used: cruft notes a change as made that it has dropped,
///    copier #613 and #2386 leave `.rej` files, aegis-stack #1016 leaves markers in 60 files and no list of them, and its
///    #774 is a dry run that shows no files.
#[test]
fn conflicts_that_are_not_reported() {
    let project = Project::worked_in();
    project.edit_spec(r#"["get", "enumerate"]"#, r#"["enumerate"]"#);
    project
        .wmigen(&["generate"], 0)
        .assert_says(&["`wmigen update` offers"]);
    let before = project.tree();
    for arguments in [&["update", "--dry-run"][..], &["update", "--diff"]] {
        let run = project.wmigen(arguments, 1);
        run.assert_says(&[CODE]);
        assert!(project.tree() == before, "{arguments:?}");
    }
    // Told again and again, for as long as it has not been dealt with.
    for _ in 0..3 {
        let run = project.wmigen(&["update"], 1);
        run.assert_lists("conflict", CODE);
        run.assert_says(&[
            "`wmigen update --diff`",
            "`wmigen update --accept src/classes/acme_disk.rs`",
        ]);
        project.assert_yours_untouched();
    }
    let incoming = project.read(".wmigen/incoming/src/classes/acme_disk.rs");
    assert_eq!(incoming.as_bytes(), project.fresh()[CODE]);

    project.wmigen(&["update", "--accept", CODE], 0);
    project
        .wmigen(&["update"], 0)
        .assert_says(&["nothing to do"]);
    assert!(!project.exists(".wmigen/incoming/src/classes/acme_disk.rs"));
    project.assert_yours_untouched();
}

/// 3 again: markers are written for those who ask for them, with a copy of the file, and found until they are gone.
#[test]
fn markers_that_nobody_lists() {
    let mut project = Project::worked_in();
    project.edit_spec(r#"["get", "enumerate"]"#, r#"["enumerate"]"#);
    project.wmigen(&["generate"], 0);
    let run = project.wmigen(&["update", "--markers"], 1);
    run.assert_lists("merge", CODE);
    let backup = format!(".wmigen/backup/1/{CODE}");
    run.assert_says(&[&backup, "`wmigen check`"]);
    let code = project.let_go(CODE);
    assert_eq!(project.read(&backup).as_bytes(), code);
    let marked = project.read(CODE);
    let line = 1 + marked
        .lines()
        .position(|line| line.starts_with("<<<<<<<"))
        .unwrap();
    for _ in 0..2 {
        let check = project.wmigen(&["check"], 1);
        check.assert_lists("markers", CODE);
        check.assert_says(&[&format!("line {line}"), "error: "]);
    }
    // No verb makes it worse.
    project.wmigen(&["generate"], 0);
    project.wmigen(&["update"], 0);
    assert_eq!(project.read(CODE), marked);
    project.keep(CODE, code);
    assert_eq!(project.wmigen(&["check"], 0).said(), "");
    project.assert_yours_untouched();
}

/// 4. What a merge starts from cannot be had: copier #498, whose old template must still run, and kubebuilder, which
///    downloads the binary of the old version, if that is not too old, and was left halfway in #6049.
#[test]
fn the_base_cannot_be_reproduced() {
    let mut project = Project::worked_in();
    let readme = project.read("README.md") + "\nOur array is in the cellar.\n";
    project.write("README.md", &readme);
    let version = format!("generator = \"{}\"", env!("CARGO_PKG_VERSION"));
    let lock = project
        .read("wmigen.lock")
        .replace(&version, "generator = \"0.0.1\"");
    project.write("wmigen.lock", lock);
    // On another machine, from nothing but what is committed.
    let clone = project.clone_of_commit();
    let described = [
        "The disks of an Acme storage array.",
        "What an Acme array stores.",
    ];
    clone.edit_spec(described[0], described[1]);
    clone.wmigen(&["generate"], 0);
    assert_eq!(clone.read("README.md"), readme);
    // Beside a conflict elsewhere: the user has written what the scaffold of this file begins with anew.
    let run = clone.wmigen(&["update"], 1);
    run.assert_lists("conflict", "src/lib.rs");
    run.assert_lists("merge", "README.md");
    let merged = clone.read("README.md");
    assert!(
        merged.contains(described[1]) && merged.contains("in the cellar"),
        "{merged}"
    );
    assert_eq!(clone.read(".wmigen/backup/1/README.md"), readme);

    // Without it nothing is guessed.
    std::fs::remove_dir_all(project.path(".wmigen/base")).unwrap();
    project.keep("README.md", readme);
    project.edit_spec(described[0], described[1]);
    project.wmigen(&["generate"], 0);
    let run = project.wmigen(&["update"], 1);
    run.assert_lists("conflict", "README.md");
    run.assert_says(&[".wmigen/base"]);
    project.assert_yours_untouched();
}
