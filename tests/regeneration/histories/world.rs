//! A crate with a history, and what must be true of it at any time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tempfile::TempDir;
use wmigen::regen::{
    Action, CratePath, LOCK, Lock, Offer, Place, Plan, Refusal, Rendering, apply, eject, offer,
    prune, take_back,
};

use super::lines;
use super::spec::Spec;
use super::steps::{Crash, Step, Verb};
use crate::faulty::FaultyDisk;
use crate::folder::{Folder, is_temporary, snapshot, temporary};

/// Every file's bytes, by its path.
type Files = BTreeMap<String, Vec<u8>>;

/// A crate, the folder around it, and what the test knows about both.
pub struct World {
    temporary: TempDir,
    pub folder: Folder,
    pub spec: Spec,
    /// The locks as they were, oldest first.
    pub locks: Vec<String>,
    /// The numbers of the lines that the user wrote and has not deleted.
    lines: BTreeSet<usize>,
    /// How many lines the user wrote.
    pub written: usize,
    /// The copies that wmigen said it would make.
    announced: BTreeSet<String>,
}

impl World {
    /// A crate that was just generated.
    pub fn new() -> Self {
        let temporary = temporary();
        for name in ["crate", "outside"] {
            fs::create_dir(temporary.path().join(name)).expect("a folder");
        }
        let mut world = Self {
            folder: Folder::new(temporary.path().join("crate")),
            temporary,
            spec: Spec::first(),
            locks: Vec::new(),
            lines: BTreeSet::new(),
            written: 0,
            announced: BTreeSet::new(),
        };
        world.run(Verb::Generate, None);
        world
    }

    /// What is not the crate's.
    pub fn outside(&self) -> std::path::PathBuf {
        self.temporary.path().join("outside")
    }

    pub fn take(&mut self, step: &Step) {
        match step {
            Step::Spec(edit) => self.spec.edit(*edit),
            Step::User(edit) => {
                self.edit(edit);
                // What they deleted is theirs to delete; what they wrote counts from now on.
                self.lines = self.lines_there();
            }
            Step::Wmigen(verb, crash) => {
                self.run(*verb, *crash);
            }
        }
    }

    /// The numbers of the lines that are in the crate, or in a copy that was announced.
    fn lines_there(&self) -> BTreeSet<usize> {
        let files = self.folder.snapshot().into_iter();
        let counts = |path: &str| {
            let is_copy = path.starts_with(".wmigen/backup/");
            !is_temporary(path) && (!is_copy || self.announced.contains(path))
        };
        files
            .filter(|(path, _)| counts(path))
            .flat_map(|(_, bytes)| lines::numbers(&bytes))
            .collect()
    }

    /// Runs a verb as the command line does, and checks what it did. Whether it was carried out.
    pub fn run(&mut self, verb: Verb, crash: Option<Crash>) -> bool {
        let rendering = self.spec.rendering();
        let Some(plan) = self.plan(verb, &rendering) else {
            return false;
        };
        let (before, outside) = (self.folder.snapshot(), snapshot(&self.outside()));
        let disk = crash.map_or_else(FaultyDisk::sound, |crash| {
            FaultyDisk::failing(crash.at, crash.fault)
        });
        let refused = plan.refusals().next().is_some();
        let result = apply(&plan, self.folder.root(), &disk);
        let after = self.folder.snapshot();
        assert_eq!(
            snapshot(&self.outside()),
            outside,
            "wmigen changed what is not the crate's"
        );
        if refused {
            assert_eq!(after, before, "a run that refuses has written");
            return false;
        }
        if !disk.has_failed() {
            result.as_ref().expect("nothing failed");
        }
        let copies = copies(&plan);
        assert_kept(&before, &after, &plan, &copies);
        self.announced.extend(copies);
        let lost: Vec<_> = self
            .lines
            .difference(&self.lines_there())
            .copied()
            .collect();
        assert!(lost.is_empty(), "the user's lines {lost:?} are lost");
        if let Some(lock) = Lock::load(self.folder.root()).expect("the lock")
            && !lock.contains("<<<<<<<")
            && self.locks.last() != Some(&lock)
        {
            self.locks.push(lock);
        }
        result.is_ok()
    }

    /// What a verb would do; none if it says that something else has to be done first.
    fn plan(&self, verb: Verb, rendering: &Rendering) -> Option<Plan> {
        let lock = self.folder.lock();
        let tree = self.folder.tree(rendering, &lock);
        let path = |path| vec![CratePath::parse(path).expect(path)];
        match verb {
            Verb::Generate => Some(self.folder.plan_for(rendering)),
            Verb::GenerateForced => Some(self.folder.plan_for(rendering).forced()),
            _ if !lock.is_settled() => None,
            Verb::Update => Some(offer(rendering, &lock, &tree, &Offer::default())),
            Verb::UpdateWithMarkers => {
                let options = Offer {
                    markers: true,
                    ..Offer::default()
                };
                Some(offer(rendering, &lock, &tree, &options))
            }
            Verb::Accept(at) => {
                let accepted = CratePath::parse(at).into_iter().collect();
                Some(offer(
                    rendering,
                    &lock,
                    &tree,
                    &Offer {
                        accepted,
                        ..Offer::default()
                    },
                ))
            }
            Verb::Prune => Some(prune(rendering, &lock, &tree)),
            Verb::Eject(at) => eject(&path(at), rendering, &lock, &tree).ok(),
            Verb::TakeBack(at) => take_back(&path(at), rendering, &lock, &tree).ok(),
        }
    }

    /// Ends the history: what is in the way is moved away, and two runs bring the crate to rest.
    pub fn settle(&mut self) {
        let rendering = self.spec.rendering();
        for (path, refusal) in self.folder.plan_for(&rendering).forced().refusals() {
            match refusal {
                Refusal::Blocked(_) => clear_the_way(&self.folder, path),
                // The manifest.
                _ => self.folder.remove(path.as_str()),
            }
        }
        self.lines = self.lines_there();
        assert!(
            self.run(Verb::GenerateForced, None),
            "something is still in the way"
        );
        // What was edited where an ejected file is to go is wmigen's now, and makes room for it.
        assert!(
            self.run(Verb::GenerateForced, None),
            "nothing is in the way"
        );
        let again = self.folder.plan_for(&rendering).forced();
        assert!(again.is_idle(), "there is always more to do: {again:#?}");
        assert_follows(&rendering, &self.folder);
        let left: Vec<_> = self.folder.temporary_files();
        // No journal tells of the one that was to become the journal.
        assert!(
            left.iter().all(|path| path.starts_with(".wmigen/.wmigen-")),
            "left behind: {left:?}"
        );
    }
}

/// The copies that a plan says it makes.
fn copies(plan: &Plan) -> BTreeSet<String> {
    let of_steps = plan.steps.values().filter_map(|action| match action {
        Action::Overwrite { backup, .. }
        | Action::Merge { backup, .. }
        | Action::Prune { backup, .. }
        | Action::Conflict {
            replaced: Some((_, backup)),
            ..
        } => Some(backup),
        _ => None,
    });
    let written = plan
        .bases
        .write
        .iter()
        .filter_map(|base| base.backup.as_ref());
    let removed = plan
        .bases
        .remove
        .iter()
        .filter_map(|base| base.backup.as_ref());
    let of_bases = written.chain(removed);
    of_steps.chain(of_bases).map(ToString::to_string).collect()
}

/// Checks that every file with one of the user's lines in it is as it was: in its place, in a copy that was announced,
/// or where it was moved to.
fn assert_kept(before: &Files, after: &Files, plan: &Plan, copies: &BTreeSet<String>) {
    let moved: BTreeSet<_> = plan
        .steps
        .iter()
        .filter(|(_, action)| matches!(action, Action::Rename { .. }))
        .map(|(to, _)| to.as_str())
        .collect();
    for (path, bytes) in before {
        if is_temporary(path) || lines::numbers(bytes).is_empty() {
            continue;
        }
        // Of a file that had two names one goes.
        let has_two_names = plan
            .steps
            .iter()
            .any(|(at, action)| at.as_str() == path && matches!(action, Action::Remove { .. }));
        let is_kept = after.iter().any(|(at, there)| {
            let place =
                at == path || copies.contains(at) || moved.contains(at.as_str()) || has_two_names;
            place && there == bytes
        });
        assert!(
            is_kept,
            "{path} is neither as it was nor kept as it was: {:?}",
            after.get(path).map(|bytes| String::from_utf8_lossy(bytes))
        );
    }
}

/// Checks that every generated file is as rendered.
fn assert_follows(rendering: &Rendering, folder: &Folder) {
    let lock = folder.lock();
    for (path, file) in rendering.files() {
        if !lock.files[path].kind.is_users() {
            let Place::File(bytes) = Place::read(folder.root(), path) else {
                panic!("{path} is not there");
            };
            assert_eq!(
                String::from_utf8(bytes)
                    .expect("text")
                    .replace("\r\n", "\n"),
                file.text,
                "{path}"
            );
        }
    }
    let text = Lock::load(folder.root())
        .expect("the lock")
        .expect("a lock");
    assert_eq!(
        Lock::read(&text.replace("\r\n", "\n"))
            .expect("a lock")
            .spec,
        lock.spec,
        "{LOCK}"
    );
}

/// Deletes the first thing on the way to `path` that is no folder, or what is at `path` itself.
fn clear_the_way(folder: &Folder, path: &CratePath) {
    let folders = path.folders().chain([path.clone()]);
    for step in folders {
        let at = step.under(folder.root());
        let Ok(found) = at.symlink_metadata() else {
            return;
        };
        if !found.is_dir() {
            return fs::remove_file(at).expect("it goes");
        }
        if step == *path {
            return fs::remove_dir_all(at).expect("it goes");
        }
    }
}
