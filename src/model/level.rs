//! The levels of warnings: what `lints` says of the spec, or of a class.

use super::choice::{Choice, choose};
use crate::diagnostics::rules::LINT_LEVEL;
use crate::diagnostics::{
    Area, Diagnostic, RULES, Rule, Severity, closest, keep, list, quoted, rule,
};
use crate::spec::{LintLevel, Spec};

/// What becomes of a warning; the later ones are the stricter ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing is said.
    Allow,
    /// It is shown.
    Warn,
    /// It is an error.
    Deny,
}

impl Choice for Level {
    const ALL: &'static [Self] = &[Self::Allow, Self::Warn, Self::Deny];

    fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// The rules that have levels, which are those that warn: the id of each, and what it asks for.
pub fn leveled_rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    let warnings = RULES.iter().filter(|rule| has_level(rule));
    warnings.map(|rule| (rule.id, rule.explanation))
}

fn has_level(rule: &Rule) -> bool {
    let may_warn = matches!(rule.area, Area::Spec | Area::Template);
    may_warn && rule.severity == Severity::Warning
}

/// A warning about the security of the provider that the spec allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedWarning {
    /// The class that it is about; `None` if it is about the provider.
    pub class: Option<String>,
    /// The rule's id.
    pub rule: &'static str,
    /// What the warning says.
    pub message: String,
}

/// Checks all levels of a spec.
pub fn check(spec: &Spec, found: &mut Vec<Diagnostic>) {
    let of_classes = spec.classes.iter().flat_map(|class| &class.lints);
    for LintLevel { rule, level } in spec.lints.iter().chain(of_classes) {
        keep(choose::<Level>(rule.get_ref(), level), found);
        found.extend(without_level(rule.get_ref()).map(|(message, help)| {
            Diagnostic::error(&LINT_LEVEL, rule.span(), message)
                .with_label("not a warning")
                .with_help(help)
        }));
    }
}

/// Why there is no level for what is called so, and what to do; `None` if there is one.
fn without_level(id: &str) -> Option<(String, String)> {
    let Some(rule) = rule(id) else {
        let names: Vec<_> = leveled_rules().map(|(rule, _)| rule).collect();
        let help = match closest(id, names.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the warnings are {}", list(&names, "and")),
        };
        return Some((format!("there is no rule {}", quoted(id)), help));
    };
    if has_level(rule) {
        return None;
    }
    let what = match rule.area {
        Area::Spec => "an error",
        Area::Template => "an error in a template",
        Area::Lock => "an error in the lock",
        Area::Mof => "about a file of MOF that is imported",
        Area::Crate => "a finding about the files of the crate",
    };
    let message = format!("`{id}` is {what}, and only warnings have levels");
    let help = format!("leave it out; `wmigen explain {id}` says what the rule asks for");
    Some((message, help))
}
