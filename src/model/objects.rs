//! The classes of the objects in properties.

use toml::Spanned;

use super::classes::RustNames;
use super::field_type::{FieldType, OfClass, ValueType};
use super::known::{Classes, Known};
use super::names;
use super::rust_names::Naming;
use super::suffix::Suffixed;
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
    let name = class.name.get_ref();
    let graph = known.objects();
    Ok(FieldType {
        of: ValueType::Object(OfClass {
            name: name.clone(),
            module: rust.module,
            type_name: rust.type_name,
            boxed: !suffix.is_array() && graph.has_one(name, owner),
            has_reals: graph.has_reals(name),
        }),
        array: suffix.is_array(),
        max_items,
    })
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
