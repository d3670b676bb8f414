//! MOF to a spec, as a person would write it: what the files say of classes and of their registration, in their order, without
//! what follows by itself. What has no place in a spec is noted with its place.

mod access;
mod again;
mod amended;
mod chosen;
mod classes;
mod externals;
mod fields;
mod found;
mod kinds;
mod locales;
mod meanings;
mod methods;
mod notes;
mod objects;
mod overrides;
mod provider;
mod qualifiers;
mod registrations;
mod safety;
mod security;
mod served;
mod signatures;
mod standard;
mod toml_text;
mod writing;

use crate::diagnostics::Numbered;
use crate::mof::Loaded;
use found::Found;
use notes::Notes;

/// What the files do not say.
#[derive(Debug)]
pub struct Options<'o> {
    /// The classes that are wanted, with what they need; all, if there are none.
    pub classes: &'o [String],
    /// The provider's name, where no file has one that a spec can have.
    pub name: &'o str,
    /// A fresh CLSID in braces, where no file has one.
    pub clsid: &'o str,
}

/// A spec, and what there is to say of it.
#[derive(Debug)]
pub struct Imported {
    /// The text of the spec; none if there is no class that a spec can have.
    pub spec: Option<String>,
    /// What is left out, or decided, each with the number of its file.
    pub notes: Vec<Numbered>,
    /// The names of `classes` that no file has.
    pub unknown: Vec<String>,
}

impl Imported {
    /// The text of the spec; none, too, if a class that was wanted is in no file.
    pub fn text(&self) -> Option<&str> {
        self.spec.as_deref().filter(|_| self.unknown.is_empty())
    }
}

/// The name and the CLSID of the provider of a spec, as far as it has them: what no MOF says stays from one import to the next.
pub fn identity(spec: &str) -> [Option<String>; 2] {
    let document = toml_edit::Document::parse(spec).ok();
    ["name", "clsid"].map(|key| {
        let value = document.as_ref()?.get("provider")?.get(key)?.as_str()?;
        Some(value.to_owned())
    })
}

/// The spec that says what these files do.
pub fn import(loaded: &Loaded, options: &Options<'_>) -> Imported {
    let mut notes = Notes::default();
    let amended = amended::Amended::of(loaded);
    let with_texts = amended.with_own_texts(&loaded.items);
    let items = with_texts.as_deref().unwrap_or(&loaded.items);
    let found = Found::of(loaded, items, &amended, &mut notes);
    let is_known = |name: &String| found.class(name).is_some();
    let unknown: Vec<_> = options
        .classes
        .iter()
        .filter(|name| !is_known(name))
        .cloned()
        .collect();
    let registered = provider::Registered::of(&found, options, &mut notes);
    let chosen = chosen::chosen(&found, &registered, options.classes, &mut notes);
    if chosen.is_empty() {
        amended.left_out(&mut notes);
        return Imported {
            spec: None,
            notes: notes.in_order(),
            unknown,
        };
    }
    let meanings = meanings::Shared::among(&registered, &chosen);
    let flavors = qualifiers::ByName::of(&found, &chosen);
    let rules = access::Rules::of(&registered, &chosen);
    let mut text = String::from("spec-version = 1\n");
    text.push_str(&registered.text(&found, &chosen, amended.own, &mut notes));
    text.push_str(&rules.text());
    text.push_str(&meanings.text());
    text.push_str(&flavors.text());
    text.push_str(&externals::text(&found, &registered, &chosen, &mut notes));
    let members = chosen.members();
    let writer = classes::Writer {
        members: &members,
        found: &found,
        registered: &registered,
        chosen: &chosen,
        meanings: &meanings,
        flavors: &flavors,
        rules: &rules,
        own_locale: amended.own,
    };
    for class in &chosen.classes {
        text.push_str(&writer.class(class, &mut notes));
    }
    text.push_str(&locales::text(&writer, &amended, &mut notes));
    Imported {
        spec: Some(text),
        notes: notes.in_order(),
        unknown,
    }
}
