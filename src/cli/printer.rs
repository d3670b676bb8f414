//! The one place that writes to stdout and stderr, and so the one that knows about colours and closed pipes.

use std::fmt::Display;
use std::io::Write;

use anyhow::Context;
use clap::builder::styling::{AnsiColor, Effects, Style};

use crate::diagnostics::{Diagnostic, Source, render_human, visible};

const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
const HELP: Style = AnsiColor::BrightCyan.on_default().effects(Effects::BOLD);

/// The most diagnostics that a run shows. The first hundred keep anybody busy, and a spec that is wrong throughout
/// would otherwise fill a CI's log with megabytes.
const DIAGNOSTICS_MAX: usize = 100;

/// Hands what a verb has to say to the stream it belongs to. Styles stay only where a terminal shows them.
pub struct Printer {
    stdout: anstream::Stdout,
    stderr: anstream::Stderr,
    /// How many diagnostics have been shown.
    shown: usize,
}

impl Printer {
    /// A printer to the process's own streams.
    pub fn new() -> Self {
        Self {
            stdout: anstream::stdout(),
            stderr: anstream::stderr(),
            shown: 0,
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
        self.write(harmless(line));
    }

    /// Says what went wrong.
    pub fn error(&mut self, message: impl Display) {
        self.write(format_args!("{ERROR}error{ERROR:#}: {}", harmless(message)));
    }

    /// Says what to do about it.
    pub fn help(&mut self, message: impl Display) {
        self.write(format_args!("{HELP}help{HELP:#}: {}", harmless(message)));
    }

    fn write(&mut self, line: impl Display) {
        // Nobody is left to be told that stderr is closed, and the work goes on without being watched.
        let _ = writeln!(self.stderr, "{line}");
    }

    /// Says what is wrong or doubtful in a source text: at most [`DIAGNOSTICS_MAX`] in a run, and how many more.
    pub fn diagnostics(&mut self, diagnostics: &[Diagnostic], source: &Source) {
        let room = DIAGNOSTICS_MAX - self.shown;
        let (first, more) = diagnostics.split_at(room.min(diagnostics.len()));
        self.shown += first.len();
        let _ = self
            .stderr
            .write_all(render_human(first, source).as_bytes());
        match more.len() {
            0 => {}
            1 => self.say("and 1 more problem"),
            count => self.say(format_args!("and {count} more problems")),
        }
    }
}

/// A message without what a terminal would obey, whoever worded it: the system and cargo repeat paths as they are.
fn harmless(message: impl Display) -> String {
    let message = message.to_string();
    message
        .split('\n')
        .map(visible)
        .collect::<Vec<_>>()
        .join("\n")
}
