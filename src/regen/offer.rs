//! What `wmigen update` does: offers changed scaffolds to the user's files that were made from them.
//!
//! The base of a merge, which is what was last written or merged, moves on only when the new scaffold is in the user's
//! file, or the user says that it is dealt with. So nothing that could not be merged is ever forgotten.

use std::collections::{BTreeMap, BTreeSet};

use super::hash::Hash;
use super::lock::{Entry, Kind, Lock};
use super::path::CratePath;
use super::place::Place;
use super::plan::{Action, Plan};
use super::rendering::Rendering;
use super::tree::Tree;
use crate::conflicts;
use crate::line_ends::say;
use crate::merge::{self, Merged, Renamed};
use crate::render::RenderedFile;

/// The reason that leaves both texts to choose from.
const SAME_LINES: &str = "you have changed the same lines";

/// What the scaffolds are under the names of before.
#[derive(Debug, Clone, Default)]
pub struct Renames {
    /// The scaffold that a file would have, by the file's path of today.
    pub former: BTreeMap<String, String>,
    /// What has another name.
    pub names: merge::Names,
}

/// How scaffolds are offered.
#[derive(Debug, Clone, Default)]
pub struct Offer {
    /// What was called otherwise.
    pub renames: Renames,
    /// Write a merge that failed into the user's file, with conflict markers.
    pub markers: bool,
    /// The files whose conflict the user has dealt with.
    pub accepted: BTreeSet<CratePath>,
}

/// Plans the merges, for a crate whose lock is settled.
pub fn offer(rendering: &Rendering, lock: &Lock, tree: &Tree, offer: &Offer) -> Plan {
    let mut steps = BTreeMap::new();
    let mut next = lock.clone();
    for (path, file, hash) in pending(rendering, lock) {
        let Some(entry) = lock.files.get(path) else {
            continue;
        };
        let offered = Offered {
            path,
            file,
            tree,
            options: offer,
        };
        let Some(action) = offered.action(entry) else {
            continue;
        };
        if !matches!(action, Action::Conflict { .. }) {
            let hash = Some(hash);
            next.files.insert(path.clone(), Entry { hash, ..*entry });
        }
        steps.insert(path.clone(), action);
    }
    let settled = steps
        .iter()
        .filter(|(_, action)| !matches!(action, Action::Conflict { .. }));
    let dealt_with: Vec<_> = settled
        .filter_map(|(path, _)| incoming_copy(path, rendering, tree))
        .collect();
    steps.extend(dealt_with);
    Plan::new(steps, next, rendering, lock, tree)
}

/// The user's files whose scaffold is not the one that was last written or merged, or that were there before it.
pub fn pending<'a>(
    rendering: &'a Rendering,
    lock: &'a Lock,
) -> impl Iterator<Item = (&'a CratePath, &'a RenderedFile, Hash)> {
    rendering.hashed().filter(|(path, _, hash)| {
        let entry = lock.files.get(path);
        entry.is_some_and(|entry| {
            matches!(entry.kind, Kind::Once | Kind::Ejected) && entry.hash != Some(*hash)
        })
    })
}

/// The scaffold that was put beside a file, if it is still as it was put there.
fn incoming_copy(
    path: &CratePath,
    rendering: &Rendering,
    tree: &Tree,
) -> Option<(CratePath, Action)> {
    let file = rendering.file(path)?;
    match tree.at(&path.incoming()) {
        Place::File(before) if say(before, &file.text) => {
            let before = before.clone();
            Some((path.incoming(), Action::Remove { before }))
        }
        _ => None,
    }
}

/// A scaffold that has changed, and the file that it is offered to.
struct Offered<'a> {
    path: &'a CratePath,
    file: &'a RenderedFile,
    tree: &'a Tree,
    options: &'a Offer,
}

impl Offered<'_> {
    /// What is to be done; none for a file that the user has deleted, or that generation has still to make.
    fn action(&self, entry: &Entry) -> Option<Action> {
        let base = entry.hash.and_then(|hash| self.tree.bases().text(hash));
        let yours = match self.tree.at(self.path) {
            Place::Absent => return None,
            _ if self.options.accepted.contains(self.path) => return Some(Action::Unchanged),
            Place::Obstacle(_) => {
                return Some(self.conflict(base.as_deref(), "it is not a regular file"));
            }
            Place::File(yours) => yours,
        };
        if conflicts::conflict_marker(yours).is_some() {
            return Some(self.conflict(
                base.as_deref(),
                "it still has the conflict markers of another merge",
            ));
        }
        let Some(base) = base else {
            let same = say(yours, &self.file.text);
            return Some(if same {
                Action::Unchanged
            } else {
                let why = match entry.hash {
                    Some(_) => "the scaffold that it was made from is not in .wmigen/base",
                    None => "it is older than its scaffold",
                };
                self.conflict(None, why)
            });
        };
        Some(match self.merged(&base, yours) {
            Merged::Unchanged => Action::Unchanged,
            Merged::Clean(_) if say(yours, &base) => Action::Update {
                text: self.file.text.clone(),
                before: yours.clone(),
            },
            Merged::Clean(merged) => self.merge(merged, yours, false),
            Merged::Conflict { marked } if self.options.markers => self.merge(marked, yours, true),
            Merged::Conflict { .. } => self.conflict(Some(&base), SAME_LINES),
            Merged::NotText => self.conflict(Some(&base), "it is not UTF-8 text"),
        })
    }

    fn merged(&self, base: &str, yours: &[u8]) -> Merged {
        let new = &self.file.text;
        let Renames { former, names } = &self.options.renames;
        match former
            .get(self.path.as_str())
            .filter(|former| *former != new)
        {
            Some(former) => merge::merge_renamed(base, yours, new, Renamed { former, names }),
            None => merge::merge_text(base, yours, new),
        }
    }

    fn merge(&self, merged: Vec<u8>, before: &[u8], markers: bool) -> Action {
        let (backup, keys) = (self.path.in_backup(self.tree.next_backup()), Vec::new());
        Action::Merge {
            merged,
            before: before.to_vec(),
            backup,
            keys,
            markers,
        }
    }

    fn conflict(&self, base: Option<&str>, why: &'static str) -> Action {
        let incoming = self.path.incoming();
        let replaced = match self.tree.at(&incoming) {
            // Somebody may have worked in it.
            Place::File(bytes) if !say(bytes, &self.file.text) => {
                let backup = incoming.in_backup(self.tree.next_backup());
                Some((bytes.clone(), backup))
            }
            _ => None,
        };
        Action::Conflict {
            text: self.file.text.clone(),
            incoming,
            replaced,
            base: base.map(str::to_owned),
            why,
            mergeable: why == SAME_LINES,
        }
    }
}
