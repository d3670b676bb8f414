//! Qualifiers of the user's own.

use toml::Spanned;

use super::choice::{Choice, choose};
use super::collisions::{Taken, duplicate};
use super::names;
use crate::diagnostics::rules::{CONTRADICTING_FLAVORS, QUALIFIER_VALUE, RESERVED_QUALIFIER};
use crate::diagnostics::{Checked, Diagnostic, Span, keep, quoted};
use crate::spec::{Literal, QualifierTable};

/// A qualifier of a class or a property.
#[derive(Clone, Debug, PartialEq)]
pub struct Qualifier {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: QualifierValue,
    /// Its flavors, in the order of the spec; none contradicts another.
    pub flavors: Vec<Flavor>,
}

/// The value of a qualifier, of one of the types that WMI has for them (WMI: `IWbemQualifierSet::Put`).
#[derive(Clone, Debug, PartialEq)]
pub enum QualifierValue {
    /// A boolean.
    Boolean(bool),
    /// A sint32.
    Integer(i32),
    /// A real64; finite.
    Real(f64),
    /// A string without NUL.
    String(String),
    /// An array of one of those types; at least one element.
    Array(Vec<QualifierValue>),
}

/// How a qualifier is passed on (WMI: "Qualifier Flavors").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flavor {
    /// Derived classes have it too.
    ToSubclass,
    /// Derived classes do not have it.
    NotToSubclass,
    /// Instances have it too.
    ToInstance,
    /// Instances do not have it.
    NotToInstance,
    /// Derived classes may change it.
    EnableOverride,
    /// Derived classes may not change it.
    DisableOverride,
    /// Neither derived classes nor instances have it.
    Restricted,
    /// It may be translated.
    Amended,
}

impl Choice for Flavor {
    const ALL: &'static [Self] = &[
        Self::ToSubclass,
        Self::NotToSubclass,
        Self::ToInstance,
        Self::NotToInstance,
        Self::EnableOverride,
        Self::DisableOverride,
        Self::Restricted,
        Self::Amended,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::ToSubclass => "ToSubclass",
            Self::NotToSubclass => "NotToSubclass",
            Self::ToInstance => "ToInstance",
            Self::NotToInstance => "NotToInstance",
            Self::EnableOverride => "EnableOverride",
            Self::DisableOverride => "DisableOverride",
            Self::Restricted => "Restricted",
            Self::Amended => "Amended",
        }
    }
}

/// Flavors that cannot both be meant.
const CONTRADICTIONS: &[(Flavor, Flavor)] = &[
    (Flavor::ToSubclass, Flavor::NotToSubclass),
    (Flavor::ToSubclass, Flavor::Restricted),
    (Flavor::ToInstance, Flavor::NotToInstance),
    (Flavor::ToInstance, Flavor::Restricted),
    (Flavor::EnableOverride, Flavor::DisableOverride),
];

/// Qualifiers that wmigen writes itself, or never: by what, or why not. Names are compared in lower case.
const RESERVED: &[(&str, &str)] = &[
    ("abstract", "every class has instances for now"),
    ("amendment", "write a table `[locale.MS_XXX]`"),
    ("association", "every class is an instance class for now"),
    ("bitmap", "write `bitmap = [[0, \"Readable\"]]`"),
    ("bitvalues", "write `bitmap = [[0, \"Readable\"]]`"),
    ("cimtype", "write `type`: WMI adds it by itself"),
    ("description", "write `description`"),
    ("displayname", "write `display-name`"),
    ("dynamic", "every class is dynamic already"),
    ("implemented", "methods are not served yet"),
    ("indication", "every class is an instance class for now"),
    ("key", "write `key = true` in the property"),
    ("locale", "write a table `[locale.MS_XXX]`"),
    ("maxlen", "write `max-len`"),
    ("maxvalue", "write `max`"),
    ("minvalue", "write `min`"),
    ("not_null", "every property may be NULL for now"),
    ("provider", "every class has its provider already"),
    ("read", "every property can be read already"),
    ("singleton", "a class has a key for now"),
    ("static", "every class is dynamic"),
    ("subtype", "write `type = \"interval\"`"),
    ("units", "write `units`"),
    ("valuemap", "write `values = [[0, \"Unknown\"]]`"),
    ("values", "write `values = [[0, \"Unknown\"]]`"),
    ("write", "nothing can be written for now"),
];

/// The qualifiers of a class or a property; what makes no sense has been reported and is left out.
pub fn qualifiers(written: &[QualifierTable], found: &mut Vec<Diagnostic>) -> Vec<Qualifier> {
    let mut taken = Taken::default();
    written
        .iter()
        .filter_map(|written| {
            keep(check_name(&written.name), found)?;
            if let Some(first) = taken.take(written.name.get_ref(), &written.name) {
                found.push(duplicate("qualifier", &written.name, first));
                return None;
            }
            let flavors = flavors(written.flavor.as_ref(), found);
            Some(Qualifier {
                name: written.name.get_ref().clone(),
                value: value(written.value.as_ref()?, found)?,
                flavors,
            })
        })
        .collect()
}

fn check_name(name: &Spanned<String>) -> Checked<()> {
    names::check_in_mof("qualifier", name)?;
    let folded = name.get_ref().to_ascii_lowercase();
    let Some((_, instead)) = RESERVED.iter().find(|(reserved, _)| *reserved == folded) else {
        return Ok(());
    };
    let message = format!(
        "the qualifier {} is wmigen's to write",
        quoted(name.get_ref())
    );
    Diagnostic::error(&RESERVED_QUALIFIER, name.span(), message)
        .with_label("says something that the spec has a key for")
        .with_help(*instead)
        .refuse()
}

fn value(written: &Spanned<Literal>, found: &mut Vec<Diagnostic>) -> Option<QualifierValue> {
    let Literal::Array(elements) = written.get_ref() else {
        return keep(scalar(written), found);
    };
    let values = elements.iter().map(|element| keep(scalar(element), found));
    // Each element is looked at before any of them stops the rest.
    let values: Vec<Option<QualifierValue>> = values.collect();
    let values: Option<Vec<QualifierValue>> = values.into_iter().collect();
    keep(array(written, elements, values?), found)
}

fn array(
    written: &Spanned<Literal>,
    elements: &[Spanned<Literal>],
    values: Vec<QualifierValue>,
) -> Checked<QualifierValue> {
    let Some(first) = values.first() else {
        return wrong(
            written.span(),
            "the qualifier's array is empty, and so has no type",
            "write at least one element, or leave the qualifier out",
        );
    };
    // `zip` because each value stands where its element does.
    let other = values
        .iter()
        .zip(elements)
        .find(|(value, _)| !same_type(first, value));
    if let Some((_, element)) = other {
        return wrong(
            element.span(),
            "the elements of a qualifier's array are of different types",
            "write elements of one type",
        );
    }
    Ok(QualifierValue::Array(values))
}

fn same_type(one: &QualifierValue, other: &QualifierValue) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

fn scalar(written: &Spanned<Literal>) -> Checked<QualifierValue> {
    Ok(match written.get_ref() {
        Literal::Boolean(flag) => QualifierValue::Boolean(*flag),
        Literal::Integer(number) => match i32::try_from(*number) {
            Ok(number) => QualifierValue::Integer(number),
            Err(_) => {
                return wrong(
                    written.span(),
                    "the integer of a qualifier has 32 bits in WMI, with a sign",
                    "write a number from -2147483648 to 2147483647, or the number as a string",
                );
            }
        },
        Literal::Float(number) if number.is_finite() => QualifierValue::Real(*number),
        Literal::Float(_) => {
            return wrong(
                written.span(),
                "MOF cannot write a number that is infinite or not a number",
                "write a finite number",
            );
        }
        Literal::String(text) if text.contains('\0') => {
            return wrong(
                written.span(),
                "the text has a NUL character, at which WMI would cut it off",
                "leave the NUL character out",
            );
        }
        Literal::String(text) => QualifierValue::String(text.clone()),
        Literal::Array(_) => {
            return wrong(
                written.span(),
                "a qualifier's array has no arrays in it",
                "write one array",
            );
        }
    })
}

fn wrong<T>(span: Span, message: &str, help: &str) -> Checked<T> {
    Diagnostic::error(&QUALIFIER_VALUE, span, message)
        .with_label("no qualifier of WMI has this value")
        .with_help(help)
        .refuse()
}

fn flavors(
    written: Option<&Spanned<Vec<Spanned<String>>>>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Flavor> {
    let written = written.into_iter().flat_map(Spanned::get_ref);
    let mut flavors: Vec<(Flavor, Span)> = Vec::new();
    for word in written {
        let Some(flavor) = keep(choose::<Flavor>("flavor", word), found) else {
            continue;
        };
        let meets = |(other, _): &&(Flavor, Span)| {
            *other == flavor
                || CONTRADICTIONS.contains(&(*other, flavor))
                || CONTRADICTIONS.contains(&(flavor, *other))
        };
        if let Some((other, first)) = flavors.iter().find(meets) {
            let message = if *other == flavor {
                format!("the flavor `{}` is written twice", flavor.as_str())
            } else {
                format!(
                    "the flavors `{}` and `{}` contradict each other",
                    other.as_str(),
                    flavor.as_str()
                )
            };
            let report = Diagnostic::error(&CONTRADICTING_FLAVORS, word.span(), message);
            found.push(
                report
                    .with_label("the second")
                    .with_place(first.clone(), "the first")
                    .with_help("leave one of them out"),
            );
            continue;
        }
        flavors.push((flavor, word.span()));
    }
    flavors.into_iter().map(|(flavor, _)| flavor).collect()
}
