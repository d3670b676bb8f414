//! Git's conflict markers in a file: whether there are any, and each side of them.
//!
//! A conflict that was committed by mistake must be found before a build explains it badly, and a lock that is in
//! conflict is still read, one side at a time.

/// What a line is to a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    /// `<<<<<<< ours`
    Ours,
    /// `||||||| base`, in the styles `diff3` and `zdiff3` only.
    Base,
    /// `=======`
    Theirs,
    /// `>>>>>>> theirs`
    End,
}

impl Marker {
    /// What `line` is, which may have its end; none is text.
    fn of(line: &[u8]) -> Option<Self> {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let (marker, label) = line.split_at_checked(7)?;
        // Eight in a row are no marker, and only `=======` never has a label.
        let kind = match marker {
            b"<<<<<<<" => Self::Ours,
            b"|||||||" => Self::Base,
            b"=======" if label.is_empty() => Self::Theirs,
            b">>>>>>>" => Self::End,
            _ => return None,
        };
        matches!(label.first(), None | Some(b' ')).then_some(kind)
    }
}

/// The line, from 1, where git's first leftover conflict begins; the bytes need not be UTF-8.
///
/// A conflict is `<<<<<<<`, and after it `=======`, and after that `>>>>>>>`. One of these alone is text:
/// `=======` also underlines a heading in Markdown.
pub fn conflict_marker(bytes: &[u8]) -> Option<usize> {
    let mut start = None;
    let mut divided = false;
    for (line, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        match Marker::of(line) {
            Some(Marker::Ours) if start.is_none() => start = Some(number),
            Some(Marker::Theirs) if start.is_some() => divided = true,
            Some(Marker::End) if divided => return start,
            _ => {}
        }
    }
    None
}

/// Both sides of a text with git's conflict markers, in any of the styles `merge`, `diff3` and `zdiff3`.
///
/// Each side is as long as the text, with spaces in place of what is not of it, so that a place in a side
/// is the same place in the file. None if there is no conflict, or if its markers do not pair: then the
/// text cannot be read as two.
pub fn sides(text: &str) -> Option<[String; 2]> {
    let mut sides = [(); 2].map(|()| String::with_capacity(text.len()));
    let mut within = None;
    let mut conflicts = 0;
    for line in text.split_inclusive('\n') {
        let marker = Marker::of(line.as_bytes());
        within = match (within, marker) {
            (within, None) => within,
            (None, Some(Marker::Ours)) => Some(Marker::Ours),
            // Without a conflict around it, this is a line like any other.
            (None, Some(Marker::Theirs)) => None,
            (Some(Marker::Ours), Some(Marker::Base)) => Some(Marker::Base),
            (Some(Marker::Ours | Marker::Base), Some(Marker::Theirs)) => Some(Marker::Theirs),
            (Some(Marker::Theirs), Some(Marker::End)) => {
                conflicts += 1;
                None
            }
            _ => return None,
        };
        let is_text = marker.is_none() || (within.is_none() && marker == Some(Marker::Theirs));
        for (side, part) in sides.iter_mut().zip([Marker::Ours, Marker::Theirs]) {
            if is_text && within.is_none_or(|within| within == part) {
                side.push_str(line);
            } else {
                blank(line, side);
            }
        }
    }
    (conflicts > 0 && within.is_none()).then_some(sides)
}

/// Appends as many spaces as `line` has bytes, and its line end.
fn blank(line: &str, out: &mut String) {
    out.extend(line.bytes().map(|byte| match byte {
        b'\r' | b'\n' => char::from(byte),
        _ => ' ',
    }));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_leftover_conflict_is_found_at_its_first_line() {
        let conflict = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n";
        assert_eq!(conflict_marker(conflict.as_bytes()), Some(1));
        let later = format!("x\ny\n{conflict}{conflict}");
        assert_eq!(conflict_marker(later.as_bytes()), Some(3));
        assert_eq!(
            conflict_marker(later.replace('\n', "\r\n").as_bytes()),
            Some(3)
        );
        assert_eq!(
            conflict_marker(format!("\u{feff}{conflict}").as_bytes()),
            Some(1)
        );
        assert_eq!(
            conflict_marker(b"\xff\n<<<<<<< a\n\xff\n=======\n>>>>>>> b"),
            Some(2)
        );
        assert_eq!(
            conflict_marker(b"<<<<<<< a\n||||||| o\n=======\n>>>>>>> b\n"),
            Some(1)
        );
    }

    #[test]
    fn text_that_only_resembles_a_conflict_is_none() {
        for text in [
            "",
            "Heading\n=======\n",
            "<<<<<<< a\n>>>>>>> b\n",
            ">>>>>>> b\n=======\n<<<<<<< a\n",
            "=======\n<<<<<<< a\n>>>>>>> b\n",
            "<<<<<<<< a\n========\n>>>>>>>> b\n",
            "<<<<<<<a\n=======\n>>>>>>> b\n",
            "<<<<<<< a\n======= b\n>>>>>>> b\n",
            " <<<<<<< a\n=======\n>>>>>>> b\n",
        ] {
            assert_eq!(conflict_marker(text.as_bytes()), None, "{text:?}");
        }
    }

    #[test]
    fn each_side_keeps_its_places() {
        let text = "a\r\n<<<<<<< HEAD\nö\n||||||| base\nc\n=======\nd\r\n>>>>>>> x\ne";
        let [ours, theirs] = sides(text).expect("a conflict");
        assert_eq!(
            ours,
            format!("a\r\n{0:12}\nö\n{0:12}\n \n{0:7}\n \r\n{0:9}\ne", "")
        );
        assert_eq!(
            theirs,
            format!("a\r\n{0:12}\n  \n{0:12}\n \n{0:7}\nd\r\n{0:9}\ne", "")
        );
    }

    #[test]
    fn a_heading_outside_of_a_conflict_stays() {
        let text = "H\n=======\n<<<<<<<\n=======\n>>>>>>>\n";
        let [ours, theirs] = sides(text).expect("a conflict");
        assert_eq!(ours, format!("H\n=======\n{0:7}\n{0:7}\n{0:7}\n", ""));
        assert_eq!(ours, theirs);
    }

    #[test]
    fn markers_that_do_not_pair_have_no_sides() {
        for text in [
            "",
            "a\n=======\nb\n",
            "<<<<<<< a\n",
            "<<<<<<< a\n=======\n",
            "<<<<<<< a\n>>>>>>> b\n",
            "<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> b\n",
            "<<<<<<< a\n=======\n=======\n>>>>>>> b\n",
            "<<<<<<< a\n=======\n||||||| o\n>>>>>>> b\n",
            "<<<<<<< a\n||||||| o\n||||||| o\n=======\n>>>>>>> b\n",
            "<<<<<<< a\n=======\n>>>>>>> b\n>>>>>>> b\n",
            "<<<<<<< a\n=======\n>>>>>>> b\n<<<<<<< a\n",
            "||||||| o\n<<<<<<< a\n=======\n>>>>>>> b\n",
        ] {
            assert_eq!(sides(text), None, "{text:?}");
        }
    }

    /// Whole lines, none of them a marker.
    fn part() -> impl Strategy<Value = String> {
        let line = prop_oneof!["[a-cü#= ]{0,8}", "[<=>|]{8}", "[<>|]{7}x"];
        let end = "\r?\n";
        let lines = prop::collection::vec((line, end), 0..4);
        lines
            .prop_map(|lines| {
                lines
                    .into_iter()
                    .flat_map(|(line, end)| [line, end])
                    .collect()
            })
            .prop_filter("a marker", |part: &String| !part.contains("======="))
    }

    /// A side without the spaces that stand for what is not of it.
    fn words(text: &str) -> Vec<&str> {
        text.lines()
            .map(str::trim_end)
            .filter(|line| !line.is_empty())
            .collect()
    }

    proptest! {
        #[test]
        fn the_sides_of_a_conflict_are_what_it_was_made_of(
            parts in prop::collection::vec((part(), part(), prop::option::of(part()), part()), 1..4),
            last in part(),
            crlf in any::<bool>(),
        ) {
            let end = if crlf { "\r\n" } else { "\n" };
            let (mut text, mut ours, mut theirs) = (String::new(), String::new(), String::new());
            let mut first = None;
            for (before, our, base, their) in &parts {
                ours.extend([before.as_str(), our]);
                theirs.extend([before.as_str(), their]);
                text.push_str(before);
                first.get_or_insert(text.lines().count() + 1);
                text.extend(["<<<<<<< ours", end, our]);
                if let Some(base) = base {
                    text.extend(["||||||| base", end, base]);
                }
                text.extend(["=======", end, their, ">>>>>>> theirs", end]);
            }
            for whole in [&mut text, &mut ours, &mut theirs] {
                whole.push_str(&last);
            }
            prop_assert_eq!(conflict_marker(text.as_bytes()), first);
            let [left, right] = sides(&text).unwrap();
            for (side, made) in [(&left, &ours), (&right, &theirs)] {
                prop_assert_eq!(words(side), words(made));
                prop_assert_eq!(side.len(), text.len());
                for ((place, byte), other) in text.bytes().enumerate().zip(side.bytes()) {
                    prop_assert!(byte == other || (other == b' ' && byte != b'\n'), "{}", place);
                }
            }
        }

        #[test]
        fn any_text_has_two_sides_of_its_length_or_none(text in "([<=>|]{7}( x)?|[a ]{0,3}|\\PC{0,3})(\n|\r\n){0,1}|.{0,9}") {
            if let Some(sides) = sides(&text) {
                prop_assert!(sides.iter().all(|side| side.len() == text.len()));
                prop_assert!(conflict_marker(text.as_bytes()).is_some());
            }
        }
    }
}
