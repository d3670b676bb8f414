//! Values and bits with their meanings; what several properties have alike gets a name.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::chosen::{Chosen, ChosenClass};
use super::fields::intrinsic;
use super::found::{FoundClass, qualifier, text};
use super::notes::Notes;
use super::provider::Registered;
use super::signatures::{as_value, returned};
use super::toml_text;
use crate::diagnostics::quoted;
use crate::model::CimType;
use crate::mof::tree::{Property, Qualifier, ValueKind};

/// The meanings of the values of a property in another language.
#[derive(Debug)]
pub struct Translated {
    /// `values` or `bitmap`.
    pub key: &'static str,
    /// The name of the list, if the property's has one.
    pub name: Option<String>,
    /// The list with the translated meanings, as TOML has it.
    pub list: String,
}

/// The lists that several properties have.
#[derive(Debug)]
pub struct Shared {
    /// Each list with its type, as TOML has it, and its name; in the order of the properties that have them.
    named: Vec<(String, String)>,
    /// Where each list stands there.
    places: HashMap<String, usize>,
}

impl Shared {
    /// The lists that two properties or more of the classes have.
    pub fn among(registered: &Registered<'_>, chosen: &Chosen<'_>) -> Self {
        let mut lists = Lists::default();
        for class in &chosen.classes {
            for (name, property) in valued(registered, class) {
                // A list of a few letters is no shorter by its name.
                if let Ok(Some((_, list))) = list(&property)
                    && list.len() >= 20
                {
                    lists.add(typed(&property, &list), &name);
                }
            }
        }
        let mut taken = Names::default();
        let shared = lists.all.into_iter().filter(|(.., count)| *count > 1);
        let named: Vec<_> = shared
            .map(|(typed, name, _)| (typed, taken.fresh(&name)))
            .collect();
        let places = named.iter().enumerate();
        let places = places.map(|(at, (typed, _))| (typed.clone(), at)).collect();
        Self { named, places }
    }

    /// `[values]`, if some have names.
    pub fn text(&self) -> String {
        if self.named.is_empty() {
            return String::new();
        }
        let lists = self.named.iter().map(|(typed, name)| {
            let list = typed.split_once(' ').map_or("", |(_, list)| list);
            format!("{} = {list}\n", toml_text::key(name))
        });
        format!("\n[values]\n{}", lists.collect::<String>())
    }

    fn of_property(
        &self,
        property: &Property,
    ) -> Result<Option<(&'static str, String)>, &'static str> {
        let Some((key, list)) = list(property)? else {
            return Ok(None);
        };
        let named = self.named(property, &list).map(toml_text::text);
        Ok(Some((key, named.unwrap_or(list))))
    }

    /// The name of a property's list, if it has one.
    fn named(&self, property: &Property, list: &str) -> Option<&str> {
        let at = self.places.get(&typed(property, list))?;
        let (_, name) = self.named.get(*at)?;
        Some(name)
    }

    /// The meanings that a translation gives the values of a property; none where it has the property's own.
    pub fn translated(
        &self,
        translation: &Property,
        own: &Property,
    ) -> Result<Option<Translated>, &'static str> {
        let is_meant = |one: &Qualifier| one.name.is("values") || one.name.is("bitvalues");
        if !translation.qualifiers.iter().any(is_meant) {
            return Ok(None);
        }
        let Some((_, own_list)) = list(own)? else {
            return Err("the property's own have none");
        };
        // The values are the property's own, and the meanings are in the language.
        let mut merged = own.clone();
        merged.qualifiers.retain(|one| !is_meant(one));
        let meanings = translation.qualifiers.iter().filter(|one| is_meant(one));
        merged.qualifiers.extend(meanings.cloned());
        let Some((key, list)) = list(&merged)? else {
            return Ok(None);
        };
        let named = self.named(own, &own_list).map(str::to_owned);
        Ok((list != own_list).then_some(Translated {
            key,
            name: named,
            list,
        }))
    }

    /// The key that says what the values of a property mean, and its value; what cannot be said is noted.
    pub fn of(
        &self,
        class: FoundClass<'_>,
        property: &Property,
        notes: &mut Notes,
    ) -> Option<(&'static str, String)> {
        match self.of_property(property) {
            Ok(meanings) => meanings,
            Err(why) => {
                let name = &property.name;
                let message = format!(
                    "the meanings of the values of {} are left out: {why}",
                    quoted(&name.text)
                );
                notes.tell(
                    class.file,
                    &name.span,
                    message,
                    "write them as `values` or `bitmap` by hand",
                );
                None
            }
        }
    }
}

/// What has values, each with the name that a list of them gets: properties, parameters, and what methods return.
fn valued<'l>(
    registered: &Registered<'l>,
    class: &ChosenClass<'l>,
) -> impl Iterator<Item = (String, Cow<'l, Property>)> {
    let named = |property: &'l Property| (property.name.text.clone(), Cow::Borrowed(property));
    let properties = class.found.properties().map(named);
    let methods = registered.methods(class).flat_map(move |method| {
        let returned = returned(method).map(|returned| {
            let name = format!("{}Result", method.name.text);
            (name, Cow::Owned(returned))
        });
        let parameters = method.parameters.iter();
        let parameters = parameters.map(|one| (one.name.text.clone(), as_value(one)));
        returned.into_iter().chain(parameters)
    });
    properties.chain(methods)
}

/// A list with its property's type: only where both are the same, properties share it.
fn typed(property: &Property, list: &str) -> String {
    format!("{:?} {list}", intrinsic(property))
}

/// The lists of properties, each once.
#[derive(Default)]
struct Lists {
    /// Each list with its type, the name of the first property that has it, and how many do.
    all: Vec<(String, String, usize)>,
    places: HashMap<String, usize>,
}

impl Lists {
    fn add(&mut self, typed: String, name: &str) {
        let next = self.all.len();
        let at = *self.places.entry(typed.clone()).or_insert(next);
        match self.all.get_mut(at) {
            Some((.., count)) => *count += 1,
            None => self.all.push((typed, name.to_owned(), 1)),
        }
    }
}

/// The names that lists have; no two are alike but for capital letters.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    /// The number that was last put behind a name.
    numbers: HashMap<String, usize>,
}

impl Names {
    /// This name, with a number behind it if it is taken.
    fn fresh(&mut self, name: &str) -> String {
        let lower = name.to_ascii_lowercase();
        let mut own = name.to_owned();
        let number = self.numbers.entry(lower).or_insert(1);
        while !self.taken.insert(own.to_ascii_lowercase()) {
            *number += 1;
            own = format!("{name}{number}");
        }
        own
    }
}

fn texts(qualifiers: &[Qualifier], name: &str) -> Option<Vec<String>> {
    match &qualifier(qualifiers, name)?.value.as_ref()?.kind {
        ValueKind::Array(values) => values
            .iter()
            .map(|one| text(one).map(str::to_owned))
            .collect(),
        ValueKind::Text(text) => Some(vec![text.clone()]),
        _ => None,
    }
}

/// The key and the list of a property, or why it has none.
fn list(property: &Property) -> Result<Option<(&'static str, String)>, &'static str> {
    let of = &property.qualifiers;
    for (key, values, texts_name) in [
        ("values", "valuemap", "values"),
        ("bitmap", "bitmap", "bitvalues"),
    ] {
        let (map, meanings) = (texts(of, values), texts(of, texts_name));
        if map.is_none() && meanings.is_none() {
            continue;
        }
        let Some(intrinsic) = intrinsic(property) else {
            return Err("the property has none of the types of CIM");
        };
        let is_number = intrinsic.bounds().is_some();
        let map = match (map, &meanings) {
            (Some(map), _) => map,
            (None, Some(meanings)) if is_number => {
                (0..meanings.len()).map(|at| at.to_string()).collect()
            }
            (None, Some(meanings)) => meanings.clone(),
            (None, None) => continue,
        };
        // A text that is its own meaning needs none, if all are so.
        let meanings = meanings.filter(|meanings| is_number || *meanings != map);
        let mut items = Vec::new();
        let mut seen = HashSet::new();
        for (at, value) in map.iter().enumerate() {
            let value = one(value, intrinsic)?;
            if !seen.insert(value.clone()) {
                return Err("a value stands there twice");
            }
            items.push(match &meanings {
                Some(meanings) => {
                    let meaning = meanings
                        .get(at)
                        .ok_or("there are fewer meanings than values")?;
                    toml_text::list(&[value, toml_text::text(meaning)])
                }
                None => value,
            });
        }
        if meanings.is_some_and(|meanings| meanings.len() > map.len()) {
            return Err("there are more meanings than values");
        }
        return Ok(Some((key, toml_text::list(&items))));
    }
    Ok(None)
}

/// A value of a map, as a spec has it; a value of a text is that text.
fn one(value: &str, intrinsic: CimType) -> Result<String, &'static str> {
    const NO_NUMBER: &str = "a value is neither a number nor a range of numbers";
    let value = value.trim();
    if intrinsic == CimType::Boolean {
        let word = value.to_ascii_lowercase();
        return match word.as_str() {
            "true" | "false" => Ok(word),
            _ => Err("a value is neither TRUE nor FALSE"),
        };
    }
    if intrinsic.bounds().is_none() {
        return Ok(toml_text::text(value));
    }
    if let Some(number) = number(value) {
        return Ok(number.to_string());
    }
    let (from, to) = value.split_once("..").ok_or(NO_NUMBER)?;
    let end = |end: &str| match end.trim() {
        "" => Ok(String::new()),
        end => number(end)
            .map(|number| number.to_string())
            .ok_or(NO_NUMBER),
    };
    Ok(toml_text::text(&format!("{}..{}", end(from)?, end(to)?)))
}

/// A number of a map, in base 10 or 16.
fn number(value: &str) -> Option<i128> {
    let digits = value.strip_prefix("0x").or(value.strip_prefix("0X"));
    match digits {
        Some(digits) => i128::from_str_radix(digits, 16).ok(),
        None => value.parse().ok(),
    }
}
