//! The steps: the line of each, and the rule that it breaks.

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
                backup: path("j").in_backup(3),
            },
        ),
        (
            path("k"),
            Action::Rename {
                from: path("old/k"),
                bytes: before(),
                replaces: None,
            },
        ),
        (path("l"), merge(&["lib.crate-type"], false)),
        (path("m"), merge(&[], true)),
        (path("n"), conflict(None)),
        (
            path("o"),
            conflict(Some((before(), path("o").in_backup(3)))),
        ),
        (
            path("p"),
            Action::Prune {
                before: before(),
                backup: path("p").in_backup(3),
            },
        ),
        (path("keep"), Action::Keep),
        (path("q"), Action::Eject),
        (path("r"), Action::TakeBack),
        (
            path("s"),
            Action::Refuse(Refusal::Broken("line 1, column 1: no TOML".to_owned())),
        ),
    ]);
    plan
}

fn merge(keys: &[&str], markers: bool) -> Action {
    Action::Merge {
        merged: Vec::new(),
        before: Vec::new(),
        backup: CratePath::parse("l").expect("a path").in_backup(3),
        keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        markers,
    }
}

fn conflict(replaced: Option<(Vec<u8>, CratePath)>) -> Action {
    Action::Conflict {
        text: String::new(),
        incoming: CratePath::parse("beside").expect("a path"),
        replaced,
        base: None,
        why: "why",
        mergeable: false,
    }
}

#[test]
fn what_is_still_to_be_done_is_not_said_to_be_done() {
    let lines = Step::of_plan(&plan_of_every_step(), true);
    let planned: Vec<_> = lines.iter().map(Step::to_planned).collect();
    assert!(planned.iter().all(|line| !line.contains(" is kept in ")));
    assert!(planned.contains(&"conflict   n: why (the new scaffold goes to beside)".to_owned()));
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
overwrite  j (a copy is kept in .wmigen/backup/3/j)
rename     k (from old/k)
keep       keep (yours, and older than its scaffold, which `wmigen update` offers)
merge      l (lib.crate-type) (a copy is kept in .wmigen/backup/3/l)
merge      m (with conflict markers) (a copy is kept in .wmigen/backup/3/l)
conflict   n: why (the new scaffold is in beside)
conflict   o: why (the new scaffold is in beside) (a copy is kept in .wmigen/backup/3/o)
prune      p (a copy is kept in .wmigen/backup/3/p)
eject      q (yours now)
take-back  r (wmigen's again)
broken     s: line 1, column 1: no TOML
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
missing-file: k is not there yet; the file of the class's former name moves there
-: keep: yours, and older than its scaffold, which `wmigen update` offers
manifest-keys: l does not have the keys that the crate needs
manifest-keys: m does not have the keys that the crate needs
-: n: why
-: o: why
-: p: prune
-: q: yours now
-: r: wmigen's again
manifest-keys: s: line 1, column 1: no TOML
outdated-lock: wmigen.lock is not up to date with the files

"]]
    );
    assert_eq!(Step::refusals(&plan_of_every_step()).len(), 4);
}

#[test]
fn every_word_has_its_entry() {
    for step in Step::of_plan(&plan_of_every_step(), true) {
        assert!(Word::find(step.action).is_some(), "{}", step.action);
    }
}

#[test]
fn a_terminal_does_not_obey_a_path() {
    let path = "a\u{1b}[2J/expected/b".to_owned();
    let step = Step::of_snapshot("changed", None, path, None);
    assert_eq!(step.to_planned(), "changed    a\\u{1b}[2J/expected/b");
    assert!(!step.finding().contains('\u{1b}'));
}
