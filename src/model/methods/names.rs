//! The names of the methods of a class: in WMI, where its properties have names, too, and in Rust.

use toml::Spanned;

use super::super::collisions::{Placed as _, Taken, colliding, duplicate};
use super::super::known::{Known, Line};
use super::super::rust_names::Naming;
use super::super::{Operation, idents, names};
use super::inherited::OfLine;
use super::parameters::named;
use super::{RustNames, written};
use crate::diagnostics::rules::{COLLIDING_NAMES, DUPLICATE_NAME};
use crate::diagnostics::{Diagnostic, keep, quoted};
use crate::spec::{FieldTable, MethodTable, PropertyTable};

/// Checks the names of the methods that the last class of a line writes.
pub fn check(line: &Line<'_>, of_line: &[OfLine<'_>], found: &mut Vec<Diagnostic>) {
    let last = line.last();
    let mut in_wmi = Taken::default();
    let mut sound = Vec::new();
    for method in last.methods() {
        if keep(names::check_in_mof("method", &method.name), found).is_none() {
            continue;
        }
        if let Some(first) = in_wmi.take(method.name.get_ref(), &method.name) {
            found.push(duplicate("method", &method.name, first));
            continue;
        }
        if let Some(property) = property_of(line, &method.name) {
            found.push(like_a_property(&method.name, property));
        }
        let written = of_line
            .iter()
            .find(|one| one.last.is_some_and(|last| std::ptr::eq(last, method)));
        if let Some(one) = written
            && keep(Naming::of_method(method).check_field(), found).is_some()
        {
            sound.push(&one.effective);
        }
    }
    check_in_rust(last, &sound, found);
}

/// The property of this name that the class or one above it writes.
fn property_of<'s>(line: &Line<'s>, name: &Spanned<String>) -> Option<&'s PropertyTable> {
    let same = |one: &&PropertyTable| one.name.get_ref().eq_ignore_ascii_case(name.get_ref());
    line.classes().flat_map(Known::properties).find(same)
}

fn like_a_property(name: &Spanned<String>, property: &PropertyTable) -> Diagnostic {
    let written = quoted(name.get_ref());
    let message = format!(
        "the method {written} has the name of a property, and scripts could not tell them apart"
    );
    Diagnostic::error(&DUPLICATE_NAME, name.span(), message)
        .with_label("the method")
        .with_place(property.name.span(), "the property")
        .with_help("give one of them another name")
}

/// Checks the names in Rust: the functions of the class's trait, and the types in the class's module.
fn check_in_rust(last: Known<'_>, methods: &[&MethodTable], found: &mut Vec<Diagnostic>) {
    let namings: Vec<_> = methods
        .iter()
        .map(|method| (Naming::of_method(method), *method))
        .collect();
    let mut functions = Taken::default();
    let mut types = Types::of(last);
    for (naming, method) in &namings {
        let ident = idents::field(naming.stem());
        if let Some(first) = functions.take(&ident, naming) {
            let numbered =
                (2..).map(|number: usize| format!("{}{number}", ident.trim_start_matches("r#")));
            let free = numbered
                .into_iter()
                .find(|name| functions.owner(name).is_none());
            found.push(colliding(
                "function",
                &ident,
                naming,
                first,
                &free.unwrap_or_default(),
            ));
        } else if let Some(function) = function_of_operation(last, &ident) {
            found.push(like_an_operation(naming, function));
        } else {
            found.extend(types.take(last, naming, method));
        }
    }
}

/// The function of this name that the class's trait has for an operation that the class serves.
fn function_of_operation(class: Known<'_>, ident: &str) -> Option<&'static str> {
    let Known::Own(class) = class else {
        return None;
    };
    let served = |operation: &Operation| {
        let mut words = class.operations.iter().flat_map(Spanned::get_ref);
        words.any(|word| word.get_ref() == operation.name())
    };
    let operations = Operation::ALL.iter().filter(|one| served(one));
    let functions = operations.flat_map(|one| [Some(one.name()), one.row().authorized_by]);
    functions.flatten().find(|function| *function == ident)
}

fn like_an_operation(naming: &Naming<'_>, function: &str) -> Diagnostic {
    let message = format!(
        "the method {} would be a second function `{function}` in Rust, beside that of the operation",
        quoted(naming.name.get_ref())
    );
    Diagnostic::error(&COLLIDING_NAMES, naming.span(), message)
        .with_label("the name of an operation")
        .with_help(format!(
            "write for instance `rust-name = \"{function}_now\"` for the method: its name in WMI stays"
        ))
}

/// The types that the class's module has in Rust.
struct Types {
    taken: Vec<String>,
}

impl Types {
    /// Those that a class has by its name and its properties.
    fn of(class: Known<'_>) -> Self {
        let stem = class.stem();
        let properties = class.properties().iter();
        let properties = properties.filter(|one| has_type(&one.field));
        let properties = properties.map(|one| {
            let naming = Naming::of_field(&one.name, &one.field);
            idents::meaning_type_name(stem, naming.stem())
        });
        let name = idents::type_name(stem);
        let bare = name.trim_end_matches('_').to_owned();
        let own = ["Key", "Provider", "New", "Change"].map(|end| format!("{bare}{end}"));
        Self {
            taken: own.into_iter().chain([name]).chain(properties).collect(),
        }
    }

    /// Takes those of a method; the first that is there already is reported.
    fn take(
        &mut self,
        class: Known<'_>,
        naming: &Naming<'_>,
        method: &MethodTable,
    ) -> Option<Diagnostic> {
        let rust = RustNames::of(class.stem(), naming.stem());
        let mut all = vec![rust.input_type_name, rust.output_type_name];
        for (_, parameter) in written(method) {
            if let Some((_, name)) = named(parameter)
                && has_type(&parameter.field)
            {
                let naming = Naming::of_field(name, &parameter.field);
                all.push(idents::meaning_type_name(&rust.stem, naming.stem()));
            }
        }
        if method
            .returns
            .as_ref()
            .is_some_and(|one| has_type(&one.field))
        {
            all.push(idents::meaning_type_name(&rust.stem, super::RETURN_VALUE));
        }
        let mut collision = None;
        for ident in all {
            if self.taken.contains(&ident) {
                collision.get_or_insert_with(|| ident.clone());
            }
            self.taken.push(ident);
        }
        collision.map(|ident| {
            let message = format!(
                "the method {} would make a second type `{ident}` in Rust",
                quoted(naming.name.get_ref())
            );
            let other = idents::field(&format!("{}_now", naming.stem()));
            Diagnostic::error(&COLLIDING_NAMES, naming.span(), message)
                .with_label(
                    "a method makes types for its input, its output and its lists of values",
                )
                .with_help(format!(
                    "write for instance `rust-name = \"{other}\"`: its name in WMI stays"
                ))
        })
    }
}

/// Whether the field has a list of values of its own, of which a type is made.
fn has_type(field: &FieldTable) -> bool {
    let written = [&field.values, &field.bitmap];
    written
        .into_iter()
        .flatten()
        .any(|one| one.name().is_none())
}
