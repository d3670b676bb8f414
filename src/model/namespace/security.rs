//! What the table of a namespace says of who may open it, and how.

use toml::Spanned;

use super::super::Provider;
use super::super::sddl::{self, Descriptor, Entry};
use super::path;
use super::windows::is_windows_own;
use super::{DESCRIPTOR, ENABLE, Namespace, NamespaceRight};
use crate::diagnostics::rules::WINDOWS_NAMESPACE;
use crate::diagnostics::{Checked, Diagnostic, Span, keep, quoted};
use crate::model::access::{Holders, holders};
use crate::spec::NamespaceTable;

/// A namespace with a table, and what the table says of its security.
#[derive(Clone, Debug, PartialEq)]
pub struct NamespaceSecurity {
    /// The namespace, as its table writes it.
    pub namespace: Namespace,
    /// Who may do what in it; none if that is WMI's to decide.
    pub descriptor: Option<NamespaceDescriptor>,
    /// Whether WMI refuses clients that do not encrypt what they send.
    pub requires_encryption: bool,
}

/// The security descriptor of a namespace.
#[derive(Clone, Debug)]
pub struct NamespaceDescriptor {
    /// As it is written: what has been read strictly needs no other words.
    pub text: String,
    /// What it says.
    pub says: Descriptor,
}

/// By what they say, however they are written.
impl PartialEq for NamespaceDescriptor {
    fn eq(&self, other: &Self) -> bool {
        self.says == other.says
    }
}

impl NamespaceSecurity {
    /// What a table says of its namespace.
    pub fn of(table: &NamespaceTable, namespace: Namespace, found: &mut Vec<Diagnostic>) -> Self {
        let encryption = table.requires_encryption.as_ref();
        let encryption = encryption.filter(|written| *written.get_ref());
        let written = table.sddl.as_ref().map(|sddl| ("sddl", sddl.span()));
        let encrypts = encryption.map(|flag| ("requires-encryption", flag.span()));
        for (key, place) in written.into_iter().chain(encrypts) {
            if is_windows_own(&namespace) {
                found.push(of_windows(key, place, &namespace));
            }
        }
        let sddl = table.sddl.as_ref();
        NamespaceSecurity {
            descriptor: sddl.and_then(|sddl| descriptor(sddl, found)),
            requires_encryption: encryption.is_some(),
            namespace,
        }
    }

    /// Whether the table says nothing of security.
    pub fn is_silent(&self) -> bool {
        self.descriptor.is_none() && !self.requires_encryption
    }

    /// The entries that allow something, and count in the namespace itself.
    pub fn allowing(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.descriptor.iter().flat_map(|one| &one.says.entries);
        entries.filter(|entry| !entry.denies && !entry.inheritance.only_below)
    }

    /// Whether an entry lets somebody open a namespace that lies so many levels below it, and has no table that says otherwise.
    pub fn lets_open_below(&self, levels: usize) -> bool {
        let entries = self.descriptor.iter().flat_map(|one| &one.says.entries);
        let mut passed_on = entries.filter(|entry| {
            let kept = entry.inheritance;
            kept.below && (levels == 1 || !kept.one_level)
        });
        passed_on.any(|entry| !entry.denies && entry.mask & ENABLE != 0)
    }

    /// Who has a right in the namespace itself, in words; none where WMI decides.
    pub fn holders(&self, right: &NamespaceRight) -> Option<Holders> {
        let descriptor = &self.descriptor.as_ref()?.says;
        let here = descriptor.entries.iter();
        let here = here.filter(|entry| !entry.inheritance.only_below);
        Some(holders(&here, right.bit))
    }
}

/// What a descriptor says, unless it is wrong, which is reported.
fn descriptor(
    written: &Spanned<String>,
    found: &mut Vec<Diagnostic>,
) -> Option<NamespaceDescriptor> {
    let says = keep(sddl::parse(written, &DESCRIPTOR), found)?;
    let text = written.get_ref().clone();
    Some(NamespaceDescriptor { text, says })
}

fn of_windows(key: &str, place: Span, namespace: &Namespace) -> Diagnostic {
    let name = quoted(&namespace.to_string());
    let message = format!(
        "`{key}` would change the security of {name}, which is a namespace of Windows' own"
    );
    Diagnostic::error(&WINDOWS_NAMESPACE, place, message)
        .with_label("other providers and their clients depend on it")
        .with_help(format!(
            "put the classes into a namespace of their own, as `[namespace.'{namespace}\\Acme']`, or leave `{key}` out"
        ))
}

/// What a spec would be told that secures this namespace, by this descriptor or otherwise; nothing if it may. It is the message alone,
/// for texts that stand in no spec.
pub fn security_problem(namespace: &str, sddl: Option<&str>) -> Option<String> {
    let spanned = |text: &str| Spanned::new(0..text.len(), text.to_owned());
    let judge = || -> Checked<()> {
        let meant = path::namespace(&spanned(namespace))?;
        if is_windows_own(&meant) {
            return Err(Box::new(of_windows("sddl", 0..0, &meant)));
        }
        if let Some(sddl) = sddl {
            sddl::parse(&spanned(sddl), &DESCRIPTOR)?;
        }
        Ok(())
    };
    judge().err().map(|report| report.message)
}

impl Provider {
    /// What a table says of the security of a namespace, if one does.
    pub fn security_of(&self, namespace: &Namespace) -> Option<&NamespaceSecurity> {
        let mut tables = self.namespace_tables.iter();
        tables.find(|one| one.namespace == *namespace && !one.is_silent())
    }

    /// The namespaces that are made and secured: those with classes, and those around these that have a table which says so; from the
    /// outside inwards where one lies in another, else in the order of the classes.
    pub fn made_namespaces(&self) -> Vec<Namespace> {
        let mut all: Vec<Namespace> = Vec::new();
        for namespace in self.namespaces() {
            let levels = namespace.levels().into_iter();
            let made =
                levels.filter(|level| level == namespace || self.security_of(level).is_some());
            for level in made {
                if !all.contains(&level) {
                    all.push(level);
                }
            }
        }
        all
    }
}
