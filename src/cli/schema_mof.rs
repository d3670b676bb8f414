//! The files of MOF of the user's own that a spec names.

use std::path::Path;

use super::printer::Printer;
use super::project;
use crate::diagnostics::{Diagnostic, Source};
use crate::model::Provider;
use crate::mof;

/// The provider of this spec with the classes of its files of MOF, whose paths begin at `folder`, and the files; none if
/// something is wrong with them, which is printed.
pub fn with_files(
    mut provider: Provider,
    folder: &Path,
    source: &Source,
    printer: &mut Printer,
) -> Option<(Provider, mof::Files)> {
    let reading = mof::read(folder, &mut provider, source);
    tell(&reading.problems, printer);
    reading
        .problems
        .is_empty()
        .then_some((provider, reading.files))
}

/// Prints what is wrong with the files, a text at a time.
pub fn tell(problems: &[(Source, Vec<Diagnostic>)], printer: &mut Printer) {
    for (source, problems) in problems {
        project::tell(problems, source, printer);
    }
}
