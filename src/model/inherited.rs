//! The properties of a class as its whole line has them: those that it inherits, those of them that it overrides, and its own.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use toml::Spanned;

use super::fields::TypeKey;
use super::known::{self, Classes, End, Known, Line, is_true};
use super::references;
use crate::diagnostics::rules::{KEY_BELOW_KEYS, WRONG_OVERRIDE};
use crate::diagnostics::{Diagnostic, Label, Span, quoted};
use crate::spec::{Inherit as _, PropertyTable, Spec, Values};

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
#[derive(Clone)]
pub struct OfLine<'s> {
    /// The class that declares it.
    pub declared_in: Known<'s>,
    /// As that class declares it.
    pub declared: &'s PropertyTable,
    /// What holds of it in the last class: what each class of the line says, the later ones instead of those before.
    pub effective: Arc<PropertyTable>,
    /// What the last class itself says of it.
    pub last: Option<&'s PropertyTable>,
    /// What holds of it in the class that the last one derives from, if that has it.
    pub before: Option<Arc<PropertyTable>>,
}

impl<'s> OfLine<'s> {
    /// A property that no class before declares.
    fn new(declared_in: Known<'s>, declared: &'s PropertyTable) -> Self {
        Self {
            declared_in,
            declared,
            effective: Arc::new(declared.clone()),
            last: Some(declared),
            before: None,
        }
    }

    /// The same property in a class that derives from this line's last one and says nothing of it.
    fn below(&self) -> Self {
        Self {
            last: None,
            before: Some(Arc::clone(&self.effective)),
            ..self.clone()
        }
    }

    /// Takes what the last class says of a property that it inherits.
    fn override_by(&mut self, written: &'s PropertyTable) {
        self.last = Some(written);
        let effective = written.inherit(&self.effective);
        // The superclass's spelling is the one that WMI keeps.
        let name = self.declared.name.get_ref().clone();
        // What a superclass has decided stays so, whatever is written; `check` reports it.
        let key = self.effective.key.clone().filter(|_| self.was_key());
        let required = self.effective.required.clone();
        let required = required.filter(|_| self.was_required());
        let mut field = effective.field;
        let before = &self.effective.field;
        if before.written_type().is_some() {
            field.cim_type.clone_from(&before.cim_type);
            field.object.clone_from(&before.object);
            field.text.clone_from(&before.text);
            // A reference may refer to less.
            if before.reference.is_none() {
                field.reference = None;
            }
        }
        self.effective = Arc::new(PropertyTable {
            field,
            name: Spanned::new(written.name.span(), name),
            key: key.or(effective.key.clone()),
            required: required.or(effective.required.clone()),
            ..effective
        });
    }

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

    /// Whether it is a key in the class that the last one derives from.
    fn was_key(&self) -> bool {
        let before = self.before.as_ref();
        before.is_some_and(|before| is_true(before.key.as_ref()))
    }

    /// Whether it is never NULL there.
    fn was_required(&self) -> bool {
        let before = self.before.as_ref();
        before.is_some_and(|before| is_true(before.required.as_ref()))
    }
}

/// The properties of all classes of a spec, each made once of those of its superclass.
#[derive(Default)]
pub struct Inherited<'s> {
    /// By where the class has its name. A class that derives from itself is not among them: it is none that others agree about.
    by_class: HashMap<usize, Vec<OfLine<'s>>>,
}

impl<'s> Inherited<'s> {
    /// The properties of the classes of a spec.
    pub fn of(spec: &'s Spec) -> Self {
        let classes = Classes::of(spec);
        let mut inherited = Self::default();
        for class in known::all(spec) {
            let line = classes.line(class);
            if line.end != End::Circle {
                inherited.add(&line);
            }
        }
        inherited
    }

    fn add(&mut self, line: &Line<'s>) {
        let classes: Vec<_> = line.classes().collect();
        let is_there = |class: &Known<'s>| self.by_class.contains_key(&place(*class));
        let there = classes.iter().rposition(is_there);
        for at in there.map_or(0, |there| there + 1)..classes.len() {
            let above = at.checked_sub(1).map(|above| place(classes[above]));
            let above = above.and_then(|above| self.by_class.get(&above));
            let properties = step(above.map_or(&[], Vec::as_slice), classes[at]);
            self.by_class.insert(place(classes[at]), properties);
        }
    }

    /// The properties of the last class of a line, those of the first class first. Of two that a class writes with one name the
    /// first, since the other has been reported.
    pub fn properties(&self, line: &Line<'s>) -> Cow<'_, [OfLine<'s>]> {
        match self.by_class.get(&place(line.last())) {
            Some(properties) if line.end != End::Circle => Cow::Borrowed(properties),
            _ => {
                let classes = line.classes();
                Cow::Owned(classes.fold(Vec::new(), |above, class| step(&above, class)))
            }
        }
    }
}

/// Where a class has its name, which no other has there.
fn place(class: Known<'_>) -> usize {
    class.name().span().start
}

/// The properties of a class below one that has these.
fn step<'s>(above: &[OfLine<'s>], class: Known<'s>) -> Vec<OfLine<'s>> {
    let mut properties: Vec<_> = above.iter().map(OfLine::below).collect();
    for written in class.properties() {
        let same = |one: &&mut OfLine<'_>| is_same(&one.declared.name, &written.name);
        match properties.iter_mut().find(same) {
            None => properties.push(OfLine::new(class, written)),
            Some(property) if property.last.is_none() => property.override_by(written),
            Some(_) => {}
        }
    }
    properties
}

fn is_same(one: &Spanned<String>, other: &Spanned<String>) -> bool {
    one.get_ref().eq_ignore_ascii_case(other.get_ref())
}

/// Reports what the last class of a line says of its properties and cannot: another type than a superclass's, another
/// answer to whether it is a key, a key of its own below others.
pub fn check(known: &Classes<'_>, properties: &[OfLine<'_>], found: &mut Vec<Diagnostic>) {
    let inherits_key = properties.iter().find(|property| property.was_key());
    for property in properties {
        let Some(last) = property.last else { continue };
        if let Some(first) = inherits_key
            && property.is_key()
            && !property.was_key()
        {
            found.push(key_below_keys(last, first));
        }
        if let Origin::Overrides(_) = property.origin() {
            check_override(known, property, last, found);
        }
    }
}

/// The same problem at the override that makes it one, if it stands at what a property inherits: there all is well without the
/// override.
pub fn at_override(problem: Diagnostic, properties: &[OfLine<'_>]) -> Diagnostic {
    let place = &problem.primary.span;
    let at = |table: &PropertyTable| places(table).contains(place);
    let overridden = properties.iter().find_map(|property| {
        let last = property.last?;
        let is_inherited = at(property.before.as_ref()?) && !at(last);
        is_inherited.then(|| last.name.span())
    });
    let Some(span) = overridden else {
        return problem;
    };
    let inherited = problem.primary.span.clone();
    let text = "overridden here".to_owned();
    let mut problem = problem.with_place(inherited, "what it inherits");
    problem.primary = Label { span, text };
    problem
}

/// Where a property has its values that have to go together.
fn places(table: &PropertyTable) -> Vec<Span> {
    let field = &table.field;
    let numbers = [&field.max_len, &field.min, &field.max];
    let numbers = numbers.into_iter().flatten().map(Spanned::span);
    let words = [
        &field.cim_type,
        &field.object,
        &field.reference,
        &field.text,
        &field.not_finite,
    ];
    let words = words.into_iter().flatten().map(Spanned::span);
    let lists = [&field.values, &field.bitmap];
    let lists = lists.into_iter().flatten().map(Values::span);
    let flags = [&table.key, &table.required];
    let flags = flags.into_iter().flatten().map(Spanned::span);
    let default = field.default.as_ref().map(Spanned::span);
    let denied = table.denied.as_ref().map(Spanned::span);
    let access = table.access.as_ref().map(Spanned::span);
    let places = numbers.chain(words).chain(lists).chain(flags);
    places.chain(default).chain(denied).chain(access).collect()
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

/// What there is to say of an override that has the text of an object where its superclass has none, or in another form.
fn other_text(property: &OfLine<'_>, last: &PropertyTable, name: &str) -> Option<Diagnostic> {
    let (declared, class) = (property.declared, property.declared_in.name().get_ref());
    let (now, before) = (last.field.text.as_ref()?, &declared.field);
    let before_type = before.written_type()?;
    let (was, place) = match &before.text {
        Some(text) if text.get_ref() == now.get_ref() => return None,
        Some(text) => (
            format!(
                "has the text of an object in the form {} in `{class}`, and cannot have it in another here",
                quoted(text.get_ref())
            ),
            text.span(),
        ),
        None => (
            format!("has no text of an object in `{class}`, and cannot have one here"),
            before_type.span(),
        ),
    };
    let message = format!("the property {name} {was}");
    let report = Diagnostic::error(&WRONG_OVERRIDE, now.span(), message);
    Some(
        report
            .with_label("another kind of value")
            .with_place(place, "what it inherits")
            .with_help("leave `text` out, or give the property another name"),
    )
}

fn check_override(
    known: &Classes<'_>,
    property: &OfLine<'_>,
    last: &PropertyTable,
    found: &mut Vec<Diagnostic>,
) {
    let name = quoted(last.name.get_ref());
    found.extend(other_text(property, last, &name));
    let declared = property.declared;
    let class = property.declared_in.name().get_ref();
    let (now, before) = (&last.field, &declared.field);
    let same_key = before.types();
    let Some(before) = before.written_type() else {
        return;
    };
    for ((key, now), (_, same)) in now.types().into_iter().zip(same_key) {
        let Some(now) = now else { continue };
        // The names of classes are alike in either case.
        let is_same = |same: &Spanned<String>| same.get_ref().eq_ignore_ascii_case(now.get_ref());
        if same.is_some_and(is_same) {
            continue;
        }
        // A reference may refer to less than before (DSP0004: `Override`), as the associations of CIM do.
        let reference = property.before.as_ref();
        let reference = reference.and_then(|before| before.field.reference.as_ref());
        if key == TypeKey::Reference
            && reference
                .is_some_and(|one| references::is_narrower(known, now.get_ref(), one.get_ref()))
        {
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
        && property.was_required()
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
        && property.was_key()
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
