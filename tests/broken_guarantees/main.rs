//! Each guarantee of the generated crate's runtime, broken once in a copy of it: a conformance test must fail, and is named
//! here. So none of these tests is unable to fail.
//!
//! Most breaks are built together, and each is switched on for a run by a variable of the environment; so the same build
//! shows that the test passes where nothing is broken. The runtime is the same everywhere, and this takes a while: it is
//! done where the tests run under Wine.

#![cfg(not(windows))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod access;
mod answers;
mod completion;
mod identity;
mod methods;
mod objects;
mod scene;
#[allow(dead_code, reason = "each test program uses a part of it")]
#[path = "../support/mod.rs"]
mod support;
mod writes;

use scene::{Scene, builds};
use support::{fixed, on_two_threads};

/// A way to break a guarantee.
struct Break {
    guarantee: &'static str,
    /// The file below `src/wmi`, and what is replaced in it by what. In the latter, `BROKEN` is true in the runs of this
    /// break; edits without it change nothing by themselves. Where none of them has it, the break cannot be
    /// switched, and is built alone.
    edits: &'static [(&'static str, &'static str, &'static str)],
    /// The conformance test that must fail.
    caught_by: CaughtBy,
}

/// How a break shows.
#[derive(Clone, Copy)]
enum CaughtBy {
    /// This test of `policy` fails.
    Test(&'static str),
    /// `policy` does not live to tell, in this test.
    DeathIn(&'static str),
    /// This test of `portable` fails.
    Portable(&'static str),
}

impl CaughtBy {
    fn name(self) -> &'static str {
        let (Self::Test(name) | Self::DeathIn(name) | Self::Portable(name)) = self;
        name
    }

    fn program(self) -> &'static str {
        match self {
            Self::Test(_) | Self::DeathIn(_) => "policy",
            Self::Portable(_) => "portable",
        }
    }
}

impl Break {
    fn is_switched(&self) -> bool {
        self.edits.iter().any(|(_, _, to)| to.contains("BROKEN"))
    }
}

/// All of them.
fn breaks() -> Vec<&'static Break> {
    let all = [
        identity::BREAKS,
        access::BREAKS,
        completion::BREAKS,
        answers::BREAKS,
        objects::BREAKS,
        methods::BREAKS,
        writes::BREAKS,
    ];
    all.into_iter().flatten().collect()
}

#[test]
fn each_break_is_one_of_the_text_as_it_is() {
    let files = fixed();
    let mut wrong = Vec::new();
    for broken in breaks() {
        for (file, from, _) in broken.edits {
            let text = std::str::from_utf8(&files[&format!("src/wmi/{file}")]).unwrap();
            let count = text.matches(from).count();
            if count != 1 {
                wrong.push(format!(
                    "{}: {file} has {count} of {from}",
                    broken.guarantee
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Those that are built together do not touch the same text.
#[test]
fn each_break_is_in_one_build() {
    let all = breaks();
    let files = fixed();
    let builds = builds(&all, &files);
    let built: usize = builds.iter().map(|build| build.breaks.len()).sum();
    assert_eq!(built, all.len());
    let alone = all.iter().filter(|broken| !broken.is_switched()).count();
    // Else this takes as long as it did when each was built alone.
    assert!(builds.len() <= alone + 2, "{} builds", builds.len());
}

#[test]
#[ignore = "needs Wine, and takes a minute; scripts/test runs it"]
fn each_broken_guarantee_is_caught_by_the_test_that_is_named() {
    let all = breaks();
    let builds = builds(&all, &fixed());
    let found = on_two_threads(&builds, Scene::new, Scene::complaints);
    let wrong: Vec<_> = found.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n=====\n"));
}
