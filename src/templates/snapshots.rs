//! Snapshots of templates: what is rendered of a spec is held against what a folder keeps of it.
//!
//! A snapshot has what depends on the spec or on a template of the user's own. A file of wmigen's that is the same in every
//! crate is not in it, nor are the spec, the lock and the bases of merges: it would change with every wmigen.

mod accept;
mod kept;

use std::collections::BTreeMap;

use crate::line_ends::say;
use crate::regen::{Outline, Rendering, file_diff};
use crate::render::{self, MadeOf};
pub use accept::{Accepted, accept};
pub use kept::Kept;

/// The folder of a case that has its snapshot.
pub const EXPECTED: &str = "expected";

/// The folder of a case that has code as a user writes it, which is laid over the crate where that is built.
pub const YOURS: &str = "yours";

/// What is rendered and kept in snapshots.
///
/// # Errors
/// If a template is at fault.
pub fn rendered(made_of: MadeOf<'_>) -> anyhow::Result<Rendering> {
    let mut files = render::outline(None, made_of);
    // The paths of those that are left out count, too.
    Outline::new(&files)?;
    files.retain(|file| !file.is_the_same_everywhere(made_of.templates));
    Rendering::new(render::render_outline(made_of, files)?)
}

/// A file that is not in a snapshot as it is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its path in the crate.
    pub path: String,
    /// What is different.
    pub kind: Kind,
}

/// How a file differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is rendered, and not kept.
    Missing {
        /// What is rendered.
        text: String,
    },
    /// It is kept otherwise than it is rendered.
    Changed {
        /// What is rendered.
        text: String,
        /// What is kept.
        kept: Vec<u8>,
    },
    /// It is kept, and not rendered.
    Surplus {
        /// What is kept.
        kept: Vec<u8>,
    },
    /// What is in the snapshot is no file that wmigen reads or replaces, for this reason.
    Blocked(String),
}

impl Difference {
    /// The word for it.
    pub fn word(&self) -> &'static str {
        match self.kind {
            Kind::Missing { .. } => "missing",
            Kind::Changed { .. } => "changed",
            Kind::Surplus { .. } => "surplus",
            Kind::Blocked(_) => "blocked",
        }
    }

    /// The difference as a unified diff, from what is kept to what is rendered; `name` is the file's path in it. Line ends do
    /// not count.
    pub fn diff(&self, name: &str) -> String {
        match &self.kind {
            Kind::Missing { text } => file_diff(name, None, Some(text)),
            Kind::Changed { text, kept } => file_diff(name, Some(kept), Some(text)),
            Kind::Surplus { kept } => file_diff(name, Some(kept), None),
            Kind::Blocked(_) => String::new(),
        }
    }
}

/// The differences between what is rendered and what is kept, in the order of the paths.
pub fn compare(rendered: &Rendering, kept: &Kept) -> Vec<Difference> {
    let mut rest: BTreeMap<&str, _> = kept.files().collect();
    let mut found = Vec::new();
    for (path, file) in rendered.files() {
        let path = path.as_str();
        let text = || file.text.clone();
        let kind = match rest.remove(path) {
            None if kept.has_folder(path) => Kind::Blocked("a folder is in its place".to_owned()),
            None => Kind::Missing { text: text() },
            Some(Err(why)) => Kind::Blocked(why.clone()),
            Some(Ok(bytes)) if say(bytes, &file.text) => continue,
            Some(Ok(bytes)) => Kind::Changed {
                text: text(),
                kept: bytes.clone(),
            },
        };
        found.push(Difference {
            path: path.to_owned(),
            kind,
        });
    }
    let rest = rest.into_iter().map(|(path, kept)| Difference {
        path: path.to_owned(),
        kind: match kept {
            Ok(bytes) => Kind::Surplus {
                kept: bytes.clone(),
            },
            Err(why) => Kind::Blocked(why.clone()),
        },
    });
    found.extend(rest);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

#[cfg(test)]
mod tests;
