//! The table: what is rendered, what the lock says and what stands on disk make one action.

use super::{Action, Refusal, kept};
use crate::regen::lock::{Entry, Kind, Lock};
use crate::regen::merge::{self, ManifestMerge};
use crate::regen::path::CratePath;
use crate::regen::rendering::Rendering;
use crate::regen::text::{Hash, normalised};
use crate::regen::tree::{Obstacle, Place, Tree};
use crate::render::{Ownership, RenderedFile};

/// A rendered file, and all that its fate depends on.
pub struct Decision<'a> {
    pub path: &'a CratePath,
    pub file: &'a RenderedFile,
    pub rendering: &'a Rendering,
    pub lock: &'a Lock,
    pub tree: &'a Tree,
}

impl Decision<'_> {
    /// What is to be done about the file.
    pub fn action(&self) -> Action {
        match self.kind() {
            Kind::Generated => self.generated(),
            Kind::Once | Kind::Ejected => self.users(),
            Kind::Keys => self.keys(),
        }
    }

    /// What the lock says of the file once `action` is done.
    pub fn recorded(&self, action: &Action) -> Entry {
        let kind = self.kind();
        let rendered = Hash::of(self.file.text.as_bytes());
        let entry = self.entry();
        let hash = match (kind, action) {
            (Kind::Generated | Kind::Keys, _)
            | (_, Action::Create { .. } | Action::Restore { .. })
            // Half a scaffold is made a whole one.
            | (Kind::Once, Action::Update { .. }) => Some(rendered),
            (_, Action::Rename { from, .. }) => {
                self.lock.files.get(from).and_then(|entry| entry.hash)
            }
            // The user's file keeps what was last written or merged into it; a later rendering never was in it.
            _ if entry.is_some() => entry.and_then(|entry| entry.hash),
            // What equals the scaffold was made from it, as in a crate whose lock is lost; anything else is not ours.
            _ => match self.place() {
                Place::File(text) => Some(rendered).filter(|rendered| *rendered == Hash::of(&text)),
                _ => None,
            },
        };
        Entry {
            hash,
            ..kept(entry, self.file.ownership)
        }
        .of_kind(kind)
    }

    /// Whose the file is: the user's, if they have taken it over.
    fn kind(&self) -> Kind {
        match self.entry() {
            Some(Entry {
                kind: Kind::Ejected,
                ..
            }) if self.file.ownership == Ownership::Generated => Kind::Ejected,
            _ => self.file.ownership.into(),
        }
    }

    fn entry(&self) -> Option<&Entry> {
        self.lock.files.get(self.path)
    }

    fn place(&self) -> Place {
        self.tree.at(self.path)
    }

    /// Decides about a file that wmigen owns.
    fn generated(&self) -> Action {
        let text = self.file.text.clone();
        let before = match self.place() {
            Place::Absent if self.entry().is_some() => return Action::Restore { text },
            Place::Absent => return Action::Create { text },
            Place::Obstacle(obstacle) => return Action::Refuse(Refusal::Blocked(obstacle)),
            Place::File(before) => before,
        };
        if *normalised(&before) == *text.as_bytes() {
            return Action::Unchanged;
        }
        if self.is_wmigens(&before) || is_torn(&before, &text) {
            return Action::Update { text, before };
        }
        if self.entry().is_some_and(|entry| entry.hash.is_some()) {
            Action::Refuse(Refusal::Edited { text, before })
        } else {
            Action::Refuse(Refusal::Foreign { text, before })
        }
    }

    /// Whether wmigen wrote what is in the file: it did write both sides of a conflict that git left in it, if the lock
    /// knows them.
    fn is_wmigens(&self, before: &[u8]) -> bool {
        let wrote = |bytes: &[u8]| self.lock.wrote(self.path, Hash::of(bytes));
        let sides = || merge::side_texts(std::str::from_utf8(before).ok()?);
        wrote(before)
            || sides().is_some_and(|sides| sides.iter().all(|side| wrote(side.as_bytes())))
    }

    /// Decides about a file that is written once and then the user's.
    fn users(&self) -> Action {
        if let Some(action) = self.renamed() {
            return action;
        }
        let text = self.file.text.clone();
        // What a run did not come to make, nobody has deleted.
        let was_made = self.entry().is_some() && !self.lock.may_be_torn(self.path);
        let deleted_by_user = was_made && !self.is_required();
        if let Place::Obstacle(obstacle @ Obstacle::Unreachable(_)) = self.place()
            && self.is_required()
        {
            // It may be missing, and the crate cannot do without.
            return Action::Refuse(Refusal::Blocked(obstacle));
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
            Place::Absent if was_made => Action::Restore { text },
            Place::Absent => Action::Create { text },
            Place::Obstacle(
                obstacle
                @ (Obstacle::Folder | Obstacle::BehindSymlink(_) | Obstacle::BehindFile(_)),
            ) => Action::Refuse(Refusal::Blocked(obstacle)),
            // A user may empty a file of theirs; a run that was cut short leaves some empty, too.
            Place::File(before) if self.lock.may_be_torn(self.path) && is_torn(&before, &text) => {
                Action::Update { text, before }
            }
            // There is something by that name, and whatever it is, it is the user's: a link of theirs, too.
            Place::File(_)
            | Place::Obstacle(
                Obstacle::Symlink
                | Obstacle::Special
                | Obstacle::Unreadable(_)
                | Obstacle::Unreachable(_),
            ) => Action::Unchanged,
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
            Place::File(scaffold) if self.is_scaffold(&scaffold) && scaffold != bytes => {
                Some(scaffold)
            }
            _ => return None,
        };
        Some(Action::Rename {
            from,
            bytes,
            replaces,
        })
    }

    /// Whether there is nothing of anybody's but wmigen's in a file of the user's.
    fn is_scaffold(&self, bytes: &[u8]) -> bool {
        self.lock.wrote(self.path, Hash::of(bytes))
            || *normalised(bytes) == *self.file.text.as_bytes()
    }

    /// Decides about the manifest, in which some keys are wmigen's.
    fn keys(&self) -> Action {
        let Place::File(before) = self.place() else {
            return self.users();
        };
        if self.lock.may_be_torn(self.path) && is_torn(&before, &self.file.text) {
            return self.users();
        }
        match self.merge_manifest(&before) {
            Err(why) => Action::Refuse(Refusal::Broken(why)),
            Ok(ManifestMerge { bytes, .. }) if bytes == before => Action::Unchanged,
            Ok(ManifestMerge { bytes, keys, .. }) => Action::Merge {
                merged: bytes,
                before,
                backup: self.path.in_backup(self.tree.next_backup()),
                keys,
                markers: false,
            },
        }
    }

    fn merge_manifest(&self, before: &[u8]) -> Result<ManifestMerge, String> {
        let base = self
            .entry()
            .and_then(|entry| self.tree.bases().text(entry.hash?));
        merge::merge_manifest(base.as_deref(), before, &self.file.text)
    }

    /// What the user has decided otherwise than wmigen needs it by now.
    pub fn notes(&self) -> Vec<String> {
        match (self.kind(), self.place()) {
            (Kind::Keys, Place::File(before)) => {
                let merged = self.merge_manifest(&before);
                merged
                    .map(|merged| merged.disagreements)
                    .unwrap_or_default()
            }
            _ => Vec::new(),
        }
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

/// Decides about a file that the lock has and the rendering has not. None if it is gone already.
pub fn leftover(
    path: &CratePath,
    entry: Entry,
    rendering: &Rendering,
    lock: &Lock,
    tree: &Tree,
) -> Option<Action> {
    match tree.at(path) {
        Place::Absent => None,
        // Where case does not count it is the rendered file itself: deleting it would delete that.
        Place::File(_) if rendering.meets(path) => Some(Action::Orphan),
        Place::File(before)
            if entry.kind == Kind::Generated && lock.wrote(path, Hash::of(&before))
                || is_moved_already(path, &before, rendering, tree) =>
        {
            Some(Action::Remove { before })
        }
        Place::File(_) | Place::Obstacle(_) => Some(Action::Orphan),
    }
}

/// Whether this is one of the two names that a file has when its move was cut short: the same text stands where the
/// class has it now.
fn is_moved_already(path: &CratePath, before: &[u8], rendering: &Rendering, tree: &Tree) -> bool {
    let mut files = rendering.files();
    let now = files.find(|(_, file)| file.former_path.as_deref() == Some(path.as_str()));
    now.is_some_and(|(now, _)| tree.at(now) == Place::File(before.to_vec()))
}

/// Whether `before` is what a crash leaves of `text`, in which there is nothing of anybody else's: its beginning,
/// whatever its line ends, and zeros for what did not reach the disk.
fn is_torn(before: &[u8], text: &str) -> bool {
    let written = before.len() - before.iter().rev().take_while(|byte| **byte == 0).count();
    let beginning = normalised(&before[..written]);
    // Between the two halves of a line end.
    let beginning = beginning.strip_suffix(b"\r").unwrap_or(&beginning);
    text.as_bytes().starts_with(beginning) && beginning.len() < text.len()
}
