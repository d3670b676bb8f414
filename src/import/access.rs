//! Privileges of methods as rules of `[access]`: whoever holds them may call the method, and they are enabled for it.

use std::collections::HashMap;

use super::chosen::Chosen;
use super::found::qualifier;
use super::provider::Registered;
use super::toml_text;
use crate::model::PRIVILEGES;
use crate::mof::tree::{Method, Value, ValueKind};
use heck::ToSnakeCase as _;

/// The qualifier that names them (WMI: "Standard Qualifiers").
pub const QUALIFIER: &str = "privileges";

/// The rules, each once.
#[derive(Debug, Default)]
pub struct Rules {
    /// The privileges that each asks, and its name.
    named: Vec<(Vec<&'static str>, String)>,
    /// Where each stands there.
    places: HashMap<Vec<&'static str>, usize>,
}

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
    pub fn of(registered: &Registered<'_>, chosen: &Chosen<'_>) -> Self {
        let mut rules = Self::default();
        let classes = chosen.classes.iter();
        let methods = classes.flat_map(|class| registered.methods(class));
        for asked in methods.filter_map(privileges) {
            let next = rules.named.len();
            if *rules.places.entry(asked.clone()).or_insert(next) == next {
                let name = name(&asked);
                rules.named.push((asked, name));
            }
        }
        rules
    }

    /// The rule of a method, if it asks privileges that Windows has.
    pub fn of_method(&self, method: &Method) -> Option<&str> {
        let asked = privileges(method)?;
        let (_, name) = self.named.get(*self.places.get(&asked)?)?;
        Some(name)
    }

    /// The tables `[access.NAME]`.
    pub fn text(&self) -> String {
        let tables = self.named.iter().map(|(privileges, name)| {
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
