//! The three-way merge of a scaffold.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use similar::{MergeResolution, TextMerge};

use super::lines::{Edit, UserText, whole_lines};

/// The user's part of a conflict begins.
const YOURS: &str = "<<<<<<< yours\n";
/// What both parts were made from begins.
const BASE: &str = "||||||| wmigen wrote\n";
/// wmigen's part begins.
const NEW: &str = "=======\n";
/// The conflict ends.
const END: &str = ">>>>>>> wmigen writes now\n";

/// The result of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// The user's file has all of it already.
    Unchanged,
    /// The user's file with wmigen's changes; nobody changed what the other did.
    Clean(Vec<u8>),
    /// Both changed the same lines.
    Conflict {
        /// The user's file with wmigen's changes, and markers in the style `diff3` around every place
        /// where the two disagree: `<<<<<<< yours`, `||||||| wmigen wrote`, `=======` and
        /// `>>>>>>> wmigen writes now`.
        marked: Vec<u8>,
    },
    /// The user's file is not UTF-8 or has a NUL, so it has no lines to merge.
    NotText,
}

/// Merges what wmigen changed from `base` to `new` into `yours`.
///
/// `base` and `new` are renderings, which have LF and an end of the last line. `yours` is the user's
/// file, whatever its line ends; every line of it that wmigen did not change keeps its bytes, and no line
/// that the user wrote is missing from the result.
pub fn merge_text(base: &str, yours: &[u8], new: &str) -> Merged {
    let Some(user) = UserText::read(yours) else {
        return Merged::NotText;
    };
    let mut numbers = HashMap::new();
    let (base, new) = (whole_lines(base), whole_lines(new));
    let base = Lines::of(&base, &mut numbers);
    let ours = Lines::of(user.text(), &mut numbers);
    let theirs = Lines::of(&new, &mut numbers);
    let merge = TextMerge::from_lines(&*base.numbers, &*ours.numbers, &*theirs.numbers);
    let mut edits: Vec<Edit> = Vec::new();
    for region in merge.regions() {
        let range = ours.bytes(region.ours_range());
        let wmigens = theirs.of_range(region.theirs_range());
        match region.resolution() {
            MergeResolution::Theirs => edits.push((range, wmigens.to_owned())),
            MergeResolution::Conflict => {
                let written = base.of_range(region.base_range());
                edits.push((range.start..range.start, YOURS.to_owned()));
                let rest = [BASE, written, NEW, wmigens, END].concat();
                edits.push((range.end..range.end, rest));
            }
            // All other changes are in the user's file already.
            _ => {}
        }
    }
    let merged = user.with_edits(&edits);
    if merge.is_conflicted() {
        Merged::Conflict { marked: merged }
    } else if merged == yours {
        Merged::Unchanged
    } else {
        Merged::Clean(merged)
    }
}

/// A text as a sequence of lines.
struct Lines<'t> {
    text: &'t str,
    /// Where each line starts, and where the text ends.
    starts: Vec<usize>,
    /// The text with a number in place of each line: what is merged, because the merge would also end a
    /// line at a lone CR.
    numbers: String,
}

impl<'t> Lines<'t> {
    /// The lines of `text`; equal lines have equal numbers in all texts that share `numbers`.
    fn of(text: &'t str, numbers: &mut HashMap<String, usize>) -> Self {
        let mut lines = Self {
            text,
            starts: vec![0],
            numbers: String::new(),
        };
        let mut end = 0;
        for line in text.split_inclusive('\n') {
            end += line.len();
            lines.starts.push(end);
            let next = numbers.len();
            let number = *numbers.entry(line.to_owned()).or_insert(next);
            // Writing to a `String` cannot fail.
            let _ = writeln!(lines.numbers, "{number}");
        }
        lines
    }

    /// Where in the text a range of lines is.
    fn bytes(&self, lines: Range<usize>) -> Range<usize> {
        self.starts[lines.start]..self.starts[lines.end]
    }

    fn of_range(&self, lines: Range<usize>) -> &'t str {
        &self.text[self.bytes(lines)]
    }
}

#[cfg(test)]
mod tests;
