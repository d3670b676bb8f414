//! What the MOF of a provider has to say, by its spec. It is told apart from what the renderer does by being written
//! from the spec's language and from WMI's pages alone.

mod languages;
mod methods;
mod namespaces;
mod registration;
mod security;

use crate::mof::{Class, Flavors, Property, Qualifier, Qualifiers, Value};
use crate::spec::{self, Listed, Literal, Locale, LocalizedClass, LocalizedProperty, Named, Spec};

pub use languages::languages;
use languages::{class_texts, property_texts};
pub use namespaces::{classes_in, namespace_of, namespaces};
pub use registration::{declarations, instances, serves_methods};
pub use security::{Security, security, security_of_texts};

/// The classes of the provider's MOF in a namespace. Their texts stand there only if there is one language alone.
pub fn classes(spec: &Spec, namespace: &str) -> Vec<Class> {
    let classes = in_order(spec, namespace).into_iter();
    classes
        .map(|(name, written)| class(spec, name, written))
        .collect()
}

/// The classes in a namespace: each after what it derives from, and after those whose objects it has or that it refers to.
fn in_order<'s>(spec: &'s Spec, namespace: &str) -> Vec<&'s (String, spec::Class)> {
    let mut order = Vec::new();
    // What only classes of other namespaces name does not stand in the way.
    for (name, _) in &spec.class.0 {
        add_class(spec, name, &mut Vec::new(), &mut order);
    }
    let mut classes = classes_in(namespace, spec);
    classes.sort_by_key(|(name, _)| order.iter().position(|one| one == name));
    classes
}

/// Adds the name of a class, and before it those that it names, unless they are on the way to it; what it derives from is
/// before it in any case.
fn add_class(spec: &Spec, name: &str, on_the_way: &mut Vec<String>, order: &mut Vec<String>) {
    let mut all = spec.class.0.iter();
    let own = all.find(|(there, _)| there.eq_ignore_ascii_case(name));
    let Some((name, _)) = own else { return };
    if order.contains(name) || on_the_way.contains(name) {
        return;
    }
    on_the_way.push(name.clone());
    let mut superclasses = spec.superclasses(name);
    superclasses.reverse();
    let line = superclasses.iter().chain([name]);
    let properties = line.clone().flat_map(|class| &spec.properties(class).0);
    let objects = properties.filter_map(|(_, property)| property.class());
    for named in superclasses.iter().map(String::as_str).chain(objects) {
        add_class(spec, named, on_the_way, order);
    }
    for named in methods::named_classes(spec, name) {
        add_class(spec, &named, on_the_way, order);
    }
    for class in line {
        let mut own = spec.class.0.iter();
        let own = own.find(|(there, _)| there.eq_ignore_ascii_case(class));
        order.extend(
            own.map(|(name, _)| name.clone())
                .filter(|name| !order.contains(name)),
        );
    }
}

/// The type of a property with the class's name as it is declared, however the property writes it.
fn declared(spec: &Spec, cim_type: String) -> String {
    let Some((what, class)) = cim_type.split_once(':') else {
        return cim_type;
    };
    let own = spec.class.0.iter().map(|(name, _)| name);
    let mut all = own.chain(spec.external.0.iter().map(|(name, _)| name));
    let declared = all.find(|name| name.eq_ignore_ascii_case(class));
    match (what, class) {
        ("ref", "object") => cim_type,
        _ => format!("{what}:{}", declared.expect("a class")),
    }
}

fn class(spec: &Spec, name: &str, written: &spec::Class) -> Class {
    let mut qualifiers = own(&written.qualifiers);
    let flag = |holds: bool| holds.then_some(Value::Boolean(true));
    let served = !written.r#abstract && !written.is_embedded();
    let dynamic = served && !written.operations.is_empty();
    let (is_association, inherits) = spec.association(name);
    add(
        &mut qualifiers,
        "association",
        flag(is_association && !inherits),
    );
    if let Some(association) = qualifiers.get_mut("association") {
        association.flavors.to_instance = true;
        association.flavors.to_subclass = true;
        association.flavors.overridable = false;
    }
    add(&mut qualifiers, "abstract", flag(written.r#abstract));
    add(
        &mut qualifiers,
        "singleton",
        flag(is_first_singleton(spec, name)),
    );
    if let Some(singleton) = qualifiers.get_mut("singleton") {
        singleton.flavors.to_subclass = true;
        singleton.flavors.overridable = false;
    }
    add(&mut qualifiers, "dynamic", flag(dynamic));
    let provider = spec.provider.name.as_str();
    add(&mut qualifiers, "provider", served.then(|| provider.into()));
    if spec.locale.0.is_empty() {
        for (text, value) in class_texts(written, &LocalizedClass::default()) {
            add(&mut qualifiers, text, value);
        }
    }
    let with_texts = spec.locale.0.is_empty();
    let properties = written.properties.0.iter();
    let properties = properties.map(|(property, _)| {
        let (whole, overrides) = spec.property(name, property).expect("a property");
        let mut made = self::property(property, &whole, with_texts);
        if spec.has_subclass(name) {
            let own = own(&whole.qualifiers);
            // All that wmigen writes by itself holds of the derived classes, too.
            let mut written = made.qualifiers.iter_mut();
            written.by_ref().for_each(|(name, qualifier)| {
                qualifier.flavors.to_subclass |= !own.contains_key(name);
            });
        }
        made.cim_type = declared(spec, made.cim_type);
        let flavors = spec.has_subclass(name);
        of_text(spec, &whole, &mut made.qualifiers, flavors);
        let overridden = overrides.then(|| property.as_str().into());
        add(&mut made.qualifiers, "override", overridden);
        made
    });
    Class {
        name: name.to_owned(),
        superclass: written.superclass.clone(),
        properties: properties.collect(),
        methods: methods::of_class(spec, name, written),
        qualifiers,
    }
}

/// Adds whose text a string is, if it is that of an object.
fn of_text(spec: &Spec, written: &spec::Property, qualifiers: &mut Qualifiers, to_subclass: bool) {
    if written.text.is_none() {
        return;
    }
    let class = written.class().and_then(|class| spec.declared(class));
    let (name, value) = match class {
        Some(class) => ("embeddedinstance", class.into()),
        None => ("embeddedobject", Value::Boolean(true)),
    };
    add(qualifiers, name, Some(value));
    if let Some(qualifier) = qualifiers.get_mut(name) {
        qualifier.flavors.to_subclass |= to_subclass;
    }
}

/// Whether a class is a singleton by itself: those that derive from one have the qualifier from it.
fn is_first_singleton(spec: &Spec, name: &str) -> bool {
    let is_one = |name: &str| match (spec.class.get(name), spec.external.get(name)) {
        (Some(class), _) => class.singleton,
        (None, external) => external.is_some_and(|class| class.singleton),
    };
    let superclasses = spec.superclasses(name);
    is_one(name) && !superclasses.iter().any(|name| is_one(name))
}

fn property(name: &str, written: &spec::Property, with_texts: bool) -> Property {
    let mut qualifiers = own(&written.qualifiers);
    for (name, value) in plain_qualifiers(written, with_texts) {
        add(&mut qualifiers, name, value);
    }
    let flag = |holds: bool| holds.then_some(Value::Boolean(true));
    add(&mut qualifiers, "key", flag(written.key));
    let required = written.required && !written.key;
    add(&mut qualifiers, "required", flag(required));
    add(&mut qualifiers, "read", flag(true));
    add(&mut qualifiers, "write", flag(written.write));
    let default = written.default.as_ref();
    Property {
        default: default.map_or(Value::Null, |literal| {
            default_of(literal, written.element())
        }),
        ..bare(name, written, qualifiers)
    }
}

/// What tells of the values of a property, of a parameter or of what a method returns.
fn plain_qualifiers(written: &spec::Property, with_texts: bool) -> languages::Texts {
    // The integers of qualifiers have 32 bits in WMI: a limit beyond them is not said.
    let number = |number: i128| {
        i32::try_from(number)
            .ok()
            .map(|number| Value::Integer(number.into()))
    };
    let map = |listed: Option<&[Listed<Literal>]>| {
        listed.map(|listed| {
            let listed = written.in_mof(listed);
            texts(listed.iter().map(|one| plain(one.value())))
        })
    };
    let mut plain = vec![
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
        ("valuemap", map(written.values())),
        ("bitmap", map(written.bitmap())),
    ];
    if with_texts {
        let nothing = Locale::default();
        plain.extend(property_texts(
            written,
            &LocalizedProperty::default(),
            &nothing,
        ));
    }
    plain
}

/// A property without a default.
fn bare(name: &str, written: &spec::Property, qualifiers: Qualifiers) -> Property {
    let cim_type = match (written.class(), written.element()) {
        _ if written.text.is_some() => "string".to_owned(),
        (class, "reference") => format!("ref:{}", class.unwrap_or("object")),
        (None, "object") => "object".to_owned(),
        (Some(class), _) => format!("object:{class}"),
        (None, "interval") => "datetime".to_owned(),
        (None, other) => other.to_owned(),
    };
    Property {
        name: name.to_owned(),
        cim_type,
        array: written.is_array(),
        max_items: written.max_items(),
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
        Literal::Boolean(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
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
