//! Values that are one of a few names.

use toml::Spanned;

use crate::diagnostics::rules::UNKNOWN_VALUE;
use crate::diagnostics::{Checked, Diagnostic, Span, closest, list, quoted};

/// A type whose values have names in the spec.
pub trait Choice: Copy + 'static {
    /// All values, in the order of the documentation.
    const ALL: &'static [Self];

    /// The value's name in the spec.
    fn as_str(self) -> &'static str;

    /// The names of all values.
    fn names() -> Vec<&'static str> {
        Self::ALL.iter().map(|value| value.as_str()).collect()
    }

    /// The value of this name.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|value| value.as_str() == name)
    }
}

/// The value that was written for a key, or what there is to say about it.
pub fn choose<T: Choice>(key: &str, written: &Spanned<String>) -> Checked<T> {
    match T::from_name(written.get_ref()) {
        Some(value) => Ok(value),
        None => unknown_value(key, written.get_ref(), written.span(), &T::names()).refuse(),
    }
}

/// Reports a value that is none of those allowed.
pub fn unknown_value(key: &str, written: &str, span: Span, allowed: &[&str]) -> Diagnostic {
    let help = match closest(written, allowed.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write {}", list(allowed, "or")),
    };
    let message = format!("{} is no value of `{key}`", quoted(written));
    Diagnostic::error(&UNKNOWN_VALUE, span, message)
        .with_label(format!("expected {}", list(allowed, "or")))
        .with_help(help)
}
