//! Free text of a spec: descriptions, units, reasons.

use toml::Spanned;

use crate::diagnostics::rules::NUL_CHARACTER;
use crate::diagnostics::{Checked, Diagnostic, keep};

/// A text, which may be anything that WMI can keep; it is escaped where it is rendered.
pub fn text(written: Option<&Spanned<String>>, found: &mut Vec<Diagnostic>) -> Option<String> {
    keep(whole(written?), found)
}

/// The text, if WMI would keep all of it.
pub fn whole(written: &Spanned<String>) -> Checked<String> {
    let text = written.get_ref();
    if !text.contains('\0') {
        return Ok(text.clone());
    }
    let message = "the text has a NUL character, at which WMI would cut it off";
    Diagnostic::error(&NUL_CHARACTER, written.span(), message)
        .with_label("has `\\u0000` in it")
        .with_help("leave the character out")
        .refuse()
}
