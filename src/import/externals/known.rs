//! What the files and the standard tables know of a class that is not the spec's.

use std::collections::HashMap;

use super::named::External;
use super::namespace;
use crate::import::chosen::Chosen;
use crate::import::fields::{Entries, type_entries};
use crate::import::found::{Found, FoundClass, has};
use crate::import::objects::without_text_form;
use crate::import::standard::Standard;
use crate::import::toml_text;
use crate::mof::tree::{Property, TypeKind};

/// A property of such a class.
pub struct Known {
    name: String,
    entries: Entries,
    is_key: bool,
    /// Whether its values are of a type of CIM.
    is_intrinsic: bool,
    /// The class that it refers to.
    pub target: Option<String>,
}

impl Known {
    fn in_files(property: &Property) -> Self {
        let kind = &property.declared_type.kind;
        Self {
            name: property.name.text.clone(),
            entries: type_entries(&without_text_form(property)),
            is_key: has(&property.qualifiers, "key"),
            is_intrinsic: matches!(kind, TypeKind::Intrinsic(_)),
            target: match kind {
                TypeKind::Reference(Some(of)) => Some(of.text.clone()),
                _ => None,
            },
        }
    }

    /// The line of the spec.
    pub fn line(&self) -> String {
        let mut entries = self.entries.clone();
        if self.is_key {
            entries.push(("key".to_owned(), "true".to_owned()));
        }
        let name = toml_text::key(&self.name);
        format!("properties.{name} = {}\n", toml_text::inline(&entries))
    }
}

/// What is known of a class of the namespace.
pub struct KnownClass {
    pub is_abstract: bool,
    pub is_singleton: bool,
    pub properties: Vec<Known>,
    /// The standard class that some of it is from.
    pub standard: Option<Standard>,
    /// Whether nothing tells what names its instances.
    pub lacks_key: bool,
}

/// What the files and the tables know of a class: of its properties those that have values of CIM's types, and its keys; the
/// outermost class has its own first, and the innermost says of which type each is.
pub fn known(found: &Found<'_>, chosen: &Chosen<'_>, external: &External) -> KnownClass {
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
    let mut places: HashMap<String, usize> = HashMap::new();
    for mut property in above.chain(in_files.map(Known::in_files)) {
        let next = properties.len();
        let place = places.entry(property.name.to_ascii_lowercase());
        match properties.get_mut(*place.or_insert(next)) {
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
