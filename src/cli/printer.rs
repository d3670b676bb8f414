//! The one place that writes to stdout and stderr, and so the one that knows about colours and closed pipes.

use std::fmt::Display;
use std::io::Write;

use anyhow::Context;
use clap::builder::styling::{AnsiColor, Effects, Style};

use crate::diagnostics::{Diagnostic, Source, render_human};

const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
const HELP: Style = AnsiColor::BrightCyan.on_default().effects(Effects::BOLD);

/// Hands what a verb has to say to the stream it belongs to. Styles stay only where a terminal shows them.
pub struct Printer {
    stdout: anstream::Stdout,
    stderr: anstream::Stderr,
}

impl Printer {
    /// A printer to the process's own streams.
    pub fn new() -> Self {
        Self {
            stdout: anstream::stdout(),
            stderr: anstream::stderr(),
        }
    }

    /// Prints what was asked for.
    ///
    /// # Errors
    /// When stdout cannot be written; a closed pipe is for the caller to pass on.
    pub fn data(&mut self, text: &str) -> anyhow::Result<()> {
        let written = self
            .stdout
            .write_all(text.as_bytes())
            .and_then(|()| self.stdout.flush());
        written.context("cannot write to stdout")
    }

    /// Says a line about the run.
    pub fn say(&mut self, line: impl Display) {
        // Nobody is left to be told that stderr is closed, and the work goes on without being watched.
        let _ = writeln!(self.stderr, "{line}");
    }

    /// Says what went wrong.
    pub fn error(&mut self, message: impl Display) {
        self.say(format_args!("{ERROR}error{ERROR:#}: {message}"));
    }

    /// Says what to do about it.
    pub fn help(&mut self, message: impl Display) {
        self.say(format_args!("{HELP}help{HELP:#}: {message}"));
    }

    /// Says what is wrong or doubtful in a source text.
    pub fn diagnostics(&mut self, diagnostics: &[Diagnostic], source: &Source) {
        let _ = self
            .stderr
            .write_all(render_human(diagnostics, source).as_bytes());
    }
}
