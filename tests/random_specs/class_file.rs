//! `src/generated/<class>.rs` against the class of the spec.

use std::collections::BTreeMap;

use quote::ToTokens as _;
use serde_json::{Value as Json, json};
use syn::{Fields, Item, ItemStruct};

use crate::spec::{Class, Literal, Method, Property, Spec};

use super::field_types::{Types, check_identifier, meanings_in, type_of, variant};
use super::method_file::{MethodFile, methods_in, of_class};
use super::prose::says;
use super::rust::{Meanings, data, doc};

/// A generated file, taken apart.
pub struct ClassFile {
    /// The class's name in WMI.
    pub name: String,
    pub file: syn::File,
    schema: Json,
    pub types: Types,
    methods: Vec<MethodFile>,
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
            types: Types(meanings_in(of_class(&file))),
            methods: methods_in(&file),
            file,
        })
    }

    /// Takes the types of lists that fields name for those of the fields. The file has to have them, too.
    pub fn share(&mut self, written: &Class, own: &[(String, Method)], lists: &[Meanings]) {
        self.types.share(&written.properties.0, lists, &self.file);
        for made in &mut self.methods {
            let (_, method) = own
                .iter()
                .find(|(name, _)| *name == made.name)
                .expect("a method");
            made.types.share(&method.named_fields(), lists, &self.file);
        }
    }

    /// The struct of an instance, where the class has some.
    pub fn type_name(&self) -> Option<String> {
        self.structs().next().map(|of| of.ident.to_string())
    }

    fn structs(&self) -> impl Iterator<Item = &ItemStruct> {
        of_class(&self.file).iter().filter_map(|item| match item {
            Item::Struct(of) => Some(of),
            _ => None,
        })
    }

    /// Compares everything in the file that the spec decides; the structs of all classes have these paths.
    pub fn check(
        &self,
        written: &Class,
        own: &[(String, Method)],
        spec: &Spec,
        types: &BTreeMap<String, String>,
    ) {
        let derives = written.superclass.as_ref();
        let derives =
            derives.map_or_else(String::new, |name| format!(", which derives from `{name}`"));
        let mut head = vec![format!("The class `{}`{derives}.", self.name)];
        head.extend(says(written.description.as_ref()));
        assert_eq!(doc(&self.file.attrs), head);
        assert_eq!(self.schema["singleton"], json!(written.singleton));
        self.check_table(written, spec);
        let mut structs = self.structs();
        let instance = structs.next();
        let has_instances = written.is_embedded() || !written.operations.is_empty();
        assert_eq!(instance.is_some(), has_instances, "{}", self.name);
        if let Some(instance) = instance {
            let has_key = !written.singleton && !written.is_embedded();
            let key = has_key.then(|| structs.next().expect("the struct of the key"));
            self.check_types(instance, key, written, (spec, types));
        }
        for (operation, end) in [("create", "New"), ("update", "Change")] {
            if written.operations.iter().any(|one| one == operation) {
                let of = structs.next().expect(operation);
                assert!(of.ident.to_string().ends_with(end), "{}", of.ident);
                check_written(of, written);
            }
        }
        assert!(structs.next().is_none(), "{}", self.name);
        for (name, property) in &written.properties.0 {
            self.types.check_meanings(name, property);
        }
        self.check_methods(own, (spec, types));
    }

    /// The types of instances and of their keys.
    fn check_types(
        &self,
        instance: &ItemStruct,
        key: Option<&ItemStruct>,
        written: &Class,
        known: (&Spec, &BTreeMap<String, String>),
    ) {
        if let Some(name) = &written.rust_name {
            let names = std::iter::once(instance).chain(key);
            let names: Vec<String> = names.map(|of| of.ident.to_string()).collect();
            let wanted = [name.clone(), format!("{name}Key")];
            assert_eq!(names, wanted[..names.len()]);
        }
        self.check_instance(instance, written, known);
        if let Some(key) = key {
            self.check_key(key, written);
        }
        if !written.is_embedded() {
            self.check_constants(&instance.ident, written);
        }
        self.check_defaults(instance, written);
    }

    /// The methods whose code is the class's, and the list of all that it has; `own` are those.
    fn check_methods(&self, own: &[(String, Method)], known: (&Spec, &BTreeMap<String, String>)) {
        let made: Vec<&String> = self.methods.iter().map(|method| &method.name).collect();
        let wanted: Vec<&String> = own.iter().map(|(name, _)| name).collect();
        assert_eq!(made, wanted, "{}", self.name);
        for (made, (_, written)) in self.methods.iter().zip(own) {
            made.check(written, known);
        }
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
            let value = self.types.check_field(field, name, property, (spec, types));
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
            assert_eq!(type_of(field), self.types.value_type(name, property));
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

    fn check_table(&self, written: &Class, spec: &Spec) {
        let rows = self.schema["properties"].as_array().expect("a table");
        let properties = &written.properties.0;
        assert_eq!(rows.len(), properties.len());
        let rule = self.schema["policy"].get("access");
        assert_eq!(rule.is_some(), written.access.is_some(), "{rule:?}");
        let mut operations = written.operations.iter();
        let takes_values = operations.any(|one| ["create", "update"].contains(&one.as_str()));
        for (row, (name, property)) in rows.iter().zip(properties) {
            let is_written = property.write && takes_values;
            check_row(row, (name, property), (true, is_written), spec);
        }
    }
}

/// Compares what the runtime goes by with what is written of a property or parameter, which the provider gives or takes, and
/// which clients write or do not.
pub fn check_row(
    row: &Json,
    (name, property): (&str, &Property),
    (is_given, is_written): (bool, bool),
    spec: &Spec,
) {
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
    let number = |call, number: Option<i128>| number.map(|number| (call, Some(json!(number))));
    let is_required_real = is_given && property.required && property.element().starts_with("real");
    let text = property.text.as_deref().map(|form| match form {
        "mof" => "mof_text",
        _ => "xml_text",
    });
    let wanted: Vec<(&str, Option<Json>)> = [
        text.map(|call| (call, None)),
        property.access.is_some().then_some(("access", None)),
        (property.required && !property.key).then_some(("required", None)),
        is_written.then_some(("writable", None)),
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
        let of = type_of(field);
        match (is_new, property.required && !property.key) {
            (false, _) => assert!(of.starts_with("Change<"), "{of}"),
            (true, false) => assert!(of.starts_with("Option<"), "{of}"),
            (true, true) => assert!(!of.starts_with("Option<"), "{of}"),
        }
    }
}
