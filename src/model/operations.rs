//! The operations that a class serves.

use toml::Spanned;

use super::choice::unknown_value;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::{CLASS_WITHOUT_OPERATION, DUPLICATE_OPERATION, NOT_SERVED_YET};

/// The operations that a class serves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Operations {
    /// `GetObjectAsync`: one instance by its key.
    pub get: bool,
    /// `CreateInstanceEnumAsync`: all instances.
    pub enumerate: bool,
}

/// The names of the operations.
const SERVED: &[&str] = &["get", "enumerate"];

/// Operations that are not served yet.
const LATER: &[&str] = &[
    "put",
    "create",
    "update",
    "delete",
    "query",
    "method",
    "event",
    "subscribe",
];

/// The operations that were written.
pub fn operations(
    written: &Spanned<Vec<Spanned<String>>>,
    found: &mut Vec<Diagnostic>,
) -> Operations {
    let mut operations = Operations::default();
    if written.get_ref().is_empty() {
        let message = "a class must serve at least one operation";
        let none = Diagnostic::error(&CLASS_WITHOUT_OPERATION, written.span(), message);
        found.push(none.with_help("write `operations = [\"get\", \"enumerate\"]`"));
    }
    for name in written.get_ref() {
        let flag = match name.get_ref().as_str() {
            "get" => &mut operations.get,
            "enumerate" => &mut operations.enumerate,
            _ => {
                found.push(unserved(name));
                continue;
            }
        };
        if *flag {
            found.push(twice(name));
        }
        *flag = true;
    }
    operations
}

fn twice(name: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is named twice", name.get_ref());
    Diagnostic::error(&DUPLICATE_OPERATION, name.span(), message).with_help("remove one of the two")
}

fn unserved(name: &Spanned<String>) -> Diagnostic {
    let written = name.get_ref().as_str();
    if !LATER.contains(&written) {
        return unknown_value("operations", written, name.span(), SERVED);
    }
    let message = format!("the operation `{written}` is not served yet");
    Diagnostic::error(&NOT_SERVED_YET, name.span(), message)
        .with_label("wmigen knows this operation but cannot generate it yet")
        .with_help("leave it out for now; clients then get WBEM_E_PROVIDER_NOT_CAPABLE")
}
