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

/// What becomes of a user's file when `Disk` becomes `Drive`.
fn renamed(base: &str, yours: &str, new: &str) -> Merged {
    let names = Names::new([("Disk".to_owned(), "Drive".to_owned())]);
    let former = new.replace("Drive", "Disk");
    let renamed = Renamed {
        former: &former,
        names: &names,
    };
    merge_renamed(base, yours.as_bytes(), new, renamed)
}

const DISK: &str = "use Disk;\n\nfn get(_key: Disk) {\n    Err()\n}\n";

#[test]
fn a_renamed_scaffold_is_merged_by_what_else_has_changed() {
    let new = DISK.replace("Disk", "Drive");
    let clean = |yours: &str, merged: &str| {
        let merged = Merged::Clean(merged.as_bytes().to_vec());
        assert_eq!(renamed(DISK, yours, &new), merged, "{yours}");
    };
    clean(DISK, &new);
    // A changed line stays as it is, and the one beside it gets the name.
    let mine = DISK
        .replace("fn get(_key", "fn get(key")
        .replace("\n\n", "\n");
    clean(&mine, "use Drive;\nfn get(key: Disk) {\n    Err()\n}\n");
    // All of it renamed by hand, or half of it, with line ends of another kind.
    let by_hand = mine.replace("Disk", "Drive");
    assert_eq!(renamed(DISK, &by_hand, &new), Merged::Unchanged);
    let crlf = by_hand.replace('\n', "\r\n");
    assert_eq!(renamed(DISK, &crlf, &new), Merged::Unchanged);
    let half = mine.replace("use Disk", "use Drive");
    assert_eq!(renamed(DISK, &half, &new), Merged::Unchanged);
    // What is not about names is merged as ever.
    let more = format!("{new}fn all() {{}}\n");
    for mine in [&mine, &by_hand] {
        match renamed(DISK, mine, &more) {
            Merged::Clean(merged) => {
                let merged = String::from_utf8(merged).expect("UTF-8");
                assert!(merged.ends_with("}\nfn all() {}\n"), "{merged}");
                assert!(merged.starts_with("use Drive;\nfn get(key: "), "{merged}");
            }
            other => panic!("{other:?}"),
        }
    }
    let other = new.replace("_key: Drive", "_key: &Drive");
    assert!(matches!(
        renamed(DISK, &by_hand, &other),
        Merged::Conflict { .. }
    ));
    assert_eq!(renamed(DISK, "a\0", &new), Merged::NotText);
}

#[test]
fn lines_that_break_elsewhere_for_a_longer_name_are_no_conflict() {
    let new = "use Drive;\n\nfn get(\n    _key: Drive,\n) {\n    Err()\n}\n";
    let names = Names::new([("Disk".to_owned(), "Drive".to_owned())]);
    let renamed = |yours: &str| {
        let renamed = Renamed {
            former: DISK,
            names: &names,
        };
        merge_renamed(DISK, yours.as_bytes(), new, renamed)
    };
    assert_eq!(renamed(DISK), Merged::Clean(new.as_bytes().to_vec()));
    let body = |text: &str| text.replace("Err()", "self.get(_key)");
    // Beside a line of the user's, the line has the name and breaks where it did.
    let beside = body(DISK).replace("Disk", "Drive");
    assert_eq!(renamed(&body(DISK)), Merged::Clean(beside.into_bytes()));
    assert_eq!(renamed(&body(new)), Merged::Unchanged);
    let by_hand = DISK.replace("_key", "key").replace("Disk", "Drive");
    assert_eq!(renamed(&by_hand), Merged::Unchanged);
    let formatted = new.replace("_key", "key");
    assert_eq!(renamed(&formatted), Merged::Unchanged);
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
    fn where_nothing_is_renamed_a_merge_is_a_merge(
        base in text(), yours in text(), new in text(), how in any::<(bool, bool, bool)>()
    ) {
        let (yours, names) = (written(&yours, how), Names::default());
        let renamed = Renamed { former: &new, names: &names };
        prop_assert_eq!(
            merge_renamed(&base, yours.as_bytes(), &new, renamed),
            merge_text(&base, yours.as_bytes(), &new)
        );
    }

    /// The lines that are the user's alone are there, to the byte.
    #[test]
    fn no_line_of_the_users_is_lost_for_a_name(
        base in text(), mine in text(), new in text(), how in any::<(bool, bool, bool)>()
    ) {
        let disk = |text: &str| text.replace('a', "Disk");
        let (base, mine, new) = (disk(&base), disk(&mine), disk(&new).replace("Disk", "Drive"));
        let names = Names::new([("Disk".to_owned(), "Drive".to_owned())]);
        let former = new.replace("Drive", "Disk");
        let renamed = Renamed { former: &former, names: &names };
        let yours = written(&mine, how);
        let merged = merge_renamed(&base, yours.as_bytes(), &new, renamed);
        let (Merged::Clean(merged) | Merged::Conflict { marked: merged }) = merged else {
            return Ok(());
        };
        let scaffolds = [base, former, new].concat();
        let merged = String::from_utf8(merged).expect("UTF-8");
        for line in mine.lines().filter(|line| !scaffolds.lines().any(|other| other == *line)) {
            prop_assert!(merged.lines().any(|other| other.trim_start_matches('\u{feff}') == line), "{line} in {merged}");
        }
    }

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
                prop_assert!(crate::conflicts::conflict_marker(&marked).is_some());
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
