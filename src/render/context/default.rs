//! The default that a class declares for a property, in Rust.

use super::types::has_meaning_type;
use crate::model::{BitMeaning, Domain, MeaningOf, Meanings, Property, Value};
use crate::render::escape;
use crate::render::numbers::grouped;

/// What stands in a property's field when its instance was made of a key alone.
pub fn with_key(property: &Property) -> String {
    let field = &property.ident;
    let denied = property.denied.is_some();
    if property.key {
        let value = format!("key.{field}");
        return if denied {
            format!("Read::Value({value})")
        } else {
            value
        };
    }
    let wrap = if denied { "Read::Value" } else { "Some" };
    match &property.default {
        None if denied => "Read::Null".to_owned(),
        None => "None".to_owned(),
        Some(Value::Array(values)) if values.is_empty() => format!("{wrap}(Vec::new())"),
        Some(Value::Array(values)) if is_parsed(property) => parsed_array(values, denied),
        Some(Value::Array(values)) => {
            let values: Vec<String> = values.iter().map(|value| scalar(property, value)).collect();
            format!("{wrap}(vec![{}])", values.join(", "))
        }
        Some(value) if is_parsed(property) => {
            parsed(&format!("{}.parse().ok()", text_of(value)), denied)
        }
        Some(value) => format!("{wrap}({})", scalar(property, value)),
    }
}

/// Whether a value is written as text and parsed: a real number, so that no reader and no lint mistakes it for a
/// constant of mathematics, and a datetime.
fn is_parsed(property: &Property) -> bool {
    match property.cim_type().domain() {
        Domain::Real { .. } | Domain::Datetime | Domain::Interval => true,
        Domain::Boolean
        | Domain::Integer { .. }
        | Domain::Char16
        | Domain::Text
        | Domain::Object => false,
    }
}

fn parsed(option: &str, denied: bool) -> String {
    if denied {
        format!("Read::from({option})")
    } else {
        option.to_owned()
    }
}

fn parsed_array(values: &[Value], denied: bool) -> String {
    let texts: Vec<String> = values.iter().map(text_of).collect();
    let texts = texts.join(", ");
    let parsed = format!("[{texts}].iter().map(|text| text.parse().ok())");
    if denied {
        // `Read::from` takes more than options, so that what is collected for it has to be said.
        format!("Read::from({parsed}.collect::<Option<Vec<_>>>())")
    } else {
        format!("{parsed}.collect()")
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::Real(number) => escape::rust_string(&format!("{:?}", number.0)),
        Value::Datetime(text) => escape::rust_string(text),
        // Nothing else is parsed.
        Value::Boolean(_)
        | Value::Integer(_)
        | Value::Char16(_)
        | Value::String(_)
        | Value::Array(_) => String::new(),
    }
}

fn scalar(property: &Property, value: &Value) -> String {
    if has_meaning_type(property) {
        return meaning(property, value);
    }
    match value {
        Value::Boolean(flag) => flag.to_string(),
        Value::Integer(number) => grouped(*number),
        Value::Char16(unit) => format!("Char16::new(0x{unit:04X})"),
        Value::String(text) => format!("{}.to_owned()", escape::rust_string(text)),
        // These are parsed, or no scalars.
        Value::Real(_) | Value::Datetime(_) | Value::Array(_) => String::new(),
    }
}

/// A value by its name, if it has one.
fn meaning(property: &Property, value: &Value) -> String {
    let name = &property.meaning_type_name;
    match (&property.meanings, value) {
        (Some(Meanings::Bits(bits)), Value::Integer(number)) => flags(name, bits, *number),
        (Some(Meanings::Values(values)), value) => {
            let listed = values.iter().find_map(|listed| match &listed.of {
                MeaningOf::Value(of, variant) if of == value => Some(variant),
                _ => None,
            });
            match (listed, value) {
                (Some(variant), _) => format!("{name}::{variant}"),
                (None, Value::Integer(number)) => format!("{name}::from({})", grouped(*number)),
                (None, Value::String(text)) => {
                    format!("{name}::from({})", escape::rust_string(text))
                }
                // No other type has meanings.
                (
                    None,
                    Value::Boolean(_)
                    | Value::Real(_)
                    | Value::Char16(_)
                    | Value::Datetime(_)
                    | Value::Array(_),
                ) => String::new(),
            }
        }
        // Only numbers have bits.
        _ => String::new(),
    }
}

fn flags(name: &str, bits: &[BitMeaning], number: i128) -> String {
    match bits.iter().find(|bit| number == 1 << bit.position) {
        Some(bit) => format!("{name}::{}", bit.constant),
        None if number == 0 => format!("{name}::empty()"),
        None => format!("{name}::from_bits_retain({})", grouped(number)),
    }
}
