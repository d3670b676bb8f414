//! The operations as a spec names them.

use toml::Spanned;

use super::{LATER, Operation, Operations};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::{CLASS_WITHOUT_OPERATION, DUPLICATE_OPERATION, NOT_SERVED_YET};
use crate::model::choice::unknown_value;

/// The operations that were written.
pub fn operations(
    written: &Spanned<Vec<Spanned<String>>>,
    found: &mut Vec<Diagnostic>,
) -> Operations {
    let mut operations = Operations::default();
    if written.get_ref().is_empty() {
        let message = "a class must serve at least one operation";
        let none = Diagnostic::error(&CLASS_WITHOUT_OPERATION, written.span(), message);
        let all: Vec<String> = Operation::WORDS
            .iter()
            .map(|word| format!("\"{word}\""))
            .collect();
        found.push(none.with_help(format!("write `operations = [{}]`", all.join(", "))));
    }
    for name in written.get_ref() {
        match Operation::of_word(name.get_ref()) {
            None => found.push(unserved(name)),
            Some(operation) if !operations.insert(operation) => found.push(twice(name)),
            Some(_) => {}
        }
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
        return unknown_value("operations", written, name.span(), Operation::WORDS);
    }
    let message = format!("the operation `{written}` is not served yet");
    Diagnostic::error(&NOT_SERVED_YET, name.span(), message)
        .with_label("wmigen knows this operation but cannot generate it yet")
        .with_help("leave it out for now; clients then get WBEM_E_PROVIDER_NOT_CAPABLE")
}
