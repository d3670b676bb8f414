//! How many properties and keys a class has.

use toml::Spanned;

use super::inherited::OfLine;
use super::known::{Line, is_true};
use super::{Keys, Kind, names};
use crate::diagnostics::rules::{CLASS_SHAPE, CLASS_WITHOUT_KEY, TOO_MANY_PROPERTIES};
use crate::diagnostics::{Diagnostic, quoted};

/// The most properties of a class.
const PROPERTIES_MAX: usize = 1024;

/// The most key properties of a class.
const KEYS_MAX: usize = 256;

/// What a class is, as far as its keys are concerned.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Its kind; none if it is not served.
    pub kind: Option<Kind>,
    /// Whether it has no instances of its own.
    pub is_abstract: bool,
    /// Whether it has one instance.
    pub singleton: bool,
    /// Whether it has nothing but methods of the class itself, so that nobody asks for an instance.
    pub methods_alone: bool,
}

impl Shape {
    /// What the class asks of its keys, if that is known.
    fn keys(self) -> Option<Keys> {
        let of_kind = self.kind?.row().keys;
        Some(match of_kind {
            _ if self.methods_alone => Keys::Free,
            Keys::Required if self.singleton => Keys::Forbidden,
            // A class that derives from it may bring them.
            Keys::Required if self.is_abstract => Keys::Free,
            of_kind => of_kind,
        })
    }
}

/// Reports how many properties and keys a class has, where that is too many, or too few for its shape.
pub fn check(
    line: &Line<'_>,
    properties: &[OfLine<'_>],
    shape: Shape,
    found: &mut Vec<Diagnostic>,
) {
    let name = line.last().name();
    let mut keys = properties.iter().filter(|property| property.is_key());
    let first_key = keys.next();
    let key_count = first_key.iter().count() + keys.count();
    // A class whose name is wrong may as well be no class at all, such as a misplaced table.
    let is_class = names::problem(name.get_ref()).is_none();
    // A second property of a name is one property to the line, and may be the key that is meant.
    let mut written = line.last().properties().iter();
    let no_key = key_count == 0 && !written.any(|property| is_true(property.key.as_ref()));
    match shape.keys() {
        Some(Keys::Required) if no_key && line.complete && is_class => {
            found.push(keyless(name));
        }
        Some(Keys::Forbidden) if shape.singleton => {
            // What a superclass that is one says of its keys is told there.
            let here = line.last().is_singleton();
            let key = first_key.filter(|key| here || key.last.is_some());
            found.extend(key.map(|key| key_of_singleton(name, key)));
            if properties.is_empty() && line.complete {
                found.push(empty(name));
            }
        }
        Some(Keys::Free)
            if properties.is_empty()
                && !shape.is_abstract
                && !shape.methods_alone
                && line.complete =>
        {
            found.push(empty(name));
        }
        // A kind that is not served may have none.
        Some(Keys::Required | Keys::Forbidden | Keys::Free) | None => {}
    }
    let too_many = |count: usize, what: &str, most: usize| {
        let message = format!("the class {} has {count} {what}", quoted(name.get_ref()));
        Diagnostic::error(&TOO_MANY_PROPERTIES, name.span(), message)
            .with_label(format!("WMI takes at most {most}"))
            .with_help("split the class in two that share their keys")
    };
    if properties.len() > PROPERTIES_MAX {
        found.push(too_many(properties.len(), "properties", PROPERTIES_MAX));
    }
    if key_count > KEYS_MAX {
        found.push(too_many(key_count, "key properties", KEYS_MAX));
    }
}

fn keyless(name: &Spanned<String>) -> Diagnostic {
    let message = format!("the class {} has no key property", quoted(name.get_ref()));
    Diagnostic::error(&CLASS_WITHOUT_KEY, name.span(), message)
        .with_label("WMI cannot tell its instances apart")
        .with_help("write `key = true` in the property, or properties, that name an instance")
}

fn empty(name: &Spanned<String>) -> Diagnostic {
    let message = format!("the class {} has no property", quoted(name.get_ref()));
    Diagnostic::error(&CLASS_SHAPE, name.span(), message)
        .with_label("its instances say nothing")
        .with_help("write its properties, or leave the class out")
}

fn key_of_singleton(name: &Spanned<String>, key: &OfLine<'_>) -> Diagnostic {
    let message = format!(
        "the class {} is a singleton, and has the key {}",
        quoted(name.get_ref()),
        quoted(key.declared.name.get_ref())
    );
    let written = key.declared.key.as_ref();
    let place = written.map_or(key.declared.name.span(), Spanned::span);
    Diagnostic::error(&CLASS_SHAPE, place, message)
        .with_label("there is one instance, which no key tells from others")
        .with_help("leave `key` out, or `singleton`")
}
