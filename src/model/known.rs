//! The classes that fields may name, known before any of them is resolved.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::choice::Choice as _;
use super::classes::RustNames;
use super::field_type::{Array, FieldType, OfClass, Parts, ValueType};
use super::rust_names::Naming;
use super::{CimType, names};
use crate::diagnostics::rules::UNKNOWN_CLASS;
use crate::diagnostics::{Checked, Diagnostic, closest, quoted};
use crate::spec::{ClassTable, Spec, not_served_yet};

/// The classes of a spec, by their names in small letters: WMI's names are alike in either case.
pub struct Known<'s>(HashMap<String, &'s ClassTable>);

impl<'s> Known<'s> {
    /// The classes of this spec. Of two with one name, which is an error, the first is meant.
    pub fn of(spec: &'s Spec) -> Self {
        let mut classes = HashMap::new();
        for class in &spec.classes {
            classes.entry(folded(class.name.get_ref())).or_insert(class);
        }
        Self(classes)
    }

    /// The type that a field of the class `owner` has by its `object`, or what there is to say about it.
    pub fn object(&self, owner: &str, written: &Spanned<String>) -> Checked<FieldType> {
        let text = written.get_ref().as_str();
        let Parts { element, array } = Parts::of(text);
        let array = match array {
            Array::No => false,
            Array::Any => true,
            Array::AtMost(_) => {
                let message = format!(
                    "arrays with a length, such as {}, are not served yet",
                    quoted(text)
                );
                let until_then = format!("write `{element}[]` for now");
                return not_served_yet(written.span(), message, "class", &until_then).refuse();
            }
        };
        if element == "*" {
            let message = "objects of any class are not served yet".to_owned();
            let until_then = "write the name of a class for now";
            return not_served_yet(written.span(), message, "class", until_then).refuse();
        }
        let Some(class) = self.0.get(&folded(element)) else {
            return self.unknown(element, written).refuse();
        };
        let rust = RustNames::of(Naming::of_class(class).stem());
        Ok(FieldType {
            of: ValueType::Object(OfClass {
                name: class.name.get_ref().clone(),
                module: rust.module,
                type_name: rust.type_name,
                boxed: !array && self.has_one(class, &folded(owner)),
                has_reals: self.has_reals(class),
            }),
            array,
        })
    }

    /// Whether an instance of `class` is one of the class `sought`, or can have one in it without an array between them.
    fn has_one(&self, class: &ClassTable, sought: &str) -> bool {
        let single = |parts: &Parts<'_>| matches!(parts.array, Array::No);
        self.any(class, single, |class| {
            folded(class.name.get_ref()) == sought
        })
    }

    /// Whether an instance of `class` has a real number, or can have one in an object.
    fn has_reals(&self, class: &ClassTable) -> bool {
        let is_real = |written: &Spanned<String>| {
            CimType::from_name(Parts::of(written.get_ref()).element).is_some_and(CimType::is_real)
        };
        self.any(
            class,
            |_| true,
            |class| {
                let mut types = class.properties.iter();
                types.any(|property| property.field.cim_type.as_ref().is_some_and(is_real))
            },
        )
    }

    /// Whether something holds for the class, or for one that it leads to by such objects.
    fn any(
        &self,
        class: &ClassTable,
        leads: impl Fn(&Parts<'_>) -> bool,
        holds: impl Fn(&ClassTable) -> bool,
    ) -> bool {
        let mut seen = HashSet::new();
        let mut ahead = vec![folded(class.name.get_ref())];
        while let Some(name) = ahead.pop() {
            let Some(class) = self.0.get(&name).filter(|_| seen.insert(name.clone())) else {
                continue;
            };
            if holds(class) {
                return true;
            }
            let objects = class.properties.iter();
            let objects = objects.filter_map(|property| property.field.object.as_ref());
            let objects = objects.map(|object| Parts::of(object.get_ref()));
            ahead.extend(objects.filter(&leads).map(|parts| folded(parts.element)));
        }
        false
    }

    fn unknown(&self, element: &str, written: &Spanned<String>) -> Diagnostic {
        let all = self.0.values().map(|class| class.name.get_ref().as_str());
        let mut all: Vec<&str> = all.collect();
        all.sort_unstable();
        let help = match closest(element, all) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names::problem(element).is_none() => {
                format!(
                    "write `[class.{element}]` with `kind = \"embedded\"`; classes that the namespace has already are not served yet"
                )
            }
            None => {
                "write the name of a class of the spec, with `[]` after it for an array".to_owned()
            }
        };
        let message = format!("there is no class {}", quoted(element));
        Diagnostic::error(&UNKNOWN_CLASS, written.span(), message)
            .with_label("no class of the spec")
            .with_help(help)
    }
}

fn folded(name: &str) -> String {
    name.to_ascii_lowercase()
}
