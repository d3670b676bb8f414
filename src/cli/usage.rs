//! From the process's arguments to a [`Cli`], or to what there is to say about them.

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use super::Cli;
use crate::diagnostics::visible;

/// The command line as it was typed.
///
/// # Errors
/// When it cannot be read, or asks only for help or the version; what there is to say has then been printed, and the
/// process is to end with this.
pub fn parse() -> Result<Cli, ExitCode> {
    let arguments: Vec<_> = env::args_os().collect();
    Cli::try_parse_from(&arguments).map_err(|error| {
        let error = Cli::try_parse_from(arguments.iter().map(harmless))
            .err()
            .unwrap_or(error);
        // There is nobody to tell that the streams are closed.
        let _ = error.print();
        // That of clap: 2 for what cannot be read, 0 for help.
        u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
    })
}

/// An argument without what a terminal would obey: clap repeats arguments as they are.
fn harmless(argument: &OsString) -> OsString {
    visible(&argument.to_string_lossy()).into()
}
