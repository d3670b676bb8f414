//! Objects of any class, as the provider's own code has them: what they are equal to, and what they can be read as.

use crate::wmi::{
    AnyObject, AnyValue, Cell, CimType, ClassStruct, Policy, Property, PropertyDenial, Read, Row,
    Schema, Value, Values,
};

static FAN: Schema = Schema {
    name: "Test_Fan",
    singleton: false,
    properties: &[
        Property::new("Speed", CimType::Uint32, PropertyDenial::Null).max(100),
        Property::new("Label", CimType::String, PropertyDenial::DenyObject).required(),
        Property::new("Spans", CimType::Interval, PropertyDenial::Null).array(),
        Property::object("Twin", &FAN, PropertyDenial::Null),
        Property::below("Part", "Test_Part", PropertyDenial::Null),
        Property::any_object("Others", PropertyDenial::Null).array(),
    ],
    policy: Policy::DEFAULT,
};

#[derive(Clone, Debug, PartialEq)]
struct Fan {
    speed: Option<u32>,
    label: Read<String>,
    spans: Option<Vec<crate::wmi::Interval>>,
    twin: Option<Box<Fan>>,
    part: Option<AnyObject>,
    others: Option<Vec<AnyObject>>,
}

impl From<Fan> for Row {
    fn from(fan: Fan) -> Row {
        Row::new([
            fan.speed.into(),
            fan.label.into(),
            fan.spans.into(),
            Cell::object(fan.twin),
            Cell::any_object(fan.part),
            Cell::any_objects(fan.others),
        ])
    }
}

impl ClassStruct for Fan {
    const SCHEMA: &'static Schema = &FAN;

    fn from_values(values: &mut Values) -> Option<Self> {
        Some(Fan {
            speed: values.value()?,
            label: values.value()?,
            spans: values.value()?,
            twin: values.object()?,
            part: values.object()?,
            others: values.object()?,
        })
    }
}

fn fan(speed: u32) -> Fan {
    Fan {
        speed: Some(speed),
        label: Read::Value("a".to_owned()),
        spans: None,
        twin: None,
        part: None,
        others: None,
    }
}

/// A fan by names, with all that its class has.
fn named(speed: u32) -> AnyObject {
    ["Spans", "Twin", "Part", "Others"]
        .into_iter()
        .fold(AnyObject::new("TEST_FAN"), |fan, name| {
            fan.with(name, None::<u32>)
        })
        .with("speed", speed)
        .with("Label", "a".to_owned())
}

#[test]
fn a_struct_is_its_own_again_and_no_other() {
    let any = AnyObject::from(fan(1));
    assert_eq!(any.class(), "Test_Fan");
    assert_eq!(any.to(), Ok(fan(1)));
    assert_eq!(any.get("Speed"), None);
    assert_eq!(any, AnyObject::from(fan(1)));
    assert_ne!(any, AnyObject::from(fan(2)));
    // Behind a pointer it is the same.
    assert_eq!(any, AnyObject::from(Box::new(fan(1))));
    assert_ne!(any, named(1));
}

#[test]
fn an_object_by_names_is_alike_in_either_case() {
    let any = AnyObject::new("Test_Fan").with("Speed", 1_u32);
    assert_eq!(any, AnyObject::new("TEST_FAN").with("Speed", 1_u32));
    let changed = any.clone().with("SPEED", 2_u32);
    assert_eq!(changed.get("speed").and_then(AnyValue::to), Some(2_u32));
    assert_eq!(changed.get("Speed").and_then(AnyValue::to::<u64>), None);
    assert_ne!(any, changed);
}

#[test]
#[should_panic(expected = "a struct has its values in its fields: Speed")]
fn a_struct_takes_no_values_by_names() {
    let _ = AnyObject::from(fan(1)).with("Speed", 2_u32);
}

#[test]
fn an_object_by_names_is_read_as_a_struct() {
    assert_eq!(named(1).to(), Ok(fan(1)));
    let twin = Fan {
        twin: Some(Box::new(fan(2))),
        others: Some(vec![AnyObject::new("Other").with("Flag", true)]),
        spans: Some(Vec::new()),
        ..fan(1)
    };
    let named = named(1)
        .with("Twin", named(2))
        .with("Others", vec![AnyObject::new("Other").with("Flag", true)])
        // WMI tells no more of an array without elements than that it is one of `datetime`.
        .with("Spans", Vec::<crate::wmi::DateTime>::new());
    assert_eq!(named.to(), Ok(twin));
    // A struct in it is read as what it is.
    let with_struct = self::named(1).with("Twin", AnyObject::from(fan(3)));
    let read = with_struct.to::<Fan>().map(|fan| fan.twin);
    assert_eq!(read, Ok(Some(Box::new(fan(3)))));
}

#[test]
fn what_the_class_rules_out_is_no_struct() {
    for (object, why) in [
        (
            AnyObject::new("Other"),
            "an object of Other, which is no Test_Fan",
        ),
        (
            named(101),
            "Test_Fan.Speed: a number above the greatest that the class declares",
        ),
        (
            named(1).with("Label", None::<String>),
            "Test_Fan.Label: NULL, where the class declares that there is a value",
        ),
        (
            named(1).with("Speed", 1_u64),
            "Test_Fan.Speed: a value is of another type than its property",
        ),
        (
            named(1).with("Speed", vec![1_u32]),
            "Test_Fan.Speed: an array, where the class declares one value",
        ),
        (
            named(1).with("Speed", named(1)),
            "Test_Fan.Speed: an object, where the class declares none",
        ),
        (
            named(1).with("Twin", named(101)),
            "Test_Fan.Twin: Test_Fan.Speed: a number above the greatest that the class declares",
        ),
        (
            named(1).with("Twin", AnyObject::new("Other")),
            "Test_Fan.Twin: an object of Other, which is no Test_Fan",
        ),
        (
            named(1).with("Part", AnyObject::new("Test_Part")),
            "Test_Fan.Part: an object of Test_Part, which does not derive from Test_Part",
        ),
        (
            AnyObject::new("Test_Fan").with("Speed", 1_u32),
            "Test_Fan.Label: the object has no such property",
        ),
    ] {
        let told = object.to::<Fan>().map_err(|why| why.to_string());
        assert_eq!(told, Err(why.to_owned()));
    }
}

#[test]
fn a_value_that_wmi_gave_is_an_object_by_names() {
    let array = Value::Array(CimType::Object, Vec::new());
    assert_eq!(AnyValue::from(array), AnyValue::Objects(Vec::new()));
    assert_eq!(
        AnyValue::from(Value::Uint8(1)),
        AnyValue::Value(Value::Uint8(1))
    );
}
