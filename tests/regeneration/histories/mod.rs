//! Random histories of a crate: its spec is edited, its user works in it, wmigen runs and is cut short, and at no time is
//! a line gone that the user wrote and did not delete. Whenever a rendering can be recalled, it is the one that is rendered.
//!
//! `WMIGEN_HISTORIES=100000 cargo test --test regeneration histories` takes more; `PROPTEST_RNG_SEED` other ones.

mod lines;
mod spec;
mod steps;
mod user;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};

use crate::folder::RECALLED;
use steps::Step;
use world::World;

/// How many histories each half has.
const HISTORIES: u32 = 1_000;

/// The longest history.
const LONGEST: usize = 24;

/// Two halves, because tests run at the same time and cases of one test do not.
#[test]
fn no_history_of_the_first_half_loses_a_line_of_the_users() {
    half(1);
}

#[test]
fn no_history_of_the_second_half_loses_a_line_of_the_users() {
    half(2);
}

fn half(seed: u64) {
    let histories =
        std::env::var("WMIGEN_HISTORIES").map_or(HISTORIES, |all| all.parse().expect("a number"));
    let mut config = Config::with_cases(histories);
    config.failure_persistence = None;
    config.max_shrink_iters = 4_000;
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(seed);
    }
    let all = prop::collection::vec(steps::step(), 1..LONGEST);
    let outcome = TestRunner::new(config).run(&all, |steps| {
        // What is wrong has been shown by then.
        catch_unwind(AssertUnwindSafe(|| live_through(&steps)))
            .map_err(|_| TestCaseError::fail("a history"))
    });
    if let Err(TestError::Fail(_, steps)) = outcome {
        panic!("the shortest such history that was found:\n{steps:#?}");
    }
    assert!(
        RECALLED.load(Ordering::Relaxed) > 0,
        "no rendering was recalled"
    );
}

fn live_through(steps: &[Step]) {
    let mut world = World::new();
    for step in steps {
        world.take(step);
    }
    world.settle();
}
