//! `wmigen completions`: a script that teaches a shell to complete wmigen's command line.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::printer::Printer;
use super::{Cli, Status};

/// Print a script that lets a shell complete wmigen's command line
#[derive(Debug, Args)]
#[command(after_long_help = INSTALL)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

const INSTALL: &str = "\
To install it:
  bash        wmigen completions bash > ~/.local/share/bash-completion/completions/wmigen
  zsh         wmigen completions zsh > ~/.zfunc/_wmigen   # with fpath+=~/.zfunc before compinit in ~/.zshrc
  fish        wmigen completions fish > ~/.config/fish/completions/wmigen.fish
  elvish      wmigen completions elvish >> ~/.config/elvish/rc.elv
  powershell  wmigen completions powershell >> $PROFILE";

/// Runs the verb.
///
/// # Errors
/// When stdout cannot be written.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "wmigen", &mut script);
    printer.data(&String::from_utf8(script)?)?;
    Ok(Status::Done)
}
