//! What parts of a spec mean, however they are written.

use std::collections::{BTreeMap, HashSet};

use toml_edit::{Item, TableLike, Value};

use super::document::{Text, children};

/// What an item means, as a text that is the same for all ways to write it.
pub fn of(item: &Item) -> String {
    match item {
        Item::None => String::new(),
        Item::Value(value) => of_value(value),
        Item::Table(table) => of_table(table),
        Item::ArrayOfTables(tables) => {
            let tables: Vec<_> = tables.iter().map(|table| of_table(table)).collect();
            format!("[{}]", tables.join(","))
        }
    }
}

fn of_value(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{:?}", text.value()),
        Value::Integer(number) => number.value().to_string(),
        Value::Float(number) => format!("{:?}", number.value()),
        Value::Boolean(flag) => flag.value().to_string(),
        Value::Datetime(time) => time.value().to_string(),
        Value::Array(values) => {
            let values: Vec<_> = values.iter().map(of_value).collect();
            format!("[{}]", values.join(","))
        }
        Value::InlineTable(table) => of_table(table),
    }
}

/// Names do not depend on their case, nor tables on the order of their keys.
fn of_table(table: &dyn TableLike) -> String {
    let entries: BTreeMap<_, _> = children(table)
        .map(|(key, item)| (key.get().to_ascii_lowercase(), of(item)))
        .collect();
    let entries: Vec<_> = entries
        .into_iter()
        .map(|(name, value)| format!("{name:?}={value}"))
        .collect();
    format!("{{{}}}", entries.join(","))
}

/// All keys with values that are no tables, each with its path and what it means.
pub fn leaves(text: &Text<'_>) -> HashSet<(Vec<String>, String)> {
    let mut found = HashSet::new();
    collect(text.document.as_table(), &mut Vec::new(), &mut found);
    found
}

fn collect(
    table: &dyn TableLike,
    path: &mut Vec<String>,
    found: &mut HashSet<(Vec<String>, String)>,
) {
    for (key, item) in children(table) {
        path.push(key.get().to_ascii_lowercase());
        match item.as_table_like() {
            Some(table) => collect(table, path, found),
            None => {
                found.insert((path.clone(), of(item)));
            }
        }
        path.pop();
    }
}
