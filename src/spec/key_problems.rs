//! What is said of keys: unknown, missing, never served, or not served yet; and of all that is not served yet.

use toml::Spanned;
use toml::de::DeString;

use super::keys::{Key, Shape, Status, TABLES, Table};
use super::meant::Meant;
use crate::diagnostics::rules::{MISSING_KEY, NOT_SERVED_YET, REFUSED_KEY, UNKNOWN_KEY};
use crate::diagnostics::{Diagnostic, Span, list, quoted};

/// Reports what is not served yet: `message` says of what that is so, `what` is the word for it ("key", "type"), and
/// `until_then` says what to do.
pub fn not_served_yet(span: Span, message: String, what: &str, until_then: &str) -> Diagnostic {
    Diagnostic::error(&NOT_SERVED_YET, span, message)
        .with_label(format!(
            "wmigen knows this {what} but cannot generate it yet"
        ))
        .with_help(until_then)
}

/// Reports a key that is not served yet, and that may be written by another word.
pub fn unserved<S: AsRef<str>>(key: &Key, written: &Spanned<S>, until_then: &str) -> Diagnostic {
    let name = key.name;
    let word = written.get_ref().as_ref();
    let message = if word == name {
        format!("`{name}` is not served yet")
    } else {
        format!(
            "{} would be `{name}` here, which is not served yet",
            quoted(word)
        )
    };
    not_served_yet(written.span(), message, "key", until_then)
}

/// Reports a word that names what is not served yet, and is not how a spec will write it.
pub fn unserved_word<S: AsRef<str>>(written: &Spanned<S>, until_then: &str) -> Diagnostic {
    let message = format!("{} is not served yet", quoted(written.get_ref().as_ref()));
    not_served_yet(written.span(), message, "word", until_then)
}

/// Reports a key that is never served.
pub fn refused(key: &Key, name: Span, why: &str) -> Diagnostic {
    let message = format!("`{}` is refused: {why}", key.name);
    Diagnostic::error(&REFUSED_KEY, name, message)
        .with_label("never generated")
        .with_help("leave it out")
}

/// A key that no list has for this table: perhaps misspelt, misplaced, or a word of others.
pub fn unknown(
    table: &'static Table,
    name: &Spanned<DeString<'_>>,
    meant: Option<Meant>,
) -> Diagnostic {
    let written = name.get_ref().as_ref();
    let elsewhere = |other: &&&'static Table| other.served().any(|key| key == written);
    let help = match meant {
        Some(Meant::Nothing(instead) | Meant::Later(instead)) => instead.to_owned(),
        Some(Meant::Word(key)) if let Some(shape) = key.shape() => {
            format!(
                "write it as `{}`, for instance `{}`",
                key.name,
                shape.example()
            )
        }
        Some(Meant::Misspelt(key) | Meant::Word(key)) => {
            let name = key.name;
            match key.status {
                Status::Required(_) | Status::Expected(_) | Status::Optional(_) => {
                    format!("did you mean `{name}`?")
                }
                Status::Later(_) => format!("did you mean `{name}`? wmigen does not serve it yet"),
                Status::Never(_) => format!("did you mean `{name}`? wmigen refuses it"),
            }
        }
        None => {
            if let Some(other) = TABLES.iter().find(elsewhere) {
                format!("{} is a key of {}", quoted(written), other.name)
            } else {
                let served: Vec<_> = table.served().collect();
                match served[..] {
                    [] => "leave it out: the table takes no key yet".to_owned(),
                    _ => format!("the keys of {} are {}", table.name, list(&served, "and")),
                }
            }
        }
    };
    let message = format!("unknown key {}", quoted(written));
    Diagnostic::error(&UNKNOWN_KEY, name.span(), message)
        .with_label(format!("not a key of {}", table.name))
        .with_help(help)
}

/// The keys that must be written and are not there.
pub fn missing_keys(
    table: &'static Table,
    span: &Span,
    there: impl Fn(&str) -> bool,
) -> impl Iterator<Item = Diagnostic> {
    table.keys.iter().filter_map(move |key| match &key.status {
        Status::Required(shape) if !there(key.name) => {
            Some(missing(table, key, shape, span.clone()))
        }
        _ => None,
    })
}

/// Reports a key that a table lacks; none if the list has no such key that is served.
pub fn missing_key(table: &'static Table, name: &str, span: Span) -> Option<Diagnostic> {
    let key = table.key(name)?;
    Some(missing(table, key, key.shape()?, span))
}

fn missing(table: &Table, key: &Key, shape: &Shape, span: Span) -> Diagnostic {
    let message = format!("{} has no `{}`", table.name, key.name);
    Diagnostic::error(&MISSING_KEY, span, message)
        .with_label(format!("`{}` is missing", key.name))
        .with_help(format!("write `{}`", shape.example()))
}
