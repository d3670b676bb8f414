//! The command line: one file a verb, each of which parses, calls and prints.
//!
//! A verb returns its exit status or an error; nothing below `main` ends the process. The result goes to stdout, and
//! all messages to stderr.

mod check;
mod completions;
mod doctor;
mod eject;
mod explain;
mod generate;
mod import;
mod init;
mod interrupt;
mod kept_parts;
mod leftovers;
mod man;
mod markdown;
mod meaning;
mod merges;
mod needs;
mod new;
mod output;
mod own_templates;
mod printer;
mod project;
mod providers;
mod prune;
mod record;
mod report;
mod rules;
mod schema;
mod schema_mof;
mod shell;
mod stakes;
mod stand;
mod state;
mod status;
mod step;
mod templates;
pub mod test;
mod update;
mod usage;
mod workspace;

use clap::{Parser, Subcommand};

pub use interrupt::end_if_interrupted;
use output::{Format, Output};
use printer::Printer;
use stand::Stand;
pub use status::Status;
pub use usage::parse;

/// Makes safe Rust WMI providers from a TOML spec of classes and of what a denied client is told.
#[derive(Debug, Parser)]
#[command(version, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(subcommand)]
    verb: Verb,

    #[command(flatten)]
    stand: Stand,

    #[command(flatten)]
    output: Output,
}

const AFTER_HELP: &str = "\
Exit status: 0 done, or nothing to do; 1 findings (drift, refusals, errors in the spec); 2 could not run.";

#[derive(Debug, Subcommand)]
enum Verb {
    New(new::Arguments),
    Init(init::Arguments),
    Generate(generate::Arguments),
    Check(check::Arguments),
    Test(test::Arguments),
    Update(update::Arguments),
    Eject(eject::Arguments),
    Prune(prune::Arguments),
    Import(import::Arguments),
    Explain(explain::Arguments),
    Rules(rules::Arguments),
    Templates(templates::Arguments),
    Doctor(doctor::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

impl Verb {
    /// Whether the verb has findings, which SARIF can log.
    fn has_findings(&self) -> bool {
        match self {
            Self::Check(_) => true,
            Self::Templates(arguments) => arguments.has_findings(),
            _ => false,
        }
    }
}

/// Runs the verb of the command line, and says how it went.
pub fn run(cli: &Cli) -> Status {
    let mut printer = Printer::new(&cli.output);
    if cli.output.message_format == Format::Sarif && !cli.verb.has_findings() {
        printer.error(
            "`--message-format sarif` is for `wmigen check` and `wmigen templates test`; no other verb has findings to log",
        );
        return Status::CouldNotRun;
    }
    let status = run_verb(cli, &mut printer).unwrap_or_else(|error| failed(&error, &mut printer));
    match printer.finish(status) {
        Ok(()) => status,
        Err(error) => failed(&error, &mut printer),
    }
}

fn run_verb(cli: &Cli, printer: &mut Printer) -> anyhow::Result<Status> {
    cli.stand.take()?;
    match &cli.verb {
        Verb::New(arguments) => new::run(arguments, printer),
        Verb::Init(arguments) => init::run(arguments, printer),
        Verb::Generate(arguments) => generate::run(arguments, printer),
        Verb::Check(arguments) => check::run(arguments, printer),
        Verb::Test(arguments) => test::run(arguments, printer),
        Verb::Update(arguments) => update::run(arguments, printer),
        Verb::Eject(arguments) => eject::run(arguments, printer),
        Verb::Prune(arguments) => prune::run(arguments, printer),
        Verb::Import(arguments) => import::run(arguments, printer),
        Verb::Explain(arguments) => explain::run(arguments, printer),
        Verb::Rules(arguments) => rules::run(arguments, printer),
        Verb::Templates(arguments) => templates::run(arguments, printer),
        Verb::Doctor(arguments) => doctor::run(arguments, printer),
        Verb::Schema(arguments) => schema::run(arguments, printer),
        Verb::Completions(arguments) => completions::run(arguments, printer),
        Verb::Man(arguments) => man::run(arguments, printer),
    }
}

/// Says why a run failed.
fn failed(error: &anyhow::Error, printer: &mut Printer) -> Status {
    printer.error(format_args!("{error:#}"));
    Status::CouldNotRun
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn verify_app() {
        Cli::command().debug_assert();
    }
}
