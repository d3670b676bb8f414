//! Where a folder of templates may be.

use std::fs;

use snapbox::str;

use super::{of_spec, said};
use crate::sandbox::{DISK, Sandbox};

/// Two crates beside a folder of templates that both name.
fn two_crates() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("templates/README.md.hbs", "# {{provider.name}}, shared\n");
    sandbox.write("templates/src/wmi/denial.rs", "// Shared.\n");
    sandbox.write("disk.toml", format!("{DISK}{}", of_spec("../templates")));
    for name in ["one", "two"] {
        let arguments = [
            "new",
            name,
            "--spec",
            "disk.toml",
            "--templates",
            "templates",
        ];
        sandbox.run(&arguments).assert().code(0);
    }
    sandbox
}

#[test]
fn two_crates_share_a_folder_of_their_repository() {
    let sandbox = two_crates();
    fs::create_dir(sandbox.path(".git")).expect("a folder");
    for name in ["one", "two"] {
        assert_eq!(
            sandbox.read(&format!("{name}/README.md")),
            "# AcmeStorage, shared\n"
        );
        sandbox
            .run(&["check", name])
            .assert()
            .code(0)
            .stdout_eq(str![""]);
    }
    sandbox.write("templates/src/wmi/denial.rs", "// Changed.\n");
    for name in ["one", "two"] {
        sandbox
            .run(&["check", name])
            .assert()
            .code(1)
            .stdout_eq(str![[r"
update     src/wmi/denial.rs
update     wmigen.lock

"]]);
        sandbox.run_in(name, &["generate"]).assert().code(0);
        assert_eq!(
            sandbox.read(&format!("{name}/src/wmi/denial.rs")),
            "// Changed.\n"
        );
    }
}

#[test]
fn a_worktree_and_a_cargo_workspace_are_repositories_too() {
    for (file, text) in [
        (".git", "gitdir: elsewhere\n"),
        ("Cargo.toml", "[workspace]\nmembers = [\"*\"]\n"),
    ] {
        let sandbox = two_crates();
        assert_eq!(
            said(&sandbox, &["check", "one"], 1).lines().next(),
            Some(OUTSIDE),
            "{file}"
        );
        sandbox.write(file, text);
        sandbox.run(&["check", "one"]).assert().code(0);
    }
    // The nearest repository counts: what is around it belongs to others.
    let sandbox = two_crates();
    fs::create_dir(sandbox.path(".git")).expect("a folder");
    fs::create_dir(sandbox.path("one/.git")).expect("a folder");
    assert_eq!(
        said(&sandbox, &["check", "one"], 1).lines().next(),
        Some(OUTSIDE)
    );
}

const OUTSIDE: &str = "error[templates-folder]: `../templates` is outside of the crate's repository, and templates are code";

#[test]
fn a_folder_elsewhere_is_named_with_each_command() {
    let sandbox = two_crates();
    let before = sandbox.snapshot();
    for verb in [
        &["check", "one"][..],
        &["generate", "one"],
        &["update", "one"],
        &["prune", "one"],
        &["eject", "one/src/generated.rs"],
        &["explain", "--policy", "one"],
    ] {
        let told = said(&sandbox, verb, 1);
        assert!(told.starts_with(OUTSIDE), "{verb:?}: {told}");
        assert!(told.contains("one/wmigen.toml:31:7"), "{told}");
        assert!(
            told.contains("add `--templates templates` to the command"),
            "{told}"
        );
        assert_eq!(sandbox.snapshot(), before);
        // Whatever the verb finds to do: it uses the folder.
        let named = [verb, &["--templates", "templates"]].concat();
        if verb[0] != "eject" {
            sandbox.run(&named).assert().code(0);
        }
        let other = [verb, &["--templates", "two"]].concat();
        let told = said(&sandbox, &other, 1);
        assert!(
            told.contains("not the folder that `--templates` names, which is two"),
            "{told}"
        );
    }
    sandbox.write("templates/src/wmi/denial.rs", "// Changed.\n");
    sandbox
        .run(&["check", "one", "--templates", "templates"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
not wmigen's: src/wmi/denial.rs by templates/src/wmi/denial.rs (the runtime: impersonation, policy, codes)
`wmigen test --conformance one` holds the runtime of this crate to the promises of wmigen's; the rest is for you to review
error: the crate is not what its spec describes
help: `wmigen generate one --templates templates` brings it up to date

"]]);
    sandbox
        .run_in("one", &["generate", "--templates", "../templates"])
        .assert()
        .code(0);
    assert_eq!(sandbox.read("one/src/wmi/denial.rs"), "// Changed.\n");
}

#[test]
fn what_is_no_such_folder_is_told_at_its_place_in_the_spec() {
    let sandbox = Sandbox::with_disk();
    sandbox.append("disk/wmigen.toml", &of_spec("templates"));
    for (make, word) in [
        ((|_| ()) as fn(&Sandbox), "there is no folder `templates`"),
        (
            |sandbox| sandbox.write("disk/templates", ""),
            "`templates` is not a folder",
        ),
    ] {
        make(&sandbox);
        let told = said(&sandbox, &["check", "disk"], 1);
        assert!(
            told.starts_with(&format!("error[templates-folder]: {word}")),
            "{told}"
        );
        assert!(told.contains("disk/wmigen.toml:31:7"), "{told}");
    }
    sandbox.edit_spec("dir = \"templates\"", "dir = \"../../..\"");
    assert!(said(&sandbox, &["check", "disk"], 1).contains("the crate itself lies in"));
    let inner = "dir = \"../disk\"";
    sandbox.edit_spec("dir = \"../../..\"", inner);
    assert!(said(&sandbox, &["check", "disk"], 1).contains("the crate itself lies in"));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_crate_is_outside() {
    use std::os::unix::fs::symlink;
    let sandbox = two_crates();
    symlink("../templates", sandbox.path("one/inner")).expect("a link");
    sandbox.write("one/wmigen.toml", format!("{DISK}{}", of_spec("inner")));
    let told = said(&sandbox, &["check", "one"], 1);
    assert!(
        told.contains("`inner` is outside of the crate's repository"),
        "{told}"
    );
    // Within the repository a link is as good as the folder.
    fs::create_dir(sandbox.path(".git")).expect("a folder");
    let told = said(&sandbox, &["generate", "one"], 0);
    assert!(!told.contains("error"), "{told}");
    // A crate may itself be found through a link.
    symlink("one", sandbox.path("three")).expect("a link");
    sandbox.run(&["check", "three"]).assert().code(0);
}

/// The way to the folder may lead out of the crate and in again.
#[test]
fn nothing_is_made_in_the_folder_however_the_spec_calls_it() {
    let sandbox = Sandbox::with_disk();
    sandbox.append("disk/wmigen.toml", &of_spec("../disk/templates"));
    sandbox.write(
        "disk/templates/extra/a",
        "+++\nowner = \"once\"\npath = \"templates/LICENSE\"\n+++\n",
    );
    let told = said(&sandbox, &["generate", "disk"], 1);
    assert!(
        told.contains("`templates/LICENSE` is in the folder of the templates"),
        "{told}"
    );
    assert!(!sandbox.exists("disk/templates/LICENSE"));
}
