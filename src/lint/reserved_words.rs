//! Names that are words of MOF's or WQL's grammar.
//!
//! The CIM specification (DSP0004) says not to use MOF's words, and a query cannot name a property that has the name of
//! a WQL word. Neither stops wmigen, and mofcomp may or may not refuse it: hence a warning.

use toml::Spanned;

use super::{Warning, classes};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::RESERVED_WORD;
use crate::model::Provider;
use crate::spec::{MethodTable, Spec};

/// Words that MOF's grammar is made of.
const MOF: &[&str] = &[
    "as",
    "boolean",
    "char16",
    "class",
    "datetime",
    "instance",
    "object",
    "of",
    "pragma",
    "qualifier",
    "real32",
    "real64",
    "sint16",
    "sint32",
    "sint64",
    "sint8",
    "string",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "void",
];

/// Words that WQL's grammar is made of.
const WQL: &[&str] = &[
    "and",
    "associators",
    "by",
    "from",
    "group",
    "having",
    "is",
    "isa",
    "keysonly",
    "like",
    "not",
    "or",
    "references",
    "select",
    "where",
    "within",
];

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    classes(provider, spec)
        .enumerate()
        .flat_map(|(at, (_, table))| {
            let properties = table.properties.iter().map(|property| &property.name);
            let methods = table.methods.iter().flat_map(of_method);
            let names = std::iter::once(&table.name)
                .chain(properties)
                .chain(methods);
            names.filter_map(move |name| Some(Warning::of_class(at, warning(name)?)))
        })
        .collect()
}

/// The names of a method and its parameters.
fn of_method(method: &MethodTable) -> impl Iterator<Item = &Spanned<String>> {
    let parameters = method.parameters.iter().flat_map(Spanned::get_ref);
    let names = parameters.flat_map(|one| {
        let one = one.get_ref();
        [&one.input, &one.output, &one.in_out].into_iter().flatten()
    });
    std::iter::once(&method.name).chain(names)
}

fn warning(name: &Spanned<String>) -> Option<Diagnostic> {
    let word = name.get_ref().to_ascii_lowercase();
    let whose = if MOF.contains(&word.as_str()) {
        "MOF, which mofcomp may stumble over"
    } else if WQL.contains(&word.as_str()) {
        "WQL, so that no query can use it as a name"
    } else {
        return None;
    };
    let message = format!("`{}` is a word of {whose}", name.get_ref());
    Some(
        Diagnostic::warning(&RESERVED_WORD, name.span(), message)
            .with_label("reserved")
            .with_help("choose another name"),
    )
}
