//! What a client that is denied something learns by an answer, from how the answer ends.

use std::collections::BTreeSet;

use super::Reveals;
use crate::model::answers::{Answer, Case, Instances, code};
use crate::model::{Class, Delivers};

/// Something that an answer tells a client that is denied something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// The instance that it asked for is there.
    Exists,
    /// There is something that it may not see.
    Hidden,
    /// It may not enumerate at all.
    AllDenied,
    /// Where the denied instance stands.
    Place,
    /// The instances before the denied one.
    Before,
    /// The instances that it may see.
    Others,
    /// What is left of an instance without a denied property.
    Rest,
    /// What is left of an object in a property without what is denied in it.
    RestOfObject,
    /// A property of the instance is denied, and not just without a value.
    Denial,
}

impl Fact {
    /// What the client learns, after "it learns".
    fn words(self) -> &'static str {
        match self {
            Self::Exists => "that the instance exists",
            Self::Hidden => "that there is something that it may not see",
            Self::AllDenied => "that all is denied",
            Self::Place => "where the denied instance stands",
            Self::Before => "the instances before it",
            Self::Others => "the other instances",
            Self::Rest => "the rest of the instance",
            Self::RestOfObject => "the rest of the object",
            Self::Denial => "that something of it is denied",
        }
    }

    /// Whether it is about what is denied, and not about what the client may see.
    pub fn is_about_denied(self) -> bool {
        !matches!(
            self,
            Self::Before | Self::Others | Self::Rest | Self::RestOfObject
        )
    }
}

/// Whether a client in that case is denied something.
pub fn is_denial(case: Case) -> bool {
    matches!(case, Case::Denied | Case::KeyDenied | Case::AllDenied)
}

/// What a denied client learns from an answer.
pub fn learned(class: &Class, answer: &Answer) -> BTreeSet<Fact> {
    let mut facts = BTreeSet::new();
    if !is_denial(answer.case) {
        return facts;
    }
    let Some(reading) = answer.operation.reading() else {
        return facts;
    };
    for end in answer.ends(class.policy) {
        if end.code == code::ACCESS_DENIED || end.code == code::PARTLY_DENIED {
            facts.insert(match (reading.delivers, answer.case) {
                (Delivers::One, _) => Fact::Exists,
                (Delivers::Many, Case::AllDenied) => Fact::AllDenied,
                (Delivers::Many, _) => Fact::Hidden,
            });
        }
        match end.instances {
            Instances::Before => facts.extend([Fact::Place, Fact::Before]),
            Instances::Others => facts.extend([Fact::Others]),
            Instances::None | Instances::It | Instances::ItAndOthers => {}
        }
    }
    facts
}

/// What the client learns from now on, and what no longer, behind what it gets.
pub fn lesson(before: &BTreeSet<Fact>, now: &BTreeSet<Fact>) -> String {
    let words = |facts: Vec<&Fact>| {
        let words: Vec<_> = facts.into_iter().map(|fact| fact.words()).collect();
        match words.split_last() {
            Some((last, [])) => Some((*last).to_owned()),
            Some((last, first)) => Some(format!("{} and {last}", first.join(", "))),
            None => None,
        }
    };
    let gained = words(now.difference(before).collect());
    let lost = words(before.difference(now).collect());
    match (gained, lost) {
        (None, None) => String::new(),
        (Some(gained), None) => format!("; it learns from now on {gained}"),
        (None, Some(lost)) => format!("; it no longer learns {lost}"),
        (Some(gained), Some(lost)) => {
            format!("; it learns from now on {gained}, and no longer {lost}")
        }
    }
}

/// What it learns beside what it learned before.
pub fn reveals(before: &BTreeSet<Fact>, now: &BTreeSet<Fact>) -> Reveals {
    match (now.is_subset(before), before.is_subset(now)) {
        (true, true) => Reveals::Same,
        (true, false) => Reveals::Less,
        (false, true) => Reveals::More,
        (false, false) => Reveals::Other,
    }
}
