//! What clients are answered from now on, and what those that are denied something learn by it.
//!
//! The old table of answers is held against the new one, cell by cell. What a client learns follows from how an answer
//! ends, so that an operation or an answer that is added to the table is compared like all others.

mod access;
mod facts;
mod objects;
mod properties;
mod references;
mod texts;
mod values;

use std::collections::BTreeSet;

use super::compare::with_code;
use super::pairs::Pairs;
use crate::model::answers::{Answer, Case, Cell, End, code};
use crate::model::{CallCase, Choice as _, Class, ClientLevel, Operation, Provider, Reading};
use crate::render::{answer_in_words, call_in_words, caller_in_words, client_in_words};
use facts::{is_denial, learned, lesson, reveals};

/// What a changed spec means for clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerChange {
    /// What happened.
    pub kind: AnswerChangeKind,
    /// The class, by its name in WMI; `None` for a change of the whole provider.
    pub class: Option<String>,
    /// The operation, the property or the key of the policy.
    pub member: Option<String>,
    /// What clients get and learn, in one sentence without a final full stop and without the class's name.
    pub message: String,
    /// Whether it tells a client that is denied something more than before.
    pub reveals: Reveals,
}

/// What happened to the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnswerChangeKind {
    /// A cell of the table of answers is another.
    AnswerChanged,
    /// Another becomes of an instance of which a client may not see one property.
    PropertyDenialChanged,
    /// Paths name instances by other properties, so that a client can find out others by asking.
    KeyChanged,
    /// A property can no longer have some of its values.
    ValuesNarrowed,
    /// A reference tells of instances whose class is not asked about them any more, or is asked now.
    ReferenceChanged,
    /// A string has the text of its object in another form.
    TextChanged,
    /// A rule says otherwise who may do what with a class or a property.
    AccessChanged,
    /// The log is told who calls, or is no longer told.
    AuditChanged,
    /// An answer may hold back more, or less.
    HeldLimitChanged,
    /// Clients have to allow more, or less.
    ClientLevelChanged,
}

impl AnswerChangeKind {
    /// Its name for programs, which stays.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AnswerChanged => "answer-changed",
            Self::PropertyDenialChanged => "property-denial-changed",
            Self::KeyChanged => "key-changed",
            Self::ValuesNarrowed => "values-narrowed",
            Self::ReferenceChanged => "reference-changed",
            Self::TextChanged => "text-changed",
            Self::AccessChanged => "access-changed",
            Self::AuditChanged => "audit-changed",
            Self::HeldLimitChanged => "held-limit-changed",
            Self::ClientLevelChanged => "client-level-changed",
        }
    }
}

/// What a denied client learns, beside what it learned before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reveals {
    /// All of that, and more.
    More,
    /// Some of that, and nothing else.
    Less,
    /// Something else.
    Other,
    /// The same.
    Same,
}

impl Reveals {
    /// Its name for programs, which stays.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
            Self::Other => "other",
            Self::Same => "same",
        }
    }
}

/// What clients get from now on instead of what they got, class by class in the order of the new spec.
pub fn answer_changes(old: &Provider, new: &Provider) -> Vec<AnswerChange> {
    let mut found = Vec::new();
    // Nobody asks the provider for instances of an abstract class.
    let (old, new) = (&*with_code(old), &*with_code(new));
    found.extend(access::audit(old.audit, new.audit));
    found.extend(level(old.client_level, new.client_level));
    let classes = Pairs::of_classes(old, new);
    let objects = objects::Objects::of(old, new, &classes);
    for (before, now) in classes.both() {
        access::compare(before, now, &mut found);
        cells(before, now, &mut found);
        calls(before, now, &mut found);
        limits(before, now, &mut found);
        properties::compare(before, now, &mut found);
        objects.compare(before, now, &mut found);
        values::compare(before, now, &mut found);
        references::compare((old, before), (new, now), &mut found);
        texts::compare(before, now, &mut found);
    }
    for class in classes.added {
        of_new_class(class, &mut found);
    }
    found
}

fn level(before: ClientLevel, now: ClientLevel) -> Option<AnswerChange> {
    let (was, is) = (before.as_str(), now.as_str());
    let (message, reveals) = match (before, now) {
        (ClientLevel::Impersonate, ClientLevel::Delegate) => (
            format!(
                "a client has to allow `{is}` now: one that allows no more than `{was}` gets `{}` from every operation, \
                 whatever exists, and no longer learns anything",
                code::ACCESS_DENIED.name
            ),
            Reveals::Less,
        ),
        (ClientLevel::Delegate, ClientLevel::Impersonate) => (
            format!(
                "a client need not allow more than `{is}` now: one that allows no more gets what it may see, and until now \
                 `{}` from every operation",
                code::ACCESS_DENIED.name
            ),
            Reveals::More,
        ),
        (ClientLevel::Impersonate, ClientLevel::Impersonate)
        | (ClientLevel::Delegate, ClientLevel::Delegate) => return None,
    };
    Some(AnswerChange {
        kind: AnswerChangeKind::ClientLevelChanged,
        class: None,
        member: None,
        message,
        reveals,
    })
}

/// The cells that are other ones. One that is as another of its column says nothing of its own.
fn cells(before: &Class, now: &Class, found: &mut Vec<AnswerChange>) {
    for (operation, reading) in Operation::readings() {
        for &case in Case::ALL {
            let was = Answer::of(before, operation, case);
            let is = Answer::of(now, operation, case);
            let repeats = |answer: &Answer| matches!(answer.cell, Cell::AsIf(_));
            if was.cell == is.cell || repeats(&was) || repeats(&is) {
                continue;
            }
            // An operation that comes or goes does so for everybody, which needs no words of its own.
            if was.served != is.served && !is_denial(case) {
                continue;
            }
            found.push(cell_changed(reading, (before, &was), (now, &is)));
        }
    }
}

fn cell_changed(
    reading: &Reading,
    before: (&Class, &Answer),
    now: (&Class, &Answer),
) -> AnswerChange {
    let ((old, was), (new, is)) = (before, now);
    let about = is.cell != Cell::NotAboutIt;
    let who = client_in_words(is.case, if about { new.policy } else { old.policy });
    let words = |class: &Class, answer: &Answer| match answer.cell {
        Cell::NotAboutIt => "what every client gets".to_owned(),
        _ => answer_in_words(answer, class.policy),
    };
    let (learned, learns) = (learned(old, was), learned(new, is));
    let message = format!(
        "a client that {who} and {}, gets now: {}; until now: {}{}",
        reading.asks,
        words(new, is),
        words(old, was),
        lesson(&learned, &learns),
    );
    AnswerChange {
        kind: AnswerChangeKind::AnswerChanged,
        class: Some(new.name.clone()),
        member: Some(is.operation.name().to_owned()),
        message,
        reveals: reveals(&learned, &learns),
    }
}

/// The answers of methods of instances, which say or hide that an instance is there.
fn calls(before: &Class, now: &Class, found: &mut Vec<AnswerChange>) {
    let of_instance = |class: &Class| class.served_methods().any(|method| !method.is_static);
    if !of_instance(before) || !of_instance(now) {
        return;
    }
    for &case in CallCase::ALL {
        let [was, is] = [before, now].map(|class| case.of(class, false));
        // That a rule comes or goes is told of the method.
        if was == is || was.is_none() || is.is_none() {
            continue;
        }
        let hides = |end: Option<End>| end.is_some_and(|end| end.code == code::NOT_FOUND);
        let reveals = match (hides(was), hides(is)) {
            (true, false) => Reveals::More,
            (false, true) => Reveals::Less,
            (true, true) | (false, false) => Reveals::Same,
        };
        let message = format!(
            "a client that {} and calls a method of it, gets now: {}; until now: {}",
            caller_in_words(case),
            call_in_words(case, is),
            call_in_words(case, was),
        );
        found.push(AnswerChange {
            kind: AnswerChangeKind::AnswerChanged,
            class: Some(now.name.clone()),
            member: Some("call".to_owned()),
            message,
            reveals,
        });
    }
}

/// The limits of what an answer holds back, where there were and are limits.
fn limits(before: &Class, now: &Class, found: &mut Vec<AnswerChange>) {
    let limits = [
        (
            Case::TooManyInstances,
            "held-instances-max",
            before.policy.held_instances_max,
            now.policy.held_instances_max,
        ),
        (
            Case::TooManyBytes,
            "held-bytes-max",
            before.policy.held_bytes_max,
            now.policy.held_bytes_max,
        ),
    ];
    for (case, key, was, is) in limits {
        for (operation, reading) in Operation::readings() {
            let answer = Answer::of(now, operation, case);
            let holds = |class: &Class, answer: &Answer| {
                class.operations.serve(operation) && answer.cell != Cell::NotAboutIt
            };
            let held = holds(before, &Answer::of(before, operation, case));
            if was == is || !held || !holds(now, &answer) {
                continue;
            }
            let message = format!(
                "a client that {} and {}, gets: {}; until now the limit was {was}",
                client_in_words(case, now.policy),
                reading.asks,
                answer_in_words(&answer, now.policy),
            );
            found.push(AnswerChange {
                kind: AnswerChangeKind::HeldLimitChanged,
                class: Some(now.name.clone()),
                member: Some(key.to_owned()),
                message,
                reveals: Reveals::Same,
            });
        }
    }
}

/// What a class that is new tells of what it denies; nothing if it keeps that to itself.
fn of_new_class(class: &Class, found: &mut Vec<AnswerChange>) {
    for (operation, reading) in Operation::readings() {
        if !class.operations.serve(operation) {
            continue;
        }
        for &case in Case::ALL {
            let answer = Answer::of(class, operation, case);
            if matches!(answer.cell, Cell::AsIf(_)) {
                continue;
            }
            let mut learns = learned(class, &answer);
            learns.retain(|fact| fact.is_about_denied());
            if learns.is_empty() {
                continue;
            }
            let message = format!(
                "the class is new, and a client that {} and {}, gets: {}{}",
                client_in_words(case, class.policy),
                reading.asks,
                answer_in_words(&answer, class.policy),
                lesson(&BTreeSet::new(), &learns),
            );
            found.push(AnswerChange {
                kind: AnswerChangeKind::AnswerChanged,
                class: Some(class.name.clone()),
                member: Some(operation.name().to_owned()),
                message,
                reveals: Reveals::More,
            });
        }
    }
}
