//! Gets what is missing, once somebody has agreed.

use std::io;
use std::process::Command;

use crate::cli::needs::{Machine, Need, System};
use crate::cli::printer::Printer;

/// What has become of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There was nothing that could be run.
    Nothing,
    /// The commands were run.
    Ran,
    /// Somebody was asked, and did not agree.
    Refused,
    /// There was nobody to ask.
    NobodyToAsk,
}

/// Shows the commands that get what is missing, asks unless the user has agreed already, and runs them.
///
/// # Errors
/// When the answer cannot be read.
pub fn run(
    missing: &[Need],
    machine: &Machine,
    agreed: bool,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let commands = commands(missing, machine);
    if commands.is_empty() {
        printer.say(if missing.is_empty() {
            "nothing to install: all is there"
        } else {
            "wmigen knows no command of this system for what is missing"
        });
        return Ok(Outcome::Nothing);
    }
    printer.say("the commands that get what is missing:");
    for command in &commands {
        printer.say(format_args!("  {command}"));
    }
    let answer = if agreed {
        Some(true)
    } else {
        printer.ask("Run them?")?
    };
    match answer {
        Some(true) => {}
        Some(false) => {
            printer.say("nothing was installed");
            return Ok(Outcome::Refused);
        }
        None => {
            printer.error("nothing was installed: there is no terminal to ask on");
            printer.help("run the commands yourself, or add `--yes`");
            return Ok(Outcome::NobodyToAsk);
        }
    }
    for command in &commands {
        execute(command, printer);
    }
    Ok(Outcome::Ran)
}

/// What this machine has to run, once each.
fn commands(missing: &[Need], machine: &Machine) -> Vec<String> {
    let (system, has_rustup) = (System::here(), machine.has_rustup());
    let mut commands: Vec<String> = Vec::new();
    for need in missing {
        let Some(command) = need.command(system, has_rustup) else {
            continue;
        };
        let command = System::unattended(command);
        // A container's user has all rights, and mostly no sudo.
        let command = if machine.has("sudo") {
            command
        } else {
            command.replace("sudo ", "")
        };
        if !commands.contains(&command) {
            commands.push(command);
        }
    }
    commands
}

/// Runs a command of the table by the system's shell.
fn execute(command: &str, printer: &mut Printer) {
    let mut shell = shell(command);
    // The list is on stdout, and what others say is not part of it.
    shell.stdout(io::stderr());
    printer.detail(format_args!("run {command}"));
    match shell.status() {
        Ok(status) if status.success() => {}
        Ok(status) => printer.error(format_args!("`{command}` failed: {status}")),
        Err(error) => printer.error(format_args!("cannot run `{command}`: {error}")),
    }
}

/// The system's shell with a command of the table, which has been written for it.
#[cfg(not(windows))]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(command);
    shell
}

/// The system's shell with a command of the table, which has been written for it, quotes and all.
#[cfg(windows)]
fn shell(command: &str) -> Command {
    use std::os::windows::process::CommandExt as _;
    let mut shell = Command::new("cmd");
    shell.raw_arg("/C").raw_arg(command);
    shell
}
