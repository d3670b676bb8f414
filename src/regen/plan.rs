//! What is to be done to a crate so that it equals a rendering: decided here, from values alone, and
//! read alike by the real run, `--dry-run`, `--diff` and `check`.
//!
//! The rule behind the table: wmigen replaces or deletes a file only when the lock proves that the text
//! in it is wmigen's own. Everything else is the user's until `--force`, which keeps a copy.

mod action;
mod decide;
mod leftover;

use std::collections::{BTreeMap, BTreeSet};

use super::bases::{BaseChanges, Needed};
use super::hash::Hash;
use super::lock::Lock;
use super::path::{BACKUPS, CratePath};
use super::place::Place;
use super::rendering::Rendering;
use super::stale::Stale;
use super::tree::Tree;
use crate::line_ends::normalised;
use crate::render::Ownership;
pub use action::{Action, Refusal};
use decide::Decision;

/// What is to be done, file by file.
#[derive(Debug, Clone)]
pub struct Plan {
    /// One step for each file of the rendering and the lock, sorted by path.
    pub steps: BTreeMap<CratePath, Action>,
    /// The lock to write at the end; none if the one on disk says the same already.
    pub lock: Option<Lock>,
    /// What becomes of the texts that merges start from.
    pub bases: BaseChanges,
    /// What the user should hear of beside the steps, a sentence each.
    pub notes: Vec<String>,
    /// What is said before anything is written.
    pub(super) journal: Lock,
    /// What a run left behind that was cut short.
    pub(super) stale: Vec<Stale>,
    /// The bytes of the lock and of the journal that this plan was made with.
    pub(super) record: [Option<Vec<u8>>; 2],
    /// Whether a journal stands.
    pub(super) unfinished: bool,
    /// Whether the lock says all that is known, so that every verb can work with it.
    pub(super) settled: bool,
    next_backup: u32,
    /// The same lock as the one on disk, with a fingerprint, if that has none, or one by other templates.
    fingerprinted: Option<Lock>,
}

/// Plans how the crate seen in `tree`, last written as `lock` says, becomes `rendering`.
pub fn plan(rendering: &Rendering, lock: &Lock, tree: &Tree) -> Plan {
    let mut steps = BTreeMap::new();
    let mut next = Lock::new();
    next.spec = rendering.spec_hash();
    next.templates = rendering.templates();
    next.fingerprint = rendering.fingerprint();
    let mut moved = BTreeSet::new();
    let mut notes = Vec::new();
    for (path, file, hash) in rendering.hashed() {
        let decision = Decision {
            path,
            file,
            hash,
            rendering,
            lock,
            tree,
        };
        let decided = decision.decide();
        notes.extend(decided.notes);
        if let Action::Rename { from, .. } = &decided.action {
            moved.insert(from.clone());
        }
        next.files.insert(path.clone(), decided.entry);
        steps.insert(path.clone(), decided.action);
    }
    let leftovers = lock
        .files
        .iter()
        .filter(|(path, _)| !rendering.contains(path) && !moved.contains(path));
    for (path, entry) in leftovers {
        // The lock forgets what is gone, and remembers an orphan until the user has dealt with it.
        let Some(action) = leftover::leftover(path, *entry, rendering, lock, tree) else {
            continue;
        };
        // Where case counts there may be another file; the lock cannot name both.
        if action == Action::Orphan && !rendering.meets(path) {
            next.files.insert(path.clone(), *entry);
        }
        steps.insert(path.clone(), action);
    }
    let mut plan = Plan::new(steps, next, rendering, lock, tree);
    plan.notes.extend(notes);
    plan
}

impl Plan {
    /// A plan of these steps, after which the lock is `next`.
    pub(super) fn new(
        steps: BTreeMap<CratePath, Action>,
        next: Lock,
        rendering: &Rendering,
        lock: &Lock,
        tree: &Tree,
    ) -> Self {
        let made = steps.iter().filter(|(path, action)| {
            matches!(action, Action::Create { .. } | Action::Restore { .. })
                && next
                    .files
                    .get(path)
                    .is_some_and(|entry| entry.kind.is_users())
        });
        let bases = base_changes(&next, lock, rendering, tree);
        let keeps_stale = tree.stale().iter().any(|stale| stale.copy.is_some());
        let makes_copies =
            keeps_stale || bases.makes_copies() || steps.values().any(Action::may_be_copied);
        let backup = makes_copies.then(|| tree.next_backup());
        let journal = lock.journal(&next, made.map(|(path, _)| path.clone()), backup);
        let says_more = next.fingerprint.is_some() && lock.fingerprint.is_none()
            || next.templates != lock.templates;
        let (lock_to_write, fingerprinted) = if lock.says_the_same_as(&next) {
            (None, says_more.then_some(next))
        } else {
            (Some(next), None)
        };
        Self {
            bases,
            journal,
            lock: lock_to_write,
            fingerprinted,
            steps,
            notes: notes_on(tree.stale()),
            stale: tree.stale().to_vec(),
            record: tree.record().clone(),
            unfinished: lock.is_unfinished(),
            settled: lock.is_settled(),
            next_backup: tree.next_backup(),
        }
    }

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

    /// The same plan, which also writes a lock that says the same as the one on disk but for a fingerprint, if that has
    /// none or was made by other templates: later runs are faster then. It is no reason for `wmigen check` to find anything.
    #[must_use]
    pub fn with_fingerprint(mut self) -> Self {
        self.lock = self.lock.or(self.fingerprinted.take());
        self
    }

    /// Whether every verb can work with the lock as it is.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// The folder within the crate that the copies go to, if there are any to make.
    pub fn backup_folder(&self) -> Option<String> {
        let copies = self.steps.values().any(|step| step.backup().is_some());
        let folder = || format!("{BACKUPS}/{}", self.next_backup);
        let stale = self.stale.iter().any(|stale| stale.copy.is_some());
        (copies || stale || self.bases.makes_copies()).then(folder)
    }

    /// The number of the backup that copies go to: the first that was free when the crate was read.
    pub fn backup_number(&self) -> u32 {
        self.next_backup
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
        self.is_idle() && self.visible().next().is_none()
    }

    /// Whether a file is to be written, moved or deleted, as soon as nothing is in the way.
    pub fn changes_files(&self) -> bool {
        let stays = |action: &Action| {
            matches!(
                action,
                Action::Unchanged | Action::Keep | Action::Orphan | Action::Refuse(_)
            )
        };
        !self.steps.values().all(stays)
    }

    /// Whether there is nothing to write or delete: an orphan or a file of the user's own is for its user to see to.
    pub fn is_idle(&self) -> bool {
        let waits =
            |action: &Action| matches!(action, Action::Unchanged | Action::Keep | Action::Orphan);
        self.lock.is_none()
            && !self.unfinished
            && self.bases.is_empty()
            && self.steps.values().all(waits)
    }
}

/// What the user should hear of what a run left behind that was cut short.
fn notes_on(stale: &[Stale]) -> Vec<String> {
    let kept = stale.iter().filter_map(|stale| stale.copy.as_ref());
    kept.map(|copy| {
        format!("what a run had taken out of the way that was cut short is not wmigen's; it is kept in {copy}")
    })
    .collect()
}

/// What has to become of the texts that merges start from, so that `next`, which follows `lock`, finds its own.
fn base_changes(next: &Lock, lock: &Lock, rendering: &Rendering, tree: &Tree) -> BaseChanges {
    let users = next.files.values().filter(|entry| entry.kind.is_users());
    let is_users = |path: &CratePath, ownership| {
        let entry = next.files.get(path);
        ownership != Ownership::Generated || entry.is_some_and(|entry| entry.kind.is_users())
    };
    let files = rendering
        .hashed()
        .filter(|(path, file, _)| is_users(path, file.ownership));
    // A file that is handed over as wmigen wrote it is what its next scaffold is compared with.
    let handed_over: Vec<String> = next
        .files
        .iter()
        .filter(|(path, entry)| entry.kind.is_users() && lock.files.get(*path) != Some(entry))
        .filter_map(|(path, entry)| match tree.at(path) {
            Place::File(bytes) if entry.hash == tree.hash_at(path) => {
                String::from_utf8(normalised(bytes).into_owned()).ok()
            }
            _ => None,
        })
        .collect();
    let handed_over = handed_over.iter();
    let handed_over = handed_over.map(|text| (Hash::of(text.as_bytes()), text.as_str()));
    let texts = files
        .map(|(_, file, hash)| (hash, file.text.as_str()))
        .chain(rendering.spec_hash().zip(rendering.spec()))
        .chain(handed_over);
    let needed = Needed {
        scaffolds: users.filter_map(|entry| entry.hash).collect(),
        known: lock.hashes().chain(next.hashes()).collect(),
        last_spec: lock.spec,
        spec: next.spec,
        texts: texts.collect(),
    };
    tree.bases().changes(&needed, tree.next_backup())
}

#[cfg(test)]
mod tests;
