//! The table: what is rendered, what the lock says and what stands on disk make one action.

use super::{Action, Refusal};
use crate::line_ends::say;
use crate::merge::{self, ManifestMerge, Unmergeable};
use crate::regen::hash::Hash;
use crate::regen::lock::{Entry, Kind, Lock};
use crate::regen::path::CratePath;
use crate::regen::place::{Obstacle, Place};
use crate::regen::rendering::Rendering;
use crate::regen::stale::is_torn;
use crate::regen::tree::Tree;
use crate::render::{Ownership, RenderedFile};

/// A rendered file, and all that its fate depends on.
pub struct Decision<'a> {
    pub path: &'a CratePath,
    pub file: &'a RenderedFile,
    /// The hash of its text.
    pub hash: Hash,
    pub rendering: &'a Rendering,
    pub lock: &'a Lock,
    pub tree: &'a Tree,
}

/// What is decided about a rendered file.
pub struct Decided {
    /// What is to be done.
    pub action: Action,
    /// What the lock says of the file once that is done.
    pub entry: Entry,
    /// What the user has decided otherwise than wmigen needs it by now, a sentence each.
    pub notes: Vec<String>,
}

impl Decision<'_> {
    /// Decides about the file.
    pub fn decide(&self) -> Decided {
        let kind = self.kind();
        let (action, notes) = match kind {
            Kind::Generated => (self.generated(), Vec::new()),
            Kind::Once | Kind::Ejected => (self.users(), Vec::new()),
            Kind::Keys => self.keys(),
        };
        let hash = self.recorded(kind, &action, notes.is_empty());
        let entry = Entry { kind, hash };
        Decided {
            action,
            entry,
            notes,
        }
    }

    /// The scaffold that is in the file once `action` is done, as far as wmigen knows; `agreed` says whether every key
    /// of wmigen's is as it needs it.
    fn recorded(&self, kind: Kind, action: &Action, agreed: bool) -> Option<Hash> {
        let (rendered, entry) = (self.hash, self.entry());
        match (kind, action) {
            (Kind::Generated, _)
            | (_, Action::Create { .. } | Action::Restore { .. })
            // Half a scaffold is made a whole one.
            | (Kind::Once | Kind::Ejected, Action::Update { .. }) => Some(rendered),
            // As long as the user wants a key otherwise, what wmigen wrote of it is not what it needs by now.
            (Kind::Keys, Action::Unchanged | Action::Merge { .. })
                if agreed && self.is_file() =>
            {
                Some(rendered)
            }
            (_, Action::Rename { from, .. }) => {
                self.lock.files.get(from).and_then(|entry| entry.hash)
            }
            // The user's file keeps what was last written or merged into it; a later rendering never was in it.
            _ if entry.is_some() => entry.and_then(|entry| entry.hash),
            // What equals the scaffold was made from it, as in a crate whose lock is lost; anything else is not ours.
            _ => match self.place() {
                Place::File(_) => Some(rendered).filter(|_| self.hash_on_disk() == Some(rendered)),
                _ => None,
            },
        }
    }

    /// Whose the file is: the user's, if they have taken it over, be it under the class's former name.
    fn kind(&self) -> Kind {
        let ejected = self
            .entry()
            .is_some_and(|entry| entry.kind == Kind::Ejected);
        match self.file.ownership {
            Ownership::Generated if ejected || self.renamed().is_some() => Kind::Ejected,
            ownership => ownership.into(),
        }
    }

    fn entry(&self) -> Option<&Entry> {
        self.lock.files.get(self.path)
    }

    fn is_file(&self) -> bool {
        matches!(self.place(), Place::File(_))
    }

    /// The hash of what is in the file's place.
    fn hash_on_disk(&self) -> Option<Hash> {
        self.tree.hash_at(self.path)
    }

    fn place(&self) -> &Place {
        self.tree.at(self.path)
    }

    /// Decides about a file that wmigen owns.
    fn generated(&self) -> Action {
        let text = || self.file.text.clone();
        let before = match self.place() {
            Place::Absent if self.entry().is_some() => return Action::Restore { text: text() },
            Place::Absent => return Action::Create { text: text() },
            Place::Obstacle(obstacle) => return blocked(obstacle),
            Place::File(before) => before,
        };
        let on_disk = self.hash_on_disk();
        if on_disk == Some(self.hash) {
            return Action::Unchanged;
        }
        let wrote = on_disk.is_some_and(|hash| self.lock.wrote(self.path, hash));
        let is_update = wrote || is_torn(before, &self.file.text);
        let (text, before) = (text(), before.clone());
        if is_update {
            return Action::Update { text, before };
        }
        if self.entry().is_some_and(|entry| entry.hash.is_some()) {
            Action::Refuse(Refusal::Edited { text, before })
        } else {
            Action::Refuse(Refusal::Foreign { text, before })
        }
    }

    /// Decides about a file that is written once and then the user's.
    fn users(&self) -> Action {
        if let Some(action) = self.renamed() {
            return action;
        }
        let text = || self.file.text.clone();
        // What a run did not come to make, nobody has deleted.
        let was_made = self.entry().is_some() && !self.lock.may_be_torn(self.path);
        let deleted_by_user = was_made && !self.is_required();
        if let Place::Obstacle(obstacle @ Obstacle::Unreachable(_)) = self.place()
            && self.is_required()
        {
            // It may be missing, and the crate cannot do without.
            return blocked(obstacle);
        }
        match self.place() {
            Place::Obstacle(
                Obstacle::Folder | Obstacle::BehindSymlink(_) | Obstacle::BehindFile(_),
            )
            | Place::Absent
                if deleted_by_user =>
            {
                Action::Unchanged
            }
            Place::Absent if was_made => Action::Restore { text: text() },
            Place::Absent => Action::Create { text: text() },
            Place::Obstacle(
                obstacle
                @ (Obstacle::Folder | Obstacle::BehindSymlink(_) | Obstacle::BehindFile(_)),
            ) => blocked(obstacle),
            // A user may empty a file of theirs; a run that was cut short leaves some empty, too.
            Place::File(before)
                if self.lock.may_be_torn(self.path) && is_torn(before, &self.file.text) =>
            {
                let (text, before) = (text(), before.clone());
                Action::Update { text, before }
            }
            Place::File(scaffold) if say(scaffold, &self.file.text) => Action::Unchanged,
            // There is something by that name, and whatever it is, it is the user's: a link of theirs, too.
            Place::File(_)
            | Place::Obstacle(
                Obstacle::Symlink
                | Obstacle::Special
                | Obstacle::Unreadable(_)
                | Obstacle::Unreachable(_),
            ) if self.entry().is_none() => Action::Keep,
            Place::File(_) | Place::Obstacle(_) => Action::Unchanged,
        }
    }

    /// The user's file of a class moves when the class is renamed: to where nothing is, or nothing but a scaffold that
    /// nobody has touched.
    fn renamed(&self) -> Option<Action> {
        let from = CratePath::parse(self.file.former_path.as_deref()?).ok()?;
        let entry = self.lock.files.get(&from)?;
        if !entry.kind.is_users() || self.rendering.meets(&from) {
            return None;
        }
        let Place::File(bytes) = self.tree.at(&from) else {
            return None;
        };
        let replaces = match self.place() {
            Place::Absent => None,
            Place::File(scaffold) if self.is_scaffold(scaffold) && scaffold != bytes => {
                Some(scaffold.clone())
            }
            _ => return None,
        };
        Some(Action::Rename {
            from,
            bytes: bytes.clone(),
            replaces,
        })
    }

    /// Whether there is nothing of anybody's but wmigen's in a file of the user's.
    fn is_scaffold(&self, bytes: &[u8]) -> bool {
        self.lock.wrote(self.path, Hash::of(bytes)) || say(bytes, &self.file.text)
    }

    /// Decides about the manifest, in which some keys are wmigen's; and says where the user wants one otherwise.
    fn keys(&self) -> (Action, Vec<String>) {
        let before = match self.place() {
            Place::File(before) => before,
            // What it says is not known, and cargo would follow a link.
            Place::Obstacle(obstacle) => return (blocked(obstacle), Vec::new()),
            Place::Absent => return (self.users(), Vec::new()),
        };
        if self.lock.may_be_torn(self.path) && is_torn(before, &self.file.text) {
            return (self.users(), Vec::new());
        }
        let merge = match self.merge_manifest(before) {
            Ok(merge) => merge,
            Err(why) => {
                let refusal = Refusal::Broken(why.to_string());
                return (Action::Refuse(refusal), Vec::new());
            }
        };
        let action = if merge.bytes == *before {
            Action::Unchanged
        } else {
            Action::Merge {
                merged: merge.bytes,
                before: before.clone(),
                backup: self.path.in_backup(self.tree.next_backup()),
                keys: merge.keys,
                markers: false,
            }
        };
        (action, merge.disagreements)
    }

    fn merge_manifest(&self, before: &[u8]) -> Result<ManifestMerge, Unmergeable> {
        let base = self
            .entry()
            .and_then(|entry| self.tree.bases().text(entry.hash?));
        merge::merge_manifest(base.as_deref(), before, &self.file.text)
    }

    /// Whether the crate cannot compile without this file of the user's: cargo wants the manifest and the
    /// library's root, and the generated code declares the handler of every class as a module. Any other file
    /// that the user deleted stays deleted.
    fn is_required(&self) -> bool {
        self.file.ownership == Ownership::Generated
            || ["Cargo.toml", "src/lib.rs"].contains(&self.file.path.as_str())
            || self.path.is_handler()
    }
}

/// What is in the way stops the plan.
fn blocked(obstacle: &Obstacle) -> Action {
    Action::Refuse(Refusal::Blocked(obstacle.clone()))
}
