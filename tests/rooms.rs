//! Which folder of `src` may know which: the folders are rooms, and each uses only what stands below it. What a test uses
//! is no matter here.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Each room with those that it may use, from the ground up: it uses none that comes after it, so that there is no circle.
const ROOMS: &[(&str, &[&str])] = &[
    ("conflicts", &[]),
    ("cores", &[]),
    ("devices", &[]),
    ("letters", &[]),
    ("line_ends", &[]),
    ("diagnostics", &[]),
    ("spec", &["conflicts", "diagnostics"]),
    ("model", &["cores", "devices", "diagnostics", "spec"]),
    // The tables of the spec say where what a warning is about was written.
    ("lint", &["diagnostics", "model", "spec"]),
    ("schema", &["model", "spec"]),
    // The spec says where the files are named.
    ("mof", &["diagnostics", "model", "spec"]),
    ("import", &["diagnostics", "model", "mof"]),
    // The JSON Schema is a file of the crate.
    (
        "render",
        &["cores", "diagnostics", "letters", "model", "schema"],
    ),
    ("changes", &["diagnostics", "model", "render"]),
    ("merge", &["conflicts", "diagnostics", "line_ends"]),
    (
        "regen",
        &[
            "conflicts",
            "cores",
            "devices",
            "diagnostics",
            "letters",
            "line_ends",
            "merge",
            "render",
        ],
    ),
    (
        "templates",
        &[
            "diagnostics",
            "letters",
            "line_ends",
            "regen",
            "render",
            "schema",
        ],
    ),
    (
        "cli",
        &[
            "changes",
            "conflicts",
            "cores",
            "diagnostics",
            "import",
            "letters",
            "line_ends",
            "lint",
            "merge",
            "model",
            "mof",
            "regen",
            "render",
            "schema",
            "spec",
            "templates",
        ],
    ),
];

/// What has no room: the crate's root, and the program, which calls the verbs.
const OUTSIDE: [&str; 2] = ["lib.rs", "main.rs"];

/// A use of one room in another.
#[derive(Debug, PartialEq, Eq)]
struct Use {
    /// The room that is used.
    room: String,
    line: usize,
}

/// Finds what a file's code names of the crate's root, by `crate::` or by as many `super::` as lead there.
struct Finder {
    /// What is found.
    uses: Vec<Use>,
}

impl Finder {
    /// Looks at code that stands `depth` modules below the root.
    fn look(&mut self, code: TokenStream, depth: usize) {
        let tokens: Vec<TokenTree> = code.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            let rest = &tokens[at..];
            if is_test_attribute(rest) {
                at += item_length(rest);
            } else if let Some((depth, module)) = inline_module(rest, depth) {
                self.look(module.stream(), depth);
                at += 3;
            } else if let Some(length) = path_to_root(rest, depth) {
                self.name(&tokens[at + length..]);
                at += length;
            } else {
                if let TokenTree::Group(group) = &rest[0] {
                    self.look(group.stream(), depth);
                }
                at += 1;
            }
        }
    }

    /// Takes the names that follow a path to the root: one, or several between braces.
    fn name(&mut self, after: &[TokenTree]) {
        match after.first() {
            Some(TokenTree::Ident(room)) => self.uses.push(Use {
                room: room.to_string(),
                line: room.span().start().line,
            }),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
                for names in tokens.split(|token| is_punct(token, ',')) {
                    self.name(names);
                }
            }
            _ => {}
        }
    }
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// Whether `#[cfg(test)]` or `#[test]` stands here.
fn is_test_attribute(tokens: &[TokenTree]) -> bool {
    let [hash, TokenTree::Group(attribute), ..] = tokens else {
        return false;
    };
    let words = attribute.stream().to_string().replace(' ', "");
    is_punct(hash, '#') && ["cfg(test)", "test"].contains(&words.as_str())
}

/// How many tokens the item has that begins here: up to its braces, or its semicolon.
fn item_length(tokens: &[TokenTree]) -> usize {
    let end = tokens.iter().position(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        token => is_punct(token, ';'),
    });
    end.map_or(tokens.len(), |end| end + 1)
}

/// The body of a module that stands in its file, and how deep it is.
fn inline_module(tokens: &[TokenTree], depth: usize) -> Option<(usize, &Group)> {
    match tokens {
        [word, TokenTree::Ident(_), TokenTree::Group(body), ..] if is_word(word, "mod") => {
            Some((depth + 1, body))
        }
        _ => None,
    }
}

/// How many tokens lead to the crate's root from here, if any do.
fn path_to_root(tokens: &[TokenTree], depth: usize) -> Option<usize> {
    let colons = |at: usize| {
        tokens.get(at..at + 2).is_some_and(|two| {
            let [one, other] = two else { return false };
            is_punct(one, ':') && is_punct(other, ':')
        })
    };
    if is_word(&tokens[0], "crate") {
        return colons(1).then_some(3);
    }
    let mut supers = 0;
    while tokens
        .get(supers * 3)
        .is_some_and(|token| is_word(token, "super"))
        && colons(supers * 3 + 1)
    {
        supers += 1;
    }
    (supers > 0 && supers == depth).then_some(supers * 3)
}

fn uses(text: &str, depth: usize) -> Vec<Use> {
    let mut finder = Finder { uses: Vec::new() };
    finder.look(text.parse().unwrap(), depth);
    finder.uses
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The files of `src` that are not tests, by their paths there, and how many modules each is below the root.
fn files() -> Vec<(String, usize)> {
    let mut found = Vec::new();
    files_below(&source(), &mut found);
    let paths = found.iter().map(|path| {
        let path = path.strip_prefix(source()).unwrap();
        path.to_str().unwrap().replace('\\', "/")
    });
    let mut files: Vec<_> = paths
        .filter(|path| !OUTSIDE.contains(&path.as_str()) && !is_test(path))
        .map(|path| {
            let names = path.split('/').count();
            (path.clone(), names - usize::from(path.ends_with("/mod.rs")))
        })
        .collect();
    files.sort();
    files
}

/// Whether a file is compiled for tests alone, which its name says.
fn is_test(path: &str) -> bool {
    path.split('/').any(|name| name == "tests") || path.ends_with("tests.rs")
}

fn room_of(path: &str) -> &str {
    let first = path.split('/').next().unwrap();
    first.strip_suffix(".rs").unwrap_or(first)
}

/// What is used of other rooms: where, in which room, and which room.
fn all_uses() -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for (path, depth) in files() {
        let text = fs::read_to_string(source().join(&path)).unwrap();
        let room = room_of(&path);
        let others = uses(&text, depth)
            .into_iter()
            .filter(|one| one.room != room);
        all.extend(others.map(|one| {
            let line = text.lines().nth(one.line - 1).unwrap_or_default().trim();
            let place = format!("src/{path}:{}: {line}", one.line);
            (place, room.to_owned(), one.room)
        }));
    }
    all
}

#[test]
fn every_room_uses_only_what_it_may() {
    let mut wrong = Vec::new();
    for (place, room, used) in all_uses() {
        let (_, may) = ROOMS.iter().find(|(name, _)| *name == room).expect(&room);
        if !may.contains(&used.as_str()) {
            wrong.push(format!("{place}\n  `{room}` may not use `{used}`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_room_may_use_what_comes_after_it() {
    for (at, (room, may)) in ROOMS.iter().enumerate() {
        for used in *may {
            let place = ROOMS.iter().position(|(name, _)| name == used);
            assert!(place.is_some_and(|place| place < at), "{room}: {used}");
        }
    }
}

#[test]
fn every_folder_has_its_row_and_every_leave_is_used() {
    let folders: BTreeSet<String> = files()
        .iter()
        .map(|(path, _)| room_of(path).to_owned())
        .collect();
    let rooms: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(folders, rooms);
    let used = all_uses();
    for (room, may) in ROOMS {
        for other in *may {
            let is_used = used.iter().any(|(_, by, what)| by == room && what == other);
            assert!(
                is_used,
                "`{room}` has no use for `{other}`: take it out of its row"
            );
        }
    }
}

#[test]
fn uses_are_found_however_they_are_written() {
    let text = "\
//! `crate::prose` is none.
use crate::one;
use crate::{two::Of, three};
use super::super::four::Of;
use super::near::Of;
fn f(_: crate::five::Of) -> Vec<crate::six::Of> { debug!(crate::seven::of(), \"crate::text\") }
mod inner { use super::super::super::eight::Of; use super::super::near::Of; }
#[cfg(test)]
mod tests { use crate::nine::Of; }
#[cfg(test)]
use crate::ten::Of;
pub(in crate::eleven) fn g() {}
";
    let found: Vec<_> = uses(text, 2)
        .into_iter()
        .map(|one| (one.room, one.line))
        .collect();
    let expected = [
        ("one", 2),
        ("two", 3),
        ("three", 3),
        ("four", 4),
        ("five", 6),
        ("six", 6),
        ("seven", 6),
        ("eight", 7),
        ("eleven", 12),
    ];
    assert_eq!(found, expected.map(|(room, line)| (room.to_owned(), line)));
}

/// CONTRIBUTING.md has the same table, for people.
#[test]
fn the_map_for_contributors_is_this_one() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("CONTRIBUTING.md");
    let page = fs::read_to_string(page).unwrap();
    let head = page.find("| Room | has | may use |").unwrap();
    let rows = page[head..].lines().skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let words = |cell: &str| -> Vec<String> {
        let words = cell.split('`').skip(1).step_by(2);
        words.map(str::to_owned).collect()
    };
    let page: Vec<(Vec<String>, Vec<String>)> = rows
        .map(|row| {
            let cells: Vec<&str> = row.split('|').collect();
            (words(cells[1]), words(cells[3]))
        })
        .collect();
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let rooms: Vec<(Vec<String>, Vec<String>)> = ROOMS
        .iter()
        .map(|(room, may)| (owned(&[room]), owned(may)))
        .collect();
    assert_eq!(page, rooms);
}
