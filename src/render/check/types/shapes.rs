//! What a schema comes down to.

use super::{Kind, Schemas, Shape, Type};
use crate::render::language::Language;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The most steps from a schema to what it refers to.
const STEPS_MAX: usize = 8;

impl<'t> Schemas<'t> {
    /// What a schema comes down to.
    pub(super) fn shape_of(self, schema: &'t Value) -> Shape<'t> {
        self.shape_within(schema, STEPS_MAX)
    }

    fn shape_within(self, schema: &'t Value, steps: usize) -> Shape<'t> {
        let mut shape = self.shape_without_format(schema, steps);
        let format = schema
            .get("format")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let free = format == "text";
        let code = Language::of_format(format);
        if free || code.is_some() {
            // It may stand beside what it is about, at a reference for instance.
            shape.kind = match shape.kind {
                Kind::Text { values, .. } => Kind::Text { free, code, values },
                kind @ Kind::Null => kind,
                _ => Kind::Unclear,
            };
        }
        shape
    }

    fn shape_without_format(self, schema: &'t Value, steps: usize) -> Shape<'t> {
        let unclear = Shape {
            nullable: true,
            kind: Kind::Unclear,
        };
        let (Some(schema), Some(steps)) = (schema.as_object(), steps.checked_sub(1)) else {
            return unclear;
        };
        if let Some(to) = schema.get("$ref") {
            let to = to.as_str().and_then(|to| to.strip_prefix('#'));
            let to = to.and_then(|to| self.0.pointer(to));
            return to.map_or(unclear, |to| self.shape_within(to, steps));
        }
        let several = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(*key));
        if let Some(several) = several.and_then(Value::as_array) {
            let shapes = several.iter().map(|one| self.shape_within(one, steps));
            return shapes.reduce(either).unwrap_or(unclear);
        }
        if ["allOf", "not", "if", "patternProperties", "prefixItems"]
            .iter()
            .any(|key| schema.contains_key(*key))
        {
            return unclear;
        }
        if let Some(value) = schema.get("const") {
            return literal(value);
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            let shapes = values.iter().map(literal);
            return shapes.reduce(either).unwrap_or(unclear);
        }
        match schema.get("type") {
            Some(Value::String(one)) => by_type(one, schema),
            Some(Value::Array(several)) => {
                let shapes = several
                    .iter()
                    .map(|one| by_type(one.as_str().unwrap_or_default(), schema));
                shapes.reduce(either).unwrap_or(unclear)
            }
            _ => unclear,
        }
    }
}

fn by_type<'t>(name: &str, schema: &'t Map<String, Value>) -> Shape<'t> {
    let kind = match name {
        "null" => Kind::Null,
        "boolean" => Kind::Flag,
        "integer" | "number" => Kind::Number,
        "string" => Kind::Text {
            free: false,
            code: None,
            values: None,
        },
        "array" => match schema.get("items") {
            Some(items) => Kind::List(Type::Schema(items)),
            None => Kind::Unclear,
        },
        "object" => match schema.get("additionalProperties") {
            Some(values @ Value::Object(_)) if !schema.contains_key("properties") => {
                Kind::Map(Type::Schema(values))
            }
            _ => Kind::Group(schema),
        },
        _ => Kind::Unclear,
    };
    Shape {
        nullable: matches!(kind, Kind::Null | Kind::Unclear),
        kind,
    }
}

/// What a value is that is written out.
pub fn literal<'t>(value: &Value) -> Shape<'t> {
    let kind = match value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Flag,
        Value::Number(_) => Kind::Number,
        Value::String(value) => Kind::Text {
            free: false,
            code: None,
            values: Some(BTreeSet::from([value.clone()])),
        },
        Value::Array(_) | Value::Object(_) => Kind::Unclear,
    };
    Shape {
        nullable: value.is_null(),
        kind,
    }
}

/// What is one or the other.
fn either<'t>(one: Shape<'t>, other: Shape<'t>) -> Shape<'t> {
    let kind = match (one.kind, other.kind) {
        (Kind::Null, kind) | (kind, Kind::Null) => kind,
        (Kind::Flag, Kind::Flag) => Kind::Flag,
        (Kind::Number, Kind::Number) => Kind::Number,
        (
            Kind::Text { free, code, values },
            Kind::Text {
                free: other_free,
                code: other_code,
                values: other_values,
            },
            // What may be in either of two languages is in none.
        ) if code == other_code => Kind::Text {
            free: free || other_free,
            code,
            values: values.zip(other_values).map(|(mut all, more)| {
                all.extend(more);
                all
            }),
        },
        _ => Kind::Unclear,
    };
    Shape {
        nullable: one.nullable || other.nullable,
        kind,
    }
}
