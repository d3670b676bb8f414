//! The properties of a class as its whole line has them: those that it inherits, those of them that it overrides, and its own.

#[cfg(test)]
mod tests;

use toml::Spanned;

use super::known::{Known, Line, is_true};
use crate::diagnostics::rules::{KEY_BELOW_KEYS, WRONG_OVERRIDE};
use crate::diagnostics::{Diagnostic, quoted};
use crate::spec::{Inherit as _, PropertyTable};

/// Where a property of a class comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The class declares it, and no class before it.
    #[default]
    Own,
    /// A superclass of this name declares it, and the class says more of it.
    Overrides(String),
    /// A superclass of this name declares it.
    Inherited(String),
}

impl Origin {
    /// Whether the class itself says something of the property, so that its MOF has it.
    pub fn is_declared(&self) -> bool {
        match self {
            Self::Own | Self::Overrides(_) => true,
            Self::Inherited(_) => false,
        }
    }
}

/// A property of a line of classes.
pub struct OfLine<'s> {
    /// The class that declares it.
    pub declared_in: Known<'s>,
    /// As that class declares it.
    pub declared: &'s PropertyTable,
    /// What holds of it in the last class: what each class of the line says, the later ones instead of those before.
    pub effective: PropertyTable,
    /// What the last class itself says of it.
    pub last: Option<&'s PropertyTable>,
    /// Whether it is a key in the class that the last one derives from.
    was_key: bool,
    /// Whether it is never NULL there.
    was_required: bool,
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

    /// Whether it is a key.
    pub fn is_key(&self) -> bool {
        is_true(self.effective.key.as_ref())
    }
}

/// The properties of the last class of a line, those of the first class first. Of two that a class writes with one name the
/// first, since the other has been reported.
pub fn properties<'s>(line: &Line<'s>) -> Vec<OfLine<'s>> {
    let mut properties: Vec<OfLine<'s>> = Vec::new();
    for class in line.classes() {
        for property in &mut properties {
            property.last = None;
            property.was_key = property.is_key();
            property.was_required = is_true(property.effective.required.as_ref());
        }
        for written in class.properties() {
            let same = |one: &&mut OfLine<'_>| is_same(&one.declared.name, &written.name);
            let Some(property) = properties.iter_mut().find(same) else {
                properties.push(OfLine {
                    declared_in: class,
                    declared: written,
                    effective: written.clone(),
                    last: Some(written),
                    was_key: false,
                    was_required: false,
                });
                continue;
            };
            if property.last.is_none() {
                property.last = Some(written);
                let effective = written.inherit(&property.effective);
                // The superclass's spelling is the one that WMI keeps.
                let name = property.declared.name.get_ref().clone();
                // What a superclass has decided stays so, whatever is written; `check` reports it.
                let key = property.effective.key.clone().filter(|_| property.was_key);
                let required = property.effective.required.clone();
                let required = required.filter(|_| property.was_required);
                let mut field = effective.field;
                let before = &property.effective.field;
                if before.cim_type.is_some() || before.object.is_some() {
                    field.cim_type.clone_from(&before.cim_type);
                    field.object.clone_from(&before.object);
                }
                property.effective = PropertyTable {
                    field,
                    name: Spanned::new(written.name.span(), name),
                    key: key.or(effective.key.clone()),
                    required: required.or(effective.required.clone()),
                    ..effective
                };
            }
        }
    }
    properties
}

fn is_same(one: &Spanned<String>, other: &Spanned<String>) -> bool {
    one.get_ref().eq_ignore_ascii_case(other.get_ref())
}

/// Reports what the last class of a line says of its properties and cannot: another type than a superclass's, another
/// answer to whether it is a key, a key of its own below others.
pub fn check(properties: &[OfLine<'_>], found: &mut Vec<Diagnostic>) {
    let inherits_key = properties.iter().find(|property| property.was_key);
    for property in properties {
        let Some(last) = property.last else { continue };
        if let Some(first) = inherits_key
            && property.is_key()
            && !property.was_key
        {
            found.push(key_below_keys(last, first));
        }
        if let Origin::Overrides(_) = property.origin() {
            check_override(property, last, found);
        }
    }
}

fn key_below_keys(written: &PropertyTable, first: &OfLine<'_>) -> Diagnostic {
    let message = format!(
        "the property {} cannot be a key: the keys of the class are those of `{}`",
        quoted(written.name.get_ref()),
        first.declared_in.name().get_ref(),
    );
    let place = written
        .key
        .as_ref()
        .map_or(written.name.span(), Spanned::span);
    Diagnostic::error(&KEY_BELOW_KEYS, place, message)
        .with_label("a key more")
        .with_place(first.declared.name.span(), "a key of the superclass")
        .with_help("leave `key` out")
}

fn check_override(property: &OfLine<'_>, last: &PropertyTable, found: &mut Vec<Diagnostic>) {
    let name = quoted(last.name.get_ref());
    let declared = property.declared;
    let class = property.declared_in.name().get_ref();
    let (now, before) = (&last.field, &declared.field);
    let before = before.cim_type.as_ref().or(before.object.as_ref());
    let types = [
        ("type", now.cim_type.as_ref(), &declared.field.cim_type),
        ("object", now.object.as_ref(), &declared.field.object),
    ];
    for (key, now, same) in types {
        let (Some(now), Some(before)) = (now, before) else {
            continue;
        };
        // The names of classes are alike in either case.
        let is_same = |same: &Spanned<String>| same.get_ref().eq_ignore_ascii_case(now.get_ref());
        if same.as_ref().is_some_and(is_same) {
            continue;
        }
        let message = format!(
            "the property {name} is of type {} in `{class}`, and cannot be of another here",
            quoted(before.get_ref())
        );
        found.push(
            Diagnostic::error(&WRONG_OVERRIDE, now.span(), message)
                .with_label("another type")
                .with_place(before.span(), "the type that it inherits")
                .with_help(format!(
                    "leave `{key}` out, or give the property another name"
                )),
        );
    }
    if let Some(required) = &last.required
        && !required.get_ref()
        && property.was_required
    {
        let message = format!("the property {name} is never NULL in `{class}`, and stays so here");
        found.push(
            Diagnostic::error(&WRONG_OVERRIDE, required.span(), message)
                .with_label("not what it inherits")
                .with_place(declared.name.span(), "as the superclass declares it")
                .with_help("leave `required` out"),
        );
    }
    // Where no superclass has a key, an override may be the first (WMI: "Key Qualifier").
    if let Some(key) = &last.key
        && property.was_key
        && !key.get_ref()
    {
        let message = format!("the property {name} is a key in `{class}`, and stays so here");
        found.push(
            Diagnostic::error(&WRONG_OVERRIDE, key.span(), message)
                .with_label("not what it inherits")
                .with_place(declared.name.span(), "as the superclass declares it")
                .with_help("leave `key` out"),
        );
    }
}
