//! Who may open the namespaces, as reviewers and the scripts get to see it.

use super::code::Markdown;
use crate::model::{Entry, Holders, NAMESPACE_RIGHTS, NamespaceSecurity, Provider, name_of};
use schemars::JsonSchema;
use serde::Serialize;

/// A namespace that is made for the classes, or around one that is.
#[derive(JsonSchema, Serialize)]
pub struct SecuredNamespace {
    /// `root\Acme`.
    path: String,
    /// Its security descriptor; none if that is WMI's to decide.
    sddl: Option<String>,
    /// The owner, who may edit its security, in Markdown; none without a descriptor.
    owner: Option<Markdown>,
    /// Whether its access list inherits entries of the namespaces around it.
    inherits: bool,
    /// Its rights, and who has each; none without a descriptor.
    rights: Vec<RightInNamespace>,
    /// What its entries say of the namespaces below, in Markdown; none where they say nothing.
    below: Option<Markdown>,
    /// Whether WMI refuses clients that do not encrypt what they send.
    requires_encryption: bool,
    /// Whether it is the last one.
    last: bool,
}

/// A right in a namespace, and who has it.
#[derive(JsonSchema, Serialize)]
struct RightInNamespace {
    /// WMI Control's name of it.
    name: &'static str,
    /// What whoever has it may do, behind "may".
    may: &'static str,
    /// Who has it, in Markdown.
    who: Markdown,
}

impl SecuredNamespace {
    /// All that are made, the outer ones first; each says of its security what its table does.
    pub fn all(provider: &Provider) -> Vec<Self> {
        let made = provider.made_namespaces().into_iter();
        let mut all: Vec<_> = made
            .map(|namespace| {
                let security = provider.security_of(&namespace);
                Self::new(namespace.to_string(), security)
            })
            .collect();
        if let Some(last) = all.last_mut() {
            last.last = true;
        }
        all
    }

    fn new(path: String, security: Option<&NamespaceSecurity>) -> Self {
        let descriptor = security.and_then(|one| one.descriptor.as_ref());
        let says = descriptor.map(|one| &one.says);
        let rights = NAMESPACE_RIGHTS.iter().filter_map(|right| {
            let holders = security?.holders(right)?;
            Some(RightInNamespace {
                name: right.name,
                may: right.may,
                who: Markdown(in_words(&holders)),
            })
        });
        SecuredNamespace {
            path,
            sddl: descriptor.map(|one| one.text.clone()),
            owner: says.map(|one| Markdown(format!("`{}`", name_of(&one.owner)))),
            inherits: says.is_some_and(|one| !one.is_protected),
            rights: rights.collect(),
            below: says.and_then(|one| below(&one.entries)),
            requires_encryption: security.is_some_and(|one| one.requires_encryption),
            last: false,
        }
    }
}

/// Whether a table secures one of the namespaces that are made.
pub fn secures(provider: &Provider) -> bool {
    let mut made = provider.made_namespaces().into_iter();
    made.any(|namespace| provider.security_of(&namespace).is_some())
}

/// Who has a right, in Markdown.
pub fn in_words(holders: &Holders) -> String {
    let allowed = some_of(holders.allowed.iter());
    if holders.denied.is_empty() {
        allowed
    } else {
        format!("{allowed}; not {}", some_of(holders.denied.iter()))
    }
}

/// Names in Markdown, or a dash where there are none.
pub fn some_of(names: impl Iterator<Item = impl AsRef<str>>) -> String {
    let names: Vec<_> = names.map(|name| format!("`{}`", name.as_ref())).collect();
    if names.is_empty() {
        "-".to_owned()
    } else {
        names.join(", ")
    }
}

/// The entries that namespaces below have, too, in Markdown; those that count there alone say so.
fn below(entries: &[Entry]) -> Option<Markdown> {
    let passed_on = entries.iter().filter(|entry| entry.inheritance.below);
    let words = passed_on.map(|entry| {
        let what = if entry.denies { "denied to" } else { "to" };
        let how = match (entry.inheritance.only_below, entry.inheritance.one_level) {
            (false, false) => "",
            (true, false) => ", not here",
            (false, true) => ", one level down",
            (true, true) => ", one level down and not here",
        };
        format!("0x{:X} {what} `{}`{how}", entry.mask, name_of(&entry.sid))
    });
    let words: Vec<_> = words.collect();
    (!words.is_empty()).then(|| Markdown(words.join("; ")))
}
