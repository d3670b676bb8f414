//! What a class promises of a property's values beyond their type: WMI tells its clients and enforces nothing (WMI:
//! "Standard Qualifiers"), so that the generated provider does.

use toml::Spanned;

use super::choice::Choice as _;
use super::{CimType, Misfit, Value};
use crate::diagnostics::rules::{OUT_OF_RANGE, UNFIT_FOR_TYPE};
use crate::diagnostics::{Checked, Diagnostic, keep};
use crate::spec::FieldTable;

/// The largest `max-len`: `MaxLen` is a sint32 qualifier, as all integer qualifiers of WMI are.
pub const MAX_LEN_LIMIT: u32 = i32::MAX.unsigned_abs();

/// The limits of a property's values, or of the elements of an array.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The most UTF-16 code units of a string; at least one.
    pub max_len: Option<u32>,
    /// The smallest number.
    pub min: Option<i128>,
    /// The largest number.
    pub max: Option<i128>,
}

impl Limits {
    /// The value, unless it lies beyond the limits.
    ///
    /// # Errors
    /// When it does.
    pub fn admit(&self, value: Value) -> Result<Value, Misfit> {
        match &value {
            Value::String(text) if self.max_len.is_some_and(|most| is_longer(text, most)) => {
                Err(Misfit::LongerThanMax)
            }
            Value::Integer(number) if self.min.is_some_and(|least| *number < least) => {
                Err(Misfit::BelowMin)
            }
            Value::Integer(number) if self.max.is_some_and(|most| *number > most) => {
                Err(Misfit::AboveMax)
            }
            Value::String(_)
            | Value::Integer(_)
            | Value::Boolean(_)
            | Value::Real(_)
            | Value::Char16(_)
            | Value::Datetime(_)
            | Value::Array(_) => Ok(value),
        }
    }
}

impl Limits {
    /// What to write in the place of a value that lies beyond the limits.
    pub fn help_with(&self, problem: Misfit) -> Option<String> {
        match problem {
            Misfit::BelowMin => self
                .min
                .map(|least| format!("write {least} or more, or a smaller `min`")),
            Misfit::AboveMax => self
                .max
                .map(|most| format!("write {most} or less, or a larger `max`")),
            Misfit::LongerThanMax => self.max_len.map(|most| {
                format!("write a text of {most} UTF-16 code units at most, or a larger `max-len`")
            }),
            _ => None,
        }
    }
}

fn is_longer(text: &str, most: u32) -> bool {
    usize::try_from(most).is_ok_and(|most| text.encode_utf16().nth(most).is_some())
}

/// The limits that are written for a property of this type; what makes no sense has been reported and is left out.
pub fn limits(written: &FieldTable, of: CimType, found: &mut Vec<Diagnostic>) -> Limits {
    let max_len = written.max_len.as_ref();
    let limits = Limits {
        max_len: max_len.and_then(|most| {
            let is_of_object = of == CimType::Object && written.text.is_some();
            let most = if is_of_object {
                of_object_text(most)
            } else {
                max_len_of(most, of)
            };
            keep(most, found)
        }),
        min: bound("min", written.min.as_ref(), of, found),
        max: bound("max", written.max.as_ref(), of, found),
    };
    if let (Some(least), Some(most), Some(place)) = (limits.min, limits.max, &written.max)
        && least > most
    {
        let message = format!("`max` is {most}, and `min` is {least}: no number lies between them");
        let report = Diagnostic::error(&OUT_OF_RANGE, place.span(), message);
        found.push(report.with_help("write the smaller number as `min`"));
        return Limits::default();
    }
    limits
}

/// Refuses a length of the text of an object, which is a string to clients and none to the spec.
fn of_object_text(written: &Spanned<i128>) -> Checked<u32> {
    let message = "`max-len` makes no sense for the text of an object";
    Diagnostic::error(&UNFIT_FOR_TYPE, written.span(), message)
        .with_label("WMI writes the text, as long as the object is")
        .with_help("leave it out, or limit the strings that the object's class has")
        .refuse()
}

fn max_len_of(written: &Spanned<i128>, of: CimType) -> Checked<u32> {
    if !of.is_text() {
        return unfit("max-len", written, of, "only strings have a length");
    }
    let most = u32::try_from(*written.get_ref()).ok();
    if let Some(most) = most.filter(|most| (1..=MAX_LEN_LIMIT).contains(most)) {
        return Ok(most);
    }
    let message = format!("`max-len` is {}", written.get_ref());
    Diagnostic::error(&OUT_OF_RANGE, written.span(), message)
        .with_label(format!("expected a number from 1 to {MAX_LEN_LIMIT}"))
        .with_help("write for instance `max-len = 64`")
        .refuse()
}

fn bound(
    key: &str,
    written: Option<&Spanned<i128>>,
    of: CimType,
    found: &mut Vec<Diagnostic>,
) -> Option<i128> {
    let written = written?;
    let Some((least, most)) = of.bounds() else {
        let why = "only integers have bounds in CIM, whose MinValue and MaxValue are integers";
        return keep(unfit(key, written, of, why), found);
    };
    let number = *written.get_ref();
    if (least..=most).contains(&number) {
        return Some(number);
    }
    let message = format!("`{key}` is {number}, and no `{}` is", of.as_str());
    found.push(
        Diagnostic::error(&OUT_OF_RANGE, written.span(), message)
            .with_label(format!("expected a number from {least} to {most}"))
            .with_help(format!("leave `{key}` out where the type says enough")),
    );
    None
}

/// Reports a key that makes no sense for the property's type.
pub fn unfit<T, W>(key: &str, written: &Spanned<W>, of: CimType, why: &str) -> Checked<T> {
    // Nobody writes these two as a `type`.
    let (what, other) = match of {
        CimType::Object => ("an object".to_owned(), "a `type` in the place of `object`"),
        CimType::Reference => ("a reference".to_owned(), "a `type` in the place of `ref`"),
        _ => (
            format!("a value of type `{}`", of.as_str()),
            "another `type`",
        ),
    };
    let message = format!("`{key}` makes no sense for {what}");
    Diagnostic::error(&UNFIT_FOR_TYPE, written.span(), message)
        .with_label(why)
        .with_help(format!("leave it out, or write {other}"))
        .refuse()
}
