//! `wmigen templates context`, and what is said of templates on which guarantees rest.

use serde_json::Value;
use snapbox::str;

use crate::sandbox::{DISK, Sandbox};

/// A crate in `disk` with templates of its own in `disk/templates`.
fn with_templates(files: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new();
    let spec = format!("{DISK}\n[templates]\ndir = \"templates\"\n");
    sandbox.write("disk/wmigen.toml", spec);
    for (path, text) in files {
        sandbox.write(&format!("disk/templates/{path}"), text);
    }
    sandbox
}

fn json(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let output = sandbox.run_in("disk", arguments).assert().code(0);
    let text = String::from_utf8(output.get_output().stdout.clone()).expect("UTF-8");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn data_and_schema_are_those_of_the_template() {
    let extra = "+++\nowner = \"generated\"\neach = \"class\"\n+++\n{{class.name}}\n";
    let sandbox = with_templates(&[("extra/docs/{module}.md.hbs", extra)]);
    let of = |arguments: &[&str]| json(&sandbox, &[&["templates", "context"], arguments].concat());
    assert_eq!(of(&[])["provider"]["name"], "AcmeStorage");
    let class = of(&["acme_disk"]);
    assert_eq!(class["name"], "Acme_Disk");
    // A text has no mark for whoever reads it.
    assert_eq!(class["description"], "A disk of the array.");
    let mof = of(&["Acme_Disk", "--template", "mof/class.hbs"]);
    assert!(
        mof["mof_qualifiers"]
            .as_str()
            .is_some_and(|list| list.starts_with("[dynamic"))
    );
    let extra = ["--template", "extra/docs/{module}.md"];
    let of_extra = of(&[&["Acme_Disk"], &extra[..]].concat());
    assert_eq!(of_extra["class"]["name"], "Acme_Disk");
    let schema = of(&[&extra[..], &["--schema"]].concat());
    assert_eq!(schema["title"], "a further file of each class");
    assert!(jsonschema::is_valid(&schema, &of_extra));
    assert!(!jsonschema::is_valid(&schema, &class));
}

#[test]
fn the_schema_of_wmigens_templates_needs_no_crate() {
    let sandbox = Sandbox::new();
    let arguments = [
        "templates",
        "context",
        "--schema",
        "--template",
        "README.md",
    ];
    let output = sandbox.run(&arguments).assert().code(0).stderr_eq("");
    let text = String::from_utf8(output.get_output().stdout.clone()).expect("UTF-8");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(schema["title"], "the crate in outline");
    assert_eq!(schema["x-context-version"], 0);
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let sandbox = with_templates(&[("partials/head.hbs", "")]);
    for (arguments, expected) in [
        (
            &["--template", "REDME.md"][..],
            "error: there is no template `REDME.md`; did you mean `README.md`?\n",
        ),
        (
            &["--template", "mof/class"],
            "error: mof/class is about one class: name `Acme_Disk`, as in `wmigen templates context Acme_Disk --template mof/class`\n",
        ),
        (
            &["Acme_Disc"],
            "error: the spec has no class `Acme_Disc`; did you mean `Acme_Disk`?\n",
        ),
        (
            &["Acme_Disk", "--template", "README.md"],
            "error: README.md is made once for the crate; leave `Acme_Disk` out\n",
        ),
        (
            &["--template", "mof/provider.mfl"],
            "error: there is no data for mof/provider.mfl: the spec has no texts in another language\n",
        ),
        (
            &["--template", "partials/head"],
            "error: partials/head gets what the template gets that includes it; name that one\n",
        ),
    ] {
        let arguments = [&["templates", "context"], arguments].concat();
        let run = sandbox.run_in("disk", &arguments);
        run.assert().code(2).stdout_eq("").stderr_eq(expected);
    }
}

/// `check`, `explain --policy` and the document name what is not wmigen's; a copy that nobody has changed is.
#[test]
fn what_guarantees_rest_on_is_named_where_it_is_not_wmigens() {
    let error = include_str!("../../templates/src/wmi/error.rs");
    let sandbox = with_templates(&[
        ("src/wmi/error.rs", error),
        (
            "mof/class.hbs",
            include_str!("../../templates/mof/class.hbs"),
        ),
        ("README.md.hbs", "# {{provider.name}}\n"),
    ]);
    sandbox.run_in("disk", &["generate"]).assert().code(0);
    sandbox
        .run_in("disk", &["check"])
        .assert()
        .code(0)
        .stderr_eq("");
    let document = "disk/docs/access-denied.md";
    assert!(!sandbox.read(document).contains("What is not wmigen's"));
    let own = "disk/templates/src/wmi/error.rs";
    sandbox.write(own, format!("{error}// The company's.\n"));
    sandbox.append("disk/templates/mof/class.hbs", "// The company's.\n");
    sandbox.run_in("disk", &["generate"]).assert().code(0);
    let told = str![[r"
not wmigen's: a part of mof/ by templates/mof/class.hbs (the classes and the registration)
not wmigen's: src/wmi/error.rs by templates/src/wmi/error.rs (the runtime: impersonation, policy, codes)
`wmigen test --conformance` holds the runtime of this crate to the promises of wmigen's; the rest is for you to review

"]];
    let check = sandbox.run_in("disk", &["check"]);
    check.assert().code(0).stdout_eq("").stderr_eq(told.clone());
    let explain = sandbox.run_in("disk", &["explain", "--policy"]);
    explain.assert().code(0).stderr_eq(told);
    let text = sandbox.read(document);
    for row in [
        "| mof/class.hbs | a part of mof/ | the classes and the registration |",
        "| src/wmi/error.rs | src/wmi/error.rs | the runtime: impersonation, policy, codes |",
    ] {
        assert!(text.contains(row), "{row}\n{text}");
    }
}

/// What the spec allows is told wherever it makes a file that a tool obeys by itself, in whatever case that is written.
#[test]
fn an_extra_that_a_tool_obeys_is_named() {
    let extra = "+++\nowner = \"once\"\n+++\n";
    let sandbox = with_templates(&[
        ("extra/.cargo/config.toml", extra),
        ("extra/SCRIPTS/evil.psm1", extra),
        ("extra/build.rs", extra),
        ("extra/docs/reviewers.md", extra),
        (
            "src/lib.rs.hbs",
            &format!(
                "{}// Mine.\n",
                include_str!("../../templates/src/lib.rs.hbs")
            ),
        ),
    ]);
    sandbox.append(
        "disk/wmigen.toml",
        "allow = [\".cargo/config.toml\", \"build.rs\"]\n",
    );
    sandbox.run_in("disk", &["generate"]).assert().code(0);
    let told = str![[r"
not wmigen's: src/lib.rs by templates/src/lib.rs.hbs (which runtime is used, and where the log goes)
not wmigen's: .cargo/config.toml by templates/extra/.cargo/config.toml (cargo runs what its configuration names in the place of compilers, linkers and tests)
not wmigen's: SCRIPTS/evil.psm1 by templates/extra/SCRIPTS/evil.psm1 (what is installed, and where)
not wmigen's: build.rs by templates/extra/build.rs (cargo runs it whenever the crate is built)
`wmigen test --conformance` holds the runtime of this crate to the promises of wmigen's; the rest is for you to review

"]];
    let check = sandbox.run_in("disk", &["check"]);
    check.assert().code(0).stdout_eq("").stderr_eq(told.clone());
    let explain = sandbox.run_in("disk", &["explain", "--policy"]);
    explain.assert().code(0).stderr_eq(told);
    let text = sandbox.read("disk/docs/access-denied.md");
    for row in [
        "| extra/SCRIPTS/evil.psm1 | SCRIPTS/evil.psm1 | what is installed, and where |",
        "| extra/build.rs | build.rs | cargo runs it whenever the crate is built |",
        "| src/lib.rs.hbs | src/lib.rs | which runtime is used, and where the log goes |",
    ] {
        assert!(text.contains(row), "{row}\n{text}");
    }
}
