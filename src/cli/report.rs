//! A run in words: a line that sums a plan up, and what to do about what stops it.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::Status;
use super::printer::Printer;
use super::project::Project;
use super::record::Failure;
use super::state::State;
use super::step::WORDS;
use crate::diagnostics::shown;
use crate::regen::{Lock, Plan, Refusal};

/// How many files there are of each kind: "2 created, 1 updated, 40 unchanged".
pub fn summary(plan: &Plan) -> String {
    let mut parts = Vec::new();
    for word in WORDS {
        let Some(done) = word.done else {
            continue;
        };
        let count = plan
            .steps
            .values()
            .filter(|action| action.word() == word.name)
            .count();
        if count > 0 {
            parts.push(format!("{count} {done}"));
        }
    }
    parts.join(", ")
}

/// Says how to get past the files that stop a plan.
pub fn help_with_refusals(plan: &Plan, project: &Project, printer: &mut Printer) {
    let any = |wanted: fn(&Refusal) -> bool| plan.refusals().any(|(_, refusal)| wanted(refusal));
    if any(|refusal| matches!(refusal, Refusal::Edited { .. } | Refusal::Foreign { .. })) {
        printer.help(format_args!(
            "`{}` shows what would change; with `--force` instead, wmigen overwrites the edited and foreign \
             files and keeps copies in .wmigen/backup{}",
            project.command("generate --diff"),
            if plan.is_settled() {
                "; to keep one as it is, `wmigen eject FILE` makes it yours"
            } else {
                ""
            }
        ));
    }
    if any(|refusal| matches!(refusal, Refusal::Blocked(obstacle) if !obstacle.is_unreadable())) {
        printer.help("move what blocks a file out of the way; `--force` does not touch it");
    }
    if any(|refusal| matches!(refusal, Refusal::Blocked(obstacle) if obstacle.is_unreadable())) {
        printer.help("make sure that you may read the blocked file");
    }
    if any(|refusal| matches!(refusal, Refusal::Broken(_))) {
        printer.help(
            "correct Cargo.toml: wmigen changes only some of its keys, and does not guess the rest",
        );
    }
}

/// Says that a newer wmigen has written the lock.
pub fn newer(lock: &Lock, printer: &mut Printer) {
    printer.error(format_args!(
        "wmigen {} wrote this crate, and this is {}: it would replace newer files by older ones",
        lock.generator,
        env!("CARGO_PKG_VERSION")
    ));
}

/// Says that a newer wmigen has written the lock of the folder of templates at `root`.
pub fn newer_templates(lock: &Lock, root: &Path, printer: &mut Printer) {
    printer.error(format_args!(
        "wmigen {} copied templates to {}, and this is {}, whose templates are older",
        lock.generator,
        shown(root),
        env!("CARGO_PKG_VERSION")
    ));
    printer.help("use that version, or a newer one");
}

/// Whether a crate is as `generate` leaves it, according to its lock; otherwise says what to do first.
pub fn is_ready(state: &State, project: &Project, printer: &mut Printer) -> bool {
    if state.lock.is_newer() {
        newer(&state.lock, printer);
        printer.help("use that version, or a newer one");
        return false;
    }
    if !state.lock.is_settled() {
        unsettled(&state.lock, &project.command("generate"), printer);
        return false;
    }
    true
}

/// Says why a lock does not say all that is known, and which command resolves this.
pub fn unsettled(lock: &Lock, command: &str, printer: &mut Printer) {
    printer.error(if lock.is_unfinished() {
        "an earlier run was cut short"
    } else {
        "wmigen.lock has conflict markers"
    });
    printer.help(format_args!("run `{command}` first: it resolves this"));
}

/// Says that the user's files could follow their scaffolds.
pub fn pending_scaffolds(state: &State, plan: &Plan, project: &Project, printer: &mut Printer) {
    let update = project.command("update");
    let [changed, older] = state.pending(plan);
    match older {
        0 => {}
        1 => printer.say(format_args!(
            "1 of your files is older than its scaffold: `{update}` puts the scaffold beside it"
        )),
        count => printer.say(format_args!(
            "{count} of your files are older than their scaffolds: `{update}` puts the scaffolds beside them"
        )),
    }
    match changed {
        0 => {}
        1 => printer.say(format_args!(
            "the scaffold of 1 of your files has changed: `{update}` offers the change"
        )),
        count => printer.say(format_args!(
            "the scaffolds of {count} of your files have changed: `{update}` offers the changes"
        )),
    }
}

/// Says, each time, where the user's choice differs from what the crate needs.
pub fn tell_notes(plan: &Plan, printer: &mut Printer) {
    for note in &plan.notes {
        printer.help(note);
    }
}

/// Says why a plan was not carried out completely, and what to do.
pub fn failed(
    failure: &Failure,
    verb: &str,
    plan: &Plan,
    project: &Project,
    printer: &mut Printer,
) -> Status {
    let then = match verb {
        "generate" | "generate --force" => format!("`{}` does the rest", project.command(verb)),
        _ => format!(
            "run `{}`, and then this command again",
            project.command("generate")
        ),
    };
    failed_in(&project.root, failure, plan, &then, printer)
}

/// The same of a plan for the folder at `root`; `then` says what does the rest of it.
pub fn failed_in(
    root: &Path,
    failure: &Failure,
    plan: &Plan,
    then: &str,
    printer: &mut Printer,
) -> Status {
    let error = match failure {
        Failure::NotBegun(error) => {
            printer.error(format_args!("{error:#}"));
            if cause(error).is_some() {
                printer.help(format_args!(
                    "nothing was written; {}, and run the command again",
                    remedy(error)
                ));
            }
            return Status::CouldNotRun;
        }
        Failure::CutShort(error) => error,
    };
    let is_interrupted = cause(error) == Some(ErrorKind::Interrupted);
    if is_interrupted {
        printer.error("interrupted");
    } else {
        printer.error(format_args!("{error:#}"));
    }
    if is_interrupted || cause(error).is_none() {
        printer.help(format_args!(
            "every file is either as it was or complete; {then}"
        ));
    } else {
        printer.help(format_args!(
            "every file is either as it was or complete; {}, and {then}",
            remedy(error)
        ));
    }
    let copies = plan.backup_folder().map(|folder| root.join(folder));
    if let Some(copies) = copies.filter(|folder| folder.is_dir()) {
        printer.help(format_args!(
            "the copies made by then are in {}",
            shown(&copies)
        ));
    }
    Status::CouldNotRun
}

/// What to do about a disk that does not take what is written to it, as the first half of a sentence.
pub fn remedy(error: &anyhow::Error) -> &'static str {
    match cause(error) {
        Some(ErrorKind::PermissionDenied) => "make sure that you may write there",
        Some(ErrorKind::ReadOnlyFilesystem) => "choose a place on a disk that can be written",
        Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => "free some space",
        _ => "remove the cause, or choose another place",
    }
}

/// The disk's error, if it is one.
pub fn cause(error: &anyhow::Error) -> Option<ErrorKind> {
    let mut causes = error.chain();
    causes.find_map(|cause| Some(cause.downcast_ref::<io::Error>()?.kind()))
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
                    backup: path("j").in_backup(3),
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
