//! The fields of generated structs, and the types of their values, against what is written of properties and parameters.

use std::collections::BTreeMap;

use quote::ToTokens as _;
use serde_json::{Value as Json, json};
use syn::Item;

use crate::spec::{Literal, Property, Spec};

use super::prose::{says, shown};
use super::rust::{Meanings, doc};

/// The types that the values of some fields have, which are named after the fields.
pub struct Types(pub Vec<Meanings>);

impl Types {
    /// Takes the types of lists that fields name for those of the fields. The file has to have them, too.
    pub fn share(&mut self, written: &[(String, Property)], lists: &[Meanings], file: &syn::File) {
        for (name, property) in written {
            let Some(list) = &property.list else { continue };
            let ends = format!(" `{list}`.").to_lowercase();
            let mut lists = lists.iter();
            let Some(list) = lists.find(|one| one.doc[0].to_lowercase().ends_with(&ends)) else {
                continue;
            };
            let of = format!("pub use super :: meanings :: {} ;", list.name);
            let mut items = file.items.iter();
            assert!(
                items.any(|item| item.to_token_stream().to_string() == of),
                "{of}"
            );
            let mut list = list.clone();
            let kind = if property.bitmap().is_some() {
                "bits"
            } else {
                "values"
            };
            assert!(list.doc[0].starts_with(&format!("The {kind} that the spec ")));
            list.doc[0] = format!("The {kind} of `{name}`.");
            self.0.push(list);
        }
    }

    /// Compares what is said of a field, and gives the type of its values.
    pub fn check_field(
        &self,
        field: &syn::Field,
        name: &str,
        property: &Property,
        (spec, types): (&Spec, &BTreeMap<String, String>),
    ) -> String {
        let key = if property.key { ", a key" } else { "" };
        let units =
            says(property.units.as_ref()).map_or(String::new(), |units| format!(", in {units}"));
        let description = says(property.description.as_ref());
        let description = description.map_or(String::new(), |text| format!(": {text}"));
        assert_eq!(
            doc(&field.attrs)[0],
            format!("`{name}`{key}{units}{description}")
        );
        check_identifier(field.ident.as_ref(), name, property);
        if self.meanings_of(name).is_none() {
            check_notes(&doc(&field.attrs), property);
        }
        match property.object_class() {
            None => self.value_type(name, property),
            Some(class) => object_type(property, class, (spec, types), field),
        }
    }

    /// The Rust type of a field's values.
    pub fn value_type(&self, name: &str, property: &Property) -> String {
        let element = match self.meanings_of(name) {
            Some(meanings) => meanings.name.as_str(),
            None => rust_type(property.element()),
        };
        if property.is_array() {
            format!("Vec<{element}>")
        } else {
            element.to_owned()
        }
    }

    pub fn meanings_of(&self, property: &str) -> Option<&Meanings> {
        let ends = format!(" `{property}`.");
        self.0
            .iter()
            .find(|meanings| meanings.doc[0].ends_with(&ends))
    }

    /// Compares the type of a field's values with those that are listed.
    pub fn check_meanings(&self, name: &str, property: &Property) {
        let Some(meanings) = self.meanings_of(name) else {
            let is_single =
                |value: &Literal| !is_range(property, value) && property.element() != "boolean";
            let mut values = property.values().into_iter().flatten();
            let listed = values.any(|one| is_single(one.value()));
            assert!(
                !listed && property.bitmap().is_none(),
                "{name} has no type of its own"
            );
            return;
        };
        let is_text = property.element() == "string";
        let number = (!is_text).then(|| rust_type(property.element()).to_owned());
        assert_eq!(meanings.number, number);
        let mut wanted: Vec<(Vec<String>, Json)> = Vec::new();
        let mut ranges = Vec::new();
        for one in property.in_mof(property.values().unwrap_or_default()) {
            let meaning = says(one.text());
            match one.value() {
                Literal::Text(range) if !is_text => {
                    let meaning = meaning.map_or(String::new(), |text| format!(": {text}"));
                    ranges.push(format!("`{range}`{meaning}"));
                }
                Literal::Text(text) => wanted.push((meaning.into_iter().collect(), json!(text))),
                Literal::Integer(number) => {
                    let number = number
                        .to_string()
                        .parse::<serde_json::Number>()
                        .expect("a number");
                    wanted.push((meaning.into_iter().collect(), Json::Number(number)));
                }
                other => panic!("{other:?} has a meaning"),
            }
        }
        for one in property.bitmap().into_iter().flatten() {
            let meaning = says(one.text()).into_iter();
            let Literal::Integer(bit) = one.value() else {
                panic!("a bit that is no number");
            };
            wanted.push((meaning.collect(), json!(bit)));
        }
        assert_eq!(
            meanings.doc[1..],
            ranges.iter().map(|range| shown(range)).collect::<Vec<_>>()
        );
        let entries = meanings.entries.iter();
        let made: Vec<_> = entries
            .map(|(doc, _, value)| (doc.clone(), value.clone()))
            .collect();
        assert_eq!(made, wanted, "{name}");
        let mut names: Vec<&str> = meanings
            .entries
            .iter()
            .map(|(_, name, _)| name.as_str())
            .collect();
        names.push("Unlisted");
        names.sort_unstable();
        names.dedup();
        assert_eq!(
            names.len(),
            wanted.len() + 1,
            "two values of {name} have one name"
        );
    }
}

/// The types that values with meanings make among these.
pub fn meanings_in(items: &[Item]) -> Vec<Meanings> {
    let meanings = items.iter().filter_map(|item| match item {
        Item::Macro(called) => Some(called.mac.parse_body().expect("meanings")),
        _ => None,
    });
    meanings.collect()
}

/// The type of objects, which may lie behind a pointer where there is one.
fn object_type(
    property: &Property,
    class: &str,
    (spec, types): (&Spec, &BTreeMap<String, String>),
    field: &syn::Field,
) -> String {
    let of = if spec.is_any(class) {
        "crate::wmi::AnyObject".to_owned()
    } else {
        types[&class.to_lowercase()].clone()
    };
    if property.is_array() {
        return format!("Vec<{of}>");
    }
    let written = field.ty.to_token_stream().to_string().replace(' ', "");
    if written.contains("Box<") {
        assert!(!spec.is_any(class), "{written}");
        format!("Box<{of}>")
    } else {
        of
    }
}

/// What values mean that have no type of their own is said of the field.
fn check_notes(notes: &[String], property: &Property) {
    for one in property.in_mof(property.values().unwrap_or_default()) {
        let of = match one.value() {
            Literal::Boolean(flag) => flag.to_string(),
            Literal::Text(range) => range.clone(),
            other => panic!("{other:?} has a type of its own"),
        };
        let text = says(one.text()).map(|text| format!(": {text}"));
        let note = format!("`{of}`{}", text.unwrap_or_default());
        assert!(notes.contains(&note), "{note} is not in {notes:?}");
    }
}

fn is_range(property: &Property, value: &Literal) -> bool {
    property.element() != "string" && matches!(value, Literal::Text(_))
}

/// A field is the property's name in small letters, with underscores wherever, unless the spec chooses it.
pub fn check_identifier(field: Option<&syn::Ident>, name: &str, written: &Property) {
    let field = field.expect("a name").to_string();
    if let Some(chosen) = &written.rust_name {
        assert_eq!(field, *chosen);
        return;
    }
    let plain = field.trim_start_matches("r#").replace('_', "");
    assert_eq!(plain, name.replace('_', "").to_lowercase());
}

/// The type of a field. One that is a class's key in a reference is a path to whoever does not look so closely.
pub fn type_of(field: &syn::Field) -> String {
    let written = field.ty.to_token_stream().to_string().replace(' ', "");
    match written.split_once("Reference<crate::generated::") {
        None => written,
        Some((before, rest)) => {
            let (key, after) = rest.split_once('>').expect("a key");
            assert!(key.ends_with("Key"), "{written}");
            format!("{before}ObjectPath{after}")
        }
    }
}

fn rust_type(cim_type: &str) -> &'static str {
    match cim_type {
        "boolean" => "bool",
        "uint8" => "u8",
        "uint16" => "u16",
        "uint32" => "u32",
        "uint64" => "u64",
        "sint8" => "i8",
        "sint16" => "i16",
        "sint32" => "i32",
        "sint64" => "i64",
        "real32" => "f32",
        "real64" => "f64",
        "char16" => "Char16",
        "string" => "String",
        "datetime" => "DateTime",
        "interval" => "Interval",
        "reference" => "ObjectPath",
        other => panic!("there is no type {other}"),
    }
}

/// The type as the runtime calls it.
pub fn variant(cim_type: &str) -> String {
    if cim_type == "datetime" {
        return "DateTime".to_owned();
    }
    let (first, rest) = cim_type.split_at(1);
    first.to_uppercase() + rest
}
