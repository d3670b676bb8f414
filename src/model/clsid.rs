//! The CLSID.

use toml::Spanned;
use uuid::Uuid;

use crate::diagnostics::rules::INVALID_CLSID;
use crate::diagnostics::{Checked, Diagnostic, quoted};

/// The length of a GUID in braces.
const BRACED_LENGTH: usize = 38;

/// The regular expression of CLSIDs, for those who check a spec by its JSON Schema; [`clsid`] is what judges them.
pub const PATTERN: &str = r"^\{[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\}$";

/// The one GUID among them that is no CLSID.
pub const NIL: &str = "{00000000-0000-0000-0000-000000000000}";

/// The CLSID that was written, or what there is to say about it.
pub fn clsid(written: &Spanned<String>) -> Checked<Uuid> {
    let text = written.get_ref();
    let parsed = Uuid::try_parse(text.trim());
    let report = |message: String, help: String| {
        let invalid = Diagnostic::error(&INVALID_CLSID, written.span(), message);
        invalid.with_label("not a CLSID").with_help(help).refuse()
    };
    match parsed {
        Ok(guid) if guid.is_nil() => report(
            "the nil GUID is no CLSID: COM takes it for none at all".to_owned(),
            "`wmigen new` writes a fresh CLSID; `uuidgen` or PowerShell's New-Guid make one too".to_owned(),
        ),
        Ok(guid) if text.len() == BRACED_LENGTH && text.starts_with('{') => Ok(guid),
        // Other spellings of a GUID are understood, but one spelling is easier to search for.
        Ok(guid) => report(
            format!("{} is not written as a CLSID is: a GUID in braces", quoted(text)),
            format!("write `{}`", guid.braced()),
        ),
        Err(_) => report(
            format!("{} is no CLSID: a GUID in braces", quoted(text)),
            "write it as `{xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}` in hexadecimal digits of your own; \
             `wmigen new` writes a fresh one"
                .to_owned(),
        ),
    }
}
