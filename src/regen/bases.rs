//! The texts that later merges start from: for every user's file the scaffold that was last written or merged into it,
//! and the spec of the last `generate`.
//!
//! They are kept in the crate and committed, because no other place has them: the wmigen that wrote them may be gone. A
//! scaffold is named by its hash, so that two branches never write different texts to one name. The spec, which changes
//! on every branch, has one name: git would take the spec of each branch for the other's under a new name.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::hash::Hash;
use super::path::{BASES, CratePath, LAST_SPEC};
use super::place;
use crate::cores;
use crate::line_ends::normalised;

/// The largest text that is read, in bytes: a spec may have that size, and everything else is far smaller.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The texts that a crate keeps.
#[derive(Debug, Clone, Default)]
pub struct Bases {
    texts: BTreeMap<Hash, Vec<u8>>,
    /// What has the name of a text and is another, or none.
    damaged: BTreeMap<Hash, Vec<u8>>,
    /// What has the name of the spec, and its hash.
    spec: Option<(Hash, Vec<u8>)>,
}

/// The changes to the texts that a crate keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BaseChanges {
    /// The texts that are missing.
    pub write: Vec<BaseWrite>,
    /// The texts that nothing refers to.
    pub remove: Vec<BaseRemoval>,
}

/// A text that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseWrite {
    /// Its file.
    pub path: CratePath,
    /// The text.
    pub text: String,
    /// What is in the file instead.
    pub before: Option<Vec<u8>>,
    /// Where a copy of that goes, if wmigen did not write it.
    pub backup: Option<CratePath>,
}

/// A text that nothing refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseRemoval {
    /// Its file.
    pub path: CratePath,
    /// What is in it.
    pub before: Vec<u8>,
    /// Where a copy of that goes, if wmigen did not write it.
    pub backup: Option<CratePath>,
}

/// The texts that have to be kept.
pub(super) struct Needed<'a> {
    /// The scaffolds, by their hashes.
    pub scaffolds: BTreeSet<Hash>,
    /// The spec that was generated from before.
    pub last_spec: Option<Hash>,
    /// The spec that is generated from now.
    pub spec: Option<Hash>,
    /// The texts that the lock knows of, before or now: only these may go. Without a lock their purpose is unknown.
    pub known: BTreeSet<Hash>,
    /// All that can be written.
    pub texts: BTreeMap<Hash, &'a str>,
}

impl Bases {
    /// Reads what the crate at `root` keeps. What cannot be read is as good as absent.
    pub fn read(root: &Path) -> Self {
        let mut bases = Self::default();
        // A link might lead anywhere.
        let folder = root.join(BASES);
        let is_folder = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_dir());
        if !folder.parent().is_some_and(is_folder) || !is_folder(&folder) {
            return bases;
        }
        bases.spec = read(&root.join(LAST_SPEC)).map(|bytes| (Hash::of(&bytes), bytes));
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let named = entries.filter_map(|entry| {
            let hash = Hash::from_digits(entry.file_name().to_str()?).ok()?;
            Some((hash, entry.path()))
        });
        let named: Vec<_> = named.collect();
        let read = cores::map(&named, |(hash, path)| {
            let bytes = read(path)?;
            let sound = Hash::of(&bytes) == *hash && std::str::from_utf8(&bytes).is_ok();
            Some((*hash, bytes, sound))
        });
        for (hash, bytes, sound) in read.into_iter().flatten() {
            let into = if sound {
                &mut bases.texts
            } else {
                &mut bases.damaged
            };
            into.insert(hash, bytes);
        }
        bases
    }

    /// The text with this hash, with LF.
    pub fn text(&self, hash: Hash) -> Option<Cow<'_, str>> {
        let spec = self.spec.as_ref().filter(|(spec, _)| *spec == hash);
        let spec = spec.map(|(_, bytes)| bytes);
        let bytes = self.texts.get(&hash).or(spec)?;
        Some(match normalised(bytes) {
            Cow::Borrowed(bytes) => Cow::Borrowed(std::str::from_utf8(bytes).ok()?),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).ok()?),
        })
    }

    /// The changes that keep the needed texts, and no others. A text that is neither kept nor available is missing in
    /// the merge that would start from it. Copies go to the backup with the number `backup`.
    pub(super) fn changes(&self, needed: &Needed<'_>, backup: u32) -> BaseChanges {
        let missing = needed
            .scaffolds
            .iter()
            .filter(|hash| !self.texts.contains_key(hash));
        let write = missing.filter_map(|hash| {
            let path = CratePath::of_base(*hash);
            let before = self.damaged.get(hash).cloned();
            Some(BaseWrite {
                text: (*needed.texts.get(hash)?).to_owned(),
                backup: before.is_some().then(|| path.in_backup(backup)),
                before,
                path,
            })
        });
        let removal = |hash: &Hash, bytes: &Vec<u8>, damaged: bool| {
            let path = CratePath::of_base(*hash);
            BaseRemoval {
                backup: damaged.then(|| path.in_backup(backup)),
                before: bytes.clone(),
                path,
            }
        };
        let unneeded =
            |hash: &Hash| needed.known.contains(hash) && !needed.scaffolds.contains(hash);
        let old = self.texts.iter().filter(|(hash, _)| unneeded(hash));
        let damaged = self.damaged.iter().filter(|(hash, _)| unneeded(hash));
        BaseChanges {
            write: write.chain(self.spec_write(needed, backup)).collect(),
            remove: old
                .map(|(hash, bytes)| removal(hash, bytes, false))
                .chain(damaged.map(|(hash, bytes)| removal(hash, bytes, true)))
                .collect(),
        }
    }

    fn spec_write(&self, needed: &Needed<'_>, backup: u32) -> Option<BaseWrite> {
        let spec = needed.spec?;
        let kept = self.spec.as_ref().map(|(kept, _)| *kept);
        let text = needed.texts.get(&spec).filter(|_| kept != Some(spec))?;
        let path = CratePath::of_last_spec();
        let edited = kept.is_some() && kept != needed.last_spec;
        Some(BaseWrite {
            text: (*text).to_owned(),
            before: self.spec.as_ref().map(|(_, bytes)| bytes.clone()),
            backup: edited.then(|| path.in_backup(backup)),
            path,
        })
    }
}

/// The bytes of a regular file that is not too large.
fn read(path: &Path) -> Option<Vec<u8>> {
    let found = path.symlink_metadata().ok()?;
    let readable = found.is_file() && found.len() <= LARGEST;
    readable
        .then(|| place::read(path, found.len()).ok())
        .flatten()
}

impl BaseWrite {
    /// Whether it is the spec.
    pub(super) fn is_spec(&self) -> bool {
        self.path.as_str() == LAST_SPEC
    }
}

impl BaseChanges {
    /// Whether something has to be copied first.
    pub(super) fn makes_copies(&self) -> bool {
        self.write.iter().any(|base| base.backup.is_some())
            || self.remove.iter().any(|base| base.backup.is_some())
    }

    /// Whether nothing has to be done.
    pub fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }
}

#[cfg(test)]
mod tests;
