//! What becomes of a warning by the levels that the spec gives, a class's own before those for all.

use super::Warning;
use crate::diagnostics::{Diagnostic, Severity, Span, rule};
use crate::model::{AllowedWarning, Choice as _, Level, Provider};
use crate::spec::{ClassTable, LintLevel, Spec};

/// The levels of a spec.
#[derive(Clone, Copy)]
pub struct Levels<'s> {
    spec: &'s Spec,
}

/// A level, and where it is written.
type Written = (Level, Option<Span>);

impl<'s> Levels<'s> {
    pub fn of(spec: &'s Spec) -> Self {
        Self { spec }
    }

    /// The level of a rule in a class.
    pub fn of_class(self, rule: &str, class: &ClassTable) -> Level {
        self.written(rule, Some(class)).0
    }

    /// The level of a rule for the whole provider.
    pub fn of_provider(self, rule: &str) -> Level {
        self.written(rule, None).0
    }

    fn written(self, rule: &str, class: Option<&ClassTable>) -> Written {
        let inner = class.map_or(&[][..], |class| &class.lints);
        let mut all = inner.iter().chain(&self.spec.lints);
        let written = all.find(|written| written.rule.get_ref() == rule);
        let level = |LintLevel { level, .. }: &LintLevel| {
            Some((Level::from_name(level.get_ref())?, Some(level.span())))
        };
        written.and_then(level).unwrap_or((Level::Warn, None))
    }

    /// The strictest level of the classes that a warning is about, or that for all.
    fn of_warning(self, warning: &Warning) -> Written {
        let rule = warning.diagnostic.rule;
        let classes = warning.classes.iter();
        let levels = classes.map(|&class| self.written(rule, self.spec.classes.get(class)));
        let strictest = levels.max_by_key(|(level, _)| *level);
        strictest.unwrap_or_else(|| self.written(rule, None))
    }

    /// What is shown of the warnings. What the spec allows of those about security is kept in the provider.
    pub fn apply(self, warnings: Vec<Warning>, provider: &mut Provider) -> Vec<Diagnostic> {
        let mut shown: Vec<(Diagnostic, Written)> = Vec::new();
        for warning in warnings {
            let written = self.of_warning(&warning);
            if written.0 == Level::Allow {
                let allowed = allowed(&warning, provider);
                provider.allowed_warnings.extend(allowed);
                continue;
            }
            // Classes that inherit what is wrong share one warning.
            let same = |(there, _): &&mut (Diagnostic, Written)| *there == warning.diagnostic;
            match shown.iter_mut().find(same) {
                Some((_, before)) if before.0 < written.0 => *before = written,
                Some(_) => {}
                None => shown.push((warning.diagnostic, written)),
            }
        }
        shown
            .into_iter()
            .map(|(one, written)| leveled(one, written))
            .collect()
    }
}

/// The diagnostic of a warning of this level.
fn leveled(warning: Diagnostic, (level, place): Written) -> Diagnostic {
    match place {
        Some(place) if level == Level::Deny => Diagnostic {
            severity: Severity::Error,
            ..warning.with_place(place, "denied here")
        },
        _ => warning,
    }
}

/// What the administrator is told of a warning that the spec allows.
fn allowed(warning: &Warning, provider: &Provider) -> Vec<AllowedWarning> {
    let diagnostic = &warning.diagnostic;
    let Some(rule) = rule(diagnostic.rule).filter(|rule| rule.security) else {
        return Vec::new();
    };
    let allowed = |class: Option<String>| AllowedWarning {
        class,
        rule: rule.id,
        message: diagnostic.message.clone(),
    };
    if warning.classes.is_empty() {
        return vec![allowed(None)];
    }
    let classes = warning.classes.iter();
    let names = classes.filter_map(|&class| Some(provider.classes.get(class)?.name.clone()));
    names.map(|name| allowed(Some(name))).collect()
}
