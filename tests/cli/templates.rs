//! `wmigen templates list`, `export`, `diff` and `update`, and what `check` says of copies that do not keep up.

use std::fs;

use snapbox::str;
use wmigen::regen::Hash;
use wmigen::render::BuiltIn;

use crate::sandbox::Sandbox;

const README: &str = "disk/templates/README.md.hbs";
const LOCK: &str = "disk/templates/wmigen.lock";
const BACKUP: &str = "disk/templates/.wmigen/backup/1/README.md.hbs";
const INCOMING: &str = "disk/templates/.wmigen/incoming/README.md.hbs";

/// A line of wmigen's template of today, and what it was in the wmigen that is pretended.
const TODAY: &str = "This file is yours; wmigen wrote it once.";
const ONCE: &str = "This file is yours.";

/// The licence header of a company.
const HEADER: &str = "<!-- Copyright Acme -->\n";

fn readme() -> &'static str {
    BuiltIn::named("README.md").expect("a template").text
}

/// A crate whose spec has a folder of templates, with a copy of one in it.
fn with_templates() -> Sandbox {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec(
        "[provider]",
        "[templates]\ndir = \"templates\"\n\n[provider]",
    );
    sandbox
        .run_in(
            "disk",
            &[
                "templates",
                "export",
                "README.md",
                "--templates",
                "templates",
            ],
        )
        .assert()
        .code(0);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox
}

/// Lets the copy be one of an older wmigen's template, with `mine` in it.
fn drifted(mine: &str) -> Sandbox {
    let sandbox = with_templates();
    let today = Hash::of(readme().as_bytes()).to_string();
    let older = readme().replace(TODAY, ONCE);
    let once = Hash::of(older.as_bytes()).to_string();
    assert_ne!(today, once);
    let base = |hash: &str| format!("disk/templates/.wmigen/base/{}", &hash["sha256:".len()..]);
    sandbox.write(LOCK, sandbox.read(LOCK).replace(&today, &once));
    sandbox.remove(&base(&today));
    sandbox.write(&base(&once), older);
    sandbox.write(README, mine);
    sandbox
}

/// The copy with a header, and nothing of the user's near what has changed since.
fn with_a_header() -> Sandbox {
    drifted(&format!("{HEADER}{}", readme().replace(TODAY, ONCE)))
}

/// The copy with the user's own words where wmigen has others now.
fn in_conflict() -> Sandbox {
    drifted(&readme().replace(TODAY, "This file is Acme's."))
}

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
fn what_has_changed_is_warned_of_and_merged_around_what_is_the_users() {
    let sandbox = with_a_header();
    let mine = sandbox.read(README);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
warning[drifted-template]: wmigen has changed its template since `README.md.hbs` was copied
 --> disk/templates/README.md.hbs:1:1
  |
1 | <!-- Copyright Acme -->
  | ^
  |
  = help: `wmigen templates diff --since-export --templates disk/templates` shows what has changed, and `wmigen templates update --templates disk/templates` merges it into yours


"]]);
    let update = ["templates", "update", "--templates", "disk/templates"];
    for option in ["--dry-run", "--diff"] {
        let before = sandbox.snapshot();
        sandbox
            .run(&[&update[..], &[option]].concat())
            .assert()
            .code(0);
        assert_eq!(sandbox.snapshot(), before);
    }
    sandbox
        .run(&update)
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
merge      README.md.hbs (a copy is kept in .wmigen/backup/1/README.md.hbs)

"]]);
    assert_eq!(sandbox.read(README), format!("{HEADER}{}", readme()));
    assert_eq!(sandbox.read(BACKUP), mine);
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
    sandbox.run(&update).assert().code(0).stderr_eq(str![[r"
nothing to do: your templates have all changes of wmigen's

"]]);
}

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

#[test]
fn the_level_of_the_warning_is_the_specs() {
    let sandbox = with_a_header();
    sandbox
        .run(&["check", "disk", "--deny-warnings"])
        .assert()
        .code(1);
    let spec = sandbox.read("disk/wmigen.toml");
    for (level, code) in [("deny", 1), ("warn", 0), ("allow", 0)] {
        let lints = format!("[lints]\ndrifted-template = \"{level}\"\n\n[provider]");
        sandbox.write("disk/wmigen.toml", spec.replace("[provider]", &lints));
        sandbox.run(&["generate", "disk"]).assert().code(0);
        let run = sandbox.run(&["check", "disk"]).assert().code(code);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert_eq!(
            said.contains("error[drifted-template]"),
            level == "deny",
            "{said}"
        );
        assert_eq!(
            said.contains("[drifted-template]"),
            level != "allow",
            "{said}"
        );
    }
    sandbox
        .run(&["check", "disk", "--deny-warnings"])
        .assert()
        .code(0);
}

#[test]
fn programs_are_told_of_drift_with_the_templates_path() {
    let sandbox = with_a_header();
    for (format, path) in [
        ("json", "\"file\":\"disk/templates/README.md.hbs\""),
        ("sarif", "\"uri\": \"disk/templates/README.md.hbs\""),
    ] {
        let run = sandbox
            .run(&["check", "disk", "--message-format", format])
            .assert()
            .code(0);
        let said = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        assert!(
            said.contains("drifted-template") && said.contains(path),
            "{said}"
        );
    }
}

#[test]
fn a_template_that_was_not_exported_is_not_warned_of() {
    let sandbox = with_templates();
    sandbox.remove(LOCK);
    sandbox.write(README, "mine\n");
    sandbox
        .run_in("disk", &["templates", "update"])
        .assert()
        .code(0);
    assert!(!sandbox.exists(LOCK));
    let run = sandbox.run(&["check", "disk"]).assert();
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(!said.contains("drifted"), "{said}");
}

#[test]
fn the_lock_of_the_folder_is_not_trusted() {
    let sandbox = with_a_header();
    let lock = sandbox.read(LOCK);
    for (from, to, code) in [
        ("path = \"README.md.hbs\"", "path = \"../../README.md\"", 1),
        ("generator = \"", "generator = \"9", 1),
        ("version = 1", "version = 9", 1),
    ] {
        sandbox.write(LOCK, lock.replacen(from, to, 1));
        let before = sandbox.snapshot();
        for arguments in [
            &["check"][..],
            &["templates", "update"],
            &["templates", "export", "clippy.toml"],
        ] {
            let run = sandbox.run_in("disk", arguments).assert().code(code);
            assert!(!run.get_output().stderr.is_empty());
        }
        assert_eq!(sandbox.snapshot(), before, "{to}");
    }
}

#[test]
fn a_run_that_was_cut_short_is_completed_by_the_next() {
    let sandbox = with_templates();
    let lock = sandbox.read(LOCK);
    sandbox
        .run_in("disk", &["templates", "export", "src/lib.rs"])
        .assert()
        .code(0);
    // As an export is left that had said what it was about to write.
    let making = format!("{}making = [\"src/lib.rs.hbs\"]\n", "");
    let journal = sandbox
        .read(LOCK)
        .replacen("\n[[file]]", &format!("{making}\n[[file]]"), 1);
    sandbox.write("disk/templates/.wmigen/journal", journal);
    sandbox.write(LOCK, lock);
    sandbox.write("disk/templates/src/lib.rs.hbs", "");
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(1)
        .stderr_eq(str![[r"
error: an earlier run was cut short
help: run `wmigen templates update --templates disk/templates` first: it resolves this

"]]);
    sandbox
        .run_in("disk", &["templates", "update", "--dry-run"])
        .assert()
        .code(1);
    sandbox
        .run_in("disk", &["templates", "update"])
        .assert()
        .code(0);
    let lib = BuiltIn::named("src/lib.rs").expect("a template").text;
    assert_eq!(sandbox.read("disk/templates/src/lib.rs.hbs"), lib);
    assert!(!sandbox.exists("disk/templates/.wmigen/journal"));
    sandbox
        .run(&["check", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![""]);
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
