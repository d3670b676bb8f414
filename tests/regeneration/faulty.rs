//! A disk on which one chosen operation fails, and after it every other, as when a disk is full or gone.

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;
use wmigen::regen::{Disk, Existing, RealDisk};

/// How the chosen operation fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It does nothing.
    Before,
    /// Writing stops halfway; any other operation does nothing.
    Midway,
}

/// The disk itself until the k-th operation.
#[derive(Debug)]
pub struct FaultyDisk {
    fails_at: usize,
    fault: Fault,
    operations: Cell<usize>,
}

impl FaultyDisk {
    /// A disk whose operation number `k`, counted from 0, fails.
    pub fn failing(k: usize, fault: Fault) -> Self {
        Self {
            fails_at: k,
            fault,
            operations: Cell::new(0),
        }
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
        if self.has_failed() {
            Err(io::Error::other("injected failure"))
        } else {
            Ok(())
        }
    }
}

impl Disk for FaultyDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.create_dir(path)
    }

    fn stage(&self, target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
        self.step().inspect_err(|_| {
            if self.fault == Fault::Midway {
                drop(RealDisk.stage(target, &bytes[..bytes.len() / 2]));
            }
        })?;
        RealDisk.stage(target, bytes)
    }

    fn flush(&self, staged: &NamedTempFile) -> io::Result<()> {
        self.step()?;
        RealDisk.flush(staged)
    }

    fn commit(&self, staged: NamedTempFile, target: &Path, existing: Existing) -> io::Result<()> {
        self.step()?;
        RealDisk.commit(staged, target, existing)
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
            if self.fault == Fault::Midway {
                // The file has both names, as where the system fails between them.
                fs::hard_link(from, to).expect("a second name");
            }
        })?;
        RealDisk.move_file(from, to)
    }
}
