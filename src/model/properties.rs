//! The properties of a class.

#[cfg(test)]
mod tests;

use toml::Spanned;

use super::choice::{Choice as _, choose};
use super::field_type::{FieldType, ValueType, field_type};
use super::rust_names::Naming;
use super::{Keys, Kind, NotFinite, Policy, Property, PropertyDenial, fields, names, renames};
use crate::diagnostics::rules::{
    CLASS_WITHOUT_KEY, KEY_DEFAULT, KEY_TYPE, NULL_KEY, NULL_REQUIRED, TOO_MANY_PROPERTIES,
};
use crate::diagnostics::{Checked, Diagnostic, Span, keep, quoted};
use crate::spec::{ClassTable, Denied, FieldTable, PropertyTable};

/// What to write where NULL cannot take the place of what is denied.
const DENY_OBJECT: &str = "write `denied = \"deny-object\"`";

/// The most properties of a class.
const PROPERTIES_MAX: usize = 1024;

/// The most key properties of a class.
const KEYS_MAX: usize = 256;

/// The properties of a class; those that nothing can be made of have been reported and are left out.
pub fn properties(
    class: &ClassTable,
    kind: Option<Kind>,
    policy: Policy,
    found: &mut Vec<Diagnostic>,
) -> Vec<Property> {
    let stem = Naming::of_class(class).stem();
    let fields = class.properties.iter();
    let fields = fields.map(|property| (&property.name, &property.field));
    fields::check_names("property", stem, fields, found);
    renames::of_properties(class, found);
    check_counts(class, kind, found);
    class
        .properties
        .iter()
        .filter_map(|written| property(written, stem, policy, found))
        .collect()
}

fn property(
    written: &PropertyTable,
    class: &str,
    policy: Policy,
    found: &mut Vec<Diagnostic>,
) -> Option<Property> {
    let key = is_key(written);
    let null = keep(null(written, key), found).unwrap_or(Null::Allowed);
    let denied = written.denied.as_ref();
    let denied = denied.and_then(|denied| keep(denial(denied, null, policy), found));
    if key {
        check_key(written, found);
    }
    let mut field = fields::field(&written.name, &written.field, class, found)?;
    let required = null != Null::Allowed;
    if required {
        keep(check_not_finite(&written.field), found);
        // NULL cannot take the number's place.
        if field.cim_type().is_real() {
            field.not_finite = NotFinite::Fail;
        }
    }
    Some(Property {
        field,
        renamed_from: renames::former(written.renamed_from.as_ref()),
        key,
        required,
        denied: denied.flatten(),
    })
}

/// Reports a key of a type that none can have, and one with a default (WMI: "Key Qualifier").
fn check_key(written: &PropertyTable, found: &mut Vec<Diagnostic>) {
    let Some(cim_type) = &written.field.cim_type else {
        return;
    };
    // What is wrong with the type itself is the field's to report.
    let Ok(of) = field_type(cim_type) else {
        return;
    };
    let name = quoted(written.name.get_ref());
    if let Some(what) = no_key(of) {
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
fn no_key(of: FieldType) -> Option<&'static str> {
    let ValueType::Scalar(element) = of.of;
    if of.array {
        Some("an array")
    } else {
        element.row().no_key
    }
}

/// What NULL is to a property.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    /// A value like others.
    Allowed,
    /// What a key never is (R26).
    NoKey,
    /// What the spec rules out.
    RuledOut,
}

/// What NULL is to a property, or what there is to say about it.
fn null(written: &PropertyTable, key: bool) -> Checked<Null> {
    match &written.required {
        Some(required) if key && !required.get_ref() => {
            let message =
                "a key is never NULL, because an instance without its key is no instance (R26)";
            Diagnostic::error(&NULL_KEY, required.span(), message)
                .with_label("this property is a key")
                .with_help("leave `required` out")
                .refuse()
        }
        _ if key => Ok(Null::NoKey),
        Some(required) if *required.get_ref() => Ok(Null::RuledOut),
        Some(_) | None => Ok(Null::Allowed),
    }
}

/// Refuses NULL in the place of a number of a required property.
fn check_not_finite(written: &FieldTable) -> Checked<()> {
    match &written.not_finite {
        Some(answer) if answer.get_ref() == NotFinite::Null.as_str() => null_required(
            answer.span(),
            "a required property cannot be NULL in the place of a number that is not finite",
            "write `not-finite = \"fail\"`, or leave it out, which means the same here",
        ),
        Some(_) | None => Ok(()),
    }
}

fn null_required<T>(span: Span, message: &str, help: &str) -> Checked<T> {
    Diagnostic::error(&NULL_REQUIRED, span, message)
        .with_label("this property is never NULL")
        .with_help(help)
        .refuse()
}

/// What becomes of an instance of which a property is denied, or what there is to say about it.
///
/// Where one is denied that is never NULL, the instance is.
fn denial(
    written: &Spanned<Denied>,
    null: Null,
    policy: Policy,
) -> Checked<Option<PropertyDenial>> {
    let denial = match written.get_ref() {
        Denied::Flag(false) => return Ok(None),
        Denied::Flag(true) if null != Null::Allowed => PropertyDenial::DenyObject,
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
    match (denial, null) {
        (PropertyDenial::Null, Null::NoKey) => {
            let message = "a key cannot be answered as NULL, because an instance without its key is no instance (R26)";
            Diagnostic::error(&NULL_KEY, written.span(), message)
                .with_label("this property is a key")
                .with_help(DENY_OBJECT)
                .refuse()
        }
        (PropertyDenial::Null, Null::RuledOut) => null_required(
            written.span(),
            "a required property cannot be answered as NULL",
            DENY_OBJECT,
        ),
        (PropertyDenial::Null, Null::Allowed) | (PropertyDenial::DenyObject, _) => Ok(Some(denial)),
    }
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
