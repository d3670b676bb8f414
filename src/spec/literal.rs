//! Values whose type another key decides: defaults, qualifiers, the values that have a meaning.

use toml::Spanned;
use toml::de::{DeInteger, DeValue};

use super::keys::Shape;
use super::view::{too_large_integer, wrong_type};
use crate::diagnostics::rules::{WRONG_MEANING, WRONG_TYPE};
use crate::diagnostics::{Diagnostic, Span};

/// A value as it was written.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// A string.
    String(String),
    /// An integer; wider than any CIM type, so that what is too large for one can be said.
    Integer(i128),
    /// A float, `inf` and `nan` among them.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// An array of those.
    Array(Vec<Spanned<Literal>>),
}

/// A value that a list has, and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// The value: a number, `true` or `false`, or a string for a range of numbers and for values of strings.
    pub value: Spanned<Literal>,
    /// What it means; any text. All values of a list have a meaning, or none has.
    pub text: Option<Spanned<String>>,
}

/// The values of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// They are listed with the field.
    Listed(Spanned<Vec<Meaning>>),
    /// They are those of this name in `[values]`.
    Named(Spanned<String>),
}

impl Values {
    /// Where they are written.
    pub fn span(&self) -> Span {
        match self {
            Self::Listed(list) => list.span(),
            Self::Named(name) => name.span(),
        }
    }

    /// The name in `[values]`, if they are not listed with the field.
    pub fn name(&self) -> Option<&Spanned<String>> {
        match self {
            Self::Listed(_) => None,
            Self::Named(name) => Some(name),
        }
    }
}

impl Literal {
    /// What values of this type are called.
    pub fn described(&self) -> &'static str {
        match self {
            Self::String(_) => "a string",
            Self::Integer(_) => "an integer",
            Self::Float(_) => "a float",
            Self::Boolean(_) => "a boolean",
            Self::Array(_) => "an array",
        }
    }
}

/// The value that stands here, if it is one of those.
pub fn literal(value: &Spanned<DeValue<'_>>) -> Option<Spanned<Literal>> {
    let literal = match value.get_ref() {
        DeValue::String(text) => Literal::String(text.clone().into_owned()),
        DeValue::Integer(written) => Literal::Integer(integer(written)?),
        DeValue::Float(written) => Literal::Float(written.as_str().parse().ok()?),
        DeValue::Boolean(flag) => Literal::Boolean(*flag),
        DeValue::Array(elements) => {
            let elements = elements.iter();
            let scalar = |element| literal(element).filter(|_| !is_composite(element));
            Literal::Array(elements.map(scalar).collect::<Option<_>>()?)
        }
        DeValue::Datetime(_) | DeValue::Table(_) => return None,
    };
    Some(Spanned::new(value.span(), literal))
}

/// The pair that stands here, if it is one.
pub fn meaning(pair: &Spanned<DeValue<'_>>) -> Option<Meaning> {
    let pair = pair.get_ref().as_array()?;
    let (2, Some(value), Some(text)) = (pair.len(), pair.first(), pair.get(1)) else {
        return None;
    };
    let value = bare(value)?;
    let text = Spanned::new(text.span(), text.get_ref().as_str()?.to_owned());
    let text = Some(text);
    Some(Meaning { value, text })
}

/// The pair that stands here, or the value without a meaning, if it is one.
pub fn listed(element: &Spanned<DeValue<'_>>) -> Option<Meaning> {
    meaning(element).or_else(|| {
        Some(Meaning {
            value: bare(element)?,
            text: None,
        })
    })
}

/// The value that stands here, if it is one that can have a meaning.
fn bare(value: &Spanned<DeValue<'_>>) -> Option<Spanned<Literal>> {
    literal(value).filter(|value| {
        matches!(
            value.get_ref(),
            Literal::Integer(_) | Literal::String(_) | Literal::Boolean(_)
        )
    })
}

/// Reports what is no array of pairs of a value and its meaning.
pub fn meanings_problems(
    key: &str,
    shape: &Shape,
    value: &Spanned<DeValue<'_>>,
) -> Vec<Diagnostic> {
    let DeValue::Array(pairs) = value.get_ref() else {
        return vec![wrong_type(key, shape, value)];
    };
    let others = pairs.iter().filter(|pair| meaning(pair).is_none());
    others.map(|pair| no_pair(key, shape, pair)).collect()
}

/// Reports what is no array of values, with a meaning each or without any.
pub fn values_problems(key: &str, shape: &Shape, value: &Spanned<DeValue<'_>>) -> Vec<Diagnostic> {
    let DeValue::Array(elements) = value.get_ref() else {
        return vec![wrong_type(key, shape, value)];
    };
    let others = elements.iter().filter(|element| listed(element).is_none());
    let others: Vec<_> = others.map(|one| no_pair(key, shape, one)).collect();
    if others.is_empty() {
        mixed(elements).into_iter().collect()
    } else {
        others
    }
}

/// Reports a list in which some values have a meaning and others have none, at the first that differs from those before it.
fn mixed(elements: &[Spanned<DeValue<'_>>]) -> Option<Diagnostic> {
    let (first, rest) = elements.split_first()?;
    let is_pair = |element: &Spanned<DeValue<'_>>| element.get_ref().is_array();
    let other = rest.iter().find(|one| is_pair(one) != is_pair(first))?;
    let (with, without) = if is_pair(first) {
        (first, other)
    } else {
        (other, first)
    };
    let message = "some of the values have a meaning, and others have none";
    let report = Diagnostic::error(&WRONG_MEANING, without.span(), message);
    Some(
        report
            .with_label("this one has none")
            .with_place(with.span(), "this one has a meaning")
            .with_help("write a meaning for each value, or for none"),
    )
}

/// Reports what is no pair of a value and its meaning.
fn no_pair(key: &str, shape: &Shape, pair: &Spanned<DeValue<'_>>) -> Diagnostic {
    let message = format!("an element of `{key}` must be a pair of a value and its meaning");
    let report = Diagnostic::error(&WRONG_TYPE, pair.span(), message);
    report
        .with_label("not a number, a string, `true` or `false`, and then a string")
        .with_help(format!("write for instance `{}`", shape.example()))
}

/// Reports what is no value of any type that a default or a qualifier has.
pub fn problem(key: &str, shape: &Shape, value: &Spanned<DeValue<'_>>) -> Vec<Diagnostic> {
    match value.get_ref() {
        DeValue::Integer(written) if integer(written).is_none() => {
            vec![too_large_integer(key, value.span())]
        }
        DeValue::Datetime(_) => {
            let report = wrong_type(key, shape, value);
            vec![report.with_help(
                "write a datetime as WMI does, in quotes: \"20260131093000.000000+060\"",
            )]
        }
        DeValue::Table(_) => vec![wrong_type(key, shape, value)],
        DeValue::Array(elements) => {
            let report = |element: &Spanned<DeValue<'_>>| {
                if is_composite(element) {
                    vec![wrong_type(key, shape, element)]
                } else {
                    problem(key, shape, element)
                }
            };
            elements.iter().flat_map(report).collect()
        }
        _ => Vec::new(),
    }
}

/// An array within an array is a value of no type.
fn is_composite(element: &Spanned<DeValue<'_>>) -> bool {
    element.get_ref().is_array()
}

/// The integer that a text is, written as TOML writes integers: in decimal, hexadecimal, octal or binary digits.
pub fn integer_in(text: &str) -> Option<i128> {
    let is_alone = !text.contains(|c: char| c.is_whitespace() || c == '#');
    let value = DeValue::parse(text).ok().filter(|_| is_alone)?;
    match value.get_ref() {
        DeValue::Integer(written) => integer(written),
        _ => None,
    }
}

/// An integer's value; wider than any CIM type, so that what is too large for one can be said.
pub fn integer(written: &DeInteger<'_>) -> Option<i128> {
    i128::from_str_radix(written.as_str(), written.radix()).ok()
}
