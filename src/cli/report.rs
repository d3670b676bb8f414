//! A plan in words: one line a file, the same in every verb, and a line that sums up.

use std::fmt::Write;
use std::io::{self, ErrorKind};

use super::printer::Printer;
use super::project::Project;
use crate::regen::{Action, CratePath, LOCK, Plan, Refusal};

/// One line for every file that is not as it should be.
pub fn listing(plan: &Plan) -> String {
    let mut out = String::new();
    for (path, action) in plan.visible() {
        // Writing to a `String` cannot fail.
        let _ = writeln!(out, "{}", line(path, action));
    }
    if plan.lock.is_some() {
        let _ = writeln!(out, "{:<10} {LOCK}", "update");
    }
    out
}

/// One line for every file that stops the plan.
pub fn refusals(plan: &Plan) -> impl Iterator<Item = String> {
    let refused = plan
        .visible()
        .filter(|(_, action)| matches!(action, Action::Refuse(_)));
    refused.map(|(path, action)| line(path, action))
}

fn line(path: &CratePath, action: &Action) -> String {
    format!("{:<10} {path}{}", action.word(), remark(action))
}

/// What the word alone does not say.
fn remark(action: &Action) -> String {
    match action {
        Action::Overwrite { backup, .. } => format!(" (what was there is kept in {backup})"),
        Action::Orphan => {
            " (no longer generated; kept, because not all of it is wmigen's)".to_owned()
        }
        Action::Refuse(Refusal::Edited { .. }) => ": changed since wmigen wrote it".to_owned(),
        Action::Refuse(Refusal::Foreign { .. }) => ": not written by wmigen".to_owned(),
        Action::Refuse(Refusal::Blocked(obstacle)) => format!(": {obstacle}"),
        _ => String::new(),
    }
}

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
    use crate::regen::{Lock, Obstacle, Rendering, Tree, plan};

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
    fn every_action_has_its_line_and_is_counted() {
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
        snapbox::assert_data_eq!(
            listing(&plan),
            snapbox::str![[r"
create     a
restore    b
update     c
remove     d
orphan     e (no longer generated; kept, because not all of it is wmigen's)
edited     f: changed since wmigen wrote it
foreign    g: not written by wmigen
blocked    h: a folder is in its place
overwrite  j (what was there is kept in .wmigen/backup/3/j)
update     wmigen.lock

"]]
        );
        assert_eq!(
            summary(&plan),
            "1 created, 1 restored, 1 updated, 1 overwritten, 1 removed, 1 no longer generated, 1 edited, \
             1 foreign, 1 blocked, 1 unchanged"
        );
    }
}
