//! What the provider is registered for: a row for each operation of instances, and the methods.

use super::found::{Found, FoundClass, FoundInstance, has, text};
use super::notes::Notes;
use super::provider::{boolean, is_of};
use crate::diagnostics::quoted;
use crate::mof::tree::{Instance, Value, ValueKind};

/// What an instance of `__InstanceProviderRegistration` can say (WMI: the page of that class).
struct Row {
    /// The property that says it.
    property: &'static str,
    /// What holds where it says nothing.
    default: bool,
    /// The operations of the spec.
    operations: &'static [&'static str],
}

const ROWS: [Row; 4] = [
    Row {
        property: "SupportsGet",
        default: false,
        operations: &["get"],
    },
    Row {
        property: "SupportsEnumeration",
        default: true,
        operations: &["enumerate"],
    },
    Row {
        property: "SupportsPut",
        default: false,
        operations: &["create", "update"],
    },
    Row {
        property: "SupportsDelete",
        default: false,
        operations: &["delete"],
    },
];

/// The properties of registrations that wmigen's own say by themselves, or not at all, with the values that mean the same.
const WRITTEN: [(&str, &[&str]); 3] = [
    ("Provider", &[]),
    ("InteractionType", &["0"]),
    ("QuerySupportLevels", &[]),
];

/// Which methods the provider is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Methods {
    /// Those that are `implemented`.
    Implemented,
    /// All, because none is `implemented`.
    All,
    /// None, because other things are registered and methods are not.
    None,
}

/// What the files register.
#[derive(Debug)]
pub struct Registrations {
    /// The operations of instances; none where no provider of instances is registered.
    pub instances: Option<Vec<&'static str>>,
    /// The methods.
    pub methods: Methods,
    /// Whether a provider of methods is registered.
    pub has_methods: bool,
}

impl Registrations {
    /// What these instances register, and whether a provider is among them; what has no place in a spec is noted.
    pub fn of(found: &Found<'_>, own: Option<FoundInstance<'_>>, notes: &mut Notes) -> Self {
        let mut registrations = Self {
            instances: None,
            methods: Methods::All,
            has_methods: false,
        };
        for one in &found.instances {
            registrations.read(found, own, *one, notes);
        }
        let mut methods = found.classes.iter().flat_map(FoundClass::methods);
        let is_registered = own.is_some() || registrations.instances.is_some();
        registrations.methods = if is_registered && !registrations.has_methods {
            Methods::None
        } else if methods.any(|method| has(&method.qualifiers, "implemented")) {
            Methods::Implemented
        } else {
            Methods::All
        };
        registrations
    }

    fn read(
        &mut self,
        found: &Found<'_>,
        own: Option<FoundInstance<'_>>,
        one: FoundInstance<'_>,
        notes: &mut Notes,
    ) {
        let FoundInstance { instance, file } = one;
        let mut tell = |message: &str, help: &str| {
            notes.tell(file, &instance.class.span, message.to_owned(), help);
        };
        let name = instance.class.text.to_ascii_lowercase();
        let registers = name.starts_with("__") && name.ends_with("registration");
        if registers && !is_for(instance, own) {
            tell(
                "another provider is registered for something",
                "only the first provider is imported; import again with `--class` for the others",
            );
            return;
        }
        match name.as_str() {
            "__instanceproviderregistration" => {
                self.instances = Some(operations(instance, &mut tell));
                other_values(one, notes);
            }
            "__methodproviderregistration" => {
                let is_first = !std::mem::replace(&mut self.has_methods, true);
                let mut methods = found.classes.iter().flat_map(FoundClass::methods);
                if is_first && methods.next().is_none() {
                    tell(
                        "methods are registered, and no class has one",
                        "nothing is to be done: the registration follows from the methods of the spec",
                    );
                }
                other_values(one, notes);
            }
            "__eventproviderregistration" => tell(
                "events are registered",
                "they are not served yet, and are left out",
            ),
            "__namespace" | "__systemsecurity" => {}
            _ if registers => {
                let what = format!("{} is left out", quoted(&instance.class.text));
                tell(&what, "wmigen makes providers of instances and methods");
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

/// Whether an instance registers this provider: by its alias or by its path.
fn is_for(instance: &Instance, own: Option<FoundInstance<'_>>) -> bool {
    let (Some(own), Some(provider)) = (own, instance.value("Provider")) else {
        return true;
    };
    match &provider.kind {
        ValueKind::Alias(alias) => {
            let is_it = |own: &crate::mof::tree::Name| own.is(alias);
            own.instance.alias.as_ref().is_some_and(is_it)
        }
        ValueKind::Text(path) => {
            let name = own.instance.value("Name").and_then(text);
            let quoted = name.map(|name| format!("\"{}\"", name.to_ascii_lowercase()));
            quoted.is_none_or(|name| path.to_ascii_lowercase().contains(&name))
        }
        _ => true,
    }
}

/// The operations of the spec that a registration of instances means.
fn operations(instance: &Instance, tell: &mut impl FnMut(&str, &str)) -> Vec<&'static str> {
    let registered = |row: &&Row| boolean(instance.value(row.property)).unwrap_or(row.default);
    let rows = ROWS.iter().filter(registered);
    let mut operations: Vec<_> = rows.flat_map(|row| row.operations).copied().collect();
    let reads = |operation: &str| ["get", "enumerate"].contains(&operation);
    if !operations.contains(&"get") && !operations.iter().all(|one| reads(one)) {
        operations.retain(|one| reads(one));
        tell(
            "writing or deleting instances is registered, and getting them is not",
            "it is left out: what is written is got before; write `get` and the others among the `operations`",
        );
    }
    operations
}

/// Notes the values of a registration that say something else than wmigen's own would.
fn other_values(one: FoundInstance<'_>, notes: &mut Notes) {
    for value in &one.instance.values {
        let is_row = ROWS.iter().any(|row| value.name.is(row.property));
        let written = WRITTEN.iter().find(|(name, _)| value.name.is(name));
        let is_same = match (written, value.value.as_ref()) {
            (Some(("Provider", _)), _)
            | (
                _,
                None
                | Some(Value {
                    kind: ValueKind::Null,
                    ..
                }),
            ) => true,
            (
                Some((_, same)),
                Some(Value {
                    kind: ValueKind::Integer(number, _),
                    ..
                }),
            ) => same.contains(&number.to_string().as_str()),
            _ => false,
        };
        if !is_row && !is_same {
            let message = format!(
                "{} of the registration is left out",
                quoted(&value.name.text)
            );
            let help = "wmigen writes the registration itself: WMI answers queries from what is enumerated";
            notes.tell(one.file, &value.name.span, message, help);
        }
    }
}
