//! What an instance of `__Win32Provider` says of the host and of its clients: what is less safe than wmigen's own registration
//! becomes that one, and is noted.

use super::found::{FoundInstance, text};
use super::notes::Notes;
use super::toml_text;
use crate::diagnostics::quoted;
use crate::model::provider_name_problem;
use crate::mof::tree::{Value, ValueKind};

/// What becomes of a value.
enum Becomes {
    /// The spec says it.
    Said,
    /// It is what wmigen writes, if it is this one; else what that would be.
    Safe(Is, &'static str),
}

/// A value that is safe.
enum Is {
    Boolean(bool),
    Integer(i128),
    Null,
}

/// What becomes of the properties of a provider (WMI: the page of `__Win32Provider`); what is not here is left out.
const ROWS: [(&str, Becomes); 9] = [
    ("Name", Becomes::Said),
    ("CLSID", Becomes::Said),
    ("HostingModel", Becomes::Said),
    (
        "ImpersonationLevel",
        Becomes::Safe(
            Is::Integer(1),
            "the provider is not said to impersonate its clients",
        ),
    ),
    (
        "InitializeAsAdminFirst",
        Becomes::Safe(
            Is::Boolean(false),
            "the provider would impersonate WMI itself instead of its clients",
        ),
    ),
    (
        "PerUserInitialization",
        Becomes::Safe(
            Is::Boolean(true),
            "one object of the provider would serve all users",
        ),
    ),
    (
        "InitializationReentrancy",
        Becomes::Safe(
            Is::Integer(0),
            "several calls would initialise the provider at once",
        ),
    ),
    (
        "Pure",
        Becomes::Safe(
            Is::Boolean(true),
            "WMI would not unload the provider before it ends itself",
        ),
    ),
    (
        "ClientLoadableCLSID",
        Becomes::Safe(
            Is::Null,
            "a provider of performance counters would be loaded by clients",
        ),
    ),
];

/// Notes what the spec has otherwise than the instance, or not at all.
pub fn check(own: FoundInstance<'_>, notes: &mut Notes) {
    const SAFE: &str = "it is imported as the safe choice: wmigen's providers impersonate, and are initialised for each user";
    let level = own.instance.value("ImpersonationLevel");
    if level.is_none_or(|level| level.kind == ValueKind::Null) {
        let message = "the provider is not said to impersonate its clients".to_owned();
        notes.tell(own.file, &own.instance.class.span, message, SAFE);
    }
    for value in &own.instance.values {
        let name = &value.name;
        let set = match &value.value {
            Some(set) if set.kind != ValueKind::Null => set,
            _ => continue,
        };
        let row = ROWS.iter().find(|(row, _)| name.is(row));
        let (message, help) = match row.map(|(_, becomes)| becomes) {
            Some(Becomes::Said) => continue,
            Some(Becomes::Safe(is, _)) if same(is, set) => continue,
            Some(Becomes::Safe(_, message)) => ((*message).to_owned(), SAFE),
            None if name.is("SecurityDescriptor") => (
                format!("{} of the provider is left out", quoted(&name.text)),
                "it says who may register a decoupled provider, and WMI loads this one; who may do what, `[access]` says",
            ),
            None => (
                format!("{} of the provider is left out", quoted(&name.text)),
                "wmigen writes the registration itself, and leaves to WMI what it does not need",
            ),
        };
        notes.tell(own.file, &name.span, message, help);
    }
}

fn same(is: &Is, set: &Value) -> bool {
    match is {
        Is::Boolean(is) => set.kind == ValueKind::Boolean(*is),
        Is::Integer(is) => matches!(set.kind, ValueKind::Integer(number, _) if number == *is),
        Is::Null => false,
    }
}

/// The account that hosts the provider, as a comment on what is decided and the line of the spec, if one is needed.
pub fn hosting(own: FoundInstance<'_>, provider: &str, notes: &mut Notes) -> String {
    const KNOWN: [&str; 3] = [
        "NetworkServiceHost",
        "LocalServiceHost",
        "NetworkServiceHostOrSelfHost",
    ];
    let Some(value) = own.instance.value("HostingModel") else {
        return String::new();
    };
    let Some(written) = text(value) else {
        return String::new();
    };
    let (model, group) = written.split_once(':').unwrap_or((written, ""));
    let Some(model) = KNOWN.iter().find(|one| one.eq_ignore_ascii_case(model)) else {
        let message = format!("the hosting model is {}", quoted(written));
        let help = "it is imported as NetworkServiceHost, which is the safe choice";
        notes.tell(own.file, &value.span, message, help);
        let was = format!("The MOF has the hosting model {written}; NetworkServiceHost is safer.");
        return toml_text::comment(&was);
    };
    let mut entries = Vec::new();
    if *model != "NetworkServiceHost" {
        entries.push(("model".to_owned(), toml_text::text(model)));
    }
    if !group.is_empty() && group != provider {
        if provider_name_problem(group).is_none() {
            entries.push(("group".to_owned(), toml_text::text(group)));
        } else {
            let message = format!("the group {} of the host is left out", quoted(group));
            let help = "the name of a group is one as the provider's own may be";
            notes.tell(own.file, &value.span, message, help);
        }
    }
    if entries.is_empty() {
        return String::new();
    }
    format!("hosting = {}\n", toml_text::inline(&entries))
}
