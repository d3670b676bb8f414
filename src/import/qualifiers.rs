//! The qualifiers that pass as they are, and the flavors that they have wherever they stand.

use std::collections::{HashMap, HashSet};

use super::chosen::Chosen;
use super::classes::Writer;
use super::fields::value;
use super::found::{Found, FoundClass, text};
use super::notes::Notes;
use super::toml_text;
use crate::diagnostics::quoted;
use crate::model::{CimType, KnownQualifier, QualifierBecomes, QualifierPlace as Place};
use crate::mof::tree::{Flavor, Qualifier, QualifierDeclaration, TypeKind, ValueKind};

/// What the spec says of whatever has it.
const SAID: [&str; 4] = ["description", "displayname", "override", "cimtype"];

/// What it says of a class besides.
const OF_CLASS: [&str; 5] = [
    "abstract",
    "association",
    "singleton",
    "dynamic",
    "provider",
];

/// What it says of a property, a parameter, or what a method returns.
pub const OF_VALUE: [&str; 8] = [
    "units",
    "maxlen",
    "minvalue",
    "maxvalue",
    "values",
    "valuemap",
    "bitmap",
    "bitvalues",
];

const OF_PROPERTY: [&str; 4] = ["key", "read", "not_null", "required"];

const OF_METHOD: [&str; 3] = ["implemented", "static", "required"];

const OF_PARAMETER: [&str; 6] = ["in", "out", "id", "optional", "not_null", "required"];

/// What is so of a parameter that has the text of an object.
const AS_STRING: &str =
    "methods take texts of objects as strings: read them in the provider's own code";

/// What is so of a property that no client writes.
const NOT_WRITTEN: &str = "clients write no key, no text of an object, and nothing of a class that serves neither `create` nor `update`";

/// Something that has qualifiers.
#[derive(Clone, Copy)]
pub struct Whose<'q> {
    pub place: Place,
    pub name: &'q str,
    pub qualifiers: &'q [Qualifier],
    /// What of them the spec says elsewhere because of what this is, in small letters.
    pub said: &'q [&'q str],
}

impl Whose<'_> {
    /// Whether the spec says a qualifier by a key, or it follows by itself.
    fn is_said(&self, writer: &Writer<'_, '_>, written: &Qualifier) -> bool {
        let name = &written.name;
        let is_in = |names: &[&str]| names.iter().any(|one| name.is(one));
        let of_place = match self.place {
            Place::Class => &OF_CLASS[..],
            Place::Property => &OF_PROPERTY[..],
            Place::Method => &OF_METHOD[..],
            _ => &OF_PARAMETER[..],
        };
        let is_value = matches!(self.place, Place::Property | Place::Parameter);
        is_in(&SAID)
            || is_in(of_place)
            || is_in(self.said)
            || (is_value && is_in(&OF_VALUE))
            || (is_value && name.is("subtype") && is_interval(written))
            // The language is that of the spec's own texts.
            || (name.is("locale") && is_locale(written, writer.own_locale))
    }
}

fn is_interval(subtype: &Qualifier) -> bool {
    let text = subtype.value.as_ref().and_then(text);
    text.is_some_and(|text| text.eq_ignore_ascii_case("interval"))
}

fn is_locale(written: &Qualifier, own: u16) -> bool {
    let value = written.value.as_ref().map(|value| &value.kind);
    matches!(value, Some(ValueKind::Integer(number, _)) if *number == i128::from(own))
}

/// The flavors that the spec gives names of qualifiers.
#[derive(Debug)]
pub struct ByName {
    /// The names as they are first written, with their flavors.
    named: Vec<(String, Vec<Flavor>)>,
    /// The names in small letters.
    names: HashSet<String>,
}

/// The flavors that a qualifier has, its own or those that its declaration says.
fn flavors(found: &Found<'_>, written: &Qualifier) -> Vec<Flavor> {
    let mut flavors: Vec<Flavor> = written.flavors.iter().map(|(flavor, _)| *flavor).collect();
    if flavors.is_empty()
        && let Some(declared) = declared(found, written)
    {
        flavors.extend(declared.flavors.iter().map(|(flavor, _)| *flavor));
    }
    // WMI has no such flavor, and the other is what is so of all that say nothing.
    flavors.retain(|flavor| !matches!(flavor, Flavor::Translatable | Flavor::EnableOverride));
    flavors.sort_by_key(|flavor| Flavor::ALL.iter().position(|(_, one)| one == flavor));
    flavors.dedup();
    flavors
}

/// The declaration of a qualifier, if the files have it.
fn declared<'l>(found: &Found<'l>, written: &Qualifier) -> Option<&'l QualifierDeclaration> {
    let name = written.name.text.to_ascii_lowercase();
    found.qualifiers.get(&name).copied()
}

/// The value of a qualifier that is written without one: that of its declaration, or true where that is of booleans or nowhere
/// (DSP0004: "Qualifiers").
fn value_without_one(found: &Found<'_>, written: &Qualifier) -> Option<String> {
    let boolean = TypeKind::Intrinsic(CimType::Boolean);
    match declared(found, written) {
        Some(QualifierDeclaration {
            declared_type: Some(of),
            default,
            ..
        }) if of.kind != boolean => default.as_ref().and_then(value),
        _ => Some("true".to_owned()),
    }
}

fn passes(name: &str) -> bool {
    let known = KnownQualifier::of(name);
    known.is_none_or(|known| matches!(known.becomes, QualifierBecomes::Passes(_)))
}

impl ByName {
    /// The names of which every qualifier of the classes has the same flavors, if two have.
    pub fn of(found: &Found<'_>, chosen: &Chosen<'_>) -> Self {
        let mut counted: HashMap<String, (usize, Option<Vec<Flavor>>)> = HashMap::new();
        let mut names: Vec<(String, String)> = Vec::new();
        for class in &chosen.classes {
            let of_class = &class.found.class.qualifiers;
            let of_properties = class.found.properties().flat_map(|one| &one.qualifiers);
            let of_methods = class.found.methods().flat_map(|method| {
                let parameters = method.parameters.iter().flat_map(|one| &one.qualifiers);
                method.qualifiers.iter().chain(parameters)
            });
            for written in of_class.iter().chain(of_properties).chain(of_methods) {
                let name = &written.name.text;
                if !passes(name) {
                    continue;
                }
                let flavors = flavors(found, written);
                let lower = name.to_ascii_lowercase();
                let (count, alike) = counted.entry(lower.clone()).or_insert_with(|| {
                    names.push((lower, name.clone()));
                    (0, Some(flavors.clone()))
                });
                *count += 1;
                if alike.as_ref() != Some(&flavors) {
                    *alike = None;
                }
            }
        }
        let mut by_name = Self {
            named: Vec::new(),
            names: HashSet::new(),
        };
        for (lower, name) in names {
            let alike = counted.remove(&lower).and_then(|(count, alike)| {
                alike.filter(|flavors| count > 1 && !flavors.is_empty())
            });
            if let Some(alike) = alike {
                by_name.named.push((name, alike));
                by_name.names.insert(lower);
            }
        }
        by_name
    }

    /// The tables `[qualifier.NAME]`.
    pub fn text(&self) -> String {
        let tables = self.named.iter().map(|(name, flavors)| {
            let name = toml_text::key(name);
            format!("\n[qualifier.{name}]\nflavor = {}\n", list(flavors))
        });
        tables.collect()
    }

    fn has(&self, name: &str) -> bool {
        self.names.contains(&name.to_ascii_lowercase())
    }
}

fn list(flavors: &[Flavor]) -> String {
    let names: Vec<_> = flavors
        .iter()
        .filter_map(|flavor| Flavor::ALL.iter().find(|(_, one)| one == flavor))
        .map(|(name, _)| toml_text::text(name))
        .collect();
    toml_text::list(&names)
}

/// The qualifiers that the spec writes as they are; what is left out is noted.
pub fn entries(
    writer: &Writer<'_, '_>,
    class: FoundClass<'_>,
    whose: Whose<'_>,
    notes: &mut Notes,
) -> Vec<(String, String)> {
    let mut entries = Vec::new();
    for written in whose.qualifiers {
        let name = &written.name.text;
        if whose.is_said(writer, written) {
            continue;
        }
        let is_form = super::fields::EMBEDDED
            .iter()
            .any(|one| written.name.is(one));
        let why = match KnownQualifier::of(name).map(|known| &known.becomes) {
            Some(_) if is_form && whose.place == Place::Parameter => AS_STRING,
            Some(_) if written.name.is("write") => NOT_WRITTEN,
            None | Some(QualifierBecomes::Passes(_)) => match passed(writer, written) {
                Some(value) => {
                    entries.push((toml_text::key(name), value));
                    continue;
                }
                None => "its value is none that a spec can have",
            },
            Some(
                QualifierBecomes::Key(why)
                | QualifierBecomes::Later(why)
                | QualifierBecomes::Refused(why)
                | QualifierBecomes::Written(why),
            ) => why,
        };
        let message = format!(
            "the qualifier {} of {} is left out",
            quoted(name),
            quoted(whose.name)
        );
        notes.tell_once(class.name(), class.file, &written.span, message, why);
    }
    entries
}

/// A qualifier's value, with its flavors unless the spec gives them to its name.
fn passed(writer: &Writer<'_, '_>, written: &Qualifier) -> Option<String> {
    let value = match &written.value {
        None => value_without_one(writer.found, written)?,
        Some(written) => value(written)?,
    };
    let flavors = flavors(writer.found, written);
    if flavors.is_empty() || writer.flavors.has(&written.name.text) {
        return Some(value);
    }
    let table = [
        ("value".to_owned(), value),
        ("flavor".to_owned(), list(&flavors)),
    ];
    Some(toml_text::inline(&table))
}
