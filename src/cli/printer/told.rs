//! What a changed spec means, in words for people.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::changes::{AnswerChange, AnswerChangeKind, Change, InstallationChange};
use crate::diagnostics::visible;

/// The most classes that a line is about by their names.
const CLASSES_MAX: usize = 5;

/// A change in words: what to do, where, and what to paste there.
pub fn change(change: &Change) -> String {
    let class = change
        .class
        .as_deref()
        .map_or(String::new(), |class| format!("{class}: "));
    let mut text = format!("- {class}{}", change.message);
    for place in &change.places {
        let _ = write!(
            text,
            "\n    {}:{}:{}",
            visible(&place.path),
            place.line,
            place.column
        );
    }
    if change.more_places > 0 {
        let _ = write!(text, "\n    and {} more", change.more_places);
    }
    let Some(stub) = &change.stub else {
        return text;
    };
    text += if change.places.is_empty() {
        "\n  to paste; no place for it was found in your files:"
    } else {
        "\n  to paste behind the first `{` that follows each place:"
    };
    let imports = change.imports.iter().map(|import| format!("use {import};"));
    for line in imports.chain(stub.lines().map(str::to_owned)) {
        let _ = write!(text, "\n    {line}");
    }
    text
}

/// What clients get from now on, a line for all classes of which it is true.
pub fn answer_changes(changes: &[AnswerChange]) -> Vec<String> {
    let mut lines: Vec<(&AnswerChange, Vec<&str>)> = Vec::new();
    let mut places: HashMap<(AnswerChangeKind, &str), usize> = HashMap::new();
    for change in changes {
        let place = *places
            .entry((change.kind, &change.message))
            .or_insert(lines.len());
        if place == lines.len() {
            lines.push((change, Vec::new()));
        }
        lines[place].1.extend(change.class.as_deref());
    }
    let lines = lines.into_iter();
    lines
        .map(|(change, classes)| format!("- {}{}", of_classes(&classes), change.message))
        .collect()
}

/// The classes that a line is about, before what it says.
fn of_classes(classes: &[&str]) -> String {
    let named = &classes[..classes.len().min(CLASSES_MAX)];
    match classes.len() - named.len() {
        _ if classes.is_empty() => String::new(),
        0 => format!("{}: ", named.join(", ")),
        more => format!("{} and {more} more: ", named.join(", ")),
    }
}

/// What stays where the old version is installed, and what to do, once for all changes that ask for it.
pub fn installation_changes(changes: &[InstallationChange]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let classes: Vec<_> = change.class.as_deref().into_iter().collect();
        let mut line = format!("- {}{}", of_classes(&classes), change.message);
        let next = changes.get(at + 1).and_then(|next| next.help.as_ref());
        if let Some(help) = change.help.as_ref().filter(|help| next != Some(*help)) {
            let _ = write!(line, "\n  what to do: {help}");
        }
        lines.push(line);
    }
    lines
}
