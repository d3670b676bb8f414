use super::*;
use crate::render::{Each, Extra, OwnTemplates, Ownership};

#[test]
fn nothing_is_wrong_with_wmigens_templates() {
    assert_eq!(Templates::builtin().faults_of(true), []);
}

/// Each rule that is broken in these files, with the file and the text at the place.
fn broken(files: &[(&str, &str)]) -> Vec<(String, &'static str, String)> {
    let own = |(path, text): &(&str, &str)| OwnFile {
        path: (*path).to_owned(),
        shown: (*path).to_owned(),
        text: (*text).to_owned(),
        start: text.rfind("+++\n").map_or(0, |end| end + 4),
    };
    let (extras, files): (Vec<_>, Vec<_>) = files
        .iter()
        .map(own)
        .partition(|file| file.path.starts_with("extra/"));
    let extras = extras.into_iter().map(|file| Extra {
        path: file.name().to_owned(),
        file,
        each: Each::Class,
        ownership: Ownership::Generated,
    });
    let templates = Templates::with(OwnTemplates {
        files,
        extras: extras.collect(),
    });
    let faults = templates.faults().into_iter();
    let found = faults.flat_map(|(file, found)| {
        found.into_iter().map(|fault| {
            let place = file.text[fault.primary.span].to_owned();
            (file.path.clone(), fault.rule, place)
        })
    });
    found.collect()
}

#[test]
fn each_kind_of_fault_breaks_its_rule_at_its_place() {
    for (text, rule, place) in [
        (
            "{{#if provider.name}}",
            "template-syntax",
            "{{#if provider.name}}",
        ),
        ("{{provider.nmae}}", "template-name", "provider.nmae"),
        ("{{> partials/none}}", "template-name", "partials/none"),
        ("{{shout provider.name}}", "template-name", "shout"),
        (
            "{{provider.hosting_group}}",
            "template-null",
            "provider.hosting_group",
        ),
        (
            "{{#if provider.description}}{{provider.description}}{{/if}}",
            "unescaped-text",
            "provider.description",
        ),
        ("{{classes}}", "template-construct", "classes"),
    ] {
        let found = broken(&[("README.md.hbs", text)]);
        let expected = ("README.md.hbs".to_owned(), rule, place.to_owned());
        assert_eq!(found.first(), Some(&expected), "{text}");
    }
}

#[test]
fn a_part_is_checked_with_what_wmigens_templates_give_it() {
    assert_eq!(
        broken(&[("src/generated/property.hbs", "{{name}}{{@root.module}}\n")]),
        []
    );
    let found = broken(&[("src/generated/property.hbs", "{{module}}")]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(broken(&[("mof/class.hbs", "{{name}}")]), []);
    assert_eq!(broken(&[("mof/class.hbs", "{{module}}")]).len(), 1);
}

#[test]
fn a_partial_is_checked_wherever_it_is_included_and_once_if_nowhere() {
    let head = ("partials/head.hbs", "{{provider.name}}");
    assert_eq!(
        broken(&[head, ("README.md.hbs", "{{> partials/head}}")]),
        []
    );
    let found = broken(&[
        ("partials/head.hbs", "{{package}}"),
        ("README.md.hbs", "{{> partials/head}}"),
        ("src/lib.rs.hbs", "{{> partials/head}}"),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(broken(&[("partials/head.hbs", "{{#if")]).len(), 1);
    assert_eq!(broken(&[head]), []);
}

#[test]
fn the_place_in_an_extra_is_behind_its_front_matter() {
    let text = "+++\nowner = \"once\"\n+++\n{{class.nmae}}\n";
    let found = broken(&[("extra/{module}.md.hbs", text)]);
    let expected = (
        "extra/{module}.md.hbs".to_owned(),
        "template-name",
        "class.nmae".to_owned(),
    );
    assert_eq!(found, [expected]);
}

/// What breaks a rule in an extra with this ending.
fn broken_in(ending: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = format!("+++\nowner = \"once\"\n+++\n{text}\n");
    let found = broken(&[(&format!("extra/{{module}}.{ending}.hbs"), &text)]);
    let found = found.into_iter();
    found.map(|(_, rule, place)| (rule, place)).collect()
}

#[test]
fn code_stands_in_files_of_its_language_alone() {
    let in_rust = "{{#each class.properties}}{{with_key}}{{/each}}";
    assert_eq!(broken_in("rs", in_rust), []);
    for ending in ["ps1", "md", "txt", "toml"] {
        let expected = ("unescaped-text", "with_key".to_owned());
        assert_eq!(broken_in(ending, in_rust), [expected], "{ending}");
    }
    let notes = "{{#each class.properties}}{{#each notes}}\n/// {{this}}\n{{/each}}{{/each}}";
    assert_eq!(broken_in("rs", notes), []);
    assert_eq!(broken_in("md", notes), []);
    assert_eq!(broken_in("rs", &notes.replace("///", "")).len(), 1);
    // As any text, it can be escaped.
    let escaped = "{{#each class.properties}}{{ps_str with_key}}{{/each}}";
    assert_eq!(broken_in("ps1", escaped), []);
}

#[test]
fn a_helper_stands_in_files_that_it_escapes_for() {
    for (ending, text, is_right) in [
        ("rs", "const A: &str = {{rust_str provider.name}};", true),
        ("rs", "const A: &str = {{json_str provider.name}};", false),
        ("ps1", "$a = {{ps_str provider.name}}", true),
        ("ps1", "$a = {{json_str provider.name}}", false),
        ("yml", "a: {{json_str provider.name}}", true),
        ("sh", "a={{sh_str provider.name}}", true),
        ("wxs", "<a b=\"{{xml provider.name}}\"/>", true),
        ("md", "{{md provider.name}}", true),
        ("rs", "/// {{md provider.name}}", true),
        ("rs", "    //! {{doc provider.name}}", true),
        ("rs", "println!(\"{{doc provider.name}}\");", false),
        ("rs", "#[doc = \"{{md provider.name}}\"]", false),
        ("toml", "# {{md provider.name}}", true),
        ("toml", "a = \"{{md provider.name}}\"", false),
        ("md", "{{doc provider.name}}", false),
        (
            "txt",
            "{{md provider.name}} {{json_str provider.name}}",
            true,
        ),
    ] {
        let found = broken_in(ending, text);
        let rules: Vec<_> = found.iter().map(|(rule, _)| *rule).collect();
        let expected = if is_right {
            &[][..]
        } else {
            &["unescaped-text"]
        };
        assert_eq!(rules, expected, "{ending}: {text}");
    }
}

#[test]
fn what_is_taken_as_it_is_has_no_faults() {
    assert_eq!(broken(&[("README.md", "{{nothing}}")]), []);
}
