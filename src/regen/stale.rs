//! What interrupted runs left behind in a crate: temporary files, and files that were taken aside.
//!
//! A temporary file only ever held wmigen's text. A file that was taken aside was somewhere in the crate a moment
//! before. It may be one that the user has saved since the run looked, and that the run could not put back. It is
//! deleted if it is wmigen's text, and otherwise kept.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::disk::{former_name, is_temporary};
use super::hash::Hash;
use super::lock::Lock;
use super::path::{CratePath, OWN};
use super::rendering::Rendering;
use crate::line_ends::{normalised, say};

/// A file that a run left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stale {
    /// Where it is, on disk.
    pub path: PathBuf,
    /// Where it goes, if it may be somebody's.
    pub copy: Option<CratePath>,
}

/// Looks for it in the folders of `paths` and in wmigen's own. Only a run whose journal stands has written anywhere but
/// beside the journal. Copies go to the backup with the number `backup`.
pub(super) fn find(
    root: &Path,
    paths: &BTreeSet<&CratePath>,
    rendering: &Rendering,
    lock: &Lock,
    backup: u32,
) -> Vec<Stale> {
    let own = root.join(OWN);
    // Only wmigen writes there.
    let beside_journal = entries(&own).filter(|path| is_left(path));
    let mut found: Vec<_> = beside_journal
        .map(|path| Stale { path, copy: None })
        .collect();
    if !lock.is_unfinished() {
        return found;
    }
    let known = Known {
        root,
        rendering,
        lock,
    };
    for (folder, within) in folders(root, paths) {
        for path in entries(&folder).filter(|path| is_left(path)) {
            let Some(name) = former_name(&path) else {
                found.push(Stale { path, copy: None });
                continue;
            };
            // From a place that has no such name, no run has taken anything.
            if let Ok(former) = CratePath::in_folder(within.as_ref(), &name) {
                let is_safe = fs::read(&path).is_ok_and(|bytes| known.is_safe(&bytes, &former));
                let number = found.len() + 1;
                let copy = (!is_safe).then(|| former.left_in_backup(backup, number));
                found.push(Stale { path, copy });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// What is known of the texts in a crate.
struct Known<'a> {
    root: &'a Path,
    rendering: &'a Rendering,
    lock: &'a Lock,
}

impl Known<'_> {
    /// Whether these bytes, which were taken from `former`, can be deleted without a loss: they are wmigen's text, or
    /// still there, or in a copy that the run has made.
    fn is_safe(&self, bytes: &[u8], former: &CratePath) -> bool {
        let stands = |path: &CratePath| fs::read(path.under(self.root)).is_ok_and(|at| at == bytes);
        self.is_wmigens(bytes)
            || stands(former)
            || self
                .lock
                .unfinished_backups()
                .any(|number| stands(&former.in_backup(number)))
    }

    fn is_wmigens(&self, bytes: &[u8]) -> bool {
        let hash = Hash::of(bytes);
        let rendered = self.rendering.files().map(|(_, file)| file.text.as_str());
        let mut rendered = rendered.chain(self.rendering.spec());
        self.lock.spec == Some(hash)
            || self.lock.hashes().any(|known| known == hash)
            || rendered.any(|text| say(bytes, text) || is_torn(bytes, text))
    }
}

/// The folders in which such a run may have written, and what they are called within the crate; not the one beside the
/// journal.
fn folders(root: &Path, paths: &BTreeSet<&CratePath>) -> BTreeSet<(PathBuf, Option<CratePath>)> {
    let of_files = paths.iter().filter_map(|path| path.folders().next_back());
    let of_files = of_files.filter(|folder| folder.as_str() != OWN);
    let mut folders: BTreeSet<_> = of_files
        .map(|folder| (folder.under(root), Some(folder)))
        .collect();
    folders.insert((root.to_owned(), None));
    let mut below: Vec<_> = CratePath::own_folders().to_vec();
    while let Some(folder) = below.pop() {
        let full = folder.under(root);
        let names = entries(&full).filter(|path| path.is_dir());
        let names = names.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
        below.extend(names.filter_map(|name| CratePath::in_folder(Some(&folder), &name).ok()));
        folders.insert((full, Some(folder)));
    }
    folders
}

fn is_left(path: &Path) -> bool {
    is_temporary(path) || former_name(path).is_some()
}

/// What is in a folder; nothing in what is none, or is behind a link and so not this crate's.
fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let is_folder = folder.symlink_metadata().is_ok_and(|found| found.is_dir());
    let entries = is_folder.then(|| fs::read_dir(folder).ok()).flatten();
    entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
}

/// Whether `before` is what a crash leaves of `text`, with nobody else's text in it: its beginning, with any line ends,
/// and zeros for what did not reach the disk.
pub(super) fn is_torn(before: &[u8], text: &str) -> bool {
    let written = before.len() - before.iter().rev().take_while(|byte| **byte == 0).count();
    let beginning = normalised(&before[..written]);
    // Between the two halves of a line end.
    let beginning = beginning.strip_suffix(b"\r").unwrap_or(&beginning);
    text.as_bytes().starts_with(beginning) && beginning.len() < text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Ownership, RenderedFile};

    const RANDOM: &str = ".wmigen-abcdefghijklmnopabcdefghijklmnop";

    fn rendering() -> Rendering {
        let file = RenderedFile {
            path: "src/lib.rs".to_owned(),
            former_path: None,
            ownership: Ownership::Once,
            text: "text of wmigen's\n".to_owned(),
        };
        Rendering::new(vec![file]).expect("good paths")
    }

    /// What is found of these files, beside a `src/lib.rs`.
    fn found(files: &[(&str, &str)], unfinished: bool) -> Vec<(String, Option<String>)> {
        let root = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let full = root.path().join(name);
            fs::create_dir_all(full.parent().expect("a folder")).expect("folders");
            fs::write(full, text).expect("a file");
        }
        let mut lock = Lock::new();
        if unfinished {
            lock.add_journal("").expect_err("no journal");
        }
        let path = CratePath::parse("src/lib.rs").expect("a path");
        find(
            root.path(),
            &BTreeSet::from([&path]),
            &rendering(),
            &lock,
            7,
        )
        .into_iter()
        .map(|stale| {
            let within = stale.path.strip_prefix(root.path()).expect("within");
            let name = within.to_string_lossy().replace('\\', "/");
            (name, stale.copy.map(|copy| copy.to_string()))
        })
        .collect()
    }

    #[test]
    fn temporary_files_are_found_wherever_a_run_writes() {
        let left = [
            "",
            ".wmigen/",
            ".wmigen/backup/1/src/",
            ".wmigen/base/",
            ".wmigen/incoming/src/",
            "src/",
        ];
        let left: Vec<_> = left
            .iter()
            .map(|folder| format!("{folder}{RANDOM}"))
            .collect();
        let not_left = [format!("own/{RANDOM}"), "src/.wmigen-mine".to_owned()];
        let files = left.iter().chain(&not_left).map(|name| (&name[..], "half"));
        let files: Vec<_> = files.collect();
        let names = |found: Vec<(String, Option<String>)>| -> Vec<_> {
            assert!(found.iter().all(|(_, copy)| copy.is_none()));
            found.into_iter().map(|(name, _)| name).collect()
        };
        let mut expected = left.clone();
        expected.sort_by(|one, other| Path::new(one).cmp(Path::new(other)));
        assert_eq!(names(found(&files, true)), expected);
        // Without a journal no run has come further than to this.
        assert_eq!(names(found(&files, false)), [left[1].clone()]);
    }

    #[test]
    fn what_was_taken_aside_is_kept_unless_it_is_wmigens() {
        let name = format!("src/{RANDOM}-lib.rs");
        for (text, copy) in [
            ("mine\n", Some(".wmigen/backup/7/src/lib.rs.left-1")),
            ("text of wmigen's\r\n", None),
            ("text of wm", None),
            ("", None),
        ] {
            let expected = vec![(name.clone(), copy.map(str::to_owned))];
            assert_eq!(found(&[(&name, text)], true), expected, "{text}");
        }
        for folder in [".wmigen/base", ".wmigen/incoming/src"] {
            let copy = format!(".wmigen/backup/7/{folder}/x.left-1");
            let name = format!("{folder}/{RANDOM}-x");
            assert_eq!(found(&[(&name, "mine")], true), [(name, Some(copy))]);
        }
        // Nothing but a journal is taken from there.
        let journal = format!(".wmigen/{RANDOM}-journal");
        assert_eq!(found(&[(&journal, "x")], false), [(journal, None)]);
        assert_eq!(found(&[(&format!("src/{RANDOM}-..."), "mine")], true), []);
    }
}
