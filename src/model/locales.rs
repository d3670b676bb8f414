//! The texts of classes in other languages, held against the classes that they are of.

#[cfg(test)]
mod tests;

use toml::Spanned;

use super::collisions::{Taken, duplicate};
use super::meanings::range;
use super::text::{text, whole};
use super::{Class, MeaningOf, Meanings, Property, Provider, Value};
use crate::diagnostics::rules::{DUPLICATE_NAME, INVALID_LOCALE, NOTHING_TO_TRANSLATE};
use crate::diagnostics::{Checked, Diagnostic, keep, quoted};
use crate::spec::{
    ClassTable, Literal, LocaleTable, LocalizedClassTable, LocalizedPropertyTable, Meaning,
    PropertyTable, ProviderTable, Spec,
};

/// The regular expression of names of locales, for those who check a spec by its JSON Schema.
pub const PATTERN: &str = "^[Mm][Ss]_[0-9A-Fa-f]+$";

/// A locale: the number that Windows gives a language and a country, and WMI the name `MS_409`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Locale(u16);

impl Default for Locale {
    /// English as it is spoken in the United States: the language of WMI's own classes.
    fn default() -> Self {
        Locale(0x409)
    }
}

impl Locale {
    /// Windows' number of it (LCID).
    pub fn id(self) -> u16 {
        self.0
    }

    /// WMI's name of it, `MS_409`.
    pub fn name(self) -> String {
        format!("MS_{:X}", self.0)
    }
}

/// The texts of classes in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localization {
    /// The language.
    pub locale: Locale,
    /// The classes that have texts in it, in the order of the spec.
    pub classes: Vec<LocalizedClass>,
}

/// The texts of a class in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalizedClass {
    /// The class's name, as the class itself spells it.
    pub name: String,
    /// Its description; any text.
    pub description: Option<String>,
    /// Its name for people; any text.
    pub display_name: Option<String>,
    /// The properties that have texts, in the order of the spec.
    pub properties: Vec<LocalizedProperty>,
}

/// The texts of a property in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalizedProperty {
    /// The property's name, as the class spells it.
    pub name: String,
    /// Its description; any text.
    pub description: Option<String>,
    /// Its name for people; any text.
    pub display_name: Option<String>,
    /// The unit's name; any text.
    pub units: Option<String>,
    /// The meanings of its values or bits, in the order of the property's own; any texts.
    pub meanings: Option<Vec<String>>,
}

impl Provider {
    /// The languages whose texts have a file of their own: none where nothing is translated; else the spec's own language
    /// first, because the classes have no texts then.
    pub fn languages(&self) -> Vec<Locale> {
        if self.localizations.is_empty() {
            return Vec::new();
        }
        let others = self.localizations.iter().map(|one| one.locale);
        std::iter::once(self.locale).chain(others).collect()
    }
}

/// The language of the spec's own texts.
pub fn own(provider: Option<&ProviderTable>, found: &mut Vec<Diagnostic>) -> Locale {
    let written = provider.and_then(|provider| provider.locale.as_ref());
    written
        .and_then(|written| keep(locale(written), found))
        .unwrap_or_default()
}

/// The other languages.
pub fn localizations(
    spec: &Spec,
    own: Locale,
    classes: &[Class],
    found: &mut Vec<Diagnostic>,
) -> Vec<Localization> {
    let mut taken: Vec<(Locale, &Spanned<String>)> = Vec::new();
    let mut localizations = Vec::new();
    for LocaleTable {
        name,
        classes: written,
        ..
    } in &spec.locales
    {
        let Some(locale) = keep(locale(name), found) else {
            continue;
        };
        if locale == own {
            let message = format!(
                "`{}` is the language of the spec's own texts",
                locale.name()
            );
            let report = Diagnostic::error(&NOTHING_TO_TRANSLATE, name.span(), message);
            let report = report.with_label("no other language");
            found.push(report.with_help(
                "write the texts where the classes are, or another `locale` in `[provider]`",
            ));
        } else if let Some((_, first)) = taken.iter().find(|(other, _)| *other == locale) {
            let message = format!("the locale `{}` exists already", locale.name());
            let report = Diagnostic::error(&DUPLICATE_NAME, name.span(), message);
            found.push(
                report
                    .with_label("the second")
                    .with_place(first.span(), "the first")
                    .with_help("write all its texts in one table"),
            );
        }
        taken.push((locale, name));
        let classes = localized_classes(written, spec, classes, found);
        localizations.push(Localization { locale, classes });
    }
    localizations
}

fn locale(written: &Spanned<String>) -> Checked<Locale> {
    let digits = written
        .get_ref()
        .get(..3)
        .filter(|start| start.eq_ignore_ascii_case("MS_"));
    let digits = digits.map(|_| &written.get_ref()[3..]);
    let number = digits
        .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
        .and_then(|digits| u16::from_str_radix(digits, 16).ok());
    match number {
        Some(number) if number != 0 => Ok(Locale(number)),
        _ => {
            let message = format!("{} is no locale of WMI", quoted(written.get_ref()));
            Diagnostic::error(&INVALID_LOCALE, written.span(), message)
                .with_label("expected `MS_` and the number of the language in hexadecimal digits")
                .with_help("write for instance `MS_407` for German, `MS_40C` for French or `MS_411` for Japanese")
                .refuse()
        }
    }
}

/// The classes of a spec are, one by one, what its tables were made into.
fn localized_classes(
    written: &[LocalizedClassTable],
    spec: &Spec,
    classes: &[Class],
    found: &mut Vec<Diagnostic>,
) -> Vec<LocalizedClass> {
    let mut taken = Taken::default();
    written
        .iter()
        .filter_map(|written| {
            let name = &written.name;
            let same = |class: &Class| class.name.eq_ignore_ascii_case(name.get_ref());
            let Some((class, own)) = classes
                .iter()
                .zip(&spec.classes)
                .find(|(class, _)| same(class))
            else {
                // What was not read may have had it.
                found.extend(spec.complete.then(|| unknown("class", name)));
                return None;
            };
            if let Some(first) = taken.take(name.get_ref(), name) {
                found.push(duplicate("class", name, first));
            }
            Some(LocalizedClass {
                name: class.name.clone(),
                description: text(written.description.as_ref(), found),
                display_name: text(written.display_name.as_ref(), found),
                properties: localized_properties(&written.properties, own, class, found),
            })
        })
        .collect()
}

fn localized_properties(
    written: &[LocalizedPropertyTable],
    own: &ClassTable,
    class: &Class,
    found: &mut Vec<Diagnostic>,
) -> Vec<LocalizedProperty> {
    let mut taken = Taken::default();
    written
        .iter()
        .filter_map(|written| {
            let name = &written.name;
            let same = |property: &&Property| property.name.eq_ignore_ascii_case(name.get_ref());
            let Some(property) = class.properties.iter().find(same) else {
                let same =
                    |own: &PropertyTable| own.name.get_ref().eq_ignore_ascii_case(name.get_ref());
                let is_there = own.properties.iter().any(same);
                found.extend((own.complete && !is_there).then(|| unknown("property", name)));
                return None;
            };
            if let Some(first) = taken.take(name.get_ref(), name) {
                found.push(duplicate("property", name, first));
            }
            Some(LocalizedProperty {
                name: property.name.clone(),
                description: text(written.description.as_ref(), found),
                display_name: text(written.display_name.as_ref(), found),
                units: text(written.units.as_ref(), found),
                meanings: if own.complete {
                    translated(written, property, found)
                } else {
                    None
                },
            })
        })
        .collect()
}

fn unknown(what: &str, name: &Spanned<String>) -> Diagnostic {
    let message = format!("there is no {what} {} to translate", quoted(name.get_ref()));
    Diagnostic::error(&NOTHING_TO_TRANSLATE, name.span(), message)
        .with_label(format!("no {what} of this name"))
        .with_help(format!(
            "write the {what}'s own name, or leave the table out"
        ))
}

/// The meanings of a property's values in another language: all of them, since WMI puts the translated array in the
/// place of the class's own, where each meaning stands beside its value.
fn translated(
    written: &LocalizedPropertyTable,
    property: &Property,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<String>> {
    let keys = [("values", &written.values), ("bitmap", &written.bitmap)];
    let own = match &property.meanings {
        Some(Meanings::Values(_)) => Some("values"),
        Some(Meanings::Bits(_)) => Some("bitmap"),
        None => None,
    };
    let mut texts = None;
    for (key, written) in keys {
        let Some(written) = written else { continue };
        let meanings = property.meanings.as_ref().filter(|_| own == Some(key));
        texts = keep(texts_of(key, written, property, meanings), found);
    }
    texts
}

fn texts_of(
    key: &str,
    written: &Spanned<Vec<Meaning>>,
    property: &Property,
    own: Option<&Meanings>,
) -> Checked<Vec<String>> {
    let refuse = |message: &str, help: String| {
        Diagnostic::error(&NOTHING_TO_TRANSLATE, written.span(), message)
            .with_label("not the property's own")
            .with_help(help)
            .refuse()
    };
    let Some(own) = own else {
        return refuse(
            &format!("the property has no `{key}` to translate"),
            format!("leave it out, or write `{key}` in the class's own property"),
        );
    };
    let bounds = property.cim_type().bounds();
    let text_of = |is_same: &dyn Fn(&Literal) -> bool| {
        let mut meanings = written.get_ref().iter();
        meanings
            .find(|meaning| is_same(meaning.value.get_ref()))
            .map(|meaning| meaning.text.get_ref().clone())
    };
    let texts: Option<Vec<String>> = match own {
        Meanings::Bits(bits) => bits
            .iter()
            .map(|bit| text_of(&|literal| *literal == Literal::Integer(bit.position.into())))
            .collect(),
        Meanings::Values(values) => values
            .iter()
            .map(|value| text_of(&|literal| is_of(&value.of, literal, bounds)))
            .collect(),
    };
    match texts {
        Some(texts) if texts.len() == written.get_ref().len() => {
            let meanings = written.get_ref().iter();
            meanings
                .map(|meaning| whole(&meaning.text))
                .collect::<Checked<Vec<_>>>()?;
            Ok(texts)
        }
        _ => refuse(
            &format!("the translated `{key}` are not those of the property"),
            format!(
                "write every value of the property's own `{key}`, each with its meaning in this language"
            ),
        ),
    }
}

/// Whether a literal stands for what has a meaning, however its numbers are written.
fn is_of(of: &MeaningOf, literal: &Literal, bounds: Option<(i128, i128)>) -> bool {
    match (of, literal) {
        (MeaningOf::Value(Value::Integer(own), _), Literal::Integer(number)) => own == number,
        (MeaningOf::Value(Value::String(own), _), Literal::String(text)) => own == text,
        (MeaningOf::Range(from, to), Literal::String(text)) => {
            bounds.and_then(|bounds| range(text, bounds)) == Some((*from, *to))
        }
        // None of another type has a meaning.
        _ => false,
    }
}
