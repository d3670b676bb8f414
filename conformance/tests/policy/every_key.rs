//! A class whose keys are of every type that keys can have: a path leads to the instance that it names, in every
//! spelling, and the path that the runtime makes of an instance's keys leads back to it.

use crate::script::{Place, Script};
use crate::session::Session;
use crate::wmi::{
    Char16, CimType, CimValue, DateTime, Interval, Keys, Property, Result, Row, Schema,
};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{self, Client, Definition, Request, Value as Given};

/// The class.
pub const CLASS: &str = "Test_Key";

/// The keys, each with a literal and what WMI makes of it.
fn keys() -> [(
    &'static str,
    CimType,
    CIMTYPE_ENUMERATION,
    &'static str,
    Given,
); 13] {
    let moment = "20240229235959.000001-480";
    let length = "00000001120032.000000:000";
    [
        (
            "Boolean",
            CimType::Boolean,
            CIM_BOOLEAN,
            "TRUE",
            Given::Bool(true),
        ),
        ("Uint8", CimType::Uint8, CIM_UINT8, "255", Given::Ui1(255)),
        (
            "Uint16",
            CimType::Uint16,
            CIM_UINT16,
            "65535",
            Given::I4(65_535),
        ),
        (
            "Uint32",
            CimType::Uint32,
            CIM_UINT32,
            "4294967295",
            Given::I4(-1),
        ),
        (
            "Uint64",
            CimType::Uint64,
            CIM_UINT64,
            "18446744073709551615",
            Given::text("18446744073709551615"),
        ),
        ("Sint8", CimType::Sint8, CIM_SINT8, "-128", Given::I2(-128)),
        (
            "Sint16",
            CimType::Sint16,
            CIM_SINT16,
            "-32768",
            Given::I2(i16::MIN),
        ),
        (
            "Sint32",
            CimType::Sint32,
            CIM_SINT32,
            "-2147483648",
            Given::I4(i32::MIN),
        ),
        (
            "Sint64",
            CimType::Sint64,
            CIM_SINT64,
            "-9223372036854775808",
            Given::text("-9223372036854775808"),
        ),
        (
            "Char16",
            CimType::Char16,
            CIM_CHAR16,
            r#""\"""#,
            Given::I2(0x22),
        ),
        (
            "String",
            CimType::String,
            CIM_STRING,
            r#""C:\\it's \"a\",b=1""#,
            Given::text(r#"C:\it's "a",b=1"#),
        ),
        (
            "DateTime",
            CimType::DateTime,
            CIM_DATETIME,
            r#""20240229235959.000001-480""#,
            Given::text(moment),
        ),
        (
            "Interval",
            CimType::Interval,
            CIM_DATETIME,
            r#""00000001120032.000000:000""#,
            Given::text(length),
        ),
    ]
}

/// The class's table: keys and nothing else.
pub fn properties() -> Vec<Property> {
    let key = |(name, cim_type, ..): (&'static str, CimType, _, _, _)| match cim_type {
        CimType::String => Property::key(name, cim_type).max_len(20),
        CimType::Uint16 => Property::key(name, cim_type).min(1),
        _ => Property::key(name, cim_type),
    };
    keys().map(key).into()
}

/// The class, as WMI knows it.
pub fn definition() -> Definition {
    let class = Definition::new(CLASS);
    keys()
        .into_iter()
        .fold(class, |class, (name, cim_type, cim, ..)| {
            class.with(wmi_core::Property {
                key: true,
                interval: cim_type == CimType::Interval,
                ..wmi_core::Property::new(name, cim)
            })
        })
}

/// The instance that has these keys.
pub fn row(keys: &Keys) -> Result<Row> {
    fn get<T: CimValue>(keys: &Keys, index: usize) -> Result<T> {
        keys.get(index)
    }
    Ok(Row::new([
        get::<bool>(keys, 0)?.into(),
        get::<u8>(keys, 1)?.into(),
        get::<u16>(keys, 2)?.into(),
        get::<u32>(keys, 3)?.into(),
        get::<u64>(keys, 4)?.into(),
        get::<i8>(keys, 5)?.into(),
        get::<i16>(keys, 6)?.into(),
        get::<i32>(keys, 7)?.into(),
        get::<i64>(keys, 8)?.into(),
        get::<Char16>(keys, 9)?.into(),
        get::<String>(keys, 10)?.into(),
        get::<DateTime>(keys, 11)?.into(),
        get::<Interval>(keys, 12)?.into(),
    ]))
}

/// The path with these literals in the place of their keys' own.
fn path(replaced: &[(&str, &str)]) -> String {
    let keys = keys().map(|(name, _, _, literal, _)| {
        let other = replaced.iter().find(|(key, _)| *key == name);
        format!("{name}={}", other.map_or(literal, |(_, literal)| literal))
    });
    format!("{CLASS}.{}", keys.join(","))
}

fn get(session: &Session, path: &str) -> wmi_core::Answer {
    session.call(&Client::impersonate(), Request::get(path))
}

#[test]
fn a_path_leads_to_what_it_names() {
    let session = Session::start(Script::new());
    for path in [
        path(&[]),
        path(&[("Boolean", "true"), ("Uint8", "0xFF"), ("Char16", "34")]),
    ] {
        let answer = get(&session, &path);
        assert_eq!(answer.status(), S_OK, "{path}");
        for (name, _, _, _, given) in keys() {
            assert_eq!(answer.objects[0].get(name), Some(&given), "{name}");
        }
    }
}

#[test]
fn the_path_that_is_made_of_keys_leads_back_to_them() {
    let text = r#"C:\it's "a",b=1"#.to_owned();
    let (moment, length) = ("20240229235959.000001-480", "00000001120032.000000:000");
    let moment: DateTime = moment.parse().expect(moment);
    let length: Interval = length.parse().expect(length);
    let schema = Schema {
        name: CLASS,
        singleton: false,
        properties: properties().leak(),
        policy: Script::new().policy,
    };
    let path = schema.path([
        true.into(),
        u8::MAX.into(),
        u16::MAX.into(),
        u32::MAX.into(),
        u64::MAX.into(),
        i8::MIN.into(),
        i16::MIN.into(),
        i32::MIN.into(),
        i64::MIN.into(),
        Char16::new(0x22).into(),
        text.into(),
        moment.into(),
        length.into(),
    ]);
    assert_eq!(path.to_string(), self::path(&[]));
    let session = Session::start(Script::new());
    assert_eq!(get(&session, &path.to_string()).status(), S_OK);
}

#[test]
fn a_key_of_another_type_is_none() {
    let session = Session::start(Script::new());
    for (name, literal) in [
        ("Boolean", "1"),
        ("Uint8", "256"),
        ("Uint16", "-1"),
        ("Uint32", "\"1\""),
        ("Uint64", "\"+1\""),
        ("Sint8", "-129"),
        ("Sint64", "9223372036854775808"),
        ("Char16", "\"ab\""),
        ("String", "1"),
        ("DateTime", r#""20240230000000.000000+000""#),
        ("Interval", r#""20240229000000.000000+000""#),
    ] {
        let answer = get(&session, &path(&[(name, literal)]));
        assert_eq!(
            answer.status(),
            WBEM_E_INVALID_OBJECT_PATH,
            "{name}={literal}"
        );
    }
    assert_eq!(session.script.count(Place::Get), 0);
}

#[test]
fn a_key_that_the_class_rules_out_is_that_of_no_instance() {
    let session = Session::start(Script::new());
    for (name, literal) in [
        ("String", r#""of twenty-one letters""#),
        ("String", "\"a\tb\""),
        ("Uint16", "0"),
        ("Char16", "31"),
    ] {
        let answer = get(&session, &path(&[(name, literal)]));
        assert_eq!(answer.status(), WBEM_E_NOT_FOUND, "{name}={literal}");
        assert_eq!(answer.error_object(), None);
    }
    assert_eq!(session.script.count(Place::Get), 0);
}
