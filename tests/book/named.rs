//! What the pages name: wmigen's commands with their options, and files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::pages::{Page, all, root};
use crate::support::{CASES, case, expected, succeed, tree};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Pages that show what is wrong, and so files that are in no crate.
const OF_MISTAKES: &str = "docs/rules/";

/// Pages that speak of this repository's files beside those of a generated crate.
const OF_THE_REPOSITORY: &[&str] = &[
    "README.md",
    "docs/requirements.md",
    "docs/performance.md",
    "docs/policies.md",
    "CONTRIBUTING.md",
    "tests/README.md",
];

/// The page that lists wmigen's templates.
const OF_TEMPLATES: &str = "docs/templates-reference.md";

/// The page whose crates have files of their user's own templates; its sessions are run.
const OF_OWN_TEMPLATES: &str = "docs/templates.md";

/// The lines of code of a page, short and long, but for Rust's: those the compiler reads.
fn lines(page: &Page) -> impl Iterator<Item = &str> {
    let blocks = page.blocks.iter().filter(|block| block.language != "rust");
    let blocks = blocks.flat_map(|block| block.text.lines());
    page.code.iter().map(String::as_str).chain(blocks)
}

fn help(arguments: &[&str]) -> String {
    let mut wmigen = Command::new(env!("CARGO_BIN_EXE_wmigen"));
    let output = succeed(wmigen.args(arguments).arg("--help"));
    String::from_utf8(output.stdout).unwrap()
}

/// The verbs that a help lists.
fn listed(help: &str) -> Vec<&str> {
    let commands = help.split("Commands:\n").nth(1).unwrap_or_default();
    let commands = commands.lines().take_while(|line| !line.is_empty());
    // What goes on with the line before stands further in.
    let names = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|verb| !["", "help"].contains(verb)).collect()
}

/// What wmigen says of each of its verbs, and of each of theirs, which have both names.
fn verbs() -> BTreeMap<String, String> {
    let mut verbs = BTreeMap::new();
    for verb in listed(&help(&[])) {
        let of_verb = help(&[verb]);
        for inner in listed(&of_verb) {
            verbs.insert(format!("{verb} {inner}"), help(&[verb, inner]));
        }
        verbs.insert(verb.to_owned(), of_verb);
    }
    verbs
}

/// The words after `wmigen`, where the line calls it: at its beginning, or where a shell or a workflow begins a command.
/// A comment ends it.
fn call(line: &str) -> Option<Vec<&str>> {
    let mut before = "&&";
    let mut words = line.split(" #").next()?.split_whitespace();
    for word in words.by_ref() {
        if word == "wmigen" && matches!(before, "&&" | "|" | "run:") {
            let words =
                words.map(|word| word.trim_matches(['[', ']', '(', ')', '|', ',', ';', '.']));
            return Some(words.filter(|word| !word.is_empty()).collect());
        }
        before = word;
    }
    None
}

fn fault(words: &[&str], verbs: &BTreeMap<String, String>) -> Option<String> {
    let verb = words.first()?;
    if !verb.starts_with(|first: char| first.is_ascii_lowercase()) {
        return None;
    }
    let mut verb = (*verb).to_owned();
    if let (true, Some(inner)) = (has_verbs(&verb, verbs), words.get(1)) {
        verb = format!("{verb} {inner}");
    }
    let Some(help) = verbs.get(&verb) else {
        return Some(format!("wmigen has no verb {verb}"));
    };
    // What follows two hyphens is another program's.
    let own = words.iter().take_while(|word| **word != "--");
    let mut options = own.filter(|word| word.starts_with("--"));
    let unknown = options.find(|option| !help.contains(**option))?;
    Some(format!("wmigen {verb} has no option {unknown}"))
}

/// Whether a verb has verbs of its own.
fn has_verbs(verb: &str, verbs: &BTreeMap<String, String>) -> bool {
    let inner = format!("{verb} ");
    verbs.keys().any(|known| known.starts_with(&inner))
}

#[test]
fn every_command_is_one_of_wmigen_s() {
    let verbs = verbs();
    assert!(verbs.contains_key("generate"), "{verbs:?}");
    let mut faults = Vec::new();
    for page in all() {
        for line in lines(&page) {
            let fault = call(line).and_then(|words| fault(&words, &verbs));
            faults.extend(fault.map(|fault| format!("{}: `{line}`: {fault}", page.path)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The files of all golden crates, with what their users have written.
fn golden() -> BTreeSet<String> {
    let yours = CASES.iter().map(|name| case(name).join("yours"));
    let yours = yours.filter(|folder| folder.is_dir());
    let rendered = CASES.iter().flat_map(|name| expected(name).into_keys());
    rendered
        .chain(yours.flat_map(|folder| tree(&folder).into_keys()))
        .collect()
}

/// Whether a path with asterisks means a file, or a folder of some file.
fn means(pattern: &str, file: &str) -> bool {
    let mut parts = pattern.trim_end_matches('/').split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = file.strip_prefix(first) else {
        return false;
    };
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        if rest[..at].contains('/') {
            return false;
        }
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || rest.starts_with('/')
}

/// The paths into the crate that a line names, with forward slashes. A place in a file has a colon behind the path.
fn paths(line: &str) -> impl Iterator<Item = String> {
    const FOLDERS: [&str; 7] = [
        "src/",
        "scripts/",
        "mof/",
        "tests/",
        "docs/",
        "templates/",
        "conformance/",
    ];
    let words = line.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`'));
    words
        .filter_map(|word| word.split(':').next())
        .map(|word| {
            word.trim_end_matches([',', ';', ')', '.'])
                .replace('\\', "/")
        })
        .map(|word| word.strip_prefix("./").map_or(word.clone(), str::to_owned))
        .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)))
}

#[test]
fn every_file_that_is_named_is_in_a_crate() {
    let golden = golden();
    let mut faults = Vec::new();
    let pages = all().into_iter();
    let templates = root().join("templates");
    let pages =
        pages.filter(|page| !page.path.starts_with(OF_MISTAKES) && page.path != OF_OWN_TEMPLATES);
    for page in pages {
        for path in lines(&page).flat_map(paths) {
            // Braces stand for the name of a class, a provider or a language.
            let is_template = || templates.join(&path).exists() || path.contains('{');
            let known = golden.iter().any(|file| means(&path, file))
                || (page.path == OF_TEMPLATES && is_template())
                || (OF_THE_REPOSITORY.contains(&&*page.path) && root().join(&path).exists());
            if !known {
                faults.push(format!("{}: there is no {path}", page.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn asterisks_stand_for_a_part_of_a_name() {
    assert!(means("src/classes/*.rs", "src/classes/acme_disk.rs"));
    assert!(means("src/classes/", "src/classes/acme_disk.rs"));
    assert!(!means("src/*.rs", "src/classes/acme_disk.rs"));
    assert!(!means("src/class", "src/classes/acme_disk.rs"));
    assert!(!means("src/classes/*.mof", "src/classes/acme_disk.rs"));
}
