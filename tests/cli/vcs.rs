//! `wmigen new` and git: a repository where there is none, and no commit.

use std::path::Path;
use std::process::Command;

use snapbox::str;

use crate::sandbox::Sandbox;

/// What git says in this folder.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .args(arguments)
        .output();
    String::from_utf8(output.expect("git").stdout).expect("text")
}

#[test]
fn a_crate_in_no_repository_becomes_one_without_a_commit() {
    let sandbox = Sandbox::outside();
    let run = sandbox.run(&["new", "a/acme"]);
    // As in a hook of another repository.
    run.env("GIT_DIR", sandbox.path("elsewhere"))
        .assert()
        .code(0);
    let folder = sandbox.path("a/acme");
    let status = git(&folder, &["status", "--porcelain", "--untracked-files=all"]);
    assert!(status.contains("?? wmigen.toml"), "{status}");
    assert!(!status.contains("target"), "{status}");
    assert_eq!(git(&folder, &["rev-list", "--all"]), "");
    assert!(!sandbox.exists("elsewhere") && !sandbox.exists("a/.git"));
}

#[test]
fn a_crate_in_a_repository_stays_part_of_it() {
    let sandbox = Sandbox::outside();
    git(&sandbox.path(""), &["init"]);
    sandbox.run(&["new", "a/acme"]).assert().code(0);
    assert!(!sandbox.exists("a/acme/.git"));
    sandbox.run(&["new", "b", "--vcs", "git"]).assert().code(0);
    assert!(sandbox.exists("b/.git/HEAD"));
    // What the repository leaves out is not kept by it.
    sandbox.write(".gitignore", "scratch/\n");
    sandbox.run(&["new", "scratch/acme"]).assert().code(0);
    assert!(sandbox.exists("scratch/acme/.git/HEAD"));
    for other in [".hg", ".jj"] {
        let sandbox = Sandbox::outside();
        std::fs::create_dir(sandbox.path(other)).expect("a folder");
        sandbox.run(&["new", "acme"]).assert().code(0);
        assert!(!sandbox.exists("acme/.git"), "{other}");
    }
}

#[test]
fn who_wants_none_gets_none() {
    let sandbox = Sandbox::outside();
    sandbox
        .run(&["new", "acme", "--vcs", "none"])
        .assert()
        .code(0);
    assert!(!sandbox.exists("acme/.git"));
    sandbox.run(&["new", "b", "--vcs", "svn"]).assert().code(2);
    assert!(!sandbox.exists("b"));
}

#[test]
fn a_missing_git_is_told_and_an_error_only_for_who_asked_for_it() {
    let sandbox = Sandbox::outside();
    let new = |arguments: &[&str]| sandbox.run(arguments).env("PATH", sandbox.path("nowhere"));
    new(&["new", "acme"]).assert().code(0).stderr_eq(str![[r"
created the provider Acme in acme ([..] files)
...
acme is no git repository: git is not installed

"]]);
    new(&["new", "b", "--vcs", "git", "-q"])
        .assert()
        .code(2)
        .stderr_eq(str![[r"
error: b is no git repository: git is not installed

"]]);
    assert!(sandbox.exists("acme/wmigen.toml") && sandbox.exists("b/wmigen.toml"));
    let run = new(&["new", "c", "--vcs", "none"]).assert().code(0);
    assert!(!String::from_utf8_lossy(&run.get_output().stderr).contains("git"));
}
