//! What is wrong with the files of a folder, gathered file by file.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Source};

/// The problems of a folder's files.
#[derive(Debug)]
pub struct Problems {
    shown: String,
    by_path: BTreeMap<String, (String, Vec<Diagnostic>)>,
}

impl Problems {
    /// None yet, of the folder that messages call `shown`.
    pub fn of(shown: &str) -> Self {
        Self {
            shown: shown.to_owned(),
            by_path: BTreeMap::new(),
        }
    }

    /// Adds one of the file at this path, which has this text.
    pub fn add(&mut self, path: &str, text: &str, problem: Diagnostic) {
        let of_file = self.by_path.entry(path.to_owned());
        let (_, problems) = of_file.or_insert_with(|| (text.to_owned(), Vec::new()));
        problems.push(problem);
    }

    /// Adds one of a file that gives no text, or of a folder.
    pub fn add_of_place(&mut self, path: &str, problem: Diagnostic) {
        self.add(path, "", problem);
    }

    /// All of them, sorted by path and by place.
    pub fn sorted(self) -> Vec<(Source, Vec<Diagnostic>)> {
        let Self { shown, by_path } = self;
        let files = by_path.into_iter().map(|(path, (text, mut problems))| {
            problems.sort_by_key(|problem| problem.primary.span.start);
            let name = shown_path(&shown, &path);
            (Source { name, text }, problems)
        });
        files.collect()
    }
}

/// How messages call the file at this path in the folder that they call `shown`; an empty path is the folder.
pub fn shown_path(shown: &str, path: &str) -> String {
    let folder = shown.trim_end_matches('/');
    match (folder, path) {
        (_, "") => shown.to_owned(),
        ("", _) => path.to_owned(),
        _ => format!("{folder}/{path}"),
    }
}
