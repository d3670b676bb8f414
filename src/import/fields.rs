//! A property on one line.

use super::classes::Writer;
use super::found::{FoundClass, has, qualifier, text_of};
use super::notes::Notes;
use super::{qualifiers, toml_text};
use crate::diagnostics::quoted;
use crate::model::CimType;
use crate::mof::tree::{Count, Property, TypeKind, Value, ValueKind};

type Entries = Vec<(String, String)>;

/// The key that says the type of a property.
pub fn type_entries(property: &Property) -> Entries {
    let (key, word) = match &property.declared_type.kind {
        TypeKind::Intrinsic(CimType::Datetime) if is_interval(property) => ("type", "interval"),
        TypeKind::Intrinsic(intrinsic) => ("type", intrinsic.row().word),
        TypeKind::Object(class) => ("object", class.as_ref().map_or("*", |class| &class.text)),
        TypeKind::Reference(class) => ("ref", class.as_ref().map_or("*", |class| &class.text)),
    };
    let word = match property.declared_type.count {
        Count::One => word.to_owned(),
        Count::Any => format!("{word}[]"),
        Count::AtMost(length) => format!("{word}[{length}]"),
    };
    vec![(key.to_owned(), toml_text::text(&word))]
}

/// MOF has one type for points and lengths of time; a qualifier or the form of the default tells which it is.
fn is_interval(property: &Property) -> bool {
    let sub_type = text_of(&property.qualifiers, "subtype");
    let default = property.default.as_ref().and_then(super::found::text);
    let is_length = |default: &str| default.as_bytes().get(21) == Some(&b':');
    sub_type.is_some_and(|sub_type| sub_type.eq_ignore_ascii_case("interval"))
        || default.is_some_and(is_length)
}

/// The type of a property's values, if it is one of CIM's.
pub fn intrinsic(property: &Property) -> Option<CimType> {
    match property.declared_type.kind {
        TypeKind::Intrinsic(intrinsic) => Some(intrinsic),
        _ => None,
    }
}

/// A value, as TOML has it.
pub fn value(value: &Value) -> Option<String> {
    Some(match &value.kind {
        ValueKind::Boolean(value) => value.to_string(),
        // TOML has no larger integers; a spec takes these as texts.
        ValueKind::Integer(number, _) => match i64::try_from(*number) {
            Ok(number) => number.to_string(),
            Err(_) => toml_text::text(&number.to_string()),
        },
        ValueKind::Real(number) => format!("{number:?}"),
        ValueKind::Text(text) => toml_text::text(text),
        ValueKind::Character(unit) => {
            let letter = char::from_u32(u32::from(*unit))?;
            toml_text::text(&letter.to_string())
        }
        ValueKind::Array(values) => {
            let values: Option<Vec<_>> = values.iter().map(self::value).collect();
            toml_text::list(&values?)
        }
        ValueKind::Null | ValueKind::Alias(_) | ValueKind::Instance(_) => return None,
    })
}

/// A default, as TOML has it for the property's type.
fn default(property: &Property, written: &Value) -> Option<String> {
    match (intrinsic(property)?, &written.kind) {
        (CimType::Real32 | CimType::Real64, ValueKind::Integer(number, _)) => {
            Some(format!("{number}.0"))
        }
        (CimType::Char16, ValueKind::Integer(unit, _)) => {
            let letter = u32::try_from(*unit).ok().and_then(char::from_u32)?;
            Some(toml_text::text(&letter.to_string()))
        }
        (intrinsic, ValueKind::Integer(number, true)) => {
            // What is written by its bits may be a negative number.
            let wraps = intrinsic
                .bounds()
                .is_some_and(|(least, most)| least < 0 && *number > most);
            let bits = intrinsic
                .bounds()
                .map_or(0, |(least, most)| most - least + 1);
            let number = if wraps { number - bits } else { *number };
            Some(number.to_string())
        }
        _ => value(written),
    }
}

impl Writer<'_, '_> {
    /// What stands behind the property's name.
    pub fn property(
        &self,
        class: FoundClass<'_>,
        property: &Property,
        notes: &mut Notes,
    ) -> String {
        let mut entries = type_entries(property);
        let mut add = |key: &str, value: String| entries.push((key.to_owned(), value));
        let of = &property.qualifiers;
        let is_key = has(of, "key");
        if is_key {
            add("key", "true".to_owned());
        } else if has(of, "not_null") || has(of, "required") {
            add("required", "true".to_owned());
        }
        for (name, key) in [
            ("description", "description"),
            ("displayname", "display-name"),
        ] {
            if let Some(text) = text_of(of, name) {
                add(key, toml_text::text(text));
            }
        }
        if let Some(intrinsic) = intrinsic(property) {
            if let Some(text) = text_of(of, "units") {
                add("units", toml_text::text(text));
            }
            let is_number = intrinsic.bounds().is_some();
            let limits = [
                ("maxlen", "max-len", intrinsic.is_text()),
                ("minvalue", "min", is_number),
                ("maxvalue", "max", is_number),
            ];
            for (name, key, fits) in limits {
                let Some(written) = qualifier(of, name) else {
                    continue;
                };
                if let Some(number) = written.value.as_ref().and_then(value).filter(|_| fits) {
                    add(key, number);
                } else {
                    let message = format!(
                        "the qualifier {} of {} is left out",
                        quoted(&written.name.text),
                        quoted(&property.name.text)
                    );
                    notes.tell(
                        class.file,
                        &written.span,
                        message,
                        "it says nothing of a property of this type",
                    );
                }
            }
        }
        let default = property.default.as_ref();
        if let Some(default) = default.and_then(|one| default_of(class, property, one, notes)) {
            add("default", default);
        }
        if let Some((key, list)) = self.meanings.of(class, property, notes) {
            add(key, list);
        }
        let rest = qualifiers::entries(self, class, of, &property.name.text, notes);
        if !rest.is_empty() {
            add("qualifiers", toml_text::inline(&rest));
        }
        toml_text::inline(&entries)
    }
}

/// The default that the spec has, if the property can have one; else it is noted.
fn default_of(
    class: FoundClass<'_>,
    property: &Property,
    written: &Value,
    notes: &mut Notes,
) -> Option<String> {
    if written.kind == ValueKind::Null {
        return None;
    }
    let said = default(property, written).filter(|_| !has(&property.qualifiers, "key"));
    if said.is_none() {
        let message = format!("the default of {} is left out", quoted(&property.name.text));
        let help = "a key has no default, and neither has an object or a reference";
        notes.tell(class.file, &written.span, message, help);
    }
    said
}
