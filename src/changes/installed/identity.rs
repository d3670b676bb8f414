//! What an installed provider is known by: its CLSID, its name, and the files that are named after it.
//!
//! If one of them is another, the scripts of the new version cannot replace the old one, and what they do instead
//! depends on which; [`Meeting`] says it, from what `install.ps1` and `upgrade.ps1` look at, in their order.

use std::fmt::Write as _;

use super::{InstallationChange, InstallationChangeKind};
use crate::diagnostics::{list, quoted};
use crate::model::{Class, Namespace, Provider};

/// What is the same in both versions, as Windows compares it.
#[derive(Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing that the scripts compare"
)]
struct Same {
    clsid: bool,
    /// The name, and with it the folder under Program Files.
    name: bool,
    /// The stem of the names of files.
    stem: bool,
    /// Whether both have classes in one namespace.
    namespace: bool,
    /// Whether a class of the new version has the name of one of the old, in the same namespace.
    class: bool,
}

impl Same {
    fn of(old: &Provider, new: &Provider) -> Self {
        let equal = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
        let namespaces = old.namespaces();
        let places = old.places();
        let is_old = |(namespace, class): &(&Namespace, &Class)| {
            let mut places = places.iter();
            places.any(|(there, old)| there == namespace && equal(&old.name, &class.name))
        };
        Same {
            clsid: old.clsid == new.clsid,
            name: equal(&old.name, &new.name),
            stem: old.snake_name == new.snake_name,
            namespace: new.namespaces().iter().any(|one| namespaces.contains(one)),
            class: new.places().iter().any(is_old),
        }
    }
}

/// How the new version's scripts end where the old version is installed in the folder of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meeting {
    /// With these codes, before they change anything: `install.ps1`'s and `upgrade.ps1`'s.
    Refused(u8, u8),
    /// `install.ps1` puts the new version beside the old one.
    Beside,
    /// `upgrade.ps1` goes through, and leaves something of the old version.
    Mixed,
}

impl Meeting {
    fn of(same: Same) -> Self {
        if !same.clsid {
            // Nothing is registered under the new CLSID, so that there is nothing to upgrade. A file or a provider of the
            // name, or a class, with another CLSID is another provider's.
            let file = same.name && same.stem;
            let registration = same.namespace && (same.name || same.class);
            return if file || registration {
                Self::Refused(10, 2)
            } else {
                Self::Beside
            };
        }
        if !same.name && same.namespace && same.class {
            return Self::Refused(10, 10);
        }
        match (same.name, same.stem) {
            // `upgrade.ps1` finds the registered DLL, and beside it the files of the names that it looks for.
            (_, true) => Self::Mixed,
            // It finds none of these files.
            (true, false) => Self::Refused(9, 2),
            // And to `install.ps1` the DLL is registered in another folder.
            (false, false) => Self::Refused(2, 2),
        }
    }

    /// What happens where the old version has not been removed first.
    fn words(self) -> String {
        match self {
            Self::Refused(install, upgrade) if install == upgrade => format!(
                "before that, `install.ps1` and `upgrade.ps1` end with {install} and change nothing"
            ),
            Self::Refused(install, upgrade) => format!(
                "before that, `install.ps1` ends with {install} and `upgrade.ps1` with {upgrade}, and they change nothing"
            ),
            Self::Beside => "before that, `install.ps1` puts the new version beside the old one, and both answer, while \
                 `upgrade.ps1` ends with 2"
                .to_owned(),
            Self::Mixed => {
                "before that, `upgrade.ps1` goes through and leaves the old registration".to_owned()
            }
        }
    }
}

/// What stays of a provider that the new scripts do not know, a change for each reason.
pub fn compare(old: &Provider, new: &Provider) -> Vec<InstallationChange> {
    let same = Same::of(old, new);
    let mut found = Vec::new();
    if !same.clsid {
        found.push((
            InstallationChangeKind::ClsidChanged,
            clsid_changed(old, new),
        ));
    }
    if !same.name || !same.stem {
        found.push((
            InstallationChangeKind::ProviderRenamed,
            renamed(old, new, same),
        ));
    }
    let help = format!(
        "on each machine that has the old version, run the old version's own `scripts\\uninstall.ps1`, and then the new \
         `scripts\\install.ps1`; {}",
        Meeting::of(same).words()
    );
    let change = |(kind, message)| InstallationChange::new(kind, message, Some(&help));
    found.into_iter().map(change).collect()
}

fn clsid_changed(old: &Provider, new: &Provider) -> String {
    let key = format!(r"HKLM\SOFTWARE\Classes\CLSID\{}", old.clsid.braced());
    format!(
        "the CLSID is `{}` now: the registration `{key}` stays, and so do the DLL and the MOF files of the old version, \
         which have the old CLSID and so are another provider's to the new scripts",
        new.clsid.braced(),
    )
}

fn renamed(old: &Provider, new: &Provider, same: Same) -> String {
    let mut message = format!(
        "the provider {} is {} now",
        quoted(&old.name),
        quoted(&new.name)
    );
    // Writing to a string cannot fail.
    if !same.stem {
        let [before, now] = [old, new].map(|one| quoted(&format!("{}.mof", one.snake_name)));
        let _ = write!(
            message,
            ", and its files have other names, {now} for {before}: those of the old names stay, and WMI compiles them \
             again when it rebuilds its repository"
        );
    }
    if !same.name {
        let namespaces = old.namespaces().into_iter();
        let namespaces: Vec<_> = namespaces.map(ToString::to_string).collect();
        let namespaces: Vec<_> = namespaces.iter().map(String::as_str).collect();
        let _ = write!(
            message,
            "; in {} stay the instance {}, its registration and its entry under `SecuredHostProviders`, and under Program \
             Files the folder {}",
            list(&namespaces, "and"),
            quoted(&format!("__Win32Provider.Name=\"{}\"", old.name)),
            quoted(&old.name),
        );
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_end_as_they_are_written() {
        let all = Same {
            clsid: true,
            name: true,
            stem: true,
            namespace: true,
            class: true,
        };
        let cases = [
            (
                Same {
                    clsid: false,
                    ..all
                },
                Meeting::Refused(10, 2),
            ),
            (
                Same {
                    clsid: false,
                    namespace: false,
                    ..all
                },
                Meeting::Refused(10, 2),
            ),
            (
                Same {
                    clsid: false,
                    name: false,
                    stem: false,
                    ..all
                },
                Meeting::Refused(10, 2),
            ),
            (
                Same {
                    clsid: false,
                    name: false,
                    stem: false,
                    class: false,
                    ..all
                },
                Meeting::Beside,
            ),
            (
                Same {
                    name: false,
                    stem: false,
                    ..all
                },
                Meeting::Refused(10, 10),
            ),
            (
                Same {
                    name: false,
                    stem: false,
                    namespace: false,
                    ..all
                },
                Meeting::Refused(2, 2),
            ),
            (Same { stem: false, ..all }, Meeting::Refused(9, 2)),
            (
                Same {
                    namespace: false,
                    ..all
                },
                Meeting::Mixed,
            ),
        ];
        for (at, (same, meeting)) in cases.into_iter().enumerate() {
            assert_eq!(Meeting::of(same), meeting, "case {at}");
        }
    }
}
