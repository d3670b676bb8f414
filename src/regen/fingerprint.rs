//! The fingerprint of a rendering: what says, without rendering anything, that rendering would give what the lock says.
//!
//! It is a hash of all that the files follow from, which is the spec, the user's templates and this wmigen, and of what they
//! came to be. A lock
//! that has it vouches for its own rows: what is true of them was true of the rendering. The lock is a file like any other,
//! and whoever forges a file of the crate can forge its rows and the fingerprint, too: see docs/regeneration.md.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::hash::Hash;
use super::lock::{Entry, Kind, Lock};
use super::path::CratePath;
use super::place::Place;
use super::rendering::{Outline, Rendering};
use super::tree::Tree;
use crate::line_ends::normalised;
use crate::render::{MadeOf, Ownership};

/// This wmigen: a hash of its version, its templates and its code.
pub const IDENTITY: &str = identity::IDENTITY;

mod identity {
    include!(concat!(env!("OUT_DIR"), "/identity.rs"));
}

/// The hash of what the crate is made of by the user's own files besides the spec: the templates, by their paths and their
/// texts, and the classes of their MOF; none if there are none.
pub fn hash_of_own(made_of: MadeOf<'_>) -> Option<Hash> {
    let texts = made_of.own_texts();
    if texts.is_empty() {
        return None;
    }
    let mut all = Sha256::new();
    for (path, text) in texts {
        // With their lengths, so that no text is taken for a path and a text.
        for part in [&path, text] {
            all.update(format!("{}\n", part.len()));
            all.update(part);
        }
    }
    Some(Hash::from_digest(all.finalize().into()))
}

/// What files are rendered from, beside this wmigen.
#[derive(Debug, Clone, Copy)]
pub(super) struct From {
    /// The hash of the spec's text.
    pub spec: Hash,
    /// That of the user's templates, if there are any.
    pub templates: Option<Hash>,
}

/// The fingerprint of files that the wmigen of this identity has rendered from this; by their paths, in order.
pub(super) fn fingerprint<'a>(
    identity: &str,
    from: From,
    files: impl Iterator<Item = (&'a CratePath, Ownership, Hash)>,
) -> Hash {
    let mut all = Sha256::new();
    all.update(format!("{identity}\n{}\n", from.spec));
    if let Some(templates) = from.templates {
        all.update(format!("templates\n{templates}\n"));
    }
    for (path, ownership, hash) in files {
        let kind = match ownership {
            Ownership::Generated => "generated",
            Ownership::Once => "once",
            Ownership::Keys => "keys",
        };
        // No path has a line end in it.
        all.update(format!("{path}\n{kind}\n{hash}\n"));
    }
    Hash::from_digest(all.finalize().into())
}

/// The rendering of the spec that the lock was written for, if the lock proves what it is and all of it stands in the
/// crate: the same that rendering would give, read and not made.
///
/// A file of wmigen's has its text in its place, a user's file has the text of its scaffold among the bases. If one of them
/// is anything else, or a scaffold has changed and is still to be offered, the answer is none. `outline` is of the same
/// spec, and `templates` are the hash of the user's templates of today, which have to be those of then.
pub fn recall(
    outline: &Outline,
    templates: Option<Hash>,
    lock: &Lock,
    tree: &Tree,
) -> Option<Rendering> {
    recall_by(IDENTITY, outline, templates, lock, tree)
}

/// The same for a wmigen of this identity.
fn recall_by(
    identity: &str,
    outline: &Outline,
    templates: Option<Hash>,
    lock: &Lock,
    tree: &Tree,
) -> Option<Rendering> {
    let spec = lock.spec?;
    if !lock.is_settled() || lock.templates != templates || lock.files.len() != outline.len() {
        return None;
    }
    let mut files = BTreeMap::new();
    for (path, file) in outline.files() {
        let entry = lock.files.get(path)?;
        let text = text_of(path, entry, file.ownership, tree)?;
        files.insert(path.clone(), (file.with_text(path, text), entry.hash?));
    }
    let rows = files
        .iter()
        .map(|(path, (file, hash))| (path, file.ownership, *hash));
    let from = From { spec, templates };
    let vouched = lock.fingerprint == Some(fingerprint(identity, from, rows));
    let text = tree.bases().text(spec).filter(|_| vouched)?;
    let text = (text.into_owned(), spec);
    Some(Rendering::recalled(files, text, templates))
}

/// The text that has the hash of the entry.
fn text_of(path: &CratePath, entry: &Entry, ownership: Ownership, tree: &Tree) -> Option<String> {
    let hash = entry.hash?;
    if entry.kind != ownership.into()
        && (entry.kind, ownership) != (Kind::Ejected, Ownership::Generated)
    {
        return None;
    }
    if entry.kind.is_users() {
        return Some(tree.bases().text(hash)?.into_owned());
    }
    let Place::File(bytes) = tree.at(path) else {
        return None;
    };
    let is_it = tree.hash_at(path) == Some(hash);
    is_it
        .then(|| String::from_utf8(normalised(bytes).into_owned()).ok())
        .flatten()
}

#[cfg(test)]
mod tests;
