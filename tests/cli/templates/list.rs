//! `wmigen templates list` and `diff`.

use snapbox::str;
use wmigen::render::BuiltIn;

use super::{ONCE, TODAY, with_a_header, with_templates};
use crate::sandbox::Sandbox;

#[test]
fn without_a_crate_wmigens_own_are_listed() {
    let sandbox = Sandbox::new();
    let run = sandbox
        .run(&["templates", "list"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
    let list = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    for template in BuiltIn::all() {
        assert!(list.contains(template.path), "{}", template.path);
    }
    for line in [
        "  README.md.hbs                       README.md                           once\n",
        "  src/classes/class.rs.hbs            src/classes/{module}.rs             once\n",
        "  Cargo.toml.hbs                      Cargo.toml                          keys\n",
        "  src/generated/operations/get/entry.hbs\n",
        "  clippy.toml                             once\n",
    ] {
        assert!(list.contains(line), "{line}{list}");
    }
}

#[test]
fn yours_are_listed_with_what_is_known_of_them() {
    let sandbox = with_a_header();
    sandbox.write("disk/templates/src/lib.rs.hbs", "mine");
    sandbox.write("disk/templates/clippy.toml.hbs", "mine");
    let list = || {
        let run = sandbox.run(&["templates", "list", "disk"]).assert().code(0);
        let list = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        let yours = list.lines().filter(|line| line.contains("disk/"));
        let yours = yours.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        yours.collect::<Vec<_>>()
    };
    let [readme, lib, clippy] = [
        "README.md.hbs README.md once disk/templates/README.md.hbs",
        "src/lib.rs.hbs src/lib.rs once disk/templates/src/lib.rs.hbs (not recorded)",
        "clippy.toml once disk/templates/clippy.toml.hbs (not recorded)",
    ];
    assert_eq!(list(), [&format!("{readme} (drifted)"), lib, clippy]);
    sandbox
        .run_in("disk", &["templates", "update"])
        .assert()
        .code(0);
    assert_eq!(list(), [&format!("{readme} (current)"), lib, clippy]);
}

#[test]
fn yours_is_compared_with_wmigens_and_wmigens_with_what_it_was() {
    let sandbox = with_a_header();
    sandbox
        .run_in("disk", &["templates", "diff"])
        .assert()
        .code(0)
        .stdout_eq(str![[r"
--- wmigen/README.md.hbs
+++ yours/README.md.hbs
@@ -1,3 +1,4 @@
+<!-- Copyright Acme -->
[..]
[..]
[..]
...
-This file is yours; wmigen wrote it once.
+This file is yours.
...
"]])
        .stderr_eq(str![[r"
help: wmigen has changed some of these since you copied them; `wmigen templates diff --since-export` shows how

"]]);
    let since = ["templates", "diff", "README.md", "--since-export"];
    let run = sandbox
        .run_in("disk", &since)
        .assert()
        .code(0)
        .stderr_eq(str![""]);
    let diff = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(
        diff.starts_with("--- copied/README.md.hbs\n+++ wmigen/README.md.hbs\n"),
        "{diff}"
    );
    let changed: Vec<_> = diff
        .lines()
        .skip(2)
        .filter(|line| line.starts_with(['-', '+']))
        .collect();
    assert_eq!(changed, [&format!("-{ONCE}"), &format!("+{TODAY}")]);
}

#[test]
fn what_cannot_be_compared_is_told() {
    let sandbox = with_templates();
    sandbox.write("disk/templates/src/lib.rs.hbs", "mine\n");
    sandbox
        .run_in("disk", &["templates", "diff", "--since-export", "src/lib.rs", "clippy.toml"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
what templates/src/lib.rs.hbs was made from is not recorded, so that what has changed since is not known
clippy.toml is wmigen's: there is nothing in its place in templates

"]]);
    sandbox.write("disk/templates/src/lib.rs.hbs", vec![b'a'; (1 << 20) + 1]);
    sandbox
        .run_in("disk", &["templates", "diff"])
        .assert()
        .code(2)
        .stderr_eq(str![[r"
error: cannot read templates/src/lib.rs.hbs: it is larger than 1 MiB, which no template is

"]]);
}

#[test]
fn a_verb_on_yours_says_where_none_is_known() {
    let sandbox = Sandbox::with_disk();
    for verb in ["diff", "update"] {
        sandbox.run_in("disk", &["templates", verb]).assert().code(2).stderr_eq(str![[r"
error: wmigen.toml has no `[templates]`, so that the crate is made of wmigen's templates alone; `wmigen templates export NAME` copies one to change it

"]]);
    }
    let run = sandbox.run(&["templates", "update"]).assert().code(2);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        said.starts_with("error: no folder of templates is known; name one with `--templates DIR`"),
        "{said}"
    );
    sandbox
        .run(&["templates", "update", "--templates", "none"])
        .assert()
        .code(2);
}

#[test]
fn partials_and_further_files_are_listed_too_and_programs_get_records() {
    let sandbox = with_a_header();
    sandbox.write("disk/templates/partials/head.hbs", "mine\n");
    let extra = "disk/templates/extra/docs/{module}.md.hbs";
    sandbox.write(
        extra,
        "+++\nowner = \"once\"\neach = \"class\"\n+++\nmine\n",
    );
    let list = ["templates", "list", "disk"];
    let run = sandbox.run(&list).assert().code(0).stderr_eq(str![""]);
    let said = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(said.contains("  extra/docs/{module}.md.hbs  docs/{module}.md  once  disk/templates/extra/docs/{module}.md.hbs\n"), "{said}");
    let json = [&list[..], &["--message-format", "json"]].concat();
    let run = sandbox.run(&json).assert().code(0);
    let said = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    for record in [
        r#"{"version":1,"reason":"template","name":"README.md.hbs","kind":"template","makes":"README.md","each":"provider","owner":"once","yours":"disk/templates/README.md.hbs","origin":"drifted"}"#,
        r#"{"version":1,"reason":"template","name":"partials/head.hbs","kind":"part","makes":null,"each":null,"owner":null,"yours":"disk/templates/partials/head.hbs","origin":null}"#,
        r#"{"version":1,"reason":"template","name":"extra/docs/{module}.md.hbs","kind":"extra","makes":"docs/{module}.md","each":"class","owner":"once","yours":"disk/templates/extra/docs/{module}.md.hbs","origin":null}"#,
    ] {
        assert!(said.contains(record), "{record}\n{said}");
    }
    sandbox.write(extra, "no front matter\n");
    let run = sandbox.run(&list).assert().code(1);
    let (out, said) = (&run.get_output().stdout, &run.get_output().stderr);
    assert!(String::from_utf8_lossy(out).contains("README.md.hbs"));
    let said = String::from_utf8_lossy(said).into_owned();
    let start = "error[template-front-matter]: ";
    let place = "--> disk/templates/extra/docs/{module}.md.hbs:1:1";
    assert!(said.starts_with(start) && said.contains(place), "{said}");
}
