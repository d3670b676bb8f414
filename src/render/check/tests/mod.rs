//! Each rule, and its right twin beside it.

mod blocks;
mod differential;
mod hostile;
mod parts;
mod syntax;
mod values;

use super::{Checked, Fault, check};
use serde_json::{Value, json};

/// A schema with something of every kind.
fn schema() -> Value {
    json!({
        "type": "object",
        "properties": {
            "name": { "type": "string" },
            "doc": { "type": "string" },
            "elsewhere": { "type": "string" },
            "prose": { "type": "string", "format": "text" },
            "note": { "type": ["string", "null"], "format": "text" },
            "unit": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
            "count": { "type": "integer" },
            "limit": { "type": ["integer", "null"] },
            "flag": { "type": "boolean" },
            "kind": { "oneOf": [{ "const": "get" }, { "enum": ["set", "put"] }] },
            "words": { "type": "array", "items": { "type": "string" } },
            "proses": { "type": "array", "items": { "$ref": "#/$defs/Prose" } },
            "maybe_words": { "type": ["array", "null"], "items": { "type": "string" } },
            "map": { "type": "object", "additionalProperties": { "$ref": "#/$defs/Inner" } },
            "inner": { "$ref": "#/$defs/Inner" },
            "maybe": { "anyOf": [{ "$ref": "#/$defs/Inner" }, { "type": "null" }] },
            "inners": { "type": "array", "items": { "$ref": "#/$defs/Inner" } },
            "missing": { "type": "string" },
            "any": true,
            "pair": { "type": "array", "prefixItems": [{ "type": "string" }] },
            "part": { "enum": ["p", "q"] },
            "aside": { "$ref": "#/$defs/Word", "format": "text" },
            "any_aside": { "anyOf": [{ "$ref": "#/$defs/Word" }, { "type": "null" }], "format": "text" },
            "misplaced": { "type": "array", "items": { "$ref": "#/$defs/Word" }, "format": "text" }
        },
        "required": ["name", "doc", "elsewhere", "prose", "note", "unit", "count", "limit", "flag", "kind", "words", "proses",
                     "maybe_words", "map", "inner", "maybe", "inners", "any", "pair", "part", "aside", "any_aside", "misplaced"],
        "$defs": {
            "Word": { "type": "string" },
            "Prose": { "type": "string", "format": "text" },
            "Inner": {
                "type": "object",
                "properties": {
                    "title": { "type": "string" },
                    "text": { "type": ["string", "null"], "format": "text" },
                    "deep": { "anyOf": [{ "$ref": "#/$defs/Inner" }, { "type": "null" }] },
                    "items": { "type": "array", "items": { "type": "string" } },
                    "part": { "type": "string", "enum": ["p"] }
                },
                "required": ["title", "text", "deep", "items", "part"]
            }
        }
    })
}

/// The faults of a template with these parts.
fn all(text: &str, parts: &[(&str, &str)]) -> Vec<Fault> {
    let schema = schema();
    let names: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
    let partial = |name: &str| {
        let part = parts.iter().find(|(part, _)| *part == name);
        part.map(|(_, text)| *text)
    };
    let faults = check(
        &Checked {
            name: "main",
            text,
            language: None,
        },
        &schema,
        &partial,
        &names,
    );
    for fault in &faults {
        let text = if fault.template == "main" {
            text
        } else {
            partial(&fault.template).unwrap()
        };
        assert!(text.get(fault.span.clone()).is_some(), "{fault:?}");
        assert!(!fault.message.ends_with('.'), "{fault:?}");
    }
    faults
}

/// The faults, a line each: the kind, the place as it is written, what is said.
fn told(text: &str) -> Vec<String> {
    all(text, &[])
        .iter()
        .map(|fault| line(fault, text))
        .collect()
}

fn line(fault: &Fault, text: &str) -> String {
    let place = &text[fault.span.clone()];
    format!(
        "{:?} at {place}: {}; {}",
        fault.kind, fault.message, fault.label
    )
}

/// Each template passes.
#[track_caller]
fn passes(texts: &[&str]) {
    for text in texts {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

/// Each template has the one fault whose line begins so.
#[track_caller]
fn fails(texts: &[(&str, &str)]) {
    for (text, begins) in texts {
        let told = told(text);
        let as_said = matches!(told.as_slice(), [one] if one.starts_with(begins));
        assert!(as_said, "{text}\n  said: {told:#?}\n  not: {begins}");
    }
}
