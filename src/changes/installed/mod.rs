//! What a changed spec means for machines where the old version is installed: what stays behind there, and what to do.
//!
//! It says what the crate's scripts do today, which `docs/deployment.md` describes: they know an installed provider by
//! its CLSID and its name. While these are the same, `upgrade.ps1` replaces one version by another; otherwise the new
//! scripts take the old version for another provider.

mod classes;
mod identity;
mod methods;
mod namespaces;
mod schema;
mod security;

use std::borrow::Cow;

use super::former;
use super::pairs::Pairs;
use crate::diagnostics::{list, quoted};
use crate::model::{Locale, Provider};

/// What a changed spec means for a machine where the old version is installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstallationChange {
    /// What happened.
    pub kind: InstallationChangeKind,
    /// The class, by its name of today, or by its last one; `None` for a change of the whole provider.
    pub class: Option<String>,
    /// What stays behind or happens there, in one sentence without a final full stop.
    pub message: String,
    /// What to do, in one sentence without a final full stop.
    pub help: Option<String>,
}

/// What happened to the spec, as far as an installed version can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InstallationChangeKind {
    /// The provider has another CLSID.
    ClsidChanged,
    /// The provider, or the files that are named after it, have another name.
    ProviderRenamed,
    /// A namespace has no classes any more.
    NamespaceChanged,
    /// Others may open a namespace, or it requires encryption otherwise.
    NamespaceSecured,
    /// There are other files of MOF with classes that the provider brings.
    SchemaChanged,
    /// Classes are in another namespace.
    ClassMoved,
    /// A class is gone.
    ClassRemoved,
    /// A class has another name.
    ClassRenamed,
    /// A class has other properties, or properties of other types.
    ClassChanged,
    /// A method is gone, or is called otherwise.
    MethodChanged,
    /// Instances of a class have other paths.
    KeyChanged,
    /// The provider runs in another host.
    HostingChanged,
    /// There are no longer texts in a language.
    LocaleRemoved,
}

impl InstallationChangeKind {
    /// Its name for programs, which stays.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ClsidChanged => "clsid-changed",
            Self::ProviderRenamed => "provider-renamed",
            Self::NamespaceChanged => "namespace-changed",
            Self::NamespaceSecured => "namespace-secured",
            Self::SchemaChanged => "schema-changed",
            Self::ClassMoved => "class-moved",
            Self::ClassRemoved => "class-removed",
            Self::ClassRenamed => "class-renamed",
            Self::ClassChanged => "class-changed",
            Self::MethodChanged => "method-changed",
            Self::KeyChanged => "key-changed",
            Self::HostingChanged => "hosting-changed",
            Self::LocaleRemoved => "locale-removed",
        }
    }
}

impl InstallationChange {
    fn new(kind: InstallationChangeKind, message: String, help: Option<&str>) -> Self {
        InstallationChange {
            kind,
            class: None,
            message,
            help: help.map(str::to_owned),
        }
    }

    fn of_class(mut self, class: &str) -> Self {
        self.class = Some(class.to_owned());
        self
    }
}

/// What stays behind where the old version is installed, and what to do: the provider first, then class by class.
pub fn installation_changes(old: &Provider, new: &Provider) -> Vec<InstallationChange> {
    let (old, new) = (&*brought(old), &*brought(new));
    let versions = former::versions(old, new);
    let mut found: Vec<_> = versions
        .iter()
        .flat_map(|old| identity::compare(old, new))
        .collect();
    found.dedup();
    let same_provider = found.is_empty();
    let classes = Pairs::of_classes(old, new);
    for (before, now) in classes.both() {
        found.extend(classes::key_changed(before, now));
    }
    // Where the old version has to be removed first, nothing of it is replaced.
    if !same_provider {
        return found;
    }
    found.extend(hosting_changed(old, new));
    found.extend(namespaces::left(old, new));
    found.extend(security::changed(old, new));
    found.extend(schema::changed(old, new));
    found.extend(namespaces::moved(&classes));
    found.extend(namespaces::unnamed(&classes, old, new));
    let gone = classes.gone.iter().copied();
    found.extend(gone.filter_map(|class| classes::removed(class, new)));
    for (before, now) in classes.both() {
        found.extend(classes::renamed(before, now, new));
        found.extend(classes::changed(before, now, old));
        found.extend(methods::changed(before, now));
        found.extend(classes::abstract_changed(before, now, old));
        found.extend(classes::moved(before, now));
        found.extend(classes::associated(before, now));
    }
    found.extend(locales_removed(old, new));
    found
}

/// The provider with the classes alone that it brings: others are not its to install.
fn brought(provider: &Provider) -> Cow<'_, Provider> {
    if provider.classes.iter().all(|class| !class.is_external) {
        return Cow::Borrowed(provider);
    }
    let mut own = provider.clone();
    own.classes.retain(|class| !class.is_external);
    Cow::Owned(own)
}

fn hosting_changed(old: &Provider, new: &Provider) -> Option<InstallationChange> {
    let (before, now) = (old.hosting.to_string(), new.hosting.to_string());
    if before == now {
        return None;
    }
    let message = format!(
        "the provider runs in the host {} now, and no longer in {}: `upgrade.ps1` changes `__Win32Provider.HostingModel`, \
         but a host that runs stays as it is; the script ends it if it runs nothing but this provider, and otherwise \
         ends with 7",
        quoted(&now),
        quoted(&before),
    );
    let help = "restart Windows where `upgrade.ps1` ends with 7";
    let kind = InstallationChangeKind::HostingChanged;
    Some(InstallationChange::new(kind, message, Some(help)))
}

/// The languages that the new version no longer has.
fn locales_removed(old: &Provider, new: &Provider) -> Vec<InstallationChange> {
    let today = new.languages();
    let gone = old.languages().into_iter();
    gone.filter(|locale| !today.contains(locale))
        .map(|locale| locale_removed(locale, new))
        .collect()
}

fn locale_removed(locale: Locale, provider: &Provider) -> InstallationChange {
    let name = locale.name().to_ascii_lowercase();
    let namespaces = provider.namespaces();
    let namespaces = namespaces.iter().map(|one| format!(r"{one}\{name}"));
    let namespaces: Vec<_> = namespaces.collect();
    let namespaces: Vec<_> = namespaces.iter().map(String::as_str).collect();
    let what = match namespaces[..] {
        [_] => "namespace",
        _ => "namespaces",
    };
    let message = format!(
        "there are no texts in `{}` any more: `upgrade.ps1` deletes them and {}, and leaves the {what} {}",
        locale.name(),
        quoted(&format!("{}.{name}.mfl", provider.snake_name)),
        list(&namespaces, "and"),
    );
    let help = "delete the namespace there by hand, if no other provider has texts in it";
    let kind = InstallationChangeKind::LocaleRemoved;
    InstallationChange::new(kind, message, Some(help))
}
