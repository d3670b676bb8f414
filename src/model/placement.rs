//! Whether each class finds those that it names: WMI looks for them in the class's own namespace.
//!
//! A class that is not served is written wherever it is named, and so names what has to be there as well.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::Class;
use crate::diagnostics::rules::{SUPERCLASS, UNKNOWN_CLASS};
use crate::diagnostics::{Diagnostic, Rule, Span, quoted};
use crate::spec::{ClassTable, Spec};

/// Reports each name of a class that is served in another namespace than the one that names it is written in.
pub fn check(spec: &Spec, classes: &[Class], found: &mut Vec<Diagnostic>) {
    let all = classes.iter().zip(&spec.classes);
    let by_name: HashMap<&str, (&Class, &ClassTable)> = all
        .map(|(class, written)| (class.name.as_str(), (class, written)))
        .collect();
    let mut told = HashSet::new();
    for served in classes.iter().filter(|class| class.is_served()) {
        let mut seen = HashSet::new();
        let mut open = vec![served.name.as_str()];
        while let Some(name) = open.pop() {
            let Some((class, written)) = by_name.get(name).filter(|_| seen.insert(name)) else {
                continue;
            };
            for (named, rule, span) in names(class, written) {
                let Some((named, _)) = by_name.get(named) else {
                    continue;
                };
                if !named.is_served() {
                    open.push(&named.name);
                } else if named.namespace != served.namespace
                    && told.insert((span.start, served.namespace.to_string()))
                {
                    found.push(report(class, served, named, (rule, span)));
                }
            }
        }
    }
}

/// The classes that a class itself names, where it does so, and the rule of that.
fn names<'c>(
    class: &'c Class,
    written: &ClassTable,
) -> impl Iterator<Item = (&'c str, &'static Rule, Span)> {
    let superclass = written.superclass.as_ref().map(Spanned::span);
    let superclass = class.superclass().zip(superclass);
    let superclass = superclass.map(|(name, span)| (name, &SUPERCLASS, span));
    let objects = class.properties.iter().filter_map(|property| {
        let of = property.of.class_name()?;
        let mut tables = written.properties.iter();
        let table = tables.find(|table| table.name.get_ref().eq_ignore_ascii_case(&property.name));
        let span = table?.field.object.as_ref()?.span();
        Some((of, &UNKNOWN_CLASS, span))
    });
    let objects: Vec<_> = objects.collect();
    superclass.into_iter().chain(objects)
}

fn report(
    class: &Class,
    served: &Class,
    named: &Class,
    (rule, span): (&'static Rule, Span),
) -> Diagnostic {
    let also = if class.name == served.name {
        String::new()
    } else {
        format!(", because {} leads to it", quoted(&served.name))
    };
    let message = format!(
        "{} is in `{}`{also}, and {} in `{}`: WMI finds what a class names in its own namespace only",
        quoted(&class.name),
        served.namespace,
        quoted(&named.name),
        named.namespace,
    );
    Diagnostic::error(rule, span, message)
        .with_label("in another namespace")
        .with_help(
            "write the same `namespace` for both, or name a class that clients do not ask for",
        )
}
