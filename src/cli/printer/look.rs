//! How stdout shows a text.

use std::{env, io};

use anstream::{AutoStream, ColorChoice};

use crate::cli::markdown::Look;

/// How many columns a text has where nobody says how many there are.
const WIDTH: usize = 100;

/// How a text is to look on stdout.
pub fn of_stdout() -> Look {
    Look {
        width: columns().unwrap_or(WIDTH),
        is_styled: AutoStream::choice(&io::stdout()) != ColorChoice::Never,
    }
}

/// How many columns the terminal has, or `COLUMNS` says; none if stdout is not for a terminal.
pub fn columns() -> Option<usize> {
    let terminal = terminal_size::terminal_size_of(io::stdout());
    let terminal = terminal.map(|(width, _)| usize::from(width.0));
    let said = || env::var("COLUMNS").ok()?.parse().ok();
    terminal.or_else(said).filter(|width| *width > 0)
}
