//! The part of JSON Schema that describing a spec takes.
//!
//! Members are fields and lists of pairs rather than `serde_json`'s maps: whether those keep an order depends on a
//! feature that any other crate of the build may switch on, and the text must be the same in every build.

use serde::{Serialize, Serializer};

/// A schema. What is empty or absent is not written.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Node {
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub dialect: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(
        rename = "type",
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "one_or_many"
    )]
    pub types: Vec<&'static str>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<&'static str>,
    #[serde(rename = "const", skip_serializing_if = "Option::is_none")]
    pub only: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not: Option<Box<Node>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Node>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Node>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prefix_items: Vec<Node>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_items: Option<bool>,
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub properties: Members,
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub pattern_properties: Members,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_properties: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<toml::Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<toml::Value>,
    #[serde(rename = "$defs", skip_serializing_if = "Members::is_empty")]
    pub definitions: Members,
}

/// Schemas by name, in an order.
#[derive(Default)]
pub struct Members(Vec<(String, Node)>);

impl Members {
    /// Takes those of these names out.
    pub fn remove(&mut self, names: &[&str]) {
        self.0.retain(|(name, _)| !names.contains(&name.as_str()));
    }
}

impl Node {
    /// A value of one of these types.
    pub fn of(types: &[&'static str]) -> Self {
        Self {
            types: types.to_vec(),
            ..Self::default()
        }
    }

    /// A value that at least one of these describes.
    pub fn any(nodes: Vec<Node>) -> Self {
        Self {
            any_of: nodes,
            ..Self::default()
        }
    }

    /// An array of such elements.
    pub fn array(element: Node) -> Self {
        Self {
            items: Some(Box::new(element)),
            ..Self::of(&["array"])
        }
    }
}

impl Members {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, Node)> for Members {
    fn from_iter<I: IntoIterator<Item = (String, Node)>>(members: I) -> Self {
        Self(members.into_iter().collect())
    }
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, node)| (name, node)))
    }
}

/// A list of one as its only element, as people write schemas.
fn one_or_many<S: Serializer>(types: &[&'static str], serializer: S) -> Result<S::Ok, S::Error> {
    match types {
        [one] => one.serialize(serializer),
        many => many.serialize(serializer),
    }
}
