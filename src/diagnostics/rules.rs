//! Every rule that a diagnostic can name.
//!
//! The home of a rule is its page, `docs/rules/ID.md`, which begins with its declaration. `build/rules.rs` reads the
//! pages and makes a constant of each, by which the checks name it: `UNKNOWN_KEY` of `unknown-key.md`.

use super::Severity;

/// A rule that can be broken.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its kebab-case name, shown in brackets before the message.
    pub id: &'static str,
    /// One sentence on what the rule asks for, and why.
    pub explanation: &'static str,
    /// What can break it.
    pub area: Area,
    /// The severity of a finding.
    pub severity: Severity,
    /// Whether it warns of what makes the provider less safe.
    pub security: bool,
    /// Its page, in Markdown.
    pub page: &'static str,
}

impl Rule {
    /// What its page says before its first example: what the rule asks for, and why.
    pub fn summary(&self) -> &'static str {
        let body = self.page.split_once('\n').map_or("", |(_, body)| body);
        let summary = body
            .split_once("\n## ")
            .map_or(body, |(summary, _)| summary);
        summary.trim()
    }
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// `wmigen.toml`.
    Spec,
    /// The user's templates.
    Template,
    /// `wmigen.lock`.
    Lock,
    /// A file of MOF that is imported.
    Mof,
    /// The files of the crate, held against the spec.
    Crate,
}

impl Area {
    /// Its name for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spec => "spec",
            Self::Template => "template",
            Self::Lock => "lock",
            Self::Mof => "mof",
            Self::Crate => "crate",
        }
    }
}

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

include!(concat!(env!("OUT_DIR"), "/rules.rs"));
