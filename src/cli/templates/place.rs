//! Where the folder of templates of a crate is, or is to be made.

use std::path::Path;

use crate::cli::own_templates::{Folder, called_from_here, find, from, is_inside, outside};
use crate::cli::printer::Printer;
use crate::diagnostics::Source;

/// The folder that the spec with this text calls `dir`, of the crate whose full path is `root`. It may still have to be made.
/// None if it is not to be used, which is printed.
pub fn place(root: &Path, dir: &str, source: &Source, printer: &mut Printer) -> Option<Folder> {
    let found = match to_be_made(root, dir) {
        Some(folder) if !folder.is_outside => Ok(folder),
        Some(folder) => Err(outside(dir, &folder)),
        None => find(root, dir, None),
    };
    match found {
        Ok(folder) => Some(folder),
        Err(wrong) => {
            printer.diagnostics(&[wrong.at(source)], source);
            None
        }
    }
}

/// Where the folder would be; none if it is there already. Links that lead there are followed.
fn to_be_made(root: &Path, dir: &str) -> Option<Folder> {
    let meant = from(root, dir);
    if meant.symlink_metadata().is_ok() {
        return None;
    }
    let around = |around: &Path| {
        let rest = meant.strip_prefix(around).ok()?;
        Some(around.canonicalize().ok()?.join(rest))
    };
    let path = meant.ancestors().find_map(around)?;
    let shown = called_from_here(&meant, &path);
    let is_outside = !is_inside(root, &path);
    Some(Folder {
        path,
        shown,
        is_outside,
    })
}
