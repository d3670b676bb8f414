//! The rules of who may do what, as the templates get to see them.

use super::code::Rust;
use crate::model::{AccessRule, Descriptor, Provider};
use crate::render::escape;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// The rules that classes and properties of the provider name.
#[derive(JsonSchema, Serialize)]
pub struct AccessContext<'p> {
    /// In the order of the spec.
    rules: Vec<RuleContext<'p>>,
}

/// A rule.
#[derive(JsonSchema, Serialize)]
pub struct RuleContext<'p> {
    /// Its name in the spec.
    name: &'p str,
    /// The name of its static in Rust.
    constant: String,
    /// Its security descriptor as Windows writes it; none if the privileges alone decide.
    sddl: Option<String>,
    /// The same as Windows has it in memory: a Rust array of words, empty if there is none.
    words: Rust,
    /// The privileges that the client must hold, as a Rust array of their names.
    privileges: Rust,
}

impl<'p> AccessContext<'p> {
    pub fn new(provider: &'p Provider) -> Self {
        AccessContext {
            rules: used_rules(provider).map(RuleContext::new).collect(),
        }
    }
}

impl<'p> RuleContext<'p> {
    fn new(rule: &'p AccessRule) -> Self {
        let descriptor = rule.descriptor.as_ref();
        let words = descriptor.map(Descriptor::words);
        let words = words.unwrap_or_default().into_iter();
        let words: Vec<_> = words.map(|word| format!("0x{word:X}")).collect();
        let privileges = rule.privileges.iter();
        let privileges: Vec<_> = privileges.map(|name| escape::rust_string(name)).collect();
        RuleContext {
            name: &rule.name,
            constant: constant(rule),
            sddl: descriptor.map(ToString::to_string),
            words: Rust(format!("[{}]", words.join(", "))),
            privileges: Rust(format!("[{}]", privileges.join(", "))),
        }
    }
}

/// The name of a rule's static: names of rules differ in more than case.
fn constant(rule: &AccessRule) -> String {
    rule.name.to_ascii_uppercase()
}

/// The path of a rule's static from the file of a class.
pub fn path(rule: &AccessRule) -> Rust {
    Rust(format!("super::access::{}", constant(rule)))
}

/// The rules that something with code names, in the order of the spec.
pub fn used_rules(provider: &Provider) -> impl Iterator<Item = &AccessRule> {
    let is_used = |rule: &&Arc<AccessRule>| {
        let mut classes = provider.classes_with_code();
        classes.any(|class| class.rules().any(|one| one == &***rule))
    };
    let rules = provider.access_rules.iter();
    rules.filter(is_used).map(|rule| &**rule)
}
