//! What is wrong with a text of MOF, as it is found.

use crate::diagnostics::{Diagnostic, Rule, Span};

/// How many problems of a text are told: whoever sees so many has no MOF, or mends these first.
const MAX: usize = 100;

/// The problems of a text, up to a number that a person reads.
#[derive(Debug)]
pub struct Problems {
    rule: &'static Rule,
    found: Vec<Diagnostic>,
    left_out: bool,
    /// Where what does not end begins, so that nothing is known of what comes behind it.
    cut: Option<Span>,
}

impl Problems {
    /// None, so far; this rule is what they break.
    pub fn new(rule: &'static Rule) -> Self {
        Self {
            rule,
            found: Vec::new(),
            left_out: false,
            cut: None,
        }
    }

    /// A problem of this rule.
    pub fn problem(&self, span: Span, message: impl Into<String>, help: &str) -> Diagnostic {
        Diagnostic::error(self.rule, span, message).with_help(help)
    }

    /// Notes a problem.
    pub fn tell(&mut self, span: Span, message: impl Into<String>, help: &str) {
        let problem = self.problem(span, message, help);
        self.add(problem);
    }

    /// Notes that nothing behind this place is read.
    pub fn cut(&mut self, place: Span) {
        self.cut = Some(place);
    }

    /// Where it is told that the text ends too early: if something does not end, that is what is wrong.
    pub fn end(&self, place: Span) -> Span {
        self.cut.clone().unwrap_or(place)
    }

    /// Notes a problem.
    pub fn add(&mut self, problem: Diagnostic) {
        if self.is_full() {
            self.left_out = true;
        } else {
            self.found.push(problem);
        }
    }

    /// Whether no more are told, so that there is no use in looking further.
    pub fn is_full(&self) -> bool {
        self.found.len() >= MAX
    }

    /// The problems in the order of the text, one at each place: what follows from a wrong token is told at the token, too.
    pub fn into_found(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|problem| problem.primary.span.start);
        self.found
            .dedup_by_key(|problem| problem.primary.span.start);
        if (self.left_out || self.found.len() == MAX)
            && let Some(last) = self.found.last_mut()
        {
            let help = last.help.take().unwrap_or_default();
            last.help = Some(format!(
                "{help}; the rest of the file is not looked at, because {MAX} problems are enough"
            ));
        }
        self.found
    }
}
