//! Values whose type another key decides: defaults, qualifiers, the values that have a meaning.

use toml::Spanned;
use toml::de::{DeInteger, DeValue};

use super::key_problems::not_served_yet;
use super::keys::Shape;
use super::view::{too_large_integer, wrong_type};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::WRONG_TYPE;

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

/// A value and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// The value: a number, or a string for a range of numbers and for values of strings.
    pub value: Spanned<Literal>,
    /// What it means; any text.
    pub text: Spanned<String>,
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
    let value = literal(value)
        .filter(|value| matches!(value.get_ref(), Literal::Integer(_) | Literal::String(_)))?;
    let text = Spanned::new(text.span(), text.get_ref().as_str()?.to_owned());
    Some(Meaning { value, text })
}

/// Reports what is no array of pairs of a value and its meaning.
pub fn meanings_problems(
    key: &str,
    shape: &Shape,
    value: &Spanned<DeValue<'_>>,
) -> Vec<Diagnostic> {
    let later = |message: &str| {
        let until_then = format!(
            "write each with its meaning, for instance `{}`",
            shape.example()
        );
        not_served_yet(value.span(), message.to_owned(), "form", &until_then)
    };
    match value.get_ref() {
        DeValue::String(_) => vec![later("meanings that have a name are not served yet")],
        DeValue::Array(pairs) if !pairs.is_empty() && pairs.iter().all(is_bare) => {
            vec![later("values without their meanings are not served yet")]
        }
        DeValue::Array(pairs) => {
            let problem = |pair| pair_problem(key, shape, pair);
            pairs.iter().filter_map(problem).collect()
        }
        _ => vec![wrong_type(key, shape, value)],
    }
}

/// Whether a value stands alone where a pair would.
fn is_bare(element: &Spanned<DeValue<'_>>) -> bool {
    matches!(
        element.get_ref(),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Boolean(_)
    )
}

/// Reports what is no pair of a value and its meaning.
fn pair_problem(key: &str, shape: &Shape, pair: &Spanned<DeValue<'_>>) -> Option<Diagnostic> {
    if meaning(pair).is_some() {
        return None;
    }
    if let Some([value, text]) = pair.get_ref().as_array().and_then(|pair| pair.get(..2))
        && (key == "values" && value.get_ref().is_bool() && text.get_ref().is_str())
    {
        let message = "the meanings of `true` and `false` are not served yet".to_owned();
        let until_then = "say in the description what they mean for now";
        return Some(not_served_yet(value.span(), message, "form", until_then));
    }
    let message = format!("an element of `{key}` must be a pair of a value and its meaning");
    let report = Diagnostic::error(&WRONG_TYPE, pair.span(), message);
    Some(
        report
            .with_label("not a number or a string, and then a string")
            .with_help(format!("write for instance `{}`", shape.example())),
    )
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
