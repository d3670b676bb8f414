//! What a value can be, as far as its schema says.

mod shapes;

use crate::render::language::Language;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::rc::Rc;

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
    /// A text: whether it is free text of a spec, the language that it is code of, if it is, and the values that it can have,
    /// if they are known.
    Text {
        free: bool,
        code: Option<Language>,
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
            Type::Schema(schema) => self.shape_of(schema),
            Type::Literal(value) => shapes::literal(value),
            Type::Text => certain(Kind::Text {
                free: false,
                code: None,
                values: None,
            }),
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
