//! The classes of the objects in properties.

use std::collections::HashSet;

use toml::Spanned;

use super::CimType;
use super::choice::Choice as _;
use super::classes::RustNames;
use super::field_type::{FieldType, OfClass, ValueType};
use super::known::{Classes, Known};
use super::names;
use super::rust_names::Naming;
use super::suffix::{Suffix, Suffixed};
use crate::diagnostics::rules::UNKNOWN_CLASS;
use crate::diagnostics::{Checked, Diagnostic, closest, quoted};
use crate::spec::not_served_yet;

/// The type that a field of the class `owner` has by its `object`, or what there is to say about it.
pub fn object(known: &Classes<'_>, owner: &str, written: &Spanned<String>) -> Checked<FieldType> {
    let text = written.get_ref().as_str();
    let Suffixed { element, suffix } = Suffixed::of(text);
    let max_items = suffix.max_items(text, element, written.span())?;
    let later = |what: &str, until_then: &str| {
        let message = format!("objects of {what} are not served yet");
        not_served_yet(written.span(), message, "class", until_then).refuse()
    };
    if element == "*" {
        return later("any class", "write the name of a class for now");
    }
    let class = match known.find(element) {
        None => return unknown(known, element, written).refuse(),
        Some(Known::External(_)) => {
            let what = "a class that the namespace has already";
            return later(what, "write a class of your own for now");
        }
        Some(class) if class.is_abstract() => {
            let what = "an abstract class, which are of the classes that derive from it,";
            return later(what, "write the name of one of these for now");
        }
        Some(Known::Own(class)) => class,
    };
    let rust = RustNames::of(Naming::of_class(class).stem());
    let class = Known::Own(class);
    Ok(FieldType {
        of: ValueType::Object(OfClass {
            name: class.name().get_ref().clone(),
            module: rust.module,
            type_name: rust.type_name,
            boxed: !suffix.is_array() && has_one(known, class, owner),
            has_reals: has_reals(known, class),
        }),
        array: suffix.is_array(),
        max_items,
    })
}

/// Whether an instance of `class` is one of the class `sought`, or can have one in it without an array between them.
fn has_one(known: &Classes<'_>, class: Known<'_>, sought: &str) -> bool {
    let single = |parts: &Suffixed<'_>| parts.suffix == Suffix::None;
    any(known, class, single, |class| {
        class.name().get_ref().eq_ignore_ascii_case(sought)
    })
}

/// Whether an instance of `class` has a real number, or can have one in an object.
fn has_reals(known: &Classes<'_>, class: Known<'_>) -> bool {
    let is_real = |written: &Spanned<String>| {
        let element = Suffixed::of(written.get_ref()).element;
        CimType::from_name(element).is_some_and(CimType::is_real)
    };
    any(
        known,
        class,
        |_| true,
        |class| {
            let line = known.line(class);
            let mut types = line.classes().flat_map(Known::properties);
            types.any(|property| property.field.cim_type.as_ref().is_some_and(is_real))
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
            format!("write `[class.{element}]` with `kind = \"embedded\"`")
        }
        None => "write the name of a class of the spec, with `[]` after it for an array".to_owned(),
    };
    let message = format!("there is no class {}", quoted(element));
    Diagnostic::error(&UNKNOWN_CLASS, written.span(), message)
        .with_label("no class of the spec")
        .with_help(help)
}
