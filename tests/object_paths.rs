//! Object paths of the generated crates, by themselves: what is written reads back, whatever the keys are, and no text
//! of a client's does anything but name an instance or be refused.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "../templates/src/wmi/path.rs"]
#[rustfmt::skip]
mod path;

use path::{InvalidPath, LONGEST, Literal, ObjectPath, PathKeys};
use proptest::prelude::*;

/// A name, of a class, a key or a level of a namespace.
fn name() -> impl Strategy<Value = String> {
    "[A-Za-z_\u{e9}\u{65e5}][A-Za-z0-9_\u{e9}\u{65e5}]{0,12}"
}

/// The value of a key of any type: dates and paths of other instances are texts as well.
fn literal() -> impl Strategy<Value = Literal> {
    let number = prop_oneof![
        any::<u64>().prop_map(i128::from),
        any::<i64>().prop_map(i128::from),
        any::<i8>().prop_map(i128::from),
        Just(i128::from(u64::MAX)),
        Just(i128::from(i64::MIN)),
    ];
    prop_oneof![
        number.prop_map(Literal::Integer),
        any::<bool>().prop_map(Literal::Boolean),
        any::<String>().prop_map(Literal::Text),
        "[-\\\\\"'=,.:@{}\0\r\n\t a-c0-9]{0,20}".prop_map(Literal::Text),
        Just(Literal::Text("20260131093000.000000+060".to_owned())),
        Just(Literal::Text(r#"\\.\root\Acme:A_B.K="a\\b\"c""#.to_owned())),
    ]
}

fn object_path() -> impl Strategy<Value = ObjectPath> {
    let namespace = prop::collection::vec(name(), 1..4).prop_map(|levels| levels.join("\\"));
    let keys = prop_oneof![
        Just(PathKeys::Class),
        Just(PathKeys::Singleton),
        literal().prop_map(PathKeys::Only),
        prop::collection::vec((name(), literal()), 1..6).prop_map(PathKeys::Named),
    ];
    (prop::option::of(namespace), name(), keys).prop_map(|(namespace, class, keys)| ObjectPath {
        namespace,
        class,
        keys,
    })
}

/// A path by whose value's text another is named, and so on.
fn nested(depth: usize) -> ObjectPath {
    (0..depth).fold(ObjectPath::parse("A_B=@").unwrap(), |inner, _| ObjectPath {
        namespace: None,
        class: "A_B".to_owned(),
        keys: PathKeys::Named(vec![("Ref".to_owned(), Literal::Text(inner.to_string()))]),
    })
}

/// What is read, if anything is, is written so that it is read again as the same.
fn check(text: &str) -> Result<ObjectPath, InvalidPath> {
    let path = ObjectPath::parse(text)?;
    let written = path.to_string();
    assert_eq!(
        ObjectPath::parse(&written),
        Ok(path.clone()),
        "{text}\n{written}"
    );
    Ok(path)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn what_is_written_reads_back(path in object_path()) {
        prop_assert_eq!(check(&path.to_string()), Ok(path));
    }

    #[test]
    fn a_server_and_the_other_quotes_change_nothing(path in object_path(), server in "[A-Za-z0-9.:-]{1,10}") {
        let written = path.to_string();
        if path.namespace.is_some() {
            let remote = format!("\\\\{server}\\{written}");
            prop_assert_eq!(check(&remote), Ok(path.clone()));
        }
        if !written.contains('\'') && !written.contains("\\\"") {
            let quoted = written.replace('"', "'");
            prop_assert_eq!(check(&quoted), Ok(path));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let _ = check(&text);
    }

    #[test]
    fn any_marks_are_read_or_refused(text in "[A-C_0-9.=,:@\"'\\\\x\\-/ \u{e9}\u{0}]{0,40}") {
        let _ = check(&text);
    }

    #[test]
    fn a_path_with_a_change_is_read_or_refused(
        path in object_path(),
        at in any::<prop::sample::Index>(),
        length in 0usize..3,
        change in "[\"'\\\\=,.:@x0-9A-C \u{e9}]{0,3}",
    ) {
        let mut text = path.to_string();
        let start = text.floor_char_boundary(at.index(text.len() + 1));
        let end = text.ceil_char_boundary((start + length).min(text.len()));
        text.replace_range(start..end, &change);
        let _ = check(&text);
    }

    #[test]
    fn every_malformed_escape_is_refused(
        before in "[a-c ]{0,5}",
        escaped in any::<char>().prop_filter("an escape", |c| !matches!(c, '\\' | '"' | '\'')),
        after in "[a-c ]{0,5}",
    ) {
        for quote in ['"', '\''] {
            let text = format!("A_B.K={quote}{before}\\{escaped}{after}{quote}");
            prop_assert_eq!(ObjectPath::parse(&text), Err(InvalidPath), "{}", text);
            let unfinished = format!("A_B.K={quote}{before}\\");
            prop_assert_eq!(ObjectPath::parse(&unfinished), Err(InvalidPath));
            let never_closed = format!("A_B.K={quote}{before}\\{quote}");
            prop_assert_eq!(ObjectPath::parse(&never_closed), Err(InvalidPath));
        }
    }

    #[test]
    fn a_number_beyond_64_bits_is_refused(digits in "[1-9][0-9]{19,40}", hexadecimal in "[1-9A-F][0-9A-F]{16,40}") {
        prop_assume!(digits.parse::<u64>().is_err());
        for word in [digits.clone(), format!("-{digits}"), format!("0x{hexadecimal}")] {
            prop_assert_eq!(ObjectPath::parse(&format!("A_B={word}")), Err(InvalidPath));
        }
    }
}

#[test]
fn a_path_of_the_greatest_length_is_read_and_a_longer_one_refused() {
    let of = |units: usize| {
        let path = |text: String| ObjectPath {
            namespace: None,
            class: "A_B".to_owned(),
            keys: PathKeys::Named(vec![("K".to_owned(), Literal::Text(text))]),
        };
        let around = path(String::new()).to_string().len();
        // A quote is two code units in a path.
        path("\"".repeat((units - around) / 2))
    };
    let longest = of(LONGEST);
    assert_eq!(check(&longest.to_string()), Ok(longest));
    assert_eq!(check(&of(LONGEST + 2).to_string()), Err(InvalidPath));
    for malformed in ["\\", "=", "A.", "A:", "A_B.K=\"\","] {
        for units in [LONGEST, 1 << 20] {
            let malformed = malformed.repeat(units / malformed.len());
            assert_eq!(check(&malformed), Err(InvalidPath));
        }
    }
}

/// Each level doubles the backslashes of the one within.
#[test]
fn paths_in_paths_read_back() {
    let path = nested(12);
    let mut text = path.to_string();
    for _ in 0..12 {
        let PathKeys::Named(keys) = check(&text).unwrap().keys else {
            panic!("{text}");
        };
        let Literal::Text(inner) = &keys[0].1 else {
            panic!("{text}");
        };
        text = inner.clone();
    }
    assert_eq!(text, "A_B=@");
}

#[test]
fn a_path_inside_another_one_leads_to_this_machine() {
    let own = ObjectPath::parse(r#"root\Acme:A_B.K="x""#);
    for server in [".", "localhost", "127.0.0.1", "::1", "[::1]"] {
        let text = format!(r#"\\{server}\root\Acme:A_B.K="x""#);
        assert_eq!(ObjectPath::parse_inner(&text), own, "{text}");
    }
    for server in ["another-machine", "10.0.0.1", "localhost.example"] {
        let text = format!(r#"\\{server}\root\Acme:A_B.K="x""#);
        assert!(ObjectPath::parse(&text).is_ok(), "{text}");
        assert!(ObjectPath::parse_inner(&text).is_err(), "{text}");
    }
    let alone = r#"A_B.K="x""#;
    assert_eq!(ObjectPath::parse_inner(alone), ObjectPath::parse(alone));
    assert!(ObjectPath::parse_inner("no path").is_err());
}
