//! The methods of a class as its whole line has them: those that it inherits, those of them that it says more of, and its own.

use toml::Spanned;

use super::super::Origin;
use super::super::fields::TypeKey;
use super::super::known::{Known, Line, is_true};
use super::parameters::{named, same_name};
use super::written;
use crate::diagnostics::rules::WRONG_OVERRIDE;
use crate::diagnostics::{Diagnostic, Span, quoted};
use crate::spec::{FieldTable, MethodTable};

/// A method of a line of classes.
pub struct OfLine<'s> {
    /// The class that declares it.
    pub declared_in: Known<'s>,
    /// As that class declares it.
    pub declared: &'s MethodTable,
    /// What holds of it in the last class.
    pub effective: MethodTable,
    /// What the last class itself says of it.
    pub last: Option<&'s MethodTable>,
    /// What holds of it in the class that the last one derives from, if that has it.
    before: Option<MethodTable>,
    /// The class whose code is called; none where nobody serves it.
    pub code: Option<Known<'s>>,
}

impl OfLine<'_> {
    /// Where it comes from.
    pub fn origin(&self) -> Origin {
        let class = || self.declared_in.name().get_ref().clone();
        match self.last {
            Some(last) if std::ptr::eq(last, self.declared) => Origin::Own,
            Some(_) => Origin::Overrides(class()),
            None => Origin::Inherited(class()),
        }
    }
}

/// The methods of the last class of a line, those of the first class first. Of two that a class writes with one name the first,
/// since the other has been reported.
pub fn methods<'s>(line: &Line<'s>) -> Vec<OfLine<'s>> {
    let mut methods: Vec<OfLine<'s>> = Vec::new();
    for class in line.classes() {
        for method in &mut methods {
            method.last = None;
        }
        for written in class.methods() {
            let same = |one: &&mut OfLine<'_>| same_name(&one.declared.name, &written.name);
            match methods.iter_mut().find(same) {
                None => methods.push(OfLine {
                    declared_in: class,
                    declared: written,
                    effective: written.clone(),
                    last: Some(written),
                    before: None,
                    code: serves(class).then_some(class),
                }),
                Some(method) if method.last.is_none() => method.override_by(class, written),
                Some(_) => {}
            }
        }
    }
    methods
}

/// Whether a class serves the methods that it writes.
fn serves(class: Known<'_>) -> bool {
    matches!(class, Known::Own(_)) && !class.is_abstract()
}

impl<'s> OfLine<'s> {
    /// Takes what the last class says of a method that it inherits.
    fn override_by(&mut self, class: Known<'s>, written: &'s MethodTable) {
        let before = self.effective.clone();
        self.effective = MethodTable {
            // The superclass's spelling is the one that WMI keeps.
            name: Spanned::new(written.name.span(), before.name.get_ref().clone()),
            description: written.description.clone().or(before.description.clone()),
            display_name: written.display_name.clone().or(before.display_name.clone()),
            rust_name: written.rust_name.clone().or(before.rust_name.clone()),
            access: written.access.clone().or(before.access.clone()),
            // What a superclass has decided stays so, whatever is written; `check` reports it.
            is_static: before.is_static.clone(),
            returns: written.returns.clone().filter(|_| before.returns.is_some()),
            parameters: written.parameters.clone().or(before.parameters.clone()),
            complete: written.complete && before.complete,
            known: written.known && before.known,
            ..written.clone()
        };
        let returns = self.effective.returns.take();
        self.effective.returns = returns.or(before.returns.clone());
        self.last = Some(written);
        self.before = Some(before);
        self.code = serves(class).then_some(class);
    }
}

/// Reports what the last class of a line says of a method that it inherits and cannot: another signature.
pub fn check(methods: &[OfLine<'_>], found: &mut Vec<Diagnostic>) {
    for method in methods {
        if let (Some(last), Some(before)) = (method.last, &method.before) {
            let class = method.declared_in.name().get_ref();
            check_override(last, before, class, found);
        }
    }
}

fn check_override(
    last: &MethodTable,
    before: &MethodTable,
    class: &str,
    found: &mut Vec<Diagnostic>,
) {
    let name = quoted(last.name.get_ref());
    let mut other = |span: Span, message: String, first: Span, help: &str| {
        found.push(
            Diagnostic::error(&WRONG_OVERRIDE, span, message)
                .with_label("not what it inherits")
                .with_place(first, "as the superclass has it")
                .with_help(format!(
                    "leave `{help}` out, or give the method another name"
                )),
        );
    };
    if let Some(flag) = &last.is_static
        && *flag.get_ref() != is_true(before.is_static.as_ref())
    {
        let is = if *flag.get_ref() {
            "not static"
        } else {
            "static"
        };
        let message = format!("the method {name} is {is} in `{class}`, and stays so here");
        let first = before.is_static.as_ref();
        let first = first.map_or_else(|| before.name.span(), Spanned::span);
        other(flag.span(), message, first, "static");
    }
    if let Some(returns) = &last.returns
        && let Some(written) = returns.field.written_type()
    {
        let same = before.returns.as_ref();
        if !same.is_some_and(|before| same_type(&returns.field, &before.field)) {
            let message = format!("the method {name} returns something else in `{class}`");
            let first = same.and_then(|before| before.field.written_type());
            let first = first.map_or_else(|| before.name.span(), Spanned::span);
            other(written.span(), message, first, "returns");
        }
    }
    if let Some(parameters) = &last.parameters
        && let Some(place) = difference(last, before, parameters.span())
    {
        let message = format!("the method {name} has other parameters in `{class}`");
        let first = before.parameters.as_ref();
        let first = first.map_or_else(|| before.name.span(), Spanned::span);
        other(place, message, first, "parameters");
    }
}

/// Where the first parameter stands that differs in its name, its direction, its type or in whether it may be NULL; the whole
/// list where there are more or fewer of them.
fn difference(last: &MethodTable, before: &MethodTable, whole: Span) -> Option<Span> {
    for ((span, now), (_, before)) in written(last).zip(written(before)) {
        // What has no name or type has been reported.
        let (Some((direction, name)), Some((was, called))) = (named(now), named(before)) else {
            continue;
        };
        let same = direction == was
            && same_name(name, called)
            && same_type(&now.field, &before.field)
            && is_true(now.optional.as_ref()) == is_true(before.optional.as_ref());
        if !same {
            return Some(span);
        }
    }
    (written(last).count() != written(before).count()).then_some(whole)
}

fn same_type(one: &FieldTable, other: &FieldTable) -> bool {
    let types = |field: &FieldTable| -> Vec<(TypeKey, String)> {
        let types = field.types().into_iter();
        let types = types.filter_map(|(key, written)| Some((key, written?)));
        types
            .map(|(key, written)| (key, written.get_ref().to_ascii_lowercase()))
            .collect()
    };
    // To clients, the text of an object is a string.
    let form = |field: &FieldTable| field.text.as_ref().map(|text| text.get_ref().clone());
    types(one) == types(other) && form(one) == form(other)
}
