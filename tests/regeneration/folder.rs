//! A crate on a real disk, and what a run finds in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;
use wmigen::regen::{Lock, Outline, Plan, Rendering, Tree, plan, recall};

/// How often a rendering could have been recalled.
pub static RECALLED: AtomicUsize = AtomicUsize::new(0);

/// A folder that deletes itself: in memory where there is such a place, because the tests write a hundred thousand files.
pub fn temporary() -> TempDir {
    let in_memory = Path::new("/dev/shm");
    if cfg!(target_os = "linux") && in_memory.is_dir() {
        tempfile::tempdir_in(in_memory).expect("a folder")
    } else {
        tempfile::tempdir().expect("a folder")
    }
}

/// The folder of a crate.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self(root.into())
    }

    pub fn root(&self) -> &Path {
        &self.0
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    pub fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).expect(path)
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("a file");
    }

    /// The lock and the journal as one, as every verb reads them.
    pub fn lock(&self) -> Lock {
        let read = |text: Option<String>| Some(Lock::read(&text?).expect("a whole lock"));
        let lock = read(Lock::load(self.root()).expect("the lock")).unwrap_or_default();
        match Lock::load_journal(self.root()).expect("the journal") {
            Some(journal) => {
                let mut lock = lock;
                lock.add_journal(&journal).expect("a whole journal");
                lock
            }
            None => lock,
        }
    }

    /// What stands where a run would look.
    pub fn tree(&self, rendering: &Rendering, lock: &Lock) -> Tree {
        Tree::read(self.root(), rendering, lock)
    }

    /// The plan that takes the crate to this rendering.
    pub fn plan_for(&self, rendering: &Rendering) -> Plan {
        let lock = self.lock();
        let tree = self.tree(rendering, &lock);
        // A lock of another spec proves what that one's rendering was.
        if let Some(recalled) = recall(&Outline::of(rendering), None, &lock, &tree)
            && recalled.spec() == rendering.spec()
        {
            RECALLED.fetch_add(1, Ordering::Relaxed);
            assert!(
                recalled == *rendering,
                "what is recalled is not what is rendered"
            );
        }
        plan(rendering, &lock, &tree)
    }

    /// Every file's bytes, by its path within the crate.
    pub fn snapshot(&self) -> BTreeMap<String, Vec<u8>> {
        snapshot(self.root())
    }

    /// What runs that were cut short left behind outside of wmigen's own folder.
    pub fn temporary_files(&self) -> Vec<String> {
        let files = self.snapshot().into_keys();
        files.filter(|path| is_temporary(path)).collect()
    }
}

/// Whether a file is what a run left behind that was cut short.
pub fn is_temporary(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with(".wmigen-")
}

/// Every file's bytes under `root`, by its path with forward slashes; of a link, where it leads.
pub fn snapshot(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if let Ok(target) = fs::read_link(&path) {
                files.insert(
                    within(root, &path),
                    target.to_string_lossy().into_owned().into_bytes(),
                );
            } else if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(within(root, &path), fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

fn within(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).expect("below the root");
    path.to_string_lossy().replace('\\', "/")
}
