//! `with_key` of a generated class against the defaults of the spec.

use serde_json::{Value as Json, json};
use syn::{Expr, ImplItem, Item, ItemStruct, Stmt};

use crate::mof::Value;
use crate::spec::Class;
use crate::wanted;

use super::class_file::ClassFile;
use super::rust::data;

impl ClassFile {
    /// `with_key` against the defaults.
    pub fn check_defaults(&self, instance: &ItemStruct, written: &Class) {
        let fields = self.with_key();
        for (field, (name, property)) in instance.fields.iter().zip(&written.properties.0) {
            let ident = field.ident.as_ref().expect("a name").to_string();
            let value = &fields[&ident];
            if property.key {
                let plain = json!(format!("key.{ident}"));
                let wrapped = json!({ "Read::Value": [plain] });
                assert!(*value == plain || *value == wrapped, "{name}: {value}");
                continue;
            }
            let default = property.default.as_ref();
            let wanted = default.map_or(Value::Null, |default| {
                wanted::default_of(default, property.element())
            });
            assert_eq!(
                self.default(name, property.element(), value),
                wanted,
                "{name}: {value}"
            );
        }
    }

    /// The struct literal that `with_key`, or `with_defaults` of a singleton, ends in.
    fn with_key(&self) -> Json {
        let functions = self.file.items.iter().filter_map(|item| match item {
            Item::Impl(of) if of.trait_.is_none() => Some(&of.items),
            _ => None,
        });
        let body = functions.flatten().find_map(|item| match item {
            ImplItem::Fn(function)
                if ["with_key", "with_defaults"]
                    .iter()
                    .any(|name| function.sig.ident == name) =>
            {
                Some(&function.block.stmts)
            }
            _ => None,
        });
        match body.and_then(|body| body.last()) {
            Some(Stmt::Expr(literal @ Expr::Struct(_), None)) => data(literal),
            _ => panic!("there is no with_key"),
        }
    }

    /// The value of a field of `with_key`.
    fn default(&self, name: &str, element: &str, field: &Json) -> Value {
        if *field == "None" || *field == "Read::Null" {
            return Value::Null;
        }
        for wrapper in ["Some", "Read::Value"] {
            if let Some(arguments) = field.get(wrapper) {
                return self.scalar(name, &arguments[0]);
            }
        }
        let parsed = field
            .get("Read::from")
            .map_or(field, |arguments| &arguments[0]);
        if let Some(arguments) = parsed.get("Some") {
            return self.scalar(name, &arguments[0]);
        }
        let one = |text: &Json| {
            let text = text.as_str().expect("a text");
            if element.starts_with("real") {
                Value::Real(text.parse().expect("a number"))
            } else {
                Value::Text(text.to_owned())
            }
        };
        if let Some(iterated) = parsed.pointer("/.collect/0/.map/0/.iter/0") {
            return Value::Array(
                iterated
                    .as_array()
                    .expect("texts")
                    .iter()
                    .map(one)
                    .collect(),
            );
        }
        one(parsed
            .pointer("/.ok/0/.parse/0")
            .unwrap_or_else(|| panic!("{field} is no default")))
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
