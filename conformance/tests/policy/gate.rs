//! Waiting with a limit: a test that hangs says nothing.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Something that happens once, on one thread, and that others wait for. Clones are the same.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    /// It has happened.
    pub fn open(&self) {
        let (opened, changed) = &*self.0;
        *crate::lock(opened) = true;
        changed.notify_all();
    }

    /// Waits until it has happened.
    pub fn wait(&self) {
        let (opened, changed) = &*self.0;
        let waited = changed.wait_timeout_while(crate::lock(opened), PATIENCE, |opened| !*opened);
        let (opened, _) = waited.unwrap_or_else(PoisonError::into_inner);
        assert!(*opened, "it did not happen in time");
    }
}

/// Waits until something is so, without anybody to say when.
pub fn wait_until(is_so: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < end, "it was not so in time");
        thread::sleep(Duration::from_millis(1));
    }
}
