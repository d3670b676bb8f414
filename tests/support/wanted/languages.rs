//! The texts of classes, in each language (WMI: "Localizing WMI Class Information").

use super::{add, bare, declared, in_order, methods, texts};
use crate::mof::{Class, Flavors, Property, Qualifier, Qualifiers, Value};
use crate::spec::{self, Listed, Literal, Locale, LocalizedClass, LocalizedProperty, Spec};

/// The flavors of a text in a language's own file (WMI: "Localizing WMI Class Information").
const AMENDED: Flavors = Flavors {
    overridable: true,
    to_subclass: true,
    to_instance: false,
    amended: true,
};

/// The language of the spec's own texts.
fn own_locale(spec: &Spec) -> String {
    let written = spec.provider.locale.as_deref().unwrap_or("MS_409");
    written.to_ascii_lowercase()
}

/// The classes of each language's file in a namespace, by the name of the language in small letters. What a language does not say is
/// said in the language of the spec.
pub fn languages(spec: &Spec, namespace: &str) -> Vec<(String, Vec<Class>)> {
    if spec.locale.0.is_empty() {
        return Vec::new();
    }
    let nothing = Locale::default();
    let others = spec
        .locale
        .0
        .iter()
        .map(|(name, locale)| (name.to_ascii_lowercase(), locale));
    let mut languages: Vec<_> = std::iter::once((own_locale(spec), &nothing))
        .chain(others)
        .map(|(name, locale)| {
            let classes = in_order(spec, namespace).into_iter();
            let classes = classes
                .filter_map(|(class, written)| translated(spec, (&name, locale), class, written));
            (name.clone(), classes.collect())
        })
        .collect();
    languages.sort_by(|one, other| one.0.cmp(&other.0));
    languages
}

/// A class as an addition to the one of its name: its texts in one language, if it has any.
fn translated(
    spec: &Spec,
    (locale, language): (&str, &Locale),
    class: &str,
    written: &spec::Class,
) -> Option<Class> {
    let name = class;
    let nothing = LocalizedClass::default();
    let said = language.class.get(name).unwrap_or(&nothing);
    let properties: Vec<Property> = written
        .properties
        .0
        .iter()
        .filter_map(|(name, _)| {
            let (written, _) = &spec.property(class, name)?;
            let nothing = LocalizedProperty::default();
            let said = said.properties.get(name).unwrap_or(&nothing);
            let mut qualifiers = amended(property_texts(written, said, language))?;
            add(
                &mut qualifiers,
                "key",
                written.key.then_some(Value::Boolean(true)),
            );
            let made = bare(name, written, qualifiers);
            Some(Property {
                cim_type: declared(spec, made.cim_type),
                ..made
            })
        })
        .collect();
    let methods = methods::translated(spec, language, (class, written), said);
    let texts = amended(class_texts(written, said));
    if texts.is_none() && properties.is_empty() && methods.is_empty() {
        return None;
    }
    let mut qualifiers = texts.unwrap_or_default();
    let number = i128::from_str_radix(&locale[3..], 16).expect("a number");
    add(&mut qualifiers, "amendment", Some(Value::Boolean(true)));
    add(&mut qualifiers, "locale", Some(Value::Integer(number)));
    Some(Class {
        name: name.to_owned(),
        superclass: None,
        qualifiers,
        properties,
        methods,
    })
}

/// Qualifiers, and what they say if anything is said.
pub type Texts = Vec<(&'static str, Option<Value>)>;

pub fn amended(texts: Texts) -> Option<Qualifiers> {
    let said = texts.into_iter().filter_map(|(name, value)| {
        let qualifier = Qualifier {
            value: value?,
            flavors: AMENDED,
        };
        Some((name.to_owned(), qualifier))
    });
    let said: Qualifiers = said.collect();
    (!said.is_empty()).then_some(said)
}

/// The texts of a class: what the language says, and otherwise the spec.
pub fn class_texts(written: &spec::Class, said: &LocalizedClass) -> Texts {
    vec![
        (
            "description",
            text(&[&said.description, &written.description]),
        ),
        (
            "displayname",
            text(&[&said.display_name, &written.display_name]),
        ),
    ]
}

pub fn property_texts(
    written: &spec::Property,
    said: &LocalizedProperty,
    language: &Locale,
) -> Texts {
    let of_list = written.list.as_ref();
    let of_list = of_list.and_then(|name| language.values.get(name));
    let all = |own: Option<&[Listed<Literal>]>, said: &Option<Vec<(Literal, String)>>| {
        meanings(written, &written.in_mof(own?), said.as_ref().or(of_list))
    };
    vec![
        ("units", text(&[&said.units, &written.units])),
        (
            "description",
            text(&[&said.description, &written.description]),
        ),
        (
            "displayname",
            text(&[&said.display_name, &written.display_name]),
        ),
        ("values", all(written.values(), &said.values)),
        ("bitvalues", all(written.bitmap(), &said.bitmap)),
    ]
}

/// What values or bits mean, in the order of the property's own; none where they stand alone.
fn meanings(
    written: &spec::Property,
    own: &[Listed<Literal>],
    said: Option<&Vec<(Literal, String)>>,
) -> Option<Value> {
    let meaning = |own: &Listed<Literal>| {
        let same = |(other, _): &&(Literal, String)| written.value_in_mof(other) == *own.value();
        let said = said.and_then(|said| said.iter().find(same));
        said.map(|(_, text)| text).or(own.text()).cloned()
    };
    let all: Option<Vec<String>> = own.iter().map(meaning).collect();
    all.map(|all| texts(all.into_iter()))
}

/// The first of these texts that is written.
pub fn text(written: &[&Option<String>]) -> Option<Value> {
    let first = written.iter().find_map(|text| text.as_ref());
    first.map(|text| Value::Text(text.clone()))
}
