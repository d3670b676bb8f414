//! Where further files lie in a crate whose classes and provider are known.

use super::*;

/// What is wrong with a further file for the classes of this crate.
fn in_crate(path: &str, each: &str, dir: &str) -> Vec<String> {
    in_crate_of("Lib", path, each, dir)
}

/// The same, of a provider of this name.
fn in_crate_of(provider: &str, path: &str, each: &str, dir: &str) -> Vec<String> {
    use crate::render::{MadeOf, outline};
    let front = extra(&format!(
        "owner = \"once\"\neach = \"{each}\"\npath = \"{path}\""
    ));
    let reading = read_here(&folder(&[("extra/x", &front)]));
    assert_eq!(reading.problems, []);
    let spec = "spec-version = 1\n[provider]\nname = \"Lib\"\nclsid = \"{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}\"\n\
                namespace = 'root\\Acme'\n[class.Build]\nrust-name = \"Build\"\noperations = [\"get\"]\n\
                properties.A = { type = \"string\", key = true }\n";
    let spec = spec.replace("\"Lib\"", &format!("\"{provider}\""));
    let provider = crate::lint::check(&spec).0.expect("a sound spec");
    let templates = reading.templates;
    let made_of = MadeOf {
        templates: &templates,
        ..MadeOf::spec(&provider)
    };
    let found = check_outline(&templates, &outline(None, made_of), dir, &[]);
    let told = found.into_iter().flat_map(|(source, problems)| {
        assert_eq!(source.name, "templates/extra/x");
        problems.into_iter().map(|problem| problem.message)
    });
    told.collect()
}

#[test]
fn what_a_class_s_name_leads_to_is_told() {
    assert_eq!(in_crate("docs/{module}.md", "class", "templates"), [""; 0]);
    for (path, each, word) in [
        ("{module}.rs", "class", "cargo runs it"),
        (
            "src/{snake_name}.rs",
            "provider",
            "wmigen makes `src/lib.rs` already",
        ),
        ("t/x/{module}.md", "class", "in the folder of the templates"),
    ] {
        let found = in_crate(path, each, "t/X");
        assert!(
            found.len() == 1 && found[0].contains(word),
            "{path}: {found:?}"
        );
    }
    let found = in_crate_of("Harness", "tests/{snake_name}/x.rs", "provider", "t");
    assert!(
        found[0].contains("`tests/harness/`, which is wmigen's"),
        "{found:?}"
    );
    let found = in_crate_of("Harness", "tests/{snake_name}.rs", "provider", "t");
    assert!(found[0].contains("the same module"), "{found:?}");
}
