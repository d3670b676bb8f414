//! Every value, from the provider's own code through the DLL to the client, as WMI has it; and every key on its way in.
#![cfg(windows)]

mod harness;

use harness::codes::{S_OK, WBEM_E_INVALID_OBJECT_PATH, WBEM_E_NOT_FOUND, WBEM_E_PROVIDER_FAILURE};
use harness::wmi_core::Value;
use harness::wmi_core::bindings::{VARENUM, VT_BOOL, VT_BSTR, VT_I2, VT_I4, VT_R4, VT_R8, VT_UI1};
use harness::{Client, Level, Object, PROVIDER, Provider, Result};
use windows_core::HRESULT;

/// Runs what a test asks of the provider.
fn with_client(ask: impl FnOnce(&Client<'_>)) {
    let provider = Provider::load().unwrap();
    ask(&provider.client(Level::Impersonate));
}

/// The instance at a path, as the values of its properties.
#[track_caller]
fn only(client: &Client<'_>, path: &str) -> impl Fn(&str) -> Value + use<> {
    values(client.get(path).unwrap())
}

/// The values of an instance, as their VARIANTs say them.
fn values(object: Object) -> impl Fn(&str) -> Value {
    move |name| object.variant(name).clone()
}

#[track_caller]
fn status(client: &Client<'_>, path: &str) -> HRESULT {
    client.get(path).unwrap_err().status()
}

fn array(of: VARENUM, elements: impl IntoIterator<Item = Value>) -> Value {
    Value::Array(of, elements.into_iter().collect())
}

fn texts<'t>(elements: impl IntoIterator<Item = &'t str>) -> Value {
    array(VT_BSTR, elements.into_iter().map(Value::text))
}

#[test]
fn the_ends_of_every_type_arrive() {
    with_client(|client| {
        let least = only(client, "Acme_EveryType.Name=\"least\"");
        let most = only(client, "Acme_EveryType.Name=\"most\"");
        for (name, lowest, highest) in [
            ("Flag", Value::Bool(false), Value::Bool(true)),
            ("U8", Value::Ui1(0), Value::Ui1(100)),
            ("U16", Value::I4(0), Value::I4(65_535)),
            ("U32", Value::I4(0), Value::I4(-1)),
            ("U64", Value::text("0"), Value::text("18446744073709551615")),
            ("S8", Value::I2(-100), Value::I2(100)),
            ("S16", Value::I2(i16::MIN), Value::I2(i16::MAX)),
            ("S32", Value::I4(i32::MIN), Value::I4(i32::MAX)),
            (
                "S64",
                Value::text("-9223372036854775808"),
                Value::text("9223372036854775807"),
            ),
            ("R32", Value::R4(f32::MIN), Value::R4(f32::MAX)),
            ("R64", Value::R8(f64::MIN), Value::R8(f64::MAX)),
            ("Exact", Value::R8(f64::MIN), Value::R8(f64::MAX)),
            ("Letter", Value::I2(1), Value::I2(-1)),
            (
                "Text",
                Value::text(""),
                Value::text("16 units: \u{1F980}\u{1F980}é日"),
            ),
            (
                "When",
                Value::text("00010101000000.000000-720"),
                Value::text("99991231235959.999999+720"),
            ),
            (
                "Daily",
                Value::text("**************.******+***"),
                Value::text("********235959.999999-480"),
            ),
            (
                "Span",
                Value::text("00000000000000.000000:000"),
                Value::text("99999999235959.999999:000"),
            ),
            ("Secret", Value::R8(f64::MIN_POSITIVE), Value::Null),
            (
                "Sealed",
                array(VT_I2, []),
                array(VT_I2, [Value::I2(i16::MIN), Value::I2(i16::MAX)]),
            ),
        ] {
            assert_eq!(least(name), lowest, "{name}");
            assert_eq!(most(name), highest, "{name}");
        }
    });
}

#[test]
fn what_is_nothing_is_null() {
    with_client(|client| {
        let nothing = only(client, "Acme_EveryType.Name=\"nothing\"");
        for property in PROVIDER.classes[0].properties {
            assert_eq!(
                nothing(property.name) == Value::Null,
                !property.key,
                "{}",
                property.name
            );
        }
    });
}

/// The one instance of an enumeration that has this value as its key.
#[track_caller]
fn listed(client: &Client<'_>, class: &str, key: (&str, Value)) -> impl Fn(&str) -> Value + use<> {
    let answer = client.enumerate(class).unwrap();
    assert_eq!(answer.status, S_OK, "{class}");
    let (name, value) = key;
    let mut objects = answer.objects.into_iter();
    let object = objects.find(|object| *object.variant(name) == value);
    values(object.unwrap_or_else(|| panic!("{class}.{name}={value:?}")))
}

#[test]
fn what_is_no_number_and_what_has_no_end_is_null_on_every_route() {
    with_client(|client| {
        let got = only(client, "Acme_EveryType.Name=\"endless\"");
        let key = ("Name", Value::text("endless"));
        let seen = listed(client, "Acme_EveryType", key);
        for name in ["R32", "R64", "Secret"] {
            assert_eq!(
                (got(name), seen(name)),
                (Value::Null, Value::Null),
                "{name}"
            );
        }
        // An array is NULL as a whole: it would be another one without the element.
        let got = only(client, "Acme_EveryArray.ID=3");
        let seen = listed(client, "Acme_EveryArray", ("ID", Value::I4(3)));
        for name in ["R32s", "R64s", "DeniedReals"] {
            assert_eq!(
                (got(name), seen(name)),
                (Value::Null, Value::Null),
                "{name}"
            );
        }
        assert_eq!(got("U16s"), array(VT_I4, []));
        // Unless the spec asks for more than that.
        for path in ["Acme_EveryType.Name=\"inexact\"", "Acme_EveryArray.ID=4"] {
            assert_eq!(status(client, path), WBEM_E_PROVIDER_FAILURE, "{path}");
        }
    });
}

#[test]
fn defaults_are_those_of_the_spec() {
    with_client(|client| {
        let default = only(client, "Acme_EveryType.Name=\"default\"");
        for (name, value) in [
            ("Flag", Value::Bool(true)),
            ("U8", Value::Null),
            ("U16", Value::I4(65_535)),
            ("U32", Value::I4(-1)),
            ("U64", Value::text("18446744073709551615")),
            ("S8", Value::I2(-100)),
            ("S64", Value::text("-9223372036854775808")),
            ("R32", Value::R4("3.14".parse().expect("a number"))),
            ("R64", Value::R8(-2.5e300)),
            ("Exact", Value::R8(0.1)),
            ("Letter", Value::I2(0xE9)),
            ("Text", Value::text("a\"b\\c'd\n")),
            ("When", Value::text("20260131093000.000000+060")),
            ("Daily", Value::text("********093000.000000-480")),
            ("Span", Value::text("00000001123000.500000:000")),
            ("Secret", Value::R8(1.0)),
            ("Sealed", array(VT_I2, [Value::I2(1), Value::I2(-1)])),
        ] {
            assert_eq!(default(name), value, "{name}");
        }
        let default = only(client, "Acme_EveryArray=2");
        assert_eq!(
            default("Letters"),
            array(VT_I2, [0x61, 0x27, 0x65E5].map(Value::I2))
        );
        assert_eq!(default("S32s"), array(VT_I4, []));
        assert_eq!(default("U32s"), Value::Null);
        let reals = array(VT_R8, [0.5, 1.0].map(Value::R8));
        assert_eq!(default("DeniedReals"), reals);
        assert_eq!(default("DeniedTimes"), texts([]));
        assert_eq!(
            default("Whens"),
            texts(["20260131093000.000000+060", "**************.******+***"])
        );
    });
}

#[test]
fn arrays_of_every_type_arrive() {
    with_client(|client| {
        let empty = only(client, "Acme_EveryArray.ID=0");
        let ends = only(client, "Acme_EveryArray.ID=1");
        for (name, of, two) in [
            ("Flags", VT_BOOL, [false, true].map(Value::Bool)),
            ("U8s", VT_UI1, [0, 255].map(Value::Ui1)),
            ("U16s", VT_I4, [1, 1000].map(Value::I4)),
            ("U32s", VT_I4, [0, -1].map(Value::I4)),
            (
                "U64s",
                VT_BSTR,
                ["0", "18446744073709551615"].map(Value::text),
            ),
            ("S8s", VT_I2, [-128, 127].map(Value::I2)),
            ("S16s", VT_I2, [i16::MIN, i16::MAX].map(Value::I2)),
            ("S32s", VT_I4, [i32::MIN, i32::MAX].map(Value::I4)),
            (
                "S64s",
                VT_BSTR,
                ["-9223372036854775808", "9223372036854775807"].map(Value::text),
            ),
            ("R32s", VT_R4, [f32::MIN, f32::MAX].map(Value::R4)),
            ("R64s", VT_R8, [f64::MIN, f64::MAX].map(Value::R8)),
            ("Letters", VT_I2, [1, -1].map(Value::I2)),
            (
                "Texts",
                VT_BSTR,
                ["", &"é\u{1F980}".repeat(33)].map(Value::text),
            ),
            (
                "Whens",
                VT_BSTR,
                ["00010101000000.000000-720", "99991231235959.999999+720"].map(Value::text),
            ),
            (
                "Spans",
                VT_BSTR,
                ["00000000000000.000000:000", "99999999235959.999999:000"].map(Value::text),
            ),
        ] {
            assert_eq!(empty(name), array(of, []), "{name}");
            assert_eq!(ends(name), array(of, two), "{name}");
        }
        assert_eq!(empty("Mac"), array(VT_UI1, []));
        assert_eq!(
            ends("Mac"),
            array(VT_UI1, [0, 1, 2, 3, 4, 255].map(Value::Ui1))
        );
        assert_eq!((empty("One"), ends("One")), (texts([]), texts(["alone"])));
        assert_eq!(ends("Many"), texts(["0", "9223372036854775807"]));
        assert_eq!(empty("Denied"), array(VT_BSTR, []));
        assert_eq!(ends("Denied"), Value::Null);
        assert_eq!(ends("DeniedReals"), Value::Null);
        assert_eq!(ends("DeniedTimes"), texts(["99999999235959.999999:000"]));
    });
}

#[test]
fn what_the_class_lists_not_is_kept() {
    with_client(|client| {
        let listed = only(client, "Acme_EveryMeaning=\"listed\"");
        let unlisted = only(client, "Acme_EveryMeaning=\"unlisted\"");
        let default = only(client, "Acme_EveryMeaning=\"default\"");
        for (name, named, bare) in [
            ("State", Value::I4(2), Value::I4(40_000)),
            ("Offset", Value::I4(-1), Value::I4(-2)),
            (
                "States",
                array(VT_UI1, [1, 0].map(Value::Ui1)),
                array(VT_UI1, [Value::Ui1(255)]),
            ),
            (
                "Mode",
                Value::text("slow-\"and\"-sure"),
                Value::text("turbo"),
            ),
            ("Modes", texts(["x"]), texts([])),
            ("Features", Value::I4(i32::MIN + 1), Value::I4(0x10)),
            ("FeatureSets", texts(["9223372036854775808"]), texts(["0"])),
            (
                "Ranged",
                Value::text("-1"),
                Value::text("-9223372036854775808"),
            ),
            ("All", Value::Ui1(255), Value::Ui1(0)),
            ("Ready", Value::Bool(true), Value::Bool(false)),
            (
                "Answers",
                array(VT_BOOL, [true, false].map(Value::Bool)),
                Value::Null,
            ),
            ("Hidden", Value::Ui1(1), Value::Null),
        ] {
            assert_eq!(listed(name), named, "{name}");
            assert_eq!(unlisted(name), bare, "{name}");
        }
        assert_eq!(default("Offset"), Value::I4(5));
        assert_eq!(default("States"), array(VT_UI1, [0, 1, 2].map(Value::Ui1)));
        assert_eq!(default("Features"), Value::I4(3));
        assert_eq!(default("FeatureSets"), texts(["9223372036854775808", "0"]));
    });
}

#[test]
fn what_is_listed_without_a_meaning_arrives() {
    with_client(|client| {
        let one = only(client, "Acme_EveryValue=\"one\"");
        let other = only(client, "Acme_EveryValue=\"other\"");
        for (name, named, default) in [
            ("Speed", Value::text("very \"safe\""), Value::text("fast")),
            ("Level", Value::I2(-1), Value::I2(-1)),
            (
                "Levels",
                array(VT_I4, [1, 3].map(Value::I4)),
                array(VT_I4, [2, 3].map(Value::I4)),
            ),
            ("Flags", Value::Ui1(129), Value::Ui1(128)),
            ("Between", Value::text("5"), Value::Null),
            ("Health", Value::I4(2), Value::I4(3)),
            (
                "Healths",
                array(VT_I4, [0, 40_000].map(Value::I4)),
                array(VT_I4, [0, 9].map(Value::I4)),
            ),
            (
                "Abilities",
                array(VT_UI1, [Value::Ui1(129)]),
                array(VT_UI1, [Value::Ui1(129)]),
            ),
            ("Pace", Value::text("slow"), Value::text("quick")),
            ("Answer", Value::Bool(true), Value::Null),
            ("Grade", Value::I4(i32::MIN), Value::Null),
        ] {
            assert_eq!(one(name), named, "{name}");
            assert_eq!(other(name), default, "{name}");
        }
        let third = status(client, "Acme_EveryValue=\"third\"");
        assert_eq!(third, WBEM_E_NOT_FOUND);
    });
}

#[test]
fn what_two_classes_share_goes_from_one_to_the_other() {
    with_client(|client| {
        let quick = only(client, "Acme_EveryShare=\"quick\"");
        for (name, value) in [
            ("Before", Value::I4(2)),
            ("After", Value::I4(5)),
            ("Own", Value::I4(2)),
            ("Answers", array(VT_BOOL, [Value::Bool(true)])),
        ] {
            assert_eq!(quick(name), value, "{name}");
        }
        let other = only(client, "Acme_EveryShare=\"Slow\"");
        assert_eq!(other("Before"), Value::Null);
    });
}

#[test]
fn what_is_required_has_a_value_or_its_instance_does_not_come() {
    with_client(|client| {
        let made = only(client, "Acme_EveryRequired.ID=0");
        let empty = only(client, "Acme_EveryRequired.ID=1");
        for (name, value) in [
            ("Key", Value::text("no key")),
            ("Sizes", array(VT_I4, [1, -1].map(Value::I4))),
            ("State", Value::Ui1(1)),
            ("Letter", Value::I2(0x41)),
            ("Wear", Value::R4(0.5)),
            ("Span", Value::text("99999999235959.999999:000")),
            ("Owner", Value::text("somebody")),
            ("Ready", Value::Bool(true)),
            ("Mode", Value::text("fast")),
            ("Names", texts(["a", "b"])),
            ("Nothing", array(VT_UI1, [])),
            ("Speed", Value::R8(0.1)),
            ("Speeds", array(VT_R4, [0.5, 1.0].map(Value::R4))),
            ("Since", Value::text("20260131093000.000000+060")),
            ("Load", Value::R8(0.25)),
            ("Loads", array(VT_I2, [1, -1].map(Value::I2))),
            ("Note", Value::Null),
        ] {
            assert_eq!(made(name), value, "{name}");
        }
        for (name, value) in [
            ("Key", Value::text("")),
            ("Sizes", array(VT_I4, [])),
            ("Owner", Value::text("")),
            ("Names", texts([])),
            ("Loads", array(VT_I2, [])),
        ] {
            assert_eq!(empty(name), value, "{name}");
        }
        // What the client may not see hides its instance, as the policy has it: NULL cannot take its place.
        assert_eq!(status(client, "Acme_EveryRequired.ID=2"), WBEM_E_NOT_FOUND);
        for id in 3..=7 {
            let broken = status(client, &format!("Acme_EveryRequired.ID={id}"));
            assert_eq!(broken, WBEM_E_PROVIDER_FAILURE, "{id}");
        }
    });
}

#[test]
fn what_the_class_rules_out_never_leaves_the_provider() {
    with_client(|client| {
        for name in ["too much", "too long"] {
            let path = format!("Acme_EveryType.Name=\"{name}\"");
            let broken = status(client, &path);
            assert_eq!(broken, WBEM_E_PROVIDER_FAILURE, "{name}");
        }
        for id in [5, 6] {
            let broken = status(client, &format!("Acme_EveryArray.ID={id}"));
            assert_eq!(broken, WBEM_E_PROVIDER_FAILURE, "{id}");
        }
        // No instance can have such a key, so none is looked for.
        let long = format!("Acme_EveryType.Name=\"{}\"", "x".repeat(65));
        assert_eq!(status(client, &long), WBEM_E_NOT_FOUND);
    });
}

/// The keys of an instance of the class with a key of each type, but for those that are given here.
fn keys(given: &[(&str, &str)]) -> Vec<String> {
    let keys = [
        ("Flag", "TRUE"),
        ("U8", "200"),
        ("U16", "3"),
        ("U32", "4294967295"),
        ("U64", "18446744073709551615"),
        ("S8", "-128"),
        ("S16", "-32768"),
        ("S32", "-2147483648"),
        ("S64", "-9223372036854775808"),
        ("Letter", "\"\\\"\""),
        ("Text", r#""a \"b\" c:\\d, e=f""#),
        ("When", "\"********093000.000000-480\""),
        ("Span", "\"00000001123000.500000:000\""),
    ];
    let key = |(name, value): (&str, &str)| {
        let other = given.iter().find(|(other, _)| *other == name);
        format!("{name}={}", other.map_or(value, |(_, value)| value))
    };
    keys.map(key).to_vec()
}

/// The path of that instance.
fn path(given: &[(&str, &str)]) -> String {
    format!("Acme_EveryKey.{}", keys(given).join(","))
}

#[test]
fn keys_of_every_type_come_in_and_go_out() {
    with_client(|client| {
        let plain = path(&[]);
        let instance = only(client, &plain);
        assert_eq!(instance("Note"), Value::text(&plain));
        for (name, value) in [
            ("Flag", Value::Bool(true)),
            ("U8", Value::Ui1(200)),
            ("U32", Value::I4(-1)),
            ("U64", Value::text("18446744073709551615")),
            ("S64", Value::text("-9223372036854775808")),
            ("Letter", Value::I2(0x22)),
            ("Text", Value::text(r#"a "b" c:\d, e=f"#)),
            ("When", Value::text("********093000.000000-480")),
        ] {
            assert_eq!(instance(name), value, "{name}");
        }
        // Other spellings of the same keys name the same instance.
        let spelt = path(&[("Flag", "true"), ("U32", "0xFFFFFFFF"), ("Letter", "'\"'")]);
        let spelt = only(client, &format!(r"\\.\root\Acme\Types:{spelt}"));
        assert_eq!(spelt("Note"), Value::text(&plain));
        // So do the same keys in any order, and in any case.
        let mut turned = keys(&[]);
        turned.reverse();
        let turned = turned.join(",").replace("Letter", "LETTER");
        let turned = only(client, &format!("acme_everykey.{turned}"));
        assert_eq!(turned("Note"), Value::text(&plain));
    });
}

#[test]
fn a_key_that_is_none_of_its_type_is_refused() {
    with_client(|client| {
        for wrong in [
            ("Flag", "1"),
            ("U8", "256"),
            ("U8", "-1"),
            ("U16", "65536"),
            ("U32", "4294967296"),
            ("U64", "18446744073709551616"),
            ("S8", "-129"),
            ("S64", "9223372036854775808"),
            ("Letter", "\"ab\""),
            ("Text", "a"),
            ("Text", "\"a\\"),
            ("Text", "\"a\\x41\""),
            ("Text", "\"a\"\""),
            ("When", "\"20260229093000.000000+060\""),
            ("Span", "\"20260131093000.000000+060\""),
        ] {
            let path = path(&[wrong]);
            let refused = status(client, &path);
            assert_eq!(refused, WBEM_E_INVALID_OBJECT_PATH, "{path}");
        }
        // Of its type, and yet beyond what the class allows.
        let impossible = path(&[("U8", "201")]);
        assert_eq!(status(client, &impossible), WBEM_E_NOT_FOUND);
    });
}

/// What a test of data reads: numbers as numbers, whatever VARIANT they come in.
#[test]
fn values_come_in_the_words_of_their_types() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let most = client.get("Acme_EveryType.Name=\"most\"")?;
    assert_eq!(most.get("Flag"), true);
    assert_eq!(most.get("u8"), 100);
    assert_eq!(most.get("U16"), u16::MAX);
    assert_eq!(most.get("U32"), u32::MAX);
    assert_eq!(most.get("U64"), u64::MAX);
    assert_eq!(most.get("S8"), 100_i8);
    assert_eq!(most.get("S16"), i16::MAX);
    assert_eq!(most.get("S32"), i32::MAX);
    assert_eq!(most.get("S64"), i64::MAX);
    assert_eq!(most.get("R32"), f32::MAX);
    assert_eq!(most.get("R64"), f64::MAX);
    assert_eq!(most.get("Letter"), '\u{FFFF}');
    assert_eq!(most.get("When"), "99991231235959.999999+720");
    assert_eq!(most.get("Sealed"), [i16::MIN, i16::MAX]);
    assert_eq!(most.get("Secret"), harness::Value::Null);
    assert_ne!(most.get("S32"), -1);
    assert_ne!(most.get("S32"), "2147483647");
    assert_ne!(most.get("Sealed"), [i16::MIN]);
    let ends = client.get("Acme_EveryArray.ID=1")?;
    assert_eq!(ends.get("U64s"), [0, u64::MAX]);
    assert_eq!(ends.get("Texts"), ["", &"é\u{1F980}".repeat(33)]);
    Ok(())
}

/// Each instance has the path that a client asks for it by, whatever types its keys have.
#[test]
fn what_is_listed_is_found_by_its_path() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    // A class may have methods alone.
    let has_instances =
        |class: &&harness::table::Class| class.operations.iter().any(|one| one.served);
    let classes = PROVIDER.classes.iter();
    for class in classes.filter(has_instances) {
        for object in client.enumerate(class.name)?.objects {
            assert_eq!(client.get(&object.path())?, object);
        }
    }
    Ok(())
}

/// What a test says of an answer that is none.
#[test]
fn a_refusal_is_a_sentence() -> Result {
    let provider = Provider::load()?;
    let refused = |level, path| provider.client(level).get(path).unwrap_err().to_string();
    let absent = "Acme_EveryType.Name=\"absent\"";
    assert_eq!(
        refused(Level::Impersonate, absent),
        format!("{absent}: the provider answered WBEM_E_NOT_FOUND (0x80041002)")
    );
    assert_eq!(
        refused(Level::Identify, absent),
        format!("{absent}: the provider answered WBEM_E_ACCESS_DENIED (0x80041003)")
    );
    Ok(())
}
