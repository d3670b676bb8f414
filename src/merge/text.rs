//! The three-way merge of a scaffold.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

use similar::{MergeResolution, TextMerge};

use super::lines::{Edit, UserText, whole_lines};
use super::names::Names;

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
    merge_lines(base, yours, new, &Names::default())
}

/// What is renamed in a scaffold.
#[derive(Clone, Copy)]
pub struct Renamed<'r> {
    /// The new scaffold as it would be under the old names.
    pub former: &'r str,
    /// What has another name.
    pub names: &'r Names,
}

/// As [`merge_text`], where things have other names in `new` than in `base`: lines that differ in names alone, or in where
/// they break because of a name's length, are the same. What the user has not changed gets the new names, and what they have
/// changed stays as it is, whether they have renamed or not.
pub fn merge_renamed(base: &str, yours: &[u8], new: &str, renamed: Renamed<'_>) -> Merged {
    let Renamed { former, names } = renamed;
    let renew = |text: &[u8]| {
        let user = UserText::read(text)?;
        Some(Comparison::of(former, &user, new, names, false).merged)
    };
    let (Some(base), Some(named)) = (renew(base.as_bytes()), renew(yours)) else {
        return Merged::NotText;
    };
    let base = String::from_utf8_lossy(&base);
    match merge_lines(&names.renew(&base), &named, new, names) {
        Merged::Unchanged if named != yours => Merged::Clean(named),
        Merged::Clean(merged) if merged == yours => Merged::Unchanged,
        merged => merged,
    }
}

fn merge_lines(base: &str, yours: &[u8], new: &str, names: &Names) -> Merged {
    let Some(user) = UserText::read(yours) else {
        return Merged::NotText;
    };
    let Comparison {
        merged,
        is_conflicted,
    } = Comparison::of(base, &user, new, names, true);
    if is_conflicted {
        Merged::Conflict { marked: merged }
    } else if merged == yours {
        Merged::Unchanged
    } else {
        Merged::Clean(merged)
    }
}

/// Three texts, merged.
struct Comparison {
    /// The user's file with wmigen's changes.
    merged: Vec<u8>,
    /// Whether both changed the same lines.
    is_conflicted: bool,
}

impl Comparison {
    /// Merges; lines that are the same under the new names are the same. A conflict gets its markers, or else stays as the
    /// user has it, but for names.
    fn of(base: &str, user: &UserText<'_>, new: &str, names: &Names, markers: bool) -> Self {
        let mut numbers = HashMap::new();
        let (base, new) = (whole_lines(base), whole_lines(new));
        let base = Lines::of(&base, names, &mut numbers);
        let ours = Lines::of(user.text(), names, &mut numbers);
        let theirs = Lines::of(&new, names, &mut numbers);
        let merge = TextMerge::from_lines(&*base.numbers, &*ours.numbers, &*theirs.numbers);
        let mut edits: Vec<Edit> = Vec::new();
        for region in merge.regions() {
            let range = ours.bytes(region.ours_range());
            let wmigens = theirs.of_range(region.theirs_range());
            match region.resolution() {
                MergeResolution::Theirs => edits.push((range, wmigens.to_owned())),
                MergeResolution::Conflict if markers => {
                    let written = base.of_range(region.base_range());
                    edits.push((range.start..range.start, YOURS.to_owned()));
                    let rest = [BASE, written, NEW, wmigens, END].concat();
                    edits.push((range.end..range.end, rest));
                }
                // The same lines, but for names.
                MergeResolution::Unchanged | MergeResolution::Both => {
                    let lines = region.ours_range().zip(region.theirs_range());
                    let renamed = lines.filter_map(|(line, now)| {
                        let (line, now) = (line..line + 1, theirs.of_range(now..now + 1));
                        let differs = ours.of_range(line.clone()) != now;
                        differs.then(|| (ours.bytes(line), now.to_owned()))
                    });
                    edits.extend(renamed);
                }
                // In a conflict without markers, the scaffold's own lines have the new names at least.
                MergeResolution::Conflict => {
                    let written: HashSet<_> = region
                        .base_range()
                        .map(|line| base.of_range(line..line + 1))
                        .collect();
                    edits.extend(region.ours_range().filter_map(|line| {
                        let text = ours.of_range(line..line + 1);
                        let renewed = names.renew(text);
                        let differs = written.contains(text) && renewed != text;
                        differs.then(|| (ours.bytes(line..line + 1), renewed.into_owned()))
                    }));
                }
                // What the user alone has changed.
                _ => {}
            }
        }
        Self {
            merged: user.with_edits(&edits),
            is_conflicted: merge.is_conflicted(),
        }
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
    /// The lines of `text`; lines that are equal under the new names have equal numbers in all texts that share `numbers`.
    fn of(text: &'t str, names: &Names, numbers: &mut HashMap<String, usize>) -> Self {
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
            let number = *numbers
                .entry(names.renew(line).into_owned())
                .or_insert(next);
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
