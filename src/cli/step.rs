//! A step of a plan in a message: one line for people, one record for programs, one result for SARIF.

mod words;

use std::fmt::{self, Write as _};
use std::path::{MAIN_SEPARATOR, Path};

use serde::Serialize;

use crate::diagnostics::rules::OUTDATED_LOCK;
use crate::diagnostics::{Rule, rule, visible};
use crate::regen::{Action, CratePath, LOCK, Plan, Refusal};
pub use words::WORDS;
use words::Word;

/// What a plan does with one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    action: &'static str,
    path: String,
    rule: Option<&'static str>,
    /// What the word alone does not say.
    remark: Option<String>,
    /// Where the copy of the old text is kept; of a conflict, where the new scaffold is.
    backup: Option<String>,
    /// Where the scaffold is that could not be merged.
    incoming: Option<String>,
    /// What the user's file was made from.
    #[serde(skip)]
    source: &'static str,
}

/// What a file of a crate is made from.
const SCAFFOLD: &str = "scaffold";

impl Step {
    /// The steps of a plan that a user wants to hear of, and `all` of them on request; the texts that merges start from and
    /// the lock come last.
    pub fn of_plan(plan: &Plan, all: bool) -> Vec<Self> {
        let mut steps = Self::of_steps(plan, all);
        // With the lock they go without saying.
        if all || plan.lock.is_none() {
            steps.extend(Self::of_bases(plan).filter(|step| step.backup.is_none()));
        }
        if plan.lock.is_some() {
            let rule = Some(OUTDATED_LOCK.id);
            steps.push(Self {
                rule,
                ..Self::plain("update", LOCK)
            });
        }
        steps
    }

    /// The steps of a verb about the user's files: no rule is broken if they are not taken.
    pub fn of_files(plan: &Plan, all: bool) -> Vec<Self> {
        let mut steps = Self::of_steps(plan, all);
        for step in &mut steps {
            step.rule = None;
        }
        steps
    }

    /// The steps with copies of wmigen's templates. What was copied from one that there is no more is as it was.
    pub fn of_templates(plan: &Plan, all: bool) -> Vec<Self> {
        let mut steps = Self::of_files(plan, all);
        steps.retain(|step| step.action != Action::Orphan.word());
        for step in &mut steps {
            step.source = "template";
            let remark = step.remark.take();
            step.remark = remark.map(|remark| remark.replace(SCAFFOLD, step.source));
        }
        steps
    }

    /// The steps themselves, and the copies that are kept of anything else.
    fn of_steps(plan: &Plan, all: bool) -> Vec<Self> {
        let wanted = plan
            .steps
            .iter()
            .filter(|(_, action)| all || **action != Action::Unchanged);
        let copied = Self::of_bases(plan).filter(|step| step.backup.is_some());
        wanted
            .map(|(path, action)| Self::new(path, action))
            .chain(copied)
            .collect()
    }

    /// The steps with the bases of merges.
    fn of_bases(plan: &Plan) -> impl Iterator<Item = Self> {
        let step = |word, path: &CratePath, backup: Option<&CratePath>| Self {
            backup: backup.map(ToString::to_string),
            ..Self::plain(word, path.as_str())
        };
        let written = plan.bases.write.iter();
        let written = written.map(move |base| step("restore", &base.path, base.backup.as_ref()));
        let removed = plan.bases.remove.iter();
        written.chain(removed.map(move |base| step("remove", &base.path, base.backup.as_ref())))
    }

    /// A user's file with a conflict marker at this line.
    pub fn conflict_marker(path: &str, line: usize) -> Self {
        let remark = Some(format!("has conflict markers, the first at line {line}"));
        Self {
            remark,
            ..Self::plain("markers", path)
        }
    }

    /// What is found in a file that is kept of a case, or done with it; `rule` is broken by what is found.
    pub fn of_snapshot(
        word: &'static str,
        rule: Option<&'static Rule>,
        path: String,
        remark: Option<String>,
    ) -> Self {
        Self {
            path,
            remark,
            rule: rule.map(|rule| rule.id),
            ..Self::plain(word, "")
        }
    }

    /// A lock that a newer wmigen wrote.
    pub fn newer_lock(path: &str) -> Self {
        let remark = Some("a newer wmigen wrote it".to_owned());
        Self {
            remark,
            ..Self::plain("newer", path)
        }
    }

    /// A workflow for a folder of templates.
    pub fn workflow(path: &str) -> Self {
        let remark = Some("at the root of the repository".to_owned());
        Self {
            remark,
            rule: None,
            ..Self::plain("create", path)
        }
    }

    /// A step without a remark.
    fn plain(action: &'static str, path: &str) -> Self {
        Self {
            action,
            path: path.to_owned(),
            rule: broken_by(action).map(|rule| rule.id),
            remark: None,
            backup: None,
            incoming: None,
            source: SCAFFOLD,
        }
    }

    /// The steps that stop a plan.
    pub fn refusals(plan: &Plan) -> Vec<Self> {
        let refused = plan
            .visible()
            .filter(|(_, action)| matches!(action, Action::Refuse(_)));
        refused
            .map(|(path, action)| Self::new(path, action))
            .collect()
    }

    fn new(path: &CratePath, action: &Action) -> Self {
        let incoming = match action {
            Action::Conflict { incoming, .. } => Some(incoming.to_string()),
            _ => None,
        };
        Self {
            remark: remark(action),
            backup: action.backup().map(|(backup, _)| backup.to_string()),
            incoming,
            ..Self::plain(action.word(), path.as_str())
        }
    }

    /// Whether something is wrong with the file, which the remark then says; it is an aside otherwise.
    pub fn is_complaint(&self) -> bool {
        Word::find(self.action).is_some_and(|word| word.complaint)
    }

    /// The file, by its path within the crate.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The rule that is broken as long as the step has not been taken.
    pub fn broken(&self) -> Option<&'static Rule> {
        self.rule.and_then(rule)
    }

    /// What is wrong with the file, as a sentence.
    pub fn finding(&self) -> String {
        let path = visible(&self.path);
        if (self.action, path.as_str()) == ("update", LOCK) {
            return format!("{path} is not up to date with the files");
        }
        if let Some(finding) = Word::find(self.action).and_then(|word| word.finding) {
            return format!("{path} {finding}");
        }
        let why = self.remark.as_deref().unwrap_or(self.action);
        format!("{path}: {why}")
    }
}

/// The rule that is broken where a step with this word has to be taken.
pub fn broken_by(word: &str) -> Option<&'static Rule> {
    Word::find(word).and_then(|word| word.rule)
}

fn remark(action: &Action) -> Option<String> {
    let remark = match action {
        Action::Orphan => "no longer generated; kept, because not all of it is wmigen's",
        Action::Keep => "yours, and older than its scaffold, which `wmigen update` offers",
        Action::Eject => "yours now",
        Action::TakeBack => "wmigen's again",
        Action::Merge { markers: true, .. } => "with conflict markers",
        Action::Merge { keys, .. } if !keys.is_empty() => return Some(keys.join(", ")),
        Action::Rename { from, .. } => return Some(format!("from {from}")),
        Action::Conflict { why, .. } => why,
        Action::Refuse(Refusal::Edited { .. }) => "changed since wmigen wrote it",
        Action::Refuse(Refusal::Foreign { .. }) => "not written by wmigen",
        Action::Refuse(Refusal::Blocked(obstacle)) => return Some(obstacle.to_string()),
        Action::Refuse(Refusal::Broken(why)) => return Some(why.clone()),
        _ => return None,
    };
    Some(remark.to_owned())
}

impl Step {
    /// The line of a step that is still to be taken.
    pub fn to_planned(&self) -> String {
        self.to_planned_in(Path::new(""))
    }

    /// The same, with the path of its file from where the crate is in `folder`.
    pub fn to_planned_in(&self, folder: &Path) -> String {
        let folder = folder.to_string_lossy().replace(MAIN_SEPARATOR, "/");
        let path = if folder.is_empty() {
            self.path.clone()
        } else {
            format!("{folder}/{}", self.path)
        };
        self.to_line(&path, "goes to", "a copy will be kept in")
    }

    fn to_line(&self, path: &str, incoming: &str, kept: &str) -> String {
        let mut line = format!("{:<10} {}", self.action, visible(path));
        // Writing to a string cannot fail.
        let _ = match &self.remark {
            Some(remark) if self.is_complaint() => write!(line, ": {remark}"),
            Some(remark) => write!(line, " ({remark})"),
            None => Ok(()),
        };
        if let Some(path) = &self.incoming {
            let _ = write!(line, " (the new {} {incoming} {path})", self.source);
        }
        if let Some(path) = &self.backup {
            let _ = write!(line, " ({kept} {path})");
        }
        line
    }
}

/// The line of a step that has been taken.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_line(&self.path, "is in", "a copy is kept in"))
    }
}

#[cfg(test)]
mod tests;
