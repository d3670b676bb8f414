//! How merges into the user's files went, in words: what `wmigen update` and `wmigen templates update` say alike.

use std::collections::BTreeSet;

use super::Status;
use super::printer::Printer;
use crate::regen::{Action, CratePath, Plan};

/// What the merges are of, and what to type.
#[derive(Debug)]
pub struct Merges {
    /// What the user has: files or templates.
    pub yours: &'static str,
    /// What one of them was made from.
    pub source: &'static str,
    /// What all of them were made from.
    pub sources: &'static str,
    /// The command that merges.
    pub update: String,
    /// The command that shows what is to be merged.
    pub diff: String,
    /// Says who finds markers that are left.
    pub finds_markers: &'static str,
}

impl Merges {
    /// Says how it went, and what the user has to do.
    pub fn conclude(&self, plan: &Plan, written: bool, printer: &mut Printer) -> Status {
        let conflicts: Vec<_> = plan
            .steps
            .iter()
            .filter_map(|(path, action)| match action {
                Action::Conflict { mergeable, .. } => Some((path, *mergeable)),
                _ => None,
            })
            .collect();
        let with_markers = plan.steps.values().any(Action::leaves_markers);
        if plan.steps.is_empty() {
            printer.say(format_args!(
                "nothing to do: your {} have all changes of {}",
                self.yours, self.sources
            ));
            return Status::Done;
        }
        if with_markers && written {
            printer.error(format_args!(
                "some of your {} have conflict markers now; resolve them{}",
                self.yours, self.finds_markers
            ));
        }
        if !conflicts.is_empty() {
            self.tell_of_conflicts(&conflicts, printer);
        }
        if conflicts.is_empty() && !with_markers {
            Status::Done
        } else {
            Status::Findings
        }
    }

    /// Says what has become of those that the user says are dealt with.
    pub fn tell_of_accepted(
        &self,
        accepted: &BTreeSet<CratePath>,
        plan: &Plan,
        printer: &mut Printer,
    ) {
        for path in accepted {
            printer.say(if plan.steps.contains_key(path) {
                format!(
                    "{path} is accepted as it is; the changes of its {} count as merged",
                    self.source
                )
            } else {
                format!("there is nothing to accept for {path}")
            });
        }
    }

    fn tell_of_conflicts(&self, conflicts: &[(&CratePath, bool)], printer: &mut Printer) {
        let count = conflicts.len();
        let files = if count == 1 {
            "file has a conflict and was"
        } else {
            "files have conflicts and were"
        };
        printer.error(format_args!("{count} {files} left alone"));
        let markers = if conflicts.iter().any(|(_, mergeable)| *mergeable) {
            "; or add `--markers` to get both texts in your file"
        } else {
            ""
        };
        printer.help(format_args!(
            "`{}` shows what changed in the {}s; take over what you want, then run `{} --accept {}`{markers}",
            self.diff, self.source, self.update, conflicts[0].0
        ));
    }
}
