//! `src/generated/<class>.rs` against the class of the spec.

use quote::ToTokens as _;
use serde_json::{Value as Json, json};
use syn::{Fields, Item, ItemStruct};

use crate::spec::{Class, Literal, Property};

use super::prose::{says, shown};
use super::rust::{Meanings, data, doc};

/// A generated file, taken apart.
pub struct ClassFile {
    /// The class's name in WMI.
    pub name: String,
    pub file: syn::File,
    schema: Json,
    meanings: Vec<Meanings>,
}

impl ClassFile {
    /// Reads the file; `None` if it is that of no class.
    pub fn read(text: &str) -> Option<Self> {
        let file = syn::parse_file(text).expect("Rust");
        let schema = file.items.iter().find_map(|item| match item {
            Item::Static(table) if table.ident == "SCHEMA" => Some(data(&table.expr)),
            _ => None,
        })?;
        let meanings = file.items.iter().filter_map(|item| match item {
            Item::Macro(called) => Some(called.mac.parse_body().expect("meanings")),
            _ => None,
        });
        Some(ClassFile {
            name: schema["name"].as_str().expect("a name").to_owned(),
            schema,
            meanings: meanings.collect(),
            file,
        })
    }

    /// Compares everything in the file that the spec decides.
    pub fn check(&self, written: &Class) {
        let mut head = vec![format!("The class `{}`.", self.name)];
        head.extend(says(written.description.as_ref()));
        assert_eq!(doc(&self.file.attrs), head);
        let mut structs = self.file.items.iter().filter_map(|item| match item {
            Item::Struct(of) => Some(of),
            _ => None,
        });
        let instance = structs.next().expect("the struct of an instance");
        let key = structs.next().expect("the struct of a key");
        if let Some(name) = &written.rust_name {
            let names = [&instance.ident, &key.ident].map(ToString::to_string);
            assert_eq!(names, [name.clone(), format!("{name}Key")]);
        }
        self.check_instance(instance, written);
        self.check_key(key, written);
        self.check_table(written);
        for (name, property) in &written.properties.0 {
            self.check_meanings(name, property);
        }
        self.check_defaults(instance, written);
    }

    fn check_instance(&self, of: &ItemStruct, written: &Class) {
        let properties = &written.properties.0;
        assert_eq!(of.fields.len(), properties.len());
        for (field, (name, property)) in of.fields.iter().zip(properties) {
            let key = if property.key { ", a key" } else { "" };
            let units = says(property.units.as_ref())
                .map_or(String::new(), |units| format!(", in {units}"));
            let description = says(property.description.as_ref());
            let description = description.map_or(String::new(), |text| format!(": {text}"));
            assert_eq!(
                doc(&field.attrs)[0],
                format!("`{name}`{key}{units}{description}")
            );
            check_identifier(field.ident.as_ref(), name, property);
            let value = self.value_type(name, property);
            let denied = property
                .denied
                .as_ref()
                .is_some_and(|denied| *denied != Literal::Boolean(false));
            let wanted = match (denied, property.key) {
                (true, _) => format!("Read<{value}>"),
                (false, true) => value,
                (false, false) => format!("Option<{value}>"),
            };
            assert_eq!(
                field.ty.to_token_stream().to_string().replace(' ', ""),
                wanted
            );
        }
    }

    fn check_key(&self, of: &ItemStruct, written: &Class) {
        let keys = written
            .properties
            .0
            .iter()
            .filter(|(_, property)| property.key);
        let Fields::Named(fields) = &of.fields else {
            panic!("a key without names");
        };
        let fields: Vec<_> = fields.named.iter().collect();
        let keys: Vec<_> = keys.collect();
        assert_eq!(fields.len(), keys.len());
        for (field, (name, property)) in fields.into_iter().zip(keys) {
            assert_eq!(doc(&field.attrs), [format!("`{name}`")]);
            check_identifier(field.ident.as_ref(), name, property);
            let of = field.ty.to_token_stream().to_string().replace(' ', "");
            assert_eq!(of, self.value_type(name, property));
        }
    }

    /// The Rust type of a property's values.
    fn value_type(&self, name: &str, property: &Property) -> String {
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
        self.meanings
            .iter()
            .find(|meanings| meanings.doc[0].ends_with(&ends))
    }

    fn check_table(&self, written: &Class) {
        let rows = self.schema["properties"].as_array().expect("a table");
        let properties = &written.properties.0;
        assert_eq!(rows.len(), properties.len());
        for (row, (name, property)) in rows.iter().zip(properties) {
            let mut head = row;
            let mut calls = Vec::new();
            while let Some((call, arguments)) = head.as_object().and_then(|row| row.iter().next())
                && let Some(call) = call.strip_prefix('.')
            {
                calls.push((call, arguments.get(1).cloned()));
                head = &arguments[0];
            }
            calls.reverse();
            let number =
                |call, number: Option<i128>| number.map(|number| (call, Some(json!(number))));
            let wanted: Vec<(&str, Option<Json>)> = [
                property.is_array().then_some(("array", None)),
                number("max_len", property.max_len.map(i128::from)),
                number("min", property.min),
                number("max", property.max),
                (property.not_finite.as_deref() == Some("fail"))
                    .then_some(("fail_if_not_finite", None)),
            ]
            .into_iter()
            .flatten()
            .collect();
            assert_eq!(calls, wanted, "{name}");
            let of = format!("CimType::{}", variant(property.element()));
            if property.key {
                assert_eq!(*head, json!({ "Property::key": [name, of] }));
            } else {
                let arguments = &head["Property::new"];
                assert_eq!((&arguments[0], &arguments[1]), (&json!(name), &json!(of)));
            }
        }
    }

    fn check_meanings(&self, name: &str, property: &Property) {
        let Some(meanings) = self.meanings_of(name) else {
            let listed = property
                .values
                .iter()
                .flatten()
                .any(|(value, _)| !is_range(property, value));
            assert!(
                !listed && property.bitmap.is_none(),
                "{name} has no type of its own"
            );
            return;
        };
        let is_text = property.element() == "string";
        let number = (!is_text).then(|| rust_type(property.element()).to_owned());
        assert_eq!(meanings.number, number);
        let mut wanted: Vec<(Vec<String>, Json)> = Vec::new();
        let mut ranges = Vec::new();
        for (value, meaning) in property.values.iter().flatten() {
            let meaning = says(Some(meaning));
            match value {
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
        for (bit, meaning) in property.bitmap.iter().flatten() {
            wanted.push((says(Some(meaning)).into_iter().collect(), json!(bit)));
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

fn is_range(property: &Property, value: &Literal) -> bool {
    property.element() != "string" && matches!(value, Literal::Text(_))
}

/// A field is the property's name in small letters, with underscores wherever, unless the spec chooses it.
fn check_identifier(field: Option<&syn::Ident>, name: &str, written: &Property) {
    let field = field.expect("a name").to_string();
    if let Some(chosen) = &written.rust_name {
        assert_eq!(field, *chosen);
        return;
    }
    let plain = field.trim_start_matches("r#").replace('_', "");
    assert_eq!(plain, name.replace('_', "").to_lowercase());
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
