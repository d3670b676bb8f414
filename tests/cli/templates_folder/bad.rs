//! Folders that cannot be used: all that is wrong is told in one run, and nothing is written.

use std::fs;

use super::{extra, said, with_templates};

#[test]
fn everything_that_is_wrong_is_told_in_one_run() {
    let sandbox = with_templates(&[
        (
            "README.md.hbs",
            "# {{provider.name}}\n{{#if provider.description}}\n",
        ),
        ("clippy.toml", "# one\n"),
        ("clippy.toml.hbs", "# two\n"),
        ("LIESMICH.md", ""),
        ("templates.toml", "context-version = 9\n"),
        ("src/lib.rs.hbs/x", ""),
        ("extra/1", &extra("owner = \"once\"\npath = \"a/b\"")),
        ("extra/2", &extra("owner = \"once\"\npath = \"A/B\"")),
        ("extra/3", &extra("owner = \"once\"\npath = \"README.md\"")),
        (
            "extra/4",
            &extra("owner = \"once\"\npath = \"../../etc/passwd\""),
        ),
        ("extra/5", &extra("owner = \"once\"\npath = \"build.rs\"")),
        ("extra/6", "no front matter\n"),
        (
            "extra/7",
            &extra("owner = true\neach = 1\npath = []\nwhat = \"?\""),
        ),
        ("docs/access-denied.md.hbs", "{{> partials/a}}"),
        ("partials/a.hbs", "{{> partials/b}}"),
        ("partials/b.hbs", "{{> partials/a}}"),
    ]);
    sandbox.write("disk/templates/.gitignore", b"\xff\n");
    let large = fs::File::create(sandbox.path("disk/templates/src/classes.rs.hbs"));
    large
        .expect("a file")
        .set_len(50 * 1024 * 1024)
        .expect("a large file");
    let before = sandbox.snapshot();
    for verb in ["check", "generate", "update", "prune"] {
        let told = said(&sandbox, &[verb, "disk"], 1);
        for (place, word) in [
            ("README.md.hbs:2:1", "never closed"),
            ("clippy.toml.hbs:1:1", "are one template"),
            ("LIESMICH.md:1:1", "in the place of"),
            ("templates.toml:1:19", "version 9"),
            ("src/lib.rs.hbs:1:1", "a folder where a file belongs"),
            ("extra/2:3:8", "makes `A/B` already"),
            ("extra/3:3:8", "makes `README.md` already"),
            ("extra/4:3:8", "`.` or `..`"),
            ("extra/5:3:8", "cargo runs it"),
            ("extra/6:1:1", "begins with front matter"),
            ("extra/7:2:9", "`owner` is a string"),
            ("extra/7:3:8", "`each` is a string"),
            ("extra/7:4:8", "`path` is a string"),
            ("extra/7:5:1", "`what` is no key"),
            (".gitignore:1:1", "0xFF"),
            ("src/classes.rs.hbs:1:1", "larger than 1 MiB"),
            ("partials/b.hbs:1:5", "includes itself"),
        ] {
            let found = told.contains(&format!("disk/templates/{place}\n")) && told.contains(word);
            assert!(found, "{verb}, {place}, {word}: {told}");
        }
        assert!(
            told.contains("the templates in disk/templates have 17 errors"),
            "{told}"
        );
        assert!(sandbox.snapshot() == before, "{verb} has written");
    }
}

#[test]
fn programs_are_told_as_people_are() {
    let sandbox = with_templates(&[("READNE.md.hbs", "")]);
    let run = sandbox
        .run(&["check", "disk", "--message-format", "json"])
        .assert()
        .code(1);
    let stdout = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    let first: serde_json::Value =
        serde_json::from_str(stdout.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["rule"], "template-path");
    assert!(stdout.contains("disk/templates/READNE.md.hbs"), "{stdout}");
    let run = sandbox
        .run(&["check", "disk", "--message-format", "sarif"])
        .assert()
        .code(1);
    let log = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    let log: serde_json::Value = serde_json::from_str(&log).expect("JSON");
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "template-path");
}

/// What a path comes to be with the names of the spec in it is looked at as well.
#[test]
fn names_of_the_spec_may_not_lead_to_another_s_path() {
    let sandbox = with_templates(&[
        (
            "extra/1",
            &extra("owner = \"once\"\neach = \"class\"\npath = \"src/{module}.rs\""),
        ),
        (
            "extra/2",
            &extra("owner = \"generated\"\npath = \"src/acme_disk.rs\""),
        ),
    ]);
    let before = sandbox.snapshot();
    let told = said(&sandbox, &["generate", "disk"], 1);
    assert!(told.contains("disk/templates/extra/2:3:8"), "{told}");
    assert!(
        told.contains("`extra/1` makes `src/acme_disk.rs` already"),
        "{told}"
    );
    assert!(sandbox.snapshot() == before);
    sandbox.remove("disk/templates/extra/2");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.edit_spec(
        "[class.Acme_Disk]\n",
        "[class.Acme_Disk]\nrust-name = \"Lib\"\n",
    );
    let told = said(&sandbox, &["generate", "disk"], 1);
    assert!(told.contains("wmigen makes `src/lib.rs` already"), "{told}");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let sandbox = with_templates(&[("partials/a.hbs", "")]);
    sandbox.write("secret", "top secret\n");
    let link = sandbox.path("disk/templates/README.md");
    std::os::unix::fs::symlink(sandbox.path("secret"), &link).expect("a link");
    let told = said(&sandbox, &["generate", "disk"], 1);
    assert!(
        told.contains("error[template-file]: it is a link"),
        "{told}"
    );
    assert!(!told.contains("top secret"), "{told}");
    let ring = sandbox.path("disk/templates/partials/ring");
    std::os::unix::fs::symlink("..", ring).expect("a link");
    assert!(said(&sandbox, &["check", "disk"], 1).contains("templates/partials/ring"));
}
