//! `wmigen templates export`: copies templates of wmigen's into the user's folder.

use std::path::PathBuf;

use clap::Args;

use crate::cli::Status;
use crate::cli::printer::Printer;

/// Copy templates of wmigen's into your folder of templates, to change them there
#[derive(Debug, Args)]
pub struct Arguments {
    /// The templates, as `wmigen templates list` names them, with or without `.hbs`
    #[arg(required_unless_present = "workflow", value_name = "NAME")]
    names: Vec<String>,

    /// The folder of templates [default: that of the crate's spec, or templates in the crate]
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,

    /// Also write a workflow for GitHub that tests the templates, at the root of the repository
    #[arg(long)]
    workflow: bool,

    /// Print what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs the verb.
///
/// # Errors
/// When the folder of templates cannot be read.
pub fn run(_arguments: &Arguments, _printer: &mut Printer) -> anyhow::Result<Status> {
    anyhow::bail!("not yet")
}
