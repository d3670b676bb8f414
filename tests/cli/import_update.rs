//! `wmigen import --update`: histories of a spec that is imported, edited by hand, and imported again after its MOF has changed.

use crate::sandbox::Sandbox;

const MOF: &str = r#"#pragma namespace("\\\\.\\root\\Acme")
[dynamic, provider("AcmeStorage"), Description("A disk.")]
class Acme_Disk
{
    [key] string Name;
    [units("bytes")] uint32 Size;
    string Label;
};
[dynamic, provider("AcmeStorage")]
class Acme_Fan { [key] uint32 Number; };
"#;

/// A folder with the MOF and the spec that it makes.
fn imported() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("acme.mof", MOF);
    sandbox
        .run(&["import", "acme.mof", "-o", "wmigen.toml"])
        .assert()
        .code(0);
    sandbox
}

fn change(sandbox: &Sandbox, file: &str, changes: &[(&str, &str)]) {
    let mut text = sandbox.read(file);
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from} once in {text}");
        text = text.replace(from, to);
    }
    sandbox.write(file, text);
}

/// What an update says, and its exit status.
fn update(sandbox: &Sandbox, more: &[&str]) -> (String, Option<i32>) {
    let arguments = [&["import", "--update", "acme.mof"], more].concat();
    let output = sandbox.run(&arguments).output().expect("wmigen runs");
    let said = [output.stdout, output.stderr].concat();
    (
        String::from_utf8_lossy(&said).into_owned(),
        output.status.code(),
    )
}

#[test]
fn what_is_changed_by_hand_stays_and_the_rest_follows_the_mof() {
    let sandbox = imported();
    let before = sandbox.read("wmigen.toml");
    change(
        &sandbox,
        "wmigen.toml",
        &[
            (
                "Label = { type = \"string\" }",
                "# Shown to all.\nLabel = { type = \"string\", denied = \"null\" }",
            ),
            (
                "description = \"A disk.\"",
                "description = \"A disk of ours.\"",
            ),
        ],
    );
    let by_hand = sandbox.read("wmigen.toml");
    change(
        &sandbox,
        "acme.mof",
        &[
            ("uint32 Size", "uint64 Size"),
            (
                "string Label;",
                "[maxlen(32)] string Label;\n    boolean Ready;",
            ),
            (
                "[dynamic, provider(\"AcmeStorage\")]\nclass Acme_Fan { [key] uint32 Number; };\n",
                "[dynamic, provider(\"AcmeStorage\")]\nclass Acme_Lamp { [key] string Name; };\n",
            ),
        ],
    );
    // Nothing is written to look at it.
    let (said, _) = update(&sandbox, &["--diff"]);
    assert!(said.contains("+Ready = { type = \"boolean\" }"), "{said}");
    assert_eq!(sandbox.read("wmigen.toml"), by_hand);
    let (said, status) = update(&sandbox, &[]);
    assert_eq!(status, Some(0), "{said}");
    for expected in [
        "changed `class.Acme_Disk.properties.Size.type`",
        "added `class.Acme_Disk.properties.Label.max-len`",
        "added `class.Acme_Disk.properties.Ready`",
        "removed `class.Acme_Fan`",
        "added `class.Acme_Lamp`",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let merged = sandbox.read("wmigen.toml");
    for line in [
        "# Shown to all.",
        "Label = { type = \"string\", max-len = 32, denied = \"null\" }",
        "description = \"A disk of ours.\"",
        "Size = { type = \"uint64\", units = \"bytes\" }",
        "Ready = { type = \"boolean\" }",
        "[class.Acme_Lamp]",
    ] {
        assert!(merged.lines().any(|one| one == line), "{line}: {merged}");
    }
    assert!(!merged.contains("Acme_Fan"), "{merged}");
    // The fresh CLSID of the first import is that of the provider.
    let clsid = |text: &str| {
        text.lines()
            .find(|line| line.starts_with("clsid"))
            .map(str::to_owned)
    };
    assert_eq!(clsid(&merged), clsid(&before));
    assert_eq!(sandbox.read(".wmigen/backup/1/wmigen.toml"), by_hand);
    let (said, status) = update(&sandbox, &[]);
    assert_eq!((status, sandbox.read("wmigen.toml")), (Some(0), merged));
    assert!(said.contains("has all changes of the MOF"), "{said}");
}

#[test]
fn what_both_changed_is_told_with_its_line() {
    let sandbox = imported();
    change(
        &sandbox,
        "wmigen.toml",
        &[("\"uint32\", units", "\"sint64\", units")],
    );
    change(&sandbox, "acme.mof", &[("uint32 Size", "uint64 Size")]);
    let by_hand = sandbox.read("wmigen.toml");
    let line = 1 + by_hand
        .lines()
        .position(|line| line.starts_with("Size"))
        .expect("a line");
    let (said, status) = update(&sandbox, &[]);
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains("`class.Acme_Disk.properties.Size.type` is not what the MOF says"),
        "{said}"
    );
    assert!(said.contains(&format!("wmigen.toml:{line}:")), "{said}");
    assert!(said.contains("the MOF says `\"uint64\"`"), "{said}");
    assert_eq!(sandbox.read("wmigen.toml"), by_hand);
}

#[test]
fn a_spec_that_was_not_imported_gets_what_it_lacks() {
    let sandbox = Sandbox::new();
    sandbox.write("acme.mof", MOF);
    let mine = "spec-version = 1\n\n[provider]\nname = \"AcmeStorage\"\nclsid = \"{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}\"\nnamespace = 'root\\Acme'\n\n\
                [class.Acme_Disk]\noperations = [\"get\"]\n\n[class.Acme_Disk.properties]\nName = { type = \"string\", key = true } # mine\nOwn = { type = \"string\" }\n";
    sandbox.write("wmigen.toml", mine);
    let (said, status) = update(&sandbox, &[]);
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains("is not known, so that nothing in it is changed or removed"),
        "{said}"
    );
    assert!(
        said.contains("`class.Acme_Disk.operations` is not what the MOF says"),
        "{said}"
    );
    let merged = sandbox.read("wmigen.toml");
    for line in mine.lines() {
        assert!(merged.lines().any(|one| one == line), "{line}: {merged}");
    }
    assert!(merged.contains("[class.Acme_Fan]"), "{merged}");
    // What was imported is known from now on.
    let (said, status) = update(&sandbox, &[]);
    assert_eq!(status, Some(0), "{said}");
}

#[test]
fn the_spec_of_a_crate_is_updated_from_anywhere_in_it() {
    let sandbox = Sandbox::new();
    sandbox.write("crate/mof/acme.mof", MOF);
    sandbox
        .run(&["new", "disk", "--from-mof", "crate/mof/acme.mof"])
        .assert()
        .code(0);
    sandbox.write(
        "disk/mof/own.mof",
        MOF.replace("string Label", "boolean Label"),
    );
    sandbox
        .run_in("disk/src", &["import", "--update", "../mof/own.mof"])
        .assert()
        .code(0);
    let merged = sandbox.read("disk/wmigen.toml");
    assert!(
        merged.contains("Label = { type = \"boolean\" }"),
        "{merged}"
    );
    assert!(merged.starts_with("#:schema"), "{merged}");
    // What the import was is no stranger in the crate.
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert!(sandbox.exists("disk/.wmigen/base/import/wmigen.toml"));
    sandbox.run(&["check", "disk"]).assert().code(0);
}

#[test]
fn a_spec_brings_its_import_into_its_crate() {
    let sandbox = imported();
    sandbox
        .run(&["new", "disk", "--spec", "wmigen.toml"])
        .assert()
        .code(0);
    change(&sandbox, "acme.mof", &[("uint32 Size", "uint64 Size")]);
    let (said, status) = update(&sandbox, &["-o", "disk/wmigen.toml"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(
        said.contains("changed `class.Acme_Disk.properties.Size.type`"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_updated_is_told_and_left() {
    let sandbox = imported();
    let before = sandbox.read("wmigen.toml");
    change(&sandbox, "acme.mof", &[("uint32 Size", "uint64 Size")]);
    let conflict = "<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\n";
    for (spec, expected, status) in [
        (format!("{before}wrong = \n"), "wmigen.toml:", 1),
        (format!("{before}{conflict}"), "conflict", 1),
        (before.replace('N', "\0"), "wmigen.toml", 1),
    ] {
        sandbox.write("wmigen.toml", &spec);
        let (said, found) = update(&sandbox, &[]);
        assert_eq!(found, Some(status), "{said}");
        assert!(said.contains(expected), "{expected}: {said}");
        assert!(said.contains("nothing was written"), "{said}");
        assert_eq!(sandbox.read("wmigen.toml"), spec);
    }
    sandbox.remove("wmigen.toml");
    let (said, found) = update(&sandbox, &["-o", "wmigen.toml"]);
    assert_eq!(found, Some(2), "{said}");
    assert!(said.contains("there is no wmigen.toml to update"), "{said}");
    sandbox.write("wmigen.toml", &before);
    sandbox.write("acme.mof", "class A { uint8 B\n};\n");
    let (said, found) = update(&sandbox, &[]);
    assert_eq!(found, Some(1), "{said}");
    assert_eq!(sandbox.read("wmigen.toml"), before);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    let sandbox = imported();
    std::os::unix::fs::symlink(sandbox.path("wmigen.toml"), sandbox.path("link.toml"))
        .expect("a link");
    let (said, status) = update(&sandbox, &["-o", "link.toml"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("is a symbolic link"), "{said}");
}
