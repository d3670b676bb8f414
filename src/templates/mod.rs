//! Folders of templates of the user's own: what is in them, whether it can be used, what is kept of what they make, and how
//! they keep up with wmigen's.

mod copies;
mod drift;
mod extras;
mod front_matter;
mod landing;
mod manifest;
mod paths;
mod problems;
mod reserved;
mod sensitive;
pub mod snapshots;
mod text;
mod walk;

#[cfg(test)]
mod tests;

use std::path::Path;

use crate::diagnostics::{Diagnostic, Source};
use crate::render::{OwnTemplates, Templates};
pub use copies::{Copies, Origin, override_of};
pub use drift::drifted;
pub use landing::check_outline;
use problems::Problems;
pub use problems::shown_path;
pub use walk::{CASES, FILE_MAX};

/// What is in a folder of templates.
#[derive(Debug)]
pub struct Reading {
    /// wmigen's templates with those of the folder, as far as nothing is wrong with their files and paths.
    pub templates: Templates,
    /// What is wrong, a file at a time, sorted by path. A file that gives no text has an empty one here.
    pub problems: Vec<(Source, Vec<Diagnostic>)>,
}

impl Reading {
    /// The templates of the folder.
    pub fn own(&self) -> &OwnTemplates {
        self.templates.own()
    }
}

impl Reading {
    /// The same, with what is wrong with what the templates say.
    #[must_use]
    pub fn checked(mut self) -> Self {
        join(&mut self.problems, faults(&self.templates));
        self
    }
}

/// Reads all of a folder of templates, which messages call `shown`, once, and checks its files, their paths and what they say.
/// Links are not followed. What is in `allow` may be made although a tool obeys what stands there by itself.
pub fn read(folder: &Path, shown: &str, allow: &[String]) -> Reading {
    read_files(folder, shown, allow).checked()
}

/// The same without a look at what the templates say, which takes longer than to read them.
pub fn read_files(folder: &Path, shown: &str, allow: &[String]) -> Reading {
    let mut problems = Problems::of(shown);
    let found = walk::walk(folder, &mut problems);
    let own = paths::sort(found.files, shown, allow, &mut problems);
    Reading {
        templates: Templates::with(own),
        problems: problems.sorted(),
    }
}

/// What is wrong with what the user's templates say, a file at a time.
pub fn faults(templates: &Templates) -> Vec<(Source, Vec<Diagnostic>)> {
    let faults = templates.faults().into_iter();
    let of_files = faults.map(|(file, faults)| {
        let (name, text) = (file.shown.clone(), file.text.clone());
        (Source { name, text }, faults)
    });
    of_files.collect()
}

/// Adds problems to those that are known, those of each file together.
fn join(known: &mut Vec<(Source, Vec<Diagnostic>)>, more: Vec<(Source, Vec<Diagnostic>)>) {
    known.extend(more);
    known.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
    known.dedup_by(|(later, found), (earlier, all)| {
        let is_same = later.name == earlier.name;
        if is_same {
            all.append(found);
        }
        is_same
    });
}
