//! What a list of values or bits is, once it is known what it is of.

use super::super::Value;

/// The meanings of a property's values.
#[derive(Clone, Debug, PartialEq)]
pub enum Meanings {
    /// `values`, in the order of the spec.
    Values(Vec<ValueMeaning>),
    /// `bitmap`, in the order of the spec.
    Bits(Vec<BitMeaning>),
}

/// A value, or a range of values, and its meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueMeaning {
    /// What has the meaning.
    pub of: MeaningOf,
    /// The meaning; any text. All values of a property have one, or none has.
    pub text: Option<String>,
}

/// What has a meaning.
#[derive(Clone, Debug, PartialEq)]
pub enum MeaningOf {
    /// One value, and its variant of the enum in Rust; the values of booleans have no enum.
    Value(Value, String),
    /// All numbers from one to another, both among them; what is not said is the end of the type.
    Range(Option<i128>, Option<i128>),
}

impl Meanings {
    /// The values or the bits' positions, as `ValueMap` and `BitMap` have them.
    pub fn map(&self) -> Vec<String> {
        match self {
            Self::Values(values) => values.iter().map(|value| value.of.value_map()).collect(),
            Self::Bits(bits) => bits.iter().map(|bit| bit.position.to_string()).collect(),
        }
    }

    /// The meanings, in the same order; none if the values or bits are listed without.
    pub fn texts(&self) -> Option<Vec<&str>> {
        match self {
            Self::Values(values) => values.iter().map(|value| value.text.as_deref()).collect(),
            Self::Bits(bits) => bits.iter().map(|bit| bit.text.as_deref()).collect(),
        }
    }
}

impl MeaningOf {
    /// What `ValueMap` has for it.
    pub fn value_map(&self) -> String {
        let end = |end: &Option<i128>| end.map(|end| end.to_string()).unwrap_or_default();
        match self {
            Self::Value(Value::Integer(number), _) => number.to_string(),
            Self::Value(Value::String(text), _) => text.clone(),
            // As MOF writes them: neither WMI's pages nor DSP0004 say how a ValueMap has booleans. .NET makes the same words
            // of them, but for case, and numbers would differ: TRUE is -1 in a VARIANT and 1 elsewhere.
            Self::Value(Value::Boolean(flag), _) => mof_boolean(*flag).to_owned(),
            // No other type has meanings.
            Self::Value(
                Value::Real(_) | Value::Char16(_) | Value::Datetime(_) | Value::Array(_),
                _,
            ) => String::new(),
            Self::Range(from, to) => format!("{}..{}", end(from), end(to)),
        }
    }
}

fn mof_boolean(flag: bool) -> &'static str {
    if flag { "TRUE" } else { "FALSE" }
}

/// A bit and its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BitMeaning {
    /// Its position; the lowest is 0.
    pub position: u32,
    /// Its constant in Rust.
    pub constant: String,
    /// The meaning; any text. All bits of a property have one, or none has.
    pub text: Option<String>,
}
