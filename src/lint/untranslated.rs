//! Texts that a translation leaves out.
//!
//! WMI gives a client the texts of one language, the first of the client's languages that has the class. So an
//! untranslated text appears in the language of the spec, among the others.

use toml::Spanned;

use super::levels::Levels;
use super::{Warning, classes};
use crate::diagnostics::rules::UNTRANSLATED_TEXT;
use crate::diagnostics::{Diagnostic, Span};
use crate::model::{
    Class, Level, Localization, LocalizedClass, LocalizedMeanings, LocalizedMethod,
    LocalizedProperty, Meanings, Method, Property, Provider, is_named,
};
use crate::spec::{ClassTable, FieldTable, MethodTable, Spec, Values};

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let localizations = provider.localizations.iter().zip(&spec.locales);
    localizations
        .filter_map(|(texts, table)| {
            let missing = missing(texts, provider, spec);
            warning(&table.name, &texts.locale.name(), missing)
        })
        .collect()
}

/// The spec's own text under one key, if there is one.
struct Text {
    key: &'static str,
    written: Option<Span>,
    translated: bool,
}

impl Text {
    fn new<T>(key: &'static str, written: Option<&Spanned<T>>, translated: bool) -> Self {
        Text {
            key,
            written: written.map(Spanned::span),
            translated,
        }
    }
}

/// A text without translation.
struct Missing {
    /// The class's place in the spec.
    class: usize,
    /// What it is of.
    of: String,
    /// Where it is written.
    place: Span,
}

/// The texts without translation, in the order of the spec; none of classes that allow it.
fn missing(localization: &Localization, provider: &Provider, spec: &Spec) -> Vec<Missing> {
    let mut missing = Vec::new();
    let levels = Levels::of(spec);
    for (at, (class, table)) in classes(provider, spec).enumerate() {
        if levels.of_class(UNTRANSLATED_TEXT.id, table) == Level::Allow {
            continue;
        }
        let mut all = localization.classes.iter();
        let translated = all.find(|texts| texts.name == class.name);
        missing.extend(untranslated(at, &class.name, of_class(table, translated)));
        for table in &table.properties {
            let is_same =
                |one: &&crate::model::Property| one.name.eq_ignore_ascii_case(table.name.get_ref());
            let Some(property) = class.properties.iter().find(is_same) else {
                continue;
            };
            let mut all = translated.iter().flat_map(|texts| &texts.properties);
            let translated = all.find(|texts| texts.name == property.name);
            let name = format!("{}.{}", class.name, property.name);
            missing.extend(untranslated(
                at,
                &name,
                of_property(property, &table.field, translated),
            ));
        }
        for table in &table.methods {
            missing.extend(of_method((at, class), table, translated));
        }
    }
    missing.extend(of_lists(localization, provider, spec));
    missing.sort_by_key(|missing| missing.class);
    missing
}

fn of_class(table: &ClassTable, translated: Option<&LocalizedClass>) -> Vec<Text> {
    let has = |text: fn(&LocalizedClass) -> bool| translated.is_some_and(text);
    vec![
        Text::new(
            "description",
            table.description.as_ref(),
            has(|texts| texts.description.is_some()),
        ),
        Text::new(
            "display-name",
            table.display_name.as_ref(),
            has(|texts| texts.display_name.is_some()),
        ),
    ]
}

fn of_property(
    property: &Property,
    field: &FieldTable,
    translated: Option<&LocalizedProperty>,
) -> Vec<Text> {
    let has = |text: fn(&LocalizedProperty) -> bool| translated.is_some_and(text);
    let meanings = property.meanings.as_ref().and_then(Meanings::texts);
    // Without a meaning there is nothing to translate.
    let meanings = meanings.is_none() || has(|texts| texts.meanings.is_some());
    vec![
        Text::new(
            "description",
            field.description.as_ref(),
            has(|texts| texts.description.is_some()),
        ),
        Text::new(
            "display-name",
            field.display_name.as_ref(),
            has(|texts| texts.display_name.is_some()),
        ),
        Text::new(
            "units",
            field.units.as_ref(),
            has(|texts| texts.units.is_some()),
        ),
        of_list("values", field.values.as_ref(), meanings),
        of_list("bitmap", field.bitmap.as_ref(), meanings),
    ]
}

/// The texts of a method, of what it returns and of its parameters, without translation.
fn of_method(
    (at, class): (usize, &Class),
    table: &MethodTable,
    translated: Option<&LocalizedClass>,
) -> Vec<Missing> {
    let same = |one: &&Method| one.name.eq_ignore_ascii_case(table.name.get_ref());
    let Some(method) = class.methods.iter().find(same) else {
        return Vec::new();
    };
    let mut all = translated.iter().flat_map(|texts| &texts.methods);
    let translated = all.find(|texts| texts.name == method.name);
    let name = format!("{}.{}", class.name, method.name);
    let has = |text: fn(&LocalizedMethod) -> bool| translated.is_some_and(text);
    let own = vec![
        Text::new(
            "description",
            table.description.as_ref(),
            has(|texts| texts.description.is_some()),
        ),
        Text::new(
            "display-name",
            table.display_name.as_ref(),
            has(|texts| texts.display_name.is_some()),
        ),
    ];
    let mut missing: Vec<_> = untranslated(at, &name, own).collect();
    if let (Some(returns), Some(table)) = (&method.returns, &table.returns) {
        let translated = translated.and_then(|texts| texts.returns.as_ref());
        let texts = of_property(returns, &table.field, translated);
        missing.extend(untranslated(at, &name, texts));
    }
    let tables = table.parameters.iter().flat_map(Spanned::get_ref);
    for (parameter, table) in method.parameters.iter().zip(tables) {
        let property = &parameter.property;
        let mut all = translated.iter().flat_map(|texts| &texts.parameters);
        let translated = all.find(|texts| texts.name == property.name);
        let name = format!("{name}.{}", property.name);
        let texts = of_property(property, &table.get_ref().field, translated);
        missing.extend(untranslated(at, &name, texts));
    }
    missing
}

/// The meanings that a property lists itself. Those of a list with a name are no text of the property.
fn of_list(key: &'static str, written: Option<&Values>, translated: bool) -> Text {
    let own = written.filter(|written| written.name().is_none());
    Text {
        key,
        written: own.map(Values::span),
        translated,
    }
}

/// The lists of `[values]` without translation, each in the first class that names it and does not allow that.
fn of_lists(localization: &Localization, provider: &Provider, spec: &Spec) -> Vec<Missing> {
    let levels = Levels::of(spec);
    let lists = provider.shared_meanings.iter().filter_map(|list| {
        let same = |texts: &LocalizedMeanings| texts.name == list.name;
        if list.meanings.texts().is_none() || localization.lists.iter().any(same) {
            return None;
        }
        let mut users = classes(provider, spec)
            .enumerate()
            .filter(|(_, (class, table))| {
                let named =
                    |property: &Property| property.shared_meanings.as_ref() == Some(&list.name);
                class.fields().any(named)
                    && levels.of_class(UNTRANSLATED_TEXT.id, table) != Level::Allow
            });
        let written = spec.values.iter().find(|one| is_named(one, &list.name))?;
        Some(Missing {
            class: users.next()?.0,
            of: format!("`{}` of `[values]`", list.name),
            place: written.name.span(),
        })
    });
    lists.collect()
}

fn untranslated(class: usize, name: &str, texts: Vec<Text>) -> impl Iterator<Item = Missing> {
    let missing = texts.into_iter().filter(|text| !text.translated);
    missing.filter_map(move |text| {
        let place = text.written?;
        let of = format!("`{}` of `{name}`", text.key);
        Some(Missing { class, of, place })
    })
}

fn warning(table: &Spanned<String>, locale: &str, missing: Vec<Missing>) -> Option<Warning> {
    let count = missing.len();
    let mut classes: Vec<_> = missing.iter().map(|missing| missing.class).collect();
    classes.dedup();
    let Missing { of, place, .. } = missing.into_iter().next()?;
    let (message, which) = if count == 1 {
        (
            format!("one text has no translation in `{locale}`"),
            "this one",
        )
    } else {
        (
            format!("{count} texts have no translation in `{locale}`"),
            "the first of them",
        )
    };
    let diagnostic = Diagnostic::warning(&UNTRANSLATED_TEXT, table.span(), message)
        .with_label("clients of this language are given the spec's own text instead")
        .with_place(place, format!("{which}: {of}"))
        .with_help(format!(
            "translate what the spec says, in tables below `[locale.{locale}]`"
        ));
    Some(Warning {
        classes,
        diagnostic,
    })
}
