//! What an import leaves out, or decides.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::diagnostics::rules::MOF_IMPORT;
use crate::diagnostics::{Diagnostic, Span};

/// How many notes are told: whoever has more imports less at once.
const MAX: usize = 10_000;

/// The notes so far; what is noted of one class in the same words is noted once.
#[derive(Debug, Default)]
pub struct Notes {
    found: Vec<(usize, Diagnostic)>,
    told: HashSet<(String, String)>,
}

impl Notes {
    /// Notes something about a place in a file.
    pub fn tell(&mut self, file: usize, span: &Span, message: String, help: &str) {
        let (message, help) = match self.found.len().cmp(&MAX) {
            Ordering::Less => (message, help),
            Ordering::Equal => (
                format!("{MAX} notes are enough: what else is left out or decided is not told"),
                "import fewer files at once, or some classes with `--class`",
            ),
            Ordering::Greater => return,
        };
        let note = Diagnostic::warning(&MOF_IMPORT, span.clone(), message).with_help(help);
        self.found.push((file, note));
    }

    /// Notes something that may be said of many parts of one class.
    pub fn tell_once(&mut self, of: &str, file: usize, span: &Span, message: String, help: &str) {
        if self.found.len() <= MAX && self.told.insert((of.to_owned(), message.clone())) {
            self.tell(file, span, message, help);
        }
    }

    /// All notes, file by file and in the order of their text.
    pub fn in_order(mut self) -> Vec<(usize, Diagnostic)> {
        self.found
            .sort_by_key(|(file, note)| (*file, note.primary.span.start));
        self.found
    }
}
