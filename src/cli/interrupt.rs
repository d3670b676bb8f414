//! Ctrl-C and its like: a run that is writing stops before its next file, cleans up, and then ends as the system expects of
//! an interrupted program. At any other time, and when it is asked a second time, it ends at once.

#[cfg_attr(unix, path = "interrupt/unix.rs")]
#[cfg_attr(windows, path = "interrupt/windows.rs")]
mod system;

use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::regen::Disk;

/// Whether there is something to clean up.
static WRITING: AtomicBool = AtomicBool::new(false);

/// The interrupt that came while there was: its number, and 0 for none.
static ASKED: AtomicI32 = AtomicI32::new(0);

/// Called on its own thread for each interrupt.
fn asked(signal: i32) {
    let is_first = ASKED
        .compare_exchange(0, signal, Ordering::SeqCst, Ordering::SeqCst)
        .is_ok();
    if !(is_first && WRITING.load(Ordering::SeqCst)) {
        system::end(signal);
    }
}

/// Ends the process as an interrupted one, if it was interrupted.
pub fn end_if_interrupted() {
    match ASKED.load(Ordering::SeqCst) {
        0 => {}
        signal => system::end(signal),
    }
}

/// A disk that makes no more folders and files once the run is interrupted. It finishes the file that it has begun. As
/// long as this value lives, an interrupt does not end the process.
#[derive(Debug)]
pub struct Stoppable<D>(D);

impl<D: Disk> Stoppable<D> {
    /// Watches for interrupts from now on.
    pub fn new(disk: D) -> Self {
        static WATCH: Once = Once::new();
        WRITING.store(true, Ordering::SeqCst);
        WATCH.call_once(|| {
            // Without it an interrupt ends the process as ever, and the next run cleans up.
            let _ = system::watch(asked);
        });
        Self(disk)
    }
}

impl<D> Drop for Stoppable<D> {
    fn drop(&mut self) {
        WRITING.store(false, Ordering::SeqCst);
    }
}

fn check() -> io::Result<()> {
    if ASKED.load(Ordering::SeqCst) == 0 {
        Ok(())
    } else {
        Err(ErrorKind::Interrupted.into())
    }
}

impl<D: Disk> Disk for Stoppable<D> {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        check()?;
        self.0.create_dir(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        check()?;
        self.0.write_new(path, bytes)
    }

    fn stage(&self, target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
        check()?;
        self.0.stage(target, bytes)
    }

    fn flush(&self, staged: &NamedTempFile) -> io::Result<()> {
        check()?;
        self.0.flush(staged)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.read(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename_new(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.0.exchange(one, other)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.link(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.0.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.0.remove_dir(path)
    }

    fn discard(&self, path: &Path) {
        self.0.discard(path);
    }

    fn is_in_use(&self, error: &io::Error) -> bool {
        self.0.is_in_use(error)
    }

    fn pause(&self, time: Duration) {
        self.0.pause(time);
    }
}
