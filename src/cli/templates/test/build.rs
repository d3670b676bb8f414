//! The crates of the cases, built for Windows and tested, as `wmigen test` does it.

use std::path::Path;

use super::cases::{Case, Sound};
use crate::cli::Status;
use crate::cli::printer::Printer;
use crate::render::Templates;

pub fn run(
    _cases: &[(&Case, &Sound)],
    _templates: &Templates,
    _folder: &Path,
    _printer: &mut Printer,
) -> anyhow::Result<Status> {
    anyhow::bail!("not yet")
}
