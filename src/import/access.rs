//! Privileges of methods as rules of `[access]`: whoever holds them may call the method, and they are enabled for it.

use super::found::qualifier;
use super::kinds::Chosen;
use super::toml_text;
use crate::model::PRIVILEGES;
use crate::mof::tree::{Method, Value, ValueKind};
use heck::ToSnakeCase as _;

/// The qualifier that names them (WMI: "Standard Qualifiers").
pub const QUALIFIER: &str = "privileges";

/// The rules, each once, by the privileges that they ask.
#[derive(Debug)]
pub struct Rules(Vec<(Vec<&'static str>, String)>);

/// The privileges that a method asks; none if it asks none, or one that Windows has not.
fn privileges(method: &Method) -> Option<Vec<&'static str>> {
    let value = qualifier(&method.qualifiers, QUALIFIER)?.value.as_ref()?;
    let known = |value: &Value| {
        let name = super::found::text(value)?;
        let mut all = PRIVILEGES.iter();
        all.find(|one| one.eq_ignore_ascii_case(name)).copied()
    };
    let all = match &value.kind {
        ValueKind::Array(values) => values.iter().map(known).collect(),
        _ => known(value).map(|one| vec![one]),
    };
    all.filter(|all: &Vec<_>| !all.is_empty())
}

impl Rules {
    /// The rules that the methods of these classes need.
    pub fn of(chosen: &Chosen<'_>) -> Self {
        let mut rules: Vec<(Vec<&'static str>, String)> = Vec::new();
        let methods = chosen
            .classes
            .iter()
            .flat_map(|class| class.found.methods());
        for asked in methods.filter_map(privileges) {
            if !rules.iter().any(|(one, _)| *one == asked) {
                let name = name(&asked);
                rules.push((asked, name));
            }
        }
        Self(rules)
    }

    /// The rule of a method, if it asks privileges that Windows has.
    pub fn of_method(&self, method: &Method) -> Option<&str> {
        let asked = privileges(method)?;
        let (_, name) = self.0.iter().find(|(one, _)| *one == asked)?;
        Some(name)
    }

    /// The tables `[access.NAME]`.
    pub fn text(&self) -> String {
        let tables = self.0.iter().map(|(privileges, name)| {
            let privileges: Vec<_> = privileges.iter().copied().map(toml_text::text).collect();
            let privileges = toml_text::list(&privileges);
            format!("\n[access.{name}]\nprivileges = {privileges}\n")
        });
        tables.collect()
    }
}

/// `debug` for `SeDebugPrivilege`.
fn name(privileges: &[&'static str]) -> String {
    let words: Vec<_> = privileges
        .iter()
        .map(|one| {
            let word = one.strip_prefix("Se").unwrap_or(one);
            word.strip_suffix("Privilege")
                .unwrap_or(word)
                .to_snake_case()
        })
        .collect();
    words.join("_and_")
}
