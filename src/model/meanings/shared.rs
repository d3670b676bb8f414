//! The lists of `[values]`. A list is of the type of the properties that name it, which is one type for all of them.

use toml::Spanned;

use super::super::choice::Choice as _;
use super::super::collisions::{Taken, defined_twice};
use super::super::field_type::{FieldType, ValueType, field_type};
use super::super::inherited::Inherited;
use super::super::known::{self, Classes, Known};
use super::super::{CimType, Limits, idents, methods, names, value};
use super::{ListKey, Meanings, listed};
use crate::diagnostics::rules::{UNKNOWN_NAME, WRONG_MEANING};
use crate::diagnostics::{Checked, Diagnostic, Span, closest, keep, list, quoted};
use crate::spec::{FieldTable, Literal, Meaning, NamedValues, Spec, Values};

/// A list of values or bits that has a name in the spec, and the type that it becomes in Rust.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedMeanings {
    /// Its name in the spec; MOF does not have it.
    pub name: String,
    /// What its enum or its set of flags is called in Rust, if it has one.
    pub type_name: String,
    /// The type of its values.
    pub of: CimType,
    /// What it lists.
    pub meanings: Meanings,
}

/// The lists of a spec, while its fields are looked at.
pub struct SharedLists<'s> {
    lists: Vec<List<'s>>,
    /// Whether no list can have been lost.
    complete: bool,
}

struct List<'s> {
    written: &'s NamedValues,
    first: Option<Use<'s>>,
    meanings: Option<Meanings>,
}

/// A property that names a list.
#[derive(Clone, Copy)]
struct Use<'s> {
    key: ListKey,
    name: &'s Spanned<String>,
    of: CimType,
}

/// All fields of a spec, whatever has them.
pub fn fields(spec: &Spec) -> impl Iterator<Item = &FieldTable> {
    let properties = known::all(spec).flat_map(Known::properties);
    let methods = known::all(spec).flat_map(Known::methods);
    properties
        .map(|property| &property.field)
        .chain(methods.flat_map(methods::fields))
}

/// The fields that properties are written with, each with the type that is written of it: of an override, where a superclass
/// declares it.
fn typed<'s>(
    spec: &'s Spec,
    inherited: &Inherited<'s>,
) -> Vec<(&'s Spanned<String>, &'s FieldTable)> {
    let classes = Classes::of(spec);
    let mut typed = Vec::new();
    for class in known::all(spec) {
        for property in &*inherited.properties(&classes.line(class)) {
            if let (Some(cim_type), Some(last)) = (&property.declared.field.cim_type, property.last)
            {
                typed.push((cim_type, &last.field));
            }
        }
        let methods = class.methods().iter().flat_map(methods::fields);
        typed.extend(methods.filter_map(|field| Some((field.cim_type.as_ref()?, field))));
    }
    typed
}

/// Whether a list is the one that a field names.
pub fn is_named(list: &NamedValues, name: &str) -> bool {
    list.name.get_ref().eq_ignore_ascii_case(name)
}

/// The names of lists that a field has.
pub fn names_in(field: &FieldTable) -> impl Iterator<Item = &Spanned<String>> {
    let written = [&field.values, &field.bitmap];
    written.into_iter().flatten().filter_map(Values::name)
}

impl<'s> SharedLists<'s> {
    /// The lists of a spec; what is wrong with them has been reported.
    pub fn of(spec: &'s Spec, inherited: &Inherited<'s>, found: &mut Vec<Diagnostic>) -> Self {
        let mut taken = Taken::default();
        let fields = typed(spec, inherited);
        let lists = spec.values.iter().map(|written| {
            if keep(names::check("list", &written.name), found).is_some()
                && let Some(first) = taken.take(written.name.get_ref(), &written.name)
            {
                found.push(defined_twice("list", &written.name, first));
            }
            let fields = fields.iter();
            let mut uses = fields.filter_map(|(of, field)| use_of(written, of, field));
            let first = uses.next();
            let resolved = written.values.as_ref().and_then(|values| {
                let first = first.map(|first| (first.key, first.of));
                let (key, of) = first.unwrap_or_else(|| (ListKey::Values, guess(values.get_ref())));
                listed(key, values, of, &Limits::default(), found)
            });
            List {
                written,
                first,
                meanings: resolved,
            }
        });
        Self {
            lists: lists.collect(),
            complete: spec.known,
        }
    }

    /// The lists that properties name, in the order of the spec.
    pub fn used(&self) -> Vec<SharedMeanings> {
        let used = self.lists.iter().filter_map(|list| {
            Some(SharedMeanings {
                name: list.name().to_owned(),
                type_name: idents::type_name(list.name()),
                of: list.first?.of,
                meanings: list.meanings.clone()?,
            })
        });
        used.collect()
    }

    /// What a field of this type lists by naming a list, and the list's name; what makes no sense has been reported.
    pub fn named(
        &self,
        key: ListKey,
        name: &Spanned<String>,
        of: CimType,
        limits: &Limits,
        found: &mut Vec<Diagnostic>,
    ) -> Option<(&str, &Meanings)> {
        keep(key.fit(name, of), found)?;
        let mut lists = self.lists.iter();
        let Some(list) = lists.find(|list| is_named(list.written, name.get_ref())) else {
            // What was not read may have had it.
            found.extend(self.complete.then(|| self.unknown(name)));
            return None;
        };
        let one = Use { key, name, of };
        keep(list.same_as_first(&one), found)?;
        let beyond = list.beyond(&one, limits);
        if !beyond.is_empty() {
            found.extend(beyond);
            return None;
        }
        Some((list.name(), list.meanings.as_ref()?))
    }

    fn unknown(&self, name: &Spanned<String>) -> Diagnostic {
        let names: Vec<&str> = self.lists.iter().map(List::name).collect();
        let message = format!("there is no list {} in `[values]`", quoted(name.get_ref()));
        let help = match closest(name.get_ref(), names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => {
                "write the list in `[values]`, or the values here in brackets".to_owned()
            }
            None => format!("the lists are {}", list(&names, "and")),
        };
        Diagnostic::error(&UNKNOWN_NAME, name.span(), message)
            .with_label("no list has this name")
            .with_help(help)
    }
}

/// The widest type that a list may be of which no property names, so that it is looked at all the same.
fn guess(values: &[Meaning]) -> CimType {
    let mut literals = values.iter().map(|meaning| meaning.value.get_ref());
    let integers = literals.clone().filter_map(|literal| match literal {
        Literal::Integer(number) => Some(*number),
        _ => None,
    });
    match integers.min() {
        Some(least) if least < 0 => CimType::Sint64,
        Some(_) => CimType::Uint64,
        None if literals.any(|literal| matches!(literal, Literal::Boolean(_))) => CimType::Boolean,
        None => CimType::String,
    }
}

/// What the field has to do with the list: none if it does not name it, or is of no type that has such a list.
fn use_of<'s>(
    list: &NamedValues,
    cim_type: &Spanned<String>,
    field: &'s FieldTable,
) -> Option<Use<'s>> {
    let keys = [
        (ListKey::Values, field.values.as_ref()),
        (ListKey::Bitmap, field.bitmap.as_ref()),
    ];
    let mut names = keys
        .into_iter()
        .filter_map(|(key, written)| Some((key, written?.name()?)));
    let (key, name) = names.find(|(_, name)| is_named(list, name.get_ref()))?;
    let FieldType { of, .. } = field_type(cim_type).ok()?;
    let ValueType::Scalar(of) = of else {
        return None;
    };
    key.fit(name, of).ok()?;
    Some(Use { key, name, of })
}

impl List<'_> {
    fn name(&self) -> &str {
        self.written.name.get_ref()
    }

    /// Refuses a property that takes the list for something else than the first one does.
    fn same_as_first(&self, one: &Use<'_>) -> Checked<()> {
        let Some(first) = &self.first else {
            return Ok(());
        };
        let name = quoted(self.name());
        let (message, this, that) = if one.key != first.key {
            (
                format!("the list {name} has values in one place, and bits in another"),
                format!("named by `{}`", one.key.as_str()),
                format!("named by `{}`", first.key.as_str()),
            )
        } else if one.of != first.of {
            (
                format!("the list {name} would be of two types"),
                format!("of type `{}`", one.of.as_str()),
                format!("of type `{}`", first.of.as_str()),
            )
        } else {
            return Ok(());
        };
        Diagnostic::error(&WRONG_MEANING, one.name.span(), message)
            .with_label(this)
            .with_place(first.name.span(), that)
            .with_help("write a list of its own here, or the same type and key")
            .refuse()
    }

    /// The values that the property cannot have, though its type could.
    fn beyond(&self, one: &Use<'_>, limits: &Limits) -> Vec<Diagnostic> {
        if one.key == ListKey::Bitmap {
            return Vec::new();
        }
        let listed = self.written.values.iter().flat_map(Spanned::get_ref);
        let misfits = listed.filter_map(|meaning| {
            // What is no value of the type is a range, or has been reported.
            let value = value::value(meaning.value.get_ref(), one.of).ok()?;
            let misfit = limits.admit(value).err()?;
            Some((meaning.value.span(), misfit))
        });
        let report = |(place, misfit): (Span, _)| {
            let message = format!("a value of the list {} {misfit}", quoted(self.name()));
            Diagnostic::error(&WRONG_MEANING, one.name.span(), message)
                .with_label("cannot be had here")
                .with_place(place, "the value")
                .with_help("write other limits, or a list of its own here")
        };
        misfits.map(report).collect()
    }
}
