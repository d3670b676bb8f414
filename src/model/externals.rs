//! Classes that the namespace has already: what is written of them is looked at, and nothing is made of it.

use toml::Spanned;

use super::defined::Defined;
use super::known::{Classes, Known};
use super::properties;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::REFUSED_KEY;
use crate::spec::ExternalTable;

/// Reports what makes no sense of what is written of such a class.
pub fn check(
    written: &ExternalTable,
    (known, defined): (&Classes<'_>, &Defined<'_>),
    found: &mut Vec<Diagnostic>,
) {
    let line = known.line(Known::External(written));
    properties::check((known, &line), defined, found);
    for property in &written.properties {
        let spans = [
            ("denied", property.denied.as_ref().map(Spanned::span)),
            (
                "renamed-from",
                property.renamed_from.as_ref().map(Spanned::span),
            ),
        ];
        for (key, span) in spans {
            let Some(span) = span else { continue };
            let message =
                format!("`{key}` makes no sense of a class that the provider does not serve");
            found.push(
                Diagnostic::error(&REFUSED_KEY, span, message)
                    .with_label("of a class of the namespace")
                    .with_help("write it in an override, in the class that derives from it"),
            );
        }
    }
}
