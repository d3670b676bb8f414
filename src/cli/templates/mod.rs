//! `wmigen templates`: the templates that crates are rendered by, wmigen's and the user's own.

mod context;
mod diff;
pub mod drift;
mod export;
mod folder;
mod list;
mod place;
mod row;
mod test;
mod update;
mod workflow;

use clap::{Args, Subcommand};

use super::Status;
use super::printer::Printer;
pub use row::{Row, table};

/// See, copy, change and keep up the templates that crates are rendered by
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    List(list::Arguments),
    Export(export::Arguments),
    Context(context::Arguments),
    Diff(diff::Arguments),
    Update(update::Arguments),
    Test(test::Arguments),
}

impl Arguments {
    /// Whether the verb has findings, which SARIF can log.
    pub fn has_findings(&self) -> bool {
        matches!(self.verb, Verb::Test(_))
    }
}

/// Runs the verb.
///
/// # Errors
/// As of each.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    match &arguments.verb {
        Verb::List(arguments) => list::run(arguments, printer),
        Verb::Export(arguments) => export::run(arguments, printer),
        Verb::Context(arguments) => context::run(arguments, printer),
        Verb::Diff(arguments) => diff::run(arguments, printer),
        Verb::Update(arguments) => update::run(arguments, printer),
        Verb::Test(arguments) => test::run(arguments, printer),
    }
}
