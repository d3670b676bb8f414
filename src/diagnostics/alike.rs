//! Findings that are alike: a person reads what they say once, and then where else it is so.

use std::collections::HashMap;

use super::{Diagnostic, Lines, Source};

/// How many places a summary lists before it counts the rest.
const PLACES_MAX: usize = 5;

/// A finding of one of several texts, with the number of its text.
pub type Numbered = (usize, Diagnostic);

/// A finding, and the others that say the same of other names.
#[derive(Debug)]
pub struct Alike<'d> {
    /// The first of them.
    pub first: &'d Numbered,
    /// The others, in their order.
    pub others: Vec<&'d Numbered>,
}

impl<'d> Alike<'d> {
    /// The findings, those that are alike together, in the order of their first ones.
    pub fn among(found: &'d [Numbered]) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        let mut places = HashMap::new();
        for numbered in found {
            let next = groups.len();
            let at = *places.entry(said(&numbered.1)).or_insert(next);
            match groups.get_mut(at) {
                Some(group) => group.others.push(numbered),
                None => groups.push(Self {
                    first: numbered,
                    others: Vec::new(),
                }),
            }
        }
        groups
    }

    /// A line about the others, if there are some: how many they are, and where the first of them stand.
    pub fn summary(&self, sources: &[&Source]) -> Option<String> {
        let places = self.others.iter().take(PLACES_MAX);
        let places: Vec<_> = places
            .filter_map(|(number, one)| {
                let source = sources.get(*number)?;
                let line = Lines::new(&source.text).line_of(one.primary.span.start) + 1;
                Some(format!("{}:{line}", source.name))
            })
            .collect();
        let more = if self.is_cut() { ", …" } else { "" };
        (!self.others.is_empty()).then(|| {
            format!(
                "and {} more like it: {}{more}",
                self.others.len(),
                places.join(", ")
            )
        })
    }

    /// Whether the summary leaves places out.
    pub fn is_cut(&self) -> bool {
        self.others.len() > PLACES_MAX
    }
}

/// What a finding says, without the names that it says it of: these stand in backquotes.
fn said(one: &Diagnostic) -> (&'static str, String, Option<&str>) {
    let words = one.message.split('`').step_by(2);
    (one.rule, words.collect(), one.help.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::rules::MOF_IMPORT;

    fn note(file: usize, at: usize, message: &str, help: &str) -> Numbered {
        let note = Diagnostic::warning(&MOF_IMPORT, at..at, message.to_owned()).with_help(help);
        (file, note)
    }

    #[test]
    fn what_differs_in_names_alone_is_alike() {
        let found = [
            note(0, 0, "the method `A` is left out", "write it"),
            note(0, 1, "the class `A` is left out", "write it"),
            note(1, 2, "the method `B` is left out", "write it"),
            note(1, 3, "the method `C` is left out", "leave it"),
        ];
        let groups = Alike::among(&found);
        let counts: Vec<_> = groups.iter().map(|group| group.others.len()).collect();
        assert_eq!(counts, [1, 0, 0]);
        assert_eq!(groups[0].others[0], &found[2]);
    }

    #[test]
    fn a_summary_says_how_many_and_where() {
        let source = |name: &str| Source {
            name: name.to_owned(),
            text: "a\nb\n".to_owned(),
        };
        let (first, second) = (source("a.mof"), source("b.mof"));
        let sources = [&first, &second];
        let found: Vec<_> = (0..8).map(|at| note(at % 2, at % 4, "`A`", "b")).collect();
        let some = Alike::among(&found[..3]);
        let expected = "and 2 more like it: b.mof:1, a.mof:2";
        assert_eq!(some[0].summary(&sources).as_deref(), Some(expected));
        let all = Alike::among(&found);
        let expected = "and 7 more like it: b.mof:1, a.mof:2, b.mof:2, a.mof:1, b.mof:1, …";
        assert_eq!(all[0].summary(&sources).as_deref(), Some(expected));
        assert_eq!(Alike::among(&found[..1])[0].summary(&sources), None);
    }
}
