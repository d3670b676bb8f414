//! The MOF reader of the tests reads what MOF allows, and refuses the rest: what it lets pass, the tests that use it
//! let pass too.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "support/mof/mod.rs"]
mod mof;

use mof::{Flavors, Item, Value};

/// The default that a property of this type has, when written so.
fn default(cim_type: &str, written: &str) -> Result<Value, String> {
    let file = format!("class A {{ [key] string K; {cim_type} = {written}; }};");
    let items = mof::read(&file)?;
    let class = mof::classes(&items).next().unwrap().clone();
    Ok(class.properties[1].default.clone())
}

#[test]
fn values_are_read() {
    let text = |text: &str| Value::Text(text.to_owned());
    for (cim_type, written, value) in [
        ("string P", r#""a\"b\\c\n\r\t""#, text("a\"b\\c\n\r\t")),
        (
            "string P",
            r#""\x41\x00E91\xD83E\xDD80""#,
            text("A\u{e9}1\u{1f980}"),
        ),
        (
            "string P",
            "\"one \" // a comment\n  \"two\"",
            text("one two"),
        ),
        ("string P", r#""// no comment""#, text("// no comment")),
        ("boolean P", "TRUE", Value::Boolean(true)),
        (
            "uint64 P",
            "18446744073709551615",
            Value::Integer(u64::MAX.into()),
        ),
        ("sint8 P", "-128", Value::Integer(-128)),
        ("uint8 P", "0xFf", Value::Integer(255)),
        ("real32 P", "-1.5e-3", Value::Real(-0.0015)),
        ("char16 P", r"'\xD83E'", Value::Char(0xd83e)),
        ("char16 P", r"'\''", Value::Char(0x27)),
        ("uint8 P[]", "{}", Value::Array(Vec::new())),
        ("uint8 P[1]", "{1}", Value::Array(vec![Value::Integer(1)])),
        (
            "uint8 P[]",
            "{1, 2}",
            Value::Array(vec![Value::Integer(1), Value::Integer(2)]),
        ),
        ("uint8 P", "NULL", Value::Null),
    ] {
        assert_eq!(default(cim_type, written), Ok(value), "{written}");
    }
}

#[test]
fn values_that_are_not_right_are_refused() {
    for (cim_type, written) in [
        ("uint8 P", "256"),
        ("uint8 P", "-1"),
        ("sint64 P", "9223372036854775808"),
        ("uint8 P", "010"),
        ("uint8 P", "11b"),
        ("uint8 P", "0x"),
        ("uint8 P", "{1}"),
        ("uint8 P", "\"1\""),
        ("uint8 P[]", "1"),
        ("uint8 P[]", "{1,}"),
        ("uint8 P[2]", "{1, 2, 3}"),
        ("uint8 P[0]", "{}"),
        ("uint8 P[-1]", "{}"),
        ("uint8 P[2147483648]", "{}"),
        ("uint8 P[N]", "{}"),
        ("uint8 P[]", "{1, \"a\"}"),
        ("uint8 P[]", "{{1}}"),
        ("real64 P", "1e5"),
        ("real64 P", "1."),
        ("real64 P", "1.5e"),
        ("real64 P", "inf"),
        ("string P", "\"a"),
        ("string P", "\"a\nb\""),
        ("string P", r#""\q""#),
        ("string P", r#""\xg""#),
        ("string P", r#""\xD83E""#),
        ("string P", "\"\u{e9}\""),
        ("string P", "\"\u{1}\""),
        ("string P", "'a'"),
        ("char16 P", "''"),
        ("char16 P", "'ab'"),
        ("char16 P", "\"a\""),
        ("datetime P", "\"2026\""),
        ("strin P", "\"a\""),
        ("string P", "$Nobody"),
        ("string null", "\"a\""),
        ("string K", "\"a\""),
    ] {
        let found = default(cim_type, written);
        assert!(found.is_err(), "{cim_type} = {written}: {found:?}");
    }
}

#[test]
fn a_whole_file_is_read() {
    let items = mof::read(
        r#"#pragma namespace("\\\\.\\root") // told
#pragma deleteclass("A", NOFAIL)
[Description("x" "y"), List{1, 2}: ToSubclass DisableOverride, Flag] class A { [Key] uint8 K; };
instance of A as $One { K = 1; };
[Own(1.5): Amended] instance of B { Other = $One; };"#,
    )
    .unwrap();
    let pragma = |name: &str, arguments: &[&str]| Item::Pragma {
        name: name.to_owned(),
        arguments: arguments
            .iter()
            .map(|&argument| argument.to_owned())
            .collect(),
    };
    assert_eq!(items[0], pragma("namespace", &[r"\\.\root"]));
    assert_eq!(items[1], pragma("deleteclass", &["A", "NOFAIL"]));
    let class = mof::classes(&items).next().unwrap();
    assert_eq!(class.qualifiers["description"].value, "xy".into());
    assert_eq!(class.qualifiers["flag"].value, Value::Boolean(true));
    let list = &class.qualifiers["list"];
    let numbers = vec![Value::Integer(1), Value::Integer(2)];
    assert_eq!(list.value, Value::Array(numbers));
    let strict = Flavors {
        overridable: false,
        to_subclass: true,
        to_instance: false,
        amended: false,
    };
    assert_eq!(list.flavors, strict);
    assert_eq!(class.properties[0].qualifiers["key"].flavors, strict);
    let instances: Vec<_> = mof::instances(&items).collect();
    assert_eq!(instances[0].alias.as_deref(), Some("One"));
    assert_eq!(
        (instances[1].class.as_str(), instances[1].values.len()),
        ("B", 1)
    );
    assert!(instances[1].qualifiers["own"].flavors.amended);
    let alias = Value::Alias("One".to_owned());
    assert_eq!(instances[1].values[0], ("Other".to_owned(), alias));
}

#[test]
fn files_that_are_not_right_are_refused_with_their_line() {
    for text in [
        "\nclass A { uint8 K; }",
        "\nclass A { uint8 K };",
        "\nclass A { uint8 K; uint8 k; };",
        "\n[key, Key] class A { };",
        "\n[Own(1] class A { };",
        "\n[Own: Sometimes] class A { };",
        "\n[Own{1, \"a\"}] class A { };",
        "\ninstance of A { K = 1; K = 2; };",
        "\ninstance A { K = 1; };",
        "\n#pragma namespace(\"a\"",
        "\n# namespace(\"a\")",
        "\n/* not so */",
        "\n// \u{e9}",
        "\nhello",
        "\n@",
    ] {
        let problem = mof::read(text).unwrap_err();
        assert!(problem.starts_with("line 2: "), "{text}: {problem}");
    }
}
