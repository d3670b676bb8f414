//! What an import says of much MOF: in which order, how often, and no more than a person reads.

use crate::sandbox::Sandbox;

/// A class with a qualifier that no spec has, on a line of its own.
fn costly(number: usize) -> String {
    format!("[Costly] class Acme_Disk{number} {{ [key] string Name; }};\n")
}

fn sandbox(mof: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("a.mof", mof);
    sandbox
}

/// What wmigen says on stdout and stderr, and its exit status.
fn told(sandbox: &Sandbox, arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = sandbox.run(arguments).output().expect("wmigen runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let status = output.status.code();
    (text(&output.stdout), text(&output.stderr), status)
}

#[test]
fn what_is_so_of_many_names_is_shown_once_with_its_places() {
    let all: String = (1..=8).map(costly).collect();
    let sandbox = sandbox(&all);
    let import = ["import", "a.mof"];
    let (_, said, status) = told(&sandbox, &import);
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(said.matches("warning[mof-import]").count(), 1, "{said}");
    let summary = "and 7 more like it: a.mof:2, a.mof:3, a.mof:4, a.mof:5, a.mof:6, …\n";
    assert!(said.contains(summary), "{said}");
    assert!(said.contains("`--verbose` shows each of them"), "{said}");
    let (_, said, _) = told(&sandbox, &["import", "a.mof", "--verbose"]);
    assert_eq!(said.matches("warning[mof-import]").count(), 8, "{said}");
    assert!(!said.contains("more like it"), "{said}");
    let (records, _, _) = told(&sandbox, &["import", "a.mof", "--message-format", "json"]);
    assert_eq!(records.matches("\"mof-import\"").count(), 8, "{records}");
    let (_, said, _) = told(&sandbox, &["import", "a.mof", "--quiet"]);
    assert_eq!(said, "");
}

#[test]
fn all_places_are_listed_where_they_are_few() {
    let all: String = (1..=3).map(costly).collect();
    let (_, said, _) = told(&sandbox(&all), &["import", "a.mof"]);
    assert!(
        said.contains("and 2 more like it: a.mof:2, a.mof:3\n"),
        "{said}"
    );
    assert!(!said.contains("--verbose"), "{said}");
}

#[test]
fn what_the_spec_lacks_is_said_last() {
    let mof = format!("{}class Acme_Port : Acme_Base {{ }};\n", costly(1));
    let (_, said, status) = told(&sandbox(&mof), &["import", "a.mof", "-o", "x.toml"]);
    assert_eq!(status, Some(1), "{said}");
    let at = |words: &str| {
        said.find(words)
            .unwrap_or_else(|| panic!("{words}: {said}"))
    };
    assert!(at("`Costly`") < at("error[class-without-key]"), "{said}");
    assert!(at("error[class-without-key]") < at("the files do not say all"));
}

#[test]
fn a_class_that_is_declared_again_is_told_with_whether_it_says_the_same() {
    for (second, expected) in [
        (
            "class ACME_a { [KEY] string Name; }; // Again.",
            "already\n",
        ),
        (
            "class Acme_A { [key] uint8 Name; };",
            "already, and says something else\n",
        ),
        (
            "#pragma namespace(\"root/B\")\nclass Acme_A { [key] string Name; };",
            "already, in another namespace\n",
        ),
    ] {
        let mof = format!("class Acme_A {{ [key] string Name; }};\n{second}\n");
        let (spec, said, status) = told(&sandbox(&mof), &["import", "a.mof"]);
        assert_eq!(status, Some(0), "{said}");
        assert!(said.contains(expected), "{expected}: {said}");
        assert!(
            spec.contains("Name = { type = \"string\", key = true }"),
            "{spec}"
        );
    }
}

#[test]
fn an_abstract_class_below_one_with_instances_has_some() {
    let mof = "class Acme_A { [key] string Name; };\n[abstract] class Acme_B : Acme_A { };\n\
               [abstract] class Acme_C : Acme_B { };\n[abstract] class Acme_D { [key] string Name; };\n";
    let (spec, said, status) = told(&sandbox(mof), &["import", "a.mof"]);
    assert_eq!(status, Some(0), "{said}");
    let expected = "the class `Acme_B` is abstract, and derives from `Acme_A`, which has instances";
    assert!(said.contains(expected), "{said}");
    assert!(said.contains("and 1 more like it: a.mof:3"), "{said}");
    assert_eq!(spec.matches("abstract = true").count(), 1, "{spec}");
    assert_eq!(
        spec.matches("# The MOF has it as abstract").count(),
        2,
        "{spec}"
    );
}

#[test]
fn a_spec_that_would_be_too_large_to_read_is_not_written() {
    let values = ",\"a\"".repeat(1_300_000);
    let mof = format!("class Acme_A {{ [key, Values{{\"a\"{values}}}] uint32 Name; }};\n");
    let sandbox = sandbox(&mof);
    let (_, said, status) = told(&sandbox, &["import", "a.mof", "-o", "x.toml"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains("the spec would have more than 16 MiB"),
        "{said}"
    );
    assert!(!sandbox.path("x.toml").exists());
    let (_, said, status) = told(&sandbox, &["new", "crate", "--from-mof", "a.mof"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains("the spec would have more than 16 MiB"),
        "{said}"
    );
    assert!(!sandbox.path("crate").exists());
}
