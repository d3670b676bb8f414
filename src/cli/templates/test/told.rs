//! The findings of a test of templates, as steps and diffs.

use super::cases::{Case, Outcome};
use crate::cli::step::Step;
use crate::diagnostics::rules::TEMPLATE_SNAPSHOT;
use crate::diagnostics::visible;
use crate::templates::snapshots::{Difference, EXPECTED, Kind};

/// What is wrong with a case, a step a file. A case of which nothing is kept yet is one.
pub fn steps(case: &Case, outcome: &Outcome) -> Vec<Step> {
    let rule = Some(&TEMPLATE_SNAPSHOT);
    if let Some(fault) = outcome.fault() {
        return vec![failed(case, fault)];
    }
    if outcome.is_new() {
        let why = Some("nothing is kept yet".to_owned());
        let folder = visible(&format!("{}/{EXPECTED}", case.name));
        return vec![Step::of_snapshot("missing", rule, folder, why)];
    }
    let differences = outcome.differences().iter();
    let steps = differences.map(|difference| {
        let why = match &difference.kind {
            Kind::Blocked(why) => Some(why.clone()),
            _ => None,
        };
        let path = kept_path(case, &difference.path);
        Step::of_snapshot(difference.word(), rule, path, why)
    });
    steps.collect()
}

/// A case that could not be compared, or whose crate does not pass its tests, and why.
pub fn failed(case: &Case, why: &str) -> Step {
    let lines: Vec<_> = why.lines().map(visible).collect();
    let (path, why) = (visible(&case.name), lines.join("\n  "));
    Step::of_snapshot("failed", Some(&TEMPLATE_SNAPSHOT), path, Some(why))
}

/// How the files of a case differ, a unified diff each. Of a case that is new, that would be all of them.
pub fn diffs(case: &Case, outcome: &Outcome) -> Vec<String> {
    if outcome.is_new() {
        return Vec::new();
    }
    let differences = outcome.differences().iter();
    let diffs = differences.map(|one| one.diff(&kept_path(case, &one.path)));
    diffs.filter(|diff| !diff.is_empty()).collect()
}

/// The path of a file that is kept, from the folder of the cases.
pub fn kept_path(case: &Case, path: &str) -> String {
    visible(&format!("{}/{EXPECTED}/{path}", case.name))
}

/// Whether something that is no file is in the way.
pub fn is_blocked(difference: &Difference) -> bool {
    matches!(difference.kind, Kind::Blocked(_))
}

/// So many of something, in words.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
