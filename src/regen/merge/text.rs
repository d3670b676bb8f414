//! What the user and wmigen each changed in a scaffold, in one text.

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

/// What came of a merge.
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
            // What is not wmigen's alone is in the user's file as it shall be.
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
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OLD: &str = "one\ntwo\nthree\nfour\nfive\n";

    fn clean(base: &str, yours: &str, new: &str) -> String {
        match merge_text(base, yours.as_bytes(), new) {
            Merged::Clean(merged) => String::from_utf8(merged).expect("UTF-8"),
            other => panic!("{other:?}"),
        }
    }

    fn marked(base: &str, yours: &str, new: &str) -> String {
        match merge_text(base, yours.as_bytes(), new) {
            Merged::Conflict { marked } => String::from_utf8(marked).expect("UTF-8"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn both_changes_are_in_the_merge() {
        let (yours, new) = (OLD.replace("two", "2"), OLD.replace("five", "5"));
        assert_eq!(clean(OLD, &yours, &new), "one\n2\nthree\nfour\n5\n");
        assert_eq!(clean(OLD, &yours, "one\ntwo\nthree\n"), "one\n2\nthree\n");
    }

    #[test]
    fn the_users_line_ends_stay() {
        let yours = "\u{feff}one\r\n2\nthree\r\nfour\r\nfive";
        assert_eq!(
            clean(OLD, yours, &OLD.replace("four\n", "four\nand a half\n")),
            "\u{feff}one\r\n2\nthree\r\nfour\r\nand a half\r\nfive"
        );
        assert_eq!(
            clean(OLD, yours, &format!("{OLD}six\n")),
            "\u{feff}one\r\n2\nthree\r\nfour\r\nfive\r\nsix\r\n"
        );
    }

    #[test]
    fn what_the_user_did_already_changes_nothing() {
        let new = OLD.replace("two", "2");
        for yours in [&new, &new.replace('\n', "\r\n"), new.trim_end()] {
            assert_eq!(merge_text(OLD, yours.as_bytes(), &new), Merged::Unchanged);
            assert_eq!(merge_text(&new, yours.as_bytes(), &new), Merged::Unchanged);
        }
    }

    #[test]
    fn a_conflict_shows_three_texts() {
        let merged = marked(
            OLD,
            "one\r\nmine\r\nthree\r\nfour",
            &OLD.replace("two", "2"),
        );
        assert_eq!(
            merged.replace("\r\n", "\n"),
            "one\n<<<<<<< yours\nmine\n||||||| wmigen wrote\ntwo\n=======\n2\n\
             >>>>>>> wmigen writes now\nthree\nfour"
        );
        assert_eq!(merged.matches('\n').count(), merged.matches("\r\n").count());
    }

    #[test]
    fn a_conflict_at_the_end_has_whole_marker_lines() {
        assert_eq!(
            marked("a\n", "b", "c\n"),
            "<<<<<<< yours\nb\n||||||| wmigen wrote\na\n=======\nc\n>>>>>>> wmigen writes now\n"
        );
        assert_eq!(
            marked("a\nb\n", "a", "a\nc\n"),
            "a\n<<<<<<< yours\n||||||| wmigen wrote\nb\n=======\nc\n>>>>>>> wmigen writes now\n"
        );
    }

    #[test]
    fn a_lone_carriage_return_ends_no_line() {
        assert_eq!(
            marked("a\n", "b\rc\n", "d\n"),
            "<<<<<<< yours\nb\rc\n||||||| wmigen wrote\na\n=======\nd\n>>>>>>> wmigen writes now\n"
        );
    }

    #[test]
    fn markers_in_the_users_text_are_text() {
        let yours = format!("{END}{NEW}{OLD}{YOURS}{BASE}");
        assert_eq!(
            clean(OLD, &yours, &OLD.replace("three", "3")),
            yours.replace("three", "3")
        );
        assert_eq!(merge_text(OLD, yours.as_bytes(), OLD), Merged::Unchanged);
    }

    #[test]
    fn what_is_no_text_is_left_alone() {
        for yours in [&b"\xff\xfeo\0"[..], b"one\0", b"\x80"] {
            assert_eq!(merge_text(OLD, yours, "new\n"), Merged::NotText);
        }
    }

    #[test]
    fn a_file_that_was_emptied_is_merged_too() {
        assert_eq!(merge_text(OLD, b"", OLD), Merged::Unchanged);
        assert_eq!(clean("", "", "a\n"), "a\n");
        assert_eq!(clean(OLD, OLD, ""), "");
        assert!(marked(OLD, "", &OLD.replace("two", "2")).contains("\n=======\none\n2\n"));
    }

    /// A text of a few kinds of lines, so that many are equal.
    fn text() -> impl Strategy<Value = String> {
        let line = "[abc]x|[a-z\r]{0,3}x|<<<<<<< x|=======|>>>>>>> x";
        prop::collection::vec(line, 0..12).prop_map(|lines| {
            lines
                .into_iter()
                .flat_map(|line| [line, "\n".to_owned()])
                .collect()
        })
    }

    /// The text as a user's editor may have left it.
    fn written(text: &str, (bom, crlf, cut): (bool, bool, bool)) -> String {
        let text = if crlf {
            text.replace('\n', "\r\n")
        } else {
            text.to_owned()
        };
        let text = if cut {
            text.trim_end_matches(['\r', '\n'])
        } else {
            &text
        };
        format!("{}{text}", if bom { "\u{feff}" } else { "" })
    }

    /// Whether the lines of `part` are in `whole` in their order, ends and all but that of the last.
    fn holds(whole: &[u8], part: &[u8]) -> bool {
        let lines = |text: &[u8]| -> Vec<Vec<u8>> {
            let lines = text.split_inclusive(|byte| *byte == b'\n');
            lines.map(<[u8]>::to_vec).collect()
        };
        let whole = lines(whole);
        let mut rest = whole.iter();
        lines(part)
            .iter()
            .all(|line| rest.any(|other| other.starts_with(line)))
    }

    proptest! {
        #[test]
        fn nothing_new_changes_nothing(base in text(), yours in text(), how in any::<(bool, bool, bool)>()) {
            let yours = written(&yours, how);
            prop_assert_eq!(merge_text(&base, yours.as_bytes(), &base), Merged::Unchanged);
        }

        #[test]
        fn an_unedited_file_becomes_the_new_one(base in text(), new in text(), bom: bool, crlf: bool) {
            let merged = merge_text(&base, written(&base, (bom, false, false)).as_bytes(), &new);
            let expected = written(&new, (bom, false, false));
            if base == new {
                prop_assert_eq!(merged, Merged::Unchanged);
            } else {
                prop_assert_eq!(merged, Merged::Clean(expected.into_bytes()));
            }
            if crlf && !base.is_empty() && base != new {
                let merged = merge_text(&base, written(&base, (bom, true, false)).as_bytes(), &new);
                prop_assert_eq!(merged, Merged::Clean(written(&new, (bom, true, false)).into_bytes()));
            }
        }

        #[test]
        fn changes_that_are_apart_are_both_made(
            parts in prop::collection::vec(text(), 3),
            yours in text(),
            new in text(),
            how in any::<(bool, bool, bool)>(),
        ) {
            // Unique lines keep the changes apart, so that no diff finds one in place of the other.
            let whole = |first: &str, last: &str| {
                format!("start 1\n{first}middle 2\n{}middle 3\n{last}end 4\n", parts[1])
            };
            let base = whole(&parts[0], &parts[2]);
            let yours = whole(&yours, &parts[2]);
            let new = whole(&parts[0], &new);
            let expected = yours.replace(&format!("middle 3\n{}end", parts[2]), &new[new.find("middle 3").unwrap()..new.len() - 3]);
            match merge_text(&base, written(&yours, how).as_bytes(), &new) {
                Merged::Unchanged => prop_assert_eq!(yours, expected),
                Merged::Clean(merged) => {
                    prop_assert_eq!(merged, written(&expected, how).into_bytes());
                }
                other => prop_assert!(false, "{:?}", other),
            }
        }

        #[test]
        fn no_line_that_the_user_wrote_is_lost(
            base in text(),
            yours in text(),
            new in text(),
            how in any::<(bool, bool, bool)>(),
        ) {
            let yours = written(&yours, how);
            let result = match merge_text(&base, yours.as_bytes(), &new) {
                Merged::Unchanged => yours.clone().into_bytes(),
                Merged::Clean(result) => result,
                Merged::Conflict { marked } => {
                    prop_assert!(super::super::conflict_marker(&marked).is_some());
                    marked
                }
                Merged::NotText => panic!("it is text"),
            };
            // In what was not in the base as often, no line is missing.
            let count = |text: &str, line: &str| text.lines().filter(|other| *other == line).count();
            let plain = String::from_utf8_lossy(&result);
            for line in yours.trim_start_matches('\u{feff}').lines() {
                let added = count(yours.trim_start_matches('\u{feff}'), line).saturating_sub(count(&base, line));
                prop_assert!(count(plain.trim_start_matches('\u{feff}'), line) >= added, "{:?}", line);
            }
            if holds(new.as_bytes(), base.as_bytes()) && how == (false, false, false) {
                // wmigen only added, so all of the user's text is there.
                prop_assert!(holds(&result, yours.as_bytes()));
            }
        }
    }
}
