//! The warnings of copies that do not keep up with wmigen's templates.

use super::Copies;
use crate::diagnostics::rules::DRIFTED_TEMPLATE;
use crate::diagnostics::{Diagnostic, Source};

/// Warns of each copy that wmigen has changed the template of since. `shown` is how messages call the folder, and `command`
/// makes of a verb of `wmigen templates` what the user is to type.
pub fn drifted(
    copies: &Copies,
    shown: &str,
    command: impl Fn(&str) -> String,
) -> Vec<(Source, Diagnostic)> {
    let help = format!(
        "`{}` shows what has changed, and `{}` merges it into yours",
        command("diff --since-export"),
        command("update")
    );
    let warning = |(path, bytes): (&str, &[u8])| {
        let message = format!("wmigen has changed its template since `{path}` was copied");
        let source = Source {
            name: format!("{shown}/{path}"),
            text: String::from_utf8_lossy(bytes).into_owned(),
        };
        let warning = Diagnostic::warning(&DRIFTED_TEMPLATE, 0..0, message);
        (source, warning.with_help(help.clone()))
    };
    copies.drifted().map(warning).collect()
}
