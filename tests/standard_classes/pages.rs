//! Microsoft's pages of classes: each shows the class in MOF without most qualifiers, and has a section for each property, which
//! says whether it is a key.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use wmigen::diagnostics::rules::MOF_SYNTAX;
use wmigen::mof::parse;
use wmigen::mof::tree::Item;

use crate::row::{Row, Rows};

/// Keys that a page does not say, and that paths of the instances of the class have everywhere.
const UNSAID: [(&str, &str); 2] = [("Win32_Printer", "DeviceID"), ("Win32_PrintJob", "Name")];

/// The classes whose pages are below `folder` and whose names begin with one of these.
pub fn rows(folder: &Path, prefixes: &[&str]) -> Rows {
    let mut pages = Vec::new();
    pages_below(folder, &mut pages);
    pages.sort();
    let mut rows = Rows::default();
    for page in pages {
        let text = fs::read_to_string(&page).unwrap().replace("\r\n", "\n");
        for row in of_page(&text) {
            if prefixes.iter().any(|prefix| row.name.starts_with(prefix)) {
                rows.add(row);
            }
        }
    }
    // What is no type is a mistake of the page, and reads as a class.
    rows.without_unknown_objects();
    rows
}

fn pages_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages_below(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}

/// The classes that the first block of syntax on a page shows.
fn of_page(page: &str) -> Vec<Row> {
    let blocks = page.split("\n```").skip(1).step_by(2);
    let mut syntax = blocks.filter_map(|block| block.trim_start().strip_prefix("syntax\n"));
    let Some(mof) = syntax.find(|block| block.contains("class ")) else {
        return Vec::new();
    };
    let keys = keys(page);
    // Some pages have spaces that do not break where MOF has spaces.
    let parsed = parse(&mof.replace('\u{a0}', " "), &MOF_SYNTAX);
    let classes = parsed.items.iter().filter_map(|item| match item {
        Item::Class(class) => Some(Row::of(class)),
        _ => None,
    });
    classes
        .map(|mut row| {
            for property in &mut row.properties {
                let is_unsaid = UNSAID.contains(&(&row.name, &property.name));
                property.is_key |= is_unsaid || keys.contains(&property.name.to_ascii_lowercase());
            }
            row
        })
        .collect()
}

/// The names, in small letters, of the properties that a page says are keys: the property's name in bold, and before the end of
/// the list that follows a line of qualifiers with `key` in bold. Most pages are Markdown there, and some HTML.
fn keys(page: &str) -> HashSet<String> {
    let mut keys = HashSet::new();
    let mut property = None;
    let page = page.replace("<b>", "**").replace("</b>", "**");
    let mut lines = page.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        let is_html = line.starts_with("<dt>**") && line.ends_with("**</dt>");
        let begins = lines.peek().is_some_and(|next| next.ends_with("<dl> <dt>"));
        let line = line.trim_start_matches("<dt>").trim_end_matches("</dt>");
        let bold = line
            .strip_prefix("**")
            .and_then(|rest| rest.strip_suffix("**"));
        if let Some(name) = bold.filter(|_| begins || is_html) {
            property = Some(name.replace('\\', "").to_ascii_lowercase());
        } else if line.contains("</dl>") {
            property = None;
        }
        let line = line.to_ascii_lowercase();
        if line.starts_with("qualifiers:") && line.contains("**key**") {
            keys.extend(property.clone());
        }
    }
    keys
}
