//! A class, as a table.

use super::found::{Found, FoundClass, has, text_of};
use super::kinds::{Chosen, ChosenClass, Kind};
use super::meanings::Shared;
use super::notes::Notes;
use super::provider::Registered;
use super::qualifiers::{self, ByName};
use super::toml_text;
use crate::diagnostics::quoted;
use crate::mof::tree::Member;

/// What classes are written with.
pub struct Writer<'w, 'l> {
    pub found: &'w Found<'l>,
    pub registered: &'w Registered<'l>,
    pub chosen: &'w Chosen<'l>,
    pub meanings: &'w Shared,
    pub flavors: &'w ByName,
}

impl Writer<'_, '_> {
    /// The table of a class, and that of its properties.
    pub fn class(&self, class: &ChosenClass<'_>, notes: &mut Notes) -> String {
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
            text.push_str(&self.operations());
        }
        let rest = qualifiers::entries(self, found, of, found.name(), notes);
        if !rest.is_empty() {
            text.extend([format!("qualifiers = {}\n", toml_text::inline(&rest))]);
        }
        methods(found, notes);
        let mut properties = found.properties().peekable();
        if properties.peek().is_some() {
            text.extend([format!("\n[class.{name}.properties]\n")]);
        }
        for property in properties {
            let name = toml_text::key(&property.name.text);
            let said = self.property(found, property, notes);
            text.extend([format!("{name} = {said}\n")]);
        }
        text
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

    /// What is registered, or both where nothing is.
    fn operations(&self) -> String {
        let gets = self.registered.gets;
        let enumerates = self.registered.enumerates;
        let comment = if gets.is_none() && enumerates.is_none() {
            "# The MOF registers nothing: these are what clients expect of a class.\n"
        } else {
            ""
        };
        let operations: Vec<_> = [("get", gets), ("enumerate", enumerates)]
            .iter()
            .filter(|(_, is_served)| is_served.unwrap_or(true))
            .map(|(name, _)| toml_text::text(name))
            .collect();
        format!("{comment}operations = {}\n", toml_text::list(&operations))
    }
}

/// Methods are not imported yet: each is noted, so that it is written by hand.
fn methods(class: FoundClass<'_>, notes: &mut Notes) {
    for member in &class.class.members {
        if let Member::Method(method) = member {
            let message = format!("the method {} is left out", quoted(&method.name.text));
            let help =
                "write it by hand, as `[class.NAME.method.METHOD]`: methods are not imported yet";
            notes.tell(class.file, &method.name.span, message, help);
        }
    }
}
