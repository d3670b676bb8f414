//! `wmigen templates diff`: the user's templates held against wmigen's.

use std::path::PathBuf;

use clap::Args;

use crate::cli::Status;
use crate::cli::printer::Printer;

/// Show how your templates differ from wmigen's, or what changed in wmigen's since you copied them
#[derive(Debug, Args)]
pub struct Arguments {
    /// The templates, with or without `.hbs` [default: all of yours that stand in the place of wmigen's]
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    /// The folder of templates [default: that of the crate's spec]
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,

    /// Show what changed in wmigen's templates since yours were copied or last updated
    #[arg(long)]
    since_export: bool,
}

/// Runs the verb.
///
/// # Errors
/// When the folder of templates cannot be read.
pub fn run(_arguments: &Arguments, _printer: &mut Printer) -> anyhow::Result<Status> {
    anyhow::bail!("not yet")
}
