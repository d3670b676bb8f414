//! What users of generators complain about most, in the order of how often.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::project::{CODE, POOL, Project, Run};

/// 1. Orphans: openapi-generator #4076, #10314 and #15669, sqlc #105 and #1999, buf #2437, ng-openapi-gen #399,
///    copilot-sdk #1619 with 204 stale files of 1,023.
#[test]
fn orphans() {
    let project = Project::worked_in();
    let mut classes = String::new();
    for number in 0..100 {
        let class = POOL.replace("Acme_Pool", &format!("Acme_Stale{number}"));
        classes.write_str(&class).unwrap();
    }
    project.append_to_spec(&classes);
    project.wmigen(&["generate"], 0);
    let mine = "src/classes/acme_stale7.rs";
    project.write(mine, project.read(mine) + "// mine\n");

    project.edit_spec(&classes, "");
    let run = project.wmigen(&["generate"], 0);
    for number in 0..100 {
        run.assert_lists("remove", &format!("src/generated/acme_stale{number}.rs"));
        assert!(!project.exists(&format!("src/generated/acme_stale{number}.rs")));
    }
    run.assert_lists("orphan", mine);
    project.wmigen(&["check"], 1).assert_lists("orphan", mine);
    assert_eq!(project.compile(), BTreeSet::new());

    // What is the user's goes when they say so, and not without a copy.
    let text = project.read(mine);
    let asked = project.wmigen(&["prune"], 1);
    asked.assert_lists("prune", mine);
    asked.assert_says(&["nothing was deleted", "`wmigen prune --yes`"]);
    assert_eq!(project.read(mine), text);
    project
        .wmigen(&["prune", "--yes"], 0)
        .assert_says(&[".wmigen/backup/1/"]);
    assert!(!project.exists(mine));
    assert_eq!(project.read(&format!(".wmigen/backup/1/{mine}")), text);
    assert_eq!(project.wmigen(&["check"], 0).said(), "");
    project.assert_as_new_but_for(&[]);
    project.assert_yours_untouched();
}

/// 2. Silent loss: cruft #44, #47 and #276 report success after they have dropped changes, and note them as made.
#[test]
fn silent_loss() {
    let project = Project::worked_in();
    let edited = "src/generated/acme_disk.rs";
    project.write(edited, project.read(edited) + "// an edit\n");
    project.edit_spec("Spindle = {", "# Spindle = {");
    let (before, times) = (project.tree(), project.times());
    // As often as one asks, and however: nothing is done, nothing is noted as done, and no run calls it a success.
    for arguments in [
        &["generate"][..],
        &["generate"],
        &["generate", "--dry-run"],
        &["generate", "--diff"],
        &["generate", "-q"],
        &["check"],
        &["check", "-q"],
    ] {
        project.wmigen(arguments, 1);
        assert_eq!(project.tree(), before, "{arguments:?}");
    }
    assert_eq!(project.touched_since(&times), BTreeSet::new());
}

/// 2 again: copier #498 removes the destination when it fails, with the repository in it.
#[test]
fn the_destination_is_removed_on_failure() {
    let project = Project::worked_in();
    let (before, times) = (project.tree(), project.times());
    for arguments in [
        &["new", "."][..],
        &["new", ".", "--spec", "wmigen.toml"],
        &["new", "src", "--spec", "wmigen.toml"],
    ] {
        let run = project.wmigen(arguments, 1);
        run.assert_says(&["is not empty"]);
    }
    assert_eq!(project.tree(), before);
    assert_eq!(project.touched_since(&times), BTreeSet::new());
}

/// 5. Markers and injection: in kubebuilder #1719 and #1724 a moved `main.go`, in #3495 and #1903 a repeated run, and in
///    #1487 a comment that nobody knew the use of, break what is injected into the user's text.
#[test]
fn markers_and_injection() {
    let mut project = Project::worked_in();
    // No comment is left, the code is elsewhere and in another order, and what wmigen had written is gone.
    let code = project.read(CODE).replace("\n/// ", "\n// ");
    project.keep("src/storage/disks.rs", code);
    project.keep(CODE, "#[path = \"../storage/disks.rs\"]\nmod disks;\n");
    let lib = project.read("src/lib.rs");
    let lib: String = lib
        .lines()
        .filter(|line| !line.trim().starts_with("//"))
        .fold(String::new(), |text, line| text + line + "\n");
    project.keep("src/lib.rs", lib);
    project.append_to_spec(POOL);
    for _ in 0..3 {
        project.wmigen(&["generate"], 0);
    }
    project.assert_yours_untouched();
    assert_eq!(project.compile(), BTreeSet::new());
}

/// 6. Noise: a time or a version in every header (swagger-codegen #3084 and #2318), orders that change by themselves, line
///    ends.
#[test]
fn noise() {
    let project = Project::worked_in();
    let lock = project.read("wmigen.lock");
    // A crate that another version wrote differs in nothing but the lock.
    let version = env!("CARGO_PKG_VERSION");
    assert!(lock.contains(version));
    let header = format!("wmigen {version}");
    for (path, bytes) in project.tree() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&header), "{path} has the version in it");
    }
    // A checkout with the other line ends is no change, and neither is a spec with them.
    for (path, bytes) in project.tree() {
        if let Ok(text) = String::from_utf8(bytes) {
            project.write(&path, text.replace('\n', "\r\n"));
        }
    }
    let before = project.times();
    let check = project.wmigen(&["check"], 0);
    assert_eq!(check.said(), "");
    project.wmigen(&["generate"], 0);
    assert_eq!(project.touched_since(&before), BTreeSet::new());
}

/// 7. A way out for everything or for nothing, which then rots: cargo-dist's `allow-dirty`, after which updates end in
///    silence (savvy PR #107), and the ignore file of openapi-generator #1898 and #5723.
#[test]
fn a_way_out_that_rots() {
    let mut project = Project::worked_in();
    let generated = "src/generated/acme_disk.rs";
    project
        .wmigen(&["eject", generated], 0)
        .assert_says(&[generated]);
    let mine = project.read(generated) + "// mine now\n";
    project.keep(generated, mine);
    assert_eq!(project.wmigen(&["check"], 0).said(), "");
    // For this file alone.
    let other = "src/generated/registration.rs";
    let text = project.read(other);
    project.write(other, text.clone() + "// not mine\n");
    project.wmigen(&["check"], 1).assert_lists("edited", other);
    project.write(other, text);

    project.edit_spec("Online = {", "Label = { type = \"string\" }\nOnline = {");
    let run = project.wmigen(&["generate"], 0);
    run.assert_lists("update", "mof/acme_storage.mof");
    project.assert_yours_untouched();
    for _ in 0..2 {
        project
            .wmigen(&["check"], 0)
            .assert_says(&[generated, "ejected", "`wmigen update`"]);
    }
    project.let_go(generated);
    let run = project.wmigen(&["update"], 0);
    run.assert_lists("merge", generated);
    let merged = project.read(generated);
    assert!(
        merged.contains("pub label: ") && merged.ends_with("// mine now\n"),
        "{merged}"
    );
    assert_eq!(project.wmigen(&["check"], 0).said(), "");

    // And back.
    project
        .wmigen(&["eject", "--undo", generated], 0)
        .assert_says(&[generated]);
    project
        .wmigen(&["check"], 1)
        .assert_lists("edited", generated);
    project.wmigen(&["generate", "--force"], 0);
    assert_eq!(project.wmigen(&["check"], 0).said(), "");
}

/// 8. Refusing a repository for a change that has nothing to do with the matter: `ng update`, angular-cli #14600 and
///    #29110.
#[test]
fn a_dirty_repository_is_refused() {
    let mut project = Project::worked_in();
    project.git(&["init", "--quiet"]);
    project.git(&["add", "--all"]);
    project.keep("notes.txt", "not added\n");
    project.keep(CODE, project.read(CODE) + "// not committed\n");
    project.append_to_spec(POOL);
    project.wmigen(&["generate"], 0);
    project.assert_yours_untouched();
    project.wmigen(&["check"], 0);
    // Nor does it need git at all.
    project.edit_spec(POOL, "");
    Run::of(project.command(&["generate"]).env("PATH", "")).ended_with(0);
    project.assert_yours_untouched();
}

/// 9. Custom templates rot: openapi-generator #6442, #11551 and #14338, swagger-codegen #9893, oapi-codegen #512, where a
///    folder that is not read, or a template that is not asked for any more, goes unnoticed.
///
/// Every file of the folder is known by its path, or is an error; so is a name that no template gets.
#[test]
fn a_folder_of_templates_is_ignored_in_silence() {
    let project = Project::worked_in();
    project.write("templates/class.rs.hbs", "{{name}}\n");
    project.write("templates/README.md.hbs", "{{provider.title}}\n");
    project.edit_spec(
        "[access-denied]",
        "[templates]\ndir = \"templates\"\n\n[access-denied]",
    );
    let before = project.tree();
    for verb in ["generate", "check"] {
        let run = project.wmigen(&[verb], 1);
        run.assert_says(&["error[template-path]", "templates/class.rs.hbs:1:1"]);
        run.assert_says(&["error[template-name]", "templates/README.md.hbs:1:3"]);
    }
    assert_eq!(project.tree(), before);
}
