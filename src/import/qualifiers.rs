//! The qualifiers that pass as they are, and the flavors that they have wherever they stand.

use std::collections::{HashMap, HashSet};

use super::classes::Writer;
use super::fields::value;
use super::found::{Found, FoundClass};
use super::kinds::Chosen;
use super::notes::Notes;
use super::toml_text;
use crate::diagnostics::quoted;
use crate::model::{KnownQualifier, QualifierBecomes};
use crate::mof::tree::{Flavor, Qualifier};

/// Qualifiers that say what the spec says, or what wmigen writes by itself.
const SAID: [&str; 24] = [
    "abstract",
    "association",
    "singleton",
    "dynamic",
    "provider",
    "key",
    "read",
    "description",
    "displayname",
    "units",
    "maxlen",
    "minvalue",
    "maxvalue",
    "values",
    "valuemap",
    "bitmap",
    "bitvalues",
    "not_null",
    "required",
    "override",
    "subtype",
    "cimtype",
    "locale",
    "amendment",
];

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
        && let Some(declared) = found.flavors.get(&written.name.text.to_ascii_lowercase())
    {
        flavors.clone_from(declared);
    }
    // WMI has no such flavor, and the other is what is so of all that say nothing.
    flavors.retain(|flavor| !matches!(flavor, Flavor::Translatable | Flavor::EnableOverride));
    flavors.sort_by_key(|flavor| Flavor::ALL.iter().position(|(_, one)| one == flavor));
    flavors.dedup();
    flavors
}

fn passes(name: &str) -> bool {
    let is_said = SAID.iter().any(|said| said.eq_ignore_ascii_case(name));
    let known = KnownQualifier::of(name);
    !is_said && known.is_none_or(|known| matches!(known.becomes, QualifierBecomes::Passes(_)))
}

impl ByName {
    /// The names of which every qualifier of the classes has the same flavors, if two have.
    pub fn of(found: &Found<'_>, chosen: &Chosen<'_>) -> Self {
        let mut counted: HashMap<String, (usize, Option<Vec<Flavor>>)> = HashMap::new();
        let mut names: Vec<(String, String)> = Vec::new();
        for class in &chosen.classes {
            let of_class = &class.found.class.qualifiers;
            let of_properties = class.found.properties().flat_map(|one| &one.qualifiers);
            for written in of_class.iter().chain(of_properties) {
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

/// The qualifiers of a class or a property that the spec writes as they are; what is left out is noted.
pub fn entries(
    writer: &Writer<'_, '_>,
    class: FoundClass<'_>,
    of: &[Qualifier],
    whose: &str,
    notes: &mut Notes,
) -> Vec<(String, String)> {
    let mut entries = Vec::new();
    for written in of {
        let name = &written.name.text;
        if SAID.iter().any(|said| said.eq_ignore_ascii_case(name)) {
            continue;
        }
        let why = match KnownQualifier::of(name).map(|known| &known.becomes) {
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
            quoted(whose)
        );
        notes.tell_once(class.name(), class.file, &written.span, message, why);
    }
    entries
}

/// A qualifier's value, with its flavors unless the spec gives them to its name.
fn passed(writer: &Writer<'_, '_>, written: &Qualifier) -> Option<String> {
    let value = match &written.value {
        None => "true".to_owned(),
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
