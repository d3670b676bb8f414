//! `wmigen templates update`: what has changed in wmigen's template gets into the copy, or the copy stays as it is.

use snapbox::str;
use wmigen::regen::Hash;
use wmigen::render::BuiltIn;

use super::{
    HEADER, INCOMING, LOCK, ONCE, README, TODAY, drifted, in_conflict, readme, with_templates,
};
use crate::sandbox::Sandbox;

#[test]
fn a_copy_that_nobody_has_touched_becomes_wmigens_of_today() {
    let sandbox = drifted(&readme().replace(TODAY, ONCE));
    sandbox
        .run_in("disk", &["templates", "update"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
update     README.md.hbs

"]]);
    assert_eq!(sandbox.read(README), readme());
    assert!(!sandbox.exists("disk/templates/.wmigen/backup"));
}

#[test]
fn a_copy_with_crlf_keeps_its_line_ends() {
    let older = readme().replace(TODAY, ONCE);
    let sandbox = drifted(&format!("{HEADER}{older}").replace('\n', "\r\n"));
    sandbox
        .run_in("disk", &["templates", "update"])
        .assert()
        .code(0);
    let merged = format!("{HEADER}{}", readme()).replace('\n', "\r\n");
    assert_eq!(sandbox.read(README), merged);
}

#[test]
fn a_conflict_leaves_the_copy_alone_until_it_is_dealt_with() {
    let sandbox = in_conflict();
    let mine = sandbox.read(README);
    for _ in 0..2 {
        sandbox
            .run_in("disk", &["templates", "update"])
            .assert()
            .code(1)
            .stdout_eq(str![""])
            .stderr_eq(str![[r"
conflict   README.md.hbs: you have changed the same lines (the new template is in .wmigen/incoming/README.md.hbs)
error: 1 file has a conflict and was left alone
help: `wmigen templates update --diff` shows what changed in the templates; take over what you want, then run `wmigen templates update --accept README.md.hbs`; or add `--markers` to get both texts in your file

"]]);
        assert_eq!(sandbox.read(README), mine);
        assert_eq!(sandbox.read(INCOMING), readme());
    }
    sandbox
        .run_in(
            "disk",
            &["templates", "update", "--accept", "templates/README.md.hbs"],
        )
        .assert()
        .code(0)
        .stderr_eq(str![[r"
README.md.hbs is accepted as it is; the changes of its template count as merged
remove     .wmigen/incoming/README.md.hbs

"]]);
    assert_eq!(sandbox.read(README), mine);
    assert!(!sandbox.exists(INCOMING));
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
}

#[test]
fn markers_are_written_where_they_are_asked_for_and_found_until_they_are_gone() {
    let sandbox = in_conflict();
    sandbox
        .run_in("disk", &["templates", "update", "--markers"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
merge      README.md.hbs (with conflict markers) (a copy is kept in .wmigen/backup/1/README.md.hbs)
error: some of your templates have conflict markers now; resolve them: they would be in every crate that is made of them

"]]);
    let marked = sandbox.read(README);
    assert!(
        marked.contains("<<<<<<<") && marked.contains(TODAY),
        "{marked}"
    );
    let run = sandbox.run(&["check", "disk"]).assert().code(1);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    let line = marked
        .lines()
        .position(|line| line.starts_with("<<<<<<<"))
        .expect("a marker")
        + 1;
    assert!(
        said.contains("error[conflict-markers]: `README.md.hbs` has conflict markers"),
        "{said}"
    );
    assert!(
        said.contains(&format!("disk/templates/README.md.hbs:{line}:1")),
        "{said}"
    );
}

#[test]
fn what_is_accepted_follows_wmigens_from_now_on_wherever_it_is_from() {
    let sandbox = with_templates();
    sandbox.write("disk/templates/src/lib.rs.hbs", "mine\n");
    sandbox
        .run_in(
            "disk",
            &["templates", "update", "--accept", "src/lib.rs.hbs"],
        )
        .assert()
        .code(0);
    assert_eq!(sandbox.read("disk/templates/src/lib.rs.hbs"), "mine\n");
    let lib = BuiltIn::named("src/lib.rs").expect("a template").text;
    assert!(
        sandbox
            .read(LOCK)
            .contains(&Hash::of(lib.as_bytes()).to_string())
    );
    sandbox
        .run_in(
            "disk",
            &["templates", "update", "--accept", "src/generated.rs.hbs"],
        )
        .assert()
        .code(0)
        .stderr_eq(str![[r"
there is nothing to accept for src/generated.rs.hbs
nothing to do: your templates have all changes of wmigen's

"]]);
}

/// Whoever copies a template by hand, or loses the lock, hears that nothing tells whether wmigen's has changed.
#[test]
fn a_template_of_unknown_origin_is_told_of_until_it_is_accepted() {
    let sandbox = Sandbox::new();
    sandbox.write("t/README.md.hbs", "# {{provider.name}}\n");
    let update = ["templates", "update", "--templates", "t"];
    let told = sandbox.run(&update).assert().code(0);
    told.stderr_eq(str![[r"
nothing to do: your templates have all changes of wmigen's
what t/README.md.hbs was made from is not recorded, so that wmigen cannot tell whether its own has changed since; `wmigen templates diff --templates t README.md.hbs` shows how they differ

"]]);
    // By its name, as every other verb takes it.
    let accept = [&update[..], &["--accept", "README.md"]].concat();
    sandbox.run(&accept).assert().code(0).stderr_eq(str![[r"
README.md.hbs is accepted as it is; the changes of its template count as merged

"]]);
    let silent = sandbox.run(&update).assert().code(0);
    silent.stderr_eq(str![[r"
nothing to do: your templates have all changes of wmigen's

"]]);
}
