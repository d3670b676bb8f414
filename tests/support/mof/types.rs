//! The types of properties, and which values they have.

use super::Value;

/// The types of properties, with the least and the greatest of their values.
const TYPES: &[(&str, i128, i128)] = &[
    ("boolean", 0, 0),
    ("uint8", 0, u8::MAX as i128),
    ("uint16", 0, u16::MAX as i128),
    ("uint32", 0, u32::MAX as i128),
    ("uint64", 0, u64::MAX as i128),
    ("sint8", i8::MIN as i128, i8::MAX as i128),
    ("sint16", i16::MIN as i128, i16::MAX as i128),
    ("sint32", i32::MIN as i128, i32::MAX as i128),
    ("sint64", i64::MIN as i128, i64::MAX as i128),
    ("real32", 0, 0),
    ("real64", 0, 0),
    ("char16", 0, 0),
    ("string", 0, 0),
    ("datetime", 0, 0),
];

/// Whether there is a type of this name, in small letters.
pub fn exists(cim_type: &str) -> bool {
    TYPES.iter().any(|(name, ..)| *name == cim_type)
}

/// Whether a default is a value of its property's type.
pub fn check(default: &Value, cim_type: &str, array: bool) -> Result<(), String> {
    match default {
        Value::Null => return Ok(()),
        Value::Array(items) if array => {
            return items
                .iter()
                .try_for_each(|item| check(item, cim_type, false));
        }
        _ if array => return Err(format!("{default:?} is no array")),
        _ => {}
    }
    let fits = match default {
        Value::Boolean(_) => cim_type == "boolean",
        Value::Real(_) => cim_type.starts_with("real"),
        Value::Char(_) => cim_type == "char16",
        Value::Text(text) => cim_type == "string" || (cim_type == "datetime" && text.len() == 25),
        Value::Integer(number) => TYPES.iter().any(|(name, least, most)| {
            *name == cim_type && least < most && (least..=most).contains(&number)
        }),
        Value::Null | Value::Array(_) | Value::Alias(_) => false,
    };
    fits.then_some(())
        .ok_or_else(|| format!("{default:?} is no {cim_type}"))
}
