//! wmigen's findings about a spec, and how they are shown.
//!
//! Every stage reports through one type, so that all problems of a run can be collected, put in the order of the
//! file and rendered alike; nothing here knows what a spec or a provider is.

mod alike;
mod human;
mod json;
mod lines;
pub mod rules;
mod sarif;
mod wording;

use std::ops::Range;

pub use alike::{Alike, Numbered};
pub use human::render_human;
pub use json::{Record, records};
pub use lines::{Lines, Position};
pub use rules::{Area, RULES, Rule, rule};
pub use sarif::Log;
pub use wording::{closest, list, quoted, shown, some, visible};

/// A place in a source text, in bytes; both ends lie on character boundaries.
pub type Span = Range<usize>;

/// How much a [`Diagnostic`] weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The spec makes no provider.
    Error,
    /// The provider is made, but is probably not what was meant.
    Warning,
}

/// A place and a few words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// A few words, shown under the line; may be empty.
    pub text: String,
}

/// One problem in a source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kebab-case id of the rule, one of [`RULES`].
    pub rule: &'static str,
    /// Whether a provider can be made nevertheless.
    pub severity: Severity,
    /// What is wrong, in one sentence without a final full stop.
    pub message: String,
    /// The place that is wrong.
    pub primary: Label,
    /// Other places that belong to it.
    pub secondary: Vec<Label>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(rule: &Rule, span: Span, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Error, span, message.into())
    }

    /// A warning at a place.
    pub fn warning(rule: &Rule, span: Span, message: impl Into<String>) -> Self {
        Self::new(rule, Severity::Warning, span, message.into())
    }

    fn new(rule: &Rule, severity: Severity, span: Span, message: String) -> Self {
        Self {
            rule: rule.id,
            severity,
            message,
            primary: Label {
                span,
                text: String::new(),
            },
            secondary: Vec::new(),
            help: None,
        }
    }

    /// Puts a few words under the primary place.
    #[must_use]
    pub fn with_label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Shows another place that belongs to the problem.
    #[must_use]
    pub fn with_place(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn with_help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// The outcome of a check that ends with this.
    ///
    /// # Errors
    /// Always.
    pub fn refuse<T>(self) -> Checked<T> {
        Err(Box::new(self))
    }

    /// Whether no provider can be made because of this.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A value that passed its check, or the findings about it.
pub type Checked<T> = Result<T, Box<Diagnostic>>;

/// The outcome of a check; its findings join those made so far.
pub fn keep<T>(outcome: Checked<T>, found: &mut Vec<Diagnostic>) -> Option<T> {
    outcome.map_err(|diagnostic| found.push(*diagnostic)).ok()
}

/// A text that diagnostics are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path, as the user typed it.
    pub name: String,
    /// All of it.
    pub text: String,
}
