//! Free text of a spec: descriptions, units, reasons.

use toml::Spanned;

/// A text, which may be anything; it is escaped where it is rendered.
pub fn text(written: Option<&Spanned<String>>) -> Option<String> {
    written.map(|text| text.get_ref().clone())
}
