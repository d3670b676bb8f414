//! wmigen's own templates, with schemas that are made of real data.

use crate::lint;
use crate::render::check::{Checked, check};
use crate::render::context::{self, ProviderContext, StarterContext, TypeOfProvider};
use crate::render::files::{self, Each};
use crate::render::{parts, registry::wrapped};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use uuid::Uuid;

const SPECS: [&str; 3] = [
    include_str!("../../../../tests/cases/disk/wmigen.toml"),
    include_str!("../../../../tests/cases/computers/wmigen.toml"),
    include_str!("../../../../tests/cases/every-type/wmigen.toml"),
];

/// The data of each template that is no part of another, of all specs.
fn data() -> BTreeMap<&'static str, Vec<Value>> {
    let mut all: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let [disk, others @ ..] = SPECS;
    let hosting = "hosting = { model = \"LocalSystemHost\", reason = \"Its registers.\" }";
    let lines = disk.lines().map(|line| match line.split(' ').next() {
        Some("hosting") => hosting,
        Some("client") => "client = { level = \"delegate\" }",
        _ => line,
    });
    let system = lines.collect::<Vec<_>>().join("\n") + "\n[lints]\ndelegate-level = \"allow\"\n";
    for spec in [disk, &system].into_iter().chain(others) {
        let provider = lint::check(spec).0.unwrap();
        let context = ProviderContext::new(&provider);
        let languages = context::localizations(&provider, &context);
        let parts = parts::parts(&provider, &[]);
        for name in files::templates_for(Each::Crate) {
            let data = context::of_crate(name, &provider, &context, &languages, &parts).unwrap();
            all.entry(name).or_default().push(data.data().clone());
        }
        for name in files::templates_for(Each::Class) {
            for class in &provider.classes {
                let data = context::of_class(name, class, TypeOfProvider::new(&provider)).unwrap();
                all.entry(name).or_default().push(data.data().clone());
            }
        }
    }
    let starter = wrapped(&StarterContext::new("Acme", Uuid::nil())).unwrap();
    all.entry(files::STARTER)
        .or_default()
        .push(starter.data().clone());
    all
}

/// A schema of these values, as narrow as they are; `None` if nothing is known.
fn schema(values: &[&Value]) -> Value {
    let there: Vec<&Value> = values
        .iter()
        .copied()
        .filter(|value| !value.is_null())
        .collect();
    let of = match there.first() {
        // What is not known: no spec here has it.
        None | Some(Value::Null) => return json!({ "type": ["string", "null"] }),
        Some(Value::Bool(_)) => json!({ "type": "boolean" }),
        Some(Value::Number(_)) => json!({ "type": "number" }),
        Some(Value::String(_))
            if there
                .iter()
                .all(|value| files::parts().any(|(part, _)| *value == part)) =>
        {
            json!({ "enum": there })
        }
        Some(Value::String(_)) => json!({ "type": "string" }),
        Some(Value::Array(_)) => {
            let items: Vec<&Value> = there
                .iter()
                .filter_map(|list| list.as_array())
                .flatten()
                .collect();
            json!({ "type": "array", "items": schema(&items) })
        }
        Some(Value::Object(first)) => {
            let properties: Map<String, Value> = first
                .keys()
                .map(|name| {
                    let values: Vec<&Value> = there.iter().map(|group| &group[name]).collect();
                    (name.clone(), schema(&values))
                })
                .collect();
            let required: Vec<&String> = first.keys().collect();
            json!({ "type": "object", "properties": properties, "required": required })
        }
    };
    if there.len() == values.len() {
        of
    } else {
        json!({ "anyOf": [of, { "type": "null" }] })
    }
}

#[test]
fn every_template_of_ours_passes() {
    let partial = |name: &str| {
        let part = files::parts().find(|(part, _)| *part == name);
        part.map(|(_, text)| text)
    };
    let names: Vec<&str> = files::parts().map(|(name, _)| name).collect();
    let all = data();
    assert!(all.len() > 12, "{:?}", all.keys());
    let mut took = Duration::ZERO;
    for (name, values) in &all {
        let schema = schema(&values.iter().collect::<Vec<_>>());
        let text = files::templates()
            .find(|(template, _)| template == name)
            .unwrap()
            .1;
        let start = Instant::now();
        let faults = check(&Checked { name, text }, &schema, &partial, &names);
        took += start.elapsed();
        assert_eq!(faults, [], "{name}\n{text}");
        // As many as there are names: each tag is looked at.
        let slip = text.replacen("{{name}}", "{{nmae}}", 1);
        if slip != text {
            let faults = check(&Checked { name, text: &slip }, &schema, &partial, &names);
            assert_eq!(faults.len(), 1, "{name} {faults:#?}");
        }
    }
    // Built for tests, and on a machine that is slow; it takes some milliseconds.
    assert!(took < Duration::from_secs(2), "{took:?}");
}
