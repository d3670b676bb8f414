//! `wmigen rules`: every rule, with what breaks it.

use clap::Args;
use clap::builder::styling::{AnsiColor, Effects, Style};

use super::Status;
use super::markdown::{Flow, rows};
use super::printer::Printer;
use crate::diagnostics::{Area, RULES, Rule, Severity};

const NAME: Style = Style::new().effects(Effects::BOLD);
const ERROR: Style = AnsiColor::BrightRed.on_default();
const WARNING: Style = AnsiColor::Yellow.on_default();

/// List the rules, each with its severity and what it asks for
///
/// `wmigen explain RULE` says more about one.
#[derive(Debug, Args)]
pub struct Arguments {}

/// Runs the verb.
///
/// # Errors
/// When stdout cannot be written.
pub fn run(_: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    printer.rules(RULES)?;
    Ok(Status::Done)
}

/// The list for people, whose lines have at most so many columns.
pub fn list(rules: &[Rule], width: usize) -> String {
    let mut text = String::new();
    for group in rules.chunk_by(|one, other| heading(one) == heading(other)) {
        if !text.is_empty() {
            text.push('\n');
        }
        let heading = group.first().map(heading).unwrap_or_default();
        text.extend([heading, ":\n"]);
        let row = |rule: &Rule| {
            let (word, style) = severity(rule);
            (
                Flow::of(rule.id, NAME),
                Flow::of(word, style),
                Flow::of(rule.explanation, Style::new()),
            )
        };
        let group: Vec<_> = group.iter().map(row).collect();
        for line in rows(&group, width.saturating_sub(2)) {
            text.extend(["  ", &line, "\n"]);
        }
    }
    text
}

/// What is said above the rules of this kind.
fn heading(rule: &Rule) -> &'static str {
    match (rule.area, rule.severity, rule.security) {
        (Area::Spec, Severity::Error, _) => "Errors in the spec",
        (Area::Spec, Severity::Warning, false) => "Warnings about the spec",
        (Area::Spec, Severity::Warning, true) => "Warnings about security",
        (Area::Template, Severity::Error, _) => "Errors in a template",
        (Area::Template, Severity::Warning, _) => "Warnings about a template",
        (Area::Lock, ..) => "Errors in the lock",
        (Area::Mof, Severity::Error, _) => "Errors in a file of MOF",
        (Area::Mof, Severity::Warning, _) => "Notes about a file of MOF",
        (Area::Crate, ..) => "Findings about the files of the crate",
    }
}

/// Its severity in a word.
fn severity(rule: &Rule) -> (&'static str, Style) {
    match rule.severity {
        Severity::Error => ("error", ERROR),
        Severity::Warning => ("warning", WARNING),
    }
}
