//! How often paths are compared, as a measure of work that is the same on every machine.

use std::cell::Cell;
use std::cmp::Ordering;

use super::CratePath;

thread_local! {
    static COMPARISONS: Cell<u64> = const { Cell::new(0) };
}

/// How many comparisons of two paths `work` takes on this thread.
pub fn comparisons(work: impl FnOnce()) -> u64 {
    let before = COMPARISONS.get();
    work();
    COMPARISONS.get() - before
}

impl Ord for CratePath {
    fn cmp(&self, other: &Self) -> Ordering {
        COMPARISONS.set(COMPARISONS.get() + 1);
        self.0.cmp(&other.0)
    }
}

impl PartialOrd for CratePath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for CratePath {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for CratePath {}
