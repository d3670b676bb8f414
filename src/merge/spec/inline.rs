//! Tables in braces, such as a property on its line.

use std::ops::Range;

use toml_edit::{Decor, InlineTable, Item, Key, RawString, TableLike, Value};

use super::document::{Name, Text, children, find};
use super::walk::{Merge, Place, span_of};
use super::{Differs, Done, meaning};
use crate::merge::lines::Edit;

/// Whether an item is a table whose keys can be merged one by one where it stands.
pub fn can_merge(item: &Item) -> bool {
    let Item::Value(Value::InlineTable(table)) = item else {
        return item.is_table();
    };
    let has_dots = |item: &Item| item.as_inline_table().is_some_and(InlineTable::is_dotted);
    !children(table).any(|(_, item)| has_dots(item))
}

impl<'d> Merge<'d> {
    /// Merges a table in braces, whose changes are made within them.
    pub fn braces(
        &mut self,
        place: &Place<'d>,
        (key, item): (&'d Key, &'d Item),
        base: Option<&'d Item>,
        new: &'d Item,
    ) {
        let Item::Value(Value::InlineTable(table)) = item else {
            return;
        };
        let path = place.path(key);
        let mut braces = Braces {
            table,
            removed: Vec::new(),
            added: Vec::new(),
            edits: Vec::new(),
        };
        self.keys_in_braces(&mut braces, &path, base.and_then(Item::as_table_like), new);
        let span = item.span().unwrap_or_default();
        self.edits.extend(braces.finish(self.yours, &span));
    }

    fn keys_in_braces(
        &mut self,
        braces: &mut Braces<'d>,
        path: &[Name],
        base: Option<&'d dyn TableLike>,
        new: &'d Item,
    ) {
        let Some(new) = new.as_table_like() else {
            return;
        };
        for (key, item) in children(braces.table) {
            let of = |table: Option<&'d dyn TableLike>| {
                let found = table.and_then(|table| find(table, key.get()));
                found.map(|(_, item)| item)
            };
            self.key_in_braces(braces, path, (key, item), [of(base), of(Some(new))]);
        }
        let mut before = None;
        for (key, item) in children(new) {
            if let Some((own, _)) = find(braces.table, key.get()) {
                before = Some(own);
                continue;
            }
            let path = below(path, key);
            match base.and_then(|base| find(base, key.get())) {
                None => {
                    let text = format!("{} = {}", Name::of(key).shown, value(self.new, item));
                    braces.added.push((before, text));
                    self.tell(&path, Done::Added);
                }
                Some((_, was)) if meaning::of(was) != meaning::of(item) => {
                    let kind = Differs::GoneInSpec(self.of_mof(item));
                    let at = braces.table.span().unwrap_or_default().start;
                    self.differs(&path, at..at, kind);
                }
                Some(_) => {}
            }
        }
    }

    fn key_in_braces(
        &mut self,
        braces: &mut Braces<'d>,
        path: &[Name],
        (key, item): (&'d Key, &'d Item),
        [base, new]: [Option<&'d Item>; 2],
    ) {
        let [was, now] = [base, new].map(|item| item.map(meaning::of));
        let own = Some(meaning::of(item));
        if now == own || now == was {
            return;
        }
        let path = below(path, key);
        let is_commented = has_comment(item, self.yours);
        match new {
            Some(new)
                if item.is_inline_table()
                    && can_merge(item)
                    && can_merge(new)
                    && base.is_none_or(can_merge) =>
            {
                let Item::Value(Value::InlineTable(table)) = item else {
                    return;
                };
                let mut inner = Braces {
                    table,
                    removed: Vec::new(),
                    added: Vec::new(),
                    edits: Vec::new(),
                };
                let base = base.and_then(Item::as_table_like);
                self.keys_in_braces(&mut inner, &path, base, new);
                let span = item.span().unwrap_or_default();
                braces.edits.extend(inner.finish(self.yours, &span));
            }
            Some(new) if was == own && !is_commented => {
                let text = value(self.new, new);
                braces.edits.push((item.span().unwrap_or_default(), text));
                self.tell(&path, Done::Changed);
            }
            None if was == own && !braces.has_comment(self.yours) => {
                braces.removed.push(key);
                self.tell(&path, Done::Removed);
            }
            Some(new) => {
                let kind = Differs::Value(self.of_mof(new));
                self.differs(&path, span_of(key), kind);
            }
            None => self.differs(&path, span_of(key), Differs::GoneInMof),
        }
    }
}

fn below(path: &[Name], key: &Key) -> Vec<Name> {
    let mut path = path.to_vec();
    path.push(Name::of(key));
    path
}

/// What becomes of a table in braces.
struct Braces<'d> {
    table: &'d InlineTable,
    removed: Vec<&'d Key>,
    /// What is added, each behind one of the table's keys or before all of them.
    added: Vec<(Option<&'d Key>, String)>,
    /// The changes to values.
    edits: Vec<Edit>,
}

impl Braces<'_> {
    fn has_comment(&self, text: &Text<'_>) -> bool {
        is_commented(self.table, text)
    }

    /// The changes to the text between the braces, which are at `span`: each key that stays has the text before it that it had.
    fn finish(self, text: &Text<'_>, span: &Range<usize>) -> Vec<Edit> {
        if self.removed.is_empty() && self.added.is_empty() {
            return self.edits;
        }
        let mut entries: Vec<(&Key, Range<usize>)> = children(self.table)
            .filter_map(|(key, item)| Some((key, key.span()?.start..item.span()?.end)))
            .collect();
        entries.sort_by_key(|(_, range)| range.start);
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else {
            let added: Vec<_> = self.added.into_iter().map(|(_, text)| text).collect();
            return vec![(span.clone(), format!("{{ {} }}", added.join(", ")))];
        };
        let mut out = text.at(&(span.start..first.1.start)).to_owned();
        let tail = text.at(&(last.1.end..span.end));
        let lead = out.len();
        let mut before = first.1.start;
        let add = |out: &mut String, after: Option<&Key>| {
            for (key, added) in &self.added {
                if key.map(Key::get) == after.map(Key::get) {
                    let comma = if out.len() > lead { ", " } else { "" };
                    out.extend([comma, added]);
                }
            }
        };
        add(&mut out, None);
        for (key, range) in &entries {
            let is_removed = self.removed.iter().any(|one| one.get() == key.get());
            if !is_removed {
                let apart = text.at(&(before..range.start));
                if out.len() > lead {
                    out.push_str(if apart.is_empty() { ", " } else { apart });
                }
                out.push_str(&edited(text, range, &self.edits));
            }
            before = range.end;
            add(&mut out, Some(key));
        }
        if out.len() == lead {
            return vec![(span.clone(), "{}".to_owned())];
        }
        out.push_str(tail);
        vec![(span.clone(), out)]
    }
}

/// A part of the text with those edits that are within it.
fn edited(text: &Text<'_>, part: &Range<usize>, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut from = part.start;
    let mut within: Vec<_> = edits
        .iter()
        .filter(|(range, _)| part.start <= range.start && range.end <= part.end)
        .collect();
    within.sort_by_key(|(range, _)| range.start);
    for (range, new) in within {
        out.extend([text.at(&(from..range.start)), new]);
        from = range.end;
    }
    out + text.at(&(from..part.end))
}

/// An item of an import as a value: as it is written, or a table with a header in braces.
pub fn value(text: &Text<'_>, item: &Item) -> String {
    let Item::Table(table) = item else {
        return text.written(item).to_owned();
    };
    let entries = children(table);
    let entries: Vec<_> = entries
        .map(|(key, item)| format!("{} = {}", Name::of(key).shown, value(text, item)))
        .collect();
    if entries.is_empty() {
        return "{}".to_owned();
    }
    format!("{{ {} }}", entries.join(", "))
}

/// Whether there is a comment within a value.
pub fn has_comment(item: &Item, text: &Text<'_>) -> bool {
    item.as_value().is_some_and(|value| value_has(value, text))
}

fn value_has(value: &Value, text: &Text<'_>) -> bool {
    match value {
        Value::Array(values) => {
            let mut all = values.iter();
            raw_has(values.trailing(), text)
                || all.any(|one| decor_has(one.decor(), text) || value_has(one, text))
        }
        Value::InlineTable(table) => is_commented(table, text),
        _ => false,
    }
}

fn is_commented(table: &InlineTable, text: &Text<'_>) -> bool {
    let of_key =
        |key: &Key| decor_has(key.leaf_decor(), text) || decor_has(key.dotted_decor(), text);
    let of_value = |value: &Value| decor_has(value.decor(), text) || value_has(value, text);
    raw_has(table.trailing(), text)
        || children(table).any(|(key, item)| of_key(key) || item.as_value().is_some_and(of_value))
}

fn decor_has(decor: &Decor, text: &Text<'_>) -> bool {
    let raw = [decor.prefix(), decor.suffix()];
    raw.into_iter().flatten().any(|raw| raw_has(raw, text))
}

fn raw_has(raw: &RawString, text: &Text<'_>) -> bool {
    raw.span().is_some_and(|span| text.at(&span).contains('#'))
}
