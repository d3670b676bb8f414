//! A property of every CIM type, and an array of each: WMI gets the provider's values as it takes them, and the
//! provider gets WMI's values as they are. A value that the class declares impossible reaches no client.

use crate::script::{Place, Script, shared};
use crate::session::Session;
use crate::wmi::{Cell, Char16, CimType, Property, PropertyDenial, Row, Value};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{self, Client, Definition, Instance, Request, Value as Given};

/// The class.
pub const CLASS: &str = "Test_Every";

const PATH: &str = r#"Test_Every.Name="a""#;

/// A type, as the provider has it and as WMI has it.
struct Type {
    name: &'static str,
    /// The name of the array.
    names: &'static str,
    cim_type: CimType,
    cim: CIMTYPE_ENUMERATION,
    vartype: VARENUM,
    /// Values, the least and the greatest among them.
    values: Vec<(Value, Given)>,
}

/// Written down here once more, as WMI's page has it (`IWbemClassObject::Put`), and not asked of the runtime.
fn every_type() -> Vec<Type> {
    let unit = |unit| Value::Char16(Char16::new(unit));
    let moment = |text: &str| Value::DateTime(text.parse().expect(text));
    let length = |text: &str| Value::Interval(text.parse().expect(text));
    let texts = |value: fn(String) -> Value, texts: &[&str]| -> Vec<_> {
        let both = |text: &&str| (value((*text).to_owned()), Given::text(text));
        texts.iter().map(both).collect()
    };
    let (first, last) = ("20240229235959.000001-480", "****0401******.000000+***");
    let (short, long) = ("00000000000000.000001:000", "99999999235959.999999:000");
    macro_rules! types {
        ($($name:literal, $cim_type:ident, $cim:ident, $vartype:ident: $values:expr;)*) => {
            vec![$(Type {
                name: $name,
                names: concat!($name, "s"),
                cim_type: CimType::$cim_type,
                cim: $cim,
                vartype: $vartype,
                values: $values.into(),
            }),*]
        };
    }
    types! {
        "Boolean", Boolean, CIM_BOOLEAN, VT_BOOL: [true, false].map(|value| (Value::Boolean(value), Given::Bool(value)));
        "Uint8", Uint8, CIM_UINT8, VT_UI1: [0, 255].map(|value| (Value::Uint8(value), Given::Ui1(value)));
        "Uint16", Uint16, CIM_UINT16, VT_I4: [
            (Value::Uint16(0), Given::I4(0)),
            (Value::Uint16(65_535), Given::I4(65_535)),
        ];
        "Uint32", Uint32, CIM_UINT32, VT_I4: [
            (Value::Uint32(0), Given::I4(0)),
            (Value::Uint32(0x8000_0000), Given::I4(i32::MIN)),
            (Value::Uint32(u32::MAX), Given::I4(-1)),
        ];
        "Uint64", Uint64, CIM_UINT64, VT_BSTR: [
            (Value::Uint64(0), Given::text("0")),
            (Value::Uint64(u64::MAX), Given::text("18446744073709551615")),
        ];
        "Sint8", Sint8, CIM_SINT8, VT_I2: [
            (Value::Sint8(-128), Given::I2(-128)),
            (Value::Sint8(127), Given::I2(127)),
        ];
        "Sint16", Sint16, CIM_SINT16, VT_I2: [i16::MIN, i16::MAX].map(|value| (Value::Sint16(value), Given::I2(value)));
        "Sint32", Sint32, CIM_SINT32, VT_I4: [i32::MIN, i32::MAX].map(|value| (Value::Sint32(value), Given::I4(value)));
        "Sint64", Sint64, CIM_SINT64, VT_BSTR: [
            (Value::Sint64(i64::MIN), Given::text("-9223372036854775808")),
            (Value::Sint64(i64::MAX), Given::text("9223372036854775807")),
        ];
        "Real32", Real32, CIM_REAL32, VT_R4: [0.1, f32::MIN, f32::MAX].map(|value| (Value::Real32(value), Given::R4(value)));
        "Real64", Real64, CIM_REAL64, VT_R8: [0.1, f64::MAX, -0.0].map(|value| (Value::Real64(value), Given::R8(value)));
        "Char16", Char16, CIM_CHAR16, VT_I2: [
            (unit(0), Given::I2(0)),
            (unit(0x41), Given::I2(0x41)),
            (unit(0xD800), Given::I2(-0x2800)),
            (unit(0xFFFF), Given::I2(-1)),
        ];
        "String", String, CIM_STRING, VT_BSTR: texts(Value::String, &["", "text", "\u{e9}\u{1f4be}\"\\\r\n"]);
        "DateTime", DateTime, CIM_DATETIME, VT_BSTR: [first, last].map(|text| (moment(text), Given::text(text)));
        "Interval", Interval, CIM_DATETIME, VT_BSTR: [short, long].map(|text| (length(text), Given::text(text)));
    }
}

/// The class's table: its key, a property of every type, an array of each, and some with bounds.
pub fn properties() -> Vec<Property> {
    let mut properties = vec![Property::key("Name", CimType::String)];
    for kind in every_type() {
        let property = |name| Property::new(name, kind.cim_type, PropertyDenial::Null);
        properties.extend([property(kind.name), property(kind.names).array()]);
    }
    let bounded = |name, cim_type| Property::new(name, cim_type, PropertyDenial::Null);
    properties.push(bounded("Short", CimType::String).max_len(4));
    properties.push(bounded("Shorts", CimType::String).array().max_len(4));
    properties.push(bounded("Few", CimType::Sint16).min(-1).max(100));
    properties.push(bounded("Fews", CimType::Uint64).array().min(1).max(100));
    properties.push(bounded("Pair", CimType::Uint8).array().max_items(2));
    properties.push(bounded("Owner", CimType::String).required());
    properties.push(bounded("Exact", CimType::Real64).fail_if_not_finite());
    properties.push(
        bounded("Exacts", CimType::Real32)
            .array()
            .fail_if_not_finite(),
    );
    properties
}

/// The class, as WMI knows it.
pub fn definition() -> Definition {
    let every = every_type().into_iter().flat_map(|kind| {
        let property = wmi_core::Property {
            interval: kind.cim_type == CimType::Interval,
            ..wmi_core::Property::new(kind.name, kind.cim)
        };
        let array = wmi_core::Property {
            name: kind.names.to_owned(),
            array: true,
            ..property.clone()
        };
        [property, array]
    });
    let short = |property| wmi_core::Property {
        max_len: Some(4),
        ..property
    };
    let few = |property, min| wmi_core::Property {
        min: Some(min),
        max: Some(100),
        ..property
    };
    let bounded = [
        short(wmi_core::Property::new("Short", CIM_STRING)),
        short(wmi_core::Property::array("Shorts", CIM_STRING)),
        few(wmi_core::Property::new("Few", CIM_SINT16), -1),
        few(wmi_core::Property::array("Fews", CIM_UINT64), 1),
        wmi_core::Property {
            max_items: Some(2),
            ..wmi_core::Property::array("Pair", CIM_UINT8)
        },
        wmi_core::Property {
            required: true,
            ..wmi_core::Property::new("Owner", CIM_STRING)
        },
        wmi_core::Property::new("Exact", CIM_REAL64),
        wmi_core::Property::array("Exacts", CIM_REAL32),
    ];
    let class = Definition::new(CLASS).key("Name", CIM_STRING);
    every.chain(bounded).fold(class, Definition::with)
}

/// Values of some properties, as the provider has them.
type Values = Vec<(&'static str, Value)>;

/// An instance with these values, and NULL elsewhere but where there must be a value.
fn row(values: &Values) -> Row {
    let cell = |property: &Property| {
        let given = values.iter().find(|(name, _)| *name == property.name);
        let null_or = given.map_or(Value::Null, |(_, value)| value.clone());
        if property.required && given.is_none() {
            Cell::from("a".to_owned())
        } else {
            Cell::Value(null_or)
        }
    };
    let cells: Vec<Cell> = properties().iter().map(cell).collect();
    let cells: Result<[Cell; PROPERTIES], _> = cells.try_into();
    Row::new(cells.unwrap_or_else(|cells| panic!("{} properties", cells.len())))
}

/// A key, fifteen types alone and in arrays, five with bounds, one that is never NULL, and two that are finite.
const PROPERTIES: usize = 1 + 2 * 15 + 8;

/// What a client is answered whose instance has these values.
fn answer(session: &Session) -> wmi_core::Answer {
    session.call(&Client::impersonate(), Request::get(PATH))
}

fn session(values: Values) -> Session {
    Session::start(Script::new().row(move |_| Ok(row(&values))))
}

/// Instances that have every value of every type once, and arrays of all of them.
fn rounds() -> Vec<Vec<(&'static str, Value, Given)>> {
    let types = every_type();
    let most = types.iter().map(|kind| kind.values.len()).max();
    let round = |round: usize| {
        let mut values = Vec::new();
        for kind in &types {
            let (value, given) = kind.values[round % kind.values.len()].clone();
            values.push((kind.name, value, given));
            // One, two, and at last none.
            let (elements, given) = kind.values.iter().skip(round).cloned().unzip();
            let array = Value::Array(kind.cim_type, elements);
            values.push((kind.names, array, Given::Array(kind.vartype, given)));
        }
        values
    };
    (0..=most.expect("types")).map(round).collect()
}

#[test]
fn every_value_comes_to_wmi_as_wmi_takes_it() {
    for round in rounds() {
        let values = round.iter().map(|(name, value, _)| (*name, value.clone()));
        let answer = answer(&session(values.collect()));
        assert_eq!(answer.status(), S_OK);
        let [seen] = &answer.objects[..] else {
            panic!("{answer:?}");
        };
        for (name, value, given) in &round {
            assert_eq!(seen.get(name), Some(given), "{name} of {value:?}");
        }
        assert_eq!(seen.get("Few"), Some(&Given::Null));
    }
}

#[test]
fn every_value_of_wmi_s_comes_to_the_provider_as_it_is() {
    for round in rounds() {
        let given = round.iter().map(|(name, _, given)| (*name, given.clone()));
        let other = Instance::new(CLASS, given);
        let read = shared(0);
        let (found, expected) = (read.clone(), round);
        let script = Script::new().row(move |client| {
            let object = client.wmi().get_object("other")?;
            for (name, value, given) in &expected {
                let value = match value {
                    // To WMI, both sorts of `datetime` are one, and nothing tells which this is.
                    Value::Array(CimType::Interval, none) if none.is_empty() => {
                        &Value::Array(CimType::DateTime, Vec::new())
                    }
                    value => value,
                };
                assert_eq!(object.get(name)?, *value, "{name} of {given:?}");
                *found.lock().expect("no panic") += 1;
            }
            assert_eq!(object.get("Few")?, Value::Null);
            Ok(row(&Vec::new()))
        });
        let session = Session::start(script);
        session.core.script_object("other", other);
        assert_eq!(answer(&session).status(), S_OK);
        assert_eq!(*read.lock().expect("no panic"), 30);
    }
}

/// Whoever is not asked to fail tells NULL: of an array, too, which would be another one without the element.
#[test]
fn a_number_that_is_not_finite_is_null() {
    for (name, value) in [
        ("Real32", Value::Real32(f32::NAN)),
        ("Real64", Value::Real64(f64::INFINITY)),
        ("Real32s", vec![0.5_f32, f32::NEG_INFINITY].into()),
        ("Real64s", vec![f64::NAN].into()),
    ] {
        let answer = answer(&session(vec![(name, value), ("Uint8", 7_u8.into())]));
        assert_eq!(answer.status(), S_OK, "{name}");
        let [seen] = &answer.objects[..] else {
            panic!("{name}: {answer:?}");
        };
        assert_eq!(seen.get(name), Some(&Given::Null), "{name}");
        assert_eq!(seen.get("Uint8"), Some(&Given::Ui1(7)));
    }
}

#[test]
fn what_a_class_declares_possible_comes() {
    let values: Values = vec![
        ("Short", "\u{1f4be}\u{1f4be}".to_owned().into()),
        ("Shorts", vec![String::new(), "four".to_owned()].into()),
        ("Few", (-1_i16).into()),
        ("Fews", vec![1_u64, 100].into()),
        ("Pair", vec![0_u8, 255].into()),
        ("Owner", String::new().into()),
        ("Exact", (-0.0_f64).into()),
        ("Exacts", vec![f32::MIN, f32::MAX].into()),
    ];
    let answer = answer(&session(values));
    assert_eq!(answer.status(), S_OK);
    assert_eq!(answer.objects.len(), 1);
}

#[test]
fn what_a_class_declares_impossible_does_not_come() {
    let wrong: [(&str, Value); 16] = [
        ("Short", "fives".to_owned().into()),
        ("Short", "\u{1f4be}\u{1f4be}x".to_owned().into()),
        ("Shorts", vec!["four".to_owned(), "fives".to_owned()].into()),
        ("Few", 101_i16.into()),
        ("Few", (-2_i16).into()),
        ("Fews", vec![1_u64, 0].into()),
        ("Pair", vec![0_u8, 1, 255].into()),
        ("Owner", Value::Null),
        ("Exact", f64::NAN.into()),
        ("Exacts", vec![0.5_f32, f32::NEG_INFINITY].into()),
        ("String", "a\0b".to_owned().into()),
        ("Uint16", 1_u32.into()),
        ("Uint16", vec![1_u16].into()),
        ("Uint16s", 1_u16.into()),
        ("Uint16s", Value::Array(CimType::Uint16, vec![Value::Null])),
        (
            "Interval",
            Value::DateTime("20240229235959.000001-480".parse().expect("a moment")),
        ),
    ];
    for (name, value) in wrong {
        let session = session(vec![(name, value.clone())]);
        let answer = answer(&session);
        assert_eq!(
            answer.status(),
            WBEM_E_PROVIDER_FAILURE,
            "{name}: {value:?}"
        );
        assert_eq!(answer.objects, [], "{name}: {value:?}");
        assert_eq!(session.script.count(Place::Get), 1);
        let told = session.script.log().pop().and_then(|entry| entry.detail);
        let names_it = told
            .as_ref()
            .is_some_and(|told| told.contains(&format!("{CLASS}.{name}")));
        assert!(names_it, "{told:?}");
    }
}
