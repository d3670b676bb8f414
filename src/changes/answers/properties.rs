//! The properties of a class, as far as answers depend on them.

use std::collections::BTreeSet;

use super::facts::{Fact, learned, lesson, reveals};
use super::{AnswerChange, AnswerChangeKind, Reveals};
use crate::changes::pairs::Pairs;
use crate::diagnostics::quoted;
use crate::model::answers::{Answer, Case};
use crate::model::{Class, Property, PropertyDenial};

/// The properties that can be denied by themselves, and those that name instances.
pub fn compare(before: &Class, now: &Class, found: &mut Vec<AnswerChange>) {
    let properties = Pairs::of_properties(before, now);
    for (was, is) in properties.both() {
        found.extend(denial_changed((before, was), (now, is)));
    }
    let gained: Vec<_> = properties
        .both()
        .filter(|(was, is)| is.key && !was.key)
        .map(|(_, is)| is)
        .chain(properties.added.iter().copied().filter(|one| one.key))
        .collect();
    let lost: Vec<_> = properties
        .both()
        .filter(|(was, is)| was.key && !is.key)
        .map(|(_, is)| is)
        .chain(properties.gone.iter().copied().filter(|one| one.key))
        .collect();
    if tells_existence(now) {
        found.extend(gained.into_iter().map(|key| {
            let message = format!(
                "paths name instances by {} now: a client that is denied an instance can find out from now on, by asking \
                 for paths, whether there is one with a given value of it",
                quoted(&key.name)
            );
            key_changed(now, key, message, Reveals::More)
        }));
    }
    if tells_existence(before) {
        found.extend(lost.into_iter().map(|key| {
            let message = format!(
                "paths no longer name instances by {}: a client that is denied an instance can no longer find out, by \
                 asking for paths, whether there is one with a given value of it",
                quoted(&key.name)
            );
            key_changed(now, key, message, Reveals::Less)
        }));
    }
}

fn key_changed(class: &Class, key: &Property, message: String, reveals: Reveals) -> AnswerChange {
    AnswerChange {
        kind: AnswerChangeKind::KeyChanged,
        class: Some(class.name.clone()),
        member: Some(key.name.clone()),
        message,
        reveals,
    }
}

/// Whether a denied client that asks by a path can tell an instance from none.
fn tells_existence(class: &Class) -> bool {
    class
        .operations
        .iter()
        .filter(|operation| operation.row().takes_key && operation.reading().is_some())
        .any(|operation| {
            Answer::of(class, operation, Case::Denied).cell
                != Answer::of(class, operation, Case::Absent).cell
        })
}

/// Whether an instance is delivered with NULL in the place of a property that is denied alone, which is never so of a key
/// (R26). Otherwise it is denied itself.
pub(super) fn becomes_null(property: &Property) -> bool {
    property.denied == Some(PropertyDenial::Null)
}

fn denial_changed(
    (before, was): (&Class, &Property),
    (now, is): (&Class, &Property),
) -> Option<AnswerChange> {
    let facts = |class: &Class, property: &Property| {
        if becomes_null(property) {
            BTreeSet::from([Fact::Rest])
        } else {
            facts_of_denial(class)
        }
    };
    let what = match (becomes_null(was), becomes_null(is)) {
        (false, true) => {
            "gets the instance with NULL in its place; until now the instance was denied"
        }
        (true, false) => {
            "is denied the instance; until now it got the instance with NULL in its place"
        }
        (true, true) | (false, false) => return None,
    };
    let (learned, learns) = (facts(before, was), facts(now, is));
    let message = format!(
        "a client that may not see {} {what}{}",
        quoted(&is.name),
        lesson(&learned, &learns)
    );
    Some(AnswerChange {
        kind: AnswerChangeKind::PropertyDenialChanged,
        class: Some(now.name.clone()),
        member: Some(is.name.clone()),
        message,
        reveals: reveals(&learned, &learns),
    })
}

/// What a client learns of an instance that is denied for one of its properties.
pub(super) fn facts_of_denial(class: &Class) -> BTreeSet<Fact> {
    let operations = class.operations.iter();
    let answers = operations.map(|operation| Answer::of(class, operation, Case::Denied));
    let tells = answers
        .flat_map(|answer| learned(class, &answer))
        .any(Fact::is_about_denied);
    BTreeSet::from_iter(tells.then_some(Fact::Denial))
}
