//! Values and bits that have a meaning: an enum or a set of flags in Rust, `ValueMap` and `BitMap` in MOF.

mod bits;

use toml::Spanned;

use super::limits::unfit;
use super::text::whole;
use super::value::value;
use super::{CimType, Limits, Value, variants};
use crate::diagnostics::rules::WRONG_MEANING;
use crate::diagnostics::{Checked, Diagnostic, Span, keep};
use crate::spec::{FieldTable, Literal, Meaning, integer_in};

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
    /// The meaning; any text.
    pub text: String,
}

/// What has a meaning.
#[derive(Clone, Debug, PartialEq)]
pub enum MeaningOf {
    /// One value, and its variant of the enum in Rust.
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

    /// The meanings, in the same order.
    pub fn texts(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::Values(values) => Box::new(values.iter().map(|value| value.text.as_str())),
            Self::Bits(bits) => Box::new(bits.iter().map(|bit| bit.text.as_str())),
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
            // No other type has meanings.
            Self::Value(
                Value::Boolean(_)
                | Value::Real(_)
                | Value::Char16(_)
                | Value::Datetime(_)
                | Value::Array(_),
                _,
            ) => String::new(),
            Self::Range(from, to) => format!("{}..{}", end(from), end(to)),
        }
    }
}

/// A bit and its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BitMeaning {
    /// Its position; the lowest is 0.
    pub position: u32,
    /// Its constant in Rust.
    pub constant: String,
    /// The meaning; any text.
    pub text: String,
}

/// The most meanings of a property: each is a variant or a constant in Rust.
const MEANINGS_MAX: usize = 4096;

/// The meanings that are written for a property of this type.
pub fn meanings(
    written: &FieldTable,
    of: CimType,
    limits: &Limits,
    found: &mut Vec<Diagnostic>,
) -> Option<Meanings> {
    let values = written.values.as_ref();
    let bitmap = written.bitmap.as_ref();
    if let (Some(values), Some(bitmap)) = (values, bitmap) {
        let message = "a property has `values` or a `bitmap`, and not both";
        let report = Diagnostic::error(&WRONG_MEANING, bitmap.span(), message);
        found.push(
            report
                .with_place(values.span(), "the values")
                .with_help("leave one of them out"),
        );
        return None;
    }
    if let Some(written) = values {
        return keep(check_values(written, of), found)
            .map(|()| Meanings::Values(value_meanings(written.get_ref(), of, limits, found)));
    }
    let written = bitmap?;
    let bits = keep(check_bitmap(written, of), found)?;
    Some(Meanings::Bits(bits::bit_meanings(
        written.get_ref(),
        bits,
        found,
    )))
}

fn check_values(written: &Spanned<Vec<Meaning>>, of: CimType) -> Checked<()> {
    if !of.has_value_map() {
        return unfit(
            "values",
            written,
            of,
            "only integers and strings have a ValueMap",
        );
    }
    check_count("values", written)
}

fn check_bitmap(written: &Spanned<Vec<Meaning>>, of: CimType) -> Checked<u32> {
    let Some(bits) = of.bits() else {
        return unfit(
            "bitmap",
            written,
            of,
            "only unsigned integers have a BitMap",
        );
    };
    check_count("bitmap", written).map(|()| bits)
}

fn check_count(key: &str, written: &Spanned<Vec<Meaning>>) -> Checked<()> {
    let count = written.get_ref().len();
    if (1..=MEANINGS_MAX).contains(&count) {
        return Ok(());
    }
    let message = format!("`{key}` has {count} meanings");
    Diagnostic::error(&WRONG_MEANING, written.span(), message)
        .with_label(format!("expected 1 to {MEANINGS_MAX}"))
        .with_help(
            "leave it out where there is nothing to say, and write ranges where there is much",
        )
        .refuse()
}

fn value_meanings(
    written: &[Meaning],
    of: CimType,
    limits: &Limits,
    found: &mut Vec<Diagnostic>,
) -> Vec<ValueMeaning> {
    let mut taken = Vec::new();
    let sound: Vec<(Sort, &Meaning)> = written
        .iter()
        .filter_map(|meaning| {
            let sort = keep(sort(meaning, of, limits), found)?;
            keep(unique(&sort, meaning, of, &mut taken), found)?;
            keep(whole(&meaning.text), found)?;
            Some((sort, meaning))
        })
        .collect();
    let singles = sound.iter().filter_map(|(sort, meaning)| match sort {
        Sort::Value(value) => Some((meaning.text.get_ref().as_str(), value)),
        Sort::Range(..) => None,
    });
    let mut variants = variants::of_values(singles).into_iter();
    let named = |(sort, meaning): (Sort, &Meaning)| ValueMeaning {
        of: match sort {
            Sort::Value(value) => MeaningOf::Value(value, variants.next().unwrap_or_default()),
            Sort::Range(from, to) => MeaningOf::Range(from, to),
        },
        text: meaning.text.get_ref().clone(),
    };
    sound.into_iter().map(named).collect()
}

/// What a meaning is of, before it has a name.
enum Sort {
    Value(Value),
    Range(Option<i128>, Option<i128>),
}

fn sort(meaning: &Meaning, of: CimType, limits: &Limits) -> Checked<Sort> {
    let literal = meaning.value.get_ref();
    if let (Some(bounds), Literal::String(text)) = (of.bounds(), literal) {
        return match range(text, bounds) {
            Some((from, to)) => Ok(Sort::Range(from, to)),
            None => wrong(
                meaning.value.span(),
                "a value of a number is a number, or a range of numbers of its type in quotes",
                "write for instance `[5, \"Failed\"]`, or `[\"6..10\", \"Reserved\"]`, where either end may be left out",
            ),
        };
    }
    let value = value(literal, of).and_then(|value| limits.admit(value));
    value.map(Sort::Value).or_else(|problem| {
        let message = format!("the value {problem}");
        wrong(
            meaning.value.span(),
            &message,
            "write a value that the property can have",
        )
    })
}

/// The two ends of `1..5`, `..5`, `5..` or `..`, within the bounds of the type and not the wrong way round.
pub fn range(text: &str, (least, most): (i128, i128)) -> Option<(Option<i128>, Option<i128>)> {
    let (from, to) = text.split_once("..")?;
    let end = |text: &str| {
        if text.is_empty() {
            return Some(None);
        }
        let number = integer_in(text)?;
        (least..=most).contains(&number).then_some(Some(number))
    };
    let (from, to) = (end(from)?, end(to)?);
    (from.unwrap_or(least) <= to.unwrap_or(most)).then_some((from, to))
}

/// What a meaning takes, so that no other can have it.
#[derive(PartialEq)]
enum Extent {
    /// The numbers from one to another.
    Numbers(i128, i128),
    /// One text.
    Text(Value),
    /// All that has no meaning of its own, which is what CIM's `..` stands for.
    Rest,
}

impl Extent {
    fn of(sort: &Sort, of: CimType) -> Self {
        let (least, most) = of.bounds().unwrap_or_default();
        match sort {
            Sort::Range(None, None) => Self::Rest,
            Sort::Range(from, to) => Self::Numbers(from.unwrap_or(least), to.unwrap_or(most)),
            Sort::Value(Value::Integer(number)) => Self::Numbers(*number, *number),
            Sort::Value(value) => Self::Text(value.clone()),
        }
    }

    fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Numbers(from, to), Self::Numbers(other_from, other_to)) => {
                from <= other_to && other_from <= to
            }
            _ => self == other,
        }
    }
}

/// Refuses a second meaning of a value. `taken` has what the earlier ones take, and where they are written.
fn unique(
    sort: &Sort,
    meaning: &Meaning,
    of: CimType,
    taken: &mut Vec<(Extent, Span)>,
) -> Checked<()> {
    let place = meaning.value.span();
    let extent = Extent::of(sort, of);
    if let Some((_, first)) = taken.iter().find(|(other, _)| extent.meets(other)) {
        return Diagnostic::error(&WRONG_MEANING, place, "the value has a meaning already")
            .with_label("the second")
            .with_place(first.clone(), "the first")
            .with_help("write one meaning for each value")
            .refuse();
    }
    taken.push((extent, place));
    Ok(())
}

fn wrong<T>(span: Span, message: &str, help: &str) -> Checked<T> {
    Diagnostic::error(&WRONG_MEANING, span, message)
        .with_label("has no meaning here")
        .with_help(help)
        .refuse()
}
