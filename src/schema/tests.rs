//! The schema's text and its limits, held against the list of keys.

use super::*;

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
        // A table that serves no key yet has no list of them.
        let members = object["properties"].as_object();
        let members = members.into_iter().flat_map(serde_json::Map::keys);
        let offered: std::collections::BTreeSet<_> = members.map(String::as_str).collect();
        assert_eq!(offered, table.served().collect(), "{}", table.name);
    }
}

#[test]
fn the_sentence_of_a_type_names_every_type() {
    let doc = crate::spec::keys::PROPERTY.key("type").expect("a key").doc;
    for row in crate::model::CimType::ALL.iter().map(|of| of.row()) {
        let named = doc.split(|c: char| !c.is_ascii_alphanumeric());
        assert!(
            named.into_iter().any(|word| word == row.word),
            "{}",
            row.word
        );
    }
}

/// What an editor offers of a class of the namespace is what wmigen takes there.
#[test]
fn what_makes_no_sense_of_an_external_class_is_not_offered() {
    let schema: serde_json::Value = serde_json::from_str(&text()).expect("JSON");
    for (table, refused) in REFUSED_OF_EXTERNALS {
        let offered = &schema["$defs"][slug_of_external(table)]["properties"];
        for key in *refused {
            assert!(table.key(key).is_some(), "{key}");
            assert!(offered.get(key).is_none(), "{key}");
        }
        assert!(offered.get("description").is_some());
        for key in *refused {
            let value = match *key {
                "denied" => "denied = true",
                "text" => "object = '*', text = 'mof'",
                _ => &format!("{key} = 'a'"),
            };
            let line = if table.name == keys::METHOD.name {
                format!("method.Go = {{ {value} }}")
            } else {
                let of = if *key == "text" {
                    ""
                } else {
                    "type = 'uint8', "
                };
                format!("properties.Size = {{ {of}{value} }}")
            };
            let spec = format!(
                "spec-version = 1\n[provider]\nname = 'Acme'\nnamespace = 'root'\n\
                 clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'\n[external.CIM_Base]\n{line}\n\
                 [class.Acme_A]\nsuperclass = 'CIM_Base'\noperations = ['get']\nproperties.K = {{ type = 'uint8', key = true }}\n"
            );
            let (_, found) = crate::lint::check(&spec);
            let refusals = found.iter().filter(|one| one.rule == "refused-key");
            assert_eq!(refusals.count(), 1, "{line}: {found:#?}");
        }
    }
}
