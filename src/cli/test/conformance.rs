//! `wmigen test --conformance`: the runtime of a crate, and the small WMI core of its tests, tested as they are.

mod suite;

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;

use anyhow::Context;

use super::super::Status;
use super::super::printer::Printer;
use super::super::project::Project;
use super::package::Package;
use super::{Cargo, of_tests};
use crate::diagnostics::shown;

pub use suite::{Conformance, Difference};

/// How many files are named; of a crate that another version of wmigen has made, hardly any is the same.
const NAMED: usize = 10;

/// Builds the tests against the crate, and runs them.
pub fn run(
    project: &Project,
    package: &Package,
    arguments: &[OsString],
    cargo: &mut Cargo<'_>,
) -> anyhow::Result<Status> {
    let target = &package.target_directory;
    let folder = target
        .join("wmigen-conformance")
        .join(package.unique_name());
    let suite = Conformance::write(project.folder(), &folder)?;
    // The versions that the crate is built with; where it has none yet, cargo chooses.
    let lock = package.workspace_root.join("Cargo.lock");
    if lock.exists() {
        // The text alone: a read-only file could not be replaced by the next run.
        fs::read(&lock)
            .and_then(|text| fs::write(folder.join("Cargo.lock"), text))
            .with_context(|| format!("cannot copy {}", shown(&lock)))?;
    }
    let mut test = |only_build: bool| {
        let mut test = cargo.command("test", suite.folder());
        // What the crate depends on is built there already.
        test.env("CARGO_TARGET_DIR", target);
        test.args(Some("--no-run").filter(|_| only_build));
        test.args(arguments);
        cargo.run(test)
    };
    let given = arguments.iter().take_while(|argument| *argument != "--");
    let only_build = given.into_iter().any(|argument| argument == "--no-run");
    let built = test(!only_build)?;
    let passed = built && (only_build || test(false)?);
    let differences = suite.differences()?;
    if !built {
        return Ok(not_built(&differences, cargo.printer));
    }
    if !differences.is_empty() {
        cargo.printer.say(format_args!(
            "what was tested is not as wmigen {} writes it:{}",
            env!("CARGO_PKG_VERSION"),
            list(&differences)
        ));
    }
    Ok(of_tests(passed))
}

/// Says why there is nothing to run.
fn not_built(differences: &[(String, Difference)], printer: &mut Printer) -> Status {
    if differences.is_empty() {
        printer.error(
            "the conformance tests cannot be built, though the crate's runtime and WMI core are as wmigen writes them; \
             cargo says why",
        );
        return Status::CouldNotRun;
    }
    printer.error(format_args!(
        "the conformance tests cannot be built against this crate, whose files are not as wmigen {} writes them:{}",
        env!("CARGO_PKG_VERSION"),
        list(differences)
    ));
    printer.help(
        "cargo says what the tests miss; `wmigen generate` writes what is wmigen's again, and `wmigen eject --undo` \
         gives it back a file",
    );
    Status::Findings
}

/// A line for each file, up to a number of them.
fn list(differences: &[(String, Difference)]) -> String {
    let mut out = String::new();
    for (path, difference) in differences.iter().take(NAMED) {
        let how = match difference {
            Difference::Missing => "is missing",
            Difference::Changed => "differs",
            Difference::Added => "is not one of wmigen's",
        };
        // Writing to a `String` cannot fail.
        let _ = write!(out, "\n  {path} {how}");
    }
    if let Some(more) = differences
        .len()
        .checked_sub(NAMED)
        .filter(|more| *more > 0)
    {
        let _ = write!(out, "\n  and {more} more");
    }
    out
}
