//! A property on one line.

use super::classes::Writer;
use super::found::{FoundClass, has, qualifier, text_of};
use super::notes::Notes;
use super::objects::{object_in_text, said_of_form, text_form};
use super::qualifiers::{self, Whose};
use super::toml_text;
use crate::diagnostics::quoted;
use crate::model::{CimType, QualifierPlace};
use crate::mof::tree::{Count, Property, Qualifier, TypeKind, Value, ValueKind};

/// The keys of an inline table with their values.
pub type Entries = Vec<(String, String)>;

/// The qualifiers by which a text is that of an object.
pub const EMBEDDED: [&str; 2] = ["embeddedinstance", "embeddedobject"];

/// The key that says the type of a property.
pub fn type_entries(property: &Property) -> Entries {
    let (key, word) = match &property.declared_type.kind {
        _ if let Some(of) = object_in_text(property) => ("object", of),
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

/// The type of a property's values, if it is one of CIM's and they are no texts of objects.
pub fn intrinsic(property: &Property) -> Option<CimType> {
    match property.declared_type.kind {
        _ if object_in_text(property).is_some() => None,
        TypeKind::Intrinsic(intrinsic) => Some(intrinsic),
        _ => None,
    }
}

/// A value, as TOML has it.
pub fn value(value: &Value) -> Option<String> {
    Some(match &value.kind {
        ValueKind::Boolean(value) => value.to_string(),
        // A spec takes those that TOML itself has not.
        ValueKind::Integer(number, _) => number.to_string(),
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

/// The texts of whatever has qualifiers.
pub fn texts(of: &[Qualifier]) -> impl Iterator<Item = (String, String)> {
    let keys = [
        ("description", "description"),
        ("displayname", "display-name"),
    ];
    keys.into_iter().filter_map(|(name, key)| {
        let text = text_of(of, name)?;
        Some((key.to_owned(), toml_text::text(text)))
    })
}

impl<'l> Writer<'_, 'l> {
    /// What stands behind the property's name.
    pub fn property(
        &self,
        class: FoundClass<'l>,
        property: &Property,
        notes: &mut Notes,
    ) -> String {
        let inherited = self.inherited(class, property);
        let mut entries = self.constant(class, property, notes);
        entries.retain(|entry| !inherited.contains(entry));
        let of = &property.qualifiers;
        let default = property.default.as_ref();
        let default = default.and_then(|one| default_of(class, property, one, notes));
        entries.extend(default.map(|default| ("default".to_owned(), default)));
        let mut said = said_of_form(property).to_vec();
        if self.is_written(class, property) || !has(of, "write") {
            said.push("write");
        }
        self.meanings_and_qualifiers(
            class,
            property,
            Whose {
                place: QualifierPlace::Property,
                name: &property.name.text,
                qualifiers: of,
                said: &said,
            },
            &mut entries,
            notes,
        );
        toml_text::inline(&entries)
    }

    /// The type of a property, its flags, texts and limits: what an override inherits.
    pub fn constant(
        &self,
        class: FoundClass<'_>,
        property: &Property,
        notes: &mut Notes,
    ) -> Entries {
        let of = &property.qualifiers;
        let mut entries = type_entries(property);
        entries.extend(text_form(property));
        let mut add = |key: &str| entries.push((key.to_owned(), "true".to_owned()));
        if has(of, "key") {
            add("key");
        } else if has(of, "not_null") || has(of, "required") {
            add("required");
        }
        if self.is_written(class, property) {
            add("write");
        }
        entries.extend(texts(of));
        limits(class, property, &mut entries, notes);
        entries
    }

    /// Whether clients may write a property.
    fn is_written(&self, class: FoundClass<'_>, property: &Property) -> bool {
        let class = self.chosen.class(class.name());
        let name = property.name.text.to_ascii_lowercase();
        class.is_some_and(|class| class.written.contains(&name))
    }

    /// The meanings of the values of a property or a parameter, and its further qualifiers.
    pub fn meanings_and_qualifiers(
        &self,
        class: FoundClass<'_>,
        property: &Property,
        whose: Whose<'_>,
        entries: &mut Entries,
        notes: &mut Notes,
    ) {
        if let Some((key, list)) = self.meanings.of(class, property, notes) {
            entries.push((key.to_owned(), list));
        }
        let rest = qualifiers::entries(self, class, whose, notes);
        if !rest.is_empty() {
            entries.push(("qualifiers".to_owned(), toml_text::inline(&rest)));
        }
    }
}

/// The unit and the limits of a property, a parameter, or what a method returns.
pub fn limits(
    class: FoundClass<'_>,
    property: &Property,
    entries: &mut Entries,
    notes: &mut Notes,
) {
    let of = &property.qualifiers;
    let intrinsic = intrinsic(property);
    let is_number = intrinsic.is_some_and(|one| one.bounds().is_some());
    let is_text = intrinsic.is_some_and(CimType::is_text);
    let limits = [
        ("units", "units", intrinsic.is_some()),
        ("maxlen", "max-len", is_text),
        ("minvalue", "min", is_number),
        ("maxvalue", "max", is_number),
    ];
    for (name, key, fits) in limits {
        let Some(written) = qualifier(of, name) else {
            continue;
        };
        if let Some(number) = written.value.as_ref().and_then(value).filter(|_| fits) {
            entries.push((key.to_owned(), number));
            continue;
        }
        let message = format!(
            "the qualifier {} of {} is left out",
            quoted(&written.name.text),
            quoted(&property.name.text)
        );
        notes.tell(
            class.file,
            &written.span,
            message,
            "it says nothing of a value of this type",
        );
    }
}

/// The default that the spec has, if the property can have one; else it is noted.
pub fn default_of(
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
