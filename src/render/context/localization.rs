//! The texts of all classes in one language, as the template of its file gets to see them.
//!
//! WMI adds the texts of a language to a class for clients that ask for them, and there the class's own take precedence
//! (MS-WMI, section 3.1.1.2). So as soon as there is one translation, no text stays with the classes, and the spec's own
//! language has a file like every other. WMI looks no further than the first of the client's languages in which it
//! finds the class, so that every file has all texts: the spec's own where there is no translation.

#[cfg(test)]
mod tests;

use super::code::Mof;
use super::mof_method::{MethodInMof, ParameterInMof};
use super::namespace::{NamespaceLevel, levels, pragma};
use super::provider::ProviderContext;
use crate::model::{
    Class, Locale, Localization, LocalizedClass, LocalizedMeanings, LocalizedProperty, Namespace,
    Property, Provider,
};
use crate::render::mof::{self, Qualifiers};
use schemars::JsonSchema;
use serde::Serialize;
use std::cell::Cell;

/// The flavors of a text that has translations: it is a language's (page "Qualifier Flavors"), and derived classes have
/// it too, as those of Windows' own do.
const AMENDED: &str = " : Amended ToSubclass";

/// A file of texts.
#[derive(JsonSchema, Serialize)]
pub struct LocalizationContext<'p> {
    /// The provider.
    provider: &'p ProviderContext,
    /// `MS_407`.
    locale: String,
    /// Whether it is the language of the spec's own texts.
    own: bool,
    /// The name of the file in `mof`.
    file_name: String,
    /// The namespace of the classes: `root\Acme`.
    parent: String,
    /// `\\.\root\Acme`, as `#pragma namespace` has it.
    parent_pragma: String,
    /// The levels of that namespace below root, each to be created in the one above.
    levels: Vec<NamespaceLevel>,
    /// The child namespace, which is secured as the one around it is.
    own_level: NamespaceLevel,
    /// The child namespace's own name.
    namespace_name: String,
    /// `root\Acme\ms_407`.
    namespace: String,
    /// `\\.\root\Acme\ms_407`, as `#pragma namespace` has it.
    namespace_pragma: String,
    /// The classes that have texts.
    classes: Vec<TextsOfClass<'p>>,
    /// Whether it is the last file.
    last: bool,
}

/// A class, and what people read of it.
#[derive(JsonSchema, Serialize)]
struct TextsOfClass<'p> {
    /// Its name in WMI.
    name: String,
    /// All qualifiers, as MOF, in brackets.
    mof_qualifiers: Mof,
    /// Its properties that have texts.
    properties: Vec<TextsOfProperty>,
    /// Its methods that have texts.
    methods: Vec<MethodInMof<'p>>,
    /// Whether it is the last class.
    last: bool,
}

/// A property, and what people read of it.
#[derive(JsonSchema, Serialize)]
struct TextsOfProperty {
    /// Its name in WMI.
    name: String,
    /// Whether it is an array.
    array: bool,
    /// The most elements of an array that has a bound, as a number of MOF.
    mof_max_items: Option<Mof>,
    /// The type of its values in MOF.
    mof_type: String,
    /// All qualifiers, as MOF, in brackets.
    mof_qualifiers: Mof,
    /// Whether it is the first property.
    first: bool,
}

/// The files of a provider's texts: none where nothing is translated; else those of the spec's own language first, then
/// the others in the order of the spec, and of each language one for each namespace.
pub fn localizations<'p>(
    provider: &'p Provider,
    context: &'p ProviderContext,
) -> Vec<LocalizationContext<'p>> {
    if provider.localizations.is_empty() {
        return Vec::new();
    }
    let own = (provider.locale, None);
    let others = provider.localizations.iter();
    let others = others.map(|one| (one.locale, Some(one)));
    let namespaces = provider.namespaces();
    let languages = std::iter::once(own).chain(others);
    let files = languages.flat_map(|(locale, translated)| {
        let numbered = namespaces.iter().zip(1..);
        numbered.map(move |(namespace, number)| {
            let place = (*namespace, number);
            file(provider, context, place, locale, translated)
        })
    });
    let mut files: Vec<_> = files.collect();
    if let Some(last) = files.last_mut() {
        last.last = true;
    }
    files
}

/// The names of these files, in their order.
pub fn file_names(provider: &Provider) -> impl Iterator<Item = String> {
    let others = provider.localizations.iter().map(|one| one.locale);
    let own = (!provider.localizations.is_empty()).then_some(provider.locale);
    let all = own.into_iter().chain(others);
    let namespaces = provider.namespaces().len();
    all.flat_map(move |locale| {
        let name = namespace_name(locale);
        (1..=namespaces).map(move |number| file_name(provider, number, &name))
    })
}

/// The first namespace goes without its number.
fn file_name(provider: &Provider, number: usize, namespace_name: &str) -> String {
    let stem = &provider.snake_name;
    match number {
        1 => format!("{stem}.{namespace_name}.mfl"),
        number => format!("{stem}.{number}.{namespace_name}.mfl"),
    }
}

/// The name of the child namespace that has the texts of a language.
fn namespace_name(locale: Locale) -> String {
    locale.name().to_ascii_lowercase()
}

fn file<'p>(
    provider: &'p Provider,
    context: &'p ProviderContext,
    (parent, number): (&Namespace, usize),
    locale: Locale,
    translated: Option<&Localization>,
) -> LocalizationContext<'p> {
    let namespace_name = namespace_name(locale);
    let namespace = format!(r"{parent}\{namespace_name}");
    let texts_of = |class: &Class| {
        let mut classes = translated.iter().flat_map(|texts| &texts.classes);
        classes.find(|texts| texts.name == class.name)
    };
    let lists = translated.map_or(&[][..], |texts| &texts.lists);
    let classes = provider.classes_in(parent).into_iter();
    let mut classes: Vec<_> = classes
        .filter_map(|class| texts_of_class(class, (texts_of(class), lists), locale))
        .collect();
    if let Some(last) = classes.last_mut() {
        last.last = true;
    }
    LocalizationContext {
        provider: context,
        locale: locale.name(),
        own: locale == provider.locale,
        file_name: file_name(provider, number, &namespace_name),
        parent: parent.to_string(),
        parent_pragma: pragma(parent),
        levels: levels(provider, parent),
        own_level: NamespaceLevel::new((parent, &namespace_name), provider.security_of(parent)),
        namespace_pragma: format!(r"\\.\{namespace}"),
        namespace_name,
        namespace,
        classes,
        last: false,
    }
}

/// The class, if anything of it is text.
fn texts_of_class<'p>(
    class: &'p Class,
    (texts, lists): (Option<&LocalizedClass>, &[LocalizedMeanings]),
    locale: Locale,
) -> Option<TextsOfClass<'p>> {
    let display_name = texts.and_then(|texts| texts.display_name.as_ref());
    let description = texts.and_then(|texts| texts.description.as_ref());
    let display_name = display_name.or(class.display_name.as_ref());
    let description = description.or(class.description.as_ref());
    let mut qualifiers = Qualifiers::default();
    qualifiers.flag("AMENDMENT");
    qualifiers.hexadecimal("LOCALE", locale.id());
    qualifiers.text("DisplayName", display_name, AMENDED);
    qualifiers.text("Description", description, AMENDED);
    let texts_of = |property: &Property| {
        let mut all = texts.into_iter().flat_map(|texts| &texts.properties);
        all.find(|texts| texts.name == property.name)
    };
    let properties = class.declared();
    let mut properties: Vec<_> = properties
        .filter_map(|property| texts_of_property(property, texts_of(property), lists))
        .collect();
    if let Some(first) = properties.first_mut() {
        first.first = true;
    }
    let methods = methods_with_texts(class, texts, lists, properties.is_empty());
    let any = display_name.is_some()
        || description.is_some()
        || !properties.is_empty()
        || !methods.is_empty();
    any.then(|| TextsOfClass {
        name: class.name.clone(),
        mof_qualifiers: Mof(qualifiers.list(0)),
        properties,
        methods,
        last: false,
    })
}

/// The property, if anything of it is text.
fn texts_of_property(
    property: &Property,
    texts: Option<&LocalizedProperty>,
    lists: &[LocalizedMeanings],
) -> Option<TextsOfProperty> {
    let mut qualifiers = Qualifiers::default();
    if property.told_as_key {
        qualifiers.flag("key");
    }
    if !add_texts(&mut qualifiers, property, texts, lists) {
        return None;
    }
    Some(TextsOfProperty {
        name: property.name.clone(),
        array: property.array,
        mof_max_items: property.max_items.map(|most| Mof(most.to_string())),
        mof_type: property.mof_type(),
        mof_qualifiers: Mof(qualifiers.list(4)),
        first: false,
    })
}

/// Adds the texts of a property, or of a parameter or what a method returns; whether there are any.
fn add_texts(
    qualifiers: &mut Qualifiers,
    property: &Property,
    texts: Option<&LocalizedProperty>,
    lists: &[LocalizedMeanings],
) -> bool {
    let display_name = texts.and_then(|texts| texts.display_name.as_ref());
    let units = texts.and_then(|texts| texts.units.as_ref());
    let description = texts.and_then(|texts| texts.description.as_ref());
    let display_name = display_name.or(property.display_name.as_ref());
    let units = units.or(property.units.as_ref());
    let description = description.or(property.description.as_ref());
    let meanings = meanings(property, texts, lists);
    let any = meanings.is_some()
        || [display_name, units, description]
            .iter()
            .any(Option::is_some);
    qualifiers.text("DisplayName", display_name, AMENDED);
    qualifiers.text("Units", units, AMENDED);
    qualifiers.text("Description", description, AMENDED);
    if let Some((name, texts)) = meanings {
        qualifiers.texts(name, texts.into_iter(), AMENDED);
    }
    any
}

/// The methods of a class of which anything is text; of such a one all parameters stand there, since WMI tells them by their
/// numbers.
fn methods_with_texts<'p>(
    class: &'p Class,
    texts: Option<&LocalizedClass>,
    lists: &[LocalizedMeanings],
    alone: bool,
) -> Vec<MethodInMof<'p>> {
    let mut written = Vec::new();
    for method in class.declared_methods() {
        let mut all = texts.into_iter().flat_map(|texts| &texts.methods);
        let texts = all.find(|texts| texts.name == method.name);
        let display_name = texts.and_then(|texts| texts.display_name.as_ref());
        let description = texts.and_then(|texts| texts.description.as_ref());
        let display_name = display_name.or(method.display_name.as_ref());
        let description = description.or(method.description.as_ref());
        let mut qualifiers = Qualifiers::default();
        qualifiers.text("DisplayName", display_name, AMENDED);
        qualifiers.text("Description", description, AMENDED);
        let mut any = display_name.is_some() || description.is_some();
        if let Some(returns) = &method.returns {
            let texts = texts.and_then(|texts| texts.returns.as_ref());
            any |= add_texts(&mut qualifiers, returns, texts, lists);
        }
        let of_parameter = Cell::new(false);
        let parameters = ParameterInMof::each(method, |property, qualifiers| {
            let mut all = texts.into_iter().flat_map(|texts| &texts.parameters);
            let texts = all.find(|texts| texts.name == property.name);
            let has_texts = add_texts(qualifiers, property, texts, lists);
            of_parameter.set(of_parameter.get() || has_texts);
        });
        if any || of_parameter.get() {
            let first = alone && written.is_empty();
            written.push(MethodInMof::new(method, &qualifiers, parameters, first));
        }
    }
    written
}

/// The qualifier that has the meanings of a property's values or bits, and its texts.
fn meanings<'p>(
    property: &'p Property,
    texts: Option<&'p LocalizedProperty>,
    lists: &'p [LocalizedMeanings],
) -> Option<(&'static str, Vec<&'p str>)> {
    let own = property.meanings.as_ref()?;
    let (_, name) = mof::names_of(own);
    let shared = |name: &String| lists.iter().find(|list| list.name == *name);
    let shared = property.shared_meanings.as_ref().and_then(shared);
    let translated = texts.and_then(|texts| texts.meanings.as_ref());
    let translated = translated.or(shared.map(|list| &list.texts));
    let texts = match translated {
        Some(texts) => texts.iter().map(String::as_str).collect(),
        None => own.texts()?,
    };
    Some((name, texts))
}
