//! What a value can be, as far as its schema says.

use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The most steps from a schema to what it refers to.
const STEPS_MAX: usize = 8;

/// The type of a value of a template.
#[derive(Debug, Clone)]
pub enum Type<'t> {
    /// What this schema says.
    Schema(&'t Value),
    /// What a template says itself.
    Literal(Rc<Value>),
    /// Text of a helper, or a key of a map.
    Text,
    /// A number of handlebars or a helper.
    Number,
    /// A flag of handlebars or a helper.
    Flag,
    /// A group that a part gets, with what is added to it by name.
    Merged(Rc<Merged<'t>>),
    /// The same as another type, but not null: it was asked before.
    There(Rc<Type<'t>>),
}

/// A group with values added by name.
#[derive(Debug)]
pub struct Merged<'t> {
    /// The group.
    pub base: Type<'t>,
    /// What is added, by name.
    pub added: Vec<(String, Type<'t>)>,
}

/// What a type comes down to.
#[derive(Debug, Clone)]
pub struct Shape<'t> {
    /// Whether it may be null.
    pub nullable: bool,
    /// What it is otherwise.
    pub kind: Kind<'t>,
}

/// What a value is, if it is not null.
#[derive(Debug, Clone)]
pub enum Kind<'t> {
    /// Nothing but null.
    Null,
    /// A text: whether it is free text of a spec, and the values that it can have, if they are known.
    Text {
        free: bool,
        values: Option<BTreeSet<String>>,
    },
    Number,
    Flag,
    /// A list of these.
    List(Type<'t>),
    /// A map to these, by names that the schema does not know.
    Map(Type<'t>),
    /// A group, with the names of this schema.
    Group(&'t Map<String, Value>),
    /// A group with names added.
    Merged(Rc<Merged<'t>>),
    /// The schema does not say it in a way that is understood.
    Unclear,
}

impl Kind<'_> {
    /// The kind in words.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Text { .. } => "a text",
            Self::Number => "a number",
            Self::Flag => "a flag",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Group(_) | Self::Merged(_) => "a group of names",
            Self::Unclear => "of no certain type",
        }
    }

    /// Whether it can be printed.
    pub fn is_scalar(&self) -> bool {
        matches!(self, Self::Text { .. } | Self::Number | Self::Flag)
    }
}

/// What a group has under a name.
pub enum Field<'t> {
    /// A value that is always there.
    There(Type<'t>),
    /// A value that may be missing.
    MayBeMissing,
    /// Nothing.
    No,
}

/// The schemas that others refer to.
#[derive(Debug, Clone, Copy)]
pub struct Schemas<'t>(pub &'t Value);

impl<'t> Schemas<'t> {
    /// What a type comes down to.
    pub fn shape(self, of: &Type<'t>) -> Shape<'t> {
        let certain = |kind| Shape {
            nullable: false,
            kind,
        };
        match of {
            Type::Schema(schema) => self.shape_of(schema, STEPS_MAX),
            Type::Literal(value) => literal(value),
            Type::Text => certain(text(false)),
            Type::Number => certain(Kind::Number),
            Type::Flag => certain(Kind::Flag),
            Type::Merged(merged) => certain(Kind::Merged(Rc::clone(merged))),
            Type::There(inner) => certain(self.shape(inner).kind),
        }
    }

    /// What a group has under this name.
    pub fn field(self, of: &Kind<'t>, name: &str) -> Field<'t> {
        match of {
            Kind::Group(group) => {
                let properties = group.get("properties");
                match properties.and_then(|properties| properties.get(name)) {
                    Some(schema) if is_required(group, name) => Field::There(Type::Schema(schema)),
                    Some(_) => Field::MayBeMissing,
                    None => Field::No,
                }
            }
            Kind::Merged(merged) => {
                let added = merged.added.iter().find(|(added, _)| added == name);
                match added {
                    Some((_, of)) => Field::There(of.clone()),
                    None => self.field(&self.shape(&merged.base).kind, name),
                }
            }
            _ => Field::No,
        }
    }

    /// The names of a group.
    pub fn names(self, of: &Kind<'t>) -> Vec<String> {
        match of {
            Kind::Group(group) => {
                let properties = group.get("properties").and_then(Value::as_object);
                properties
                    .map(|properties| properties.keys().cloned().collect())
                    .unwrap_or_default()
            }
            Kind::Merged(merged) => {
                let mut names = self.names(&self.shape(&merged.base).kind);
                names.extend(merged.added.iter().map(|(name, _)| name.clone()));
                names
            }
            _ => Vec::new(),
        }
    }

    fn shape_of(self, schema: &'t Value, steps: usize) -> Shape<'t> {
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
            return to.map_or(unclear, |to| self.shape_of(to, steps));
        }
        let several = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(*key));
        if let Some(several) = several.and_then(Value::as_array) {
            let shapes = several.iter().map(|one| self.shape_of(one, steps));
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

fn is_required(group: &Map<String, Value>, name: &str) -> bool {
    let required = group.get("required").and_then(Value::as_array);
    required.is_some_and(|required| required.iter().any(|one| one == name))
}

/// Whether data of the group always has a name.
pub fn is_never_empty(kind: &Kind) -> bool {
    match kind {
        Kind::Group(group) => {
            let properties = group.get("properties").and_then(Value::as_object);
            properties.is_some_and(|all| all.keys().any(|name| is_required(group, name)))
        }
        Kind::Merged(_) => true,
        _ => false,
    }
}

fn text<'t>(free: bool) -> Kind<'t> {
    Kind::Text { free, values: None }
}

fn by_type<'t>(name: &str, schema: &'t Map<String, Value>) -> Shape<'t> {
    let kind = match name {
        "null" => Kind::Null,
        "boolean" => Kind::Flag,
        "integer" | "number" => Kind::Number,
        "string" => text(schema.get("format").is_some_and(|format| format == "text")),
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

fn literal<'t>(value: &Value) -> Shape<'t> {
    let kind = match value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Flag,
        Value::Number(_) => Kind::Number,
        Value::String(value) => Kind::Text {
            free: false,
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
            Kind::Text { free, values },
            Kind::Text {
                free: other_free,
                values: other_values,
            },
        ) => Kind::Text {
            free: free || other_free,
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
