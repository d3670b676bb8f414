//! The classes of the objects in properties.

use toml::Spanned;

use super::classes::RustNames;
use super::field_type::{FieldType, OfClass, ValueType};
use super::known::{Classes, Known};
use super::suffix::Suffixed;
use super::{names, references};
use crate::diagnostics::rules::{UNFIT_FOR_TYPE, UNKNOWN_CLASS};
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
            Some(class)
                if references::is_of_methods_alone(class)
                    && known
                        .line(class)
                        .classes()
                        .all(|one| one.properties().is_empty()) =>
            {
                return without_properties(class, written).refuse();
            }
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

fn without_properties(class: Known<'_>, written: &Spanned<String>) -> Diagnostic {
    let name = quoted(class.name().get_ref());
    let message = format!("an object of {name} would say nothing: the class has methods alone");
    Diagnostic::error(&UNFIT_FOR_TYPE, written.span(), message)
        .with_label("no properties")
        .with_place(class.name().span(), "the class")
        .with_help("write the name of another class")
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
