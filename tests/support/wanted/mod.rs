//! What the MOF of a provider has to say, by its spec. It is told apart from what the renderer does by being written
//! from the spec's language and from WMI's pages alone.

mod languages;
mod registration;

use crate::mof::{Class, Flavors, Property, Qualifier, Qualifiers, Value};
use crate::spec::{self, Literal, LocalizedClass, LocalizedProperty, Named, Spec};

pub use languages::languages;
use languages::{class_texts, property_texts};
pub use registration::{declarations, instances};

/// The classes of the provider's MOF: each after those whose objects it has. Their texts stand there only if there is one
/// language alone.
pub fn classes(spec: &Spec) -> Vec<Class> {
    let mut classes = Vec::new();
    for (name, _) in &spec.class.0 {
        add_class(spec, name, &mut Vec::new(), &mut classes);
    }
    classes
}

/// Adds a class, and before it those whose objects it has, unless they are on the way to it.
fn add_class(spec: &Spec, name: &str, on_the_way: &mut Vec<String>, classes: &mut Vec<Class>) {
    let is = |other: &str| other.eq_ignore_ascii_case(name);
    if classes.iter().any(|there| is(&there.name)) || on_the_way.iter().any(|there| is(there)) {
        return;
    }
    let mut all = spec.class.0.iter();
    let (name, written) = all.find(|(there, _)| is(there)).expect("a class");
    on_the_way.push(name.clone());
    for object in written
        .properties
        .0
        .iter()
        .filter_map(|(_, property)| property.class())
    {
        add_class(spec, object, on_the_way, classes);
    }
    classes.push(class(spec, name, written));
}

/// The type of a property with the class's name as it is declared, however the property writes it.
fn declared(spec: &Spec, cim_type: String) -> String {
    let Some(("object", class)) = cim_type.split_once(':') else {
        return cim_type;
    };
    let mut classes = spec.class.0.iter();
    let declared = classes.find(|(name, _)| name.eq_ignore_ascii_case(class));
    format!("object:{}", declared.expect("a class").0)
}

fn class(spec: &Spec, name: &str, written: &spec::Class) -> Class {
    let mut qualifiers = own(&written.qualifiers);
    if !written.is_embedded() {
        add(&mut qualifiers, "dynamic", Some(Value::Boolean(true)));
        add(
            &mut qualifiers,
            "provider",
            Some(spec.provider.name.as_str().into()),
        );
    }
    if spec.locale.0.is_empty() {
        for (text, value) in class_texts(written, &LocalizedClass::default()) {
            add(&mut qualifiers, text, value);
        }
    }
    let with_texts = spec.locale.0.is_empty();
    let properties = written.properties.0.iter();
    Class {
        name: name.to_owned(),
        qualifiers,
        properties: properties
            .map(|(name, written)| {
                let property = property(name, written, with_texts);
                Property {
                    cim_type: declared(spec, property.cim_type.clone()),
                    ..property
                }
            })
            .collect(),
    }
}

fn property(name: &str, written: &spec::Property, with_texts: bool) -> Property {
    let mut qualifiers = own(&written.qualifiers);
    // The integers of qualifiers have 32 bits in WMI: a limit beyond them is not said.
    let number = |number: i128| {
        i32::try_from(number)
            .ok()
            .map(|number| Value::Integer(number.into()))
    };
    let values = written
        .values
        .iter()
        .flatten()
        .map(|(value, _)| plain(value));
    let bits = written
        .bitmap
        .iter()
        .flatten()
        .map(|(bit, _)| bit.to_string());
    let mut plain = vec![
        ("key", written.key.then_some(Value::Boolean(true))),
        ("read", Some(Value::Boolean(true))),
        (
            "subtype",
            (written.element() == "interval").then(|| "interval".into()),
        ),
        (
            "maxlen",
            written.max_len.and_then(|most| number(most.into())),
        ),
        ("minvalue", written.min.and_then(number)),
        ("maxvalue", written.max.and_then(number)),
        ("valuemap", written.values.as_ref().map(|_| texts(values))),
        ("bitmap", written.bitmap.as_ref().map(|_| texts(bits))),
    ];
    if with_texts {
        plain.extend(property_texts(written, &LocalizedProperty::default()));
    }
    for (name, value) in plain {
        add(&mut qualifiers, name, value);
    }
    let default = written.default.as_ref();
    Property {
        default: default.map_or(Value::Null, |literal| {
            default_of(literal, written.element())
        }),
        ..bare(name, written, qualifiers)
    }
}

/// A property without a default.
fn bare(name: &str, written: &spec::Property, qualifiers: Qualifiers) -> Property {
    let cim_type = match (written.class(), written.element()) {
        (Some(class), _) => format!("object:{class}"),
        (None, "interval") => "datetime".to_owned(),
        (None, other) => other.to_owned(),
    };
    Property {
        name: name.to_owned(),
        cim_type,
        array: written.is_array(),
        default: Value::Null,
        qualifiers,
    }
}

/// Adds what there is, with WMI's flavors.
fn add(qualifiers: &mut Qualifiers, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        let flavors = Flavors::unsaid(name);
        let taken = qualifiers.insert(name.to_owned(), Qualifier { value, flavors });
        assert!(taken.is_none(), "the spec has {name} twice");
    }
}

fn texts(all: impl Iterator<Item = String>) -> Value {
    Value::Array(all.map(Value::Text).collect())
}

/// A value of `ValueMap`, which has strings alone.
fn plain(value: &Literal) -> String {
    match value {
        Literal::Integer(number) => number.to_string(),
        Literal::Text(text) => text.clone(),
        other => panic!("{other:?} has no meaning"),
    }
}

/// The qualifiers of the user's own.
fn own(written: &Named<Literal>) -> Qualifiers {
    let qualifiers = written.0.iter();
    qualifiers
        .map(|(name, written)| {
            let mut flavors = Flavors::unsaid(name);
            let value = match written {
                Literal::Table(entries) => {
                    let entry = |key: &str| entries.iter().find(|(name, _)| name == key);
                    if let Some((_, Literal::Array(words))) = entry("flavor") {
                        for word in words {
                            flavors.set(&plain(word)).expect("a flavor");
                        }
                    }
                    &entry("value").expect("a value").1
                }
                value => value,
            };
            let value = qualifier_value(value);
            (name.to_ascii_lowercase(), Qualifier { value, flavors })
        })
        .collect()
}

fn qualifier_value(written: &Literal) -> Value {
    match written {
        Literal::Boolean(flag) => Value::Boolean(*flag),
        Literal::Integer(number) => Value::Integer(*number),
        Literal::Real(number) => Value::Real(*number),
        Literal::Text(text) => Value::Text(text.clone()),
        Literal::Array(items) => Value::Array(items.iter().map(qualifier_value).collect()),
        Literal::Table(_) => panic!("a table in a table"),
    }
}

/// A default, as a value of its type.
pub fn default_of(written: &Literal, cim_type: &str) -> Value {
    match (written, cim_type) {
        (Literal::Array(items), _) => {
            let items = items.iter();
            Value::Array(items.map(|item| default_of(item, cim_type)).collect())
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "the spec may have small whole numbers alone"
        )]
        (Literal::Integer(number), "real32" | "real64") => Value::Real(*number as f64),
        (Literal::Text(text), "char16") => Value::Char(text.encode_utf16().next().expect("one")),
        _ => qualifier_value(written),
    }
}
