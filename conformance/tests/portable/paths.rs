//! Object paths, right and wrong, read and written.

use crate::wmi::{InvalidPath, LONGEST_PATH, Literal, ObjectPath, PathKeys};

fn named(keys: &[(&str, Literal)]) -> PathKeys {
    PathKeys::Named(
        keys.iter()
            .map(|(name, literal)| ((*name).to_owned(), literal.clone()))
            .collect(),
    )
}

fn text(value: &str) -> Literal {
    Literal::Text(value.to_owned())
}

#[test]
fn a_path_has_an_end() {
    let of = |units: usize| {
        let before = "Test_Thing=''".len();
        format!("Test_Thing='{}'", "\u{fc}".repeat(units - before))
    };
    assert!(ObjectPath::parse(&of(LONGEST_PATH)).is_ok());
    assert_eq!(ObjectPath::parse(&of(LONGEST_PATH + 1)), Err(InvalidPath));
    assert_eq!(ObjectPath::parse(&of(8 * 1024 * 1024)), Err(InvalidPath));
}

#[test]
fn every_form_of_a_path_is_read() {
    let keys = |path: &str| ObjectPath::parse(path).map(|path| path.keys);
    assert_eq!(keys("A_B"), Ok(PathKeys::Class));
    assert_eq!(keys("A_B=@"), Ok(PathKeys::Singleton));
    assert_eq!(keys("A_B=\"x\""), Ok(PathKeys::Only(text("x"))));
    assert_eq!(keys("A_B='x'"), Ok(PathKeys::Only(text("x"))));
    assert_eq!(keys("A_B=-1"), Ok(PathKeys::Only(Literal::Integer(-1))));
    assert_eq!(
        keys("A_B.K=1,L=\"x,y=z\",M=TRUE,N=0xFf"),
        Ok(named(&[
            ("K", Literal::Integer(1)),
            ("L", text("x,y=z")),
            ("M", Literal::Boolean(true)),
            ("N", Literal::Integer(255)),
        ]))
    );
    assert_eq!(
        keys(r#"A_B.K="a\"b\\c\'d""#),
        Ok(named(&[("K", text(r#"a"b\c'd"#))]))
    );
}

#[test]
fn numbers_of_64_bits_are_read_with_and_without_a_sign() {
    for (word, number) in [
        ("0", 0),
        ("-0", 0),
        ("007", 7),
        ("0X0", 0),
        ("18446744073709551615", u64::MAX.into()),
        ("0xFFFFFFFFFFFFFFFF", u64::MAX.into()),
        ("-9223372036854775808", i64::MIN.into()),
    ] {
        let path = ObjectPath::parse(&format!("A_B={word}"));
        let keys = path.map(|path| path.keys);
        assert_eq!(keys, Ok(PathKeys::Only(Literal::Integer(number))), "{word}");
    }
}

#[test]
fn a_prefix_may_name_the_namespace_and_a_server() {
    for (path, namespace) in [
        (r#"A_B.K="x:y""#, None),
        (r"root\Acme:A_B.K=1", Some(r"root\Acme")),
        (r"\\.\root\Acme:A_B.K=1", Some(r"root\Acme")),
        (r"\\::1\root:A_B=1", Some("root")),
    ] {
        let parsed = ObjectPath::parse(path).expect(path);
        assert_eq!(parsed.namespace.as_deref(), namespace, "{path}");
        assert_eq!(parsed.class, "A_B", "{path}");
    }
}

#[test]
fn what_is_not_a_path_is_refused() {
    for path in [
        "",
        ".",
        "=",
        "=@",
        "A B",
        "A_B.",
        "A_B.K",
        "A_B.K=",
        "A_B.=1",
        "A_B.K=1,",
        "A_B.K=1 ",
        "A_B.K =1",
        "A_B.K=+1",
        "A_B.K=-",
        "A_B.K=--1",
        "A_B.K=-+1",
        "A_B.K=- 1",
        "A_B.K=1-",
        "A_B.K=1.5",
        "A_B.K=1e3",
        "A_B.K=0x",
        "A_B.K=-0x1",
        "A_B.K=0x-1",
        "A_B.K=\u{661}",
        "A_B.K=18446744073709551616",
        "A_B.K=-9223372036854775809",
        "A_B.K=\"x",
        "A_B.K=\"x\\",
        "A_B.K=\"x\"y",
        "A_B=@x",
        "1A.K=1",
        r"\\root:A_B=1",
        ":A_B=1",
        r"root\:A_B=1",
    ] {
        assert_eq!(ObjectPath::parse(path), Err(InvalidPath), "{path}");
    }
}

#[test]
fn only_quotes_and_backslashes_are_escaped() {
    for escape in [
        r"\n", r"\t", r"\0", r"\x41", r"\u0041", r"\temp", r"\ ", r"\%20", "\\\u{f6}", "\\\0",
        r"\", r"\\\", r"\\n\n",
    ] {
        for quote in ['"', '\''] {
            let path = format!("A_B.K={quote}a{escape}{quote}");
            assert_eq!(ObjectPath::parse(&path), Err(InvalidPath), "{path}");
        }
    }
}

#[test]
fn what_is_written_reads_back() {
    let inner = r#"\\.\root:A_B.K="it's \"quoted\" \\",L=TRUE"#;
    let outer = ObjectPath {
        namespace: Some(r"root\Acme".to_owned()),
        class: "A_Link".to_owned(),
        keys: named(&[("From", text(inner)), ("To", Literal::Integer(-1))]),
    };
    let written = outer.to_string();
    assert_eq!(
        written,
        r#"root\Acme:A_Link.From="\\\\.\\root:A_B.K=\"it's \\\"quoted\\\" \\\\\",L=TRUE",To=-1"#
    );
    assert_eq!(ObjectPath::parse(&written), Ok(outer));
    for path in [
        "A_B",
        "A_B=@",
        "root:A_B=FALSE",
        r#"A_B.K="",L="a,b=c.d:e@{f}/g%20 \\\"""#,
        "A_B=18446744073709551615",
        "A_B=\"gr\u{f6}\u{df}e \u{1f4be} \t\"",
    ] {
        let parsed = ObjectPath::parse(path).expect(path);
        assert_eq!(parsed.to_string(), path);
    }
}
