//! Random specs: each is refused with a message, or renders to text that reads back
//! equal, in every language of the generated crate.
//!
//! Each run takes the same 5,000. `WMIGEN_SPECS=100000 cargo test --test random_specs` takes more, as whoever changes a
//! template or a check should; `PROPTEST_RNG_SEED` takes other ones.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod class_file;
mod classes;
mod compiled;
mod crate_files;
mod defaults;
mod field_types;
mod fields;
mod meanings;
mod method_file;
mod methods;
mod mof_files;
mod objects;
mod prose;
mod qualifiers;
mod rust;
mod schema;
mod specs;
mod tape;
mod texts;
mod translations;
mod values;

#[path = "../support/mof/mod.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod mof;
#[path = "../support/spec.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod spec;
#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;
#[path = "../support/wanted/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    reason = "each test program uses a part of it"
)]
mod wanted;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestError, TestRunner};
use wmigen::diagnostics::{Diagnostic, RULES};
use wmigen::lint;
use wmigen::render::render;

use spec::Spec;
use tape::Tape;

/// What became of the specs of a test.
#[derive(Default)]
struct Tally {
    accepted: usize,
    refused: usize,
    /// The rules that refused one.
    rules: BTreeSet<&'static str>,
}

fn check(text: &str, tally: &mut Tally) {
    let (provider, found) = lint::check(text);
    for diagnostic in &found {
        assert!(RULES.iter().any(|rule| rule.id == diagnostic.rule));
        assert!(!diagnostic.message.is_empty() && diagnostic.help.is_some());
        for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary) {
            assert!(text.get(label.span.clone()).is_some(), "{diagnostic:#?}");
        }
    }
    let errors = found.iter().filter(|diagnostic| diagnostic.is_error());
    tally.rules.extend(errors.map(|diagnostic| diagnostic.rule));
    let Some(mut provider) = provider else {
        assert!(
            found.iter().any(Diagnostic::is_error),
            "refused without a word"
        );
        tally.refused += 1;
        return;
    };
    tally.accepted += 1;
    schema::read(&mut provider, text);
    let spec = Spec::read(text.trim_start_matches('\u{feff}'));
    crate_files::check(&render(&provider).unwrap(), &spec);
}

/// One of four parts: tests run at the same time, cases of one test do not.
fn part(seed: u64) {
    let all = std::env::var("WMIGEN_SPECS").map_or(5_000, |all| all.parse().expect("a number"));
    let mut config = Config::with_cases(all / 4);
    config.rng_algorithm = RngAlgorithm::XorShift;
    config.failure_persistence = None;
    config.max_shrink_iters = 1_000;
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(seed);
    }
    let tally = RefCell::new(Tally::default());
    let numbers = prop::collection::vec(any::<u32>(), 50..600);
    let outcome = TestRunner::new(config).run(&numbers, |numbers| {
        let text = specs::spec(&mut Tape::new(&numbers));
        let checked = AssertUnwindSafe(|| check(&text, &mut tally.borrow_mut()));
        // What is wrong has been shown by then; the spec has not.
        catch_unwind(checked).map_err(|_| TestCaseError::fail(text))
    });
    if let Err(TestError::Fail(spec, _) | TestError::Abort(spec)) = outcome {
        panic!("the shortest such spec that was found:\n{spec}");
    }
    let Tally {
        accepted,
        refused,
        rules,
    } = tally.into_inner();
    // Otherwise the specs have become too wild, or too tame, to show anything.
    let tally = format!("{accepted} accepted, {refused} refused by {rules:?}");
    assert!(accepted > refused && refused > accepted / 10, "{tally}");
    assert!(rules.len() > 20, "{tally}");
}

#[test]
fn the_first_quarter_is_refused_or_reads_back_equal() {
    part(1);
}

#[test]
fn the_second_quarter_is_refused_or_reads_back_equal() {
    part(2);
}

#[test]
fn the_third_quarter_is_refused_or_reads_back_equal() {
    part(3);
}

#[test]
fn the_last_quarter_is_refused_or_reads_back_equal() {
    part(4);
}
