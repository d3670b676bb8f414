//! The methods in `src/generated/<class>.rs` against those of the spec.

use std::collections::BTreeMap;

use quote::ToTokens as _;
use serde_json::{Value as Json, json};
use syn::{ImplItem, Item, ItemStruct, Stmt};

use crate::mof::Value;
use crate::spec::{Method, Property, Spec};
use crate::wanted;

use super::class_file::check_row;
use super::field_types::{Types, meanings_in, type_of};
use super::rust::{data, doc};

/// A method of a generated file, taken apart.
pub struct MethodFile {
    /// Its name in WMI.
    pub name: String,
    is_static: bool,
    /// Whether a rule of its own says who may call it.
    has_rule: bool,
    /// What the runtime goes by that reads what a client gives.
    input_rows: Vec<Json>,
    output_rows: Vec<Json>,
    structs: Vec<ItemStruct>,
    pub types: Types,
    /// Of each field of the input how it is read.
    read: Option<Json>,
}

/// What of a file is about the class itself: what stands before what the runtime serves it by.
pub fn of_class(file: &syn::File) -> &[Item] {
    let at = file.items.iter().position(|item| named(item, "CLASS"));
    &file.items[..at.unwrap_or(file.items.len())]
}

/// The methods of a file, which stand behind that.
pub fn methods_in(file: &syn::File) -> Vec<MethodFile> {
    let rest = &file.items[of_class(file).len()..];
    let mut chunks = rest.split_inclusive(|item| named(item, "METHOD_"));
    let ends = |chunk: &&[Item]| chunk.last().is_some_and(|item| named(item, "METHOD_"));
    let chunks = chunks.by_ref().filter(ends);
    chunks.map(|chunk| method(chunk, file)).collect()
}

/// Whether this is a static whose name begins so.
fn named(item: &Item, name: &str) -> bool {
    matches!(item, Item::Static(one) if one.ident.to_string().starts_with(name))
}

fn method(chunk: &[Item], file: &syn::File) -> MethodFile {
    let value = |name: &str| {
        let mut statics = chunk.iter().filter_map(|item| match item {
            Item::Static(one) if named(item, name) => Some(data(&one.expr)),
            _ => None,
        });
        statics.next().expect("a static")
    };
    let rows = |name: &str| {
        let rows = &value(name)["Schema::parameters"][0];
        rows.as_array().expect("rows").clone()
    };
    let mut called = value("METHOD_");
    let has_rule = called.get(".access").is_some();
    while let Some((call, arguments)) = called.as_object().and_then(|of| of.iter().next())
        && call.starts_with('.')
    {
        called = arguments[0].clone();
    }
    let is_static = called.get("Method::of_class").is_some();
    let called = if is_static {
        &called["Method::of_class"]
    } else {
        &called["Method::of_instance"]
    };
    let structs = chunk.iter().filter_map(|item| match item {
        Item::Struct(of) => Some(syn::parse2(of.to_token_stream()).expect("a struct")),
        _ => None,
    });
    let structs: Vec<ItemStruct> = structs.collect();
    let mut all = structs.iter();
    let input = all.find(|of| of.ident.to_string().ends_with("Input"));
    MethodFile {
        name: called[0].as_str().expect("a name").to_owned(),
        is_static,
        has_rule,
        input_rows: rows("INPUT_OF_"),
        output_rows: rows("OUTPUT_OF_"),
        types: Types(meanings_in(chunk)),
        read: input.map(|input| read(input, file)),
        structs,
    }
}

/// How the fields of an input are read.
fn read(input: &ItemStruct, file: &syn::File) -> Json {
    let blocks = file.items.iter().filter_map(|item| match item {
        Item::Impl(block) => Some(block),
        _ => None,
    });
    let mut of_input = blocks
        .filter(|block| block.self_ty.to_token_stream().to_string() == input.ident.to_string());
    let block = of_input.next().expect("how it is read");
    let Some(ImplItem::Fn(function)) = block.items.first() else {
        panic!("{} is not read", input.ident);
    };
    let Some(Stmt::Expr(last, None)) = function.block.stmts.last() else {
        panic!("{} is read to nothing", input.ident);
    };
    data(last)["Some"][0].clone()
}

impl MethodFile {
    /// Compares all with what is written of the method.
    pub fn check(&self, written: &Method, known: (&Spec, &BTreeMap<String, String>)) {
        assert_eq!(self.is_static, written.r#static, "{}", self.name);
        assert_eq!(self.has_rule, written.access.is_some(), "{}", self.name);
        let (inputs, outputs) = (written.inputs(), written.outputs());
        let mut structs = self.structs.iter();
        let says = [
            format!("What a client gives to `{}`.", self.name),
            format!("What `{}` answers.", self.name),
        ];
        let ends = ["Input", "Output"];
        for ((fields, says), ends) in [&inputs, &outputs].into_iter().zip(says).zip(ends) {
            if !fields.is_empty() {
                let made = structs.next().expect("a struct");
                assert_eq!(doc(&made.attrs), [says]);
                assert!(made.ident.to_string().ends_with(ends), "{}", made.ident);
                self.check_fields(made, fields, known);
            }
        }
        assert!(structs.next().is_none(), "{}", self.name);
        // NULL goes in for what has a default.
        let mut given = inputs.clone();
        for (_, input) in &mut given {
            input.required &= input.default.is_none();
        }
        check_rows(&self.input_rows, &given, false, known.0);
        check_rows(&self.output_rows, &outputs, true, known.0);
        self.check_read(&inputs);
        for (name, field) in written.named_fields() {
            self.types.check_meanings(&name, &field);
        }
    }

    fn check_fields(
        &self,
        made: &ItemStruct,
        written: &[(String, Property)],
        known: (&Spec, &BTreeMap<String, String>),
    ) {
        assert_eq!(made.fields.len(), written.len(), "{}", made.ident);
        for (field, (name, written)) in made.fields.iter().zip(written) {
            let value = self.types.check_field(field, name, written, known);
            let wanted = if written.required {
                value
            } else {
                format!("Option<{value}>")
            };
            assert_eq!(type_of(field), wanted);
        }
    }

    /// Each field of the input has its default in the place of NULL.
    fn check_read(&self, inputs: &[(String, Property)]) {
        let Some(read) = &self.read else {
            assert!(inputs.is_empty(), "{}", self.name);
            return;
        };
        let input = self.structs.first().expect("the input");
        for (field, (name, written)) in input.fields.iter().zip(inputs) {
            let ident = field.ident.as_ref().expect("a name").to_string();
            let given = default_of(&read[&ident]);
            let Some(default) = &written.default else {
                assert_eq!(given, None, "{name}");
                continue;
            };
            let made = match given.expect("a default") {
                // `unwrap_or_default` gives these.
                None => Value::Array(Vec::new()),
                Some(value) => self.types.default(name, written.element(), value),
            };
            assert_eq!(
                made,
                wanted::default_of(default, written.element()),
                "{name}"
            );
        }
    }
}

/// What stands for NULL in the reading of a field: none where nothing does, and no value where it is that of the type.
fn default_of(read: &Json) -> Option<Option<&Json>> {
    for call in [".unwrap_or", ".unwrap_or_else"] {
        if let Some(arguments) = read.get(call) {
            return Some(Some(&arguments[1]));
        }
    }
    read.get(".unwrap_or_default").map(|_| None)
}

fn check_rows(rows: &[Json], written: &[(String, Property)], are_given: bool, spec: &Spec) {
    assert_eq!(rows.len(), written.len(), "{}", json!(rows));
    for (row, (name, written)) in rows.iter().zip(written) {
        check_row(row, (name, written), (are_given, false), spec);
    }
}
