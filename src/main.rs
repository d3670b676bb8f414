//! The `wmigen` command: arguments in, exit status out. What the verbs do is in [`wmigen::cli`].

use std::process::ExitCode;

use clap::Parser;
use wmigen::cli::{self, Cli};

fn main() -> ExitCode {
    cli::run(Cli::parse()).into()
}
