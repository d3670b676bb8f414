//! The properties of a class.

use toml::Spanned;

use super::choice::choose;
use super::collisions::{Taken, colliding, duplicate};
use super::text::text;
use super::{Policy, Property, PropertyDenial, cim_type, idents, names};
use crate::diagnostics::rules::{CLASS_WITHOUT_KEY, NULL_KEY, TOO_MANY_PROPERTIES};
use crate::diagnostics::{Checked, Diagnostic, keep, quoted};
use crate::spec::{ClassTable, Denied, PropertyTable};

/// The most properties of a class.
const PROPERTIES_MAX: usize = 1024;

/// The most key properties of a class.
const KEYS_MAX: usize = 256;

/// The properties of a class; those that nothing can be made of have been reported and are left out.
pub fn properties(
    class: &ClassTable,
    policy: Policy,
    found: &mut Vec<Diagnostic>,
) -> Vec<Property> {
    check_names(&class.properties, found);
    check_counts(class, found);
    class
        .properties
        .iter()
        .filter_map(|written| property(written, policy, found))
        .collect()
}

fn property(
    written: &PropertyTable,
    policy: Policy,
    found: &mut Vec<Diagnostic>,
) -> Option<Property> {
    let key = is_key(written);
    let denied = written.denied.as_ref();
    let denied = denied.and_then(|denied| keep(denial(denied, key, policy), found));
    let name = written.name.get_ref();
    Some(Property {
        name: name.clone(),
        field: idents::field(name),
        cim_type: keep(cim_type::cim_type(written.cim_type.as_ref()?), found)?,
        key,
        denied: denied.flatten(),
        units: text(written.units.as_ref()),
        description: text(written.description.as_ref()),
    })
}

/// What becomes of an instance of which a property is denied, or what there is to say about it.
///
/// A key is never NULL (R26): where one is denied, the instance is.
fn denial(written: &Spanned<Denied>, key: bool, policy: Policy) -> Checked<Option<PropertyDenial>> {
    let denial = match written.get_ref() {
        Denied::Flag(false) => return Ok(None),
        Denied::Flag(true) if key => PropertyDenial::DenyObject,
        Denied::Flag(true) => policy.property,
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

/// Checks each name by itself and against those before it.
fn check_names(properties: &[PropertyTable], found: &mut Vec<Diagnostic>) {
    let mut in_wmi = Taken::default();
    let mut fields = Taken::default();
    for PropertyTable { name, .. } in properties {
        if keep(names::check("property", name), found).is_none() {
            continue;
        }
        let field = idents::field(name.get_ref());
        if let Some(first) = in_wmi.take(name.get_ref(), name) {
            found.push(duplicate("property", name, first));
        } else if let Some(first) = fields.take(&field, name) {
            found.push(colliding("field", &field, name, first));
        }
    }
}

fn check_counts(class: &ClassTable, found: &mut Vec<Diagnostic>) {
    let name = &class.name;
    let keys = class
        .properties
        .iter()
        .filter(|property| is_key(property))
        .count();
    if keys == 0 && class.complete {
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
