//! `wmigen templates export --workflow`.

use std::fs;

use snapbox::str;

use super::with_templates;

#[test]
fn a_workflow_is_written_once_and_where_github_looks_for_it() {
    let sandbox = with_templates();
    let export = ["templates", "export", "--workflow"];
    let run = sandbox.run_in("disk", &export).assert().code(2);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("in no git repository"), "{said}");
    fs::create_dir(sandbox.path(".git")).expect("a folder");
    let path = ".github/workflows/wmigen-templates.yml";
    let dry_run = [&export[..], &["--dry-run"]].concat();
    sandbox
        .run_in("disk", &dry_run)
        .assert()
        .code(0)
        .stdout_eq(str![[r"
create     .github/workflows/wmigen-templates.yml (at the root of the repository)

"]]);
    assert!(!sandbox.exists(path));
    sandbox.run_in("disk", &export).assert().code(0);
    let workflow = sandbox.read(path);
    assert!(
        workflow.contains("TEMPLATES: 'disk/templates'\n"),
        "{workflow}"
    );
    sandbox.write(path, "mine");
    let run = sandbox.run_in("disk", &export).assert().code(2);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        said.contains("is there already; wmigen does not overwrite it"),
        "{said}"
    );
    assert_eq!(sandbox.read(path), "mine");
}

#[cfg(unix)]
#[test]
fn no_workflow_is_written_through_a_link() {
    let sandbox = with_templates();
    fs::create_dir(sandbox.path(".git")).expect("a folder");
    fs::create_dir(sandbox.path("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink(sandbox.path("elsewhere"), sandbox.path(".github")).expect("a link");
    sandbox
        .run_in("disk", &["templates", "export", "--workflow"])
        .assert()
        .code(2);
    assert_eq!(
        fs::read_dir(sandbox.path("elsewhere"))
            .expect("a folder")
            .count(),
        0
    );
}

/// GitHub would put a value in the place of what is in such braces.
#[cfg(unix)]
#[test]
fn no_workflow_is_written_for_a_folder_that_it_cannot_name() {
    for folder in ["${{ github.token }}", "a\u{2028}b", "a\nb"] {
        let sandbox = with_templates();
        fs::create_dir(sandbox.path(".git")).expect("a folder");
        fs::create_dir(sandbox.path(folder)).expect("a folder");
        let export = ["templates", "export", "--workflow", "--templates", folder];
        let run = sandbox.run(&export).assert().code(2);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains("which no workflow can name"), "{said}");
        assert!(!sandbox.exists(".github"));
    }
}
