//! Whether each class finds those that it names: WMI looks for them in the class's own namespace.
//!
//! A class that is not served is written wherever it is named, and so names what has to be there as well.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::suffix::Suffixed;
use super::{Class, Method, methods};
use crate::diagnostics::rules::{SUPERCLASS, UNFIT_REFERENCE, UNKNOWN_CLASS};
use crate::diagnostics::{Diagnostic, Rule, Span, quoted};
use crate::spec::{ClassTable, FieldTable, MethodTable, Spec};

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
    let named = class.properties.iter().filter_map(|property| {
        let of = property.of.named_class()?;
        let mut tables = written.properties.iter();
        let table = tables.find(|table| table.name.get_ref().eq_ignore_ascii_case(&property.name));
        let (rule, span) = written_class(&table?.field)?;
        Some((of, rule, span))
    });
    let of_methods = class.declared_methods().flat_map(|method| {
        let mut tables = written.methods.iter();
        let table = tables.find(|table| table.name.get_ref().eq_ignore_ascii_case(&method.name));
        named_by(method, table)
    });
    let named: Vec<_> = named.chain(of_methods).collect();
    superclass.into_iter().chain(named)
}

/// The classes that a method names where it is written.
fn named_by<'c>(
    method: &'c Method,
    table: Option<&MethodTable>,
) -> Vec<(&'c str, &'static Rule, Span)> {
    let fields: Vec<_> = table.into_iter().flat_map(methods::fields).collect();
    let named = method.values().filter_map(|property| {
        let of = property.of.named_class()?;
        let mut written = fields.iter().filter_map(|field| written_class_of(field));
        let (rule, span, _) = written.find(|(.., name)| name.eq_ignore_ascii_case(of))?;
        Some((of, rule, span))
    });
    named.collect()
}

/// Where a field names a class, and the rule of that.
fn written_class(field: &FieldTable) -> Option<(&'static Rule, Span)> {
    written_class_of(field).map(|(rule, span, _)| (rule, span))
}

fn written_class_of(field: &FieldTable) -> Option<(&'static Rule, Span, &str)> {
    let object = field.object.as_ref().map(|one| (&UNKNOWN_CLASS, one));
    let reference = field.reference.as_ref().map(|one| (&UNFIT_REFERENCE, one));
    let (rule, written) = object.or(reference)?;
    let name = Suffixed::of(written.get_ref()).element;
    Some((rule, written.span(), name))
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
