//! What a user does to a crate by hand. What cannot be done, because a folder or nothing is there, is not done.

use std::fs;
use std::path::Path;

use wmigen::regen::LOCK;

use super::lines::{line, with_line};
use super::steps::{LineEnds, UserEdit};
use super::world::World;

impl World {
    pub fn edit(&mut self, edit: &UserEdit) {
        match *edit {
            UserEdit::Line(path, writing) => {
                self.written += 1;
                let text = fs::read(self.folder.path(path)).unwrap_or_default();
                self.put(path, &with_line(text, self.written, writing));
            }
            UserEdit::Delete(path) => drop(fs::remove_file(self.folder.path(path))),
            UserEdit::Empty(path) => self.change(path, |_| Vec::new()),
            UserEdit::Halve(path) => self.change(path, |bytes| bytes[..bytes.len() / 2].to_vec()),
            UserEdit::AsRendered(path) => {
                let rendering = self.spec.rendering();
                let file = rendering.files().find(|(at, _)| at.as_str() == path);
                if let Some((_, file)) = file {
                    self.put(path, file.text.as_bytes());
                }
            }
            UserEdit::Copy { from, to } => {
                if let Ok(bytes) = fs::read(self.folder.path(from)) {
                    self.put(to, &bytes);
                }
            }
            UserEdit::Folder(place) => {
                self.clear(place);
                let inner = format!("{place}/inner.rs");
                let line = self.new_line();
                self.put(&inner, line.as_bytes());
            }
            UserEdit::File(place) => {
                self.clear(place);
                let line = self.new_line();
                self.put(place, line.as_bytes());
            }
            UserEdit::Link(place) => self.link(place),
            UserEdit::Base(number) => self.edit_base(number),
            UserEdit::Checkout(line_ends) => self.check_out(line_ends),
            UserEdit::LoseLock => drop(fs::remove_file(self.folder.path(LOCK))),
            UserEdit::LoseBases => drop(fs::remove_dir_all(self.folder.path(".wmigen/base"))),
            UserEdit::Clean => {
                for name in ["backup", "incoming"] {
                    drop(fs::remove_dir_all(self.folder.path(".wmigen").join(name)));
                }
                for path in self.folder.temporary_files() {
                    self.folder.remove(&path);
                }
                drop(fs::remove_file(self.folder.path(".wmigen/journal")));
            }
            UserEdit::OldLock(back) => {
                let lock = self.locks[back % self.locks.len()].clone();
                self.put(LOCK, lock.as_bytes());
            }
            UserEdit::LockInConflict(back) => {
                let [ours, theirs] = [
                    &self.locks[back % self.locks.len()],
                    &self.locks[self.locks.len() - 1],
                ];
                let text = format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> topic\n");
                self.put(LOCK, text.as_bytes());
            }
        }
    }

    fn new_line(&mut self) -> String {
        self.written += 1;
        line(self.written) + "\n"
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.folder.path(path);
        if fs::create_dir_all(path.parent().expect("a folder")).is_ok() && !path.is_dir() {
            fs::write(path, bytes).expect("a file");
        }
    }

    fn change(&self, path: &str, change: impl Fn(&[u8]) -> Vec<u8>) {
        if let Ok(bytes) = fs::read(self.folder.path(path)) {
            self.put(path, &change(&bytes));
        }
    }

    /// Deletes what is there, whatever it is.
    fn clear(&self, place: &str) {
        let path = self.folder.path(place);
        drop(fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path)));
    }

    #[cfg(unix)]
    fn link(&mut self, place: &str) {
        self.written += 1;
        let target = self.outside().join(self.written.to_string());
        let path = self.folder.path(place);
        // What was there is there still, behind the link.
        if fs::rename(&path, &target).is_ok() {
            std::os::unix::fs::symlink(target, path).expect("a link");
        }
    }

    /// Windows lets administrators alone make links.
    #[cfg(not(unix))]
    #[allow(clippy::unused_self, reason = "elsewhere it does something")]
    fn link(&mut self, _place: &str) {}

    fn edit_base(&mut self, number: usize) {
        let mut bases: Vec<_> = fs::read_dir(self.folder.path(".wmigen/base"))
            .into_iter()
            .flatten()
            .map(|entry| entry.expect("an entry").path())
            .collect();
        bases.sort();
        if !bases.is_empty() {
            let base = &bases[number % bases.len()];
            let text = [
                fs::read(base).expect("a base"),
                self.new_line().into_bytes(),
            ]
            .concat();
            fs::write(base, text).expect("a base");
        }
    }

    /// What is no text keeps its line ends, and what is behind a link is not checked out.
    fn check_out(&self, line_ends: LineEnds) {
        for (path, bytes) in self.folder.snapshot() {
            let full = self.folder.path(&path);
            if let (Ok(text), false) = (String::from_utf8(bytes), is_link(&full)) {
                let text = text.replace("\r\n", "\n");
                let text = match line_ends {
                    LineEnds::Lf => text,
                    LineEnds::Crlf => text.replace('\n', "\r\n"),
                };
                fs::write(full, text).expect("a file");
            }
        }
    }
}

fn is_link(path: &Path) -> bool {
    path.symlink_metadata()
        .is_ok_and(|found| found.is_symlink())
}
