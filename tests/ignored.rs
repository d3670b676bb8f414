//! What plain `cargo test` leaves out, because it needs more than Rust or takes long: each such test says why, and whatever
//! is to run all tests runs these too.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::path::Path;

const ALL: &str = "-- --include-ignored";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The lines of the repository's own Rust files that have tests left out, with where they are.
fn left_out() -> Vec<(String, String)> {
    let attribute = concat!("#[", "ignore");
    let mut found = Vec::new();
    for folder in ["src", "tests", "templates", "conformance"] {
        for (path, text) in support::tree(&root().join(folder)) {
            if Path::new(&path)
                .extension()
                .is_some_and(|last| last == "rs")
            {
                let text = String::from_utf8(text).unwrap();
                let lines = text.lines().filter(|line| line.contains(attribute));
                found
                    .extend(lines.map(|line| (format!("{folder}/{path}"), line.trim().to_owned())));
            }
        }
    }
    found
}

#[test]
fn each_test_that_is_left_out_says_why_and_who_runs_it() {
    let left_out = left_out();
    assert!(!left_out.is_empty());
    for (path, line) in left_out {
        let reason = line
            .strip_prefix(concat!("#[", "ignore = \""))
            .and_then(|rest| rest.strip_suffix("; scripts/test runs it\"]"));
        assert!(reason.is_some_and(|why| !why.is_empty()), "{path}: {line}");
    }
}

#[test]
fn the_whole_suite_and_ci_leave_nothing_out() {
    let read = |path: &str| std::fs::read_to_string(root().join(path)).unwrap();
    let script = read("scripts/test");
    assert!(script.trim_end().ends_with(ALL), "{script}");
    assert!(read(".ci/run").trim_end().ends_with("exec scripts/test"));
    let workflow = read(".github/workflows/ci.yml");
    assert!(workflow.contains("- run: scripts/test\n"), "{workflow}");
    let runs = workflow.lines().filter(|line| line.contains("cargo test"));
    for run in runs {
        assert!(run.ends_with(ALL), "{run}");
    }
}
