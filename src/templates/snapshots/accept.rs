//! Writes what is rendered into the snapshot: what has changed, and nothing outside it.

use std::path::Path;

use super::kept::path_of;
use super::{Difference, Kind};
use crate::regen::{Disk, remove_file, write_file};

/// What was done with a file of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The word for it: `create`, `update` or `remove`.
    pub word: &'static str,
    /// Its path in the crate.
    pub path: String,
}

/// Makes the snapshot of the case in this folder what is rendered. Tells `done` of each file as soon as it is written.
///
/// # Errors
/// When something is in the way, before anything is written; or on the first operation that fails.
pub fn accept(
    case: &Path,
    differences: &[Difference],
    disk: &dyn Disk,
    done: &mut dyn FnMut(Accepted) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    for difference in differences {
        if let Kind::Blocked(why) = &difference.kind {
            anyhow::bail!("{}: {why}", difference.path);
        }
        path_of(&difference.path)?;
    }
    // What goes may be in the place of what comes: a file where a folder belongs, a name that differs in case.
    let goes = |one: &&Difference| matches!(one.kind, Kind::Surplus { .. });
    let (goes, comes): (Vec<_>, Vec<_>) = differences.iter().partition(goes);
    for difference in goes.into_iter().chain(comes) {
        let path = path_of(&difference.path)?;
        let word = match &difference.kind {
            Kind::Surplus { kept } => {
                remove_file(case, &path, kept, disk)?;
                "remove"
            }
            Kind::Missing { text } => {
                write_file(case, &path, None, text, disk)?;
                "create"
            }
            Kind::Changed { text, kept } => {
                write_file(case, &path, Some(kept), text, disk)?;
                "update"
            }
            Kind::Blocked(_) => continue,
        };
        let path = difference.path.clone();
        done(Accepted { word, path })?;
    }
    Ok(())
}
