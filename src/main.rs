//! The `wmigen` command: arguments in, exit status out. What the verbs do is in [`wmigen::cli`].

use std::process::ExitCode;

use wmigen::cli;

fn main() -> ExitCode {
    match cli::parse() {
        Ok(arguments) => cli::run(&arguments).into(),
        Err(said) => said,
    }
}
