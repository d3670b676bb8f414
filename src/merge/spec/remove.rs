//! Taking out what the MOF no longer has: whole lines, and only those that the last import wrote.

use std::ops::Range;

use toml_edit::{Item, Key};

use super::walk::{Merge, Place, span_of};
use super::{Differs, Done, meaning};

impl<'d> Merge<'d> {
    /// Takes a key with its value out, unless there is something of the user's on its lines.
    pub fn remove_lines(&mut self, place: &Place<'d>, (key, item): (&'d Key, &'d Item)) {
        let lines = self.yours.lines_of(key, item);
        let lines = lines.filter(|lines| self.is_written(lines));
        match lines {
            Some(lines) => {
                let start = self.with_comments(lines.start);
                self.tell(&place.path(key), Done::Removed);
                self.edits.push((start..lines.end, String::new()));
            }
            None => self.differs(&place.path(key), span_of(key), Differs::GoneInMof),
        }
    }

    /// Takes a table out with all that is below it, if it is as it was written.
    pub fn remove_table(
        &mut self,
        place: &Place<'d>,
        (key, item): (&'d Key, &'d Item),
        base: Option<&'d Item>,
    ) -> bool {
        if base.map(meaning::of) != Some(meaning::of(item)) {
            return false;
        }
        let sections = self.yours.sections.under(&place.path);
        let mut parts: Vec<Range<usize>> = sections
            .map(|number| self.yours.sections.all()[number].lines.clone())
            .collect();
        if place.within.is_some_and(|(_, dots)| dots > 0) {
            parts.extend(self.yours.lines_of(key, item));
        }
        if parts.is_empty() || !parts.iter().all(|part| self.is_written(part)) {
            return false;
        }
        self.tell(&place.path, Done::Removed);
        for part in joined(parts) {
            self.edits.push((part, String::new()));
        }
        true
    }

    /// Whether the last import wrote all these lines.
    fn is_written(&self, lines: &Range<usize>) -> bool {
        let mut lines = self.yours.at(lines).lines().map(str::trim);
        lines.all(|line| line.is_empty() || self.written.contains(line))
    }

    /// Where the comments begin that the last import wrote directly above a line.
    fn with_comments(&self, at: usize) -> usize {
        let comments = self.yours.comments_above(at);
        if self.is_written(&comments) {
            comments.start
        } else {
            at
        }
    }
}

/// Parts of a text, in its order, with those in one that follow each other.
fn joined(parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match joined.last_mut().filter(|last| last.end == part.start) {
            Some(last) => last.end = part.end,
            None => joined.push(part),
        }
    }
    joined
}
