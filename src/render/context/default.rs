//! The default that a class declares for a property, in Rust.

use super::types::has_meaning_type;
use crate::model::{BitMeaning, Class, Domain, MeaningOf, Meanings, Property, Value};
use crate::render::escape;
use crate::render::numbers::grouped;

/// What stands in a property's field when its instance was made of a key, which is called `key`; the argument of the
/// field's name where it has to be given.
pub fn with_key(property: &Property, key: &str) -> String {
    let field = &property.ident;
    let denied = property.denied.is_some();
    if property.key {
        let value = format!("{key}.{field}");
        return if denied {
            format!("Read::Value({value})")
        } else {
            value
        };
    }
    match &property.default {
        None if property.must_be_given() => field.clone(),
        None if denied => "Read::Null".to_owned(),
        None => "None".to_owned(),
        Some(Value::Array(values)) if values.is_empty() => wrapped(property, "Vec::new()"),
        Some(Value::Array(values)) if is_parsed(property) => parsed_array(property, values),
        Some(Value::Array(values)) => {
            let values: Vec<String> = values.iter().map(|value| scalar(property, value)).collect();
            wrapped(property, &format!("vec![{}]", values.join(", ")))
        }
        Some(value) if is_parsed(property) => parsed(property, &text_of(value)),
        Some(value) => wrapped(property, &scalar(property, value)),
    }
}

/// How a parameter is read of `values` whose default stands for what a client leaves out.
pub fn of_parameter(property: &Property) -> String {
    let value = with_key(property, "");
    let is_text = value.ends_with(".to_owned()");
    let value = if value == "Vec::new()" {
        "unwrap_or_default()".to_owned()
    } else if property.array || is_parsed(property) || is_text {
        format!("unwrap_or_else(|| {value})")
    } else {
        format!("unwrap_or({value})")
    };
    format!("values.value::<Option<_>>()?.{value}")
}

/// A value as its field has it.
fn wrapped(property: &Property, value: &str) -> String {
    match (property.denied, property.required) {
        (Some(_), _) => format!("Read::Value({value})"),
        (None, true) => value.to_owned(),
        (None, false) => format!("Some({value})"),
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
        | Domain::Object
        | Domain::Reference => false,
    }
}

fn parsed(property: &Property, text: &str) -> String {
    if property.required {
        return wrapped(property, &declared(text));
    }
    let option = format!("{text}.parse().ok()");
    if property.denied.is_some() {
        format!("Read::from({option})")
    } else {
        option
    }
}

fn parsed_array(property: &Property, values: &[Value]) -> String {
    let texts: Vec<String> = values.iter().map(text_of).collect();
    if property.required {
        let values: Vec<String> = texts.iter().map(|text| declared(text)).collect();
        return wrapped(property, &format!("vec![{}]", values.join(", ")));
    }
    let texts = texts.join(", ");
    let parsed = format!("[{texts}].iter().map(|text| text.parse().ok())");
    if property.denied.is_some() {
        // `Read::from` takes more than options, so that what is collected for it has to be said.
        format!("Read::from({parsed}.collect::<Option<Vec<_>>>())")
    } else {
        format!("{parsed}.collect()")
    }
}

/// A text that is sure to be a value, where no NULL can stand for one that is none.
fn declared(text: &str) -> String {
    format!("crate::wmi::declared({text})")
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

/// The name of the key where an instance is made of it: no property that has to be given beside it has the same.
pub fn key_argument(class: &Class) -> String {
    let given = || class.properties.iter().filter(|one| one.must_be_given());
    let mut name = "key".to_owned();
    while given().any(|property| property.ident == name) {
        name.push('_');
    }
    name
}
