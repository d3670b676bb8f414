//! Somebody saves a file while a run writes: before each operation of the run that is about that file, in every way, and for
//! every kind of thing that a run does. What they saved is there afterwards, in its place or in a copy, but for the one
//! moment that docs/regeneration.md names, on the systems that it names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use wmigen::regen::{LOCK, Offer, Plan, apply, offer, prune};

use crate::faulty::FaultyDisk;
use crate::folder::Folder;
use crate::real::{Crate, Files, MOVED, Version, worked_in};
use crate::saving::{Operation, Save, SavingDisk, System};

/// What somebody saves.
const SAVED: &[u8] = b"saved just now\n";

/// What somebody wrote before.
const EDITED: &[u8] = b"edited\n";

/// A run of wmigen: what it is called, what it finds, and what it does.
struct Run {
    name: &'static str,
    start: Files,
    plan: fn(&Folder) -> Plan,
}

/// A file that a run has to do with, and the operations that are about it.
struct Raced {
    /// What the run does with it, or whose it is.
    kind: String,
    path: PathBuf,
    operations: Vec<usize>,
}

fn second(folder: &Folder) -> Plan {
    folder.plan_for(Version::Second.rendering())
}

fn forced(folder: &Folder) -> Plan {
    second(folder).forced()
}

fn update(folder: &Folder) -> Plan {
    offered(folder, false)
}

fn update_with_markers(folder: &Folder) -> Plan {
    offered(folder, true)
}

fn offered(folder: &Folder, markers: bool) -> Plan {
    let (rendering, lock) = (Version::Second.rendering(), folder.lock());
    let options = Offer {
        markers,
        ..Offer::default()
    };
    offer(rendering, &lock, &folder.tree(rendering, &lock), &options)
}

fn pruned(folder: &Folder) -> Plan {
    let (rendering, lock) = (Version::Second.rendering(), folder.lock());
    prune(rendering, &lock, &folder.tree(rendering, &lock))
}

/// Runs in which every kind of action, and all that wmigen writes for itself, is to be done.
fn runs() -> Vec<Run> {
    let mut missing = worked_in().clone();
    missing.remove("src/generated.rs");
    let scaffold = Version::Second.rendering().files();
    let scaffold = scaffold.filter(|(path, _)| path.as_str() == MOVED[1]);
    for (_, file) in scaffold {
        missing.insert(MOVED[1].to_owned(), file.text.clone().into_bytes());
    }
    let mut edited = worked_in().clone();
    for path in ["src/generated/acme_disk0.rs", ".wmigen/base/spec.toml"] {
        edited.insert(path.to_owned(), EDITED.to_vec());
    }
    let mut beside = following_second();
    beside.insert(
        ".wmigen/incoming/src/classes/acme_disk3.rs".to_owned(),
        EDITED.to_vec(),
    );
    let run = |name, start, plan| Run { name, start, plan };
    vec![
        run(
            "generate",
            worked_in().clone(),
            second as fn(&Folder) -> Plan,
        ),
        run("generate what is missing", missing, second),
        run("generate --force", edited, forced),
        run("update", following_second(), update),
        run("update over an edited scaffold", beside, update),
        run("update --markers", following_second(), update_with_markers),
        run("prune", following_second(), pruned),
    ]
}

fn following_second() -> Files {
    let made = Crate::with(worked_in());
    made.follow(Version::Second);
    made.files()
}

/// Every kind of file that is written, moved or deleted, and what is done with it, once.
fn races(system: System) -> Vec<(Rc<Run>, Raced)> {
    let mut of_kinds = BTreeMap::new();
    for run in runs() {
        let run = Rc::new(run);
        for (kind, raced) in raced(&run, system) {
            of_kinds.entry(kind).or_insert((Rc::clone(&run), raced));
        }
    }
    of_kinds.into_values().collect()
}

/// One file of each kind that the run has to do with, by what is done with it.
fn raced(run: &Run, system: System) -> BTreeMap<(String, Vec<&'static str>), Raced> {
    let it = Crate::with(&run.start);
    let plan = (run.plan)(&it.folder);
    let disk = SavingDisk::quiet(system);
    apply(&plan, it.folder.root(), &disk).expect("nobody saves");
    let operations = disk.operations();
    let mut of_kinds = BTreeMap::new();
    let paths = operations.iter().flat_map(|(_, paths)| paths);
    for path in paths.filter_map(|path| within(&it.folder, path)) {
        let about: Vec<_> = (0..operations.len())
            .filter(|k| is_about(&operations[*k], &it.folder.root().join(&path)))
            .collect();
        let mut steps = plan.steps.iter();
        let word = steps
            .find(|(step, _)| Path::new(step.as_str()) == path)
            .map_or_else(|| own_kind(&path), |(_, action)| action.word().to_owned());
        let names: Vec<_> = about.iter().map(|k| operations[*k].0).collect();
        // After it, too.
        let mut around: Vec<_> = about.iter().flat_map(|k| [*k, *k + 1]).collect();
        around.dedup();
        of_kinds.entry((word.clone(), names)).or_insert(Raced {
            kind: word,
            path,
            operations: around,
        });
    }
    of_kinds
}

/// The path within the crate, if it is one of the crate's files: not one that is temporary, and not the journal, which
/// is for runs alone and guarded by their lock.
fn within(folder: &Folder, path: &Path) -> Option<PathBuf> {
    let within = path.strip_prefix(folder.root()).ok()?;
    let name = within.file_name()?.to_string_lossy();
    let is_file = !name.starts_with(".wmigen-") && within != Path::new(".wmigen/journal");
    (is_file && !path.is_dir()).then(|| within.to_owned())
}

/// Which part of what wmigen keeps a file belongs to, or where a file goes that is moved.
fn own_kind(path: &Path) -> String {
    let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
    match &names[..] {
        [own, part, ..] if own == ".wmigen" => part.to_string(),
        [.., name] => name.to_string(),
        [] => String::new(),
    }
}

/// Whether an operation has to do with this file, under whichever name.
fn is_about((_, paths): &Operation, path: &Path) -> bool {
    let name = path.file_name().expect("a name").to_string_lossy();
    let is_aside = |other: &PathBuf| {
        let other_name = other.file_name().unwrap_or_default().to_string_lossy();
        other.parent() == path.parent()
            && other_name.starts_with(".wmigen-")
            && other_name.ends_with(&format!("-{name}"))
    };
    paths.iter().any(|other| other == path || is_aside(other))
}

/// Whether it is the lock. What is saved there is no lock, and a run after that says so.
fn is_lock(path: &Path) -> bool {
    path == Path::new(LOCK)
}

/// Whether what was saved is anywhere in the crate.
fn is_there(it: &Crate) -> bool {
    it.folder.snapshot().values().any(|bytes| bytes == SAVED)
}

/// Runs, with somebody saving; gives what was lost: the operation before which it was saved.
fn lost(run: &Run, raced: &Raced, system: System, save: Save) -> Vec<Operation> {
    let mut lost = Vec::new();
    for k in &raced.operations {
        let it = Crate::with(&run.start);
        let plan = (run.plan)(&it.folder);
        let path = it.folder.root().join(&raced.path);
        let disk = SavingDisk::quiet(system).saved(*k, save, &path, SAVED);
        let result = apply(&plan, it.folder.root(), &disk);
        if !disk.has_saved() {
            continue;
        }
        let at = format!(
            "{}: {} {}, k = {k}",
            run.name,
            raced.kind,
            raced.path.display()
        );
        if is_there(&it) {
            if is_lock(&raced.path) {
                continue;
            }
            // A run after it does not take it either.
            drop(apply(
                &second(&it.folder),
                it.folder.root(),
                &FaultyDisk::sound(),
            ));
            assert!(is_there(&it), "{at}, {system:?}, {save:?}: {result:?}");
        } else {
            let operation = disk.operations()[*k].clone();
            assert!(operation.1.contains(&path), "{at}: {operation:?}");
            lost.push(operation);
        }
    }
    lost
}

#[test]
fn every_kind_of_action_is_raced() {
    let mut kinds: Vec<_> = runs()
        .iter()
        .flat_map(|run| raced(run, System::Exchanges).into_values())
        .map(|raced| raced.kind)
        .collect();
    kinds.sort();
    kinds.dedup();
    for kind in [
        "backup",
        "base",
        "create",
        "incoming",
        "merge",
        "overwrite",
        "prune",
        "remove",
        "rename",
        "restore",
        "update",
        "wmigen.lock",
        "acme_disk7.rs",
    ] {
        assert!(kinds.iter().any(|other| other == kind), "{kind}: {kinds:?}");
    }
}

#[test]
fn where_files_are_exchanged_nothing_that_is_saved_is_lost() {
    for (run, raced) in races(System::Exchanges) {
        for save in [Save::InPlace, Save::Renamed] {
            let lost = lost(&run, &raced, System::Exchanges, save);
            assert_eq!(lost, [], "{}: {} {save:?}", run.name, raced.kind);
        }
    }
}

#[test]
fn where_they_only_have_two_names_a_renaming_editor_has_one_moment() {
    let mut moments = 0;
    for (run, raced) in races(System::Links) {
        assert_eq!(lost(&run, &raced, System::Links, Save::InPlace), []);
        for (operation, paths) in lost(&run, &raced, System::Links, Save::Renamed) {
            assert_eq!((operation, paths.len()), ("rename", 2), "{}", raced.kind);
            assert!(paths[1].ends_with(&raced.path), "{paths:?}");
            moments += 1;
        }
    }
    assert!(
        moments > 0,
        "docs/regeneration.md names a moment that is none"
    );
}

#[test]
fn where_they_are_only_renamed_every_editor_has_that_moment() {
    for (run, raced) in races(System::Renames) {
        for save in [Save::InPlace, Save::Renamed] {
            for (operation, paths) in lost(&run, &raced, System::Renames, save) {
                assert_eq!((operation, paths.len()), ("rename", 2), "{}", raced.kind);
                assert!(paths[1].ends_with(&raced.path), "{paths:?}");
            }
        }
    }
}

#[test]
fn what_is_saved_survives_though_the_run_is_killed_right_after() {
    for (run, raced) in races(System::Exchanges) {
        for (k, after) in raced
            .operations
            .iter()
            .flat_map(|k| [(k, 1), (k, 2), (k, 3)])
        {
            let it = Crate::with(&run.start);
            let plan = (run.plan)(&it.folder);
            let path = it.folder.root().join(&raced.path);
            let disk = SavingDisk::quiet(System::Exchanges)
                .saved(*k, Save::Renamed, &path, SAVED)
                .killed(k + after);
            drop(apply(&plan, it.folder.root(), &disk));
            if !disk.has_saved() {
                continue;
            }
            let at = format!(
                "{}: {} {}, k = {k}",
                run.name,
                raced.kind,
                raced.path.display()
            );
            assert!(is_there(&it), "{at}");
            if is_lock(&raced.path) {
                continue;
            }
            for plan in [second(&it.folder), second(&it.folder).forced()] {
                drop(apply(&plan, it.folder.root(), &FaultyDisk::sound()));
                assert!(is_there(&it), "{at}, after another run");
            }
        }
    }
}

/// As on Windows, which refuses while an editor has the file open: the run waits for exactly the save.
#[test]
fn what_is_saved_while_a_run_waits_for_it_is_left_alone() {
    for system in [System::Exchanges, System::Links, System::Renames] {
        for (run, raced) in races(system) {
            for save in [Save::InPlace, Save::Renamed] {
                let it = Crate::with(&run.start);
                let plan = (run.plan)(&it.folder);
                let path = it.folder.root().join(&raced.path);
                let disk = SavingDisk::quiet(system).in_use(&path, save, SAVED);
                let result = apply(&plan, it.folder.root(), &disk);
                let at = format!(
                    "{system:?}, {}, {save:?}, {}",
                    run.name,
                    raced.path.display()
                );
                if disk.has_saved() {
                    assert_eq!(disk.pauses(), 1, "{at}");
                    assert!(is_there(&it), "{at}: {result:?}");
                }
            }
        }
    }
}

#[test]
fn a_file_that_is_saved_twice_is_as_it_was_saved_last() {
    let run = &runs()[0];
    for raced in raced(run, System::Exchanges).into_values() {
        for (k, then) in raced
            .operations
            .iter()
            .flat_map(|k| (1..6).map(move |n| (k, k + n)))
        {
            let it = Crate::with(&run.start);
            let plan = (run.plan)(&it.folder);
            let path = it.folder.root().join(&raced.path);
            let disk = SavingDisk::quiet(System::Exchanges)
                .saved(*k, Save::Renamed, &path, b"saved before\n")
                .saved(then, Save::Renamed, &path, SAVED);
            drop(apply(&plan, it.folder.root(), &disk));
            if disk.operations().len() > then && disk.has_saved() {
                let at = format!("{} {}, k = {k}, {then}", raced.kind, raced.path.display());
                let found = it.folder.snapshot();
                let now = found.get(&raced.path.to_string_lossy().into_owned());
                let moved = found.values().any(|bytes| bytes == SAVED);
                assert!(now.is_some_and(|now| now == SAVED) || moved, "{at}");
            }
        }
    }
}

#[test]
fn a_file_that_is_deleted_meanwhile_stops_the_run() {
    let run = &runs()[0];
    for system in [System::Exchanges, System::Links, System::Renames] {
        for raced in raced(run, system).into_values() {
            for k in &raced.operations {
                let it = Crate::with(&run.start);
                let plan = (run.plan)(&it.folder);
                let path = it.folder.root().join(&raced.path);
                let disk = SavingDisk::quiet(system).saved(*k, Save::Deleted, &path, b"");
                drop(apply(&plan, it.folder.root(), &disk));
                // After any of these, the next run is complete.
                it.follow(Version::Second);
                let left = it.folder.temporary_files();
                assert_eq!(
                    left,
                    <[String; 0]>::default(),
                    "{}, k = {k}",
                    raced.path.display()
                );
            }
        }
    }
}
