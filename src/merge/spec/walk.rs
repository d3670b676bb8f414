//! The walk through the three specs, key by key: what is to be done, and what is left alone.

use std::collections::HashSet;

use toml_edit::{Item, Key, Table, TableLike};

use super::document::{Name, Text, children, dotted, find, has_lines, header};
use super::{Difference, Differs, Done, SpecChange, inline, meaning};
use crate::merge::lines::Edit;

/// The tables whose entries are things of their own: a class without properties is still a class. Translations have groups of
/// classes, lists and parameters, too.
const GROUPS: [&str; 5] = ["properties", "method", "class", "values", "parameters"];

/// Whether the entries of a table are things of their own: those at the top of the spec, the languages, and groups in these.
fn is_group(path: &[Name], key: &Key) -> bool {
    let is_language = path.len() == 2 && path[0].name == "locale";
    path.len() == 1 || is_language || GROUPS.contains(&key.get())
}

/// A merge under way.
pub struct Merge<'d> {
    pub yours: &'d Text<'d>,
    pub new: &'d Text<'d>,
    /// The lines that the last import wrote: only these are taken out.
    pub written: HashSet<&'d str>,
    pub edits: Vec<Edit>,
    pub changes: Vec<SpecChange>,
    pub differences: Vec<Difference>,
}

/// A table of the user's that is not in braces.
pub struct Place<'d> {
    pub path: Vec<Name>,
    pub table: &'d dyn TableLike,
    /// The section that its keys are lines of, and how many keys of the path are written before each of them; none for a table
    /// that only the headers of others name.
    pub within: Option<(usize, usize)>,
    /// Where something is told that the table lacks.
    pub at: usize,
}

impl<'d> Place<'d> {
    fn child(&self, key: &Key, table: &'d Table, yours: &Text<'_>) -> Self {
        let within = if table.is_dotted() {
            self.within.map(|(section, dots)| (section, dots + 1))
        } else {
            let at = header(table).and_then(|header| yours.sections.with_header(header.start));
            at.map(|section| (section, 0))
        };
        Self {
            path: self.path(key),
            table,
            within,
            at: key.span().map_or(self.at, |span| span.start),
        }
    }

    /// The path of a key of the table.
    pub fn path(&self, key: &Key) -> Vec<Name> {
        let mut path = self.path.clone();
        path.push(Name::of(key));
        path
    }
}

impl<'d> Merge<'d> {
    /// What is to be done.
    pub fn of(base: Option<&'d Text<'d>>, yours: &'d Text<'d>, new: &'d Text<'d>) -> Self {
        let written = base.map_or("", |base| base.text).lines();
        let mut merge = Self {
            yours,
            new,
            written: written.map(str::trim).collect(),
            edits: Vec::new(),
            changes: Vec::new(),
            differences: Vec::new(),
        };
        let root = Place {
            path: Vec::new(),
            table: yours.document.as_table(),
            within: Some((0, 0)),
            at: 0,
        };
        let base = base.map(|base| base.document.as_table() as &dyn TableLike);
        merge.table(&root, base, Some(new.document.as_table()));
        merge.edits = in_order(merge.edits);
        merge
    }

    /// Merges the keys of a table.
    pub fn table(
        &mut self,
        place: &Place<'d>,
        base: Option<&'d dyn TableLike>,
        new: Option<&'d dyn TableLike>,
    ) {
        for (key, item) in children(place.table) {
            let of = |table: Option<&'d dyn TableLike>| {
                let found = table.and_then(|table| find(table, key.get()));
                found.map(|(_, item)| item)
            };
            self.key(place, (key, item), of(base), of(new));
        }
        let mut before: Vec<&Key> = Vec::new();
        for (key, item) in new.into_iter().flat_map(children) {
            if let Some((own, _)) = find(place.table, key.get()) {
                before.push(own);
                continue;
            }
            match base.and_then(|base| find(base, key.get())) {
                None => {
                    self.tell(&place.path(key), Done::Added);
                    self.add(place, &before, (key, item));
                }
                Some((_, was)) if meaning::of(was) != meaning::of(item) => {
                    let kind = Differs::GoneInSpec(self.of_mof(item));
                    self.differs(&place.path(key), place.at..place.at, kind);
                }
                Some(_) => {}
            }
        }
    }

    fn key(
        &mut self,
        place: &Place<'d>,
        (key, item): (&'d Key, &'d Item),
        base: Option<&'d Item>,
        new: Option<&'d Item>,
    ) {
        let is_table = |item: Option<&Item>| item.is_none_or(Item::is_table_like);
        if let Item::Table(table) = item
            && is_table(base)
            && is_table(new)
        {
            let child = place.child(key, table, self.yours);
            let of_base = base.and_then(Item::as_table_like);
            match new.and_then(Item::as_table_like) {
                Some(new) => self.table(&child, of_base, Some(new)),
                None if base.is_some() => self.gone(&child, (key, item), base),
                None => {}
            }
            return;
        }
        self.value(place, (key, item), base, new);
    }

    /// Merges a value, or a table in braces.
    fn value(
        &mut self,
        place: &Place<'d>,
        (key, item): (&'d Key, &'d Item),
        base: Option<&'d Item>,
        new: Option<&'d Item>,
    ) {
        let [was, now] = [base, new].map(|item| item.map(meaning::of));
        let own = Some(meaning::of(item));
        if now == own || now == was {
            return;
        }
        let Some(new) = new else {
            // Where a base has nothing, it is the user's own.
            if was == own {
                return self.remove_lines(place, (key, item));
            }
            return self.differs(&place.path(key), span_of(key), Differs::GoneInMof);
        };
        if inline::can_merge(item) && inline::can_merge(new) && base.is_none_or(inline::can_merge) {
            return self.braces(place, (key, item), base, new);
        }
        let span = item.span().filter(|_| item.is_value() && new.is_value());
        match span {
            Some(span) if was == own && !inline::has_comment(item, self.yours) => {
                self.tell(&place.path(key), Done::Changed);
                self.edits.push((span, self.new.written(new).to_owned()));
            }
            _ => {
                let kind = Differs::Value(self.of_mof(new));
                self.differs(&place.path(key), span_of(key), kind);
            }
        }
    }

    /// What the MOF has, for a message.
    pub fn of_mof(&self, item: &Item) -> String {
        if has_lines(item) {
            return String::new();
        }
        self.new.written(item).to_owned()
    }

    /// Notes what is done.
    pub fn tell(&mut self, path: &[Name], done: Done) {
        self.changes.push(SpecChange {
            path: dotted(path),
            done,
        });
    }

    /// Notes what is left alone.
    pub fn differs(&mut self, path: &[Name], at: std::ops::Range<usize>, kind: Differs) {
        self.differences.push(Difference {
            path: dotted(path),
            at,
            kind,
        });
    }

    /// A table of which the MOF has nothing: all of it goes, or, where it has been changed by hand, nothing; unless its entries
    /// are things of their own.
    fn gone(
        &mut self,
        place: &Place<'d>,
        (key, item): (&'d Key, &'d Item),
        base: Option<&'d Item>,
    ) {
        if self.remove_table(place, (key, item), base) {
            return;
        }
        if is_group(&place.path, key) {
            let base = base.and_then(Item::as_table_like);
            self.table(place, base, None);
        } else {
            self.differs(&place.path, span_of(key), Differs::GoneInMof);
        }
    }
}

/// Where a key stands.
pub fn span_of(key: &Key) -> std::ops::Range<usize> {
    key.span().unwrap_or_default()
}

/// Changes in the order of the text. What would be added behind a section that goes comes before it.
fn in_order(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut ordered: Vec<Edit> = Vec::new();
    for (range, text) in edits {
        match ordered.last() {
            Some((last, _)) if last.start < range.start && range.start < last.end => {
                let at = last.start;
                let text = text.trim_start_matches('\n').to_owned() + "\n";
                ordered.insert(ordered.len() - 1, (at..at, text));
            }
            _ => ordered.push((range, text)),
        }
    }
    ordered
}
