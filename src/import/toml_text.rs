//! TOML as a person writes it: names without quotes where TOML takes them, texts on one line.

use toml_edit::{Key, Value};

/// A text, in the quotes that need the fewest escapes.
pub fn text(text: &str) -> String {
    let shown: String = if text.contains('\n') || text.contains('\r') {
        // The writer would make several lines of it, and a property is one.
        let mut escaped = String::from("\"");
        for letter in text.chars() {
            match letter {
                '"' => escaped.push_str("\\\""),
                '\\' => escaped.push_str("\\\\"),
                '\n' => escaped.push_str("\\n"),
                '\r' => escaped.push_str("\\r"),
                '\t' => escaped.push_str("\\t"),
                letter if letter.is_control() => {
                    escaped.extend([format!("\\u{:04X}", u32::from(letter))]);
                }
                letter => escaped.push(letter),
            }
        }
        escaped + "\""
    } else {
        Value::from(text).to_string()
    };
    shown.trim().to_owned()
}

/// A text with backslashes, in quotes within which they stand for themselves, if it has nothing that these cannot hold.
pub fn path(path: &str) -> String {
    let is_plain = |letter: char| letter != '\'' && !letter.is_control();
    if path.chars().all(is_plain) {
        format!("'{path}'")
    } else {
        text(path)
    }
}

/// A name, as a key.
pub fn key(name: &str) -> String {
    Key::new(name).to_string().trim().to_owned()
}

/// A list.
pub fn list(items: &[String]) -> String {
    format!("[{}]", items.join(", "))
}

/// A table on one line.
pub fn inline(entries: &[(String, String)]) -> String {
    if entries.is_empty() {
        return "{}".to_owned();
    }
    let entries: Vec<_> = entries
        .iter()
        .map(|(key, value)| format!("{key} = {value}"))
        .collect();
    format!("{{ {} }}", entries.join(", "))
}

/// A comment of one line or more.
pub fn comment(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line: String = line
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        format!("# {line}\n")
    });
    lines.collect()
}
