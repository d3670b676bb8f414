//! The classes of the objects in properties.

use toml::Spanned;

use super::classes::RustNames;
use super::field_type::{FieldType, OfClass, ValueType};
use super::known::{Classes, Known};
use super::suffix::Suffixed;
use super::{names, references};
use crate::diagnostics::rules::{ACCESS_RULE, UNFIT_FOR_TYPE, UNKNOWN_CLASS};
use crate::diagnostics::{Checked, Diagnostic, closest, quoted};

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
            Some(class) if references::is_of_methods_alone(class) && says_nothing(known, class) => {
                return without_properties(class, written).refuse();
            }
            Some(class @ Known::External(_))
                if !class.is_abstract() && says_nothing(known, class) =>
            {
                return without_known_properties(class, written).refuse();
            }
            Some(class) if class.is_abstract() => {
                if let Some(rule) = rule_above(known, class) {
                    return of_unasked(class, rule, written).refuse();
                }
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

/// Whether the spec has no property of a class.
fn says_nothing(known: &Classes<'_>, class: Known<'_>) -> bool {
    let line = known.line(class);
    line.classes().all(|one| one.properties().is_empty())
}

fn without_known_properties(class: Known<'_>, written: &Spanned<String>) -> Diagnostic {
    let name = class.name().get_ref();
    let message = format!(
        "an object of {} would say nothing: the spec has none of its properties",
        quoted(name)
    );
    Diagnostic::error(&UNFIT_FOR_TYPE, written.span(), message)
        .with_label("a struct without fields")
        .with_place(class.name().span(), "the class")
        .with_help(format!(
            "write its properties in `[external.{name}]`, or `abstract = true` there, if its objects are of classes that derive from it"
        ))
}

fn without_properties(class: Known<'_>, written: &Spanned<String>) -> Diagnostic {
    let name = quoted(class.name().get_ref());
    let message = format!("an object of {name} would say nothing: the class has methods alone");
    Diagnostic::error(&UNFIT_FOR_TYPE, written.span(), message)
        .with_label("no properties")
        .with_place(class.name().span(), "the class")
        .with_help("write the name of another class")
}

/// The name of a rule that the class has, or that one of its properties has, in it or above it.
fn rule_above<'s>(known: &Classes<'s>, class: Known<'s>) -> Option<&'s Spanned<String>> {
    let line = known.line(class);
    let mut rules = line.classes().flat_map(|one| {
        let own = match one {
            Known::Own(table) => table.access.as_ref(),
            Known::External(_) => None,
        };
        let properties = one.properties().iter();
        own.into_iter()
            .chain(properties.filter_map(|property| property.access.as_ref()))
    });
    rules.next()
}

/// An object of an abstract class may be of one that no spec has, of which the runtime would not know that a rule holds for it.
fn of_unasked(class: Known<'_>, rule: &Spanned<String>, written: &Spanned<String>) -> Diagnostic {
    let name = quoted(class.name().get_ref());
    let message = format!(
        "nobody could ask the rule of the abstract class {name} about objects of classes that the spec does not have"
    );
    Diagnostic::error(&ACCESS_RULE, written.span(), message)
        .with_label("may be of any class that derives from it")
        .with_place(rule.span(), "the rule")
        .with_help("name the classes of the objects, in a property each; or write `access` there, and not in the abstract class")
}

/// What a field of the class `owner` has of a class that is not abstract.
fn of_class(known: &Classes<'_>, class: Known<'_>, owner: &str, array: bool) -> OfClass {
    let rust = RustNames::of(class.stem());
    let name = class.name().get_ref();
    let graph = known.objects();
    OfClass {
        name: name.clone(),
        module: rust.module,
        type_name: rust.type_name,
        boxed: !array && graph.has_one(name, owner),
        has_reals: graph.has_reals(name),
    }
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
