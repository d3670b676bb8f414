//! Values that a spec gives: what stands in the text, as a value of a CIM type.

use toml::Spanned;

use super::choice::Choice as _;
use super::datetime::{is_datetime, is_interval};
use super::{CimType, Domain, FieldType, Limits, Misfit, Real};
use crate::diagnostics::rules::WRONG_DEFAULT;
use crate::diagnostics::{Checked, Diagnostic, Span, keep};
use crate::spec::Literal;

/// A value of a CIM type.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Of `boolean`.
    Boolean(bool),
    /// Of an integer type, within its bounds.
    Integer(i128),
    /// Of `real32` or `real64`; finite, and no larger than the type holds.
    Real(Real),
    /// Of `char16`.
    Char16(u16),
    /// Of `string`; any text without NUL.
    String(String),
    /// Of `datetime` or `interval`, in the 25 characters of WMI.
    Datetime(String),
    /// Of an array.
    Array(Vec<Value>),
}

/// The value that is written as a default of a field of this type; what is none has been reported.
pub fn default(
    written: &Spanned<Literal>,
    of: &FieldType,
    limits: &Limits,
    found: &mut Vec<Diagnostic>,
) -> Option<Value> {
    let element = of.of.cim_type();
    match written.get_ref() {
        Literal::Array(elements) if of.array => {
            keep(count(written, elements.len(), of.max_items), found);
            let elements = elements.iter();
            let values = elements.map(|literal| keep(scalar(literal, element, limits), found));
            // Each element is looked at before any of them stops the rest.
            let values: Vec<Option<Value>> = values.collect();
            let values: Option<Vec<Value>> = values.into_iter().collect();
            values.map(Value::Array)
        }
        Literal::Array(_) => {
            let message = "the default is an array, and the type is not";
            let help = format!("write one value, or `type = \"{}[]\"`", element.as_str());
            keep(wrong(written.span(), message, help), found)
        }
        _ if of.array => {
            let message = "the type is an array, and the default is not";
            let help = "write the default in brackets, as in `default = [1, 2]`".to_owned();
            keep(wrong(written.span(), message, help), found)
        }
        _ => keep(scalar(written, element, limits), found),
    }
}

/// Refuses more elements than the array may have.
fn count(written: &Spanned<Literal>, elements: usize, max_items: Option<u32>) -> Checked<()> {
    let beyond = |most: &u32| usize::try_from(*most).is_ok_and(|most| elements > most);
    match max_items.filter(beyond) {
        None => Ok(()),
        Some(most) => {
            let message =
                format!("the default has {elements} elements, and the array {most} at most");
            let help =
                "leave some out, or write a larger number in the brackets of `type`".to_owned();
            wrong(written.span(), message, help)
        }
    }
}

fn scalar(written: &Spanned<Literal>, wanted: CimType, limits: &Limits) -> Checked<Value> {
    match value(written.get_ref(), wanted).and_then(|value| limits.admit(value)) {
        Ok(value) => Ok(value),
        Err(problem) => {
            let message = format!("the default {problem}");
            let help = limits.help_with(problem).unwrap_or_else(|| example(wanted));
            wrong(written.span(), message, help)
        }
    }
}

fn wrong<T>(span: Span, message: impl Into<String>, help: String) -> Checked<T> {
    Diagnostic::error(&WRONG_DEFAULT, span, message)
        .with_label("not a value that can stand here")
        .with_help(help)
        .refuse()
}

/// The value of type `wanted` that a literal stands for, or why it stands for none.
pub fn value(literal: &Literal, wanted: CimType) -> Result<Value, Misfit> {
    let other_type = || Misfit::OtherType(literal.described(), wanted);
    let text = || match literal {
        Literal::String(text) => Ok(text.as_str()),
        _ => Err(other_type()),
    };
    match wanted.domain() {
        Domain::Boolean => match literal {
            Literal::Boolean(flag) => Ok(Value::Boolean(*flag)),
            _ => Err(other_type()),
        },
        Domain::Integer { least, most, .. } => match literal {
            Literal::Integer(number) if (least..=most).contains(number) => {
                Ok(Value::Integer(*number))
            }
            Literal::Integer(number) => Err(Misfit::OutOfBounds(*number, wanted)),
            _ => Err(other_type()),
        },
        Domain::Real {
            least,
            most,
            digits,
        } => match literal {
            Literal::Float(number) => real(*number, least, most, wanted),
            Literal::Integer(number) => whole_real(*number, digits, wanted),
            _ => Err(other_type()),
        },
        Domain::Char16 => char16(text()?),
        Domain::Text => string(text()?),
        Domain::Datetime => time(text()?, is_datetime, wanted),
        Domain::Interval => time(text()?, is_interval, wanted),
        Domain::Object | Domain::Reference => Err(other_type()),
    }
}

fn time(text: &str, is_one: fn(&str) -> bool, wanted: CimType) -> Result<Value, Misfit> {
    if is_one(text) {
        Ok(Value::Datetime(text.to_owned()))
    } else {
        Err(Misfit::NotAsWmiWrites(wanted))
    }
}

fn string(text: &str) -> Result<Value, Misfit> {
    if text.contains('\0') {
        return Err(Misfit::NulInText);
    }
    Ok(Value::String(text.to_owned()))
}

fn char16(text: &str) -> Result<Value, Misfit> {
    let mut units = text.encode_utf16();
    match (units.next(), units.next()) {
        (Some(0), None) => Err(Misfit::NulCharacter),
        (Some(unit), None) => Ok(Value::Char16(unit)),
        _ => Err(Misfit::NotOneUnit),
    }
}

fn real(number: f64, least: f64, most: f64, wanted: CimType) -> Result<Value, Misfit> {
    if !number.is_finite() {
        Err(Misfit::NotFinite)
    } else if number.abs() > most {
        Err(Misfit::TooLarge(wanted))
    } else if number != 0.0 && number.abs() < least {
        Err(Misfit::TooSmall(wanted))
    } else {
        Ok(Value::Real(Real(number)))
    }
}

/// A whole number as a floating-point one, if that is the same number.
fn whole_real(number: i128, digits: u32, wanted: CimType) -> Result<Value, Misfit> {
    let real = number.to_string().parse().ok().map(Real);
    let exact = real.filter(|_| number.unsigned_abs() <= 1 << digits);
    exact
        .map(Value::Real)
        .ok_or(Misfit::Inexact(number, wanted))
}

/// What to write instead of a value that is none of its type.
fn example(wanted: CimType) -> String {
    format!("write for instance `default = {}`", wanted.row().example)
}
