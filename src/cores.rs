//! Work on many things at once, on all cores, with the results in the order of the things.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};

/// Does `work` with each of `things`. Threads take one thing after another, so that it does not matter which of them takes
/// long; the thread that asks is one of them.
pub fn map<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    map_on(cores.min(things.len()), things, work)
}

/// The same on that many threads.
fn map_on<T: Sync, R: Send>(threads: usize, things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if threads < 2 {
        return things.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else {
                return done;
            };
            done.push((at, work(thing)));
        }
    };
    let mut done = thread::scope(|scope| {
        // Where the system gives no more threads, there are fewer.
        let helpers = (1..threads).map_while(|_| Builder::new().spawn_scoped(scope, take).ok());
        let helpers: Vec<_> = helpers.collect();
        let mut done = take();
        for helper in helpers {
            done.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Does two things at once, or one after the other where the system gives no thread.
pub fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    both_on(Builder::new(), one, other)
}

/// The same with a thread of that kind.
fn both_on<A: Send, B>(
    thread: Builder,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    // The closure of a thread that did not begin is gone; what it was to do is not.
    let waiting = Mutex::new(Some(one));
    let take = || {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.take()
    };
    thread::scope(|scope| {
        let begun = thread.spawn_scoped(scope, || take().map(|one| one()));
        let other = other();
        let done = begun
            .ok()
            .and_then(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        let one = done.or_else(|| take().map(|one| one()));
        (one.expect("it is done by one of the two"), other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[test]
    fn results_are_in_the_order_of_the_things() {
        let things: Vec<usize> = (0..1_000).collect();
        let twice: Vec<_> = things.iter().map(|thing| thing * 2).collect();
        for threads in [0, 1, 2, 7, 2_000] {
            assert_eq!(map_on(threads, &things, |thing| thing * 2), twice);
        }
        assert!(map(&[0_u8; 0], |thing| *thing).is_empty());
        assert_eq!(both(|| 1, || 2), (1, 2));
    }

    /// No system gives a thread that much memory.
    #[test]
    fn without_a_thread_one_comes_after_the_other() {
        let huge = Builder::new().stack_size(usize::MAX / 2);
        assert_eq!(both_on(huge, || 1, || 2), (1, 2));
    }

    #[test]
    fn a_panic_reaches_the_thread_that_asked() {
        for at in [0, 3, 99] {
            let things: Vec<usize> = (0..100).collect();
            let work = |thing: &usize| assert_ne!(*thing, at, "at {at}");
            let panic = catch_unwind(AssertUnwindSafe(|| map_on(3, &things, work)));
            let panic = panic.expect_err("a panic");
            let said = panic.downcast_ref::<String>().expect("a text");
            assert!(said.contains(&format!("at {at}")), "{said}");
        }
    }
}
