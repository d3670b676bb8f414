//! Classes that take each other's names: they are renamed one at a time, and this says in which order.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::Rename;
use crate::diagnostics::rules::RENAMED_FROM;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::collisions::Taken;

/// The most steps that are written out.
const STEPS_MAX: usize = 20;

/// Renames by the names of today, and all former names; case folded.
pub struct Index<'r, 's> {
    by_now: HashMap<String, &'r Rename<'s>>,
    formers: HashSet<String>,
}

impl<'r, 's> Index<'r, 's> {
    /// Of these renames, but for those that change the case of a name alone.
    pub fn of(renames: &'r [Rename<'s>]) -> Self {
        let moved = || renames.iter().filter(|one| one.is_not(one.before));
        Self {
            by_now: moved().map(|one| (folded(one.now), one)).collect(),
            formers: moved().map(|one| folded(one.before)).collect(),
        }
    }
}

/// Refuses a class that takes the name of another, which itself had another one. Of all that follow each other, only one
/// is told.
pub fn in_turns(
    rename: &Rename<'_>,
    index: &Index<'_, '_>,
    names: &Taken<'_>,
) -> Option<Diagnostic> {
    let other = *index.by_now.get(&folded(rename.before))?;
    let turns = Turns::of(rename, index)?;
    let message = format!(
        "{} cannot become {} in the step in which {} becomes {}",
        quoted(rename.before.get_ref()),
        quoted(rename.now.get_ref()),
        quoted(other.before.get_ref()),
        quoted(other.now.get_ref()),
    );
    let help = format!(
        "rename one class at a time: run `wmigen generate` after each step, and leave out every `renamed-from` but that \
         of the step; {}",
        turns.in_words(names)
    );
    let report = Diagnostic::error(&RENAMED_FROM, rename.before.span(), message);
    Some(
        report
            .with_label("the former name")
            .with_place(other.now.span(), "has it now")
            .with_help(help),
    )
}

/// Classes that follow each other: each takes the name that the next one had.
struct Turns<'r, 's> {
    all: Vec<&'r Rename<'s>>,
    /// Whether the last takes the name that the first had.
    is_circle: bool,
}

impl<'r, 's> Turns<'r, 's> {
    /// Those that begin with this one; none if another takes its place, unless they go round in a circle, of which this one
    /// is the first in the spec.
    fn of(first: &'r Rename<'s>, index: &Index<'r, 's>) -> Option<Self> {
        let followed = index.formers.contains(&folded(first.now));
        let mut all = vec![first];
        let mut last = first;
        // Two classes of one former name may lead into a circle from outside.
        while let Some(&next) = index.by_now.get(&folded(last.before))
            && all.len() <= index.by_now.len()
        {
            if next.now.span() == first.now.span() {
                let is_first = |one: &&Rename<'_>| first.now.span().start <= one.now.span().start;
                let is_circle = true;
                return all.iter().all(is_first).then_some(Self { all, is_circle });
            }
            all.push(next);
            last = next;
        }
        let is_circle = false;
        (!followed).then_some(Self { all, is_circle })
    }

    fn in_words(&self, names: &Taken<'_>) -> String {
        let mut steps: Vec<(String, String)> = self
            .all
            .iter()
            .map(|one| (quoted(one.before.get_ref()), quoted(one.now.get_ref())))
            .collect();
        if self.is_circle {
            let first = self.all[0];
            let free = quoted(&free_name(first.before.get_ref(), names));
            steps[0].1 = format!("a name that no class has, such as {free}");
            steps.push((free, quoted(first.now.get_ref())));
        }
        let rest = steps.len() > STEPS_MAX;
        let words = steps
            .iter()
            .zip(["first"].into_iter().chain(std::iter::repeat("then")));
        let words: Vec<_> = words
            .take(STEPS_MAX)
            .map(|((from, to), word)| format!("{word} {from} to {to}"))
            .collect();
        words.join(", ") + if rest { ", and so on" } else { "" }
    }
}

fn folded(name: &Spanned<String>) -> String {
    name.get_ref().to_ascii_lowercase()
}

/// A name that no class has.
fn free_name(name: &str, names: &Taken<'_>) -> String {
    let with = |number: usize| match number {
        1 => format!("{name}_Old"),
        number => format!("{name}_Old{number}"),
    };
    let mut number = 1;
    while names.owner(&with(number)).is_some() {
        number += 1;
    }
    with(number)
}
