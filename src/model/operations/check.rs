//! Whether a class can have the operations that write instances.

use toml::Spanned;

use super::{Operation, Operations};
use crate::diagnostics::rules::{CLASS_SHAPE, NOTHING_TO_WRITE, OPERATION_WITHOUT_GET};
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::counts::Shape;
use crate::model::inherited::OfLine;
use crate::model::known::is_true;
use crate::spec::ClassTable;

/// Reports operations that write what the class has not, or of which `get` does not say whom they may tell of it.
pub fn check(
    written: &ClassTable,
    shape: Shape,
    operations: Operations,
    properties: &[OfLine<'_>],
    found: &mut Vec<Diagnostic>,
) {
    // Of an abstract class, all operations have been reported.
    let Some(names) = written.operations.as_ref().filter(|_| !shape.is_abstract) else {
        return;
    };
    let has_some = properties
        .iter()
        .any(|one| is_true(one.effective.write.as_ref()));
    let is_clear = written.known && names.get_ref().len() == operations.iter().count();
    for name in names.get_ref() {
        let operation = Operation::of_word(name.get_ref());
        let Some((operation, writing)) = operation.and_then(|one| Some((one, one.writing()?)))
        else {
            continue;
        };
        if shape.singleton && !writing.of_singleton {
            found.push(of_singleton(written, name));
        }
        if !operations.serve(Operation::Get) {
            // A word that says nothing may be meant for it.
            found.extend(is_clear.then(|| without_get(written, name, names)));
        } else if operation == Operation::Update && written.complete && !has_some {
            found.push(nothing_to_write(written, name));
        }
    }
}

fn of_singleton(class: &ClassTable, name: &Spanned<String>) -> Diagnostic {
    let word = name.get_ref();
    let message = format!(
        "the class {} is a singleton, and serves `{word}`",
        quoted(class.name.get_ref())
    );
    Diagnostic::error(&CLASS_SHAPE, name.span(), message)
        .with_label("the one instance neither comes nor goes")
        .with_help(format!("leave `{word}` out, or `singleton`"))
}

fn without_get(
    class: &ClassTable,
    name: &Spanned<String>,
    names: &Spanned<Vec<Spanned<String>>>,
) -> Diagnostic {
    let message = format!(
        "the class {} serves `{}`, and does not serve `get`",
        quoted(class.name.get_ref()),
        name.get_ref()
    );
    let all: Vec<_> = names.get_ref().iter().map(Spanned::get_ref).collect();
    let all: Vec<_> = all.iter().map(|word| format!("\"{word}\"")).collect();
    Diagnostic::error(&OPERATION_WITHOUT_GET, name.span(), message)
        .with_label("whether the client may know of the instance, `get` says")
        .with_help(format!(
            "write `operations = [\"get\", {}]`",
            all.join(", ")
        ))
}

fn nothing_to_write(class: &ClassTable, name: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the class {} serves `update`, and none of its properties can be written",
        quoted(class.name.get_ref())
    );
    Diagnostic::error(&NOTHING_TO_WRITE, name.span(), message)
        .with_label("clients could change nothing")
        .with_help("write `write = true` in a property, or leave `update` out")
}
