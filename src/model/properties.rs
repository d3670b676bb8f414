//! The properties of a class.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use toml::Spanned;

use super::access::{self, AccessRule};
use super::choice::{Choice as _, choose};
use super::counts::{self, Shape};
use super::defined::Defined;
use super::fields::OwnClass;
use super::inherited::{self, OfLine};
use super::known::{Classes, End, Known, Line, is_true};
use super::{
    Field, Keys, NotFinite, Policy, Property, PropertyDenial, fields, references, renames,
};
use crate::diagnostics::rules::{
    KEY_DEFAULT, KEY_TYPE, NULL_KEY, NULL_REQUIRED, UNFIT_FOR_TYPE, WRITTEN_KEY,
};
use crate::diagnostics::{Checked, Diagnostic, Span, keep, quoted};
use crate::spec::keys::PROPERTY;
use crate::spec::{Denied, FieldTable, PropertyTable, missing_key};

/// What to write where NULL cannot take the place of what is denied.
const DENY_OBJECT: &str = "write `denied = \"deny-object\"`";

/// The properties of a class, those that it inherits first; those that nothing can be made of have been reported and are
/// left out.
pub fn properties(
    (known, line): (&Classes<'_>, &Line<'_>),
    shape: Shape,
    policy: Policy,
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Property> {
    let mut of_class = Vec::new();
    let properties = of_line((known, line), Some(shape), policy, defined, &mut of_class);
    tell((known, line), policy, defined, of_class, found);
    properties
}

/// Tells what is wrong with the properties of the last class of a line: not what is wrong with one that is inherited, which is
/// told of the class that declares it.
fn tell(
    (known, line): (&Classes<'_>, &Line<'_>),
    policy: Policy,
    defined: &Defined<'_>,
    of_class: Vec<Diagnostic>,
    found: &mut Vec<Diagnostic>,
) {
    if of_class.is_empty() {
        return;
    }
    let mut told = Vec::new();
    if let Some(superclass) = line.of_superclass() {
        of_line((known, &superclass), None, policy, defined, &mut told);
    }
    let properties = defined.inherited.properties(line);
    let of_class = of_class.into_iter().filter(|one| !told.contains(one));
    found.extend(of_class.map(|problem| inherited::at_override(problem, &properties)));
}

/// Reports what makes no sense of the properties that are written of a class which the provider does not serve.
pub fn check(
    (known, line): (&Classes<'_>, &Line<'_>),
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let policy = Policy::default();
    let mut of_class = Vec::new();
    of_line((known, line), None, policy, defined, &mut of_class);
    tell((known, line), policy, defined, of_class, found);
}

/// The properties of the last class of a line. Without its shape, only what is written of them is looked at.
fn of_line(
    (known, line): (&Classes<'_>, &Line<'_>),
    shape: Option<Shape>,
    policy: Policy,
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Property> {
    let stem = line.stem();
    let of_line = defined.inherited.properties(line);
    let inherited = of_line.iter().filter(|property| property.last.is_none());
    let inherited = inherited.map(|property| &*property.effective);
    let written = line.last().properties();
    let fields: Vec<_> = inherited.chain(written).collect();
    let fields = fields
        .iter()
        .map(|property| (&property.name, &property.field));
    fields::check_names("property", stem, fields, found);
    inherited::check(known, &of_line, found);
    if let Some(shape) = shape {
        counts::check(line, &of_line, shape, found);
    }
    let kind = match (line.last(), shape) {
        // What has a struct because properties have its objects.
        (Known::External(_), Some(shape)) => shape.kind.unwrap_or_default(),
        (last, _) => last.kind(),
    };
    // Of which type a property is that a class which is not known may have, nobody knows.
    if line.end != End::Unknown {
        of_line
            .iter()
            .for_each(|property| check_type(property, found));
    }
    let class = OwnClass {
        name: line.last().name().get_ref(),
        stem,
        known,
        binds_keys: kind.row().keys != Keys::Free,
    };
    of_line
        .iter()
        .filter_map(|property| self::property(property, class, policy, defined, found))
        .collect()
}

fn check_type(property: &OfLine<'_>, found: &mut Vec<Diagnostic>) {
    let written = &property.effective;
    // Of a form of text without an object, that is told.
    if written.known && written.field.written_type().is_none() && written.field.text.is_none() {
        found.extend(missing_key(&PROPERTY, "type", written.name.span()));
    }
}

fn property(
    of_line: &OfLine<'_>,
    class: OwnClass<'_>,
    policy: Policy,
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Property> {
    let written = &of_line.effective;
    let told_as_key = is_true(written.key.as_ref());
    // Where keys bind nobody, they are told and no more.
    let key = told_as_key && class.binds_keys;
    let null = keep(null(written, key), found).unwrap_or(Null::Allowed);
    let access = access(written, key, defined, found);
    let implied = || {
        Some(Spanned::new(
            written.access.as_ref()?.span(),
            Denied::Flag(true),
        ))
    };
    let denied = written.denied.clone().or_else(implied);
    let denied = denied.as_ref();
    let denied = denied.and_then(|denied| keep(denial(denied, null, policy), found));
    let mut field = fields::field(&written.name, &written.field, class, defined, found)?;
    if told_as_key {
        check_key(written, &field, class, found);
    }
    let write = is_true(written.write.as_ref());
    if key && write {
        found.extend(written_key(written));
    }
    if write && class.binds_keys && field.text.is_some() {
        found.extend(written_text(written));
    }
    let required = null != Null::Allowed;
    if required {
        keep(check_endless(written, &field, class), found);
        keep(check_not_finite(&written.field), found);
        // NULL cannot take the number's place.
        if field.cim_type().is_real() {
            field.not_finite = NotFinite::Fail;
        }
    }
    // A name that a superclass has changed has changed in all that derive from it.
    let last = of_line.last.and_then(|last| last.renamed_from.as_ref());
    let last = last.or(of_line.declared.renamed_from.as_ref());
    Some(Property {
        field,
        origin: of_line.origin(),
        renamed_from: renames::former(last),
        key,
        required,
        told_as_key,
        write,
        denied: denied.flatten(),
        access,
        object_denied: denied.flatten().unwrap_or(policy.property),
    })
}

/// The rule of a property's own, if it has one and may.
fn access(
    written: &PropertyTable,
    key: bool,
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Arc<AccessRule>> {
    let name = written.access.as_ref()?;
    keep(access::of_property(written, key), found)?;
    defined.access.find(name, found)
}

/// What to say of a key that clients are to write.
fn written_key(written: &PropertyTable) -> Option<Diagnostic> {
    let write = written.write.as_ref()?;
    let name = quoted(written.name.get_ref());
    let message = format!("the key {name} would be written, and so name another instance");
    let report = Diagnostic::error(&WRITTEN_KEY, write.span(), message);
    Some(report.with_label("this property is a key").with_help(
        "leave `write` out: clients give the key of an instance that they create without it",
    ))
}

/// What to say of the text of an object that clients are to write: nobody would read it.
fn written_text(written: &PropertyTable) -> Option<Diagnostic> {
    let write = written.write.as_ref()?;
    let name = quoted(written.name.get_ref());
    let message = format!("{name} has the text of its object, which no client can write");
    let report = Diagnostic::error(&UNFIT_FOR_TYPE, write.span(), message);
    Some(
        report
            .with_label("the provider is given objects, and no texts of them")
            .with_help("leave `text` out, and clients write the object; or leave `write` out"),
    )
}

/// Reports a key of a type that none can have, and one with a default (WMI: "Key Qualifier").
fn check_key(
    written: &PropertyTable,
    field: &Field,
    class: OwnClass<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let table = &written.field;
    let Some(cim_type) = table.written_type() else {
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
    if let Some(reference) = table.reference.as_ref().filter(|_| no_key(field).is_none())
        && references::leads_back(class.known, reference, class.name)
    {
        let message = format!(
            "the key {name} leads back to {} itself, so that no instance could be named",
            quoted(class.name)
        );
        let report = Diagnostic::error(&KEY_TYPE, reference.span(), message);
        found.push(
            report
                .with_label("a path would never end")
                .with_help("leave `key` out here, and make another property the key"),
        );
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
    } else if field.text.is_some() {
        Some("the text of an object")
    } else {
        field.cim_type().row().no_key
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

/// Refuses an object that would have one of its own class in it, and that one another, without end.
fn check_endless(written: &PropertyTable, field: &Field, class: OwnClass<'_>) -> Checked<()> {
    let of = field.of.class().filter(|_| !field.array);
    let of = of.filter(|of| class.known.objects().always_has_one(&of.name, class.name));
    let (Some(of), Some(required)) = (of, &written.required) else {
        return Ok(());
    };
    let message = format!(
        "an object of {} has one of {} in it that is never NULL, which has such an object again, without end",
        quoted(&of.name),
        quoted(class.name),
    );
    Diagnostic::error(&NULL_REQUIRED, required.span(), message)
        .with_label("no object can be made")
        .with_help("leave `required` out, or write an array, which may be empty")
        .refuse()
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
