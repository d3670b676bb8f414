//! `wmigen schema`: the spec's language, for editors.

use clap::Args;

use super::Status;
use super::printer::Printer;
use crate::schema;

/// Print the JSON Schema of the spec
///
/// Every crate has it as wmigen.schema.json, and a spec that `wmigen new` wrote names that file in its first line, where
/// editors look for it: `#:schema ./wmigen.schema.json`.
#[derive(Debug, Args)]
pub struct Arguments {}

/// Runs the verb.
///
/// # Errors
/// When stdout cannot be written.
pub fn run(_: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    printer.data(&schema::text())?;
    Ok(Status::Done)
}
