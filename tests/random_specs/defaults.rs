//! `with_key` of a generated class against the defaults of the spec.

use quote::ToTokens as _;
use serde_json::{Value as Json, json};
use syn::{Expr, FnArg, ImplItem, ImplItemFn, Item, ItemStruct, Pat, Signature, Stmt};

use crate::mof::Value;
use crate::spec::Class;
use crate::wanted;

use super::class_file::ClassFile;
use super::field_types::Types;
use super::rust::data;

impl ClassFile {
    /// `with_key` against the defaults, and what has to be given beside the key.
    pub fn check_defaults(&self, instance: &ItemStruct, written: &Class) {
        let function = self.with_key();
        let mut given = arguments(&function.sig);
        // A singleton has no key, and an object none either.
        let has_key = !written.singleton && !written.is_embedded();
        let key = has_key.then(|| given.remove(0).0);
        let key = key.unwrap_or_default();
        let Some(Stmt::Expr(literal @ Expr::Struct(_), None)) = function.block.stmts.last() else {
            panic!("{} ends in no instance", function.sig.ident);
        };
        let fields = data(literal);
        let mut wanted = Vec::new();
        for (field, (name, property)) in instance.fields.iter().zip(&written.properties.0) {
            let ident = field.ident.as_ref().expect("a name").to_string();
            let value = &fields[&ident];
            if property.key {
                let plain = json!(format!("{key}.{ident}"));
                let wrapped = json!({ "Read::Value": [plain] });
                assert!(*value == plain || *value == wrapped, "{name}: {value}");
                continue;
            }
            let default = property.default.as_ref();
            if property.required && default.is_none() {
                assert_eq!(*value, json!(ident), "{name}");
                wanted.push((ident, field.ty.to_token_stream().to_string()));
                continue;
            }
            let wanted = default.map_or(Value::Null, |default| {
                wanted::default_of(default, property.element())
            });
            assert_eq!(
                self.types.default(name, property.element(), value),
                wanted,
                "{name}: {value}"
            );
        }
        assert_eq!(given, wanted);
    }

    /// `with_key`, or `with_defaults` of a singleton; `new` or `default` of an object.
    fn with_key(&self) -> &ImplItemFn {
        let functions = self.file.items.iter().filter_map(|item| match item {
            Item::Impl(of) => Some(&of.items),
            _ => None,
        });
        let function = functions.flatten().find_map(|item| match item {
            ImplItem::Fn(function)
                if ["with_key", "with_defaults", "new", "default"]
                    .iter()
                    .any(|name| function.sig.ident == name) =>
            {
                Some(function)
            }
            _ => None,
        });
        function.expect("with_key")
    }
}

impl Types {
    /// The value of a field of `with_key`.
    pub fn default(&self, name: &str, element: &str, field: &Json) -> Value {
        if *field == "None" || *field == "Read::Null" {
            return Value::Null;
        }
        let mut bare = field;
        while let Some(arguments) = ["Some", "Read::Value", "Read::from"]
            .iter()
            .find_map(|wrapper| bare.get(wrapper))
        {
            bare = &arguments[0];
        }
        let one = |text: &Json| {
            let text = text.as_str().expect("a text");
            if element.starts_with("real") {
                Value::Real(text.parse().expect("a number"))
            } else {
                Value::Text(text.to_owned())
            }
        };
        if let Some(iterated) = bare.pointer("/.collect/0/.map/0/.iter/0") {
            return Value::Array(
                iterated
                    .as_array()
                    .expect("texts")
                    .iter()
                    .map(one)
                    .collect(),
            );
        }
        let texts = bare.as_array().into_iter().flatten();
        let declared = |value: &Json| value.get("crate::wmi::declared").map(|of| one(&of[0]));
        let declared_all: Vec<Value> = texts.filter_map(declared).collect();
        if !declared_all.is_empty() {
            return Value::Array(declared_all);
        }
        let parsed = ["/.ok/0/.parse/0", "/crate::wmi::declared/0"];
        match parsed.iter().find_map(|parsed| bare.pointer(parsed)) {
            Some(text) => one(text),
            None => self.scalar(name, bare),
        }
    }

    fn scalar(&self, name: &str, written: &Json) -> Value {
        match written {
            Json::Bool(flag) => Value::Boolean(*flag),
            Json::Number(number) => Value::Integer(number.as_i128().expect("an integer")),
            Json::Array(items) => {
                Value::Array(items.iter().map(|item| self.scalar(name, item)).collect())
            }
            Json::String(named) => self.named(name, named),
            Json::Object(call) => {
                let (function, arguments) = call.iter().next().expect("a call");
                let argument = || &arguments[0];
                let function = function.rsplit("::").next().expect("a name");
                match function {
                    ".to_owned" => argument().as_str().expect("a text").into(),
                    "from" if argument().is_string() => argument().as_str().expect("a text").into(),
                    "from" | "from_bits_retain" => self.scalar(name, argument()),
                    "empty" => Value::Integer(0),
                    // Of `Char16` or of `Vec`.
                    "new" if call.contains_key("Vec::new") => Value::Array(Vec::new()),
                    "new" => Value::Char(
                        argument()
                            .as_u64()
                            .and_then(|unit| unit.try_into().ok())
                            .expect("a unit"),
                    ),
                    other => panic!("{other} makes no default"),
                }
            }
            Json::Null => panic!("null in Rust"),
        }
    }

    /// The value of a variant or a constant.
    fn named(&self, property: &str, path: &str) -> Value {
        let meanings = self.meanings_of(property).expect("a type of its own");
        let (of, name) = path.split_once("::").expect("a path");
        assert_eq!(of, meanings.name);
        let entry = meanings.entries.iter().find(|(_, entry, _)| entry == name);
        let (_, _, value) = entry.unwrap_or_else(|| panic!("there is no {path}"));
        let is_flag = name.chars().all(|c| !c.is_lowercase()) && self.is_bitmap(property);
        match value {
            Json::String(text) => text.as_str().into(),
            bit if is_flag => Value::Integer(1 << bit.as_u64().expect("a position")),
            number => self.scalar(property, number),
        }
    }

    fn is_bitmap(&self, property: &str) -> bool {
        let meanings = self.meanings_of(property).expect("a type of its own");
        meanings.doc[0].starts_with("The bits")
    }
}

/// The names and types of the arguments of `with_key`, the key's first.
fn arguments(of: &Signature) -> Vec<(String, String)> {
    let arguments = of.inputs.iter().map(|argument| match argument {
        FnArg::Typed(argument) => match &*argument.pat {
            Pat::Ident(name) => {
                let of = argument.ty.to_token_stream().to_string();
                (name.ident.to_string(), of)
            }
            other => panic!("{} is no name", other.to_token_stream()),
        },
        FnArg::Receiver(_) => panic!("there is no instance yet"),
    });
    arguments.collect()
}
