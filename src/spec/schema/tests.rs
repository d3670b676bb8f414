//! What the schema says of values, held against the model that judges them, and its text against the list of keys.

use super::*;
use crate::model::{
    Choice, CimType, ClientLevel, EnumerationDenial, Flavor, HELD_BYTES_MAX_LIMIT,
    HELD_INSTANCES_MAX_LIMIT, HostingModel, NotFinite, ObjectDenial, Policy, PropertyDenial,
};
use crate::spec::keys::{ACCESS_DENIED, CLIENT, HOSTING, PROPERTY, QUALIFIER};

fn values(table: &Table, key: &str) -> Vec<&'static str> {
    match limit(table, key).map(|limit| limit.values) {
        Some(Values::OneOf(names) | Values::SomeOf(_, names)) => names.to_vec(),
        other => panic!("{key}: {other:?}"),
    }
}

fn names<T: Choice>() -> Vec<&'static str> {
    T::ALL.iter().map(|value| value.as_str()).collect()
}

fn default(table: &Table, key: &str) -> String {
    match limit(table, key).map(|limit| limit.default) {
        Some(Default::Value(written)) => written.trim_matches('"').to_owned(),
        other => panic!("{key}: {other:?}"),
    }
}

#[test]
fn limits_are_of_keys_that_are_served() {
    for limit in LIMITS {
        let key = limit.table.key(limit.key);
        assert!(
            key.is_some_and(|key| key.shape().is_some()),
            "{}",
            limit.key
        );
        let same = |other: &&Limit| other.key == limit.key && other.table.name == limit.table.name;
        assert_eq!(LIMITS.iter().filter(same).count(), 1, "{}", limit.key);
    }
}

#[test]
fn values_are_those_of_the_model() {
    assert_eq!(values(&HOSTING, "model"), names::<HostingModel>());
    assert_eq!(values(&CLIENT, "level"), names::<ClientLevel>());
    assert_eq!(values(&ACCESS_DENIED, "object"), names::<ObjectDenial>());
    assert_eq!(
        values(&ACCESS_DENIED, "property"),
        names::<PropertyDenial>()
    );
    assert_eq!(
        values(&ACCESS_DENIED, "enumeration"),
        names::<EnumerationDenial>()
    );
    assert_eq!(values(&PROPERTY, "denied"), names::<PropertyDenial>());
    assert_eq!(values(&PROPERTY, "not-finite"), names::<NotFinite>());
    assert_eq!(values(&QUALIFIER, "flavor"), names::<Flavor>());
    let types: Vec<_> = names::<CimType>()
        .iter()
        .flat_map(|name| [(*name).to_owned(), format!("{name}[]")])
        .collect();
    assert_eq!(values(&PROPERTY, "type"), types);
    for (key, largest) in [
        ("held-instances-max", HELD_INSTANCES_MAX_LIMIT),
        ("held-bytes-max", HELD_BYTES_MAX_LIMIT),
    ] {
        let most = limit(&ACCESS_DENIED, key).map(|limit| limit.values);
        assert!(
            matches!(most, Some(Values::Between(1, most)) if most == i64::from(largest)),
            "{key}"
        );
    }
}

#[test]
fn defaults_are_those_of_the_model() {
    let policy = Policy::default();
    assert_eq!(default(&ACCESS_DENIED, "object"), policy.object.as_str());
    assert_eq!(
        default(&ACCESS_DENIED, "property"),
        policy.property.as_str()
    );
    assert_eq!(
        default(&ACCESS_DENIED, "enumeration"),
        policy.enumeration.as_str()
    );
    for (key, most) in [
        ("held-instances-max", policy.held_instances_max),
        ("held-bytes-max", policy.held_bytes_max),
    ] {
        let written = default(&ACCESS_DENIED, key).replace('_', "");
        assert_eq!(written, most.to_string(), "{key}");
    }
    assert_eq!(default(&HOSTING, "model"), HostingModel::default().as_str());
    assert_eq!(default(&CLIENT, "level"), ClientLevel::default().as_str());
    assert_eq!(
        default(&PROPERTY, "not-finite"),
        NotFinite::default().as_str()
    );
}

#[test]
fn every_table_has_a_name_of_its_own_and_is_referred_to() {
    let text = text();
    let slugs: std::collections::BTreeSet<_> = TABLES.iter().map(|table| slug(table)).collect();
    assert_eq!(slugs.len(), TABLES.len());
    for slug in slugs.iter().filter(|slug| *slug != "spec") {
        assert!(
            text.contains(&format!("\"$ref\": \"#/$defs/{slug}\"")),
            "{slug}"
        );
    }
}

#[test]
fn what_is_not_served_is_not_offered() {
    let schema: serde_json::Value = serde_json::from_str(&text()).expect("JSON");
    for table in TABLES {
        let object = match slug(table).as_str() {
            "spec" => &schema,
            slug => &schema["$defs"][slug],
        };
        let members = object["properties"].as_object().expect("an object");
        let offered: std::collections::BTreeSet<_> = members.keys().map(String::as_str).collect();
        assert_eq!(offered, table.served().collect(), "{}", table.name);
    }
}
