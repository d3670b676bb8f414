//! The methods of a class, in its MOF and in those of the languages.

use super::languages::{Texts, amended, property_texts, text};
use super::{add, bare, declared, of_text, own, plain_qualifiers};
use crate::mof::{Method, Property, Qualifiers, Value};
use crate::spec::{self, Locale, LocalizedMethod, LocalizedProperty, Spec};

/// The classes that the methods of a class name.
pub fn named_classes(spec: &Spec, class: &str) -> Vec<String> {
    let written = spec.class.get(class).expect("a class");
    let methods = written.method.0.iter();
    let methods = methods.filter_map(|(name, _)| Some(spec.method(class, name)?.0));
    let fields = methods.flat_map(|method| method.fields());
    fields
        .filter_map(|field| field.class().map(str::to_owned))
        .collect()
}

/// The methods that a class says something of.
pub fn of_class(spec: &Spec, class: &str, written: &spec::Class) -> Vec<Method> {
    let with_texts = spec.locale.0.is_empty();
    let passes_on = spec.has_subclass(class);
    let methods = written.method.0.iter().map(|(name, _)| {
        let (whole, overrides) = spec.method(class, name).expect("a method");
        let mut qualifiers = own(&whole.qualifiers);
        let of_user: Vec<String> = qualifiers.keys().cloned().collect();
        let flag = |holds: bool| holds.then_some(Value::Boolean(true));
        let mut plain: Texts = vec![
            ("static", flag(whole.r#static)),
            ("override", overrides.then(|| name.as_str().into())),
        ];
        if with_texts {
            plain.extend(texts(&whole, &LocalizedMethod::default()));
        }
        if let Some(returns) = whole.returned() {
            plain.extend(plain_qualifiers(&returns, with_texts));
        }
        for (name, value) in plain {
            add(&mut qualifiers, name, value);
        }
        if let Some(returns) = whole.returned() {
            of_text(spec, &returns, &mut qualifiers, false);
        }
        if passes_on {
            for (name, qualifier) in &mut qualifiers {
                qualifier.flavors.to_subclass |= !of_user.contains(name);
            }
        }
        add(&mut qualifiers, "implemented", flag(!written.r#abstract));
        // In a class that derives from this one, another rule may hold.
        let privileges = spec.privileges(class, &whole).into_iter();
        let privileges: Vec<Value> = privileges.map(Value::Text).collect();
        let privileges = (!privileges.is_empty()).then_some(Value::Array(privileges));
        add(&mut qualifiers, "privileges", privileges);
        let made = whole.parameters.iter().flatten().enumerate();
        let parameters = made.map(|(number, one)| {
            let mut qualifiers = own(&one.qualifiers);
            for (name, value) in plain_qualifiers(one, with_texts) {
                add(&mut qualifiers, name, value);
            }
            of_text(spec, one, &mut qualifiers, false);
            parameter(spec, number, one, qualifiers)
        });
        Method {
            name: name.clone(),
            cim_type: returned(spec, &whole),
            qualifiers,
            parameters: parameters.collect(),
        }
    });
    methods.collect()
}

/// The methods of a class of which anything is text in a language.
pub fn translated(
    spec: &Spec,
    language: &Locale,
    (class, written): (&str, &spec::Class),
    said: &spec::LocalizedClass,
) -> Vec<Method> {
    let methods = written.method.0.iter().filter_map(|(name, _)| {
        let (whole, _) = spec.method(class, name)?;
        let nothing = LocalizedMethod::default();
        let said = said.method.get(name).unwrap_or(&nothing);
        let mut own = texts(&whole, said);
        if let Some(returns) = whole.returned() {
            own.extend(property_texts(&returns, &said.returns, language));
        }
        let own = amended(own);
        let mut any = own.is_some();
        let made = whole.parameters.iter().flatten().enumerate();
        let parameters: Vec<Property> = made
            .map(|(number, one)| {
                let nothing = LocalizedProperty::default();
                let said = said
                    .parameters
                    .get(one.parameter_name())
                    .unwrap_or(&nothing);
                let texts = amended(property_texts(one, said, language));
                any |= texts.is_some();
                parameter(spec, number, one, texts.unwrap_or_default())
            })
            .collect();
        any.then(|| Method {
            name: name.clone(),
            cim_type: returned(spec, &whole),
            qualifiers: own.unwrap_or_default(),
            parameters,
        })
    });
    methods.collect()
}

fn texts(written: &spec::Method, said: &LocalizedMethod) -> Texts {
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

fn returned(spec: &Spec, method: &spec::Method) -> String {
    let returns = method.returned();
    let made = returns.map(|one| bare("", &one, Qualifiers::default()));
    made.map_or_else(|| "void".to_owned(), |made| declared(spec, made.cim_type))
}

/// A parameter: its direction, its number (page "ID Qualifier"), and whether a client may leave it out.
fn parameter(
    spec: &Spec,
    number: usize,
    written: &spec::Property,
    mut qualifiers: Qualifiers,
) -> Property {
    let flag = |holds: bool| holds.then_some(Value::Boolean(true));
    let is_in = written.out.is_none();
    add(&mut qualifiers, "in", flag(is_in));
    add(&mut qualifiers, "out", flag(written.r#in.is_none()));
    let number = i128::try_from(number).expect("a number");
    add(&mut qualifiers, "id", Some(Value::Integer(number)));
    let optional = written.optional || written.default.is_some();
    add(&mut qualifiers, "optional", flag(is_in && optional));
    let made = bare(written.parameter_name(), written, qualifiers);
    Property {
        cim_type: declared(spec, made.cim_type),
        ..made
    }
}
