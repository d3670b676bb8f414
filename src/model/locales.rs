//! The texts of classes in other languages, held against the classes that they are of.

mod inherited;
mod meanings;
mod methods;
#[cfg(test)]
mod tests;

use toml::Spanned;

use super::collisions::{Taken, duplicate};
use super::text::text;
use super::{Class, Property, Provider, SharedMeanings};
use crate::diagnostics::rules::{DUPLICATE_NAME, INVALID_LOCALE, NOTHING_TO_TRANSLATE};
use crate::diagnostics::{Checked, Diagnostic, keep, quoted};
use crate::spec::{
    ClassTable, LocaleTable, LocalizedClassTable, LocalizedPropertyTable, PropertyTable,
    ProviderTable, Spec,
};
pub use meanings::LocalizedMeanings;
use meanings::{of_lists, translated};

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
    /// The lists of `[values]` that have texts in it, in the order of the spec.
    pub lists: Vec<LocalizedMeanings>,
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
    /// The methods that have texts, in the order of the spec.
    pub methods: Vec<LocalizedMethod>,
}

/// The texts of a method in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalizedMethod {
    /// The method's name, as the class spells it.
    pub name: String,
    /// Its description; any text.
    pub description: Option<String>,
    /// Its name for people; any text.
    pub display_name: Option<String>,
    /// What it returns, of which the unit and the meanings alone can be translated; none if neither is.
    pub returns: Option<LocalizedProperty>,
    /// The parameters that have texts, in the order of the spec.
    pub parameters: Vec<LocalizedProperty>,
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
    (classes, lists): (&[Class], &[SharedMeanings]),
    found: &mut Vec<Diagnostic>,
) -> Vec<Localization> {
    let mut taken: Vec<(Locale, &Spanned<String>)> = Vec::new();
    let mut localizations = Vec::new();
    for LocaleTable {
        name,
        classes: written,
        values,
        known,
        ..
    } in &spec.locales
    {
        if *known && written.is_empty() && values.is_empty() {
            let message = format!("nothing is translated into {}", quoted(name.get_ref()));
            let report = Diagnostic::error(&NOTHING_TO_TRANSLATE, name.span(), message);
            let report = report.with_label("has no texts");
            found.push(report.with_help("write the texts of a class below it, or leave it out"));
        }
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
        let mut localized = localized_classes(written, spec, classes, found);
        inherited::inherit(&mut localized, classes);
        let lists = of_lists(values, spec, lists, found);
        localizations.push(Localization {
            locale,
            classes: localized,
            lists,
        });
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
                methods: methods::localized(&written.methods, own, class, found),
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
            let Some(property) = class.declared().find(same) else {
                if class.properties.iter().any(|one| same(&one)) {
                    found.push(not_its_own("property", name));
                    return None;
                }
                let same =
                    |own: &PropertyTable| own.name.get_ref().eq_ignore_ascii_case(name.get_ref());
                let is_there = own.properties.iter().any(same);
                found.extend((own.complete && !is_there).then(|| unknown("property", name)));
                return None;
            };
            if let Some(first) = taken.take(name.get_ref(), name) {
                found.push(duplicate("property", name, first));
            }
            Some(localized(written, property, own, found))
        })
        .collect()
}

/// The texts of a property, or of a parameter of a method.
fn localized(
    written: &LocalizedPropertyTable,
    property: &Property,
    own: &ClassTable,
    found: &mut Vec<Diagnostic>,
) -> LocalizedProperty {
    LocalizedProperty {
        name: property.name.clone(),
        description: text(written.description.as_ref(), found),
        display_name: text(written.display_name.as_ref(), found),
        units: text(written.units.as_ref(), found),
        meanings: if own.complete {
            translated((&written.values, &written.bitmap), property, found)
        } else {
            None
        },
    }
}

fn not_its_own(what: &str, name: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the {what} {} is inherited, and so are its texts",
        quoted(name.get_ref())
    );
    Diagnostic::error(&NOTHING_TO_TRANSLATE, name.span(), message)
        .with_label("the class itself says nothing of it")
        .with_help(
            "translate it in the class that declares it, or write an override with a text here",
        )
}

fn unknown(what: &str, name: &Spanned<String>) -> Diagnostic {
    let message = format!("there is no {what} {} to translate", quoted(name.get_ref()));
    Diagnostic::error(&NOTHING_TO_TRANSLATE, name.span(), message)
        .with_label(format!("no {what} of this name"))
        .with_help(format!(
            "write the {what}'s own name, or leave the table out"
        ))
}
