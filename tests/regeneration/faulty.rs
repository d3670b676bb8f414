//! A disk on which one chosen operation fails, and after it every other, as when a disk is full or gone, the process is
//! killed, or the power fails.

use std::cell::{Cell, RefCell};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use wmigen::regen::{Disk, Existing, RealDisk};

/// How the chosen operation fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It does nothing.
    Before,
    /// Writing stops halfway; any other operation does nothing.
    Midway,
    /// The same, and nobody is there any more to delete the temporary file.
    Killed,
    /// The same, and of the files that nobody has waited for, some have not reached the disk whole.
    PowerLoss,
}

/// All of them.
pub const FAULTS: [Fault; 4] = [
    Fault::Before,
    Fault::Midway,
    Fault::Killed,
    Fault::PowerLoss,
];

/// The disk itself until the k-th operation.
#[derive(Debug)]
pub struct FaultyDisk {
    fails_at: usize,
    fault: Fault,
    operations: Cell<usize>,
    /// The temporary files that have been waited for.
    flushed: RefCell<Vec<PathBuf>>,
    /// The files that have their names and may not be on the disk yet.
    floating: RefCell<Vec<PathBuf>>,
}

impl FaultyDisk {
    /// A disk whose operation number `k`, counted from 0, fails.
    pub fn failing(k: usize, fault: Fault) -> Self {
        Self {
            fails_at: k,
            fault,
            operations: Cell::new(0),
            flushed: RefCell::default(),
            floating: RefCell::default(),
        }
    }

    /// A disk that only counts.
    pub fn sound() -> Self {
        Self::failing(usize::MAX, Fault::Before)
    }

    /// How many operations there were.
    pub fn operations(&self) -> usize {
        self.operations.get()
    }

    /// Whether the operation that was to fail was reached.
    pub fn has_failed(&self) -> bool {
        self.operations() > self.fails_at
    }

    fn step(&self) -> io::Result<()> {
        self.operations.set(self.operations() + 1);
        if !self.has_failed() {
            return Ok(());
        }
        if self.fault == Fault::PowerLoss {
            self.floating.take().iter().enumerate().for_each(tear);
        }
        Err(io::Error::other("injected failure"))
    }

    /// Whether the process is no longer there to clean up.
    fn is_dead(&self) -> bool {
        matches!(self.fault, Fault::Killed | Fault::PowerLoss)
    }
}

/// Leaves of a file what a power failure may: all of it, nothing, or its beginning and zeros.
fn tear((n, path): (usize, &PathBuf)) {
    // It may have moved on, or be gone.
    let Ok(mut bytes) = fs::read(path) else {
        return;
    };
    match n % 3 {
        0 => bytes.clear(),
        1 => {
            let written = bytes.len() / 2;
            bytes[written..].fill(0);
        }
        _ => {}
    }
    fs::write(path, bytes).expect("the file");
}

impl Disk for FaultyDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.create_dir(path)
    }

    fn stage(&self, target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
        self.step().inspect_err(|_| {
            if self.fault != Fault::Before
                && let Ok(half) = RealDisk.stage(target, &bytes[..bytes.len() / 2])
                && self.is_dead()
            {
                half.keep().expect("a file that stays");
            }
        })?;
        RealDisk.stage(target, bytes)
    }

    /// Waits for nothing: no real power failure is to be survived here, and waiting is slow.
    fn flush(&self, staged: &NamedTempFile) -> io::Result<()> {
        self.step()?;
        self.flushed.borrow_mut().push(staged.path().to_owned());
        Ok(())
    }

    fn commit(&self, staged: NamedTempFile, target: &Path, existing: Existing) -> io::Result<()> {
        if let Err(error) = self.step() {
            if self.is_dead() {
                staged.keep().expect("a file that stays");
            }
            return Err(error);
        }
        let is_flushed = self
            .flushed
            .borrow()
            .iter()
            .any(|path| path == staged.path());
        RealDisk.commit(staged, target, existing)?;
        if !is_flushed {
            self.floating.borrow_mut().push(target.to_owned());
        }
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_dir(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.rename(from, to)
    }

    fn move_file(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().inspect_err(|_| {
            if self.fault != Fault::Before {
                // The file has both names, as where the system fails between them.
                drop(fs::hard_link(from, to));
            }
        })?;
        RealDisk.move_file(from, to)
    }
}
