//! `src/generated/<class>.rs` against the class of the spec.

use std::collections::BTreeMap;

use quote::ToTokens as _;
use serde_json::{Value as Json, json};
use syn::{Fields, Item, ItemStruct};

use crate::spec::{Class, Literal, Property, Spec};

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
        Some(ClassFile {
            name: schema["name"].as_str().expect("a name").to_owned(),
            schema,
            meanings: meanings_in(&file),
            file,
        })
    }

    /// Takes the types of lists that properties name for those of the properties. The file has to have them, too.
    pub fn share(&mut self, written: &Class, lists: &[Meanings]) {
        for (name, property) in &written.properties.0 {
            let Some(list) = &property.list else { continue };
            let ends = format!(" `{list}`.").to_lowercase();
            let mut lists = lists.iter();
            let Some(list) = lists.find(|one| one.doc[0].to_lowercase().ends_with(&ends)) else {
                continue;
            };
            let of = format!("pub use super :: meanings :: {} ;", list.name);
            let mut items = self.file.items.iter();
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
            self.meanings.push(list);
        }
    }

    /// The struct of an instance.
    pub fn type_name(&self) -> String {
        let mut structs = self.file.items.iter().filter_map(|item| match item {
            Item::Struct(of) => Some(of.ident.to_string()),
            _ => None,
        });
        structs.next().expect("the struct of an instance")
    }

    /// Compares everything in the file that the spec decides; the structs of all classes have these paths.
    pub fn check(&self, written: &Class, spec: &Spec, types: &BTreeMap<String, String>) {
        let derives = written.superclass.as_ref();
        let derives =
            derives.map_or_else(String::new, |name| format!(", which derives from `{name}`"));
        let mut head = vec![format!("The class `{}`{derives}.", self.name)];
        head.extend(says(written.description.as_ref()));
        assert_eq!(doc(&self.file.attrs), head);
        let mut structs = self.file.items.iter().filter_map(|item| match item {
            Item::Struct(of) => Some(of),
            _ => None,
        });
        let instance = structs.next().expect("the struct of an instance");
        let has_key = !written.singleton && !written.is_embedded();
        let key = has_key.then(|| structs.next().expect("the struct of the key"));
        for (operation, end) in [("create", "New"), ("update", "Change")] {
            if written.operations.iter().any(|one| one == operation) {
                let of = structs.next().expect(operation);
                assert!(of.ident.to_string().ends_with(end), "{}", of.ident);
                check_written(of, written);
            }
        }
        assert!(structs.next().is_none(), "{}", self.name);
        if let Some(name) = &written.rust_name {
            let names = std::iter::once(instance).chain(key);
            let names: Vec<String> = names.map(|of| of.ident.to_string()).collect();
            let wanted = [name.clone(), format!("{name}Key")];
            assert_eq!(names, wanted[..names.len()]);
        }
        self.check_instance(instance, written, (spec, types));
        if let Some(key) = key {
            self.check_key(key, written);
        }
        assert_eq!(self.schema["singleton"], json!(written.singleton));
        self.check_table(written, spec);
        if !written.is_embedded() {
            self.check_constants(&instance.ident, written);
        }
        for (name, property) in &written.properties.0 {
            self.check_meanings(name, property);
        }
        self.check_defaults(instance, written);
    }

    fn check_instance(
        &self,
        of: &ItemStruct,
        written: &Class,
        (spec, types): (&Spec, &BTreeMap<String, String>),
    ) {
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
            if self.meanings_of(name).is_none() {
                check_notes(&doc(&field.attrs), property);
            }
            let value = match property.object_class() {
                None => self.value_type(name, property),
                Some(class) => object_type(property, class, (spec, types), field),
            };
            let denied = property
                .denied
                .as_ref()
                .is_some_and(|denied| *denied != Literal::Boolean(false))
                || property.access.is_some();
            let wanted = match (denied, property.key || property.required) {
                (true, _) => format!("Read<{value}>"),
                (false, true) => value,
                (false, false) => format!("Option<{value}>"),
            };
            assert_eq!(type_of(field), wanted);
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
            assert_eq!(type_of(field), self.value_type(name, property));
        }
    }

    /// Each property but the keys has a constant, in order, by which code asks whether a client wants it.
    fn check_constants(&self, instance: &syn::Ident, written: &Class) {
        let blocks = self.file.items.iter().filter_map(|item| match item {
            Item::Impl(block) if block.trait_.is_none() => Some(block),
            _ => None,
        });
        let own = blocks
            .filter(|block| block.self_ty.to_token_stream().to_string() == *instance.to_string());
        let constants = own
            .flat_map(|block| &block.items)
            .filter_map(|item| match item {
                syn::ImplItem::Const(constant) => {
                    Some((constant.ident.to_string(), data(&constant.expr)))
                }
                _ => None,
            });
        let constants: Vec<(String, Json)> = constants.collect();
        let properties = written.properties.0.iter();
        let asked: Vec<_> = properties.filter(|(_, property)| !property.key).collect();
        assert_eq!(constants.len(), asked.len());
        for ((constant, value), (name, property)) in constants.into_iter().zip(asked) {
            assert_eq!(constant, constant.to_uppercase());
            // A keyword is an identifier here, as it is in capitals.
            let field = quote::format_ident!("{}", constant.to_lowercase());
            check_identifier(Some(&field), name, property);
            assert_eq!(value, json!({ "PropertyId::new": [self.name, name] }));
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

    fn check_table(&self, written: &Class, spec: &Spec) {
        let rows = self.schema["properties"].as_array().expect("a table");
        let properties = &written.properties.0;
        assert_eq!(rows.len(), properties.len());
        let rule = self.schema["policy"].get("access");
        assert_eq!(rule.is_some(), written.access.is_some(), "{rule:?}");
        let mut operations = written.operations.iter();
        let takes_values = operations.any(|one| ["create", "update"].contains(&one.as_str()));
        for (row, (name, property)) in rows.iter().zip(properties) {
            let mut head = row;
            let mut calls = Vec::new();
            while let Some((call, arguments)) = head.as_object().and_then(|row| row.iter().next())
                && let Some(call) = call.strip_prefix('.')
            {
                // Which rule it is, the file of the rules says.
                let argument = arguments.get(1).filter(|_| call != "access");
                calls.push((call, argument.cloned()));
                head = &arguments[0];
            }
            calls.reverse();
            let number =
                |call, number: Option<i128>| number.map(|number| (call, Some(json!(number))));
            let is_required_real = property.required && property.element().starts_with("real");
            let text = property.text.as_deref().map(|form| match form {
                "mof" => "mof_text",
                _ => "xml_text",
            });
            let wanted: Vec<(&str, Option<Json>)> = [
                text.map(|call| (call, None)),
                property.access.is_some().then_some(("access", None)),
                (property.required && !property.key).then_some(("required", None)),
                (property.write && takes_values).then_some(("writable", None)),
                property.is_array().then_some(("array", None)),
                number("max_items", property.max_items().map(i128::from)),
                number("max_len", property.max_len.map(i128::from)),
                number("min", property.min),
                number("max", property.max),
                (property.not_finite.as_deref() == Some("fail") || is_required_real)
                    .then_some(("fail_if_not_finite", None)),
            ]
            .into_iter()
            .flatten()
            .collect();
            assert_eq!(calls, wanted, "{name}");
            let of = format!("CimType::{}", variant(property.element()));
            if property.element() == "reference" {
                let call = if property.key {
                    "key_reference"
                } else {
                    "reference"
                };
                let arguments = &head[format!("Property::{call}")];
                assert_eq!(arguments[0], json!(name));
                let class = property.class().map_or(json!(null), |class| json!(class));
                let target = arguments[1]["class"].as_str().map(str::to_lowercase);
                assert_eq!(json!(target), json!(class.as_str().map(str::to_lowercase)));
            } else if let Some(class) = property.object_class() {
                let of = match (class, spec.is_any(class)) {
                    ("*", _) => "Property::any_object",
                    (_, true) => "Property::below",
                    (_, false) => "Property::object",
                };
                assert_eq!(head[of][0], json!(name), "{head}");
                if of == "Property::below" {
                    assert_eq!(head[of][1], json!(spec.declared(class)));
                }
            } else if property.key {
                assert_eq!(*head, json!({ "Property::key": [name, of] }));
            } else {
                let arguments = &head["Property::new"];
                assert_eq!((&arguments[0], &arguments[1]), (&json!(name), &json!(of)));
            }
        }
    }

    fn check_meanings(&self, name: &str, property: &Property) {
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

/// The types that values with meanings make in a file.
pub fn meanings_in(file: &syn::File) -> Vec<Meanings> {
    let meanings = file.items.iter().filter_map(|item| match item {
        Item::Macro(called) => Some(called.mac.parse_body().expect("meanings")),
        _ => None,
    });
    meanings.collect()
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
fn check_identifier(field: Option<&syn::Ident>, name: &str, written: &Property) {
    let field = field.expect("a name").to_string();
    if let Some(chosen) = &written.rust_name {
        assert_eq!(field, *chosen);
        return;
    }
    let plain = field.trim_start_matches("r#").replace('_', "");
    assert_eq!(plain, name.replace('_', "").to_lowercase());
}

/// The type of a field. One that is a class's key in a reference is a path to whoever does not look so closely.
fn type_of(field: &syn::Field) -> String {
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

/// What clients write: a field for each key of a new instance, and for each property that they may write.
fn check_written(of: &ItemStruct, written: &Class) {
    let is_new = of.ident.to_string().ends_with("New");
    let properties = written.properties.0.iter();
    let properties: Vec<_> = properties
        .filter(|(_, one)| one.write || (is_new && one.key))
        .collect();
    assert_eq!(of.fields.len(), properties.len(), "{}", of.ident);
    for (field, (name, property)) in of.fields.iter().zip(properties) {
        check_identifier(field.ident.as_ref(), name, property);
        let of = &field.ty;
        let of = of.to_token_stream().to_string();
        let first = of.split(' ').next().unwrap_or_default();
        match (is_new, property.required && !property.key) {
            (false, _) => assert_eq!(first, "Change"),
            (true, false) => assert_eq!(first, "Option"),
            (true, true) => assert_ne!(first, "Option"),
        }
    }
}
