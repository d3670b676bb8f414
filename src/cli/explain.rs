//! `wmigen explain`: what the spec means, for a reader who does not read TOML.

use std::path::PathBuf;

use clap::Args;

use super::Status;
use super::printer::Printer;
use super::project::Project;
use crate::render;

/// Explain what a client that is denied access is told
#[derive(Debug, Args)]
pub struct Arguments {
    /// Print what a denied client sees, for each class and operation
    #[arg(long, required = true)]
    policy: bool,

    /// The crate's folder [default: the nearest one upwards with a wmigen.toml]
    dir: Option<PathBuf>,
}

/// Runs the verb.
///
/// # Errors
/// When the spec cannot be read, or a template fails.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let project = Project::find(arguments.dir.as_deref())?;
    let Some(provider) = project.provider(printer)? else {
        return Ok(Status::Findings);
    };
    printer.data(&render::access_denied_document(&provider)?)?;
    Ok(Status::Done)
}
