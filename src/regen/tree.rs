//! What stands in the crate where wmigen would write or delete: a picture taken once, so that the plan
//! is a function of values and every verb judges the same facts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use super::bases::Bases;
use super::hash::Hash;
use super::lock::Lock;
use super::path::{BACKUPS, CratePath, JOURNAL, LOCK};
use super::place::{Folders, Obstacle, Place};
use super::rendering::{Outline, Rendering};
use super::stale::{self, Stale};
use crate::cores;
use crate::render::Ownership;

/// A path that was not looked at must never pass for an absent one: that would be written over.
static UNSEEN: LazyLock<Place> =
    LazyLock::new(|| Place::Obstacle(Obstacle::Unreachable("it was not looked at".to_owned())));

/// The state of every path that a rendering or a lock names.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Each with the hash of what is in a file.
    places: BTreeMap<CratePath, (Place, Option<Hash>)>,
    bases: Bases,
    stale: Vec<Stale>,
    next_backup: u32,
    record: [Option<Vec<u8>>; 2],
}

impl Tree {
    /// Looks at every path of `rendering` and `lock` in the crate at `root`.
    pub fn read(root: &Path, rendering: &Rendering, lock: &Lock) -> Self {
        let files = rendering.files();
        let files = files.map(|(path, file)| (path, file.ownership));
        let mut tree = Self::of_lock(root, lock);
        tree.look(root, files, lock);
        tree.with_stale(root, rendering, lock)
    }

    /// Looks at every path of `lock`, before it is known what is in the spec. The rest is still to be looked at: see
    /// [`Tree::with_outline`].
    pub fn of_lock(root: &Path, lock: &Lock) -> Self {
        let mut tree = Self {
            places: BTreeMap::new(),
            bases: Bases::read(root),
            stale: Vec::new(),
            next_backup: next_backup(root),
            record: [LOCK, JOURNAL].map(|name| fs::read(root.join(name)).ok()),
        };
        tree.look(root, std::iter::empty(), lock);
        tree
    }

    /// The same, with every path of `outline` and `lock` that has not been looked at, before anything is rendered. What is
    /// left of interrupted runs is not known then: see [`Tree::with_stale`].
    #[must_use]
    pub fn with_outline(mut self, root: &Path, outline: &Outline, lock: &Lock) -> Self {
        let files = outline.files();
        self.look(root, files.map(|(path, file)| (path, file.ownership)), lock);
        self
    }

    fn look<'a>(
        &mut self,
        root: &Path,
        files: impl Iterator<Item = (&'a CratePath, Ownership)>,
        lock: &Lock,
    ) {
        let mut paths: BTreeSet<_> = lock.files.keys().cloned().collect();
        let taken_over = lock.files.iter();
        let taken_over = taken_over.filter(|(_, entry)| entry.kind.is_users());
        paths.extend(taken_over.map(|(path, _)| path.incoming()));
        for (path, ownership) in files {
            paths.insert(path.clone());
            if ownership != Ownership::Generated {
                paths.insert(path.incoming());
            }
        }
        paths.retain(|path| !self.places.contains_key(path));
        let folders = Folders::look(root, paths.iter());
        let paths: Vec<_> = paths.into_iter().collect();
        let places = cores::map(&paths, |path| {
            let place = Place::read_in(&folders, root, path);
            let hash = match &place {
                Place::File(bytes) => Some(Hash::of(bytes)),
                Place::Absent | Place::Obstacle(_) => None,
            };
            (place, hash)
        });
        self.places.extend(paths.into_iter().zip(places));
    }

    /// The same, with what interrupted runs have left behind.
    #[must_use]
    pub fn with_stale(self, root: &Path, rendering: &Rendering, lock: &Lock) -> Self {
        let paths = self.places.keys().collect();
        let stale = stale::find(root, &paths, rendering, lock, self.next_backup);
        Self { stale, ..self }
    }

    /// What stood at `path`.
    pub fn at(&self, path: &CratePath) -> &Place {
        self.places.get(path).map_or(&*UNSEEN, |(place, _)| place)
    }

    /// The hash of what stood at `path`; none if it was no file.
    pub(super) fn hash_at(&self, path: &CratePath) -> Option<Hash> {
        self.places.get(path).and_then(|(_, hash)| *hash)
    }

    /// The texts that merges start from.
    pub fn bases(&self) -> &Bases {
        &self.bases
    }

    /// What an interrupted run left behind.
    pub(super) fn stale(&self) -> &[Stale] {
        &self.stale
    }

    /// The bytes of the lock and of the journal, if there are any.
    pub(super) fn record(&self) -> &[Option<Vec<u8>>; 2] {
        &self.record
    }

    /// The number of the first backup folder that is free.
    pub fn next_backup(&self) -> u32 {
        self.next_backup
    }
}

/// The number of the first backup folder that is free in the crate at `root`: one more than the highest.
pub fn next_backup(root: &Path) -> u32 {
    let Ok(entries) = fs::read_dir(root.join(BACKUPS)) else {
        return 1;
    };
    let numbers = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    numbers.max().unwrap_or(0).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regen::place::Obstacle;

    fn path(text: &str) -> CratePath {
        CratePath::parse(text).expect(text)
    }

    #[test]
    fn backups_are_numbered_on() {
        let root = tempfile::tempdir().expect("a folder");
        assert_eq!(next_backup(root.path()), 1);
        for name in ["1", "10", "9", "notes"] {
            fs::create_dir_all(root.path().join(BACKUPS).join(name)).expect("a folder");
        }
        assert_eq!(next_backup(root.path()), 11);
    }

    #[test]
    fn an_unseen_path_is_not_absent() {
        assert!(matches!(
            Tree::default().at(&path("x")),
            Place::Obstacle(Obstacle::Unreachable(_))
        ));
    }
}
