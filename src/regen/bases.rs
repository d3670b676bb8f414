//! The texts that later merges start from: of every file of the user's the scaffold that was last written or
//! merged into it, and the spec that was last generated from.
//!
//! They are kept in the crate and committed, because no other place has them: the wmigen that wrote them may be
//! gone. Each is named by its hash, so that two branches never write different texts to one name.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::path::{BASES, CratePath};
use super::text::{Hash, normalised};

/// The largest text that is read, in bytes: a spec may have that size, and nothing else comes near it.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The texts that a crate keeps.
#[derive(Debug, Clone, Default)]
pub struct Bases {
    texts: BTreeMap<Hash, Vec<u8>>,
    /// What has the name of a text and is another, or none.
    damaged: BTreeMap<Hash, Vec<u8>>,
}

/// What has to become of the texts that a crate keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BaseChanges {
    /// The texts that are missing.
    pub write: Vec<BaseWrite>,
    /// The texts that nothing refers to any more.
    pub remove: Vec<(CratePath, Vec<u8>)>,
}

/// A text that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseWrite {
    /// Its file.
    pub path: CratePath,
    /// The text.
    pub text: String,
    /// What is in the file instead, and where its copy goes.
    pub damaged: Option<(Vec<u8>, CratePath)>,
}

impl Bases {
    /// Reads what the crate at `root` keeps. What cannot be read is as good as absent.
    pub fn read(root: &Path) -> Self {
        let mut bases = Self::default();
        // A link might lead anywhere.
        let folder = root.join(BASES);
        let is_folder = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_dir());
        if !folder.parent().is_some_and(is_folder) || !is_folder(&folder) {
            return bases;
        }
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let hash = name.to_str().and_then(|name| Hash::from_digits(name).ok());
            let readable = |found: &fs::Metadata| found.is_file() && found.len() <= LARGEST;
            let (Some(hash), true) = (hash, entry.metadata().is_ok_and(|found| readable(&found)))
            else {
                continue;
            };
            let Ok(bytes) = fs::read(entry.path()) else {
                continue;
            };
            let sound = Hash::of(&bytes) == hash && std::str::from_utf8(&bytes).is_ok();
            let into = if sound {
                &mut bases.texts
            } else {
                &mut bases.damaged
            };
            into.insert(hash, bytes);
        }
        bases
    }

    /// The text with this hash, with LF.
    pub fn text(&self, hash: Hash) -> Option<Cow<'_, str>> {
        Some(match normalised(self.texts.get(&hash)?) {
            Cow::Borrowed(bytes) => Cow::Borrowed(std::str::from_utf8(bytes).ok()?),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).ok()?),
        })
    }

    /// What has to be done so that the texts with the hashes `needed` are kept, and no others; `texts` has those
    /// that can be written. A text that is neither kept nor to be had is missed by the merge that would start from it.
    pub(super) fn changes(
        &self,
        needed: &BTreeSet<Hash>,
        texts: &BTreeMap<Hash, &str>,
        backup: u32,
    ) -> BaseChanges {
        let missing = needed.iter().filter(|hash| !self.texts.contains_key(hash));
        let write = missing.filter_map(|hash| {
            let path = CratePath::of_base(*hash);
            let damaged = self
                .damaged
                .get(hash)
                .map(|bytes| (bytes.clone(), path.in_backup(backup)));
            Some(BaseWrite {
                path,
                text: (*texts.get(hash)?).to_owned(),
                damaged,
            })
        });
        let unneeded = self.texts.iter().filter(|(hash, _)| !needed.contains(hash));
        BaseChanges {
            write: write.collect(),
            remove: unneeded
                .map(|(hash, bytes)| (CratePath::of_base(*hash), bytes.clone()))
                .collect(),
        }
    }
}

impl BaseChanges {
    /// Whether nothing has to be done.
    pub fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(text: &str) -> Hash {
        Hash::of(text.as_bytes())
    }

    /// A crate that keeps these texts under these names.
    fn keeping(files: &[(Hash, &[u8])]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(root.path().join(BASES)).expect("a folder");
        for (hash, bytes) in files {
            fs::write(CratePath::of_base(*hash).under(root.path()), bytes).expect("a file");
        }
        root
    }

    #[test]
    fn a_text_is_found_by_its_hash_whatever_its_line_ends() {
        let root = keeping(&[(hash("a\nb\n"), b"a\r\nb\r\n"), (hash("c"), b"another")]);
        fs::write(root.path().join(BASES).join("notes.txt"), "mine").expect("a file");
        let bases = Bases::read(root.path());
        assert_eq!(bases.text(hash("a\nb\n")).as_deref(), Some("a\nb\n"));
        assert_eq!(bases.text(hash("c")), None, "it is not what its name says");
    }

    #[test]
    fn what_is_needed_is_written_and_what_is_not_is_removed() {
        let root = keeping(&[
            (hash("old"), b"old"),
            (hash("bad"), b"edited"),
            (hash("kept"), b"kept"),
        ]);
        let bases = Bases::read(root.path());
        let needed = ["new", "bad", "kept", "lost"].map(hash).into();
        let texts = ["new", "bad"].map(|text| (hash(text), text)).into();
        let changes = bases.changes(&needed, &texts, 7);
        let mut written: Vec<_> = changes
            .write
            .iter()
            .map(|write| (write.text.as_str(), &write.damaged))
            .collect();
        written.sort_unstable();
        let copy = CratePath::of_base(hash("bad")).in_backup(7);
        assert_eq!(
            written,
            [("bad", &Some((b"edited".to_vec(), copy))), ("new", &None)]
        );
        assert_eq!(
            changes.remove,
            [(CratePath::of_base(hash("old")), b"old".to_vec())]
        );
        assert!(
            bases
                .changes(&[hash("kept"), hash("old")].into(), &BTreeMap::new(), 1)
                .is_empty()
        );
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let outside = keeping(&[(hash("x"), b"x")]);
        for link in [".wmigen", BASES] {
            let root = tempfile::tempdir().expect("a folder");
            let at = root.path().join(link);
            fs::create_dir_all(at.parent().expect("a folder")).expect("a folder");
            std::os::unix::fs::symlink(outside.path().join(link), at).expect("a link");
            assert_eq!(Bases::read(root.path()).text(hash("x")), None, "{link}");
        }
    }
}
