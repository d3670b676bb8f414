//! A run's messages as JSON lines. `docs/messages.md` describes them.

use std::fmt::Write as _;

use serde::Serialize;

use super::answers::Answer;
use crate::changes::{AnswerChange, Change, InstallationChange};
use crate::cli::doctor::Tool;
use crate::cli::step::Step;
use crate::cli::templates::Row;
use crate::diagnostics::{Record, Rule};

/// The version of the lines. New members may come with any version of wmigen; one that goes or changes its meaning
/// makes this number larger.
const VERSION: u32 = 1;

/// A line.
#[derive(Serialize)]
struct Line<'b> {
    version: u32,
    #[serde(flatten)]
    body: &'b Body<'b>,
}

/// What a line is about.
#[derive(Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Body<'b> {
    /// The provider that the lines from here on are about, where a run is about several.
    Provider { folder: &'b str },
    /// Something that is wrong or doubtful in a text.
    Diagnostic(Record<'b>),
    /// A step with a file, planned or taken.
    Action {
        #[serde(flatten)]
        step: &'b Step,
        done: bool,
    },
    /// All the differences that a plan makes, as a unified diff.
    Diff { text: &'b str },
    /// A template.
    Template(&'b Row),
    /// A rule.
    Rule(RuleRow),
    /// What a machine has or lacks.
    Tool(ToolRow<'b>),
    /// The document that a verb prints.
    Document { text: &'b str },
    /// What a class answers its clients.
    Answers {
        class: &'b str,
        answers: Vec<Answer>,
    },
    /// What a changed spec means for the user's code.
    Change {
        kind: &'b str,
        class: Option<&'b str>,
        member: Option<&'b str>,
        message: &'b str,
        places: Vec<Place<'b>>,
        more_places: usize,
        imports: &'b [String],
        stub: Option<&'b str>,
    },
    /// What a changed spec means for clients.
    AnswerChange {
        kind: &'b str,
        class: Option<&'b str>,
        member: Option<&'b str>,
        message: &'b str,
        reveals: &'b str,
    },
    /// What a changed spec means for machines where the old version is installed.
    InstallationChange {
        kind: &'b str,
        class: Option<&'b str>,
        message: &'b str,
        help: Option<&'b str>,
    },
    /// Any other message.
    Message { level: Level, text: &'b str },
    /// The end of the run.
    Finished { exit_status: u8 },
}

/// A rule, as the list of all has it.
#[derive(Serialize)]
pub struct RuleRow {
    rule: &'static str,
    severity: &'static str,
    area: &'static str,
    security: bool,
    explanation: &'static str,
}

impl From<&Rule> for RuleRow {
    fn from(rule: &Rule) -> Self {
        Self {
            rule: rule.id,
            severity: rule.severity.as_str(),
            area: rule.area.as_str(),
            security: rule.security,
            explanation: rule.explanation,
        }
    }
}

/// One thing that a machine has or lacks.
#[derive(Serialize)]
pub struct ToolRow<'b> {
    name: &'static str,
    what: &'static str,
    purpose: &'static str,
    needed: bool,
    found: bool,
    said: Option<&'b str>,
    install: Vec<Install>,
}

/// How a system gets it.
#[derive(Serialize)]
struct Install {
    system: &'static str,
    command: &'static str,
}

impl<'b> From<&'b Tool> for ToolRow<'b> {
    fn from(tool: &'b Tool) -> Self {
        let row = tool.need.row();
        let sources = row.sources.iter().map(|(system, command)| Install {
            system: system.name(),
            command,
        });
        Self {
            name: row.name,
            what: row.what,
            purpose: row.purpose,
            needed: row.is_needed,
            found: tool.found.is_there(),
            said: tool.found.said(),
            install: sources.collect(),
        }
    }
}

/// A place in the user's code.
#[derive(Serialize)]
pub struct Place<'b> {
    path: &'b str,
    line: usize,
    column: usize,
}

impl<'b> Body<'b> {
    /// The line of a change.
    pub fn change(change: &'b Change) -> Self {
        let places = change.places.iter().map(|place| Place {
            path: &place.path,
            line: place.line,
            column: place.column,
        });
        Self::Change {
            kind: change.kind.as_str(),
            class: change.class.as_deref(),
            member: change.member.as_deref(),
            message: &change.message,
            places: places.collect(),
            more_places: change.more_places,
            imports: &change.imports,
            stub: change.stub.as_deref(),
        }
    }
}

impl<'b> From<&'b AnswerChange> for Body<'b> {
    fn from(change: &'b AnswerChange) -> Self {
        Self::AnswerChange {
            kind: change.kind.as_str(),
            class: change.class.as_deref(),
            member: change.member.as_deref(),
            message: &change.message,
            reveals: change.reveals.as_str(),
        }
    }
}

impl<'b> From<&'b InstallationChange> for Body<'b> {
    fn from(change: &'b InstallationChange) -> Self {
        Self::InstallationChange {
            kind: change.kind.as_str(),
            class: change.class.as_deref(),
            message: &change.message,
            help: change.help.as_deref(),
        }
    }
}

/// What a message is for.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// It says what went wrong.
    Error,
    /// It says what to do about that.
    Help,
    /// It says what was done.
    Note,
    /// It says how.
    Detail,
}

/// The text of a line.
///
/// What a terminal might obey is escaped even where JSON does not ask for it, because the line may be shown on one.
pub fn line(body: &Body<'_>) -> serde_json::Result<String> {
    let text = serde_json::to_string(&Line {
        version: VERSION,
        body,
    })?;
    let mut line = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        // All of these lie in strings, and none of them beyond the BMP.
        if is_obeyed(character) {
            // Writing to a string cannot fail.
            let _ = write!(line, "\\u{:04x}", u32::from(character));
        } else {
            line.push(character);
        }
    }
    line.push('\n');
    Ok(line)
}

/// Whether a terminal may take a character for more than one to show: controls, and what turns the direction of text.
fn is_obeyed(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_and_reads_back_equal() {
        let text = "a\u{1b}[31m\n\u{9b}\u{202e}é\"";
        let line = line(&Body::Message {
            level: Level::Note,
            text,
        })
        .expect("JSON");
        assert!(!line.trim_end().contains(is_obeyed), "{line:?}");
        let read: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(read["text"], text);
        assert_eq!(
            (&read["version"], &read["reason"]),
            (&1.into(), &"message".into())
        );
    }
}
