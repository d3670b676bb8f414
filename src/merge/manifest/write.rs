//! Changing the text of a manifest at the places that reading it has found.

use toml_edit::{Array, Item, Key, Table, TableLike, Value};

use super::super::lines::Edit;
use super::{Manifest, Wanted};

/// A table of the manifest, and how a key is written into it.
pub struct Place<'d> {
    /// The dotted name of the table.
    pub path: String,
    pub table: &'d dyn TableLike,
    /// Whether it is in braces, so that keys are separated by commas and not by lines.
    inline: bool,
    /// The keys, and their dots, that are written before each key of a table without a header: `jiff.`.
    dots: String,
    /// Where its header or its opening brace is; none if the table is only in the names of others.
    start: Option<usize>,
}

impl<'d> Place<'d> {
    /// The table under a key at the top of a manifest; none if there is no table.
    pub fn top(root: &'d Table, name: &str) -> Option<Self> {
        let (key, item) = root.get_key_value(name)?;
        Self::of(key, item, name_of(key), "")
    }

    /// The table under a key of this table; none if there is no table.
    pub fn child(&self, name: &str) -> Option<Self> {
        let (key, item) = self.table.get_key_value(name)?;
        Self::of(key, item, self.name(key), &self.dots)
    }

    /// The dotted name of a key of this table.
    pub fn name(&self, key: &Key) -> String {
        format!("{}.{}", self.path, name_of(key))
    }

    fn of(key: &Key, item: &'d Item, path: String, dots: &str) -> Option<Self> {
        let table = item.as_table_like()?;
        let only_in_names = item.as_table().is_some_and(Table::is_implicit);
        let dots = if table.is_dotted() {
            format!("{dots}{}.", key.display_repr())
        } else {
            String::new()
        };
        Some(Self {
            path,
            table,
            inline: item.is_inline_table(),
            dots,
            start: item
                .span()
                .filter(|_| !only_in_names)
                .map(|span| span.start),
        })
    }
}

/// A key as it is written in a dotted name.
fn name_of(key: &Key) -> String {
    key.default_repr()
        .as_raw()
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// A key that a table is to get.
pub struct NewKey {
    /// Whole lines above it, which braces have no room for.
    pub comment: String,
    pub key: String,
    /// As TOML.
    pub value: String,
}

impl NewKey {
    pub fn of(key: &str, value: String) -> Self {
        Self {
            comment: String::new(),
            key: key.to_owned(),
            value,
        }
    }

    fn entry(&self, dots: &str) -> String {
        format!("{dots}{} = {}", self.key, self.value)
    }
}

impl Manifest<'_> {
    /// Writes keys into a table: on lines after those that are there, or in its braces.
    pub(super) fn insert(&self, place: &Place, keys: &[NewKey], wanted: &mut Wanted) {
        let in_braces = || in_braces(&place.dots, keys);
        let on_lines = |indent: &str| lines(indent, &place.dots, keys);
        let values = place.table.get_values();
        let last = values.iter().filter_map(|(path, value)| {
            let end = value.span()?.end;
            Some((end, path.last()?.span()?.start))
        });
        let (at, text) = match (last.max(), place.start) {
            (Some((end, _)), _) if place.inline => (end, format!(", {}", in_braces())),
            (Some((end, start)), _) => (line_end(self.text, end), on_lines(self.indent(start))),
            (None, Some(start)) if place.inline => {
                let at = start + 1;
                let is_bare = self.text[at..].starts_with('}');
                let space = if is_bare { " " } else { "" };
                (at, format!(" {}{space}", in_braces()))
            }
            (None, Some(start)) => (line_end(self.text, start), on_lines("")),
            (None, None) => return self.block(&place.path, keys, wanted),
        };
        wanted.edits.push((at..at, text));
    }

    /// Writes a table of its own at the end of the manifest.
    pub(super) fn block(&self, name: &str, keys: &[NewKey], wanted: &mut Wanted) {
        let above = if wanted.end.is_empty() {
            self.text
        } else {
            &wanted.end
        };
        let is_apart = above.is_empty() || above.ends_with("\n\n");
        let apart = if is_apart { "" } else { "\n" };
        let body = lines("", "", keys);
        wanted.end.extend([apart, "[", name, "]\n", &body]);
    }

    /// Writes strings into a list after those that are there, each on its line if they are.
    pub(super) fn append(&self, array: &Array, strings: &[String]) -> Vec<Edit> {
        let Some(last) = array.iter().last().and_then(Value::span) else {
            let at = array.span().map_or(0, |span| span.start + 1);
            return vec![(at..at, items(strings).join(", "))];
        };
        let items = items(strings);
        let lead = &self.text[line_start(self.text, last.start)..last.start];
        let at = line_end(self.text, last.end);
        let rest = self.text[last.end..at].trim();
        let after_comma = rest.strip_prefix(',').map(str::trim_start);
        let ends = |rest: &str| rest.is_empty() || rest.starts_with('#');
        let own_line = lead.trim().is_empty()
            && after_comma.map_or(ends(rest) && !array.trailing_comma(), ends);
        if !own_line {
            let end = last.end;
            return vec![(end..end, format!(", {}", items.join(", ")))];
        }
        let new = items.join(&format!(",\n{lead}"));
        if after_comma.is_some() {
            vec![(at..at, format!("{lead}{new},\n"))]
        } else {
            let end = last.end;
            vec![
                (end..end, ",".to_owned()),
                (at..at, format!("{lead}{new}\n")),
            ]
        }
    }

    /// What stands before the key at `at` in its line, if that is only white space.
    fn indent(&self, at: usize) -> &str {
        let line = &self.text[line_start(self.text, at)..at];
        &line[..line.len() - line.trim_start().len()]
    }
}

/// Keys as they stand in the braces of a table.
pub fn in_braces(dots: &str, keys: &[NewKey]) -> String {
    let entries = keys.iter().map(|new| new.entry(dots));
    entries.collect::<Vec<_>>().join(", ")
}

/// Keys, each with the comment above it, as lines.
fn lines(indent: &str, dots: &str, keys: &[NewKey]) -> String {
    let lines = keys.iter().flat_map(|new| {
        let comment = new.comment.lines().map(str::to_owned);
        comment.chain([new.entry(dots)])
    });
    lines
        .flat_map(|line| [indent.to_owned(), line, "\n".to_owned()])
        .collect()
}

/// Strings as a TOML list.
pub fn list(strings: &[String]) -> String {
    format!("[{}]", items(strings).join(", "))
}

fn items(strings: &[String]) -> Vec<String> {
    strings.iter().map(|text| string(text)).collect()
}

/// A TOML string.
pub fn string(text: &str) -> String {
    Value::from(text).to_string()
}

/// Where the line that `at` is in begins.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Where the line that `at` is in ends, after its end.
pub fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}
