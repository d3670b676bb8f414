//! What becomes of the classes that a provider brings in files of its own.

use super::{InstallationChange, InstallationChangeKind};
use crate::diagnostics::some;
use crate::model::Provider;

/// The files that are new, and those that are no longer there. What a file said before, nobody keeps.
pub fn changed(old: &Provider, new: &Provider) -> Vec<InstallationChange> {
    let added = only_in(new, old);
    let removed = only_in(old, new);
    let added = (!added.is_empty()).then(|| {
        let message = format!(
            "classes come from {}: where a machine has one of such a name already, `mofcomp` changes it into this one or, if it \
             cannot, refuses it, and `upgrade.ps1` ends with 5 and is undone",
            some(&added),
        );
        let help = "compare them with those of the machines, as `Get-CimClass` shows them";
        (message, help)
    });
    let removed = (!removed.is_empty()).then(|| {
        let message = format!(
            "no classes come from {} any more: `upgrade.ps1` leaves those that came from there in WMI, because others may have \
             derived classes from them",
            some(&removed),
        );
        let help = "delete them by hand where nothing derives from them";
        (message, help)
    });
    let kind = InstallationChangeKind::SchemaChanged;
    let changes = added.into_iter().chain(removed);
    changes
        .map(|(message, help)| InstallationChange::new(kind, message, Some(help)))
        .collect()
}

/// The files of one provider that the other does not have.
fn only_in<'p>(one: &'p Provider, other: &Provider) -> Vec<&'p str> {
    let has = |path: &str| {
        let mut files = other.schema_mofs.iter();
        files.any(|file| file.path.eq_ignore_ascii_case(path))
    };
    let paths = one.schema_mofs.iter().map(|file| file.path.as_str());
    paths.filter(|path| !has(path)).collect()
}
