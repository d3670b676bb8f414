//! A property, as the templates get to see it.

use super::default;
use super::meaning::MeaningContext;
use super::prose;
use super::types::field_type;
use crate::model::{NotFinite, Property, PropertyDenial};
use crate::render::escape;
use crate::render::mof::{self, Qualifiers};
use crate::render::numbers::grouped;
use serde::Serialize;

/// A property of a class.
#[derive(Clone, Serialize)]
pub struct PropertyContext {
    name: String,
    /// The field in Rust.
    field: String,
    rust_type: String,
    /// The variant of the runtime's enum.
    cim_type: &'static str,
    array: bool,
    mof_type: &'static str,
    /// All qualifiers, in brackets.
    mof_qualifiers: String,
    /// The default, after its sign of equality.
    mof_default: Option<String>,
    key: bool,
    denied: &'static str,
    denied_note: Option<&'static str>,
    denied_sees: &'static str,
    /// Whether it is the first property.
    pub first: bool,
    units: Option<String>,
    description: Option<String>,
    limits_note: Option<String>,
    not_finite_note: Option<&'static str>,
    default_note: Option<String>,
    max_len: Option<String>,
    min: Option<String>,
    max: Option<String>,
    /// The enum of its values or the set of its bits.
    meaning: Option<MeaningContext>,
    /// What stands in the field of an instance that was made of its key alone.
    with_key: String,
    /// The call that says what becomes of a number that is not finite, where it is not the usual.
    not_finite_call: Option<&'static str>,
}

impl PropertyContext {
    /// A property, as a field of an instance; `texts` says whether its texts stand in the MOF, and not beside it.
    pub fn new(property: &Property, texts: bool) -> Self {
        let denied = denied(property);
        let limits = property.limits;
        PropertyContext {
            name: property.name.clone(),
            field: property.ident.clone(),
            rust_type: field_type(property),
            cim_type: property.cim_type().row().variant,
            array: property.array,
            mof_type: property.cim_type().row().mof,
            mof_qualifiers: mof_qualifiers(property, texts),
            mof_default: property.default.as_ref().map(mof::value),
            key: property.key,
            denied,
            denied_note: property.denied.map(|_| match denied {
                "Null" => "The client may be denied it; NULL takes its place then.",
                _ => "The client may be denied it; the whole instance is then.",
            }),
            denied_sees: property.denied.map_or("-", |_| match denied {
                "Null" if property.array => {
                    "NULL in its place, which some clients take for an array without elements, and the rest of the instance"
                }
                "Null" => "NULL in its place, and the rest of the instance",
                _ => "what it sees if it is denied the instance",
            }),
            first: false,
            units: prose(property.units.as_ref()),
            description: prose(property.description.as_ref()),
            limits_note: limits_note(property),
            not_finite_note: not_finite_note(property),
            default_note: property.default.as_ref().map(|default| {
                // Prose has no runs of spaces, so that those of a value are written as MOF could have them.
                let default = mof::value(default).replace("  ", " \\x0020");
                let default = escape::doc_comment(&default);
                format!("The class's default is {default}.")
            }),
            max_len: limits.max_len.map(|most| grouped(most.into())),
            min: limits.min.map(grouped),
            max: limits.max.map(grouped),
            meaning: MeaningContext::of(property),
            with_key: default::with_key(property),
            not_finite_call: match property.not_finite {
                NotFinite::Null => None,
                NotFinite::Fail => Some("fail_if_not_finite"),
            },
        }
    }
}

fn denied(property: &Property) -> &'static str {
    match (property.key, property.denied) {
        (true, _) | (false, Some(PropertyDenial::DenyObject)) => "DenyObject",
        (false, Some(PropertyDenial::Null) | None) => "Null",
    }
}

/// What a key's field is in the path of its instance.
pub fn path_value(property: &Property) -> String {
    let copy = property.cim_type().row().copy;
    let clone = if copy { "" } else { ".clone()" };
    format!("self.{}{clone}.into()", property.ident)
}

fn limits_note(property: &Property) -> Option<String> {
    let limits = property.limits;
    let each = if property.array { "each " } else { "" };
    let range = match (limits.min, limits.max) {
        (Some(least), Some(most)) => format!("{each}from {least} to {most}"),
        (Some(least), None) => format!("{each}at least {least}"),
        (None, Some(most)) => format!("{each}at most {most}"),
        (None, None) => {
            let most = limits.max_len?;
            format!("{each}at most {most} UTF-16 code units long")
        }
    };
    let mut sentence = range;
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Some(format!("{sentence}."))
}

fn not_finite_note(property: &Property) -> Option<&'static str> {
    let note = match (property.not_finite, property.array) {
        _ if !property.cim_type().is_real() => return None,
        (NotFinite::Null, false) => "A number that is infinite or not a number is told as NULL.",
        (NotFinite::Null, true) => {
            "Where a number is infinite or not a number, the array is told as NULL."
        }
        (NotFinite::Fail, _) => {
            "A number that is infinite or not a number keeps its instance from being delivered."
        }
    };
    Some(note)
}

/// The qualifiers of a property in MOF.
fn mof_qualifiers(property: &Property, texts: bool) -> String {
    let mut qualifiers = Qualifiers::default();
    if property.key {
        qualifiers.flag("key");
    }
    qualifiers.flag("read");
    let sub_type = property.cim_type().row().sub_type.map(str::to_owned);
    qualifiers.text("SubType", sub_type.as_ref(), "");
    let limits = property.limits;
    qualifiers.number("MaxLen", limits.max_len.map(i128::from));
    // An integer in a qualifier has 32 bits in WMI; a wider bound is the runtime's alone to keep.
    qualifiers.number("MinValue", limits.min.filter(|&least| is_narrow(least)));
    qualifiers.number("MaxValue", limits.max.filter(|&most| is_narrow(most)));
    if texts {
        qualifiers.text("DisplayName", property.display_name.as_ref(), "");
        qualifiers.text("Units", property.units.as_ref(), "");
        qualifiers.text("Description", property.description.as_ref(), "");
    }
    mof_meanings(&mut qualifiers, property, texts);
    for own in &property.qualifiers {
        qualifiers.own(own);
    }
    qualifiers.list(4)
}

fn mof_meanings(qualifiers: &mut Qualifiers, property: &Property, texts: bool) {
    let Some(meanings) = &property.meanings else {
        return;
    };
    let (map_name, texts_name) = mof::names_of(meanings);
    let map = meanings.map();
    qualifiers.texts(map_name, map.iter().map(String::as_str), "");
    if texts {
        qualifiers.texts(texts_name, meanings.texts(), "");
    }
}

fn is_narrow(number: i128) -> bool {
    i32::try_from(number).is_ok()
}
