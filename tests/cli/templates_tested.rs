//! `wmigen templates test` of a folder of templates: which folder it is, what is kept of what it makes, and what is wrong
//! with it.

use std::fs;

use snapbox::str;

use crate::sandbox::{DISK, Sandbox};

/// A folder of templates with an override, a partial, and further files, and a case.
fn with_templates() -> Sandbox {
    let sandbox = Sandbox::new();
    let further = |each: &str, owner: &str| format!("+++\nowner = \"{owner}\"\n{each}+++\n");
    for (path, text) in [
        (
            "README.md.hbs",
            "{{> partials/head}}\n# {{md provider.name}}\n",
        ),
        ("partials/head.hbs", "Acme's.\n"),
        ("clippy.toml", "# Acme's.\n"),
    ] {
        sandbox.write(&format!("acme/{path}"), text);
    }
    let once = further("", "once") + "Acme.\n";
    sandbox.write("acme/extra/LICENSE", once);
    let of_class = further("each = \"class\"\n", "generated") + "# {{md class.name}}\n";
    sandbox.write("acme/extra/docs/{module}.md.hbs", of_class);
    sandbox.write("acme/tests/disk/wmigen.toml", DISK);
    sandbox
}

#[test]
fn a_folder_of_templates_has_its_cases_and_what_is_its_own_is_kept() {
    let sandbox = with_templates();
    let kept = [
        ("README.md", "Acme's.\n# AcmeStorage\n"),
        ("clippy.toml", "# Acme's.\n"),
        ("LICENSE", "Acme.\n"),
        ("docs/acme_disk.md", "# Acme_Disk\n"),
    ];
    sandbox
        .run(&["templates", "test", "acme", "--accept"])
        .assert()
        .code(0);
    for (path, text) in kept {
        let path = format!("acme/tests/disk/expected/{path}");
        assert_eq!(sandbox.read(&path).replace('\\', ""), text, "{path}");
    }
    // A change of a template is seen where it arrives.
    sandbox.write("acme/partials/head.hbs", "Ours.\n");
    for (folder, arguments) in [
        ("", &["acme"][..]),
        ("acme", &[]),
        ("acme", &["--cases", "tests"]),
    ] {
        sandbox
            .run_in(folder, &[&["templates", "test"], arguments].concat())
            .assert()
            .code(1)
            .stdout_eq(str![[r"
changed    disk/expected/README.md
--- a/disk/expected/README.md
+++ b/disk/expected/README.md
@@ -1,2 +1,2 @@
-Acme's.
+Ours.
...
"]]);
    }
    // One of wmigen's is back when the override is gone, and all that is the same in every crate goes.
    sandbox.remove("acme/clippy.toml");
    sandbox
        .run(&["templates", "test", "acme"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
changed    disk/expected/README.md
surplus    disk/expected/clippy.toml
...
"]]);
}

#[test]
fn the_templates_of_the_crate_around_are_tested_unless_others_are_named() {
    let sandbox = with_templates();
    sandbox
        .run(&["templates", "test", "acme", "--accept"])
        .assert()
        .code(0);
    sandbox.write(
        "crate/wmigen.toml",
        format!(
            "[templates]\ndir = \"../acme\"\n\n{}",
            DISK.replace("spec-version = 1\n", "")
        ),
    );
    fs::create_dir(sandbox.path(".git")).expect("a folder");
    let spec = sandbox.read("crate/wmigen.toml");
    sandbox.write("crate/wmigen.toml", format!("spec-version = 1\n{spec}"));
    sandbox
        .run_in("crate", &["templates", "test"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
1 case is as expected

"]]);
    // Elsewhere it is not to be trusted, unless it is named.
    fs::remove_dir(sandbox.path(".git")).expect("a folder");
    let run = sandbox
        .run_in("crate", &["templates", "test"])
        .assert()
        .code(1);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("error[templates-folder]"), "{said}");
    sandbox
        .run_in("crate", &["templates", "test", "../acme/"])
        .assert()
        .code(0);
    sandbox.write("none/file", "");
    sandbox
        .run_in("none", &["templates", "test"])
        .assert()
        .code(2)
        .stderr_eq(str![[r"
error: there is no folder of templates here; name one, or the folder of the cases with `--cases DIR`

"]]);
    sandbox
        .run(&["templates", "test", "nowhere", "--cases", "acme/tests"])
        .assert()
        .code(2)
        .stderr_eq(str![[r"
error: there is no folder of templates nowhere

"]]);
}

/// A case may name the folder that it is in, and no other.
#[test]
fn the_templates_that_a_case_names_are_those_that_are_tested() {
    let sandbox = with_templates();
    let case = "acme/tests/disk/wmigen.toml";
    let naming =
        |dir: &str| DISK.replacen("\n[", &format!("\n[templates]\ndir = \"{dir}\"\n\n["), 1);
    let accept = ["templates", "test", "acme", "--accept"];
    for dir in ["../../../acme", "../.."] {
        sandbox.write(case, naming(dir));
        sandbox.run(&accept).assert().code(0);
    }
    sandbox.write(case, naming("../../.."));
    sandbox.run(&accept).assert().code(1);
    sandbox.write(case, naming("../../../other"));
    sandbox
        .run(&["templates", "test", "acme"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
failed     disk: its spec names the templates in [..]other, which are not those that are tested

"]]);
}

#[test]
fn what_is_wrong_with_templates_is_told_at_its_place() {
    let sandbox = with_templates();
    sandbox.write("acme/README.md.hbs", "{{md provider.nmae}}\n");
    sandbox.write("acme/READNE.md.hbs", "");
    let run = sandbox
        .run(&["templates", "test", "acme"])
        .assert()
        .code(1)
        .stdout_eq(str![""]);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("error[template-path]"), "{said}");
    assert!(
        said.ends_with("error: the templates have errors\n"),
        "{said}"
    );
    sandbox.remove("acme/READNE.md.hbs");
    let run = sandbox.run(&["templates", "test", "acme"]).assert().code(1);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("error[template-name]"), "{said}");
    assert!(said.contains("--> acme/README.md.hbs:1:6"), "{said}");
}

/// What a tool obeys by itself is made where the spec of a case allows it.
#[test]
fn a_sensitive_path_needs_to_be_named_in_a_case() {
    let sandbox = with_templates();
    sandbox.write(
        "acme/extra/build.rs",
        "+++\nowner = \"generated\"\n+++\nfn main() {}\n",
    );
    let run = sandbox
        .run(&["templates", "test", "acme", "--accept"])
        .assert()
        .code(1);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("build.rs"), "{said}");
    let allowing = "\n[templates]\ndir = \"../..\"\nallow = [\"build.rs\"]\n\n[";
    sandbox.write(
        "acme/tests/disk/wmigen.toml",
        DISK.replacen("\n[", allowing, 1),
    );
    sandbox
        .run(&["templates", "test", "acme", "--accept"])
        .assert()
        .code(0);
    assert!(sandbox.exists("acme/tests/disk/expected/build.rs"));
}

/// Only a class of this name lies where another file is.
#[test]
fn what_is_in_the_way_because_of_a_spec_is_told_of_that_case() {
    let sandbox = with_templates();
    sandbox.write(
        "acme/extra/docs/{module}",
        "+++\nowner = \"generated\"\neach = \"class\"\npath = \"tests/{module}.rs\"\n+++\n",
    );
    let spec = DISK.replace("Acme_Disk", "Data");
    sandbox.write("acme/tests/data/wmigen.toml", spec);
    let run = sandbox
        .run(&["templates", "test", "acme"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
failed     data: a further template makes a file where it may not
missing    disk/expected (nothing is kept yet)

"]]);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("error[template-path]"), "{said}");
}

#[cfg(unix)]
#[test]
fn cases_are_not_looked_for_behind_a_link() {
    use std::os::unix::fs::symlink;
    let sandbox = with_templates();
    fs::rename(sandbox.path("acme/tests"), sandbox.path("elsewhere")).expect("a folder");
    symlink(sandbox.path("elsewhere"), sandbox.path("acme/tests")).expect("a link");
    let accept = ["templates", "test", "acme", "--accept"];
    let run = sandbox.run(&accept).assert().code(2);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("acme/tests is a symbolic link"), "{said}");
    assert!(!sandbox.exists("elsewhere/disk/expected"));
}
