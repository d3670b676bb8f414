//! A crate for one row of the table: what is on disk, what the lock says, what is rendered.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::regen::lock::Kind;
use crate::regen::place::Place;

/// A crate, its lock and its rendering.
pub struct Case {
    root: TempDir,
    files: Vec<RenderedFile>,
    pub lock: Lock,
}

impl Case {
    /// An empty folder, of which nothing is known and nothing wanted.
    pub fn new() -> Self {
        Self {
            root: tempfile::tempdir().expect("a folder"),
            files: Vec::new(),
            lock: Lock::new(),
        }
    }

    /// A file is rendered.
    pub fn renders(self, at: &str, ownership: Ownership, text: &str) -> Self {
        self.moves(at, None, ownership, text)
    }

    /// A file of the user's is rendered for a class that was renamed.
    pub fn renames(self, from: &str, to: &str, text: &str) -> Self {
        self.moves(to, Some(from), Ownership::Once, text)
    }

    fn moves(mut self, at: &str, former: Option<&str>, ownership: Ownership, text: &str) -> Self {
        self.files.push(RenderedFile {
            path: at.to_owned(),
            former_path: former.map(str::to_owned),
            ownership,
            text: text.to_owned(),
        });
        self
    }

    /// A file is there.
    pub fn has(self, at: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.has_aside(&path(at), bytes)
    }

    /// A file is there that is no file of the crate's.
    pub fn has_aside(self, at: &CratePath, bytes: impl AsRef<[u8]>) -> Self {
        let full = at.under(self.root.path());
        fs::create_dir_all(full.parent().expect("a folder")).expect("folders");
        fs::write(full, bytes).expect("a file");
        self
    }

    /// A text is kept for merges.
    pub fn keeps(self, text: &str) -> Self {
        self.has_aside(&CratePath::of_base(Hash::of(text.as_bytes())), text)
    }

    /// The lock says that wmigen wrote `text` to a file; none if the file was there already.
    pub fn knows(mut self, at: &str, kind: Kind, text: Option<&str>) -> Self {
        self.lock.files.insert(path(at), entry(kind, text));
        self
    }

    /// A run was cut short that was about to write this, and to make the file if it is the user's.
    pub fn was_writing(mut self, at: &str, kind: Kind, text: &str) -> Self {
        let mut next = self.lock.clone();
        next.files.insert(path(at), entry(kind, Some(text)));
        let making = Some(path(at)).filter(|_| kind.is_users());
        let journal = self.lock.journal(&next, making.into_iter(), None);
        let text = journal.to_text().expect("a journal is expressible");
        self.lock.add_journal(&text).expect("a whole journal");
        self
    }

    pub fn rendering(&self) -> Rendering {
        Rendering::new(self.files.clone()).expect("good paths")
    }

    pub fn tree(&self) -> Tree {
        Tree::read(self.root.path(), &self.rendering(), &self.lock)
    }

    pub fn plan(&self) -> Plan {
        plan(&self.rendering(), &self.lock, &self.tree())
    }

    /// What is done about a file.
    pub fn action(&self, at: &str) -> Action {
        self.plan().steps[&path(at)].clone()
    }

    /// The word for it.
    pub fn word(&self, at: &str) -> &'static str {
        self.action(at).word()
    }

    /// What the lock says of a file afterwards.
    pub fn recorded(&self, at: &str) -> Option<Entry> {
        let lock = self.plan().lock.unwrap_or_else(|| self.lock.clone());
        lock.files.get(&path(at)).copied()
    }

    /// What is there now.
    pub fn bytes(&self, at: &str) -> Vec<u8> {
        match Place::read(self.root.path(), &path(at)) {
            Place::File(bytes) => bytes,
            other => panic!("{at}: {other:?}"),
        }
    }

    /// Carries the plan out, and takes the lock that was written.
    pub fn apply(&mut self) {
        let plan = self.plan();
        crate::regen::apply(&plan, self.root.path(), &crate::regen::RealDisk)
            .expect("nothing is in the way");
        if let Some(text) = Lock::load(self.root.path()).expect("the lock") {
            self.lock = Lock::read(&text).expect("a lock");
        }
    }
}

/// A row of a lock.
pub fn entry(kind: Kind, text: Option<&str>) -> Entry {
    let hash = text.map(|text| Hash::of(text.as_bytes()));
    Entry { kind, hash }
}
