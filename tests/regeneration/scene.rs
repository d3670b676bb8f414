//! A crate of ten classes whose user has worked in it, and the change of its spec that is about to be
//! generated: some files change, some are new, some go, some stay.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use wmigen::regen::{Action, Disk, Lock, Plan, RealDisk, Rendering, Tree, apply, plan};
use wmigen::render::{Ownership, RenderedFile};

/// What the user wrote: no operation may ever change a byte of it.
pub const USERS: [(&str, &[u8]); 3] = [
    (
        "src/classes/acme_00.rs",
        b"\xef\xbb\xbf// mine, with a BOM\r\n",
    ),
    (
        "src/classes/acme_09.rs",
        b"// the class goes, this stays, without a final newline",
    ),
    ("src/own/helper.rs", b"// not UTF-8: \xff\n"),
];

/// A crate in a folder of its own.
pub struct Scene(TempDir);

impl Scene {
    /// The crate as it was generated from the old spec, and then worked in.
    pub fn before_change() -> Self {
        let scene = Self(tempfile::tempdir().expect("a folder"));
        let (lock, rendering) = (Lock::default(), rendering_before());
        let first = plan(
            &rendering,
            &lock,
            &Tree::read(scene.root(), &rendering, &lock),
        );
        apply(&first, scene.root(), &RealDisk).expect("the first run");
        for (path, text) in USERS {
            scene.write(path, text);
        }
        scene
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("a file");
    }

    /// The plan that takes the crate to the new spec.
    pub fn plan(&self) -> Plan {
        self.plan_for(&rendering_after())
    }

    /// The plan that takes the crate to this rendering.
    pub fn plan_for(&self, rendering: &Rendering) -> Plan {
        let read = |text: Option<String>| Some(Lock::read(&text?).expect("a whole lock"));
        let lock = read(Lock::load(self.root()).expect("the lock")).expect("a lock");
        let lock = match read(Lock::load_journal(self.root()).expect("the journal")) {
            Some(journal) => lock.with_journal(journal),
            None => lock,
        };
        plan(rendering, &lock, &Tree::read(self.root(), rendering, &lock))
    }

    /// Generates from the new spec.
    pub fn generate(&self, disk: &dyn Disk) -> anyhow::Result<()> {
        apply(&self.plan(), self.root(), disk)
    }

    /// The same with `--force`.
    pub fn generate_forced(&self, disk: &dyn Disk) -> anyhow::Result<()> {
        apply(&self.plan().forced(), self.root(), disk)
    }

    /// Whether nothing is left to do. The user's file of the class that is gone stays, and is reported.
    pub fn is_settled(&self) -> bool {
        let plan = self.plan();
        plan.lock.is_none() && plan.visible().all(|(_, action)| *action == Action::Orphan)
    }

    /// Every file's bytes, by its path within the crate.
    pub fn snapshot(&self) -> BTreeMap<String, Vec<u8>> {
        snapshot(self.root())
    }

    pub fn assert_user_text_safe(&self) {
        for (path, text) in USERS {
            assert_eq!(fs::read(self.path(path)).expect(path), text, "{path}");
        }
    }

    pub fn assert_no_temporary_files(&self) {
        for path in self.snapshot().keys() {
            assert!(!path.contains(".wmigen-"), "{path} was left behind");
        }
    }
}

/// Every file's bytes under `root`, by its path with forward slashes.
pub fn snapshot(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(root)
                    .expect("below the root")
                    .to_string_lossy()
                    .replace('\\', "/");
                files.insert(name, fs::read(path).expect("a file"));
            }
        }
    }
    files
}

fn rendering_before() -> Rendering {
    let mut files = classes(0..10, "first");
    files.push(file("legacy/deep/gone.rs", Ownership::Generated, "gone\n"));
    files.push(file("docs/old/page.md", Ownership::Generated, "gone\n"));
    Rendering::new(files).expect("good paths")
}

/// Half of the classes change, the last goes, and there is a new one in a folder of its own.
pub fn rendering_after() -> Rendering {
    let mut files = classes(0..5, "changed");
    files.extend(classes(5..9, "first"));
    files.push(file(
        "src/generated/new/mod.rs",
        Ownership::Generated,
        "new\n",
    ));
    files.push(file("src/classes/acme_new.rs", Ownership::Once, "new\n"));
    Rendering::new(files).expect("good paths")
}

/// The two files of each class; `word` is in the generated one.
fn classes(numbers: std::ops::Range<u32>, word: &str) -> Vec<RenderedFile> {
    let of_class = |number| {
        let generated = format!("// class {number}\n// {word}\n// end\n");
        let once = format!("// class {number}, yours\n");
        [
            file(
                &format!("src/generated/acme_{number:02}.rs"),
                Ownership::Generated,
                &generated,
            ),
            file(
                &format!("src/classes/acme_{number:02}.rs"),
                Ownership::Once,
                &once,
            ),
        ]
    };
    numbers.flat_map(of_class).collect()
}

fn file(path: &str, ownership: Ownership, text: &str) -> RenderedFile {
    RenderedFile {
        path: path.to_owned(),
        former_path: None,
        ownership,
        text: text.to_owned(),
    }
}
