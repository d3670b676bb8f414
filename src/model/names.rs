//! WMI's rules for names.

use toml::Spanned;

use super::idents;
use crate::diagnostics::rules::INVALID_NAME;
use crate::diagnostics::{Checked, Diagnostic, quoted};

/// The most characters of a name.
const LENGTH_MAX: usize = 255;

/// The regular expression of names, for those who check a spec by its JSON Schema; [`problem`] is what judges them.
pub const PATTERN: &str = "^[A-Za-z](?:[A-Za-z0-9_]{0,253}[A-Za-z0-9])?$";

/// What a text is not to be a name in WMI: a letter first, then letters, digits and underscores, no underscore at
/// the end, at most 255 characters. Letters are those of ASCII, because MOF files are.
pub fn problem(name: &str) -> Option<&'static str> {
    let first = name.chars().next();
    if first.is_none() {
        Some("is empty")
    } else if name.starts_with("__") {
        Some("starts with two underscores, as only WMI's own names do")
    } else if !first.is_some_and(|first| first.is_ascii_alphabetic()) {
        Some("does not start with a letter from A to Z")
    } else if name.contains(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        Some("has characters other than letters from A to Z, digits and underscores")
    } else if name.ends_with('_') {
        Some("ends with an underscore")
    } else if name.len() > LENGTH_MAX {
        Some("is longer than 255 characters")
    } else {
        None
    }
}

/// The longest stem of a file that is named after something: file systems take names of 255 bytes, and the files have
/// extensions.
pub const FILE_STEM_MAX: usize = 240;

/// The longest stem of the files that are named after the provider. The scripts make the longest name of them: that of a
/// DLL that was in use, `STEM-` with a time of 14 digits, `.dll.` with a GUID of 32, and `.removed`.
const PROVIDER_STEM_MAX: usize = 255 - 60;

/// What a text is not to be the name of a provider: one in WMI, and short enough for the files that are named after
/// it.
pub fn provider_problem(name: &str) -> Option<&'static str> {
    let too_long = || idents::provider_file(name).len() > PROVIDER_STEM_MAX;
    problem(name).or_else(|| too_long().then_some("is too long for the names of its files"))
}

/// What to say of a class or provider whose files would have names that are too long.
pub fn too_long_for_a_file(what: &str, name: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the {what} name {} is too long for the names of its files",
        quoted(name.get_ref())
    );
    Diagnostic::error(&INVALID_NAME, name.span(), message)
        .with_label("longer than file systems take")
        .with_help(format!("give the {what} a shorter name"))
}

/// Words that MOF takes for something else wherever a name of its own grammar stands: those of its literals, and the one
/// that makes a reference of a type. All its other words are told from names by where they stand.
const MOF_WORDS: &[&str] = &["false", "null", "ref", "true"];

/// Checks the name of something in the grammar of MOF ("class", "property", "qualifier").
pub fn check_in_mof(what: &str, name: &Spanned<String>) -> Checked<()> {
    check(what, name)?;
    let folded = name.get_ref().to_ascii_lowercase();
    if !MOF_WORDS.contains(&folded.as_str()) {
        return Ok(());
    }
    let message = format!("{} is a word of MOF, and no name", quoted(name.get_ref()));
    Diagnostic::error(&INVALID_NAME, name.span(), message)
        .with_label("no MOF compiler would take it")
        .with_help(format!("give the {what} another name"))
        .refuse()
}

/// Checks the name of something ("provider", "class", …).
pub fn check(what: &str, name: &Spanned<String>) -> Checked<()> {
    let Some(problem) = problem(name.get_ref()) else {
        return Ok(());
    };
    let message = format!("the {what} name {} {problem}", quoted(name.get_ref()));
    let help = match repaired(name.get_ref()) {
        Some(repaired) => format!("write for instance `{repaired}`"),
        None => "write a letter first, then letters, digits and underscores".to_owned(),
    };
    Diagnostic::error(&INVALID_NAME, name.span(), message)
        .with_label("not a name in WMI")
        .with_help(help)
        .refuse()
}

/// The nearest name that WMI takes, if that is near enough to be of use.
fn repaired(name: &str) -> Option<String> {
    if !name.is_ascii() {
        return None;
    }
    let replaced = name.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let trimmed = replaced.trim_matches('_');
    let repaired = trimmed.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    (repaired.len() <= 60 && problem(repaired).is_none()).then(|| repaired.to_owned())
}
