//! A class, as a table.

use std::collections::HashMap;

use super::access::Rules;
use super::amended::Members;
use super::chosen::{Chosen, ChosenClass};
use super::found::{Found, has, text_of};
use super::kinds::Kind;
use super::meanings::Shared;
use super::notes::Notes;
use super::objects::object_in_text;
use super::provider::Registered;
use super::qualifiers::{self, ByName, Whose};
use super::{toml_text, writing};
use crate::model::QualifierPlace;

/// What is decided about properties that have objects as texts.
const IN_MOF: &str =
    "# The MOF does not say in which form the texts of objects are: `mof` is WMI's own.\n";

/// What classes are written with.
pub struct Writer<'w, 'l> {
    pub found: &'w Found<'l>,
    pub registered: &'w Registered<'l>,
    pub chosen: &'w Chosen<'l>,
    pub meanings: &'w Shared,
    pub flavors: &'w ByName,
    pub rules: &'w Rules,
    /// The members of each class by their names, by the class's name in small letters.
    pub members: &'w HashMap<String, Members<'l>>,
    /// Windows' number of the language of the classes' own texts.
    pub own_locale: u16,
}

impl<'l> Writer<'_, 'l> {
    /// The table of a class, and that of its properties.
    pub fn class(&self, class: &ChosenClass<'l>, notes: &mut Notes) -> String {
        let found = class.found;
        let name = toml_text::key(found.name());
        let of = &found.class.qualifiers;
        let mut text = format!("\n[class.{name}]\n");
        for (qualifier, key) in [
            ("description", "description"),
            ("displayname", "display-name"),
        ] {
            if let Some(said) = text_of(of, qualifier) {
                text.extend([format!("{key} = {}\n", toml_text::text(said))]);
            }
        }
        if let Some(other) = self.registered.other_rust_name(found.name()) {
            text.push_str("# In Rust the provider has the class's name.\n");
            text.extend([format!("rust-name = \"{other}\"\n")]);
        }
        if let Some(kind) = self.kind(class) {
            text.extend([format!("kind = \"{kind}\"\n")]);
        }
        if let Some(superclass) = &found.class.superclass {
            text.extend([format!(
                "superclass = {}\n",
                toml_text::text(&superclass.text)
            )]);
        }
        if class.kind == Kind::Abstract {
            text.push_str("abstract = true\n");
        } else if has(of, "abstract") {
            text.push_str(
                "# The MOF has it as abstract; a class below one with instances has some, too.\n",
            );
        }
        if has(of, "singleton") {
            text.push_str("singleton = true\n");
        }
        if class.kind == Kind::Served {
            if found.namespace != self.chosen.namespace {
                let namespace = toml_text::path(&self.found.namespaces[found.namespace]);
                text.extend([format!("namespace = {namespace}\n")]);
            }
            text.push_str(&self.operations(class));
        }
        let whose = Whose {
            place: QualifierPlace::Class,
            name: found.name(),
            qualifiers: of,
            said: &writing::said(class),
        };
        let rest = qualifiers::entries(self, found, whose, notes);
        if !rest.is_empty() {
            text.extend([format!("qualifiers = {}\n", toml_text::inline(&rest))]);
        }
        let has_texts = found.properties().any(|one| object_in_text(one).is_some());
        let forms = if has_texts { IN_MOF } else { "" };
        let mut properties = found.properties().peekable();
        if properties.peek().is_some() {
            text.extend([format!("\n{forms}[class.{name}.properties]\n")]);
        }
        for property in properties {
            let name = toml_text::key(&property.name.text);
            let said = self.property(found, property, notes);
            text.extend([format!("{name} = {said}\n")]);
        }
        text.push_str(&self.methods(class, notes));
        text
    }

    /// The line of a class's operations, where it has some.
    fn operations(&self, class: &ChosenClass<'_>) -> String {
        let Some(operations) = &class.operations else {
            return String::new();
        };
        let comment = if self.registered.decides_about_operations() {
            "# The MOF registers no provider of instances: these are what clients expect of a class.\n"
        } else {
            ""
        };
        let operations: Vec<_> = operations.iter().map(|one| toml_text::text(one)).collect();
        format!("{comment}operations = {}\n", toml_text::list(&operations))
    }

    /// The word of `kind`, where it does not follow.
    fn kind(&self, class: &ChosenClass<'_>) -> Option<&'static str> {
        if class.kind == Kind::Embedded {
            return Some("embedded");
        }
        // What is said of an `[external]` class is not that it is an association.
        let above = self.found.line(class.found);
        let follows = above[1..]
            .iter()
            .any(|one| self.chosen.has(one.name()) && self.found.is_association(*one));
        (self.found.is_association(class.found) && !follows).then_some("association")
    }
}
