//! A spec as a document, in which names are found whatever their letters' case, as WMI takes them.

use std::ops::Range;

use toml_edit::{Document, Item, Key, Table, TableLike};

use super::sections::Sections;

/// A text that is TOML, and where everything is in it.
pub struct Text<'t> {
    /// All of it.
    #[allow(
        clippy::struct_field_names,
        reason = "it is what the others are places in"
    )]
    pub text: &'t str,
    pub document: Document<&'t str>,
    pub sections: Sections,
}

impl<'t> Text<'t> {
    /// Reads it; none if it is no TOML.
    pub fn parse(text: &'t str) -> Option<Self> {
        let document = Document::parse(text).ok()?;
        let sections = Sections::of(text, document.as_table());
        Some(Self {
            text,
            document,
            sections,
        })
    }

    /// What stands at a place.
    pub fn at(&self, place: &Range<usize>) -> &'t str {
        self.text.get(place.clone()).unwrap_or_default()
    }

    /// A value, as it is written.
    pub fn written(&self, item: &Item) -> &'t str {
        item.span().map_or("", |span| self.at(&span))
    }

    /// The lines of comments directly above the line that `at` is in.
    pub fn comments_above(&self, at: usize) -> Range<usize> {
        let end = line_start(self.text, at);
        let mut start = end;
        while start > 0 {
            let above = line_start(self.text, start - 1);
            if !self.text[above..start].trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        start..end
    }

    /// The whole lines that an item is on, with those of the items that are written with dots below it.
    pub fn lines_of(&self, key: &Key, item: &Item) -> Option<Range<usize>> {
        if let Item::Table(table) = item {
            let children = children(table);
            let lines = children.filter_map(|(key, item)| self.lines_of(key, item));
            return lines.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end));
        }
        let start = line_start(self.text, key.span()?.start);
        Some(start..line_end(self.text, item.span()?.end))
    }
}

/// The keys of a table, with what they have.
pub fn children(table: &dyn TableLike) -> impl Iterator<Item = (&Key, &Item)> {
    let names = table.iter();
    names.filter_map(|(name, _)| table.get_key_value(name))
}

/// The key of this name, whatever its case, with what it has.
pub fn find<'d>(table: &'d dyn TableLike, name: &str) -> Option<(&'d Key, &'d Item)> {
    table.get_key_value(name).or_else(|| {
        let mut all = children(table);
        all.find(|(key, _)| key.get().eq_ignore_ascii_case(name))
    })
}

/// Whether a table is written with a header, or only in the headers of others.
pub fn has_lines(item: &Item) -> bool {
    matches!(item, Item::Table(table) if !table.is_dotted())
}

/// The header of a table, where it has one.
pub fn header(table: &Table) -> Option<Range<usize>> {
    table
        .span()
        .filter(|_| !table.is_implicit() && !table.is_dotted())
}

/// A key of a path.
#[derive(Clone, Debug)]
pub struct Name {
    /// As it is written.
    pub shown: String,
    /// What it is, in small letters.
    pub name: String,
}

impl Name {
    pub fn of(key: &Key) -> Self {
        Self {
            shown: key.display_repr().into_owned(),
            name: key.get().to_ascii_lowercase(),
        }
    }
}

/// The keys of a path with dots between them, as they are written.
pub fn dotted(path: &[Name]) -> String {
    let shown: Vec<_> = path.iter().map(|name| name.shown.as_str()).collect();
    shown.join(".")
}

/// Where the line that `at` is in begins.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Where the line that `at` is in ends, after its end.
pub fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}
