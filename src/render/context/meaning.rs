//! The enum of a property's values, or the set of its bits, as the templates get to see it.

use super::code::Rust;
use super::text::Text;
use super::types::has_meaning_type;
use crate::model::{MeaningOf, Meanings, Property, Value, ValueMeaning};
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
    /// What the class does with it, the beginning of a sentence of Markdown.
    says: &'static str,
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
        let name = &property.meaning_type_name;
        let number = property.cim_type().row().rust;
        Some(match property.meanings.as_ref()? {
            Meanings::Bits(bits) => MeaningContext {
                macro_path: "flags::flags",
                head: format!("struct {name}: {number}"),
                says: "The bits that the class names in",
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
                let is_text = property.cim_type().is_text();
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
                    says: "The values that the class lists for",
                    entries: values.iter().filter_map(variant).collect(),
                    ranges: values.iter().filter_map(range).collect(),
                }
            }
        })
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
