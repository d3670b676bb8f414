//! The enum of a property's values, or the set of its bits, as the templates get to see it.

use super::TypeOfProvider;
use super::code::Rust;
use super::text::Text;
use super::types::{has_meaning_type, shared_types};
use crate::model::{
    CimType, MeaningOf, Meanings, Property, Provider, SharedMeanings, Value, ValueMeaning,
};
use crate::render::escape;
use crate::render::numbers::grouped;
use schemars::JsonSchema;
use serde::Serialize;

/// A type that a property's meanings make.
#[derive(JsonSchema, Serialize)]
pub struct MeaningContext {
    /// The runtime's macro that makes it, as a Rust path within `generated`.
    macro_path: &'static str,
    /// What the macro makes, as Rust code: `enum` or `struct`, its name, and the numbers that it stands for.
    head: String,
    /// What it has, the beginning of a sentence of Markdown that ends with a name.
    says: &'static str,
    /// Whether it is the type of a list in `[values]`, which stands in `generated::meanings` for all classes.
    shared: bool,
    /// The named values or bits, in the order of the spec.
    entries: Vec<Entry>,
    /// The ranges, which have no names in Rust.
    ranges: Vec<Entry>,
}

/// A variant or a constant.
#[derive(JsonSchema, Serialize)]
struct Entry {
    /// The name in Rust; empty for a range.
    name: String,
    /// As a Rust literal.
    value: Rust,
    /// What it means, if the spec says it.
    text: Option<Text<'static>>,
}

impl MeaningContext {
    /// The type of a property's values, if they have one of their own.
    pub fn of(property: &Property) -> Option<Self> {
        if !has_meaning_type(property) {
            return None;
        }
        let shared = property.shared_meanings.is_some();
        let meanings = property.meanings.as_ref()?;
        let name = &property.meaning_type_name;
        Some(Self::new(meanings, name, property.cim_type(), shared))
    }

    fn new(meanings: &Meanings, name: &str, of: CimType, shared: bool) -> Self {
        let number = of.row().rust;
        match meanings {
            Meanings::Bits(bits) => MeaningContext {
                macro_path: "flags::flags",
                head: format!("struct {name}: {number}"),
                says: if shared {
                    "The bits that the spec names as"
                } else {
                    "The bits that the class names in"
                },
                shared,
                entries: bits
                    .iter()
                    .map(|bit| Entry {
                        name: bit.constant.clone(),
                        value: Rust(bit.position.to_string()),
                        text: Text::of(bit.text.as_ref()).map(Text::into_owned),
                    })
                    .collect(),
                ranges: Vec::new(),
            },
            Meanings::Values(values) => {
                let is_text = of.is_text();
                MeaningContext {
                    macro_path: if is_text {
                        "values::text_values"
                    } else {
                        "values::values"
                    },
                    head: if is_text {
                        format!("enum {name}")
                    } else {
                        format!("enum {name}: {number}")
                    },
                    says: if shared {
                        "The values that the spec lists as"
                    } else {
                        "The values that the class lists for"
                    },
                    shared,
                    entries: values.iter().filter_map(variant).collect(),
                    ranges: values.iter().filter_map(range).collect(),
                }
            }
        }
    }
}

/// A list of `[values]`, and the type that it makes.
#[derive(JsonSchema, Serialize)]
pub struct SharedMeaning<'p> {
    /// Its name in the spec.
    name: &'p str,
    /// The enum of its values or the set of its bits.
    meaning: MeaningContext,
}

impl<'p> SharedMeaning<'p> {
    pub fn new(list: &'p SharedMeanings) -> Self {
        SharedMeaning {
            name: &list.name,
            meaning: MeaningContext::new(&list.meanings, &list.type_name, list.of, true),
        }
    }
}

/// The types of all lists of `[values]`.
#[derive(JsonSchema, Serialize)]
pub struct MeaningsContext<'p> {
    /// The provider that they are of.
    provider: TypeOfProvider<'p>,
    /// The lists that make a type, in the order of the spec.
    lists: Vec<SharedMeaning<'p>>,
}

impl<'p> MeaningsContext<'p> {
    pub fn new(provider: &'p Provider) -> Self {
        MeaningsContext {
            provider: TypeOfProvider::new(provider),
            lists: shared_types(provider).map(SharedMeaning::new).collect(),
        }
    }
}

fn variant(meaning: &ValueMeaning) -> Option<Entry> {
    let MeaningOf::Value(value, name) = &meaning.of else {
        return None;
    };
    Some(Entry {
        name: name.clone(),
        value: Rust(match value {
            Value::Integer(number) => grouped(*number),
            // A text, and none of another type has a meaning.
            Value::String(_)
            | Value::Boolean(_)
            | Value::Real(_)
            | Value::Char16(_)
            | Value::Datetime(_)
            | Value::Array(_) => escape::rust_string(&meaning.of.value_map()),
        }),
        text: Text::of(meaning.text.as_ref()).map(Text::into_owned),
    })
}

fn range(meaning: &ValueMeaning) -> Option<Entry> {
    matches!(meaning.of, MeaningOf::Range(..)).then(|| Entry {
        name: String::new(),
        value: Rust(meaning.of.value_map()),
        text: Text::of(meaning.text.as_ref()).map(Text::into_owned),
    })
}
