//! The parts of a spec that begin with a header, `[class.Acme_Disk]`, in the order of the text.

use std::ops::Range;

use toml_edit::{Item, Table};

use super::document::{Name, children, header, line_end, line_start};

/// A part of the text that begins with a header; the first has none.
#[derive(Debug)]
pub struct Section {
    /// The keys of its header, as they are written.
    pub keys: Vec<Name>,
    /// All of it, with the comments directly above its header.
    pub lines: Range<usize>,
    /// The line of its header; empty where there is none.
    pub header: Range<usize>,
}

/// All of them.
#[derive(Debug)]
pub struct Sections(Vec<Section>);

impl Sections {
    /// Those of a text.
    pub fn of(text: &str, root: &Table) -> Self {
        let mut headers = Vec::new();
        collect(root, &mut Vec::new(), &mut headers);
        headers.sort_by_key(|(_, at)| *at);
        let mut sections = vec![Section {
            keys: Vec::new(),
            lines: 0..text.len(),
            header: 0..0,
        }];
        for (keys, at) in headers {
            let header = line_start(text, at)..line_end(text, at);
            let start = above(text, header.start);
            if let Some(last) = sections.last_mut() {
                last.lines.end = start;
            }
            sections.push(Section {
                keys,
                lines: start..text.len(),
                header,
            });
        }
        Self(sections)
    }

    /// All of them, in the order of the text.
    pub fn all(&self) -> &[Section] {
        &self.0
    }

    /// The one with this header.
    pub fn with_header(&self, at: usize) -> Option<usize> {
        self.0
            .iter()
            .position(|section| section.header.contains(&at))
    }

    /// The numbers of those whose headers begin with these keys.
    pub fn under<'s>(&'s self, keys: &'s [Name]) -> impl DoubleEndedIterator<Item = usize> + 's {
        let numbered = self.0.iter().enumerate();
        let under = numbered.filter(move |(_, section)| {
            section.keys.len() >= keys.len()
                && section
                    .keys
                    .iter()
                    .zip(keys)
                    .all(|(one, other)| one.name == other.name)
        });
        under.map(|(number, _)| number)
    }
}

/// Where the comments begin that stand directly above a line.
fn above(text: &str, line: usize) -> usize {
    let mut start = line;
    while start > 0 {
        let before = line_start(text, start - 1);
        if !text[before..start].trim_start().starts_with('#') {
            break;
        }
        start = before;
    }
    start
}

/// The headers below a table, with their keys.
fn collect(table: &Table, keys: &mut Vec<Name>, found: &mut Vec<(Vec<Name>, usize)>) {
    if let Some(span) = header(table).filter(|_| !keys.is_empty()) {
        found.push((keys.clone(), span.start));
    }
    for (key, item) in children(table) {
        if let Item::Table(table) = item {
            keys.push(Name::of(key));
            collect(table, keys, found);
            keys.pop();
        }
    }
}
