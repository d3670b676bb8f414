//! Which classes the spec names and does not have.

use std::collections::HashMap;

use super::known::known;
use crate::diagnostics::Span;
use crate::import::chosen::{Chosen, ChosenClass};
use crate::import::found::Found;
use crate::import::objects::object_of;
use crate::import::provider::Registered;
use crate::import::signatures::values;
use crate::mof::tree::{Property, TypeKind};

/// What the spec names a class for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Superclass,
    Reference,
    Object,
}

/// A class that the spec names and does not have.
pub struct External {
    pub name: String,
    /// The number of the file that names it first, and where.
    pub place: (usize, Span),
    /// Whether more of it is needed than what its instances are named by: a class derives from it, or its objects are values.
    pub is_whole: bool,
    /// Whether its objects are values of properties or parameters.
    pub has_objects: bool,
}

/// The classes of the namespace, each once, in the order in which they are named.
#[derive(Default)]
pub struct Externals {
    pub all: Vec<External>,
    /// Their numbers by their names in small letters.
    by_name: HashMap<String, usize>,
}

impl Externals {
    /// Those that classes of the spec name, and those that the keys of these refer to.
    pub fn of(found: &Found<'_>, registered: &Registered<'_>, chosen: &Chosen<'_>) -> Self {
        let mut named = Self::default();
        for class in &chosen.classes {
            named.of_class(registered, chosen, class);
        }
        let mut at = 0;
        while let Some(one) = named.all.get(at) {
            let (place, known) = (one.place.clone(), known(found, chosen, one));
            for property in known.properties {
                if let Some(target) = property.target {
                    named.add(chosen, &target, place.clone(), Use::Reference);
                }
            }
            at += 1;
        }
        named
    }

    /// Adds those that a class derives from, refers to, or has, takes or gives objects of.
    fn of_class(
        &mut self,
        registered: &Registered<'_>,
        chosen: &Chosen<'_>,
        one: &ChosenClass<'_>,
    ) {
        let class = one.found;
        if let Some(superclass) = &class.class.superclass {
            let place = (class.file, superclass.span.clone());
            self.add(chosen, &superclass.text, place, Use::Superclass);
        }
        for property in class.properties() {
            self.of_value(chosen, class.file, property);
        }
        for value in registered.methods(one).flat_map(values) {
            self.of_value(chosen, class.file, &value);
        }
    }

    fn of_value(&mut self, chosen: &Chosen<'_>, file: usize, value: &Property) {
        match &value.declared_type.kind {
            TypeKind::Reference(Some(of)) => {
                self.add(chosen, &of.text, (file, of.span.clone()), Use::Reference);
            }
            TypeKind::Object(Some(of)) => {
                self.add(chosen, &of.text, (file, of.span.clone()), Use::Object);
            }
            _ => {
                if let Some(of) = object_of(value) {
                    self.add(chosen, of, (file, value.name.span.clone()), Use::Object);
                }
            }
        }
    }

    fn add(&mut self, chosen: &Chosen<'_>, name: &str, place: (usize, Span), named_for: Use) {
        if chosen.has(name) || name.starts_with("__") {
            return;
        }
        let next = self.all.len();
        let known = self.by_name.entry(name.to_ascii_lowercase());
        let number = *known.or_insert(next);
        if number == next {
            self.all.push(External {
                name: name.to_owned(),
                place,
                is_whole: false,
                has_objects: false,
            });
        }
        if let Some(one) = self.all.get_mut(number) {
            one.is_whole |= named_for != Use::Reference;
            one.has_objects |= named_for == Use::Object;
        }
    }
}
