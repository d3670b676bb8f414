//! What a verb finds in a crate before it knows what is in the spec: the lock, the journal, and what they name.

use crate::cli::project::Project;
use crate::cli::record::Record;
use crate::diagnostics::{Diagnostic, Source};
use crate::lint;
use crate::model::Provider;
use crate::regen::{Hash, Lock, Tree};

/// What stands in a crate, as far as its lock knows.
pub(super) struct Found {
    pub record: Record,
    /// The lock alone, or what is wrong with it; none if there is none.
    pub lock: Option<Result<Lock, Vec<Diagnostic>>>,
    pub tree: Tree,
    pub last: Option<Last>,
}

/// The spec of the last `generate`, where it was another one.
pub(super) struct Last {
    pub meant: Provider,
    pub text: String,
}

impl Found {
    pub fn look(project: &Project, source: &Source) -> anyhow::Result<Self> {
        let record = Record::settled(&project.root)?;
        let read = record.lock();
        let none = Lock::new();
        let lock = match &read {
            Some(Ok(lock)) => lock,
            _ => &none,
        };
        let tree = Tree::of_lock(project.folder(), lock);
        Ok(Self {
            last: Last::read(lock, &tree, source),
            record,
            lock: read,
            tree,
        })
    }
}

impl Last {
    pub fn read(lock: &Lock, tree: &Tree, source: &Source) -> Option<Self> {
        let spec = lock.spec?;
        if spec == Hash::of(source.text.as_bytes()) {
            return None;
        }
        let text = tree.bases().text(spec)?.into_owned();
        let meant = lint::check(&text).0?;
        Some(Self { meant, text })
    }
}
