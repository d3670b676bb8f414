//! A plan in words: a line that sums it up, and what to do about what stops it.

use std::io::{self, ErrorKind};

use super::printer::Printer;
use super::project::Project;
use crate::regen::{Plan, Refusal};

/// How many files there are of each kind: "2 created, 1 updated, 40 unchanged".
pub fn summary(plan: &Plan) -> String {
    let mut parts = Vec::new();
    for (word, done) in [
        ("create", "created"),
        ("restore", "restored"),
        ("update", "updated"),
        ("overwrite", "overwritten"),
        ("remove", "removed"),
        ("orphan", "no longer generated"),
        ("edited", "edited"),
        ("foreign", "foreign"),
        ("blocked", "blocked"),
        ("unchanged", "unchanged"),
    ] {
        let count = plan
            .steps
            .values()
            .filter(|action| action.word() == word)
            .count();
        if count > 0 {
            parts.push(format!("{count} {done}"));
        }
    }
    parts.join(", ")
}

/// Says how to get past the files that stop a plan.
pub fn help_with_refusals(plan: &Plan, project: &Project, printer: &mut Printer) {
    let blocked = |refusal: &Refusal| matches!(refusal, Refusal::Blocked(_));
    if plan.refusals().any(|(_, refusal)| !blocked(refusal)) {
        printer.help(format_args!(
            "`{}` shows what would change; with `--force` instead, wmigen overwrites the edited and foreign \
             files and keeps copies in .wmigen/backup",
            project.command("generate --diff")
        ));
    }
    if plan.refusals().any(|(_, refusal)| blocked(refusal)) {
        printer.help("move what blocks a file out of the way; `--force` does not touch it");
    }
}

/// What to do about a disk that does not take what is written to it, as the first half of a sentence.
pub fn remedy(error: &anyhow::Error) -> &'static str {
    let mut causes = error.chain();
    let kind = causes.find_map(|cause| Some(cause.downcast_ref::<io::Error>()?.kind()));
    match kind {
        Some(ErrorKind::PermissionDenied) => "see to it that you may write there",
        Some(ErrorKind::ReadOnlyFilesystem) => "choose a place on a disk that can be written",
        Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => "free some space",
        _ => "remove the cause, or choose another place",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::regen::{Action, CratePath, Lock, Obstacle, Rendering, Tree, plan};

    #[test]
    fn a_disk_that_refuses_has_a_remedy() {
        let remedy_of = |kind| {
            let error = anyhow::Error::from(io::Error::from(kind));
            remedy(&error.context("cannot write src/lib.rs"))
        };
        assert!(remedy_of(ErrorKind::PermissionDenied).contains("may write"));
        assert!(remedy_of(ErrorKind::ReadOnlyFilesystem).contains("can be written"));
        assert!(remedy_of(ErrorKind::StorageFull).contains("space"));
        assert!(remedy_of(ErrorKind::Interrupted).contains("cause"));
    }

    #[test]
    fn every_kind_of_file_is_counted() {
        let mut plan = plan(&Rendering::default(), &Lock::default(), &Tree::default());
        let path = |text: &str| CratePath::parse(text).expect(text);
        let (text, before) = (String::new(), Vec::new());
        plan.lock = Some(Lock::new());
        plan.steps = BTreeMap::from([
            (path("a"), Action::Create { text: text.clone() }),
            (path("b"), Action::Restore { text: text.clone() }),
            (
                path("c"),
                Action::Update {
                    text: text.clone(),
                    before: before.clone(),
                },
            ),
            (
                path("d"),
                Action::Remove {
                    before: before.clone(),
                },
            ),
            (path("e"), Action::Orphan),
            (
                path("f"),
                Action::Refuse(Refusal::Edited {
                    text: text.clone(),
                    before: before.clone(),
                }),
            ),
            (
                path("g"),
                Action::Refuse(Refusal::Foreign {
                    text: text.clone(),
                    before: before.clone(),
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
                    text,
                    before,
                    backup: path(".wmigen/backup/3/j"),
                },
            ),
        ]);
        assert_eq!(
            summary(&plan),
            "1 created, 1 restored, 1 updated, 1 overwritten, 1 removed, 1 no longer generated, 1 edited, \
             1 foreign, 1 blocked, 1 unchanged"
        );
    }
}
