//! Adding what the MOF has newly: behind what comes before it there, in the way in which the user's table is written.

use std::ops::Range;

use toml_edit::{Item, Key};

use super::document::{Name, Text, children, dotted, has_lines, line_end};
use super::inline;
use super::walk::{Merge, Place};

impl<'d> Merge<'d> {
    /// Adds a key to a table, behind the nearest of those that come before it in the MOF.
    pub fn add(&mut self, place: &Place<'d>, before: &[&Key], (key, item): (&'d Key, &'d Item)) {
        let is_dotted = place.within.is_some_and(|(_, dots)| dots > 0);
        if has_lines(item) && !is_dotted {
            self.add_sections(place, before, key);
        } else {
            self.add_lines(place, before, (key, item));
        }
    }

    /// Adds a table with a header, and those below it.
    fn add_sections(&mut self, place: &Place<'d>, before: &[&Key], key: &Key) {
        let sections = &self.yours.sections;
        let last_under = |key: &&Key| {
            let path = place.path(key);
            sections.under(&path).next_back()
        };
        let number = before.iter().rev().find_map(last_under);
        let number = number.or(place.within.map(|(section, _)| section));
        let path = place.path(key);
        let text = sections_text(self.new, &path);
        if let Some(number) = number {
            let at = self.end_of(&sections.all()[number].lines);
            self.edits.push((at..at, format!("\n{text}")));
        } else {
            self.insert_above(place, &format!("{text}\n"));
        }
    }

    /// Adds a key, or the keys of a table that is written with dots, as lines.
    fn add_lines(&mut self, place: &Place<'d>, before: &[&Key], (key, item): (&Key, &Item)) {
        let Some((number, dots)) = place.within else {
            let header = format!("[{}]\n", dotted(&place.path));
            let lines = entries(self.new, "", key, item);
            return self.insert_above(place, &format!("{header}{lines}\n"));
        };
        let mut prefix = String::new();
        for name in &place.path[place.path.len() - dots..] {
            prefix.extend([name.shown.as_str(), "."]);
        }
        let lines = entries(self.new, &prefix, key, item);
        let own = |key: &&Key| {
            let item = place.table.get(key.get()).filter(|item| !has_lines(item))?;
            let (key, _) = place.table.get_key_value(key.get())?;
            Some(self.yours.lines_of(key, item)?.end)
        };
        let section = &self.yours.sections.all()[number];
        let first = || {
            let lines = children(place.table).filter(|(_, item)| !has_lines(item));
            let lines = lines.filter_map(|(key, item)| self.yours.lines_of(key, item));
            let starts = lines.map(|lines| self.yours.comments_above(lines.start).start);
            starts.min().filter(|_| dots > 0)
        };
        let at = before.iter().rev().find_map(own).or_else(first);
        let at = at.unwrap_or(section.header.end);
        self.edits.push((at..at, lines));
    }

    /// Writes a text before the first section below a table that has no header of its own.
    fn insert_above(&mut self, place: &Place<'_>, text: &str) {
        let sections = &self.yours.sections;
        let first = sections.under(&place.path).next();
        let at = first.map_or(self.yours.text.len(), |number| {
            sections.all()[number].lines.start
        });
        self.edits.push((at..at, text.to_owned()));
    }

    /// Where the last line of a section ends that has something.
    fn end_of(&self, section: &Range<usize>) -> usize {
        let text = self.yours.at(section).trim_end();
        line_end(self.yours.text, section.start + text.len())
    }
}

/// The sections of a table and of those below it, without blank lines around them, under the keys of `path`.
fn sections_text(new: &Text<'_>, path: &[Name]) -> String {
    let mut parts = Vec::new();
    for number in new.sections.under(path) {
        let section = &new.sections.all()[number];
        let comments = new.at(&(section.lines.start..section.header.start));
        let keys = [path, &section.keys[path.len()..]].concat();
        let body = new.at(&(section.header.end..section.lines.end)).trim_end();
        let end = if body.is_empty() { "" } else { "\n" };
        parts.push(format!("{comments}[{}]\n{body}{end}", dotted(&keys)));
    }
    parts.join("\n")
}

/// A key with its value as a line, with the comments above it, or each key of a table so.
fn entries(new: &Text<'_>, prefix: &str, key: &Key, item: &Item) -> String {
    let name = Name::of(key).shown;
    match item {
        Item::Table(table) if table.is_dotted() => {
            let prefix = format!("{prefix}{name}.");
            let below = children(table).map(|(key, item)| entries(new, &prefix, key, item));
            below.collect()
        }
        _ => {
            let at = key.span().map_or(0, |span| span.start);
            let comments = new.at(&new.comments_above(at));
            let value = inline::value(new, item);
            format!("{comments}{prefix}{name} = {value}\n")
        }
    }
}
