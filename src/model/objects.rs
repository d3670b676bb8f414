//! The classes of the objects in properties.

use std::collections::HashSet;

use toml::Spanned;

use super::CimType;
use super::choice::Choice as _;
use super::classes::RustNames;
use super::field_type::{FieldType, OfClass, ValueType};
use super::known::{Classes, Known};
use super::names;
use super::suffix::{Suffix, Suffixed};
use crate::diagnostics::rules::UNKNOWN_CLASS;
use crate::diagnostics::{Checked, Diagnostic, closest, quoted};
use crate::spec::PropertyTable;

/// What stands for any class.
pub const ANY: &str = "*";

/// The type that a field of the class `owner` has by its `object`, or what there is to say about it.
pub fn object(known: &Classes<'_>, owner: &str, written: &Spanned<String>) -> Checked<FieldType> {
    let text = written.get_ref().as_str();
    let Suffixed { element, suffix } = Suffixed::of(text);
    let max_items = suffix.max_items(text, element, written.span())?;
    let array = suffix.is_array();
    let of = if element == ANY {
        ValueType::AnyObject(None)
    } else {
        match known.find(element) {
            None => return unknown(known, element, written).refuse(),
            Some(class) if class.is_abstract() => {
                ValueType::AnyObject(Some(class.name().get_ref().clone()))
            }
            Some(class) => ValueType::Object(of_class(known, class, owner, array)),
        }
    };
    Ok(FieldType {
        of,
        array,
        max_items,
    })
}

/// What a field of the class `owner` has of a class that is not abstract.
fn of_class(known: &Classes<'_>, class: Known<'_>, owner: &str, array: bool) -> OfClass {
    let rust = RustNames::of(class.stem());
    OfClass {
        name: class.name().get_ref().clone(),
        module: rust.module,
        type_name: rust.type_name,
        boxed: !array && has_one(known, class, owner),
        has_reals: has_reals(known, class),
    }
}

/// Whether an instance of `class` is one of the class `sought`, or can have one in it without an array between them.
fn has_one(known: &Classes<'_>, class: Known<'_>, sought: &str) -> bool {
    // An object of a class that is known only when it is there is a pointer by itself.
    let is_fixed = |name: &str| known.find(name).is_some_and(|class| !class.is_abstract());
    let single = |parts: &Suffixed<'_>| parts.suffix == Suffix::None && is_fixed(parts.element);
    any(known, class, single, |class| {
        class.name().get_ref().eq_ignore_ascii_case(sought)
    })
}

/// Whether an instance of `class` has a real number, or can have one in an object, as one of any class can.
fn has_reals(known: &Classes<'_>, class: Known<'_>) -> bool {
    let is_real = |written: &Spanned<String>| {
        let element = Suffixed::of(written.get_ref()).element;
        CimType::from_name(element).is_some_and(CimType::is_real)
    };
    let is_any = |written: &Spanned<String>| {
        let element = Suffixed::of(written.get_ref()).element;
        element == ANY || known.find(element).is_some_and(Known::is_abstract)
    };
    let is_either = |property: &PropertyTable| {
        property.field.cim_type.as_ref().is_some_and(is_real)
            || property.field.object.as_ref().is_some_and(is_any)
    };
    any(
        known,
        class,
        |_| true,
        |class| {
            let line = known.line(class);
            let mut types = line.classes().flat_map(Known::properties);
            types.any(is_either)
        },
    )
}

/// Whether something holds for the class, or for one that it leads to by such objects, which it may inherit.
fn any(
    known: &Classes<'_>,
    class: Known<'_>,
    leads: impl Fn(&Suffixed<'_>) -> bool,
    holds: impl Fn(Known<'_>) -> bool,
) -> bool {
    let folded = |name: &str| name.to_ascii_lowercase();
    let mut seen = HashSet::new();
    let mut ahead = vec![folded(class.name().get_ref())];
    while let Some(name) = ahead.pop() {
        let Some(class) = known.find(&name).filter(|_| seen.insert(name.clone())) else {
            continue;
        };
        if holds(class) {
            return true;
        }
        let line = known.line(class);
        let objects = line.classes().flat_map(Known::properties);
        let objects = objects.filter_map(|property| property.field.object.as_ref());
        let objects = objects.map(|object| Suffixed::of(object.get_ref()));
        ahead.extend(objects.filter(&leads).map(|parts| folded(parts.element)));
    }
    false
}

fn unknown(known: &Classes<'_>, element: &str, written: &Spanned<String>) -> Diagnostic {
    let help = match closest(element, known.names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names::problem(element).is_none() => {
            format!(
                "write `[class.{element}]` with `kind = \"embedded\"`, or, if the namespace has the class already, what is known of it as `[external.{element}]`"
            )
        }
        None => {
            "write the name of a class, or `*` for any, with `[]` after it for an array".to_owned()
        }
    };
    let message = format!("there is no class {}", quoted(element));
    Diagnostic::error(&UNKNOWN_CLASS, written.span(), message)
        .with_label("no class of the spec")
        .with_help(help)
}
