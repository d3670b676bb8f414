//! The properties of a class.

#[cfg(test)]
mod tests;

use toml::Spanned;

use super::choice::choose;
use super::fields::OwnClass;
use super::known::Known;
use super::rust_names::Naming;
use super::{Field, Keys, Kind, Policy, Property, PropertyDenial, fields, names, renames};
use crate::diagnostics::rules::{
    CLASS_WITHOUT_KEY, KEY_DEFAULT, KEY_TYPE, NULL_KEY, TOO_MANY_PROPERTIES,
};
use crate::diagnostics::{Checked, Diagnostic, keep, quoted};
use crate::spec::keys::PROPERTY;
use crate::spec::{ClassTable, Denied, PropertyTable, missing_key};

/// The most properties of a class.
const PROPERTIES_MAX: usize = 1024;

/// The most key properties of a class.
const KEYS_MAX: usize = 256;

/// The properties of a class; those that nothing can be made of have been reported and are left out.
pub fn properties(
    class: &ClassTable,
    kind: Option<Kind>,
    policy: Policy,
    known: &Known<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Property> {
    let stem = Naming::of_class(class).stem();
    let fields = class.properties.iter();
    let fields = fields.map(|property| (&property.name, &property.field));
    fields::check_names("property", stem, fields, found);
    renames::of_properties(class, found);
    check_counts(class, kind, found);
    let own = OwnClass {
        name: class.name.get_ref(),
        stem,
        known,
    };
    class
        .properties
        .iter()
        .filter_map(|written| property(written, own, kind, policy, found))
        .collect()
}

fn property(
    written: &PropertyTable,
    class: OwnClass<'_>,
    kind: Option<Kind>,
    policy: Policy,
    found: &mut Vec<Diagnostic>,
) -> Option<Property> {
    let told_as_key = is_key(written);
    // Where keys bind nobody, they are told and no more.
    let key = told_as_key && kind.is_none_or(|kind| kind.row().keys != Keys::Free);
    let denied = written.denied.as_ref();
    let denied = denied.and_then(|denied| keep(denial(denied, key, policy), found));
    if written.known && written.field.cim_type.is_none() && written.field.object.is_none() {
        found.extend(missing_key(&PROPERTY, "type", written.name.span()));
    }
    let field = fields::field(&written.name, &written.field, class, found)?;
    if told_as_key {
        check_key(written, &field, found);
    }
    Some(Property {
        field,
        renamed_from: renames::former(written.renamed_from.as_ref()),
        key,
        told_as_key,
        denied: denied.flatten(),
        object_denied: denied.flatten().unwrap_or(policy.property),
    })
}

/// Reports a key of a type that none can have, and one with a default (WMI: "Key Qualifier").
fn check_key(written: &PropertyTable, field: &Field, found: &mut Vec<Diagnostic>) {
    let table = &written.field;
    let Some(cim_type) = table.cim_type.as_ref().or(table.object.as_ref()) else {
        return;
    };
    let name = quoted(written.name.get_ref());
    if let Some(what) = no_key(field) {
        let message = format!("the key {name} is {what}, by which no instance can be named");
        let report = Diagnostic::error(&KEY_TYPE, cim_type.span(), message);
        found.push(report.with_label("no type of a key").with_help(
            "write a type such as `string` or `uint32`, or make another property the key",
        ));
    }
    if let Some(default) = &written.field.default {
        let message = format!(
            "the key {name} has a default, and so would name an instance that nobody named"
        );
        let report = Diagnostic::error(&KEY_DEFAULT, default.span(), message);
        found.push(
            report
                .with_label("keys have none")
                .with_help("leave the default out"),
        );
    }
}

/// What a key of this type would be, by which no instance can be named; none if it may be a key.
fn no_key(field: &Field) -> Option<&'static str> {
    if field.array {
        Some("an array")
    } else {
        field.cim_type().row().no_key
    }
}

/// What becomes of an instance of which a property is denied, or what there is to say about it.
///
/// A key is never NULL (R26): where one is denied, the instance is.
fn denial(written: &Spanned<Denied>, key: bool, policy: Policy) -> Checked<Option<PropertyDenial>> {
    let denial = match written.get_ref() {
        Denied::Flag(false) => return Ok(None),
        Denied::Flag(true) if key => PropertyDenial::DenyObject,
        Denied::Flag(true) => policy.property,
        Denied::Answer(answer) if answer == "true" || answer == "false" => {
            let flag = Spanned::new(written.span(), answer.clone());
            return choose::<PropertyDenial>("denied", &flag)
                .map(Some)
                .map_err(|report| {
                    Box::new(report.with_help(format!("write `denied = {answer}`, without quotes")))
                });
        }
        Denied::Answer(answer) => choose("denied", &Spanned::new(written.span(), answer.clone()))?,
    };
    if key && denial == PropertyDenial::Null {
        let message = "a key cannot be answered as NULL, because an instance without its key is no instance (R26)";
        return Diagnostic::error(&NULL_KEY, written.span(), message)
            .with_label("this property is a key")
            .with_help("write `denied = \"deny-object\"`")
            .refuse();
    }
    Ok(Some(denial))
}

fn is_key(written: &PropertyTable) -> bool {
    written.key.as_ref().is_some_and(|key| *key.get_ref())
}

fn check_counts(class: &ClassTable, kind: Option<Kind>, found: &mut Vec<Diagnostic>) {
    let name = &class.name;
    let keys = class
        .properties
        .iter()
        .filter(|property| is_key(property))
        .count();
    // A class whose name is wrong may as well be no class at all, such as a misplaced table.
    let is_class = names::problem(name.get_ref()).is_none();
    let keyless = match kind.map(|kind| kind.row().keys) {
        Some(Keys::Required) => keys == 0,
        // A kind that is not served may have none.
        Some(Keys::Forbidden | Keys::Free) | None => false,
    };
    if keyless && class.complete && is_class {
        let message = format!("the class {} has no key property", quoted(name.get_ref()));
        let keyless = Diagnostic::error(&CLASS_WITHOUT_KEY, name.span(), message);
        found.push(
            keyless
                .with_label("WMI cannot tell its instances apart")
                .with_help(
                    "write `key = true` in the property, or properties, that name an instance",
                ),
        );
    }
    let too_many = |count: usize, what: &str, most: usize| {
        let message = format!("the class {} has {count} {what}", quoted(name.get_ref()));
        Diagnostic::error(&TOO_MANY_PROPERTIES, name.span(), message)
            .with_label(format!("WMI takes at most {most}"))
            .with_help("split the class in two that share their keys")
    };
    if class.properties.len() > PROPERTIES_MAX {
        found.push(too_many(
            class.properties.len(),
            "properties",
            PROPERTIES_MAX,
        ));
    }
    if keys > KEYS_MAX {
        found.push(too_many(keys, "key properties", KEYS_MAX));
    }
}
