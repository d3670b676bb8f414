//! From the process's arguments to a [`Cli`], or to what there is to say about them.

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory as _, FromArgMatches as _};

use super::Cli;
use crate::diagnostics::visible;

/// The command line as it was typed.
///
/// # Errors
/// When it cannot be read, or asks only for help or the version; what there is to say has then been printed, and the
/// process is to end with this.
pub fn parse() -> Result<Cli, ExitCode> {
    let arguments: Vec<_> = env::args_os().collect();
    let colors = colors(&arguments);
    let parse = |arguments: Vec<OsString>| {
        let matches = Cli::command()
            .color(colors)
            .try_get_matches_from(arguments)?;
        Cli::from_arg_matches(&matches)
    };
    parse(arguments.clone()).map_err(|error| {
        let error = parse(arguments.iter().map(harmless).collect())
            .err()
            .unwrap_or(error);
        // There is no stream left to report a closed one on.
        let _ = error.print();
        // That of clap: 2 for what cannot be read, 0 for help.
        u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
    })
}

/// The colours that the arguments ask for, as far as they can be read: clap speaks before it has read all of them.
fn colors(arguments: &[OsString]) -> ColorChoice {
    let arguments: Vec<_> = arguments.iter().map(|one| one.to_string_lossy()).collect();
    let apart = arguments.windows(2).filter(|two| two[0] == "--color");
    let apart = apart.map(|two| two[1].as_ref());
    let joined = arguments
        .iter()
        .filter_map(|one| one.strip_prefix("--color="));
    match apart.chain(joined).next() {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// An argument without what a terminal would obey: clap repeats arguments as they are.
fn harmless(argument: &OsString) -> OsString {
    visible(&argument.to_string_lossy()).into()
}
