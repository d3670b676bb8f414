//! `wmigen templates export`, and what the folder remembers.

use std::fs;

use snapbox::str;
use wmigen::regen::Hash;
use wmigen::render::BuiltIn;

use super::{LOCK, README, readme, with_templates};
use crate::sandbox::Sandbox;

#[test]
fn an_export_makes_the_folder_and_remembers_what_it_copied() {
    let sandbox = Sandbox::with_disk();
    sandbox
        .run_in(
            "disk",
            &[
                "templates",
                "export",
                "README.md",
                "src/classes/operations/get.hbs",
                "clippy.toml",
            ],
        )
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r#"
create     README.md.hbs
create     clippy.toml
create     src/classes/operations/get.hbs
help: add to wmigen.toml, so that the crate is made of the templates in templates:

[templates]
dir = "templates"


"#]]);
    for name in ["README.md", "src/classes/operations/get", "clippy.toml"] {
        let template = BuiltIn::named(name).expect(name);
        let copy = format!("disk/templates/{}", template.path);
        assert_eq!(sandbox.read(&copy), template.text);
        let hash = Hash::of(template.text.as_bytes()).to_string();
        assert!(sandbox.read(LOCK).contains(&hash), "{name}");
        let base = format!("disk/templates/.wmigen/base/{}", &hash["sha256:".len()..]);
        assert_eq!(sandbox.read(&base), template.text);
    }
    assert!(!sandbox.exists("disk/templates/.wmigen/journal"));
    let ignored = sandbox.read("disk/templates/.wmigen/.gitignore");
    assert!(ignored.contains("!/base/"), "{ignored}");
}

#[test]
fn what_is_there_stays_as_it_is_whatever_its_name() {
    let sandbox = with_templates();
    sandbox.write(README, "mine");
    sandbox.write("disk/templates/src/lib.rs", "mine");
    let before = sandbox.snapshot();
    sandbox
        .run_in("disk", &["templates", "export", "README.md", "src/lib.rs"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
templates/README.md.hbs is there already and stays as it is; `wmigen templates diff README.md.hbs` compares it with wmigen's
templates/src/lib.rs is there already and stays as it is; `wmigen templates diff src/lib.rs.hbs` compares it with wmigen's

"]]);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn a_copy_that_was_deleted_is_made_again() {
    let sandbox = with_templates();
    sandbox.remove(README);
    let export = ["templates", "export", "README.md"];
    sandbox.run_in("disk", &export).assert().code(0);
    assert_eq!(sandbox.read(README), readme());
    // Of what is deleted and not asked for, nothing comes back.
    sandbox.remove(README);
    let export = ["templates", "export", "src/lib.rs"];
    sandbox.run_in("disk", &export).assert().code(0);
    assert!(!sandbox.exists(README));
    assert!(!sandbox.read(LOCK).contains("README.md.hbs"));
}

#[test]
fn a_template_that_there_is_not_is_no_template_and_nothing_is_written() {
    let sandbox = Sandbox::with_disk();
    let before = sandbox.snapshot();
    sandbox
        .run_in(
            "disk",
            &[
                "templates",
                "export",
                "README.md",
                "REEDME.md",
                "get",
                "x\u{1b}[31m",
            ],
        )
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: wmigen has no template `REEDME.md`
help: did you mean `README.md.hbs`?
error: wmigen has no template `get`
help: did you mean `src/classes/operations/get.hbs`?
error: wmigen has no template `x/u{1b}[31m`
help: `wmigen templates list` lists them
help: nothing was written

"]]);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn what_is_in_the_way_of_one_copy_stops_all() {
    let sandbox = with_templates();
    fs::create_dir_all(sandbox.path("disk/templates/src/lib.rs.hbs")).expect("a folder");
    sandbox
        .run_in(
            "disk",
            &["templates", "export", "src/lib.rs", "clippy.toml"],
        )
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
blocked    src/lib.rs.hbs: a folder is in its place
error: 1 file is in the way; nothing was written
help: move what blocks a template out of the way

"]]);
    assert!(!sandbox.exists("disk/templates/clippy.toml"));
    sandbox.write("file", "");
    sandbox
        .run(&["templates", "export", "clippy.toml", "--templates", "file"])
        .assert()
        .code(2)
        .stderr_eq(str![[r"
error: cannot use file as the folder of templates: it is no folder

"]]);
}

#[cfg(unix)]
#[test]
fn no_link_in_the_folder_is_written_through() {
    let sandbox = with_templates();
    fs::create_dir(sandbox.path("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink(
        sandbox.path("elsewhere"),
        sandbox.path("disk/templates/src"),
    )
    .expect("a link");
    sandbox
        .run_in("disk", &["templates", "export", "src/lib.rs"])
        .assert()
        .code(1);
    assert!(!sandbox.exists("elsewhere/lib.rs.hbs"));
}

/// Nothing is left to do there, so that no plan looks at the link.
#[cfg(unix)]
#[test]
fn what_git_is_told_is_not_written_through_a_link() {
    let sandbox = Sandbox::new();
    sandbox.write("templates/README.md.hbs", "mine");
    std::os::unix::fs::symlink("..", sandbox.path("templates/.wmigen")).expect("a link");
    let export = ["templates", "export", "README.md", "--templates"];
    let export = [&export[..], &["templates"]].concat();
    sandbox.run(&export).assert().code(0);
    assert!(!sandbox.exists(".gitignore"));
    // Nor is it put beside what the user has there.
    fs::remove_file(sandbox.path("templates/.wmigen")).expect("the link");
    fs::create_dir(sandbox.path("templates/.wmigen")).expect("a folder");
    sandbox.run(&export).assert().code(0);
    assert!(!sandbox.exists("templates/.wmigen/.gitignore"));
}

#[cfg(unix)]
#[test]
fn the_usual_folder_is_not_filled_where_it_leads_out_of_the_repository() {
    let sandbox = Sandbox::with_disk();
    let link = sandbox.path("disk/templates");
    fs::create_dir(sandbox.path("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink(sandbox.path("elsewhere"), &link).expect("a link");
    let export = ["templates", "export", "README.md"];
    let run = sandbox.run_in("disk", &export).assert().code(1);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        said.contains("`templates` is outside of the crate's repository"),
        "{said}"
    );
    assert!(said.contains("add `--templates templates`"), "{said}");
    assert!(!sandbox.exists("elsewhere/README.md.hbs"));
    assert!(!sandbox.exists("elsewhere/.wmigen"));
    // It may be there for something else.
    sandbox
        .run_in("disk", &["templates", "list"])
        .assert()
        .code(0);
    let named = [&export[..], &["--templates", "templates"]].concat();
    sandbox.run_in("disk", &named).assert().code(0);
    assert!(sandbox.exists("elsewhere/README.md.hbs"));
}

#[test]
fn a_dry_run_of_an_export_writes_nothing() {
    let sandbox = Sandbox::with_disk();
    let before = sandbox.snapshot();
    sandbox
        .run_in("disk", &["templates", "export", "README.md", "--dry-run"])
        .assert()
        .code(0)
        .stdout_eq(str![[r"
create     README.md.hbs

"]]);
    assert_eq!(sandbox.snapshot(), before);
}

/// Every template of wmigen's can be copied, the folder of all copies can be read, and a crate that is made of them is the
/// same to the byte.
#[test]
fn a_crate_of_copies_is_the_crate_of_wmigens_own() {
    let sandbox = Sandbox::with_disk();
    let all = BuiltIn::all().map(|template| template.path);
    let export: Vec<_> = ["templates", "export"].into_iter().chain(all).collect();
    sandbox.run_in("disk", &export).assert().code(0);
    sandbox.edit_spec(
        "[provider]",
        "[templates]\ndir = \"templates\"\n\n[provider]",
    );
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
...
update     wmigen.lock
...
"]]);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
    let plain = Sandbox::with_disk();
    for path in [
        "src/generated/acme_disk.rs",
        "mof/acme_storage.mof",
        "README.md",
        "Cargo.toml",
    ] {
        let path = format!("disk/{path}");
        assert_eq!(sandbox.read(&path), plain.read(&path));
    }
}

#[test]
fn the_folder_that_the_spec_names_is_made_where_it_may_be() {
    let sandbox = Sandbox::with_disk();
    let spec = sandbox.read("disk/wmigen.toml");
    let name = |dir: &str| {
        let named = format!("[templates]\ndir = \"{dir}\"\n\n[provider]");
        sandbox.write("disk/wmigen.toml", spec.replace("[provider]", &named));
    };
    let export = ["templates", "export", "README.md"];
    name("../shared/templates");
    sandbox.run_in("disk", &export).assert().code(1).stderr_eq(str![[r"
error[templates-folder]: `../shared/templates` is outside of the crate's repository, and templates are code
...
"]]);
    assert!(!sandbox.exists("shared"));
    fs::create_dir(sandbox.path(".git")).expect("a folder");
    sandbox.run_in("disk", &export).assert().code(0);
    assert_eq!(sandbox.read("shared/templates/README.md.hbs"), readme());
    name("own");
    sandbox.run_in("disk", &export).assert().code(0);
    assert_eq!(sandbox.read("disk/own/README.md.hbs"), readme());
}
