//! `wmigen.lock`: what wmigen wrote into this crate, so that a later run can tell its own text from an
//! edit, and a file that it made from one that was there already.
//!
//! The file is committed, so it is sorted, carries no time and no name of a machine, and changes only
//! when the files that it lists change. What is read from it is not trusted: see [`CratePath`].

mod document;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, ensure};
use semver::Version;

use super::hash::Hash;
use super::path::{CratePath, JOURNAL, LOCK};
use super::rendering::Rendering;
use crate::conflicts;
use crate::diagnostics::Diagnostic;
use crate::render::Ownership;
use document::Purpose;

/// The largest lock that is read, in bytes: that of a thousand classes is twenty times smaller.
const LARGEST: u64 = 16 * 1024 * 1024;

const HEADER: &str = "# Written by wmigen. Commit this file; do not edit it.\n";

/// The files that wmigen wrote, by path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// The version of the wmigen that wrote the lock.
    pub generator: Version,
    /// The spec that the files were made from; its text is kept among the bases.
    pub spec: Option<Hash>,
    /// The user's templates that the files were made by, if there were any: a hash of all of them.
    pub templates: Option<Hash>,
    /// What proves that the wmigen that wrote the lock renders the files below from that spec: see
    /// [`recall`](super::recall()). A lock without it costs time, and is as good.
    pub fingerprint: Option<Hash>,
    /// Every file that wmigen wrote or found in its place.
    pub files: BTreeMap<CratePath, Entry>,
    /// Further texts that wmigen wrote to a file: on the other branch, where git could not merge the lock, or
    /// in a run that did not come to its end.
    also: BTreeMap<CratePath, BTreeSet<Hash>>,
    /// The files of the user's that such a run was about to make.
    making: BTreeSet<CratePath>,
    /// The backups that such a run was about to make, by their numbers.
    backups: BTreeSet<u32>,
    /// Whether there was such a run.
    unfinished: bool,
    /// Whether the text has git's conflict markers, and so is to be written anew.
    in_conflict: bool,
}

/// What the lock knows of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Whose the file is.
    pub kind: Kind,
    /// The text that wmigen wrote last or, of a user's file, offered last; none for one that wmigen found there.
    pub hash: Option<Hash>,
}

/// Whose a file is: its [`Ownership`], unless the user has taken it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// wmigen's.
    Generated,
    /// The user's, once it was written.
    Once,
    /// The user's, but for some keys.
    Keys,
    /// wmigen's by right, and the user's since `wmigen eject`.
    Ejected,
}

impl Kind {
    /// Whether the user may change the file.
    pub fn is_users(self) -> bool {
        self != Self::Generated
    }
}

impl Default for Lock {
    fn default() -> Self {
        Self::new()
    }
}

impl Lock {
    /// An empty lock that says that this wmigen wrote it.
    pub fn new() -> Self {
        Self {
            generator: this_version(),
            spec: None,
            templates: None,
            fingerprint: None,
            files: BTreeMap::new(),
            also: BTreeMap::new(),
            making: BTreeSet::new(),
            backups: BTreeSet::new(),
            unfinished: false,
            in_conflict: false,
        }
    }

    /// The lock of a new crate with these files.
    pub(super) fn of_new(rendering: &Rendering) -> Self {
        let files = rendering.hashed().map(|(path, file, hash)| {
            let (kind, hash) = (file.ownership.into(), Some(hash));
            (path.clone(), Entry { kind, hash })
        });
        Self {
            spec: rendering.spec_hash(),
            templates: rendering.templates(),
            fingerprint: rendering.fingerprint(),
            files: files.collect(),
            ..Self::new()
        }
    }

    /// The text of the lock in the crate at `root`; none if there is no lock.
    ///
    /// # Errors
    /// When there is something of that name that gives no text.
    pub fn load(root: &Path) -> anyhow::Result<Option<String>> {
        load(&root.join(LOCK))
    }

    /// The text of the journal in the crate at `root`; none unless a run there was cut short.
    ///
    /// # Errors
    /// When there is something of that name that gives no text.
    pub fn load_journal(root: &Path) -> anyhow::Result<Option<String>> {
        load(&root.join(JOURNAL))
    }

    /// The text of the file, the same for the same lock.
    ///
    /// # Errors
    /// When TOML cannot express the lock, which no checked path or hash brings about.
    pub fn to_text(&self) -> anyhow::Result<String> {
        Ok(format!("{HEADER}{}", document::write(self)?))
    }

    /// Reads the text of a lock and checks all of it. Where git has left both sides of a merge in it, both count.
    ///
    /// # Errors
    /// Every problem found: broken TOML, a newer format, a path that leaves the crate, a path twice.
    pub fn read(text: &str) -> Result<Self, Vec<Diagnostic>> {
        let Some([ours, theirs]) = conflicts::sides(text) else {
            return document::read(text, Purpose::Lock);
        };
        let read = |side: &str| document::read(side, Purpose::Lock);
        let (mut lock, theirs) = (read(&ours)?, read(&theirs)?);
        lock.admit(theirs);
        lock.in_conflict = true;
        Ok(lock)
    }

    /// The same lock with what an unfinished run was about to write.
    ///
    /// # Errors
    /// Every problem found in the journal. The lock then counts as one of an unfinished run all the same.
    pub fn add_journal(&mut self, text: &str) -> Result<(), Vec<Diagnostic>> {
        self.unfinished = true;
        self.admit(document::read(text, Purpose::Journal)?);
        Ok(())
    }

    /// What a run says that starts from this lock, leads to `next`, makes these files of the user's and this backup,
    /// before it writes anything. All that is known now is part of it, so that a run after it may be cut short as well.
    pub(super) fn journal(
        &self,
        next: &Self,
        making: impl Iterator<Item = CratePath>,
        backup: Option<u32>,
    ) -> Self {
        let mut journal = next.clone();
        // It is no rendering's.
        journal.fingerprint = None;
        journal.making.extend(making);
        journal.backups.extend(backup);
        journal.admit(self.clone());
        journal
    }

    /// The texts that it knows of.
    pub(super) fn hashes(&self) -> impl Iterator<Item = Hash> {
        let last = self.files.values().filter_map(|entry| entry.hash);
        last.chain(self.also.values().flatten().copied())
    }

    /// Whether wmigen wrote the text with this hash to the file.
    pub fn wrote(&self, path: &CratePath, hash: Hash) -> bool {
        let last = self
            .files
            .get(path)
            .is_some_and(|entry| entry.hash == Some(hash));
        last || self.also.get(path).is_some_and(|also| also.contains(&hash))
    }

    /// Whether a run that was cut short may have left half of this file of the user's.
    pub fn may_be_torn(&self, path: &CratePath) -> bool {
        self.making.contains(path)
    }

    /// Whether all that is known is in the lock itself: no run was cut short, and no merge of git's is unresolved.
    pub fn is_settled(&self) -> bool {
        !self.unfinished && !self.in_conflict
    }

    /// Whether it has nothing that only a journal has.
    fn is_settled_text(&self) -> bool {
        self.making.is_empty() && self.backups.is_empty() && self.also.is_empty()
    }

    /// The numbers of the backups that runs were about to make that were cut short.
    pub fn unfinished_backups(&self) -> impl Iterator<Item = u32> {
        self.backups.iter().copied()
    }

    /// Whether a run was cut short.
    pub fn is_unfinished(&self) -> bool {
        self.unfinished
    }

    /// Whether a newer wmigen wrote the lock.
    pub fn is_newer(&self) -> bool {
        self.generator > this_version()
    }

    /// Whether what stands on disk for this lock says what `next` says. Which older wmigen wrote it does not matter, nor by
    /// which templates the same files were made, and so neither does its fingerprint; a newer one would be asked for again and
    /// again.
    pub(super) fn says_the_same_as(&self, next: &Self) -> bool {
        let may_stand = self.is_settled() && self.generator <= next.generator;
        may_stand && self.spec == next.spec && self.files == next.files
    }

    /// Takes over what another lock of the same crate knows. Where both know a file, this one is asked first.
    fn admit(&mut self, other: Self) {
        for (path, theirs) in other.files {
            let Some(ours) = self.files.get_mut(&path) else {
                self.files.insert(path, theirs);
                continue;
            };
            // If it is the user's for either it is the user's.
            if ours.kind == Kind::Generated {
                ours.kind = theirs.kind;
            }
            if let Some(hash) = theirs.hash.filter(|hash| ours.hash != Some(*hash)) {
                self.also.entry(path).or_default().insert(hash);
            }
        }
        for (path, hashes) in other.also {
            self.also.entry(path).or_default().extend(hashes);
        }
        self.making.extend(other.making);
        self.backups.extend(other.backups);
        self.spec = self.spec.or(other.spec);
        self.templates = self.templates.or(other.templates);
        self.generator = self.generator.clone().max(other.generator);
    }
}

/// The version of this wmigen.
fn this_version() -> Version {
    Version::parse(env!("CARGO_PKG_VERSION")).expect("cargo takes no other version")
}

impl From<Ownership> for Kind {
    fn from(ownership: Ownership) -> Self {
        match ownership {
            Ownership::Generated => Self::Generated,
            Ownership::Once => Self::Once,
            Ownership::Keys => Self::Keys,
        }
    }
}

/// The text of a file that holds a lock; none if there is no such file.
fn load(path: &Path) -> anyhow::Result<Option<String>> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    };
    ensure!(found.is_file(), "it is not a regular file");
    ensure!(
        found.len() <= LARGEST,
        "it is larger than 16 MiB, which no lock is"
    );
    let bytes = fs::read(path)?;
    Ok(Some(String::from_utf8(bytes).context("it is not UTF-8")?))
}

#[cfg(test)]
mod tests;
