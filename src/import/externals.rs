//! Classes that the spec's own derive from or name, and that are there already as far as the files and the standard tables tell.

use std::collections::HashMap;

use super::fields::type_entries;
use super::found::{Found, FoundClass, has};
use super::kinds::{Chosen, Kind};
use super::notes::Notes;
use super::standard::{Source, Standard};
use super::toml_text;
use crate::diagnostics::{Span, quoted};
use crate::mof::tree::{Name, Property, TypeKind};

/// A class that the spec names and does not have.
struct External {
    name: String,
    /// The number of the file that names it first, and where.
    place: (usize, Span),
    /// Whether more of it is needed than what its instances are named by: a class derives from it, or a property has its objects.
    is_whole: bool,
}

/// The classes of the namespace, each once, in the order in which they are named.
#[derive(Default)]
struct Externals {
    all: Vec<External>,
    /// Their numbers by their names in small letters.
    by_name: HashMap<String, usize>,
}

impl Externals {
    /// Those that classes of the spec name, and those that the keys of these refer to.
    fn of(found: &Found<'_>, chosen: &Chosen<'_>) -> Self {
        let mut named = Self::default();
        for class in &chosen.classes {
            let class = class.found;
            let mut add = |name: &Name, is_whole| {
                named.add(
                    chosen,
                    &name.text,
                    (class.file, name.span.clone()),
                    is_whole,
                );
            };
            class
                .class
                .superclass
                .iter()
                .for_each(|name| add(name, true));
            for property in class.properties() {
                match &property.declared_type.kind {
                    TypeKind::Object(Some(of)) => add(of, true),
                    TypeKind::Reference(Some(of)) => add(of, false),
                    _ => {}
                }
            }
        }
        let mut at = 0;
        while let Some(one) = named.all.get(at) {
            let (place, known) = (one.place.clone(), known(found, chosen, one));
            for property in known.properties {
                if let Some(target) = property.target {
                    named.add(chosen, &target, place.clone(), false);
                }
            }
            at += 1;
        }
        named
    }

    fn add(&mut self, chosen: &Chosen<'_>, name: &str, place: (usize, Span), is_whole: bool) {
        if chosen.has(name) || name.starts_with("__") {
            return;
        }
        let number = *self
            .by_name
            .entry(name.to_ascii_lowercase())
            .or_insert(self.all.len());
        match self.all.get_mut(number) {
            Some(known) => known.is_whole |= is_whole,
            None => self.all.push(External {
                name: name.to_owned(),
                place,
                is_whole,
            }),
        }
    }
}

/// A property of such a class.
struct Known {
    name: String,
    entries: Vec<(String, String)>,
    is_key: bool,
    /// Whether its values are of a type of CIM.
    is_intrinsic: bool,
    /// The class that it refers to.
    target: Option<String>,
}

impl Known {
    fn in_files(property: &Property) -> Self {
        let kind = &property.declared_type.kind;
        Self {
            name: property.name.text.clone(),
            entries: type_entries(property),
            is_key: has(&property.qualifiers, "key"),
            is_intrinsic: matches!(kind, TypeKind::Intrinsic(_)),
            target: match kind {
                TypeKind::Reference(Some(of)) => Some(of.text.clone()),
                _ => None,
            },
        }
    }

    fn line(&self) -> String {
        let mut entries = self.entries.clone();
        if self.is_key {
            entries.push(("key".to_owned(), "true".to_owned()));
        }
        let name = toml_text::key(&self.name);
        format!("properties.{name} = {}\n", toml_text::inline(&entries))
    }
}

/// What is known of a class of the namespace.
struct KnownClass {
    is_abstract: bool,
    is_singleton: bool,
    properties: Vec<Known>,
    /// The standard class that some of it is from.
    standard: Option<Standard>,
    /// Whether nothing tells what names its instances.
    lacks_key: bool,
}

/// What the files and the tables know of a class: of its properties those that have values of CIM's types, and its keys; the
/// outermost class has its own first, and the innermost says of which type each is.
fn known(found: &Found<'_>, chosen: &Chosen<'_>, external: &External) -> KnownClass {
    let class = found.class(&external.name);
    let standard = match class {
        Some(class) => found.standard(class),
        None => Standard::line(&external.name, namespace(found, chosen)),
    };
    let above = standard.iter().rev().flat_map(Standard::properties);
    let above = above.map(|property| Known {
        name: property.name.to_owned(),
        entries: vec![(property.key.to_owned(), toml_text::text(property.word))],
        is_key: property.is_key,
        is_intrinsic: property.key == "type",
        target: (property.key == "ref").then(|| property.word.to_owned()),
    });
    let line = class.map_or_else(Vec::new, |class| found.line(class));
    let in_files = line.iter().rev().flat_map(FoundClass::properties);
    let mut properties: Vec<Known> = Vec::new();
    for mut property in above.chain(in_files.map(Known::in_files)) {
        let mut so_far = properties.iter_mut();
        match so_far.find(|one| one.name.eq_ignore_ascii_case(&property.name)) {
            Some(one) => {
                property.is_key |= one.is_key;
                *one = property;
            }
            None => properties.push(property),
        }
    }
    let has_key = properties.iter().any(|property| property.is_key);
    properties.retain(|one| one.is_key || (external.is_whole && one.is_intrinsic));
    let is = |flag: &str| match class {
        Some(class) => class.has(flag),
        None => standard.first().is_some_and(|class| class.is(flag)),
    };
    let is_singleton = class.map_or_else(
        || standard.iter().any(|one| one.is("singleton")),
        |class| found.inherits(class, "singleton"),
    );
    KnownClass {
        is_abstract: is("abstract"),
        is_singleton,
        properties,
        standard: standard.first().copied(),
        lacks_key: class.is_none() && !has_key && Standard::lacks_key(&standard),
    }
}

fn namespace<'f>(found: &'f Found<'_>, chosen: &Chosen<'_>) -> &'f str {
    &found.namespaces[chosen.namespace]
}

/// The tables `[external.NAME]`. What is a guess is noted.
pub fn text(found: &Found<'_>, chosen: &Chosen<'_>, notes: &mut Notes) -> String {
    let mut text = String::new();
    for external in &Externals::of(found, chosen).all {
        let known = known(found, chosen, external);
        let namespace = namespace(found, chosen);
        text.push('\n');
        if let Some(standard) = &known.standard {
            text.push_str(&toml_text::comment(&origin(external, standard, namespace)));
            if standard.is_guess(namespace) {
                note(external, standard, namespace, notes);
            }
        } else if is_superclass_of_keyless(found, chosen, &external.name) {
            text.push_str(&toml_text::comment(
                "No file that was read has this class, so that its keys are not known. Add them, such as\n\
                 properties.Name = { type = \"string\", key = true }",
            ));
        }
        if known.standard.is_some() && known.lacks_key {
            text.push_str("# Its page does not say what its key is. Add it.\n");
        }
        text.extend([format!("[external.{}]\n", toml_text::key(&external.name))]);
        for (flag, is_so) in [
            ("abstract", known.is_abstract),
            ("singleton", known.is_singleton),
        ] {
            if is_so {
                text.extend([format!("{flag} = true\n")]);
            }
        }
        text.extend(known.properties.iter().map(Known::line));
    }
    text
}

/// Where what is said of a class is from.
fn origin(external: &External, standard: &Standard, namespace: &str) -> String {
    let source = match standard.source {
        Source::System => "Of WMI itself",
        Source::Cimv2 => "From Microsoft's page of the class",
        Source::Dmtf => "From the DMTF's CIM schema 2.32",
    };
    let source = if external.name.eq_ignore_ascii_case(standard.name) {
        source.to_owned()
    } else {
        format!("What it has of {}: {source}", standard.name)
    };
    if standard.is_guess(namespace) {
        format!("{source}; {namespace} may have another version.")
    } else {
        format!("{source}.")
    }
}

/// Notes that the namespace may have another class of this name.
fn note(external: &External, standard: &Standard, namespace: &str, notes: &mut Notes) {
    let whose = match standard.source {
        Source::Dmtf => "the DMTF's",
        Source::Cimv2 | Source::System => "that of root\\cimv2",
    };
    let message = format!(
        "the class {} is taken for {whose}, and {} may have another version",
        quoted(standard.name),
        quoted(namespace)
    );
    let help = "compare its properties in the spec with the class there, or name the folder of its MOF with `--include`";
    let (file, span) = &external.place;
    notes.tell_once(standard.name, *file, span, message, help);
}

fn is_superclass_of_keyless(found: &Found<'_>, chosen: &Chosen<'_>, name: &str) -> bool {
    chosen.classes.iter().any(|class| {
        let is_below = found
            .top(class.found)
            .is_some_and(|top| top.eq_ignore_ascii_case(name));
        is_below && class.kind == Kind::Served && !found.has_key(class.found)
    })
}
