//! Values and bits that have a meaning: an enum or a set of flags in Rust, `ValueMap` and `BitMap` in MOF.

mod bits;
mod resolved;
pub mod shared;

use toml::Spanned;

use super::limits::unfit;
use super::text::whole;
use super::value::value;
use super::{CimType, Domain, Limits, Value, variants};
use crate::diagnostics::rules::WRONG_MEANING;
use crate::diagnostics::{Checked, Diagnostic, Span, keep};
use crate::spec::{FieldTable, Literal, Meaning, Values, integer_in};
pub use resolved::{BitMeaning, MeaningOf, Meanings, ValueMeaning};

/// The most meanings of a property: each is a variant or a constant in Rust.
const MEANINGS_MAX: usize = 4096;

/// Which of the two keys lists something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKey {
    /// `values`.
    Values,
    /// `bitmap`.
    Bitmap,
}

impl ListKey {
    /// The key.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Values => "values",
            Self::Bitmap => "bitmap",
        }
    }

    /// Refuses the key for a property of a type that has nothing to list.
    fn fit<W>(self, written: &Spanned<W>, of: CimType) -> Checked<()> {
        let (fits, why) = match self {
            Self::Values => (
                of.has_value_map(),
                "only integers, strings and booleans have a ValueMap",
            ),
            Self::Bitmap => (of.bits().is_some(), "only unsigned integers have a BitMap"),
        };
        if fits {
            Ok(())
        } else {
            unfit(self.as_str(), written, of, why)
        }
    }
}

/// What a field lists, and under which key; both keys at once have been reported.
pub fn written<'s>(
    written: &'s FieldTable,
    found: &mut Vec<Diagnostic>,
) -> Option<(ListKey, &'s Values)> {
    let (values, bitmap) = (written.values.as_ref(), written.bitmap.as_ref());
    if let (Some(values), Some(bitmap)) = (values, bitmap) {
        let message = "a type has `values` or a `bitmap`, and not both";
        let report = Diagnostic::error(&WRONG_MEANING, bitmap.span(), message);
        found.push(
            report
                .with_place(values.span(), "the values")
                .with_help("leave one of them out"),
        );
        return None;
    }
    let values = values.map(|values| (ListKey::Values, values));
    values.or_else(|| Some((ListKey::Bitmap, bitmap?)))
}

/// The meanings that are listed for a property of this type.
pub fn listed(
    key: ListKey,
    written: &Spanned<Vec<Meaning>>,
    of: CimType,
    limits: &Limits,
    found: &mut Vec<Diagnostic>,
) -> Option<Meanings> {
    keep(key.fit(written, of), found)?;
    keep(check_count(key.as_str(), written), found)?;
    let list = written.get_ref();
    Some(match key {
        ListKey::Values => {
            keep(check_worth(written, of), found)?;
            Meanings::Values(value_meanings(list, of, limits, found))
        }
        ListKey::Bitmap => Meanings::Bits(bits::bit_meanings(list, of.bits()?, found)),
    })
}

/// Refuses a list that says nothing: everybody knows the values of a boolean.
fn check_worth(written: &Spanned<Vec<Meaning>>, of: CimType) -> Checked<()> {
    let bare = written.get_ref().iter().any(|value| value.text.is_none());
    if !bare || !matches!(of.domain(), Domain::Boolean) {
        return Ok(());
    }
    Diagnostic::error(
        &WRONG_MEANING,
        written.span(),
        "the values of a boolean are known without their meanings",
    )
    .with_label("says nothing")
    .with_help(
        "write what they mean, as in `[[false, \"No\"], [true, \"Yes\"]]`, or leave `values` out",
    )
    .refuse()
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
            keep(whole_text(meaning), found)?;
            Some((sort, meaning))
        })
        .collect();
    let singles = sound.iter().filter_map(|(sort, meaning)| match sort {
        Sort::Value(value) => Some((text_of(meaning), value)),
        Sort::Range(..) => None,
    });
    let mut variants = variants::of_values(singles).into_iter();
    let named = |(sort, meaning): (Sort, &Meaning)| ValueMeaning {
        of: match sort {
            Sort::Value(value) => MeaningOf::Value(value, variants.next().unwrap_or_default()),
            Sort::Range(from, to) => MeaningOf::Range(from, to),
        },
        text: text_of(meaning).map(str::to_owned),
    };
    sound.into_iter().map(named).collect()
}

/// What a value means, if that is written.
fn text_of(meaning: &Meaning) -> Option<&str> {
    let text = meaning.text.as_ref();
    text.map(|text| text.get_ref().as_str())
}

fn whole_text(meaning: &Meaning) -> Checked<()> {
    meaning
        .text
        .as_ref()
        .map_or(Ok(()), |text| whole(text).map(drop))
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
        let help = match of.domain() {
            Domain::Boolean => {
                "write `true` or `false`, as in `[[false, \"No\"], [true, \"Yes\"]]`"
            }
            _ => "write a value of the type, within its limits",
        };
        wrong(meaning.value.span(), &message, help)
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
        return second("value", meaning, first.clone()).refuse();
    }
    taken.push((extent, place));
    Ok(())
}

/// Reports a value or a bit that stands in the list already.
fn second(what: &str, meaning: &Meaning, first: Span) -> Diagnostic {
    let (message, help) = if meaning.text.is_some() {
        (
            "has a meaning already",
            format!("write one meaning for each {what}"),
        )
    } else {
        ("is listed already", format!("list each {what} once"))
    };
    let message = format!("the {what} {message}");
    Diagnostic::error(&WRONG_MEANING, meaning.value.span(), message)
        .with_label("the second")
        .with_place(first, "the first")
        .with_help(help)
}

fn wrong<T>(span: Span, message: &str, help: &str) -> Checked<T> {
    Diagnostic::error(&WRONG_MEANING, span, message)
        .with_label("has no meaning here")
        .with_help(help)
        .refuse()
}
