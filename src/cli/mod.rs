//! The command line: one file a verb, each of which parses, calls and prints.
//!
//! A verb returns its exit status or an error; nothing below `main` ends the process. Whatever was asked for
//! goes to stdout, and all that is said about it to stderr.

mod check;
mod explain;
mod generate;
mod new;
mod printer;
mod project;
mod report;
mod shell;
mod status;
pub mod test;

use std::io;

use clap::{Parser, Subcommand};

use printer::Printer;
pub use status::Status;

/// Makes safe Rust WMI providers from a TOML spec of classes and of what a denied client is told.
#[derive(Debug, Parser)]
#[command(version, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

const AFTER_HELP: &str = "\
Exit status: 0 done, or nothing to do; 1 findings (drift, refusals, errors in the spec); 2 could not run.";

#[derive(Debug, Subcommand)]
enum Verb {
    New(new::Arguments),
    Generate(generate::Arguments),
    Check(check::Arguments),
    Test(test::Arguments),
    Explain(explain::Arguments),
}

/// Does what the command line asks for, and says how it went.
pub fn run(cli: Cli) -> Status {
    let mut printer = Printer::new();
    let result = match cli.verb {
        Verb::New(arguments) => new::run(&arguments, &mut printer),
        Verb::Generate(arguments) => generate::run(&arguments, &mut printer),
        Verb::Check(arguments) => check::run(&arguments, &mut printer),
        Verb::Test(arguments) => test::run(&arguments, &mut printer),
        Verb::Explain(arguments) => explain::run(&arguments, &mut printer),
    };
    match result {
        Ok(status) => status,
        // Whoever read our output has seen enough, as `head` does. That is no failure of ours.
        Err(error) if is_broken_pipe(&error) => Status::Done,
        Err(error) => {
            printer.error(format_args!("{error:#}"));
            Status::CouldNotRun
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io_errors = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>());
    io_errors
        .into_iter()
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn verify_app() {
        Cli::command().debug_assert();
    }

    #[test]
    fn only_a_broken_pipe_is_quiet() {
        let error =
            |kind| anyhow::Error::from(io::Error::from(kind)).context("cannot write to stdout");
        assert!(is_broken_pipe(&error(io::ErrorKind::BrokenPipe)));
        assert!(!is_broken_pipe(&error(io::ErrorKind::StorageFull)));
    }
}
