//! `wmigen templates list`: every template, what it makes, and whose it is.

use std::path::PathBuf;

use clap::Args;

use crate::cli::Status;
use crate::cli::printer::Printer;

/// List all templates: what each makes, who owns that, and which are yours
#[derive(Debug, Args)]
pub struct Arguments {
    /// The crate's folder [default: the nearest one upwards with a wmigen.toml, if there is one]
    dir: Option<PathBuf>,

    /// The folder of templates [default: that of the crate's spec]
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
}

/// Runs the verb.
///
/// # Errors
/// When the folder of templates cannot be read.
pub fn run(_arguments: &Arguments, _printer: &mut Printer) -> anyhow::Result<Status> {
    anyhow::bail!("not yet")
}
