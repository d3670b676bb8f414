//! Each declaration of each file is in the spec, or is told.

use super::spec::{get, plain, table};
use super::{Sample, collected, golden};

use toml::de::DeTable;
use toml::{Table, Value as Toml};
use wmigen::diagnostics::Span;
use wmigen::mof::tree::{
    Class, Instance, Item, Member, Method, Pragma, Property, Qualifier, ValueKind,
};

/// Qualifiers that keys say, by the keys; those without a key follow by themselves.
const SAID: &[(&str, &[&str])] = &[
    ("abstract", &["abstract"]),
    ("association", &["kind"]),
    ("bitmap", &["bitmap"]),
    ("bitvalues", &["bitmap"]),
    ("description", &["description"]),
    ("displayname", &["display-name"]),
    ("dynamic", &[]),
    ("embeddedinstance", &["object"]),
    ("embeddedobject", &["object"]),
    ("id", &[]),
    ("implemented", &[]),
    ("in", &["in", "in-out", "out"]),
    ("key", &["key"]),
    ("locale", &[]),
    ("maxlen", &["max-len"]),
    ("maxvalue", &["max"]),
    ("minvalue", &["min"]),
    ("not_null", &["required", "key"]),
    ("optional", &["optional", "default"]),
    ("out", &["out", "in-out"]),
    ("override", &[]),
    ("privileges", &["access"]),
    ("provider", &[]),
    ("read", &[]),
    ("required", &["required", "key"]),
    ("singleton", &["singleton"]),
    ("static", &["static"]),
    ("subtype", &["type"]),
    ("supportscreate", &["operations"]),
    ("supportsdelete", &["operations"]),
    ("supportsupdate", &["operations"]),
    ("units", &["units"]),
    ("valuemap", &["values"]),
    ("values", &["values"]),
    ("write", &["write"]),
];

/// Qualifiers of instances that keys of `[namespace]` say.
const OF_NAMESPACE: &[(&str, &str)] = &[
    ("namespacesecuritysddl", "sddl"),
    ("requiresencryption", "requires-encryption"),
];

/// Properties of registrations that the spec, or the generated registration, has whatever they say.
const REGISTERED: &[&str] = &[
    "Name",
    "CLSID",
    "Provider",
    "SupportsGet",
    "SupportsEnumeration",
    "SupportsPut",
    "SupportsDelete",
];

/// Values of registrations that are those of the generated one.
const SAME: &[(&str, &str)] = &[
    ("ImpersonationLevel", "Integer(1, false)"),
    ("PerUserInitialization", "Boolean(true)"),
    ("InitializationReentrancy", "Integer(0, false)"),
    ("InteractionType", "Integer(0, false)"),
    ("Pure", "Boolean(true)"),
];

/// What is neither in the spec nor told.
struct Silent<'s> {
    sample: &'s Sample,
    spec: Table,
    file: usize,
    found: Vec<String>,
}

impl Silent<'_> {
    /// The table of a member of a class, with what it has from those that it overrides.
    fn member(&self, class: &str, kind: &str, name: &str) -> Option<Table> {
        let own = table(&self.spec, &["class", class, kind, name])?;
        let mut all = Table::new();
        let superclass = table(&self.spec, &["class", class])?.get("superclass");
        if let Some(superclass) = superclass.and_then(Toml::as_str) {
            all = self.above(superclass, kind, name);
        }
        all.extend(own.clone());
        Some(all)
    }

    /// The table of the nearest class from this one upwards that has the member.
    fn above(&self, class: &str, kind: &str, name: &str) -> Table {
        let Some(of_class) = table(&self.spec, &["class", class]) else {
            return Table::new();
        };
        self.member(class, kind, name).unwrap_or_else(|| {
            let superclass = of_class.get("superclass").and_then(Toml::as_str);
            superclass.map_or_else(Table::new, |one| self.above(one, kind, name))
        })
    }

    fn unless_told(&mut self, what: &str, place: &Span) {
        if !self.sample.tells(self.file, place) {
            self.found.push(format!("{}: {what}", self.sample.name));
        }
    }

    fn item(&mut self, item: &Item, namespace: &str) {
        match item {
            Item::Pragma(pragma) => self.pragma(pragma),
            // It says what its qualifier has wherever that stands, which is looked at there.
            Item::Qualifier(_) => {}
            Item::Class(class) => self.class(class, namespace),
            Item::Instance(instance) => self.instance(instance),
        }
    }

    fn pragma(&mut self, pragma: &Pragma) {
        let name = pragma.name.text.to_ascii_lowercase();
        let is_english = || pragma.arguments.iter().all(|one| one.is("en_US"));
        let is_followed = ["namespace", "autorecover", "amendment"].contains(&&*name);
        if !(is_followed || name == "locale" && is_english()) {
            self.unless_told(&format!("#pragma {name}"), &pragma.span);
        }
    }

    fn instance(&mut self, instance: &Instance) {
        let class = instance.class.text.to_ascii_lowercase();
        let is_registration = [
            "__win32provider",
            "msft_decoupledprovider",
            "__instanceproviderregistration",
            "__methodproviderregistration",
        ];
        if ["__namespace", "__systemsecurity"].contains(&&*class) {
            self.security(instance);
            return;
        }
        if !is_registration.contains(&&*class) {
            self.unless_told(&format!("instance of {class}"), &instance.span);
            return;
        }
        for value in &instance.values {
            let Some(set) = &value.value else { continue };
            let is = |name: &&str| value.name.is(name);
            let shown = format!("{:?}", set.kind);
            let is_same = SAME.iter().any(|(name, same)| is(name) && shown == *same);
            // Of a provider that has no class, nothing is imported.
            let is_host = value.name.is("HostingModel")
                && (shown.to_ascii_lowercase().contains("servicehost") || self.spec.is_empty());
            if set.kind != ValueKind::Null && !REGISTERED.iter().any(is) && !is_same && !is_host {
                let place = value.name.span.start..set.span.end;
                self.unless_told(&format!("{} = {shown}", value.name.text), &place);
            }
        }
    }

    fn security(&mut self, instance: &Instance) {
        for one in &instance.qualifiers {
            let key = OF_NAMESPACE.iter().find(|(name, _)| one.name.is(name));
            let namespaces = table(&self.spec, &["namespace"]).into_iter();
            let mut tables = namespaces.flat_map(Table::values);
            let is_said = key.is_some_and(|(_, key)| tables.any(|table| table.get(key).is_some()));
            if !is_said {
                self.unless_told(&format!("[{}]", one.name.text), &instance.span);
            }
        }
    }

    fn class(&mut self, class: &Class, namespace: &str) {
        for member in &class.members {
            if let Member::Class(inner) = member {
                self.class(inner, namespace);
            }
        }
        // The texts of a language are compared by the round trip.
        if namespace.to_ascii_lowercase().contains("ms_") {
            return;
        }
        let name = class.name.text.clone();
        let Some(own) = table(&self.spec, &["class", &name]).cloned() else {
            self.unless_told(&name, &class.name.span);
            return;
        };
        if let Some(superclass) = &class.superclass {
            let is_it = own.get("superclass").and_then(Toml::as_str) == Some(&*superclass.text);
            if !is_it {
                self.unless_told(&format!("{name} : {}", superclass.text), &superclass.span);
            }
        }
        self.qualifiers(&name, &own, &class.qualifiers);
        for member in &class.members {
            match member {
                Member::Property(property) => {
                    let of = self.member(&name, "properties", &property.name.text);
                    self.value(&name, of.as_ref(), property);
                }
                Member::Method(method) => {
                    let of = self.member(&name, "method", &method.name.text);
                    self.method(&name, of.as_ref(), method);
                }
                Member::Class(_) | Member::Pragma(_) => {}
            }
        }
    }

    fn value(&mut self, class: &str, own: Option<&Table>, property: &Property) {
        let name = format!("{class}.{}", property.name.text);
        let Some(own) = own else {
            self.unless_told(&name, &property.span);
            return;
        };
        let has_type = ["type", "object", "ref"]
            .iter()
            .any(|key| own.contains_key(*key));
        assert!(has_type, "{name}");
        if let Some(default) = &property.default
            && default.kind != ValueKind::Null
            && !own.contains_key("default")
        {
            self.unless_told(&format!("{name} = {:?}", default.kind), &default.span);
        }
        self.qualifiers(&name, own, &property.qualifiers);
    }

    fn method(&mut self, class: &str, own: Option<&Table>, method: &Method) {
        let name = format!("{class}.{}", method.name.text);
        let Some(own) = own else {
            self.unless_told(&name, &method.span);
            return;
        };
        let mut flat = own.clone();
        if let Some(returns) = own.get("returns").and_then(Toml::as_table) {
            flat.extend(returns.clone());
        }
        self.qualifiers(&name, &flat, &method.qualifiers);
        for parameter in &method.parameters {
            let parameters = own.get("parameters").and_then(Toml::as_array);
            let mut tables = parameters.into_iter().flatten().filter_map(Toml::as_table);
            let of = tables.find(|one| {
                let named = ["in", "out", "in-out"].iter().find_map(|key| one.get(*key));
                named.and_then(Toml::as_str) == Some(&*parameter.name.text)
            });
            self.value(&name, of, parameter);
        }
    }

    fn qualifiers(&mut self, whose: &str, own: &Table, all: &[Qualifier]) {
        for one in all {
            let name = one.name.text.to_ascii_lowercase();
            let is_false = matches!(
                one.value.as_ref().map(|value| &value.kind),
                Some(ValueKind::Boolean(false))
            );
            let said = SAID.iter().find(|(known, _)| *known == name);
            let is_said = said.is_some_and(|(_, keys)| {
                is_false || keys.is_empty() || keys.iter().any(|key| own.contains_key(*key))
            });
            let passes = table(own, &["qualifiers"]).is_some_and(|all| get(all, &name).is_some());
            // `static` of an override follows, and so does the kind of a class below an association.
            let follows = ["static", "association", "singleton"].contains(&&*name);
            if !is_said && !passes && !follows {
                self.unless_told(&format!("{whose} [{name}]"), &one.span);
            }
        }
    }
}

fn silent(sample: &Sample) -> Vec<String> {
    let spec = sample.imported.spec.as_deref().unwrap_or("");
    let mut silent = Silent {
        sample,
        spec: plain(&DeTable::parse(spec).unwrap().into_inner()),
        file: 0,
        found: Vec::new(),
    };
    let mut namespace = String::new();
    for (file, item) in &sample.loaded.items {
        if let Item::Pragma(pragma) = item
            && pragma.name.is("namespace")
        {
            namespace.clone_from(&pragma.arguments[0].text);
        }
        silent.file = *file;
        silent.item(item, &namespace);
    }
    silent.found
}

#[test]
fn nothing_is_dropped_in_silence() {
    let samples = ["windows-samples", "windows-docs"];
    let samples = samples.into_iter().flat_map(collected).chain(golden());
    let found: Vec<_> = samples.flat_map(|sample| silent(&sample)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
