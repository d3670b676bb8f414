//! What the references in properties refer to.

use std::collections::HashSet;
use std::sync::Arc;

use toml::Spanned;

use super::choice::Choice as _;
use super::classes::RustNames;
use super::field_type::{FieldType, KeyType, Referred, ValueType};
use super::kinds::Kind;
use super::known::{Classes, Known, is_true};
use super::rust_names::Naming;
use super::suffix::Suffixed;
use super::{methods, names};
use crate::diagnostics::rules::{UNFIT_REFERENCE, UNKNOWN_CLASS};
use crate::diagnostics::{Checked, Diagnostic, closest, quoted};

/// What stands for any class.
const ANY: &str = "*";

/// The type that a field has by its `ref`, or what there is to say about it.
pub fn reference(known: &Classes<'_>, written: &Spanned<String>) -> Checked<FieldType> {
    let text = written.get_ref().as_str();
    let Suffixed { element, suffix } = Suffixed::of(text);
    let max_items = suffix.max_items(text, element, written.span())?;
    let to = if element == ANY {
        any(known)
    } else {
        let Some(class) = known.find(element) else {
            return unknown(known, element, written).refuse();
        };
        referred(known, class, written)?
    };
    Ok(FieldType {
        of: ValueType::Reference(to),
        array: suffix.is_array(),
        max_items,
    })
}

fn any(known: &Classes<'_>) -> Referred {
    Referred {
        asked: asked(known, |_| true),
        asks_all: false,
        class: None,
        key: None,
        own: Arc::default(),
        open: true,
    }
}

fn referred(known: &Classes<'_>, class: Known<'_>, written: &Spanned<String>) -> Checked<Referred> {
    if let Some(kind) = known.line(class).kind()
        && !kind.is_dynamic()
    {
        let what = format!("is of the kind `{}`", kind.as_str());
        return without_instances(&what, class, written).refuse();
    }
    if is_of_methods_alone(class) {
        return without_instances("has methods alone", class, written).refuse();
    }
    let key = match class {
        Known::Own(own) if !class.is_abstract() && !known.line(class).is_singleton() => {
            let rust = RustNames::of(Naming::of_class(own).stem());
            Some(KeyType {
                module: rust.module,
                type_name: rust.key_type_name,
            })
        }
        Known::Own(_) | Known::External(_) => None,
    };
    // Others may derive classes from one that has instances, too; the provider would not know what they are.
    let open = class.is_abstract() || matches!(class, Known::External(_));
    let is_in_line = |one: Known<'_>, of| known.line(of).classes().any(|above| above.is(one));
    Ok(Referred {
        asked: asked(known, |one| {
            open && (is_in_line(class, one) || is_in_line(one, class))
        }),
        asks_all: open && known.line(class).is_asked(),
        class: Some(class.name().get_ref().clone()),
        key,
        own: known.descendants().of(class),
        open,
    })
}

/// The classes of other providers that WMI is asked about, of those that are meant, by their names in the order of the spec.
fn asked<'s>(known: &Classes<'s>, is_meant: impl Fn(Known<'s>) -> bool) -> Vec<String> {
    let asked = known.asked().iter().filter(|class| is_meant(**class));
    asked.map(|class| class.name().get_ref().clone()).collect()
}

/// Whether one class is another, or derives from it; `*` is every class.
pub fn is_narrower(known: &Classes<'_>, written: &str, than: &str) -> bool {
    let (written, than) = (Suffixed::of(written), Suffixed::of(than));
    if written.suffix != than.suffix {
        return false;
    }
    if than.element == ANY {
        return true;
    }
    let (Some(class), Some(than)) = (known.find(written.element), known.find(than.element)) else {
        return false;
    };
    known.line(class).classes().any(|above| above.is(than))
}

/// Whether a key that is a reference leads back to the class `owner`, which has it: by the key of the class that it refers
/// to, and so on. No instance has such a key, because it would be endless.
pub fn leads_back(known: &Classes<'_>, written: &Spanned<String>, owner: &str) -> bool {
    let Some(owner) = known.find(owner) else {
        return false;
    };
    let mut seen = HashSet::new();
    let mut ahead = vec![written.get_ref().as_str()];
    while let Some(name) = ahead.pop() {
        let class = known.find(name).filter(|class| !class.is_abstract());
        let Some(class) = class.filter(|_| seen.insert(name.to_ascii_lowercase())) else {
            continue;
        };
        let line = known.line(class);
        if line.classes().any(|above| above.is(owner)) {
            return true;
        }
        let properties = line.classes().flat_map(Known::properties);
        let keys = properties.filter(|property| is_true(property.key.as_ref()));
        ahead.extend(keys.filter_map(|key| Some(key.field.reference.as_ref()?.get_ref().as_str())));
    }
    false
}

/// Whether a class has no instances, because it has nothing but methods of its own.
pub fn is_of_methods_alone(class: Known<'_>) -> bool {
    let Known::Own(own) = class else {
        return false;
    };
    own.known && methods::stand_alone(own, class.is_abstract())
}

fn without_instances(what: &str, class: Known<'_>, written: &Spanned<String>) -> Diagnostic {
    let name = quoted(class.name().get_ref());
    let message = format!("nothing can refer to an instance of {name}: it {what}");
    let help = match class.kind() {
        Kind::Embedded => "write `object` for an object of the class, or the name of another class",
        _ => "write the name of another class",
    };
    Diagnostic::error(&UNFIT_REFERENCE, written.span(), message)
        .with_label("its instances have no paths")
        .with_place(class.name().span(), "the class")
        .with_help(help)
}

fn unknown(known: &Classes<'_>, element: &str, written: &Spanned<String>) -> Diagnostic {
    let help = match closest(element, known.names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names::problem(element).is_none() => format!(
            "write the class as `[class.{element}]`, or, if the namespace has it already, what is known of it as \
             `[external.{element}]`"
        ),
        None => "write the name of a class, with `[]` after it for an array, or `*` for any class"
            .to_owned(),
    };
    let message = format!("there is no class {}", quoted(element));
    Diagnostic::error(&UNKNOWN_CLASS, written.span(), message)
        .with_label("no class of the spec")
        .with_help(help)
}
