//! `wmigen templates update`: merges what changed in wmigen's templates into the user's copies.

use std::path::PathBuf;

use clap::Args;

use crate::cli::Status;
use crate::cli::printer::Printer;

/// Merge what changed in wmigen's templates into your copies of them
///
/// What changed in a template since you copied it is merged into your copy where you have not changed the same lines; a
/// copy of yours is kept in .wmigen/backup of the folder. A template with a conflict is left alone, wmigen's put into
/// .wmigen/incoming, and the change shown.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of templates [default: that of the crate's spec]
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,

    /// Print what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Print the differences as unified diffs, and write nothing
    #[arg(long)]
    diff: bool,

    /// Write conflicts into your templates, between conflict markers
    #[arg(long)]
    markers: bool,

    /// Leave this template as it is: you have resolved its conflict
    #[arg(long, value_name = "FILE")]
    accept: Vec<PathBuf>,
}

/// Runs the verb.
///
/// # Errors
/// When the folder of templates cannot be read.
pub fn run(_arguments: &Arguments, _printer: &mut Printer) -> anyhow::Result<Status> {
    anyhow::bail!("not yet")
}
