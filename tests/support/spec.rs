//! A spec as a test reads it: the TOML and nothing else, so that what wmigen makes of a spec is held against what the
//! spec says, and not against what wmigen has understood.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

#[derive(Deserialize)]
pub struct Spec {
    pub provider: Provider,
    pub class: Named<Class>,
    #[serde(default)]
    pub locale: Named<Locale>,
}

#[derive(Deserialize)]
pub struct Provider {
    pub name: String,
    pub clsid: String,
    pub namespace: String,
    pub description: Option<String>,
    pub locale: Option<String>,
    #[serde(default)]
    pub hosting: Hosting,
}

#[derive(Default, Deserialize)]
pub struct Hosting {
    pub model: Option<String>,
    pub group: Option<String>,
    pub reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Class {
    pub kind: Option<String>,
    #[serde(default)]
    pub operations: Vec<String>,
    pub description: Option<String>,
    pub display_name: Option<String>,
    pub rust_name: Option<String>,
    #[serde(default)]
    pub qualifiers: Named<Literal>,
    #[serde(default)]
    pub properties: Named<Property>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Property {
    pub r#type: Option<String>,
    /// The class of an object, in the place of the type.
    pub object: Option<String>,
    #[serde(default)]
    pub key: bool,
    pub denied: Option<Literal>,
    pub description: Option<String>,
    pub display_name: Option<String>,
    pub rust_name: Option<String>,
    pub units: Option<String>,
    pub max_len: Option<u32>,
    pub min: Option<i128>,
    pub max: Option<i128>,
    pub not_finite: Option<String>,
    pub default: Option<Literal>,
    pub values: Option<Vec<(Literal, String)>>,
    pub bitmap: Option<Vec<(u32, String)>>,
    #[serde(default)]
    pub qualifiers: Named<Literal>,
}

#[derive(Deserialize)]
pub struct Locale {
    pub class: Named<LocalizedClass>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct LocalizedClass {
    pub description: Option<String>,
    pub display_name: Option<String>,
    #[serde(default)]
    pub properties: Named<LocalizedProperty>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct LocalizedProperty {
    pub description: Option<String>,
    pub display_name: Option<String>,
    pub units: Option<String>,
    pub values: Option<Vec<(Literal, String)>>,
    pub bitmap: Option<Vec<(u32, String)>>,
}

impl Class {
    /// Whether its instances are values of properties alone.
    pub fn is_embedded(&self) -> bool {
        self.kind.as_deref() == Some("embedded")
    }
}

impl Property {
    /// The type without the brackets of an array.
    pub fn element(&self) -> &str {
        match &self.object {
            Some(_) => "object",
            None => self.written().trim_end_matches("[]"),
        }
    }

    /// The class of its objects, without the brackets of an array; none where it has values.
    pub fn class(&self) -> Option<&str> {
        let object = self.object.as_deref();
        object.map(|object| object.trim_end_matches("[]"))
    }

    fn written(&self) -> &str {
        let written = self.r#type.as_ref().or(self.object.as_ref());
        written.expect("a type or an object")
    }

    /// Whether it is an array.
    pub fn is_array(&self) -> bool {
        self.written().ends_with("[]")
    }
}

/// A table whose keys are names, in the order of the text.
pub struct Named<T>(pub Vec<(String, T)>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named(Vec::new())
    }
}

impl<T> Named<T> {
    /// What has this name, in any case.
    pub fn get(&self, name: &str) -> Option<&T> {
        let same = |(there, _): &&(String, T)| there.eq_ignore_ascii_case(name);
        self.0.iter().find(same).map(|(_, value)| value)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Named<T>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a table")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Named(entries))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

/// A value whose type another key decides.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Boolean(bool),
    Integer(i128),
    Real(f64),
    Text(String),
    Array(Vec<Literal>),
    /// A qualifier with flavors.
    Table(Vec<(String, Literal)>),
}

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Literal;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_bool<E>(self, flag: bool) -> Result<Literal, E> {
                Ok(Literal::Boolean(flag))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Literal, E> {
                Ok(Literal::Integer(number.into()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Literal, E> {
                Ok(Literal::Integer(number.into()))
            }
            fn visit_i128<E>(self, number: i128) -> Result<Literal, E> {
                Ok(Literal::Integer(number))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Literal, E> {
                Ok(Literal::Real(number))
            }
            fn visit_str<E>(self, text: &str) -> Result<Literal, E> {
                Ok(Literal::Text(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Literal, A::Error> {
                let mut all = Vec::new();
                while let Some(item) = items.next_element()? {
                    all.push(item);
                }
                Ok(Literal::Array(all))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Literal, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Literal::Table(entries))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
