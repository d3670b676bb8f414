//! What registration instances say of the provider.

use heck::ToUpperCamelCase as _;

use super::Options;
use super::amended::ENGLISH;
use super::chosen::Chosen;
use super::found::{Found, FoundInstance, text};
use super::notes::Notes;
use super::registrations::Registrations;
use super::{safety, security, toml_text};
use crate::diagnostics::quoted;
use crate::model::provider_name_problem;
use crate::mof::tree::{Instance, Value, ValueKind};

/// The provider, as it is registered.
#[derive(Debug)]
pub struct Registered<'l> {
    /// Its instance of `__Win32Provider`.
    pub own: Option<FoundInstance<'l>>,
    /// The name that classes name it by.
    pub name: String,
    spec_name: String,
    clsid: String,
    is_clsid_fresh: bool,
    /// What it is registered for.
    pub registrations: Registrations,
}

/// Whether an instance is of this class of WMI's.
pub fn is_of(found: &Found<'_>, instance: &Instance, class: &str) -> bool {
    if instance.class.is(class) {
        return true;
    }
    let declared = found.class(&instance.class.text);
    declared.is_some_and(|one| {
        found
            .top(one)
            .is_some_and(|top| top.eq_ignore_ascii_case(class))
    })
}

/// The name of the provider of the first of these classes.
fn provider_of<'l>(found: &Found<'l>, classes: &[String]) -> Option<&'l str> {
    let class = found.class(classes.first()?)?;
    super::found::text_of(&class.class.qualifiers, "provider")
}

/// What a value says, if it is a boolean.
pub fn boolean(value: Option<&Value>) -> Option<bool> {
    match value?.kind {
        ValueKind::Boolean(value) => Some(value),
        _ => None,
    }
}

impl<'l> Registered<'l> {
    /// What the files say of the provider; what is left out or made safe is noted.
    pub fn of(found: &Found<'l>, options: &Options<'_>, notes: &mut Notes) -> Self {
        let providers = found
            .instances
            .iter()
            .filter(|one| is_of(found, one.instance, "__Win32Provider"));
        let wanted = provider_of(found, options.classes);
        let named = |one: &&FoundInstance<'l>| {
            let name = one.instance.value("Name").and_then(text);
            wanted.is_some_and(|wanted| name.is_some_and(|name| name.eq_ignore_ascii_case(wanted)))
        };
        let own = providers
            .clone()
            .find(named)
            .or(providers.clone().next())
            .copied();
        let is_own = |one: &FoundInstance<'l>| {
            own.is_some_and(|own| std::ptr::eq(own.instance, one.instance))
        };
        for other in providers.filter(|one| !is_own(one)) {
            let message = "another provider is registered here".to_owned();
            let help = "one is imported, which a crate is; import again with `--class` and the classes of the other";
            notes.tell(other.file, &other.instance.class.span, message, help);
        }
        let value = |name: &str| own.and_then(|own| own.instance.value(name));
        let written = value("Name").and_then(text);
        let named = found
            .classes
            .iter()
            .find_map(|one| super::found::text_of(&one.class.qualifiers, "provider"));
        let name = written.or(named).unwrap_or(options.name).to_owned();
        let clsid = value("CLSID").and_then(text).map(str::to_owned);
        let is_decoupled = value("HostingModel")
            .and_then(text)
            .is_some_and(|model| model.to_ascii_lowercase().starts_with("decoupled"));
        let clsid = clsid.filter(|_| !is_decoupled);
        let spec_name = if provider_name_problem(&name).is_none() {
            name.clone()
        } else {
            options.name.to_owned()
        };
        if let Some(own) = own {
            safety::check(own, notes);
        }
        Self {
            own,
            spec_name,
            name,
            is_clsid_fresh: clsid.is_none(),
            clsid: clsid.unwrap_or_else(|| options.clsid.to_owned()),
            registrations: Registrations::of(found, own, notes),
        }
    }

    /// The name in Rust of a class whose own is the provider's.
    pub fn other_rust_name(&self, class: &str) -> Option<String> {
        let name = class.to_upper_camel_case();
        (name == self.spec_name.to_upper_camel_case()).then(|| format!("{name}Item"))
    }

    /// `[provider]`, and the tables of further namespaces.
    pub fn text(
        &self,
        found: &Found<'l>,
        chosen: &Chosen<'l>,
        own_locale: u16,
        notes: &mut Notes,
    ) -> String {
        let hosting = self.own.map_or_else(String::new, |own| {
            safety::hosting(own, &self.spec_name, notes)
        });
        let is_comment = hosting.starts_with('#');
        // A comment stands before what it is about: at the end of a table it would belong to the next one.
        let mut written = String::from("\n");
        if is_comment {
            written.push_str(&hosting);
        }
        written.push_str("[provider]\n");
        if self.spec_name != self.name {
            written.push_str(&toml_text::comment(&format!(
                "The MOF calls it {}, which is no name of a Rust type.",
                quoted(&self.name)
            )));
        }
        written.extend([format!("name = {}\n", toml_text::text(&self.spec_name))]);
        if self.is_clsid_fresh {
            written.push_str("# The MOF has none that the provider can have: this one is fresh.\n");
        }
        written.extend([format!("clsid = {}\n", toml_text::text(&self.clsid))]);
        let namespace = chosen.namespace;
        if namespace == 0 {
            written.push_str("# The MOF names none, and would be compiled into this one.\n");
        }
        let path = toml_text::path(&found.namespaces[namespace]);
        written.extend([format!("namespace = {path}\n")]);
        if own_locale != ENGLISH {
            written.extend([format!("locale = \"MS_{own_locale:X}\"\n")]);
        }
        if !is_comment {
            written.push_str(&hosting);
        }
        written.push_str(&security::tables(found, chosen, notes));
        written
    }
}
