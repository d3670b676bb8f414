//! What registration instances say of the provider.

use heck::ToUpperCamelCase as _;

use super::Options;
use super::found::{Found, FoundInstance, text};
use super::kinds::Chosen;
use super::notes::Notes;
use super::{security, toml_text};
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
    /// Whether `get` is registered; nothing if no instance provider is.
    pub gets: Option<bool>,
    /// Whether `enumerate` is.
    pub enumerates: Option<bool>,
}

/// Whether an instance is of this class of WMI's.
fn is_of(found: &Found<'_>, instance: &Instance, class: &str) -> bool {
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

fn boolean(value: Option<&Value>) -> Option<bool> {
    match value?.kind {
        ValueKind::Boolean(value) => Some(value),
        _ => None,
    }
}

impl<'l> Registered<'l> {
    /// What the files say of the provider; what is left out or made safe is noted.
    pub fn of(found: &Found<'l>, options: &Options<'_>, notes: &mut Notes) -> Self {
        let mut providers = found
            .instances
            .iter()
            .filter(|one| is_of(found, one.instance, "__Win32Provider"));
        let own = providers.next().copied();
        for other in providers {
            let message = "another provider is registered here".to_owned();
            let help = "only the first is imported: a crate is one provider; import again with `--class` for the others";
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
        let mut registered = Self {
            own,
            spec_name,
            name,
            is_clsid_fresh: clsid.is_none(),
            clsid: clsid.unwrap_or_else(|| options.clsid.to_owned()),
            gets: None,
            enumerates: None,
        };
        registered.registrations(found, notes);
        registered.unsafe_values(notes);
        registered
    }

    /// What the provider is registered for.
    fn registrations(&mut self, found: &Found<'l>, notes: &mut Notes) {
        for FoundInstance { instance, file } in &found.instances {
            let mut tell = |message: &str, help: &str| {
                notes.tell(*file, &instance.class.span, message.to_owned(), help);
            };
            let name = instance.class.text.to_ascii_lowercase();
            match name.as_str() {
                "__instanceproviderregistration" => {
                    let supports = |name: &str| boolean(instance.value(name));
                    self.gets = Some(supports("SupportsGet").unwrap_or(false));
                    self.enumerates = Some(supports("SupportsEnumeration").unwrap_or(true));
                    if supports("SupportsPut") == Some(true) {
                        tell(
                            "writing instances is registered",
                            "write `create`, `update` or both among the `operations` of the classes, and `write = true` in properties",
                        );
                    }
                    if supports("SupportsDelete") == Some(true) {
                        tell(
                            "deleting instances is registered",
                            "write `delete` among the `operations` of the classes that serve it",
                        );
                    }
                }
                "__methodproviderregistration" => {
                    tell(
                        "methods are registered",
                        "they are not served yet, and are left out",
                    );
                }
                "__eventproviderregistration" => {
                    tell(
                        "events are registered",
                        "they are not served yet, and are left out",
                    );
                }
                "__namespace" | "__systemsecurity" | "__win32provider" => {}
                _ if name.starts_with("__") && name.ends_with("registration") => {
                    let what = format!("{} is left out", quoted(&instance.class.text));
                    tell(&what, "wmigen makes providers of instances");
                }
                _ if is_of(found, instance, "__Win32Provider") => {}
                _ => {
                    let what = format!(
                        "an instance of {} is left out",
                        quoted(&instance.class.text)
                    );
                    tell(
                        &what,
                        "a spec has classes; keep the instance in a file of MOF of your own",
                    );
                }
            }
        }
    }

    /// What would make the provider less safe than wmigen's are.
    fn unsafe_values(&self, notes: &mut Notes) {
        let Some(own) = self.own else { return };
        for value in &own.instance.values {
            let set = value.value.as_ref();
            let is_set = boolean(set);
            let said = match value.name.text.to_ascii_lowercase().as_str() {
                "impersonationlevel"
                    if !matches!(set.map(|one| &one.kind), Some(ValueKind::Integer(1, _))) =>
                {
                    "the provider is not said to impersonate its clients"
                }
                "initializeasadminfirst" if is_set == Some(true) => {
                    "the provider would impersonate WMI itself instead of its clients"
                }
                "peruserinitialization" if is_set == Some(false) => {
                    "one object of the provider would serve all users"
                }
                "clientloadableclsid" if set.and_then(text).is_some() => {
                    "a provider of performance counters would be loaded by clients"
                }
                _ => continue,
            };
            let help = "it is imported as the safe choice: wmigen's providers impersonate, and are initialised for each user";
            notes.tell(own.file, &value.name.span, said.to_owned(), help);
        }
    }

    /// The account that hosts it, as a comment on what is decided and the line of the spec, if one is needed.
    fn hosting(&self, notes: &mut Notes) -> String {
        let Some(own) = self.own else {
            return String::new();
        };
        let Some(value) = own.instance.value("HostingModel") else {
            return String::new();
        };
        let Some(written) = text(value) else {
            return String::new();
        };
        let (model, group) = written.split_once(':').unwrap_or((written, ""));
        let known = [
            "NetworkServiceHost",
            "LocalServiceHost",
            "NetworkServiceHostOrSelfHost",
        ];
        let known = known.iter().find(|one| one.eq_ignore_ascii_case(model));
        let Some(model) = known else {
            let message = format!("the hosting model is {}", quoted(written));
            let help = "it is imported as NetworkServiceHost, which is the safe choice";
            notes.tell(own.file, &value.span, message, help);
            let was =
                format!("The MOF has the hosting model {written}; NetworkServiceHost is safer.");
            return toml_text::comment(&was);
        };
        let mut entries = Vec::new();
        if *model != "NetworkServiceHost" {
            entries.push(("model".to_owned(), toml_text::text(model)));
        }
        if !group.is_empty() && group != self.spec_name && provider_name_problem(group).is_none() {
            entries.push(("group".to_owned(), toml_text::text(group)));
        }
        if entries.is_empty() {
            return String::new();
        }
        format!("hosting = {}\n", toml_text::inline(&entries))
    }

    /// The name in Rust of a class whose own is the provider's.
    pub fn other_rust_name(&self, class: &str) -> Option<String> {
        let name = class.to_upper_camel_case();
        (name == self.spec_name.to_upper_camel_case()).then(|| format!("{name}Item"))
    }

    /// `[provider]`, and the tables of further namespaces.
    pub fn text(&self, found: &Found<'l>, chosen: &Chosen<'l>, notes: &mut Notes) -> String {
        let hosting = self.hosting(notes);
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
        if !is_comment {
            written.push_str(&hosting);
        }
        written.push_str(&security::tables(found, chosen, notes));
        written
    }
}
