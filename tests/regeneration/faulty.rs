//! A disk on which one chosen operation fails, and after it every other, as when a disk is full or gone, the process is
//! killed, or the power fails.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tempfile::NamedTempFile;
use wmigen::regen::{Disk, RealDisk};

/// How the chosen operation fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It does nothing.
    Before,
    /// Writing stops halfway; any other operation does nothing.
    Midway,
    /// The same, and the temporary file is not deleted.
    Killed,
    /// The same, and some of the files that were not flushed have not reached the disk whole.
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
    operations: AtomicUsize,
    /// The files that were written, under the names that they have by now, and that may not be on the disk yet.
    floating: Mutex<BTreeSet<PathBuf>>,
}

impl FaultyDisk {
    /// A disk whose operation number `k`, counted from 0, fails.
    pub fn failing(k: usize, fault: Fault) -> Self {
        Self {
            fails_at: k,
            fault,
            operations: AtomicUsize::new(0),
            floating: Mutex::default(),
        }
    }

    /// A disk that only counts.
    pub fn sound() -> Self {
        Self::failing(usize::MAX, Fault::Before)
    }

    /// How many operations there were.
    pub fn operations(&self) -> usize {
        self.operations.load(Ordering::SeqCst)
    }

    /// Whether the operation that was to fail was reached.
    pub fn has_failed(&self) -> bool {
        self.operations() > self.fails_at
    }

    fn step(&self) -> io::Result<()> {
        let before = self.operations.fetch_add(1, Ordering::SeqCst);
        if before < self.fails_at {
            return Ok(());
        }
        if self.fault == Fault::PowerLoss {
            let floating = std::mem::take(&mut *self.floating());
            floating.iter().enumerate().for_each(tear);
        }
        Err(io::Error::other("injected failure"))
    }

    fn floating(&self) -> std::sync::MutexGuard<'_, BTreeSet<PathBuf>> {
        self.floating.lock().expect("no panic")
    }

    /// A file has another name, and what had that name is gone.
    fn moved(&self, from: &Path, to: &Path) {
        let mut floating = self.floating();
        if floating.remove(from) {
            floating.insert(to.to_owned());
        } else {
            floating.remove(to);
        }
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

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step().inspect_err(|_| {
            if self.fault != Fault::Before {
                drop(RealDisk.write_new(path, &bytes[..bytes.len() / 2]));
            }
        })?;
        RealDisk.write_new(path, bytes)?;
        self.floating().insert(path.to_owned());
        Ok(())
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
        let staged = RealDisk.stage(target, bytes)?;
        self.floating().insert(staged.path().to_owned());
        Ok(staged)
    }

    /// Waits for nothing: no real power failure is to be survived here, and waiting is slow.
    fn flush(&self, staged: &NamedTempFile) -> io::Result<()> {
        self.step()?;
        self.floating().remove(staged.path());
        Ok(())
    }

    /// No change, and so nothing that fails here.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        RealDisk.read(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.rename(from, to)?;
        self.moved(from, to);
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().inspect_err(|_| {
            let is_users = !is_made_up(from);
            if is_users && self.fault != Fault::Before {
                // The file has both names, as where the system has no such step and fails between two.
                drop(fs::hard_link(from, to));
            }
        })?;
        RealDisk.rename_new(from, to)?;
        self.moved(from, to);
        Ok(())
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.exchange(one, other)?;
        let mut floating = self.floating();
        let [was_one, was_other] = [one, other].map(|path| floating.remove(path));
        floating.extend(was_one.then(|| other.to_owned()));
        floating.extend(was_other.then(|| one.to_owned()));
        Ok(())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.link(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_file(path)?;
        self.floating().remove(path);
        Ok(())
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_dir(path)
    }

    fn discard(&self, path: &Path) {
        if !(self.has_failed() && self.is_dead()) {
            RealDisk.discard(path);
        }
    }

    fn is_in_use(&self, error: &io::Error) -> bool {
        RealDisk.is_in_use(error)
    }

    fn pause(&self, time: Duration) {
        RealDisk.pause(time);
    }
}

/// Whether a name is one that wmigen has made up.
fn is_made_up(path: &Path) -> bool {
    path.iter()
        .any(|name| name.to_string_lossy().starts_with(".wmigen-"))
}
