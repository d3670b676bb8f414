//! A step of a plan as it is told: one line for people, one record for programs, one result for SARIF.

use std::fmt;

use serde::Serialize;

use crate::diagnostics::rules::{
    BLOCKED_FILE, EDITED_FILE, FOREIGN_FILE, LEFTOVER_FILE, MISSING_FILE, ORPHANED_FILE,
    OUTDATED_FILE, OUTDATED_LOCK,
};
use crate::diagnostics::{Rule, rule};
use crate::regen::{Action, CratePath, LOCK, Plan, Refusal};

/// The words of the steps, each with the rule that is broken where the step has to be taken.
const WORDS: &[(&str, Option<&Rule>)] = &[
    ("create", Some(&MISSING_FILE)),
    ("restore", Some(&MISSING_FILE)),
    ("update", Some(&OUTDATED_FILE)),
    ("overwrite", None),
    ("remove", Some(&LEFTOVER_FILE)),
    ("orphan", Some(&ORPHANED_FILE)),
    ("edited", Some(&EDITED_FILE)),
    ("foreign", Some(&FOREIGN_FILE)),
    ("blocked", Some(&BLOCKED_FILE)),
    ("unchanged", None),
];

/// What a plan has for one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    action: &'static str,
    path: String,
    rule: Option<&'static str>,
    /// What the word alone does not say.
    remark: Option<String>,
    /// Where what was there is kept.
    backup: Option<String>,
}

impl Step {
    /// The steps of a plan that a user wants to hear of, and `all` of them on request; the lock comes last.
    pub fn of_plan(plan: &Plan, all: bool) -> Vec<Self> {
        let wanted = plan
            .steps
            .iter()
            .filter(|(_, action)| all || **action != Action::Unchanged);
        let lock = plan.lock.as_ref().map(|_| Self {
            action: "update",
            path: LOCK.to_owned(),
            rule: Some(OUTDATED_LOCK.id),
            remark: None,
            backup: None,
        });
        wanted
            .map(|(path, action)| Self::new(path, action))
            .chain(lock)
            .collect()
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
        let word = action.word();
        let backup = match action {
            Action::Overwrite { backup, .. } => Some(backup.to_string()),
            _ => None,
        };
        Self {
            action: word,
            path: path.to_string(),
            rule: broken_by(word).map(|rule| rule.id),
            remark: remark(action),
            backup,
        }
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
        let what = match self.action {
            "create" | "restore" => "is missing",
            "update" if self.path == LOCK => "does not list the files as they are",
            "update" => "does not say what the spec says",
            "remove" => "is no longer generated, and still there",
            "orphan" => "is no longer generated; it is kept, because not all of it is wmigen's",
            "edited" => "was changed since wmigen wrote it",
            "foreign" => "was not written by wmigen",
            word => {
                let why = self.remark.as_deref().unwrap_or(word);
                return format!("{}: {why}", self.path);
            }
        };
        format!("{} {what}", self.path)
    }
}

/// The rule that is broken where a step with this word has to be taken.
pub fn broken_by(word: &str) -> Option<&'static Rule> {
    let found = WORDS.iter().find(|(known, _)| *known == word);
    found.and_then(|(_, rule)| *rule)
}

fn remark(action: &Action) -> Option<String> {
    match action {
        Action::Orphan => {
            Some("no longer generated; kept, because not all of it is wmigen's".to_owned())
        }
        Action::Refuse(Refusal::Edited { .. }) => Some("changed since wmigen wrote it".to_owned()),
        Action::Refuse(Refusal::Foreign { .. }) => Some("not written by wmigen".to_owned()),
        Action::Refuse(Refusal::Blocked(obstacle)) => Some(obstacle.to_string()),
        _ => None,
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<10} {}", self.action, self.path)?;
        match (&self.remark, &self.backup) {
            (_, Some(backup)) => write!(f, " (what was there is kept in {backup})"),
            // Nothing is wrong with such a file, and so it is an aside.
            (Some(remark), None) if self.action == "orphan" => write!(f, " ({remark})"),
            (Some(remark), None) => write!(f, ": {remark}"),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::regen::{Lock, Obstacle, Rendering, Tree, plan};

    fn plan_of_every_step() -> Plan {
        let mut plan = plan(&Rendering::default(), &Lock::default(), &Tree::default());
        let path = |text: &str| CratePath::parse(text).expect(text);
        let text = String::new;
        let before = Vec::new;
        plan.lock = Some(Lock::new());
        plan.steps = BTreeMap::from([
            (path("a"), Action::Create { text: text() }),
            (path("b"), Action::Restore { text: text() }),
            (
                path("c"),
                Action::Update {
                    text: text(),
                    before: before(),
                },
            ),
            (path("d"), Action::Remove { before: before() }),
            (path("e"), Action::Orphan),
            (
                path("f"),
                Action::Refuse(Refusal::Edited {
                    text: text(),
                    before: before(),
                }),
            ),
            (
                path("g"),
                Action::Refuse(Refusal::Foreign {
                    text: text(),
                    before: before(),
                }),
            ),
            (
                path("h"),
                Action::Refuse(Refusal::Blocked(Obstacle::Folder)),
            ),
            (path("i"), Action::Unchanged),
            (
                path("j"),
                Action::Overwrite {
                    text: text(),
                    before: before(),
                    backup: path(".wmigen/backup/3/j"),
                },
            ),
        ]);
        plan
    }

    #[test]
    fn every_step_has_its_line() {
        let lines: Vec<_> = Step::of_plan(&plan_of_every_step(), true)
            .iter()
            .map(Step::to_string)
            .collect();
        snapbox::assert_data_eq!(
            lines.join("\n") + "\n",
            snapbox::str![[r"
create     a
restore    b
update     c
remove     d
orphan     e (no longer generated; kept, because not all of it is wmigen's)
edited     f: changed since wmigen wrote it
foreign    g: not written by wmigen
blocked    h: a folder is in its place
unchanged  i
overwrite  j (what was there is kept in .wmigen/backup/3/j)
update     wmigen.lock

"]]
        );
    }

    #[test]
    fn every_step_that_is_to_be_taken_breaks_a_rule() {
        let findings: Vec<_> = Step::of_plan(&plan_of_every_step(), false)
            .iter()
            .map(|step| {
                format!(
                    "{}: {}",
                    step.broken().map_or("-", |rule| rule.id),
                    step.finding()
                )
            })
            .collect();
        snapbox::assert_data_eq!(
            findings.join("\n") + "\n",
            snapbox::str![[r"
missing-file: a is missing
missing-file: b is missing
outdated-file: c does not say what the spec says
leftover-file: d is no longer generated, and still there
orphaned-file: e is no longer generated; it is kept, because not all of it is wmigen's
edited-file: f was changed since wmigen wrote it
foreign-file: g was not written by wmigen
blocked-file: h: a folder is in its place
-: j: overwrite
outdated-lock: wmigen.lock does not list the files as they are

"]]
        );
        assert_eq!(Step::refusals(&plan_of_every_step()).len(), 3);
    }

    #[test]
    fn every_word_has_its_entry() {
        for step in Step::of_plan(&plan_of_every_step(), true) {
            assert!(
                WORDS.iter().any(|(word, _)| *word == step.action),
                "{}",
                step.action
            );
        }
    }
}
