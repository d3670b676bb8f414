//! Classes that bring texts of a language to the classes of their names, as `.mfl` files have them (WMI: "Localizing WMI Class
//! Information"), and the language of the classes themselves.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::found::{has, integer_of, qualifier};
use super::notes::Notes;
use crate::diagnostics::{Span, quoted};
use crate::mof::Loaded;
use crate::mof::tree::{Class, Item, Member, Method, Name, Property, Qualifier};

/// English as it is spoken in the United States: the language of whatever says none.
pub const ENGLISH: u16 = 0x409;

/// The qualifiers that are texts, in small letters.
const TEXTS: [&str; 5] = ["description", "displayname", "units", "values", "bitvalues"];

/// A class that is an addition to another of its name.
#[derive(Clone, Copy, Debug)]
pub struct Addition<'l> {
    pub class: &'l Class,
    /// The number of its file.
    pub file: usize,
    /// Windows' number of its language.
    pub locale: u16,
}

/// The additions of all files, and the language of what they are added to.
#[derive(Debug)]
pub struct Amended<'l> {
    /// The additions, in the order of the files.
    pub additions: Vec<Addition<'l>>,
    /// The files and places of these classes.
    places: HashSet<(usize, usize)>,
    /// Windows' number of the classes' own language.
    pub own: u16,
}

/// Whether a qualifier is a text that is translated.
pub fn is_text(qualifier: &Qualifier) -> bool {
    TEXTS.iter().any(|text| qualifier.name.is(text))
}

/// The language that a name such as `MS_407` is of.
fn named(name: &str) -> Option<u16> {
    let start = name.get(..3)?;
    let digits = name.get(3..)?;
    let number = u16::from_str_radix(digits, 16).ok()?;
    (start.eq_ignore_ascii_case("ms_") && number != 0).then_some(number)
}

/// The language whose texts a namespace has.
fn of_namespace(path: &str) -> Option<u16> {
    named(path.rsplit(['\\', '/']).next()?)
}

fn of_class(class: &Class) -> Option<u16> {
    u16::try_from(integer_of(&class.qualifiers, "locale")?)
        .ok()
        .filter(|number| *number != 0)
}

fn has_texts(class: &Class) -> bool {
    let of_member = |member: &Member| match member {
        Member::Property(property) => property.qualifiers.iter().any(is_text),
        Member::Method(method) => method.qualifiers.iter().any(is_text),
        Member::Class(class) => has_texts(class),
        Member::Pragma(_) => false,
    };
    class.qualifiers.iter().any(is_text) || class.members.iter().any(of_member)
}

impl<'l> Amended<'l> {
    /// The additions among the declarations of these files: what stands in the namespace of a language, and what a file of texts calls
    /// an amendment.
    pub fn of(loaded: &'l Loaded) -> Self {
        let is_of_texts = |file: usize| {
            let name = loaded
                .files
                .get(file)
                .map(|file| Path::new(&file.source.name));
            let extension = name.and_then(Path::extension);
            extension.is_some_and(|extension| extension.eq_ignore_ascii_case("mfl"))
        };
        let mut additions: Vec<Addition<'l>> = Vec::new();
        let (mut namespace, mut pragma) = ("", None);
        let (mut said, mut classes_have_texts) = (None, false);
        for (file, item) in &loaded.items {
            match item {
                Item::Pragma(one) if one.name.is("namespace") => {
                    namespace = one.arguments.first().map_or("", |path| &path.text);
                }
                Item::Pragma(one) if one.name.is("amendment") => {
                    pragma = one.arguments.first().and_then(|name| named(&name.text));
                }
                Item::Class(class)
                    if of_namespace(namespace).is_some()
                        || (is_of_texts(*file) && has(&class.qualifiers, "amendment")) =>
                {
                    let locale = of_class(class).or(of_namespace(namespace)).or(pragma);
                    additions.push(Addition {
                        class,
                        file: *file,
                        locale: locale.unwrap_or(ENGLISH),
                    });
                }
                Item::Class(class) => {
                    said = said.or(of_class(class)).or(pragma);
                    classes_have_texts |= has_texts(class);
                }
                _ => {}
            }
        }
        // Classes without any text have them all in additions, and one of these languages is the first.
        let first = additions.first().filter(|_| !classes_have_texts);
        let is_english = additions.iter().any(|one| one.locale == ENGLISH);
        let first = first.filter(|_| !is_english).map(|one| one.locale);
        let own = said.or(first).unwrap_or(ENGLISH);
        let places = additions.iter().map(|one| (one.file, one.class.span.start));
        Self {
            places: places.collect(),
            additions,
            own,
        }
    }

    /// Whether a class is an addition to another of its name.
    pub fn has(&self, file: usize, class: &Class) -> bool {
        self.places.contains(&(file, class.span.start))
    }

    /// Notes that there is no class that these texts could be of.
    pub fn left_out(&self, notes: &mut Notes) {
        for Addition { class, file, .. } in &self.additions {
            let message = format!("the texts of {} are left out", quoted(&class.name.text));
            let help = "name the files of the classes and of their texts together";
            notes.tell(*file, &class.name.span, message, help);
        }
    }

    /// The declarations with the texts that additions in the classes' own language bring; none if there are no such additions.
    pub fn with_own_texts(&self, items: &[(usize, Item)]) -> Option<Vec<(usize, Item)>> {
        let mut own: HashMap<String, Vec<&Class>> = HashMap::new();
        for addition in self.additions.iter().filter(|one| one.locale == self.own) {
            let name = addition.class.name.text.to_ascii_lowercase();
            own.entry(name).or_default().push(addition.class);
        }
        if own.is_empty() {
            return None;
        }
        let mut items = items.to_vec();
        for (file, item) in &mut items {
            if let Item::Class(class) = item
                && !self.has(*file, class)
            {
                add_texts(class, &own);
            }
        }
        Some(items)
    }
}

/// Gives a class, and those that are declared within it, the texts that it has not.
fn add_texts(class: &mut Class, own: &HashMap<String, Vec<&Class>>) {
    for member in &mut class.members {
        if let Member::Class(inner) = member {
            add_texts(inner, own);
        }
    }
    let additions = own.get(&class.name.text.to_ascii_lowercase());
    for addition in additions.into_iter().flatten() {
        add(
            &mut class.qualifiers,
            &addition.qualifiers,
            &class.name.span,
        );
        let by_name = Members::of(addition);
        for member in &mut class.members {
            match member {
                Member::Property(property) => add_to(property, by_name.property(&property.name)),
                Member::Method(method) => {
                    if let Some(from) = by_name.method(&method.name) {
                        add_to_method(method, from);
                    }
                }
                Member::Class(_) | Member::Pragma(_) => {}
            }
        }
    }
}

/// The members of a class by their names.
pub struct Members<'c>(HashMap<String, &'c Member>);

impl<'c> Members<'c> {
    /// Those of this class; the first of a name.
    pub fn of(class: &'c Class) -> Self {
        let named = class.members.iter().rev().filter_map(|member| {
            let name = match member {
                Member::Property(property) => &property.name,
                Member::Method(method) => &method.name,
                Member::Class(_) | Member::Pragma(_) => return None,
            };
            Some((name.text.to_ascii_lowercase(), member))
        });
        Self(named.collect())
    }

    /// The property of this name.
    pub fn property(&self, name: &Name) -> Option<&'c Property> {
        match self.0.get(&name.text.to_ascii_lowercase())? {
            Member::Property(property) => Some(property),
            _ => None,
        }
    }

    /// The method of this name.
    pub fn method(&self, name: &Name) -> Option<&'c Method> {
        match self.0.get(&name.text.to_ascii_lowercase())? {
            Member::Method(method) => Some(method),
            _ => None,
        }
    }
}

fn add_to_method(method: &mut Method, from: &Method) {
    add(&mut method.qualifiers, &from.qualifiers, &method.name.span);
    for parameter in &mut method.parameters {
        let mut all = from.parameters.iter();
        add_to(parameter, all.find(|one| one.name.is(&parameter.name.text)));
    }
}

fn add_to(property: &mut Property, from: Option<&Property>) {
    if let Some(from) = from {
        add(
            &mut property.qualifiers,
            &from.qualifiers,
            &property.name.span,
        );
    }
}

/// Adds the texts that are not there. They get the place of what they are of, because they stand in another file.
fn add(to: &mut Vec<Qualifier>, from: &[Qualifier], place: &Span) {
    for text in from.iter().filter(|one| is_text(one)) {
        if qualifier(to, &text.name.text).is_none() {
            let mut text = text.clone();
            text.span = place.clone();
            to.push(text);
        }
    }
}
