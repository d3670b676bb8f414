//! Words that messages have in common.
//!
//! A message repeats text of a spec only through [`quoted`], and a path only through [`shown`], so that a name of a
//! megabyte or one with terminal escapes in it stays a name.

use std::fmt::Write as _;
use std::path::Path;

/// The most characters of the user's text that a message repeats.
const QUOTED_MAX: usize = 60;

/// The most names that a message lists before it counts the rest.
const NAMES_MAX: usize = 5;

/// The fewest letters of a name by which it is known.
const BEGUN_MIN: usize = 4;

/// The user's text between backticks: control characters escaped, and cut when long.
pub fn quoted(text: &str) -> String {
    let mut shown = String::from("`");
    let cut = text.char_indices().nth(QUOTED_MAX);
    shown.push_str(&visible(&text[..cut.map_or(text.len(), |(at, _)| at)]));
    if cut.is_some() {
        shown.push('…');
    }
    shown.push('`');
    shown
}

/// The user's text with every control character escaped, so that a terminal shows it and does not obey it.
pub fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '"' | '\'' => visible.push(character),
            _ => visible.extend(character.escape_debug()),
        }
    }
    visible
}

/// The user's path, as messages name it.
pub fn shown(path: &Path) -> String {
    visible(&path.display().to_string())
}

/// Several names as a sentence lists them, for instance with "or": "`a`, `b` or `c`".
pub fn list(names: &[&str], conjunction: &str) -> String {
    let mut sentence = String::new();
    for (index, name) in names.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = match index {
            0 => write!(sentence, "`{name}`"),
            _ if index + 1 == names.len() => write!(sentence, " {conjunction} `{name}`"),
            _ => write!(sentence, ", `{name}`"),
        };
    }
    sentence
}

/// Some names as a sentence lists them; many are counted.
pub fn some(names: &[&str]) -> String {
    match names.get(..NAMES_MAX) {
        Some(first) if names.len() > NAMES_MAX => {
            let first: Vec<_> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and {} more", first.join(", "), names.len() - NAMES_MAX)
        }
        _ => list(names, "and"),
    }
}

/// The name that was probably meant: the same but for case and `_`, or else one that is a few typing errors away, or that
/// begins so.
pub fn closest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if written.chars().nth(QUOTED_MAX).is_some() {
        return None;
    }
    let written = written.to_lowercase().replace(['_', ' '], "-");
    // A third of the letters may be wrong, as in rustc's suggestions; or the rest of a long name is left out.
    let tolerance = (written.chars().count() / 3).max(1);
    let mut begun = None;
    let mut near = None;
    for name in names {
        let folded = name.to_lowercase();
        let distance = strsim::damerau_levenshtein(&written, &folded);
        if distance <= tolerance && near.is_none_or(|(least, _)| distance < least) {
            near = Some((distance, name));
        }
        if written.len() >= BEGUN_MIN && folded.starts_with(&written) {
            begun = begun.or(Some(name));
        }
    }
    near.map(|(_, name)| name).or(begun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_quoted_harmlessly() {
        assert_eq!(
            quoted("a\u{1b}[31m\n\u{202e}é"),
            "`a\\u{1b}[31m\\n\\u{202e}é`"
        );
        assert_eq!(quoted(r#"root\A"'"#), r#"`root\A"'`"#);
        assert_eq!(quoted(&"x".repeat(1000)), format!("`{}…`", "x".repeat(60)));
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(list(&["a"], "or"), "`a`");
        assert_eq!(list(&["a", "b", "c"], "or"), "`a`, `b` or `c`");
        assert_eq!(some(&["a", "b"]), "`a` and `b`");
        let many = ["a", "b", "c", "d", "e", "f", "g"];
        assert_eq!(some(&many), "`a`, `b`, `c`, `d`, `e` and 2 more");
    }

    #[test]
    fn suggestions_are_near() {
        let names = ["name", "namespace", "held-instances-max", "client"];
        assert_eq!(closest("nmae", names), Some("name"));
        assert_eq!(
            closest("HeldInstances_max", names),
            Some("held-instances-max")
        );
        assert_eq!(
            closest("held_instances_max", names),
            Some("held-instances-max")
        );
        assert_eq!(closest("held-inst", names), Some("held-instances-max"));
        assert_eq!(closest("colour", names), None);
        assert_eq!(closest("", names), None);
        assert_eq!(closest(&"name".repeat(1 << 20), names), None);
    }
}
