//! Objects in properties: in themselves, or as texts.

use super::fields::EMBEDDED;
use super::found::{has, text_of};
use crate::model::CimType;
use crate::mof::tree::{Property, TypeKind};

/// The class of the objects of which a property has the texts, `*` for any; none if it has no texts of objects.
pub fn object_in_text(property: &Property) -> Option<&str> {
    let of = &property.qualifiers;
    let is_text = property.declared_type.kind == TypeKind::Intrinsic(CimType::String);
    // A key is no object, neither is its text one.
    if !is_text || has(of, "key") {
        return None;
    }
    let is_name = |name: &&str| {
        name.chars()
            .all(|one| one.is_ascii_alphanumeric() || one == '_')
    };
    match text_of(of, "embeddedinstance") {
        Some(class) => Some(class).filter(is_name),
        None => has(of, "embeddedobject").then_some("*"),
    }
}

/// The class that a property has objects of, in itself or as texts.
pub fn object_of(property: &Property) -> Option<&str> {
    match &property.declared_type.kind {
        TypeKind::Object(of) => of.as_ref().map(|of| of.text.as_str()),
        _ => object_in_text(property).filter(|of| *of != "*"),
    }
}

/// The key that says in which form a value has the texts of objects: of those that a MOF does not tell, WMI's own.
pub fn text_form(value: &Property) -> Option<(String, String)> {
    object_in_text(value).map(|_| ("text".to_owned(), "\"mof\"".to_owned()))
}

/// The qualifiers that its form says.
pub fn said_of_form(value: &Property) -> &'static [&'static str] {
    if object_in_text(value).is_some() {
        &EMBEDDED
    } else {
        &[]
    }
}

/// A value without what says that it is the text of an object: a string, which it is for WMI.
pub fn without_text_form(value: &Property) -> Property {
    let mut plain = value.clone();
    plain
        .qualifiers
        .retain(|one| !EMBEDDED.iter().any(|name| one.name.is(name)));
    plain
}
