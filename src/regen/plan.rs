//! What is to be done to a crate so that it equals a rendering: decided here, from values alone, and
//! read alike by the real run, `--dry-run`, `--diff` and `check`.
//!
//! The rule behind the table: wmigen replaces or deletes a file only when the lock proves that the text
//! in it is wmigen's own. Everything else is the user's until `--force`, which keeps a copy.

use std::collections::BTreeMap;

use super::lock::{Entry, Lock};
use super::path::CratePath;
use super::rendering::Rendering;
use super::text::{Hash, normalised};
use super::tree::{Obstacle, Place, Tree};
use crate::render::{Ownership, RenderedFile};

/// What is to be done, file by file.
#[derive(Debug, Clone)]
pub struct Plan {
    /// One step for each file of the rendering and the lock, sorted by path.
    pub steps: BTreeMap<CratePath, Action>,
    /// The lock to write at the end; none if the one on disk lists the same already.
    pub lock: Option<Lock>,
    next_backup: u32,
}

/// What is to be done about one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing: it is as it should be, or it is the user's.
    Unchanged,
    /// Write a file that was never there.
    Create {
        /// The text to write.
        text: String,
    },
    /// Write a file that wmigen once wrote and that is gone.
    Restore {
        /// The text to write.
        text: String,
    },
    /// Replace text that wmigen wrote.
    Update {
        /// The text to write, with LF.
        text: String,
        /// What is there now.
        before: Vec<u8>,
    },
    /// Replace text that wmigen did not write, after copying it to `backup`.
    Overwrite {
        /// The text to write, with LF.
        text: String,
        /// What is there now.
        before: Vec<u8>,
        /// Where its copy goes.
        backup: CratePath,
    },
    /// Delete text that wmigen wrote and no longer renders.
    Remove {
        /// What is there now.
        before: Vec<u8>,
    },
    /// Keep a file that is no longer rendered, because what is in it is not only wmigen's.
    Orphan,
    /// Do nothing at all, in the whole crate.
    Refuse(Refusal),
}

/// Why a file stops the whole plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// wmigen wrote the file, and somebody changed it.
    Edited {
        /// The text that wmigen would write.
        text: String,
        /// What is there now.
        before: Vec<u8>,
    },
    /// wmigen did not write the file.
    Foreign {
        /// The text that wmigen would write.
        text: String,
        /// What is there now.
        before: Vec<u8>,
    },
    /// There is something that wmigen cannot replace.
    Blocked(Obstacle),
}

/// Plans how the crate seen in `tree`, last written as `lock` says, becomes `rendering`.
pub fn plan(rendering: &Rendering, lock: &Lock, tree: &Tree) -> Plan {
    let mut steps = BTreeMap::new();
    let mut next = Lock::new();
    for (path, file) in rendering.files() {
        let (entry, place) = (lock.files.get(path), tree.at(path));
        let action = match file.ownership {
            Ownership::Generated => generated(file, entry, &place),
            Ownership::Once => once(file, entry, &place),
        };
        next.files
            .insert(path.clone(), recorded(file, entry, &place, &action));
        steps.insert(path.clone(), action);
    }
    for (path, entry) in lock
        .files
        .iter()
        .filter(|(path, _)| !rendering.contains(path))
    {
        // The lock forgets what is gone, and remembers an orphan until the user has dealt with it.
        let Some(action) = leftover(*entry, tree.at(path), rendering.meets(path)) else {
            continue;
        };
        if action == Action::Orphan {
            next.files.insert(path.clone(), *entry);
        }
        steps.insert(path.clone(), action);
    }
    let lock = (next.files != lock.files).then_some(next);
    Plan {
        steps,
        lock,
        next_backup: tree.next_backup(),
    }
}

impl Plan {
    /// The same plan with every edited or foreign file overwritten after a copy of it has been made.
    #[must_use]
    pub fn forced(mut self) -> Self {
        for (path, action) in &mut self.steps {
            if let Action::Refuse(
                Refusal::Edited { text, before } | Refusal::Foreign { text, before },
            ) = action
            {
                let (text, before) = (std::mem::take(text), std::mem::take(before));
                *action = Action::Overwrite {
                    text,
                    before,
                    backup: path.in_backup(self.next_backup),
                };
            }
        }
        self
    }

    /// The files that stop the plan, and why.
    pub fn refusals(&self) -> impl Iterator<Item = (&CratePath, &Refusal)> {
        self.steps.iter().filter_map(|(path, action)| match action {
            Action::Refuse(refusal) => Some((path, refusal)),
            _ => None,
        })
    }

    /// The steps that a user wants to hear of.
    pub fn visible(&self) -> impl Iterator<Item = (&CratePath, &Action)> {
        self.steps
            .iter()
            .filter(|(_, action)| **action != Action::Unchanged)
    }

    /// Whether the crate is as the rendering has it, with nothing left over.
    pub fn is_clean(&self) -> bool {
        self.lock.is_none() && self.visible().next().is_none()
    }
}

impl Action {
    /// The word for it in every list that wmigen prints.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Create { .. } => "create",
            Self::Restore { .. } => "restore",
            Self::Update { .. } => "update",
            Self::Overwrite { .. } => "overwrite",
            Self::Remove { .. } => "remove",
            Self::Orphan => "orphan",
            Self::Refuse(Refusal::Edited { .. }) => "edited",
            Self::Refuse(Refusal::Foreign { .. }) => "foreign",
            Self::Refuse(Refusal::Blocked(_)) => "blocked",
        }
    }
}

/// Decides about a file that wmigen owns.
fn generated(file: &RenderedFile, entry: Option<&Entry>, place: &Place) -> Action {
    let text = file.text.clone();
    let before = match place {
        Place::Absent if entry.is_some() => return Action::Restore { text },
        Place::Absent => return Action::Create { text },
        Place::Obstacle(obstacle) => return Action::Refuse(Refusal::Blocked(obstacle.clone())),
        Place::File(before) => before.clone(),
    };
    if *normalised(&before) == *text.as_bytes() {
        return Action::Unchanged;
    }
    match entry.and_then(|entry| entry.hash) {
        Some(written) if written == Hash::of(&before) => Action::Update { text, before },
        Some(_) => Action::Refuse(Refusal::Edited { text, before }),
        None => Action::Refuse(Refusal::Foreign { text, before }),
    }
}

/// Decides about a file that is written once and then the user's.
fn once(file: &RenderedFile, entry: Option<&Entry>, place: &Place) -> Action {
    let deleted_by_user = entry.is_some() && !is_required(file);
    match place {
        Place::Obstacle(
            Obstacle::Folder | Obstacle::BehindSymlink(_) | Obstacle::BehindFile(_),
        )
        | Place::Absent
            if deleted_by_user =>
        {
            Action::Unchanged
        }
        Place::Absent if entry.is_some() => Action::Restore {
            text: file.text.clone(),
        },
        Place::Absent => Action::Create {
            text: file.text.clone(),
        },
        Place::Obstacle(
            obstacle @ (Obstacle::Folder | Obstacle::BehindSymlink(_) | Obstacle::BehindFile(_)),
        ) => Action::Refuse(Refusal::Blocked(obstacle.clone())),
        // There is something by that name, and whatever it is, it is the user's: a link of theirs, too.
        Place::File(_)
        | Place::Obstacle(Obstacle::Symlink | Obstacle::Special | Obstacle::Unreadable(_)) => {
            Action::Unchanged
        }
    }
}

/// Decides about a file that the lock has and the rendering has not; `meets` says that a rendered file
/// differs from it only in case. None if it is gone already.
fn leftover(entry: Entry, place: Place, meets: bool) -> Option<Action> {
    match place {
        Place::Absent => None,
        // Where case does not count it is the rendered file itself: deleting it would delete that.
        Place::File(before)
            if entry.ownership == Ownership::Generated
                && entry.hash == Some(Hash::of(&before))
                && !meets =>
        {
            Some(Action::Remove { before })
        }
        Place::File(_) | Place::Obstacle(_) => Some(Action::Orphan),
    }
}

/// Whether the crate cannot compile without this file of the user's: cargo wants the manifest and the
/// library's root, and the generated code declares the handler of every class as a module. Any other file
/// that the user deleted stays deleted.
fn is_required(file: &RenderedFile) -> bool {
    ["Cargo.toml", "src/lib.rs"].contains(&file.path.as_str())
        || file.path.starts_with("src/classes/")
}

/// What the lock says of a rendered file once `action` is done.
fn recorded(file: &RenderedFile, entry: Option<&Entry>, place: &Place, action: &Action) -> Entry {
    let rendered = Hash::of(file.text.as_bytes());
    let hash = match (file.ownership, action, place) {
        (Ownership::Generated, ..)
        | (Ownership::Once, Action::Create { .. } | Action::Restore { .. }, _) => Some(rendered),
        // The user's file keeps what was written into it then; a later rendering never was in it.
        _ if entry.is_some() => entry.and_then(|entry| entry.hash),
        // A run that ended before it wrote the lock left its own text; anything else is not ours.
        (.., Place::File(text)) => Some(rendered).filter(|rendered| *rendered == Hash::of(text)),
        _ => None,
    };
    Entry {
        ownership: file.ownership,
        hash,
    }
}

#[cfg(test)]
mod tests;
