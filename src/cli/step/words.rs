//! The words of the steps, a row each, and what each says of a file.

use crate::diagnostics::Rule;
use crate::diagnostics::rules::{
    BLOCKED_FILE, CONFLICT_MARKERS, EDITED_FILE, FOREIGN_FILE, LEFTOVER_FILE, MANIFEST_KEYS,
    MISSING_FILE, NEWER_LOCK, ORPHANED_FILE, OUTDATED_FILE, TEMPLATE_SNAPSHOT,
};

/// A word and what it says.
pub struct Word {
    /// As every list has it.
    pub name: &'static str,
    /// The rule that is broken where the step has to be taken.
    pub rule: Option<&'static Rule>,
    /// What has become of so many files, in a summary; none if the word is not in one.
    pub done: Option<&'static str>,
    /// What is wrong with the file until the step is taken, as the end of a sentence that begins with its path; none if
    /// the step's remark says it.
    pub finding: Option<&'static str>,
    /// Whether something is wrong with the file, which the step's remark says.
    pub complaint: bool,
}

impl Word {
    const fn new(name: &'static str) -> Self {
        Self {
            name,
            rule: None,
            done: None,
            finding: None,
            complaint: false,
        }
    }

    const fn breaks(self, rule: &'static Rule) -> Self {
        let rule = Some(rule);
        Self { rule, ..self }
    }

    const fn done(self, done: &'static str) -> Self {
        let done = Some(done);
        Self { done, ..self }
    }

    const fn finding(self, finding: &'static str) -> Self {
        let finding = Some(finding);
        Self { finding, ..self }
    }

    const fn complaint(self) -> Self {
        let complaint = true;
        Self { complaint, ..self }
    }

    /// The row of a word.
    pub fn find(name: &str) -> Option<&'static Self> {
        WORDS.iter().find(|word| word.name == name)
    }
}

/// All words, in the order of a summary.
pub const WORDS: &[Word] = &[
    Word::new("create")
        .breaks(&MISSING_FILE)
        .done("created")
        .finding("is missing"),
    Word::new("restore")
        .breaks(&MISSING_FILE)
        .done("restored")
        .finding("is missing"),
    Word::new("update")
        .breaks(&OUTDATED_FILE)
        .done("updated")
        .finding("does not say what the spec says"),
    Word::new("keep").done("kept"),
    Word::new("overwrite").done("overwritten"),
    Word::new("rename")
        .breaks(&MISSING_FILE)
        .done("moved")
        .finding("is not there yet; the file of the class's former name moves there"),
    Word::new("merge")
        .breaks(&MANIFEST_KEYS)
        .done("merged")
        .finding("does not have the keys that the crate needs"),
    Word::new("conflict").complaint(),
    Word::new("remove")
        .breaks(&LEFTOVER_FILE)
        .done("removed")
        .finding("is no longer generated, and still there"),
    Word::new("prune"),
    Word::new("orphan")
        .breaks(&ORPHANED_FILE)
        .done("no longer generated")
        .finding("is no longer generated; it is kept, because not all of it is wmigen's"),
    Word::new("eject"),
    Word::new("take-back"),
    Word::new("edited")
        .breaks(&EDITED_FILE)
        .done("edited")
        .finding("was changed since wmigen wrote it")
        .complaint(),
    Word::new("foreign")
        .breaks(&FOREIGN_FILE)
        .done("foreign")
        .finding("was not written by wmigen")
        .complaint(),
    Word::new("blocked")
        .breaks(&BLOCKED_FILE)
        .done("blocked")
        .complaint(),
    Word::new("broken")
        .breaks(&MANIFEST_KEYS)
        .done("broken")
        .complaint(),
    Word::new("missing")
        .breaks(&TEMPLATE_SNAPSHOT)
        .finding("is rendered, and not kept"),
    Word::new("changed")
        .breaks(&TEMPLATE_SNAPSHOT)
        .finding("is not what is rendered now"),
    Word::new("surplus")
        .breaks(&TEMPLATE_SNAPSHOT)
        .finding("is kept, and no longer rendered"),
    Word::new("failed").breaks(&TEMPLATE_SNAPSHOT).complaint(),
    Word::new("markers").breaks(&CONFLICT_MARKERS).complaint(),
    Word::new("newer").breaks(&NEWER_LOCK).complaint(),
    Word::new("unchanged").done("unchanged"),
];
