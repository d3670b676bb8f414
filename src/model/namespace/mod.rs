//! The namespaces that the classes live in: the provider's, and those that have a table of their own.

mod path;
mod right;
mod security;
#[cfg(test)]
mod tests;
mod windows;

use std::fmt;

use toml::Spanned;

use crate::diagnostics::rules::{DUPLICATE_NAME, UNKNOWN_NAMESPACE};
use crate::diagnostics::{Diagnostic, keep, list, quoted};
use crate::spec::Spec;
pub use path::{PATTERN, namespace};
pub use right::{
    DESCRIPTOR, ENABLE, FULL_WRITE, NamespaceRight, PARTIAL_WRITE, PROVIDER_WRITE, PUBLISH, REMOTE,
    RIGHTS, WRITE_DAC,
};
pub use security::{NamespaceDescriptor, NamespaceSecurity, security_problem};

/// A WMI namespace on the machine itself: `root`, or one below it.
///
/// It displays as WMI writes it: `root\Acme\Storage`.
#[derive(Clone, Debug, Default, Eq)]
pub struct Namespace {
    below_root: Vec<String>,
}

/// As WMI compares them, which ignores case.
impl PartialEq for Namespace {
    fn eq(&self, other: &Self) -> bool {
        let [one, other] = [self, other].map(|namespace| namespace.below_root.join("\\"));
        one.eq_ignore_ascii_case(&other)
    }
}

/// The namespaces that a class may be in.
#[derive(Default)]
pub struct Namespaces {
    /// The provider's; none if that is absent or wrong, which has been reported.
    own: Option<Namespace>,
    /// Those that have a table, in the order of the spec.
    tables: Vec<NamespaceSecurity>,
    /// Whether each table could be read as one.
    complete: bool,
}

impl Namespaces {
    /// The namespaces of a spec, whose provider is in `own`.
    pub fn of(spec: &Spec, own: Option<Namespace>, found: &mut Vec<Diagnostic>) -> Self {
        let mut namespaces = Namespaces {
            own,
            tables: Vec::new(),
            complete: true,
        };
        let mut taken: Vec<&Spanned<String>> = Vec::new();
        for table in &spec.namespaces {
            let Some(namespace) = keep(namespace(&table.name), found) else {
                namespaces.complete = false;
                continue;
            };
            let mut tables = namespaces.tables.iter();
            let first = tables.position(|one| one.namespace == namespace);
            if let Some(first) = first.and_then(|at| taken.get(at)) {
                found.push(duplicate(&table.name, first));
                continue;
            }
            taken.push(&table.name);
            let security = NamespaceSecurity::of(table, namespace, found);
            namespaces.tables.push(security);
        }
        namespaces
    }

    /// The one that a class is in that says this; the provider's if it says nothing.
    pub fn of_class(
        &self,
        written: Option<&Spanned<String>>,
        found: &mut Vec<Diagnostic>,
    ) -> Namespace {
        let Some(written) = written else {
            return self.own.clone().unwrap_or_default();
        };
        let Some(meant) = keep(namespace(written), found) else {
            return Namespace::default();
        };
        let known = self.all().find(|one| **one == meant).cloned();
        // Where one of them could not be read, it may be the one that is meant.
        if known.is_none() && self.complete && self.own.is_some() {
            found.push(self.unknown(written, &meant));
        }
        known.unwrap_or_default()
    }

    /// What the tables say, in the order of the spec.
    pub fn into_tables(self) -> Vec<NamespaceSecurity> {
        self.tables
    }

    fn all(&self) -> impl Iterator<Item = &Namespace> {
        let tables = self.tables.iter().map(|one| &one.namespace);
        self.own.iter().chain(tables)
    }

    fn unknown(&self, written: &Spanned<String>, meant: &Namespace) -> Diagnostic {
        let message = format!(
            "{} is no namespace of this provider",
            quoted(written.get_ref())
        );
        let known: Vec<_> = self.all().map(|one| format!("'{one}'")).collect();
        let known: Vec<_> = known.iter().map(String::as_str).collect();
        Diagnostic::error(&UNKNOWN_NAMESPACE, written.span(), message)
            .with_label(format!("expected {}", list(&known, "or")))
            .with_help(format!("add a table `[namespace.'{meant}']`"))
    }
}

fn duplicate(second: &Spanned<String>, first: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the namespace {} exists already: WMI ignores the case of names",
        quoted(second.get_ref())
    );
    Diagnostic::error(&DUPLICATE_NAME, second.span(), message)
        .with_label("the second")
        .with_place(first.span(), "the first")
        .with_help("leave one of the two tables out")
}

impl Namespace {
    /// The names below `root`, from the outside inwards; none for `root` itself.
    pub fn below_root(&self) -> &[String] {
        &self.below_root
    }

    /// The namespace and those around it but `root`, from the outside inwards.
    pub fn levels(&self) -> Vec<Namespace> {
        let depths = 1..=self.below_root.len();
        let levels = depths.filter_map(|depth| self.below_root.get(..depth));
        levels
            .map(|below_root| Namespace {
                below_root: below_root.to_vec(),
            })
            .collect()
    }
}

impl fmt::Display for Namespace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("root")?;
        self.below_root
            .iter()
            .try_for_each(|name| write!(f, "\\{name}"))
    }
}
