//! The operations as a spec names them.

use toml::Spanned;

use super::{LATER, Operation, Operations};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::{CLASS_WITHOUT_OPERATION, DUPLICATE_OPERATION};
use crate::model::choice::unknown_value;
use crate::spec::not_served_yet;

/// The operations that were written; `asked` says that there must be one.
pub fn operations(
    written: &Spanned<Vec<Spanned<String>>>,
    asked: bool,
    found: &mut Vec<Diagnostic>,
) -> Operations {
    let mut operations = Operations::default();
    if asked && written.get_ref().is_empty() {
        let message = "a class must serve at least one operation";
        let none = Diagnostic::error(&CLASS_WITHOUT_OPERATION, written.span(), message);
        // Those that write ask for more than their words.
        let all: Vec<String> = Operation::readings()
            .map(|(operation, _)| format!("\"{}\"", operation.name()))
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
    let meant = meant(written);
    if !LATER.contains(&meant) {
        let mut unknown = unknown_value("operations", written, name.span(), Operation::WORDS);
        if meant == PUT {
            unknown.help = Some(
                "write `create`, `update` or both: WMI's put is the one or the other, as its flags say"
                    .to_owned(),
            );
        }
        if Operation::of_word(meant).is_some() {
            unknown.help = Some(format!("did you mean `{meant}`?"));
        }
        return unknown;
    }
    let message = format!("the operation `{meant}` is not served yet");
    let until_then = "leave it out for now; clients then get WBEM_E_PROVIDER_NOT_CAPABLE";
    not_served_yet(name.span(), message, "operation", until_then)
}

/// What WMI calls two operations that a class may serve one without the other.
const PUT: &str = "put";

/// What an operation is called here that others call so.
fn meant(written: &str) -> &str {
    let is = |other: &str| other.eq_ignore_ascii_case(written);
    let mut words = Operation::WORDS.iter().chain(LATER).chain(&[PUT]);
    if let Some(word) = words.find(|word| is(word)) {
        return word;
    }
    let others = OTHERS
        .iter()
        .find(|(_, others)| others.iter().any(|other| is(other)));
    others.map_or(written, |(word, _)| word)
}

/// What WMI's methods, CIM's operations and people call the operations.
const OTHERS: &[(&str, &[&str])] = &[
    (
        "get",
        &[
            "read",
            "fetch",
            "GetObject",
            "GetObjectAsync",
            "GetInstance",
        ],
    ),
    (
        "enumerate",
        &[
            "list",
            "enum",
            "enumeration",
            "CreateInstanceEnum",
            "CreateInstanceEnumAsync",
            "EnumerateInstances",
            "EnumInstances",
        ],
    ),
    ("create", &["insert", "new", "CreateInstance"]),
    ("update", &["write", "modify", "set", "ModifyInstance"]),
    (PUT, &["PutInstance", "PutInstanceAsync"]),
    (
        "delete",
        &["remove", "DeleteInstance", "DeleteInstanceAsync"],
    ),
    ("query", &["select", "ExecQuery", "ExecQueryAsync"]),
    (
        "method",
        &[
            "call",
            "invoke",
            "ExecMethod",
            "ExecMethodAsync",
            "InvokeMethod",
        ],
    ),
    ("subscribe", &["notify", "indicate", "ProvideEvents"]),
];
