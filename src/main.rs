//! The `wmigen` command: arguments in, exit status out. What the verbs do is in [`wmigen::cli`].

use std::process::ExitCode;

use wmigen::cli;

fn main() -> ExitCode {
    match cli::parse() {
        Ok(arguments) => {
            let status = cli::run(&arguments);
            cli::end_if_interrupted();
            status.into()
        }
        Err(said) => said,
    }
}
