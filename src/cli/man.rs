//! `wmigen man`: the manual as `man` reads it, made of the same definitions as `--help`.

use std::io;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::printer::Printer;
use super::{Cli, Status};

/// Print the manual page of wmigen and all its verbs
#[derive(Debug, Args)]
#[command(after_long_help = INSTALL)]
pub struct Arguments {}

const INSTALL: &str = "\
To read it:     wmigen man | man -l -
To install it:  wmigen man > ~/.local/share/man/man1/wmigen.1";

/// What every verb ends with.
const EXIT_STATUS: &str = "\
.SH \"EXIT STATUS\"
.TP
0
Done, or nothing to do.
.TP
1
Findings: errors in the spec, drift, refusals, failed tests.
.TP
2
Could not run: usage, unreadable input, a tool that is missing, I/O.
";

/// Runs the verb.
///
/// # Errors
/// When stdout cannot be written.
pub fn run(_: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    printer.data(&String::from_utf8(page(Cli::command())?)?)?;
    Ok(Status::Done)
}

/// One page: the command's own, and a section for each verb.
fn page(mut command: Command) -> io::Result<Vec<u8>> {
    command.build();
    let man = Man::new(command.clone().after_help(None::<&str>));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for verb in command
        .get_subcommands()
        .filter(|verb| verb.get_name() != "help")
    {
        page.extend(section(verb.get_name(), verb)?);
        let within = verb.get_subcommands();
        for inner in within.filter(|inner| inner.get_name() != "help") {
            let name = format!("{} {}", verb.get_name(), inner.get_name());
            page.extend(section(&name, inner)?);
        }
    }
    page.extend(EXIT_STATUS.as_bytes());
    man.render_version_section(&mut page)?;
    Ok(page)
}

/// A verb's own page as a section of the whole: its sections become sections within that.
fn section(name: &str, verb: &Command) -> io::Result<Vec<u8>> {
    // What holds for all verbs is said once, for the whole command.
    let own = verb.clone().mut_args(|argument| {
        let shared =
            argument.is_global_set() || ["help", "version"].contains(&argument.get_id().as_str());
        argument.hide(shared)
    });
    let man = Man::new(own);
    let mut text = Vec::new();
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    let heading = format!(".SH \"WMIGEN {}\"\n", name.to_uppercase());
    let text = String::from_utf8_lossy(&text).replace("\n.SH ", "\n.SS ");
    Ok(format!("{heading}{text}").into_bytes())
}
