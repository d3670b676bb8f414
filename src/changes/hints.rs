//! Removals and additions that look like one thing under a new name, which only the user can tell.

use super::pairs::{Kept, Named as _, Pairs};
use super::properties::Shape;
use crate::diagnostics::quoted;
use crate::model::{Class, Property, Provider};

/// The least share of properties, in percent, that two classes have in common if they may be one.
const CLASS_PERCENT: usize = 70;

/// How much two names are alike if they may be of one property; 1 is the same.
const SIMILAR: f64 = 0.6;

/// A rename that the spec does not declare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The class, by its name of today.
    pub class: String,
    /// The property, by its name of today, if it is about one.
    pub member: Option<String>,
    /// What to write, and what it does, in one sentence without a final full stop.
    pub message: String,
}

/// The pairs that look like renames and are not declared as such.
pub fn probable_renames(old: &Provider, new: &Provider) -> Vec<Hint> {
    let classes = Pairs::of_classes(old, new);
    let mut hints: Vec<_> = closest(&classes.gone, &classes.added, same_percent)
        .into_iter()
        .map(|(before, now, percent)| of_class(before, now, percent))
        .collect();
    for Kept { before, now } in &classes.kept {
        let properties = Pairs::of_properties(before, now);
        let likeness = |one: &Property, other: &Property| {
            alike(one, other, &properties.gone, &properties.added)
        };
        hints.extend(
            closest(&properties.gone, &properties.added, likeness)
                .into_iter()
                .map(|(before, property, _)| of_property(now, before, property)),
        );
    }
    hints
}

/// The pairs that are most alike, each thing in one of them at most, in the order of what is new.
fn closest<'p, T>(
    gone: &[&'p T],
    added: &[&'p T],
    likeness: impl Fn(&T, &T) -> Option<usize>,
) -> Vec<(&'p T, &'p T, usize)> {
    let mut all = Vec::new();
    for (new, now) in added.iter().enumerate() {
        for (old, before) in gone.iter().enumerate() {
            if let Some(percent) = likeness(before, now) {
                all.push((percent, old, new));
            }
        }
    }
    all.sort_by_key(|&(percent, old, new)| (usize::MAX - percent, new, old));
    let mut taken: Vec<(usize, usize, usize)> = Vec::new();
    for (percent, old, new) in all {
        if !taken.iter().any(|one| one.0 == new || one.1 == old) {
            taken.push((new, old, percent));
        }
    }
    taken.sort_unstable();
    let pair = |(new, old, percent): (usize, usize, usize)| (gone[old], added[new], percent);
    taken.into_iter().map(pair).collect()
}

/// How many percent of their properties two classes have in common, if that is enough.
fn same_percent(before: &Class, now: &Class) -> Option<usize> {
    let same = |one: &&Property| {
        now.properties.iter().any(|other| {
            other.name().eq_ignore_ascii_case(one.name())
                && (&other.of, other.array) == (&one.of, one.array)
        })
    };
    let all = before.properties.len().max(now.properties.len()).max(1);
    let percent = before.properties.iter().filter(same).count() * 100 / all;
    (percent >= CLASS_PERCENT).then_some(percent)
}

/// How much two properties are alike: of one type in Rust, and alone in that or of similar names.
fn alike(
    before: &Property,
    now: &Property,
    gone: &[&Property],
    added: &[&Property],
) -> Option<usize> {
    let shape = Shape::of(before);
    if shape != Shape::of(now) {
        return None;
    }
    let alone = |all: &[&Property]| all.iter().filter(|one| Shape::of(one) == shape).count() == 1;
    let names = [before, now].map(|property| property.name.to_ascii_lowercase());
    let similar = strsim::normalized_damerau_levenshtein(&names[0], &names[1]);
    if similar < SIMILAR && !(alone(gone) && alone(added)) {
        return None;
    }
    // The most alike go together.
    let percent = (0..=100_u8)
        .rev()
        .find(|&percent| f64::from(percent) <= similar * 100.0);
    percent.map(usize::from)
}

fn of_class(before: &Class, now: &Class, percent: usize) -> Hint {
    let message = format!(
        "the class {} is gone and {} is new, with {percent} % of its properties: if it is the same under a new name, \
         write `renamed-from = \"{}\"` in `[class.{}]`, and its files move with it, as you wrote them",
        quoted(&before.name),
        quoted(&now.name),
        before.name,
        now.name,
    );
    Hint {
        class: now.name.clone(),
        member: None,
        message,
    }
}

fn of_property(class: &Class, before: &Property, now: &Property) -> Hint {
    let message = format!(
        "the property {} of the class {} is gone and {} is new, of the same type: if it is the same under a new name, \
         write `renamed-from = \"{}\"` in its table, and wmigen lists the places to rename",
        quoted(&before.name),
        quoted(&class.name),
        quoted(&now.name),
        before.name,
    );
    Hint {
        class: class.name.clone(),
        member: Some(now.name.clone()),
        message,
    }
}
