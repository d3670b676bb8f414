use super::*;
use crate::lint;
use crate::model::Provider;
use crate::render::{BuiltIn, MadeOf, context_data};
use serde_json::Map;

/// Two providers that have together all that templates are about.
fn providers() -> [Provider; 2] {
    let specs = [
        include_str!("../../../../tests/cases/every-type/wmigen.toml"),
        include_str!("../../../../tests/cases/store/wmigen.toml"),
    ];
    specs.map(|spec| lint::check(spec).0.expect("a sound spec"))
}

/// The data of a kind, for each class where it is about one.
fn data(providers: &[Provider], kind: Kind, name: &str) -> Vec<Value> {
    let of_provider = |provider| {
        let data = |class| context_data(MadeOf::spec(provider), kind, name, class);
        if !kind.is_of_class() {
            return vec![data(None).expect("data")];
        }
        let classes = provider.classes.iter();
        // A class need not serve the operation that a partial is about.
        classes.filter_map(|class| data(Some(class)).ok()).collect()
    };
    let all: Vec<_> = providers.iter().flat_map(of_provider).collect();
    assert!(!all.is_empty(), "{name}");
    all
}

/// What each template gets fits the schema of its kind.
#[test]
fn data_fits_its_schema() {
    let providers = providers();
    let named = BuiltIn::all().filter(|one| one.is_rendered());
    let named = named.map(|one| (Kind::of(one.name()), one.name()));
    let extras = [(Kind::Extra, "extra/a"), (Kind::ExtraOfClass, "extra/b")];
    let mut seen = Vec::new();
    for (kind, name) in named.chain(extras) {
        seen.push(kind);
        let validator = jsonschema::validator_for(&kind.schema()).expect("a schema");
        for data in data(&providers, kind, name) {
            let errors: Vec<_> = validator
                .iter_errors(&data)
                .map(|error| error.to_string())
                .collect();
            assert_eq!(errors, [""; 0], "{name}");
        }
    }
    for kind in Kind::ALL {
        assert!(seen.contains(kind), "no template gets {kind:?}");
    }
}

/// Every field that templates may name is in the schema with a sentence: nothing is there that nobody is told of.
#[test]
fn every_field_is_documented() {
    for kind in Kind::ALL {
        let schema = kind.schema();
        let defined = schema["$defs"].as_object().into_iter().flatten();
        for (name, object) in defined
            .map(|(name, object)| (name.as_str(), object))
            .chain([("root", &schema)])
        {
            for (field, described) in object["properties"].as_object().unwrap_or(&Map::new()) {
                let says = described["description"].as_str().unwrap_or_default();
                assert!(
                    says.ends_with(['.', ':', '`']) || says.contains('.'),
                    "{kind:?} {name}.{field}: {says:?}"
                );
            }
        }
    }
}

#[test]
fn a_text_of_the_spec_is_told_from_a_name() {
    let class = Kind::Class.schema();
    let text = |field: &str| {
        class["properties"][field]
            .to_string()
            .contains("\"format\":\"text\"")
    };
    assert!(text("description"));
    assert!(!text("name"));
}

#[test]
fn the_version_is_in_the_schema() {
    assert_eq!(Kind::Outline.schema()["x-context-version"], VERSION);
}
