//! A disk on which somebody saves a file right before one chosen operation, whether that changes something or only looks:
//! the races that an editor and a run can have, one by one.

use std::cell::{Cell, RefCell};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;
use wmigen::regen::{Disk, RealDisk};

/// What the system can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// All of it, as Linux and macOS.
    Exchanges,
    /// Files can have two names, but they cannot be exchanged, as on Windows.
    Links,
    /// Nothing but renaming, as on a FAT disk.
    Renames,
}

/// How somebody saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Save {
    /// Into the file that is there.
    InPlace,
    /// As another file, which then takes the name.
    Renamed,
    /// Not at all: the file is deleted.
    Deleted,
}

/// One operation: what it is called, and the files that it is about.
pub type Operation = (&'static str, Vec<PathBuf>);

/// What somebody is about to save, where and how.
#[derive(Debug, Clone)]
struct Saving {
    save: Save,
    path: PathBuf,
    bytes: Vec<u8>,
}

/// The disk itself, until somebody saves.
pub struct SavingDisk {
    system: System,
    operations: RefCell<Vec<Operation>>,
    /// Before which operation what is saved, and where.
    saves: RefCell<Vec<(usize, Saving)>>,
    /// The file that is in use elsewhere while it is saved, and how.
    in_use: RefCell<Option<Saving>>,
    pauses: Cell<usize>,
    dies_at: usize,
    has_saved: Cell<bool>,
}

/// The number with which Windows says that a file is in use.
const SHARING_VIOLATION: i32 = 32;

impl SavingDisk {
    /// A disk on which nobody saves.
    pub fn quiet(system: System) -> Self {
        Self {
            system,
            operations: RefCell::default(),
            saves: RefCell::default(),
            in_use: RefCell::default(),
            pauses: Cell::default(),
            dies_at: usize::MAX,
            has_saved: Cell::default(),
        }
    }

    /// The same, but the process is killed right before operation number `k`.
    #[must_use]
    pub fn killed(mut self, k: usize) -> Self {
        self.dies_at = k;
        self
    }

    /// Whether somebody has come to save something.
    pub fn has_saved(&self) -> bool {
        self.has_saved.get()
    }

    fn is_dead(&self) -> bool {
        self.operations.borrow().len() > self.dies_at
    }

    /// The same, but right before operation number `k`, `path` is saved.
    #[must_use]
    pub fn saved(self, k: usize, save: Save, path: &Path, bytes: &[u8]) -> Self {
        let saving = Saving::new(save, path, bytes);
        self.saves.borrow_mut().push((k, saving));
        self
    }

    /// The same, but `path` is in use, and saved when it no longer is.
    #[must_use]
    pub fn in_use(self, path: &Path, save: Save, bytes: &[u8]) -> Self {
        *self.in_use.borrow_mut() = Some(Saving::new(save, path, bytes));
        self
    }

    /// What was done.
    pub fn operations(&self) -> Vec<Operation> {
        self.operations.borrow().clone()
    }

    /// How often somebody was waited for.
    pub fn pauses(&self) -> usize {
        self.pauses.get()
    }

    fn step(&self, name: &'static str, paths: &[&Path]) -> io::Result<()> {
        let k = self.operations.borrow().len();
        for (_, saving) in self.saves.borrow().iter().filter(|(at, _)| *at == k) {
            self.has_saved.set(saving.put());
        }
        let paths: Vec<_> = paths.iter().map(|path| path.to_path_buf()).collect();
        let is_busy = |busy: &Saving| {
            !["read", "link", "stage"].contains(&name) && paths.contains(&busy.path)
        };
        let is_in_use = self.in_use.borrow().as_ref().is_some_and(is_busy);
        self.operations.borrow_mut().push((name, paths));
        if self.is_dead() {
            return Err(io::Error::other("killed"));
        }
        if is_in_use {
            return Err(io::Error::from_raw_os_error(SHARING_VIOLATION));
        }
        Ok(())
    }
}

impl Saving {
    fn new(save: Save, path: &Path, bytes: &[u8]) -> Self {
        Self {
            save,
            path: path.to_owned(),
            bytes: bytes.to_owned(),
        }
    }

    /// Saves as an editor does. Whether it could: there has to be a file to write into, and a folder.
    fn put(&self) -> bool {
        let path = &self.path;
        match self.save {
            Save::InPlace => path.is_file() && fs::write(path, &self.bytes).is_ok(),
            Save::Renamed => {
                let beside = path.with_file_name("editor's own");
                fs::write(&beside, &self.bytes).is_ok() && fs::rename(&beside, path).is_ok()
            }
            Save::Deleted => fs::remove_file(path).is_ok(),
        }
    }
}

impl Disk for SavingDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.step("create_dir", &[path])?;
        RealDisk.create_dir(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step("write_new", &[path])?;
        RealDisk.write_new(path, bytes)
    }

    fn stage(&self, target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
        self.step("stage", &[target])?;
        RealDisk.stage(target, bytes)
    }

    /// Waits for nothing, as nothing fails here.
    fn flush(&self, _: &NamedTempFile) -> io::Result<()> {
        Ok(())
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.step("read", &[path])?;
        RealDisk.read(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("rename", &[from, to])?;
        RealDisk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("rename_new", &[from, to])?;
        RealDisk.rename_new(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        if self.system != System::Exchanges {
            return Err(ErrorKind::Unsupported.into());
        }
        self.step("exchange", &[one, other])?;
        RealDisk.exchange(one, other)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.system == System::Renames {
            return Err(ErrorKind::PermissionDenied.into());
        }
        self.step("link", &[from, to])?;
        RealDisk.link(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step("remove_file", &[path])?;
        RealDisk.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.step("remove_dir", &[path])?;
        RealDisk.remove_dir(path)
    }

    fn discard(&self, path: &Path) {
        if !self.is_dead() {
            RealDisk.discard(path);
        }
    }

    fn is_in_use(&self, error: &io::Error) -> bool {
        error.raw_os_error() == Some(SHARING_VIOLATION)
    }

    fn pause(&self, _: Duration) {
        self.pauses.set(self.pauses.get() + 1);
        // Whoever had the file open saves it and is done.
        if let Some(saving) = self.in_use.take() {
            self.has_saved.set(saving.put());
        }
    }
}
