//! The templates in a folder that were copied from wmigen's.
//!
//! To [`regen`](crate::regen) the folder is a crate. Its files are the texts of wmigen's templates, and each is the user's
//! once it was written: so the lock knows what a copy was made from, the bases have that text, and a copy is made, merged
//! and kept safe as a scaffold is.

use std::path::Path;

use crate::regen::{CratePath, Entry, Kind, Lock, Offer, Place, Plan, Rendering, Tree};
use crate::regen::{offer, pending, plan};
use crate::render::{BuiltIn, Ownership, RenderedFile, TEMPLATE};

/// What a folder's lock says of templates of wmigen's, and what stands in the folder.
#[derive(Debug)]
pub struct Copies {
    /// The texts of wmigen's templates that are copied, or are to be.
    rendering: Rendering,
    lock: Lock,
    /// What the lock lists besides.
    passed_over: Vec<CratePath>,
    tree: Tree,
}

/// What is known of the text that a template of the user's was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is wmigen's of today.
    Current,
    /// It is one that wmigen has changed since.
    Drifted,
    /// The lock does not say.
    NotRecorded,
}

/// The path in the folder at `root` of what stands in the place of a template of wmigen's; none if nothing does.
pub fn override_of(root: &Path, template: BuiltIn) -> Option<String> {
    let name = template.name();
    let spellings = [
        template.path.to_owned(),
        name.to_owned(),
        format!("{name}{TEMPLATE}"),
    ];
    let stands = |path: &String| {
        root.join(path)
            .symlink_metadata()
            .is_ok_and(|found| !found.is_dir())
    };
    spellings.into_iter().find(stands)
}

impl Copies {
    /// Looks at the copies that `lock` knows of in the folder at `root`, and at the places of those that are to be made.
    ///
    /// # Errors
    /// When a path of wmigen's is none, which is a fault of wmigen.
    pub fn read(root: &Path, mut lock: Lock, wanted: &[BuiltIn]) -> anyhow::Result<Self> {
        let mut passed_over = Vec::new();
        // Whatever else it lists, wmigen would change or delete as a file of its own.
        lock.files.retain(|path, entry| {
            let is_template = || BuiltIn::all().any(|one| one.path == path.as_str());
            let is_copy = entry.kind == Kind::Once && is_template();
            if !is_copy {
                passed_over.push(path.clone());
            }
            is_copy
        });
        let mut templates = Vec::new();
        for template in BuiltIn::all() {
            let path = CratePath::parse(template.path)?;
            let is_there = path.under(root).symlink_metadata().is_ok();
            let is_cut_short = lock.may_be_torn(&path);
            let is_wanted = wanted.contains(&template);
            if is_wanted && !is_there && !is_cut_short {
                // The user had deleted the last copy, and has changed their mind.
                lock.files.remove(&path);
            }
            let is_copy = lock.files.contains_key(&path) && (is_there || is_cut_short);
            if is_copy || is_wanted {
                templates.push(RenderedFile {
                    path: template.path.to_owned(),
                    former_path: None,
                    ownership: Ownership::Once,
                    text: template.text.to_owned(),
                });
            }
        }
        let rendering = Rendering::new(templates)?;
        let tree = Tree::read(root, &rendering, &lock);
        Ok(Self {
            rendering,
            lock,
            passed_over,
            tree,
        })
    }

    /// The lock.
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    /// The files that the lock on disk lists though they are no copies of wmigen's templates. No plan touches them.
    pub fn passed_over(&self) -> &[CratePath] {
        &self.passed_over
    }

    /// The plan that makes the copies that are wanted; with none wanted, it does the rest of a run that was cut short.
    pub fn plan(&self) -> Plan {
        plan(&self.rendering, &self.lock, &self.tree)
    }

    /// The plan that merges what has changed in wmigen's templates since into the copies.
    pub fn offer(&self, options: &Offer) -> Plan {
        let mut lock = self.lock.clone();
        // What the user accepts follows wmigen's of today, wherever it is from.
        for path in &options.accepted {
            if self.rendering.contains(path) {
                let entry = Entry {
                    kind: Kind::Once,
                    hash: None,
                };
                lock.files.entry(path.clone()).or_insert(entry);
            }
        }
        offer(&self.rendering, &lock, &self.tree, options)
    }

    /// What is known of the text that a copy at this path was made from.
    pub fn origin(&self, path: &str) -> Origin {
        let entry = CratePath::parse(path)
            .ok()
            .and_then(|path| self.lock.files.get(&path));
        if entry.is_none_or(|entry| entry.hash.is_none()) {
            return Origin::NotRecorded;
        }
        let mut drifted = self.drifted();
        if drifted.any(|(other, _)| other == path) {
            Origin::Drifted
        } else {
            Origin::Current
        }
    }

    /// The paths of what stands in the folder at `root` in the place of templates of wmigen's, and of which nothing says what it
    /// was made from.
    pub fn unrecorded(&self, root: &Path) -> Vec<String> {
        let overrides = BuiltIn::all().filter_map(|template| override_of(root, template));
        overrides
            .filter(|path| self.origin(path) == Origin::NotRecorded)
            .collect()
    }

    /// The paths of the copies that are there, and what is in them.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let paths = self.rendering.files().map(|(path, _)| path);
        paths.filter_map(|path| self.file(path))
    }

    /// Those of them that wmigen has changed the template of since.
    pub fn drifted(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let changed = pending(&self.rendering, &self.lock).filter(|(path, ..)| {
            let entry = self.lock.files.get(path);
            entry.is_some_and(|entry| entry.hash.is_some())
        });
        changed.filter_map(|(path, ..)| self.file(path))
    }

    fn file<'a>(&'a self, path: &'a CratePath) -> Option<(&'a str, &'a [u8])> {
        match self.tree.at(path) {
            Place::File(bytes) => Some((path.as_str(), &bytes[..])),
            Place::Absent | Place::Obstacle(_) => None,
        }
    }

    /// The text that the copy at this path was made from; none if the folder does not have it.
    pub fn base(&self, path: &str) -> Option<String> {
        let path = CratePath::parse(path).ok()?;
        let hash = self.lock.files.get(&path)?.hash?;
        Some(self.tree.bases().text(hash)?.into_owned())
    }
}
