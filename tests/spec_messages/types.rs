//! A value of each wrong type for each key, and an empty one.

use wmigen::spec::keys::{Key, Shape};

use super::spec::PLACES;
use super::{accept, answer};

/// A value of each type of TOML, and the empty ones.
const VALUES: &[(&str, &str)] = &[
    ("string", "\"text\""),
    ("string", "\"\""),
    ("integer", "7"),
    ("float", "7.5"),
    ("boolean", "true"),
    ("date", "2026-01-31"),
    ("array", "[]"),
    ("array", "[7]"),
    ("array", "[[7]]"),
    ("array", "[\"text\"]"),
    ("table", "{}"),
    ("table", "{ text = 7 }"),
];

/// Whether values of this type are what the key is for, so that what is wrong with one is no matter of its type.
fn takes(shape: &Shape, of: &str, value: &str) -> bool {
    match shape {
        Shape::String(_) => of == "string",
        Shape::Strings(_) => ["[]", "[\"text\"]"].contains(&value),
        Shape::Integer(_) => of == "integer",
        Shape::Boolean(_) => of == "boolean",
        Shape::BooleanOrString(_) => ["boolean", "string"].contains(&of),
        Shape::Literal(_) => !["date", "table"].contains(&of) && value != "[[7]]",
        Shape::Meanings(_) | Shape::List(..) => value == "[]",
        Shape::Values(_) => ["[]", "[7]", "[\"text\"]"].contains(&value),
        Shape::ValuesOrName(_) => of == "string" || ["[]", "[7]", "[\"text\"]"].contains(&value),
        Shape::ByName(..) => value == "{}",
        Shape::StringOrTable(..) => ["string", "table"].contains(&of),
        // What a table has in it is the matter of its own keys.
        Shape::Table(..) | Shape::Named(..) | Shape::LiteralsOrTables(..) | Shape::Levels(_) => {
            of == "table"
        }
    }
}

#[test]
fn a_value_of_the_wrong_type_is_told_the_right_one() {
    let mut lines = Vec::new();
    for (table, place) in PLACES {
        for key in table.keys {
            let Some(shape) = Key::shape(key) else {
                continue;
            };
            for (of, value) in VALUES {
                if !takes(shape, of, value) {
                    lines.push((format!("{place}{} = {value}", key.name), &[] as &[&str]));
                }
            }
        }
    }
    let answers = answer::to_each(lines);
    for line in answers.lines().filter(|line| line.contains(" at `")) {
        let rule = line.trim_start().split(' ').next();
        // Some forms of meanings come later.
        assert!(
            ["wrong-type", "not-served-yet"].map(Some).contains(&rule),
            "{line}"
        );
    }
    accept::holds("tests/spec_messages/types.txt", &answers);
}
