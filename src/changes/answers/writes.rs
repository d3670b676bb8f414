//! What clients can write from now on, and what those that write are answered.

use super::{AnswerChange, AnswerChangeKind, Reveals};
use crate::changes::pairs::Pairs;
use crate::diagnostics::quoted;
use crate::model::answers::code;
use crate::model::write_answers::{Outcome, Write, WriteCase};
use crate::model::{Class, Property};
use crate::render::{wants_in_words, write_in_words, writer_in_words};

/// What a class lets clients create, change and delete, and what it answers.
pub fn compare(before: &Class, now: &Class, found: &mut Vec<AnswerChange>) {
    for &write in Write::ALL {
        let served = |class: &Class| Write::of_class(class).any(|one| one == write);
        match (served(before), served(now)) {
            (false, true) => found.push(added(now, write)),
            (true, false) => found.push(removed(now, write)),
            (true, true) => cells(before, now, write, found),
            (false, false) => {}
        }
    }
    for (was, is) in Pairs::of_properties(before, now).both() {
        found.extend(property(before, was, now, is));
    }
}

fn change(class: &Class, member: &str, message: String, reveals: Reveals) -> AnswerChange {
    AnswerChange {
        kind: AnswerChangeKind::WriteChanged,
        class: Some(class.name.clone()),
        member: Some(member.to_owned()),
        message,
        reveals,
    }
}

/// An operation that clients had not: it tells one that is denied an instance what it is answered then.
fn added(class: &Class, write: Write) -> AnswerChange {
    let outcome = WriteCase::Unseen.of(class, write);
    let tells = tells_existence(&outcome);
    let message = format!(
        "a client that {} is served now; one that {}, gets: {}",
        wants_in_words(class, write),
        writer_in_words(WriteCase::Unseen),
        write_in_words(WriteCase::Unseen, write, &outcome),
    );
    let reveals = if tells { Reveals::More } else { Reveals::Same };
    change(class, write.word(), message, reveals)
}

fn removed(class: &Class, write: Write) -> AnswerChange {
    let message = format!(
        "a client that {} is no longer served: it gets `{}`",
        wants_in_words(class, write),
        code::NOT_CAPABLE.name
    );
    change(class, write.word(), message, Reveals::Less)
}

/// The cells that are other ones.
fn cells(before: &Class, now: &Class, write: Write, found: &mut Vec<AnswerChange>) {
    for &case in WriteCase::ALL {
        let [was, is] = [before, now].map(|class| case.of(class, write));
        // That a rule comes or goes is told of the class.
        if was == is || [&was, &is].contains(&&Outcome::NotAboutIt) {
            continue;
        }
        let reveals = match (tells_existence(&was), tells_existence(&is)) {
            (false, true) if case == WriteCase::Unseen => Reveals::More,
            (true, false) if case == WriteCase::Unseen => Reveals::Less,
            _ => Reveals::Same,
        };
        let message = format!(
            "a client that {} and {}, gets now: {}; until now: {}",
            wants_in_words(now, write),
            writer_in_words(case),
            write_in_words(case, write, &is),
            write_in_words(case, write, &was),
        );
        found.push(change(now, write.word(), message, reveals));
    }
}

/// Whether it tells a client that is denied the instance that there is one.
fn tells_existence(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Ends(ends) => ends.iter().any(|end| end.code != code::NOT_FOUND),
        Outcome::NotAboutIt | Outcome::AsUpdate => false,
    }
}

/// A property that clients can write, or can no longer.
fn property(before: &Class, was: &Property, now: &Class, is: &Property) -> Option<AnswerChange> {
    let takes = |class: &Class| class.operations.take_values();
    if was.write == is.write || !takes(before) || !takes(now) {
        return None;
    }
    let name = quoted(&is.name);
    let message = if is.write {
        format!(
            "a client that puts another value of {name} has it written now; until now it got `{}`",
            code::READ_ONLY.name
        )
    } else {
        format!(
            "a client that puts another value of {name} gets `{}` now; until now it was written",
            code::READ_ONLY.name
        )
    };
    Some(change(now, &is.name, message, Reveals::Same))
}
