//! What a compiler would say of the names and values of a text that is MOF otherwise.

use std::collections::HashSet;

use super::tree::{Count, Name, Type, TypeKind, Value, ValueKind};
use crate::diagnostics::{Span, quoted};
use crate::model::{CimType, Domain};

/// What does not fit, and where.
#[derive(Debug)]
pub struct Misfit {
    /// Where.
    pub span: Span,
    /// What.
    pub message: String,
    /// What to write instead.
    pub help: &'static str,
}

/// The names that stand there again; MOF does not tell capital letters from others.
pub fn twice<'n>(names: impl IntoIterator<Item = &'n Name>, what: &str) -> Vec<Misfit> {
    let mut seen = HashSet::new();
    let again = names
        .into_iter()
        .filter(|name| !seen.insert(name.text.to_ascii_lowercase()));
    again
        .map(|name| Misfit {
            span: name.span.clone(),
            message: format!("the {what} {} is there already", quoted(&name.text)),
            help: "leave one of the two out; capital letters make no difference",
        })
        .collect()
}

/// What is wrong with a value that stands where this type does, if something is.
pub fn default(declared: &Type, value: &Value) -> Option<Misfit> {
    match (&value.kind, declared.count) {
        (ValueKind::Null, _) => None,
        (ValueKind::Array(_), Count::One) => Some(misfit(
            value,
            "a list stands here, and the type is that of one value".to_owned(),
            "write one value, or `[]` behind the name",
        )),
        (ValueKind::Array(values), Count::AtMost(length)) if values.len() > length as usize => {
            Some(misfit(
                value,
                format!("there are {} values", values.len()),
                "leave some out, or let the array be longer",
            ))
        }
        (ValueKind::Array(values), _) => values.iter().find_map(|value| one(&declared.kind, value)),
        (_, Count::One) => one(&declared.kind, value),
        (_, _) => Some(misfit(
            value,
            "one value stands here, and the type is an array".to_owned(),
            "write a list of values, such as `{5}`",
        )),
    }
}

fn misfit(value: &Value, message: String, help: &'static str) -> Misfit {
    Misfit {
        span: value.span.clone(),
        message,
        help,
    }
}

fn one(kind: &TypeKind, value: &Value) -> Option<Misfit> {
    let fits = match kind {
        TypeKind::Intrinsic(intrinsic) => return intrinsic_value(*intrinsic, value),
        TypeKind::Object(_) => matches!(
            value.kind,
            ValueKind::Instance(_) | ValueKind::Alias(_) | ValueKind::Null
        ),
        // Paths are written as texts, too.
        TypeKind::Reference(_) => matches!(
            value.kind,
            ValueKind::Text(_) | ValueKind::Alias(_) | ValueKind::Null
        ),
    };
    if fits {
        return None;
    }
    let (what, help) = match kind {
        TypeKind::Object(_) => ("an object", "write `instance of …`, or `NULL`"),
        _ => (
            "the path of an instance",
            "write its path as a text, or `NULL`",
        ),
    };
    Some(misfit(value, format!("this is not {what}"), help))
}

fn intrinsic_value(intrinsic: CimType, value: &Value) -> Option<Misfit> {
    let (fits, help) = match (intrinsic.domain(), &value.kind) {
        (_, ValueKind::Null) => return None,
        (Domain::Integer { least, most, .. }, ValueKind::Integer(number, by_bits)) => {
            // What is written by its bits may set the sign's.
            let most = if *by_bits {
                most - least.min(0) * 2 + i128::from(least < 0)
            } else {
                most
            };
            if (least..=most).contains(number) {
                return None;
            }
            return Some(misfit(
                value,
                format!(
                    "the value is out of the range of {}",
                    quoted(intrinsic.row().mof)
                ),
                "write a value that the type has, or another type",
            ));
        }
        (Domain::Integer { .. }, _) => (false, "write an integer"),
        (Domain::Boolean, kind) => (matches!(kind, ValueKind::Boolean(_)), "write TRUE or FALSE"),
        (Domain::Real { .. }, kind) => (
            matches!(kind, ValueKind::Real(_) | ValueKind::Integer(..)),
            "write a number, such as 1.5",
        ),
        (Domain::Char16, kind) => (
            matches!(kind, ValueKind::Character(_))
                || matches!(kind, ValueKind::Integer(unit, _) if (0..=0xffff).contains(unit)),
            "write a character in single quotes",
        ),
        (
            Domain::Text | Domain::Datetime | Domain::Interval | Domain::Object | Domain::Reference,
            kind,
        ) => (
            matches!(kind, ValueKind::Text(_)),
            "write a text in double quotes",
        ),
    };
    if fits {
        return None;
    }
    let message = format!("this is no value of {}", quoted(intrinsic.row().mof));
    Some(misfit(value, message, help))
}
