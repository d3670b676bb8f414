//! Properties of every type, with everything that a spec can say of them.

use crate::model::{
    BitMeaning, CimType, Flavor, MeaningOf, Meanings, NotFinite, Property, PropertyDenial,
    QualifierValue, Real, Value, resolve,
};
use crate::spec;

/// The property `P` of a sound spec, which is written so.
fn property(written: &str) -> Property {
    let text = format!(
        r#"
        spec-version = 1
        [provider]
        name = "AcmeStorage"
        clsid = "{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}"
        namespace = 'root\Acme'
        [class.Acme_Disk]
        operations = ["get"]
        [class.Acme_Disk.properties]
        K = {{ type = "string", key = true }}
        P = {{ {written} }}
        "#
    );
    let (spec, found) = spec::read(&text);
    assert_eq!(found, [], "{written}");
    let (provider, found) = resolve(&spec);
    assert_eq!(found, [], "{written}");
    let mut classes = provider.expect("a provider").classes;
    classes.remove(0).properties.remove(1)
}

#[test]
fn every_type_is_one_value_or_an_array() {
    for (name, cim_type) in [
        ("boolean", CimType::Boolean),
        ("uint8", CimType::Uint8),
        ("sint64", CimType::Sint64),
        ("real32", CimType::Real32),
        ("char16", CimType::Char16),
        ("string", CimType::String),
        ("datetime", CimType::Datetime),
        ("interval", CimType::Interval),
    ] {
        for (brackets, array) in [("", false), ("[]", true)] {
            let property = property(&format!("type = \"{name}{brackets}\""));
            assert_eq!((property.cim_type(), property.array), (cim_type, array));
        }
    }
}

#[test]
fn an_array_may_have_a_bound() {
    for (of, max_items) in [
        ("uint8[6]", Some(6)),
        ("string[1]", Some(1)),
        ("datetime[2147483647]", Some(2_147_483_647)),
        ("uint8[]", None),
        ("uint8", None),
    ] {
        let property = property(&format!("type = '{of}'"));
        assert_eq!(property.max_items, max_items, "{of}");
        assert_eq!(property.array, of.contains('['), "{of}");
    }
}

#[test]
fn defaults_are_values_of_their_type() {
    for (written, value) in [
        ("type = 'boolean', default = true", Value::Boolean(true)),
        (
            "type = 'uint64', default = 0xFFFF_FFFF_FFFF_FFFF",
            Value::Integer(u64::MAX.into()),
        ),
        (
            "type = 'sint64', default = -9223372036854775808",
            Value::Integer(i64::MIN.into()),
        ),
        ("type = 'real32', default = 0.1", Value::Real(Real(0.1))),
        ("type = 'real64', default = -2", Value::Real(Real(-2.0))),
        ("type = 'char16', default = '\u{e9}'", Value::Char16(0xE9)),
        (
            "type = 'string', default = ''",
            Value::String(String::new()),
        ),
        ("type = 'uint8[]', default = []", Value::Array(Vec::new())),
        (
            "type = 'uint8[]', max = 5, default = [1, 5]",
            Value::Array(vec![Value::Integer(1), Value::Integer(5)]),
        ),
        (
            "type = 'uint8[2]', default = [1, 5]",
            Value::Array(vec![Value::Integer(1), Value::Integer(5)]),
        ),
        (
            "type = 'string', max-len = 2, default = '\u{1F980}'",
            Value::String("\u{1F980}".to_owned()),
        ),
    ] {
        assert_eq!(property(written).default, Some(value), "{written}");
    }
    for text in ["20260131093000.000000+060", "********093000.000000+***"] {
        let property = property(&format!("type = 'datetime', default = '{text}'"));
        assert_eq!(property.default, Some(Value::Datetime(text.to_owned())));
    }
}

#[test]
fn what_is_not_finite_is_null_unless_the_spec_says_otherwise() {
    for of in ["real32", "real64", "real32[]", "real64[]"] {
        for (written, not_finite) in [
            ("", NotFinite::Null),
            (", not-finite = 'null'", NotFinite::Null),
            (", not-finite = 'fail'", NotFinite::Fail),
        ] {
            let property = property(&format!("type = '{of}'{written}"));
            assert_eq!(property.not_finite, not_finite, "{of}{written}");
        }
    }
}

#[test]
fn what_is_required_is_never_null() {
    for (written, required, given) in [
        ("type = 'string'", false, false),
        ("type = 'string', required = false", false, false),
        ("type = 'string', required = true", true, true),
        (
            "type = 'string', required = true, default = ''",
            true,
            false,
        ),
        ("type = 'string', key = true", true, false),
        ("type = 'string', key = true, required = true", true, false),
    ] {
        let property = property(written);
        assert_eq!(property.required, required, "{written}");
        assert_eq!(property.must_be_given(), given, "{written}");
    }
    for denied in ["true", "'deny-object'"] {
        let property = property(&format!(
            "type = 'string', required = true, denied = {denied}"
        ));
        assert_eq!(property.denied, Some(PropertyDenial::DenyObject));
    }
    for of in ["real32", "real64[]"] {
        for not_finite in ["", ", not-finite = 'fail'"] {
            let property = property(&format!("type = '{of}', required = true{not_finite}"));
            assert_eq!(property.not_finite, NotFinite::Fail);
        }
    }
    assert_eq!(
        property("type = 'string', required = true").not_finite,
        NotFinite::Null
    );
}

#[test]
fn values_and_ranges_have_meanings() {
    let property = property(
        "type = 'sint8', values = [[-128, 'Least'], ['-5..-1', 'Below'], ['..', 'Anything else']]",
    );
    let Some(Meanings::Values(values)) = property.meanings.clone() else {
        panic!("values");
    };
    let of: Vec<_> = values.into_iter().map(|value| value.of).collect();
    assert_eq!(
        of,
        [
            MeaningOf::Value(Value::Integer(-128), "Least".to_owned()),
            MeaningOf::Range(Some(-5), Some(-1)),
            MeaningOf::Range(None, None),
        ]
    );
    assert_eq!(of[1].value_map(), "-5..-1");
    assert_eq!(of[2].value_map(), "..");
    assert_eq!(property.meaning_type_name, "AcmeDiskP");
}

#[test]
fn the_numbers_of_a_range_are_written_as_toml_writes_them() {
    for (written, from, to) in [
        ("0x10..0x1F", Some(0x10), Some(0x1f)),
        ("0xffff_ffff_ffff_ffff..", Some(u64::MAX.into()), None),
        ("..0b101", None, Some(5)),
        ("0o17..1_000", Some(0o17), Some(1000)),
        ("+1..+2", Some(1), Some(2)),
    ] {
        let property = property(&format!("type = 'uint64', values = [['{written}', '']]"));
        let Some(Meanings::Values(values)) = &property.meanings else {
            panic!("values");
        };
        assert_eq!(values[0].of, MeaningOf::Range(from, to), "{written}");
    }
    let property = property("type = 'uint64', values = [['0x10..0x1F', '']]");
    let meanings = property.meanings.as_ref().expect("meanings");
    assert_eq!(meanings.map(), ["16..31"]);
}

#[test]
fn numbers_are_of_any_base_wherever_a_spec_has_one() {
    let hexadecimal = property(
        "type = 'sint16[]', min = 0x01, max = 0o777, default = [0b11, 0x1F], values = [[0x1F, 'Last']], \
         qualifiers = { One = 0x10, Two = [0b1, 0o7] }",
    );
    let decimal = property(
        "type = 'sint16[]', min = 1, max = 511, default = [3, 31], values = [[31, 'Last']], \
         qualifiers = { One = 16, Two = [1, 7] }",
    );
    assert_eq!(hexadecimal, decimal);
    let hexadecimal = property("type = 'uint8', bitmap = [[0x7, 'Last']]");
    assert_eq!(
        hexadecimal,
        property("type = 'uint8', bitmap = [[7, 'Last']]")
    );
    let hexadecimal = property("type = 'string', max-len = 0x4_0");
    assert_eq!(hexadecimal, property("type = 'string', max-len = 64"));
}

#[test]
fn bits_have_meanings() {
    let property = property("type = 'uint64[]', bitmap = [[63, 'Last one'], [0, '']]");
    let bit = |position, constant: &str, text: &str| BitMeaning {
        position,
        constant: constant.to_owned(),
        text: Some(text.to_owned()),
    };
    let bits = vec![bit(63, "LAST_ONE", "Last one"), bit(0, "VALUE0", "")];
    assert_eq!(property.meanings, Some(Meanings::Bits(bits)));
}

#[test]
fn qualifiers_keep_their_type_and_flavors() {
    let property = property(
        "type = 'uint8', qualifiers = { Text = 't', Full = { value = [1, 2], flavor = ['ToInstance'] } }",
    );
    let [text, full] = property.qualifiers.as_slice() else {
        panic!("two qualifiers");
    };
    assert_eq!(text.value, QualifierValue::String("t".to_owned()));
    assert_eq!(text.flavors, []);
    let numbers = vec![QualifierValue::Integer(1), QualifierValue::Integer(2)];
    assert_eq!(full.value, QualifierValue::Array(numbers));
    assert_eq!(full.flavors, [Flavor::ToInstance]);
}
