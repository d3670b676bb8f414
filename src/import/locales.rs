//! The texts of classes in other languages, as tables `[locale.MS_XXX]`.

use std::collections::{HashMap, HashSet};

use super::amended::{Addition, Amended, is_text};
use super::classes::Writer;
use super::fields::{Entries, texts};
use super::meanings::Translated;
use super::notes::Notes;
use super::signatures::returned;
use super::toml_text;
use crate::diagnostics::{Span, quoted};
use crate::mof::tree::{Class, Member, Method, Property, Qualifier};

/// What stands in additions besides texts, and is the class's own matter.
const REPEATED: [&str; 15] = [
    "amendment",
    "locale",
    "key",
    "read",
    "in",
    "out",
    "id",
    "static",
    "implemented",
    "optional",
    "override",
    "cimtype",
    "subtype",
    "valuemap",
    "bitmap",
];

/// The tables of one language.
#[derive(Default)]
struct Tables {
    classes: String,
    lists: Lists,
}

/// The lists of `[values]` that are translated, by their names.
#[derive(Default)]
struct Lists {
    all: Vec<(String, String)>,
    /// Where each stands there.
    places: HashMap<String, usize>,
}

impl Lists {
    /// Adds a list; false if there is another one of its name.
    fn add(&mut self, name: String, list: String) -> bool {
        let next = self.all.len();
        let at = *self.places.entry(name.clone()).or_insert(next);
        if let Some((_, first)) = self.all.get(at) {
            return *first == list;
        }
        self.all.push((name, list));
        true
    }
}

/// A place of an addition, and where its notes go.
struct Translating<'t, 'w, 'l> {
    writer: &'t Writer<'w, 'l>,
    addition: Addition<'l>,
    /// Whether the classes' own texts are in this language.
    is_own: bool,
    lists: &'t mut Lists,
    notes: &'t mut Notes,
}

/// The tables `[locale.MS_XXX]` in the order of the files; what is not translated is noted.
pub fn text(writer: &Writer<'_, '_>, amended: &Amended<'_>, notes: &mut Notes) -> String {
    let mut languages: Vec<(u16, Tables)> = Vec::new();
    let mut places: HashMap<u16, usize> = HashMap::new();
    let mut seen: HashSet<(u16, String)> = HashSet::new();
    for addition in &amended.additions {
        let name = &addition.class.name;
        let is_new = seen.insert((addition.locale, name.text.to_ascii_lowercase()));
        if addition.locale != amended.own && !is_new {
            let message = format!("the texts of {} are there already", quoted(&name.text));
            let help = "only the first are imported: a language has one translation of a class";
            notes.tell(addition.file, &name.span, message, help);
            continue;
        }
        let next = languages.len();
        let at = *places.entry(addition.locale).or_insert(next);
        if at == next {
            languages.push((addition.locale, Tables::default()));
        }
        let tables = &mut languages[at].1;
        let mut translating = Translating {
            writer,
            addition: *addition,
            is_own: addition.locale == amended.own,
            lists: &mut tables.lists,
            notes,
        };
        let class = translating.class();
        if addition.locale != amended.own {
            tables.classes.push_str(&class);
        }
    }
    let mut text = String::new();
    for (locale, tables) in languages.iter().filter(|(one, _)| *one != amended.own) {
        if !tables.lists.all.is_empty() {
            text.extend([format!("\n[locale.MS_{locale:X}.values]\n")]);
            for (name, list) in &tables.lists.all {
                text.extend([format!("{} = {list}\n", toml_text::key(name))]);
            }
        }
        text.push_str(&tables.classes);
    }
    text
}

impl Translating<'_, '_, '_> {
    /// The tables of a class; nothing if it brings no text that the class does not have.
    fn class(&mut self) -> String {
        let class = self.addition.class;
        let name = &class.name;
        let Some(chosen) = self.writer.chosen.class(&name.text) else {
            let message = format!("the texts of {} are left out", quoted(&name.text));
            self.tell(&name.span, message, "the spec has no class of this name");
            return String::new();
        };
        let found = chosen.found;
        let head = format!(
            "[locale.MS_{:X}.class.{}",
            self.addition.locale,
            toml_text::key(found.name())
        );
        let mut text = String::new();
        let of_class = self.other_texts(&class.qualifiers, &found.class.qualifiers);
        self.left_out(&class.qualifiers, &name.text);
        if !of_class.is_empty() {
            text.extend([format!("\n{head}]\n")]);
            text.push_str(&lines(&of_class));
        }
        let Some(members) = self.writer.members(chosen) else {
            return String::new();
        };
        let mut properties = String::new();
        let mut methods = String::new();
        for member in &class.members {
            match member {
                Member::Property(property) => {
                    let Some(own) = members.property(&property.name) else {
                        self.unknown("property", &property.name);
                        continue;
                    };
                    let entries = self.property(property, own);
                    if !entries.is_empty() {
                        let name = toml_text::key(&own.name.text);
                        properties.extend([format!("{name} = {}\n", toml_text::inline(&entries))]);
                    }
                }
                Member::Method(method) => {
                    let own = members.method(&method.name);
                    let is_there =
                        own.is_some_and(|own| self.writer.registered.place(chosen, own).is_ok());
                    let Some(own) = own.filter(|_| is_there) else {
                        self.unknown("method", &method.name);
                        continue;
                    };
                    let said = self.method(method, own);
                    if !said.is_empty() {
                        let name = toml_text::key(&own.name.text);
                        methods.extend([format!("\n{head}.method.{name}]\n{said}")]);
                    }
                }
                Member::Class(inner) => self.inner(inner),
                Member::Pragma(_) => {}
            }
        }
        if !properties.is_empty() {
            text.extend([format!("\n{head}.properties]\n{properties}")]);
        }
        text + &methods
    }

    fn tell(&mut self, span: &Span, message: String, help: &str) {
        self.notes.tell(self.addition.file, span, message, help);
    }

    fn unknown(&mut self, what: &str, name: &crate::mof::tree::Name) {
        let message = format!(
            "the texts of the {what} {} are left out",
            quoted(&name.text)
        );
        let help = "the class in the spec says nothing of it itself, so that there is nothing to translate";
        self.tell(&name.span, message, help);
    }

    fn inner(&mut self, class: &Class) {
        let message = format!("the texts of {} are left out", quoted(&class.name.text));
        let help = "write the class by itself, beside the one that it stands in";
        self.tell(&class.name.span, message, help);
    }

    /// The descriptions and names for people that are not the class's own.
    fn other_texts(&mut self, of: &[Qualifier], own: &[Qualifier]) -> Entries {
        let own: HashMap<String, String> = texts(own).collect();
        let other = texts(of).filter(|(key, text)| own.get(key) != Some(text));
        let other: Entries = other.collect();
        if self.is_own && !other.is_empty() {
            let place = of
                .iter()
                .find(|one| is_text(one))
                .map(|one| one.span.clone());
            let place = place.unwrap_or_default();
            let message = "the class itself has another text".to_owned();
            self.tell(
                &place,
                message,
                "that one is imported: WMI takes it for every language",
            );
        }
        other
    }

    /// What is translated of a property or a parameter.
    fn property(&mut self, property: &Property, own: &Property) -> Entries {
        let mut entries = self.other_texts(&property.qualifiers, &own.qualifiers);
        entries.extend(self.unit_and_meanings(property, own));
        self.left_out(&property.qualifiers, &property.name.text);
        entries
    }

    /// The unit and the meanings, where they are others than the class's own.
    fn unit_and_meanings(&mut self, property: &Property, own: &Property) -> Entries {
        let mut entries = Entries::new();
        let unit =
            |of: &Property| super::found::text_of(&of.qualifiers, "units").map(str::to_owned);
        if let Some(text) = unit(property).filter(|text| unit(own).as_ref() != Some(text)) {
            entries.push(("units".to_owned(), toml_text::text(&text)));
        }
        match self.writer.meanings.translated(property, own) {
            Ok(None) => {}
            Ok(Some(Translated {
                name: Some(name),
                list,
                ..
            })) => {
                if !self.lists.add(name, list) {
                    let message = format!(
                        "the meanings of the values of {} have another translation than elsewhere",
                        quoted(&property.name.text)
                    );
                    let help = "the first is imported: properties with one list of values have one translation of it";
                    self.tell(&property.name.span, message, help);
                }
            }
            Ok(Some(Translated { key, list, .. })) => entries.push((key.to_owned(), list)),
            Err(why) => {
                let message = format!(
                    "the meanings of the values of {} are left out: {why}",
                    quoted(&property.name.text)
                );
                let help = "write a translation of each meaning that the class has";
                self.tell(&property.name.span, message, help);
            }
        }
        entries
    }

    /// The lines of a method's table.
    fn method(&mut self, method: &Method, own: &Method) -> String {
        let of_method = self.other_texts(&method.qualifiers, &own.qualifiers);
        let mut text = lines(&of_method);
        if let (Some(returns), Some(own)) = (returned(method), returned(own)) {
            let entries = self.unit_and_meanings(&returns, &own);
            if !entries.is_empty() {
                text.extend([format!("returns = {}\n", toml_text::inline(&entries))]);
            }
        }
        self.left_out(&method.qualifiers, &method.name.text);
        for parameter in &method.parameters {
            let mut all = own.parameters.iter();
            let Some(own) = all.find(|one| one.name.is(&parameter.name.text)) else {
                self.unknown("parameter", &parameter.name);
                continue;
            };
            let entries = self.property(parameter, own);
            if !entries.is_empty() {
                let name = toml_text::key(&own.name.text);
                text.extend([format!(
                    "parameters.{name} = {}\n",
                    toml_text::inline(&entries)
                )]);
            }
        }
        text
    }

    /// Notes the qualifiers that are neither texts nor the class's own matter.
    fn left_out(&mut self, of: &[Qualifier], whose: &str) {
        for one in of {
            let is_repeated = REPEATED.iter().any(|name| one.name.is(name));
            if !is_repeated && !is_text(one) {
                let message = format!(
                    "the qualifier {} of {} is left out",
                    quoted(&one.name.text),
                    quoted(whose)
                );
                self.tell(&one.span, message, "a translation has texts alone");
            }
        }
    }
}

fn lines(entries: &Entries) -> String {
    let lines = entries
        .iter()
        .map(|(key, value)| format!("{key} = {value}\n"));
    lines.collect()
}
