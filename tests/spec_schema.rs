//! The JSON Schema of the spec: that it is one, and that it agrees with the reader. It may be milder, since a schema
//! cannot say everything; it may never refuse what wmigen takes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;
use wmigen::model::{LOCALE_PATTERN, NAME_PATTERN, provider_name_problem};
use wmigen::schema::{self, slug};
use wmigen::spec::keys::{Shape, TABLES};

fn schema() -> Value {
    serde_json::from_str(&schema::text()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

/// A TOML text as the JSON that a schema sees; none if it is no TOML.
fn json(text: &str) -> Option<Value> {
    serde_json::to_value(text.parse::<toml::Table>().ok()?).ok()
}

fn is_toml(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "toml")
}

/// The files whose names are wanted, below a folder of the tests.
fn files(folder: &str, wanted: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests")
            .join(folder),
        wanted,
        &mut found,
    );
    assert!(!found.is_empty(), "{folder}");
    found
}

fn collect(folder: &Path, wanted: &dyn Fn(&str) -> bool, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, wanted, found);
        } else if wanted(path.file_name().unwrap().to_str().unwrap()) {
            found.push(path);
        }
    }
}

#[test]
fn it_is_a_schema_of_draft_2020_12() {
    let schema = schema();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert!(
        jsonschema::meta::validate(&schema).is_ok(),
        "{:?}",
        jsonschema::meta::validate(&schema)
    );
}

#[test]
fn it_takes_what_wmigen_takes() {
    let validator = validator();
    let specs = files("cases", &|name| name == "wmigen.toml")
        .into_iter()
        .chain(files("specs", &|name| is_toml(name)))
        .chain(files("diagnostics", &|name| {
            name.starts_with("good") && is_toml(name)
        }));
    let mut taken = 0;
    for path in specs {
        let text = fs::read_to_string(&path).unwrap();
        // Writing `false` for what wmigen never does is taken, and yet nothing that an editor should offer.
        if wmigen::lint::check(&text).0.is_none() || text.contains("admin-first = false") {
            continue;
        }
        let errors: Vec<_> = json(&text)
            .iter()
            .flat_map(|json| {
                validator
                    .iter_errors(json)
                    .map(|error| error.to_string())
                    .collect::<Vec<_>>()
            })
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        taken += 1;
    }
    assert!(taken > 20, "only {taken} specs were taken");
}

/// What an editor must not let pass: these rules are about keys and their values alone.
#[test]
fn it_refuses_what_a_schema_can_see() {
    let validator = validator();
    for rule in [
        "class-without-operation",
        "duplicate-operation",
        "invalid-clsid",
        "missing-key",
        "not-served-yet",
        "refused-client-level",
        "refused-hosting-model",
        "refused-key",
        "unknown-key",
        "unknown-value",
        "unsupported-spec-version",
        "wrong-type",
    ] {
        let broken = |name: &str| name.starts_with("bad") && is_toml(name);
        for path in files(&format!("diagnostics/{rule}"), &broken) {
            // An integer that TOML has no room for gets no further than the editor's own TOML.
            let Some(json) = json(&fs::read_to_string(&path).unwrap()) else {
                continue;
            };
            assert!(!validator.is_valid(&json), "{}", path.display());
        }
    }
}

/// Of numbers it sees those whose bounds are always the same.
#[test]
fn it_refuses_numbers_that_no_spec_may_have() {
    let validator = validator();
    let mut spec = json(include_str!("specs/awkward-names.toml")).unwrap();
    assert!(validator.is_valid(&spec));
    for (most, taken) in [(0, false), (1, true), (1_000_000, true), (1_000_001, false)] {
        spec["access-denied"]["held-instances-max"] = most.into();
        assert_eq!(validator.is_valid(&spec), taken, "{most}");
    }
}

/// Each key's example is valid where it belongs, and so is what is given as its default.
#[test]
fn its_examples_and_defaults_are_valid() {
    let schema = schema();
    let mut examples = 0;
    for table in TABLES {
        let object = match slug(table).as_str() {
            "spec" => &schema,
            slug => &schema["$defs"][slug],
        };
        // A table that serves no key yet has none.
        for (key, member) in object["properties"].as_object().into_iter().flatten() {
            // A part of the schema refers to other parts of it.
            let mut alone = member.clone();
            alone["$defs"] = schema["$defs"].clone();
            let validator = jsonschema::draft202012::new(&alone).unwrap();
            let written = member["examples"].as_array().into_iter().flatten();
            for value in written.chain(member.get("default")) {
                assert!(validator.is_valid(value), "{} {key}: {value}", table.name);
                examples += 1;
            }
            let shape = table.key(key).unwrap().shape().unwrap();
            let is_head = matches!(shape, Shape::Table(..) | Shape::Named(..))
                && shape.example().starts_with('[');
            // Nobody should have the CLSID of an example.
            let is_form = *key == "clsid";
            assert_eq!(
                member.get("examples").is_none(),
                is_head || is_form,
                "{} {key}",
                table.name
            );
        }
    }
    assert!(examples > TABLES.len(), "{examples}");
}

/// Whether a pattern of the schema matches a text.
fn matches(pattern: &str, text: &str) -> bool {
    let schema = serde_json::json!({ "pattern": pattern });
    jsonschema::is_valid(&schema, &text.into())
}

/// The pattern of names is that of the names which the model takes.
#[test]
fn its_names_are_those_of_wmi() {
    let longest = "a".repeat(195);
    let names = [
        "", "A", "1", "_A", "A_", "__A", "A1", "A_b", "Ab_1", "A b", "Ä", "A.b", &longest,
    ];
    for name in names {
        let taken = provider_name_problem(name).is_none();
        assert_eq!(matches(NAME_PATTERN, name), taken, "{name}");
    }
    assert!(matches(NAME_PATTERN, &"a".repeat(255)));
    assert!(!matches(NAME_PATTERN, &"a".repeat(256)));
}

/// It takes the CLSIDs that the model takes, and no others.
#[test]
fn its_clsids_are_those_of_com() {
    let validator = validator();
    let spec = include_str!("specs/awkward-names.toml");
    let mut json = json(spec).unwrap();
    let own = json["provider"]["clsid"].as_str().unwrap().to_owned();
    let bare = own.trim_matches(['{', '}']).to_owned();
    for (clsid, taken) in [
        (own.clone(), true),
        (own.to_uppercase(), true),
        (bare.clone(), false),
        (format!("({bare})"), false),
        (own.replace('-', ""), false),
        (format!(" {own}"), false),
        (own.replace(&bare[..1], "g"), false),
        ("{00000000-0000-0000-0000-000000000000}".to_owned(), false),
        (String::new(), false),
    ] {
        json["provider"]["clsid"] = clsid.clone().into();
        assert_eq!(validator.is_valid(&json), taken, "{clsid}");
        let text = spec.replace(&own, &clsid);
        assert_eq!(wmigen::lint::check(&text).0.is_some(), taken, "{clsid}");
    }
}

/// The pattern of locales takes every locale that the model takes.
#[test]
fn its_locales_are_those_of_wmi() {
    for (name, taken) in [
        ("MS_409", true),
        ("ms_40c", true),
        ("MS_", false),
        ("MS_40G", false),
        ("de-DE", false),
    ] {
        assert_eq!(matches(LOCALE_PATTERN, name), taken, "{name}");
        let spec = include_str!("cases/new/wmigen.toml");
        let spec = spec.replacen("[provider]", &format!("[provider]\nlocale = '{name}'"), 1);
        assert_eq!(wmigen::lint::check(&spec).0.is_some(), taken, "{name}");
    }
}
