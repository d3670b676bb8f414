//! The spec's language as a JSON Schema, for editors that complete and check a spec while it is written.
//!
//! It is made of the list of keys that reading is driven by, and of what the model takes as their values, so that they
//! cannot come apart. What is not served is not in it: an editor shall not offer what wmigen refuses.

mod limits;
mod node;

use crate::model::{Choice as _, Level, NAME_PATTERN, REFUSED_OF_EXTERNALS, leveled_rules};
use crate::spec::keys::{self, Key, Shape, Status, TABLES, Table};
pub use limits::{Default, LIMITS, Limit, Values, limit};
use node::Node;

/// The name of the schema's file in a crate; the first line of a spec that `wmigen new` writes points to it.
pub const FILE: &str = "wmigen.schema.json";

/// The version of JSON Schema that the schema is written in.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The text of the schema, the same in every build of this version.
///
/// # Panics
/// If the list of keys has an example or a default that is not TOML, which the tests rule out.
pub fn text() -> String {
    let definitions = TABLES.iter().filter(|table| table.name != keys::SPEC.name);
    let schema = Node {
        dialect: Some(DIALECT),
        title: Some("wmigen.toml"),
        description: Some("The spec of a WMI provider, as wmigen reads it.".to_owned()),
        definitions: definitions
            .map(|table| (slug(table), object(table)))
            .chain(of_externals())
            .collect(),
        ..object(&keys::SPEC)
    };
    let text = serde_json::to_string_pretty(&schema).expect("a schema is expressible in JSON");
    text + "\n"
}

/// A table's name as one word: `class-name` of "`[class.NAME]`".
pub fn slug(table: &Table) -> String {
    let name = table
        .name
        .trim_start_matches("the ")
        .trim_start_matches("a ");
    let name = name
        .to_lowercase()
        .replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    name.trim_matches('-').to_owned()
}

/// The tables in those of classes that the namespace has already, where fewer keys make sense.
fn of_externals() -> impl Iterator<Item = (String, Node)> {
    REFUSED_OF_EXTERNALS.iter().map(|(table, refused)| {
        let mut node = object(table);
        node.properties.remove(refused);
        (slug_of_external(table), node)
    })
}

fn slug_of_external(table: &Table) -> String {
    format!("external-{}", slug(table))
}

/// A table with fixed keys.
fn object(table: &'static Table) -> Node {
    let served = || {
        table
            .keys
            .iter()
            .filter_map(|key| Some((key, key.shape()?)))
    };
    // What another key or class may stand for is the model's to ask for.
    let required = served().filter(|(key, _)| matches!(key.status, Status::Required(_)));
    Node {
        properties: served()
            .map(|(key, shape)| (key.name.to_owned(), member(table, key, shape)))
            .collect(),
        required: required.map(|(key, _)| key.name).collect(),
        additional_properties: Some(false),
        ..Node::of(&["object"])
    }
}

/// The value of a key.
fn member(table: &Table, key: &Key, shape: &'static Shape) -> Node {
    let limit = limit(table, key.name);
    let values = limit.map_or(Values::Any, |limit| limit.values);
    let default = limit.and_then(|limit| limit.default.written());
    let default = default.map(|written| value("default", &format!("default = {written}")));
    let of_external = match shape {
        Shape::Named(inner, _) if table.name == keys::EXTERNAL.name => Some(*inner),
        _ => None,
    };
    let of_shape = match of_external {
        Some(inner) => named(inner, reference_to(&slug_of_external(inner))),
        None => of_shape(shape, values),
    };
    Node {
        description: Some(key.doc.to_owned()),
        default,
        examples: example(key, shape, values).into_iter().collect(),
        ..of_shape
    }
}

/// The values of a shape, limited as its key's are.
fn of_shape(shape: &'static Shape, values: Values) -> Node {
    match shape {
        Shape::String(_) => limited(Node::of(&["string"]), values),
        Shape::Strings(_) => limited(Node::array(Node::of(&["string"])), values),
        Shape::Integer(_) => limited(Node::of(&["integer"]), values),
        Shape::Boolean(_) => Node::of(&["boolean"]),
        Shape::BooleanOrString(_) => Node::any(vec![
            Node::of(&["boolean"]),
            limited(Node::of(&["string"]), values),
        ]),
        Shape::Literal(_) => literal(),
        Shape::Meanings(_) => Node::array(pair()),
        Shape::Values(_) => Node::any(lists()),
        Shape::ValuesOrName(_) => {
            let name = limited(Node::of(&["string"]), Values::Matching(NAME_PATTERN));
            Node::any(lists().into_iter().chain([name]).collect())
        }
        Shape::ByName(of, _) => by_name(NAME_PATTERN, of_shape(of, Values::Any)),
        Shape::Levels(_) => levels(),
        Shape::LiteralsOrTables(inner, _) => {
            named(inner, Node::any(vec![literal(), reference(inner)]))
        }
        Shape::Table(inner, _) => reference(inner),
        Shape::StringOrTable(inner, _) => Node::any(vec![
            limited(Node::of(&["string"]), values),
            reference(inner),
        ]),
        Shape::List(inner, _) => Node::array(reference(inner)),
        Shape::Named(inner, _) => named(inner, reference(inner)),
    }
}

fn limited(node: Node, values: Values) -> Node {
    match values {
        Values::Any => node,
        Values::OneOf(names) => Node {
            values: names(),
            ..node
        },
        Values::OneOfOr(names, pattern, _) => Node {
            any_of: vec![
                Node {
                    values: names(),
                    ..Node::default()
                },
                Node {
                    pattern: Some(pattern()),
                    ..Node::default()
                },
            ],
            ..node
        },
        Values::SomeOf(least, names) => Node {
            items: Some(Box::new(limited(
                Node::of(&["string"]),
                Values::OneOf(names),
            ))),
            min_items: Some(least),
            unique_items: Some(true),
            ..node
        },
        Values::AllMatching(pattern) => Node {
            items: Some(Box::new(limited(
                Node::of(&["string"]),
                Values::Matching(pattern),
            ))),
            unique_items: Some(true),
            ..node
        },
        Values::Between(least, most) => Node {
            minimum: Some(least),
            maximum: Some(most),
            ..node
        },
        Values::Matching(pattern) => Node {
            pattern: Some(pattern.to_owned()),
            ..node
        },
        Values::MatchingBut(pattern, excepted) => Node {
            pattern: Some(pattern.to_owned()),
            not: Some(Box::new(Node {
                only: Some(excepted),
                ..Node::default()
            })),
            ..node
        },
    }
}

/// A level for each warning.
fn levels() -> Node {
    let level = |explanation: &str| Node {
        description: Some(explanation.to_owned()),
        values: Level::names(),
        ..Node::of(&["string"])
    };
    Node {
        properties: leveled_rules()
            .map(|(rule, explanation)| (rule.to_owned(), level(explanation)))
            .collect(),
        additional_properties: Some(false),
        ..Node::of(&["object"])
    }
}

/// A value whose type another key decides.
fn literal() -> Node {
    const SCALARS: &[&str] = &["string", "number", "boolean"];
    Node::any(vec![Node::of(SCALARS), Node::array(Node::of(SCALARS))])
}

/// The types of values that can have a meaning.
const LISTED: &[&str] = &["integer", "string", "boolean"];

/// A value and its meaning.
fn pair() -> Node {
    Node {
        prefix_items: vec![Node::of(LISTED), Node::of(&["string"])],
        min_items: Some(2),
        max_items: Some(2),
        ..Node::of(&["array"])
    }
}

/// Values, with a meaning each or without any.
fn lists() -> Vec<Node> {
    vec![Node::array(pair()), Node::array(Node::of(LISTED))]
}

/// A table whose keys are names that the user chooses.
fn named(inner: &Table, value: Node) -> Node {
    by_name(limits::names(inner), value)
}

fn by_name(pattern: &str, value: Node) -> Node {
    Node {
        pattern_properties: std::iter::once((pattern.to_owned(), value)).collect(),
        additional_properties: Some(false),
        ..Node::of(&["object"])
    }
}

fn reference(table: &Table) -> Node {
    reference_to(&slug(table))
}

fn reference_to(slug: &str) -> Node {
    Node {
        reference: Some(format!("#/$defs/{slug}")),
        ..Node::default()
    }
}

/// A key's example, unless it is only the head of a table, or a form that is to be filled in, because nobody should have
/// the CLSID of an example.
fn example(key: &Key, shape: &Shape, values: Values) -> Option<toml::Value> {
    let example = shape.example();
    let is_form = matches!(values, Values::MatchingBut(..));
    (!example.starts_with('[') && !is_form).then(|| value(key.name, example))
}

/// What a line of a spec writes for a key.
fn value(key: &str, line: &str) -> toml::Value {
    let table: toml::Table = line.parse().expect("an example is TOML");
    table.get(key).expect("an example names its key").clone()
}

#[cfg(test)]
mod tests;
