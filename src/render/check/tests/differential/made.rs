//! Schemas, data and templates by chance.
//!
//! A template prints each value as `<…>`: a null would leave `<>`, free text its mark, a list or a group `<[`.

use serde_json::{Map, Value, json};

/// The names of all groups: few, so that one is the same as another in another place.
const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

/// Chance that is the same each time.
pub struct Random(u64);

impl Random {
    /// A number below this.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn holds(&mut self, of_ten: usize) -> bool {
        self.below(10) < of_ten
    }
}

/// A schema, and what templates for it are made with.
pub struct Made {
    pub random: Random,
    pub schema: Value,
    parts: Vec<(String, String)>,
    /// What `this` is in each scope around, the outermost first.
    scopes: Vec<Value>,
}

impl Made {
    pub fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        random.below(1);
        let mut schema = group(&mut random, 3);
        schema["$defs"] = json!({ "R": group(&mut random, 1) });
        Self {
            random,
            schema,
            parts: Vec::new(),
            scopes: Vec::new(),
        }
    }

    /// A template with its parts.
    pub fn template(&mut self) -> (String, Vec<(String, String)>) {
        self.parts.clear();
        self.scopes = vec![self.schema.clone()];
        let text = self.pieces(4);
        (text, std::mem::take(&mut self.parts))
    }

    fn pieces(&mut self, depth: usize) -> String {
        let many = 1 + self.random.below(2);
        (0..many).map(|_| self.piece(depth)).collect()
    }

    fn piece(&mut self, depth: usize) -> String {
        let (path, schema) = self.path();
        let (plain, nullable) = plain(&schema, &self.schema);
        let asked = nullable && self.random.holds(9);
        let is_free = plain.get("format").is_some();
        let inner = self.piece_of(depth, &path, plain);
        match self.random.below(4) {
            _ if !asked => inner,
            0 => format!("{{{{#unless {path}}}}}-{{{{else}}}}{inner}{{{{/unless}}}}"),
            1 => format!("{{{{#if (and {path} {path})}}}}{inner}{{{{/if}}}}"),
            2 if !is_free => format!("{{{{#if (ne {path} null)}}}}{inner}{{{{/if}}}}"),
            _ => format!("{{{{#if {path}}}}}{inner}{{{{else if {path}}}}}{{{{/if}}}}"),
        }
    }

    /// Something that is done with a value which is not null.
    fn piece_of(&mut self, depth: usize, path: &str, schema: Value) -> String {
        if self.random.below(25) == 0 {
            return format!("<{{{{{path}}}}}>");
        }
        if let Some(items) = schema.get("items").or(schema.get("additionalProperties")) {
            return self.each(depth, path, items.clone());
        }
        if schema.get("properties").is_some() {
            return self.group(depth, path, schema);
        }
        match schema["type"].as_str() {
            Some("string") if schema.get("format").is_some() => match self.random.below(3) {
                0 => format!("({{{{md {path}}}}})"),
                1 => format!("({{{{doc (md {path})}}}})"),
                _ => format!("({{{{#if {path}}}}}{{{{json_str {path}}}}}{{{{/if}}}})"),
            },
            Some("boolean") if depth > 0 => {
                let (one, other) = (self.pieces(depth - 1), self.pieces(depth - 1));
                format!("{{{{#if {path}}}}}{one}{{{{else}}}}{other}{{{{/if}}}}")
            }
            Some("integer") if self.random.holds(5) => {
                format!("{{{{#if (gt {path} 3)}}}}<{{{{{path}}}}}>{{{{/if}}}}")
            }
            _ if self.random.holds(2) => format!("<{{{{#if (eq {path} \"x\")}}}}{{{{/if}}}}x>"),
            _ if self.random.holds(3) => format!("<{{{{{{{path}}}}}}}>"),
            _ => format!("<{{{{{path}}}}}>"),
        }
    }

    fn each(&mut self, depth: usize, path: &str, items: Value) -> String {
        if depth == 0 {
            return format!("{{{{len {path}}}}}");
        }
        self.scopes.push(items);
        let inner = self.pieces(depth - 1);
        self.scopes.pop();
        let names = *self
            .random
            .one(&["", "", " as |x|", " as |a|", " as |x i|", " as |b a|"]);
        let local = *self
            .random
            .one(&["", "@index", "@last", "@key", "x", "@../index"]);
        let local = if local.is_empty() {
            String::new()
        } else {
            format!("<{{{{{local}}}}}>")
        };
        let (local, other) = if self.random.holds(6) {
            (String::new(), "")
        } else {
            (local, "{{else}}-")
        };
        format!("{{{{#each {path}{names}}}}}{inner}{local}{other}{{{{/each}}}}")
    }

    fn group(&mut self, depth: usize, path: &str, schema: Value) -> String {
        if depth == 0 {
            return String::new();
        }
        if self.random.holds(4) {
            self.scopes.push(schema);
            let inner = self.pieces(depth - 1);
            self.scopes.pop();
            let names = *self.random.one(&["", "", " as |x|", " as |a|"]);
            return format!("{{{{#with {path}{names}}}}}{inner}{{{{/with}}}}");
        }
        if self.parts.is_empty() || self.random.holds(6) {
            let scopes = std::mem::replace(&mut self.scopes, vec![schema]);
            let text = self.pieces(depth - 1);
            self.scopes = scopes;
            let name = format!("p{}", self.parts.len());
            self.parts.push((name, text));
        }
        let part = self.random.below(self.parts.len());
        let name = self.parts[part].0.clone();
        let path = if self.random.holds(8) { path } else { "" };
        let passed = if self.random.holds(3) {
            let (value, _) = self.path();
            format!(" {}={value}", self.random.one(&NAMES))
        } else {
            String::new()
        };
        format!("{{{{> {name} {path}{passed}}}}}")
    }

    /// A path, and the schema of what it leads to, as far as that is known.
    fn path(&mut self) -> (String, Value) {
        let out = if self.random.holds(7) {
            0
        } else {
            self.random.below(self.scopes.len())
        };
        let mut schema = self.scopes[self.scopes.len() - 1 - out].clone();
        let mut path = "../".repeat(out);
        if out == 0 && self.random.below(20) == 0 {
            (schema, path) = (self.schema.clone(), "@root.".to_owned());
        }
        let mut names = Vec::new();
        while let (group, false) = plain(&schema, &self.schema) {
            let Some(properties) = group.get("properties").and_then(Value::as_object) else {
                break;
            };
            if properties.is_empty() || (!names.is_empty() && self.random.holds(4)) {
                break;
            }
            let known: Vec<&String> = properties.keys().collect();
            let name = (*self.random.one(&known)).clone();
            schema = properties[&name].clone();
            names.push(name);
        }
        if self.random.below(30) == 0 {
            names.push((*self.random.one(&NAMES)).to_owned());
        }
        if names.is_empty() {
            names.push("this".to_owned());
        }
        (path + &names.join("."), schema)
    }
}

/// A schema without its references and null, and whether it has null.
fn plain(schema: &Value, root: &Value) -> (Value, bool) {
    if schema.get("$ref").is_some() {
        return plain(&root["$defs"]["R"], root);
    }
    if let Some(any) = schema.get("anyOf") {
        return (plain(&any[0], root).0, true);
    }
    let mut schema = schema.clone();
    let Some(first) = schema["type"].as_array().map(|types| types[0].clone()) else {
        return (schema, false);
    };
    schema["type"] = first;
    (schema, true)
}

fn group(random: &mut Random, depth: usize) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for name in NAMES {
        if random.holds(7) {
            properties.insert(name.to_owned(), any(random, depth));
            if !random.holds(1) {
                required.push(name);
            }
        }
    }
    json!({ "type": "object", "properties": properties, "required": required })
}

fn any(random: &mut Random, depth: usize) -> Value {
    let deep = if depth == 0 { 5 } else { 12 };
    let mut schema = match random.below(deep) {
        0 => json!({ "type": "string" }),
        1 => json!({ "type": "string", "format": "text" }),
        2 => json!({ "type": "boolean" }),
        3 => json!({ "type": "integer" }),
        4 => json!({ "type": "string", "enum": ["x", "y"] }),
        5 | 6 => json!({ "type": "array", "items": any(random, depth - 1) }),
        7 => json!({ "type": "object", "additionalProperties": any(random, depth - 1) }),
        8 if depth > 1 => json!({ "$ref": "#/$defs/R" }),
        _ => group(random, depth - 1),
    };
    match random.below(8) {
        0 if schema.get("$ref").is_none() && schema.get("enum").is_none() => {
            schema["type"] = json!([schema["type"], "null"]);
            schema
        }
        1 => json!({ "anyOf": [schema, { "type": "null" }] }),
        _ => schema,
    }
}

/// Data of a schema.
pub fn data(random: &mut Random, schema: &Value, root: &Value) -> Value {
    let (schema, nullable) = plain(schema, root);
    if nullable && random.holds(4) {
        return Value::Null;
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return random.one(values).clone();
    }
    match schema["type"].as_str() {
        Some("string") if schema.get("format").is_some() => json!("\0 free \"text\""),
        Some("string") => json!(*random.one(&["x", "word", "z"])),
        Some("boolean") => json!(random.holds(5)),
        Some("integer") => json!(random.below(8)),
        Some("array") => {
            let many = random.below(3);
            let items = (0..many).map(|_| data(random, &schema["items"], root));
            items.collect()
        }
        _ if schema.get("additionalProperties").is_some() => {
            let many = random.below(3);
            let names = NAMES.iter().skip(random.below(2)).take(many);
            let items = names.map(|name| {
                (
                    (*name).to_owned(),
                    data(random, &schema["additionalProperties"], root),
                )
            });
            Value::Object(items.collect())
        }
        _ => {
            let mut group = Map::new();
            for (name, of) in schema["properties"].as_object().unwrap() {
                let required = schema["required"].as_array().unwrap();
                if required.iter().any(|one| one == name) || random.holds(5) {
                    group.insert(name.clone(), data(random, of, root));
                }
            }
            Value::Object(group)
        }
    }
}
