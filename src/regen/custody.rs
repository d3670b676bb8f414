//! What `wmigen eject` and `wmigen prune` do: files go from wmigen to the user and back, or go altogether.

use std::collections::BTreeMap;

use super::hash::Hash;
use super::lock::{Entry, Kind, Lock};
use super::path::CratePath;
use super::place::Place;
use super::plan::{Action, Plan, plan};
use super::rendering::Rendering;
use super::tree::Tree;
use crate::render::Ownership;

/// Why a file cannot be ejected or taken back, as the end of a sentence that begins with its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotEjected(pub &'static str);

/// Plans that `paths` become the user's; the lock is settled.
///
/// # Errors
/// Every path that cannot, and why.
pub fn eject(
    paths: &[CratePath],
    rendering: &Rendering,
    lock: &Lock,
    tree: &Tree,
) -> Result<Plan, Vec<(CratePath, NotEjected)>> {
    change_kind(paths, Kind::Generated, Kind::Ejected, rendering, lock, tree)
}

/// Plans that `paths`, which were ejected, become wmigen's again; the lock is settled.
///
/// # Errors
/// Every path that cannot, and why.
pub fn take_back(
    paths: &[CratePath],
    rendering: &Rendering,
    lock: &Lock,
    tree: &Tree,
) -> Result<Plan, Vec<(CratePath, NotEjected)>> {
    change_kind(paths, Kind::Ejected, Kind::Generated, rendering, lock, tree)
}

fn change_kind(
    paths: &[CratePath],
    from: Kind,
    to: Kind,
    rendering: &Rendering,
    lock: &Lock,
    tree: &Tree,
) -> Result<Plan, Vec<(CratePath, NotEjected)>> {
    let mut steps = BTreeMap::new();
    let mut next = lock.clone();
    let mut problems = Vec::new();
    for path in paths {
        match entry(path, from, rendering, lock, tree) {
            Ok(entry) => {
                next.files.insert(path.clone(), Entry { kind: to, ..entry });
                let action = if to == Kind::Ejected {
                    Action::Eject
                } else {
                    Action::TakeBack
                };
                steps.insert(path.clone(), action);
            }
            Err(why) => problems.push((path.clone(), why)),
        }
    }
    if problems.is_empty() {
        Ok(Plan::new(steps, next, rendering, lock, tree))
    } else {
        Err(problems)
    }
}

/// The lock's entry of a file that is to change hands.
fn entry(
    path: &CratePath,
    kind: Kind,
    rendering: &Rendering,
    lock: &Lock,
    tree: &Tree,
) -> Result<Entry, NotEjected> {
    let entry = lock.files.get(path).copied();
    match (rendering.file(path), entry) {
        (None, _) => Err(NotEjected("is not a file that wmigen writes")),
        (Some(file), _) if file.ownership != Ownership::Generated => {
            Err(NotEjected("is yours already"))
        }
        (_, None) if kind == Kind::Ejected => Err(NotEjected("is wmigen's already")),
        (_, Some(entry)) if entry.kind != kind => Err(NotEjected(if kind == Kind::Generated {
            "is yours already"
        } else {
            "is wmigen's already"
        })),
        (Some(file), entry) if matches!(tree.at(path), Place::File(_)) => {
            // A text without a record is kept instead of what is rendered now, and so is compared with that.
            let hash = Some(Hash::of(file.text.as_bytes()));
            Ok(entry.unwrap_or(Entry { kind, hash }))
        }
        _ => Err(NotEjected(
            "is not there as a regular file; `wmigen generate` writes it",
        )),
    }
}

/// Plans that every orphan is deleted after it has been copied; the lock is settled.
pub fn prune(rendering: &Rendering, lock: &Lock, tree: &Tree) -> Plan {
    let mut next = lock.clone();
    let orphans = plan(rendering, lock, tree)
        .steps
        .into_iter()
        .filter(|(_, action)| *action == Action::Orphan);
    let mut steps = BTreeMap::new();
    for (path, orphan) in orphans {
        // What is no file is the user's to see to, and what is a rendered file where case does not count is none at all.
        let action = match tree.at(&path) {
            Place::File(before) if !rendering.meets(&path) => {
                next.files.remove(&path);
                let backup = path.in_backup(tree.next_backup());
                let before = before.clone();
                Action::Prune { before, backup }
            }
            _ => orphan,
        };
        steps.insert(path, action);
    }
    Plan::new(steps, next, rendering, lock, tree)
}
