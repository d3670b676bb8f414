//! The one place that writes to stdout and stderr, and so the one that knows about formats, colours and closed pipes.

mod answers;
mod cut;
mod json;
mod look;
mod results;
mod told;

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::builder::styling::{AnsiColor, Effects, Style};

use super::Status;
use super::markdown;
use super::output::{Format, Output, Verbosity};
use super::project;
use super::step::Step;
use crate::diagnostics::{
    Alike, Diagnostic, Log, Numbered, Severity, Source, records, render_human, shown, visible,
};
use json::{Body, Level};

const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
const HELP: Style = AnsiColor::BrightCyan.on_default().effects(Effects::BOLD);

/// The most diagnostics that a run shows. A hundred are enough to work on, and a spec that is wrong throughout would
/// otherwise fill a CI's log with megabytes.
const DIAGNOSTICS_MAX: usize = 100;

/// Writes a verb's messages to their streams. Styles stay only where a terminal shows them.
pub struct Printer {
    stdout: anstream::Stdout,
    stderr: anstream::Stderr,
    format: Format,
    verbosity: Verbosity,
    /// How many diagnostics have been shown.
    shown: usize,
    /// How many warnings were taken for errors; `None` if they are warnings.
    denied: Option<usize>,
    /// What SARIF is told at the end.
    log: Log,
    /// What went wrong, for SARIF.
    problems: Vec<String>,
    /// The folder of the provider that is spoken of, where a run is about several.
    provider: PathBuf,
}

/// Whether steps are still to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// They are the result.
    Planned,
    /// They stop the others from being taken.
    Refused,
    /// They have been taken.
    Done,
}

impl Printer {
    /// A printer to the process's own streams.
    pub fn new(output: &Output) -> Self {
        output.choose_colors();
        Self {
            stdout: anstream::stdout(),
            stderr: anstream::stderr(),
            format: output.message_format,
            verbosity: output.verbosity(),
            shown: 0,
            denied: None,
            log: Log::default(),
            problems: Vec::new(),
            provider: PathBuf::new(),
        }
    }

    /// Speaks of the provider in `folder` from now on: its files are named from where the user stands.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn provider(&mut self, folder: &Path) -> anyhow::Result<()> {
        folder.clone_into(&mut self.provider);
        self.detail(format_args!(
            "the provider in {}",
            shown(project::folder(folder))
        ));
        if self.format != Format::Json {
            return Ok(());
        }
        let folder = shown(project::folder(folder));
        self.record(&Body::Provider { folder: &folder })
    }

    /// Whether the user wants to hear more than usual.
    pub fn is_verbose(&self) -> bool {
        self.verbosity == Verbosity::Verbose
    }

    /// Takes warnings for errors from now on.
    pub fn deny_warnings(&mut self) {
        self.denied = Some(0);
    }

    /// How many warnings were taken for errors.
    pub fn denied_warnings(&self) -> usize {
        self.denied.unwrap_or(0)
    }

    /// Whether stdout is for people, so that another program may write to it.
    pub fn shares_stdout(&self) -> bool {
        self.format == Format::Human
    }

    /// Prints the result.
    ///
    /// # Errors
    /// When stdout cannot be written, unless its reader has closed it.
    pub fn data(&mut self, text: &str) -> anyhow::Result<()> {
        match self.format {
            Format::Json => self.record(&Body::Document { text }),
            Format::Human | Format::Sarif => self.raw(text),
        }
    }

    /// Prints a page of Markdown: as it reads to people, and as it is written to programs.
    ///
    /// # Errors
    /// As of [`data`](Self::data).
    pub fn page(&mut self, page: &str) -> anyhow::Result<()> {
        match self.format {
            Format::Json => self.data(page),
            Format::Human | Format::Sarif => self.raw(&markdown::render(page, look::of_stdout())),
        }
    }

    /// Prints a document in Markdown that people keep in a file as it is; where they see it, it reads as a page.
    ///
    /// # Errors
    /// As of [`data`](Self::data).
    pub fn document(&mut self, document: &str) -> anyhow::Result<()> {
        if look::of_stdout().is_styled {
            self.page(document)
        } else {
            self.data(document)
        }
    }

    /// Says a line about the run.
    pub fn say(&mut self, line: impl Display) {
        if self.verbosity > Verbosity::Quiet {
            self.message(Level::Note, &line.to_string());
        }
    }

    /// Says a line about how the run goes, to those who want to know.
    pub fn detail(&mut self, line: impl Display) {
        if self.is_verbose() {
            self.message(Level::Detail, &line.to_string());
        }
    }

    /// Asks whether to go on; none where there is nobody to ask: no terminal, or a program that reads the messages.
    ///
    /// # Errors
    /// When the terminal cannot be read.
    pub fn ask(&mut self, question: &str) -> anyhow::Result<Option<bool>> {
        let is_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
        if self.format != Format::Human || !is_terminal {
            return Ok(None);
        }
        let _ = write!(self.stderr, "{} [y/N] ", harmless(question));
        let _ = self.stderr.flush();
        let mut answer = String::new();
        io::stdin()
            .read_line(&mut answer)
            .context("cannot read the answer")?;
        Ok(Some(is_yes(&answer)))
    }

    /// Says what went wrong.
    pub fn error(&mut self, message: impl Display) {
        self.message(Level::Error, &message.to_string());
    }

    /// Says what to do about it.
    pub fn help(&mut self, message: impl Display) {
        self.message(Level::Help, &message.to_string());
    }

    fn message(&mut self, level: Level, text: &str) {
        if self.format == Format::Json {
            // As below: a run does its work even if its streams are closed.
            let _ = self.record(&Body::Message { level, text });
            return;
        }
        if level == Level::Error {
            self.problems.push(text.to_owned());
        }
        let text = harmless(text);
        // There is no stream left to report a closed stderr on, and the work goes on.
        let _ = match level {
            Level::Error => writeln!(self.stderr, "{ERROR}error{ERROR:#}: {text}"),
            Level::Help => writeln!(self.stderr, "{HELP}help{HELP:#}: {text}"),
            Level::Note | Level::Detail => writeln!(self.stderr, "{text}"),
        };
    }

    /// Says what is wrong or doubtful in a source text. People are shown at most [`DIAGNOSTICS_MAX`] in a run, and told
    /// how many more there are.
    pub fn diagnostics(&mut self, diagnostics: &[Diagnostic], source: &Source) {
        let mut diagnostics = diagnostics.to_vec();
        if let Some(denied) = &mut self.denied {
            for warning in diagnostics.iter_mut().filter(|one| !one.is_error()) {
                warning.severity = Severity::Error;
                *denied += 1;
            }
        }
        diagnostics.retain(|one| one.is_error() || self.verbosity > Verbosity::Quiet);
        match self.format {
            Format::Human => self.show(&diagnostics, source),
            Format::Json => {
                for record in records(&diagnostics, source) {
                    let _ = self.record(&Body::Diagnostic(record));
                }
            }
            Format::Sarif => self.log.add_diagnostics(&diagnostics, source),
        }
    }

    /// Says what there is to say of several texts. People read once what is said of many names, and how often it is; programs,
    /// and those who want to know more, get each.
    pub fn notes(&mut self, notes: &[Numbered], sources: &[&Source]) {
        if self.format != Format::Human || self.is_verbose() {
            for of_text in notes.chunk_by(|(one, _), (other, _)| one == other) {
                let found: Vec<_> = of_text.iter().map(|(_, note)| note.clone()).collect();
                let number = of_text.first().map(|(number, _)| *number);
                if let Some(source) = number.and_then(|number| sources.get(number)) {
                    self.diagnostics(&found, source);
                }
            }
            return;
        }
        let groups = Alike::among(notes);
        for group in &groups {
            let (number, note) = group.first;
            if let Some(source) = sources.get(*number) {
                self.diagnostics(std::slice::from_ref(note), source);
            }
            if let Some(summary) = group.summary(sources) {
                self.say(format_args!("{summary}\n"));
            }
        }
        if self.verbosity > Verbosity::Quiet && groups.iter().any(Alike::is_cut) {
            self.help("`--verbose` shows each of them, and `--message-format json` lists them");
        }
    }

    fn show(&mut self, diagnostics: &[Diagnostic], source: &Source) {
        let room = if self.is_verbose() {
            usize::MAX
        } else {
            DIAGNOSTICS_MAX - self.shown
        };
        let (first, more) = diagnostics.split_at(room.min(diagnostics.len()));
        self.shown += first.len();
        let _ = self
            .stderr
            .write_all(render_human(first, source).as_bytes());
        match more.len() {
            0 => {}
            1 => self.message(Level::Note, "and 1 more problem"),
            count => self.message(Level::Note, &format!("and {count} more problems")),
        }
    }

    /// Tells the steps of a plan for the crate in `folder`.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn steps(&mut self, steps: &[Step], folder: &Path, stage: Stage) -> anyhow::Result<()> {
        for step in steps {
            match (self.format, stage) {
                (Format::Json, _) => self.record(&Body::Action {
                    step,
                    done: stage == Stage::Done,
                })?,
                (Format::Sarif, _) => {
                    if let Some(rule) = step.broken() {
                        let path = folder.join(step.path());
                        self.log
                            .add_file(rule, &path.to_string_lossy(), &step.finding());
                    }
                }
                (Format::Human, Stage::Planned) => {
                    self.raw(&format!("{}\n", step.to_planned_in(&self.provider)))?;
                }
                (Format::Human, Stage::Refused) => self.message(Level::Note, &step.to_string()),
                // Errors are shown with `--quiet` too.
                (Format::Human, Stage::Done) if step.is_complaint() => {
                    self.message(Level::Note, &step.to_string());
                }
                (Format::Human, Stage::Done) => self.say(step),
            }
        }
        Ok(())
    }

    /// Says how the run ended, to programs.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn finish(&mut self, status: Status) -> anyhow::Result<()> {
        match self.format {
            Format::Human => Ok(()),
            Format::Json => self.record(&Body::Finished {
                exit_status: status.number(),
            }),
            Format::Sarif => {
                let complete = status != Status::CouldNotRun;
                let problems = if complete { &[][..] } else { &self.problems };
                let text = self.log.to_text(complete, problems);
                self.raw(&text)
            }
        }
    }

    fn record(&mut self, body: &Body<'_>) -> anyhow::Result<()> {
        self.raw(&json::line(body)?)
    }

    fn raw(&mut self, text: &str) -> anyhow::Result<()> {
        let written = self
            .stdout
            .write_all(text.as_bytes())
            .and_then(|()| self.stdout.flush());
        match written {
            // The reader has seen enough, as `head` does; the run's result is the same without a reader.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written.context("cannot write to stdout"),
        }
    }
}

/// Whether an answer agrees.
fn is_yes(answer: &str) -> bool {
    let answer = answer.trim();
    ["y", "yes"]
        .iter()
        .any(|yes| answer.eq_ignore_ascii_case(yes))
}

/// A message without what a terminal would obey, whoever worded it: the system and cargo repeat paths as they are.
fn harmless(message: &str) -> String {
    message
        .split('\n')
        .map(visible)
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_yes_agrees() {
        for (answer, yes) in [
            ("y\n", true),
            ("YES\r\n", true),
            ("\n", false),
            ("no\n", false),
            ("", false),
            ("yess", false),
        ] {
            assert_eq!(is_yes(answer), yes, "{answer}");
        }
    }
}
