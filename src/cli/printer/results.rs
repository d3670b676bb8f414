//! What verbs have found: as lines for people, and as records for programs.

use super::json::Body;
use super::{Format, Printer, answers, cut, look, told};
use crate::changes::{AnswerChange, Change, InstallationChange};
use crate::cli::doctor::{self, Tool};
use crate::cli::rules;
use crate::cli::templates::{Row, table};
use crate::diagnostics::Rule;
use crate::model::Class;

impl Printer {
    /// Prints what a class answers its clients, for programs; people read it in the document.
    ///
    /// # Errors
    /// As of [`data`](Self::data).
    pub fn answers(&mut self, class: &Class) -> anyhow::Result<()> {
        match self.format {
            Format::Json => self.record(&Body::Answers {
                class: &class.name,
                answers: answers::answers(class),
            }),
            Format::Human | Format::Sarif => Ok(()),
        }
    }

    /// Tells what a changed spec means for the user's code.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn changes(&mut self, changes: &[Change]) -> anyhow::Result<()> {
        if self.format == Format::Json {
            return changes
                .iter()
                .try_for_each(|change| self.record(&Body::change(change)));
        }
        self.section("your code", changes.iter().map(told::change));
        Ok(())
    }

    /// Tells what a changed spec means for clients: to programs class by class, to people once for all classes that it
    /// means the same for.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn answer_changes(&mut self, changes: &[AnswerChange]) -> anyhow::Result<()> {
        if self.format == Format::Json {
            let mut changes = changes.iter();
            return changes.try_for_each(|change| self.record(&change.into()));
        }
        self.section("clients", told::answer_changes(changes));
        Ok(())
    }

    /// Tells what a changed spec means for machines where the old version is installed.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn installation_changes(&mut self, changes: &[InstallationChange]) -> anyhow::Result<()> {
        if self.format == Format::Json {
            let mut changes = changes.iter();
            return changes.try_for_each(|change| self.record(&change.into()));
        }
        self.section(
            "machines where the old version is installed",
            told::installation_changes(changes),
        );
        Ok(())
    }

    /// Says what a changed spec means for somebody, or something; nothing where it means nothing.
    fn section(&mut self, what: &str, told: impl IntoIterator<Item = String>) {
        for (at, told) in told.into_iter().enumerate() {
            if at == 0 {
                self.say(format_args!("\nWhat the changed spec means for {what}:"));
            }
            self.say(told);
        }
    }

    /// Prints a list of templates.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn templates(&mut self, rows: &[Row]) -> anyhow::Result<()> {
        match self.format {
            Format::Json => {
                let mut rows = rows.iter();
                rows.try_for_each(|row| self.record(&Body::Template(row)))
            }
            Format::Human | Format::Sarif => self.raw(&table(rows)),
        }
    }

    /// Prints a list of rules: a line each where no terminal ends one.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn rules(&mut self, rules: &[Rule]) -> anyhow::Result<()> {
        match self.format {
            Format::Json => {
                let mut rules = rules.iter();
                rules.try_for_each(|rule| self.record(&Body::Rule(rule.into())))
            }
            Format::Human | Format::Sarif => {
                let width = look::columns().unwrap_or(usize::MAX);
                self.raw(&rules::list(rules, width))
            }
        }
    }

    /// Prints what a machine has.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn tools(&mut self, tools: &[Tool]) -> anyhow::Result<()> {
        match self.format {
            Format::Json => {
                let mut tools = tools.iter();
                tools.try_for_each(|tool| self.record(&Body::Tool(tool.into())))
            }
            Format::Human | Format::Sarif => {
                let width = look::columns().unwrap_or(usize::MAX);
                self.raw(&doctor::list(tools, width))
            }
        }
    }

    /// Prints the differences that a plan makes.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn diff(&mut self, text: &str) -> anyhow::Result<()> {
        match self.format {
            Format::Json => self.record(&Body::Diff { text }),
            Format::Human | Format::Sarif => self.raw(text),
        }
    }

    /// Prints how files differ, a unified diff each: all of it to programs, and to people as much as they read.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn file_diffs(&mut self, diffs: &[String]) -> anyhow::Result<()> {
        match self.format {
            _ if diffs.is_empty() => Ok(()),
            Format::Json => self.record(&Body::Diff {
                text: &diffs.concat(),
            }),
            Format::Human if self.is_verbose() => self.raw(&diffs.concat()),
            Format::Human => self.raw(&cut::cut(diffs)),
            // The log has the findings.
            Format::Sarif => Ok(()),
        }
    }
}
