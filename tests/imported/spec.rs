//! A spec as it is written, by its names.

use toml::de::{DeTable, DeValue};
use toml::{Table, Value as Toml};

/// A table of a spec, whose integers may be larger than TOML's own; what they are makes no difference here.
pub fn plain(table: &DeTable<'_>) -> Table {
    let entries = table.iter().map(|(key, value)| {
        let name = key.get_ref().to_string();
        (name, plain_value(value.get_ref()))
    });
    entries.collect()
}

fn plain_value(value: &DeValue<'_>) -> Toml {
    match value {
        DeValue::String(text) => Toml::String(text.to_string()),
        DeValue::Array(values) => Toml::Array(
            values
                .iter()
                .map(|one| plain_value(one.get_ref()))
                .collect(),
        ),
        DeValue::Table(table) => Toml::Table(plain(table)),
        _ => Toml::Boolean(true),
    }
}

/// The value of this name.
pub fn get<'t>(table: &'t Table, name: &str) -> Option<&'t Toml> {
    table
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// The table at this path.
pub fn table<'t>(table: &'t Table, path: &[&str]) -> Option<&'t Table> {
    let mut at = table;
    for name in path {
        at = get(at, name)?.as_table()?;
    }
    Some(at)
}
