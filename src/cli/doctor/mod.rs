//! `wmigen doctor`: what this machine can do, and how to get what it lacks.

mod install;

use std::path::PathBuf;

use anyhow::ensure;
use clap::builder::styling::{AnsiColor, Style};
use clap::{Args, ValueHint};

use super::Status;
use super::markdown::{Flow, rows};
use super::needs::{Found, Machine, Need, how_to_get};
use super::printer::Printer;
use super::project::folder;
use crate::diagnostics::shown;

/// Say what this machine can do, and how to get what is missing
///
/// Ends with 0 if providers can be built and tested here, and with 1 if not. A crate's folder may have a toolchain of its own,
/// by `rust-toolchain.toml`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder whose Rust is looked at [default: this one]
    #[arg(value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,

    /// Get what is missing: shows the commands, and asks before it runs them
    #[arg(long)]
    install: bool,

    /// Run the commands without asking
    #[arg(long, requires = "install")]
    yes: bool,
}

/// One thing, and whether it is here.
#[derive(Debug)]
pub struct Tool {
    pub need: Need,
    pub found: Found,
}

/// Runs the verb.
///
/// # Errors
/// When the folder is absent, stdout cannot be written, or the answer to a question cannot be read.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let dir = arguments.dir.clone().unwrap_or_default();
    let dir = folder(&dir);
    // No program can be started in a folder that is not there, so that all of them would seem to be missing.
    ensure!(
        dir.is_dir(),
        "there is no folder {}; name the one of a crate, or none for this one",
        shown(dir)
    );
    let machine = Machine::here(dir);
    let mut tools = look(&machine);
    if arguments.install {
        let missing = missing(&tools);
        match install::run(&missing, &machine, arguments.yes, printer)? {
            // Each command says how it went; what counts is what is there now.
            install::Outcome::Ran => tools = look(&machine),
            install::Outcome::Nothing => {}
            install::Outcome::Refused => return Ok(Status::Findings),
            install::Outcome::NobodyToAsk => return Ok(Status::CouldNotRun),
        }
    }
    printer.tools(&tools)?;
    Ok(conclude(&tools, arguments, printer))
}

fn look(machine: &Machine) -> Vec<Tool> {
    let needs = Need::of(cfg!(windows)).map(|need| Tool {
        need,
        found: machine.look(need),
    });
    needs.collect()
}

fn missing(tools: &[Tool]) -> Vec<Need> {
    let missing = tools.iter().filter(|tool| !tool.found.is_there());
    missing.map(|tool| tool.need).collect()
}

/// Says what is missing and how to get it.
fn conclude(tools: &[Tool], arguments: &Arguments, printer: &mut Printer) -> Status {
    let missing = missing(tools);
    let (needed, useful): (Vec<_>, Vec<_>) = missing.iter().partition(|need| need.row().is_needed);
    if missing.is_empty() {
        return Status::Done;
    }
    if needed.is_empty() {
        printer.say(
            "providers can be built and tested here; some things are missing that are of use:",
        );
    } else {
        printer.error("providers cannot be built and tested here:");
    }
    let missing: Vec<_> = needed.iter().chain(&useful).copied().collect();
    printer.say(how_to_get(&missing));
    if !arguments.install {
        printer.help("`wmigen doctor --install` gets what is missing; it asks first");
    }
    if needed.is_empty() {
        Status::Done
    } else {
        Status::Findings
    }
}

const FOUND: Style = AnsiColor::Green.on_default();
const NEEDED: Style = AnsiColor::BrightRed.on_default();
const USEFUL: Style = AnsiColor::Yellow.on_default();

/// The list for people.
pub fn list(tools: &[Tool], width: usize) -> String {
    let row = |tool: &Tool| {
        let row = tool.need.row();
        let (word, style) = match &tool.found {
            Found::There(_) => ("found", FOUND),
            Found::TooOld(_) => ("too old", NEEDED),
            Found::Missing if row.is_needed => ("missing", NEEDED),
            Found::Missing => ("missing", USEFUL),
        };
        let said = tool.found.said().unwrap_or(row.purpose);
        (
            Flow::of(word, style),
            Flow::of(row.what, Style::new()),
            Flow::of(&crate::diagnostics::visible(said), Style::new()),
        )
    };
    let table: Vec<_> = tools.iter().map(row).collect();
    let lines = rows(&table, width).into_iter();
    lines.map(|line| line + "\n").collect()
}
