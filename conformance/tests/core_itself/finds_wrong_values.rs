//! Which VARIANTs the core takes for which type, and that writing goes by WMI's rules.

use std::sync::Arc;

use crate::by_hand::{Call, impersonate, put, put_variant, put_with_flags, revert};
use crate::values::{ELEMENTS, Type, every_type, one_of_each};
use crate::wmi_core::Breach::*;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::{S_OK, WBEM_E_NOT_FOUND};
use crate::wmi_core::{Client, Core, Definition, Event, OwnedVariant, Property, Value};
use crate::{PATH, get, get_after, provider};

/// Makes a VARIANT when the provider is called.
type Make = Arc<dyn Fn() -> OwnedVariant + Send + Sync>;

fn make(value: &Value) -> Make {
    let value = value.clone();
    Arc::new(move || OwnedVariant::new(&value))
}

/// Whether the core takes each of these for the property, in this order.
fn takes(property: &Property, variants: Vec<Make>) -> Vec<bool> {
    let disk = Definition::new("Acme_Disk").key("DeviceID", CIM_STRING);
    let core = Core::new([disk.with(property.clone())]);
    let name = property.name.clone();
    let provider = provider(&core, move |call| {
        let disk = call.disk();
        for variant in &variants {
            put_variant(&disk, &name, &variant());
        }
        call.indicate(&[Some(disk)]);
        revert();
        call.complete(S_OK);
    });
    core.get(&provider, &Client::impersonate(), PATH);
    core.release(provider);
    let entries = core.trace().whole();
    let answers = entries.iter().filter_map(|entry| match &entry.event {
        Event::Put(_, put, _, answer) if *put == property.name => Some(*answer == S_OK),
        _ => None,
    });
    let taken: Vec<bool> = answers.collect();
    let refused = taken.iter().filter(|taken| !**taken).count();
    assert_eq!(core.take_breaches(), vec![PutWrongType; refused]);
    taken
}

/// The core takes all of `right` and nothing of `wrong`.
fn check(property: &Property, right: &[Value], wrong: &[Value]) {
    let all = right.iter().chain(wrong);
    let taken = takes(property, all.clone().map(make).collect());
    for ((value, taken), expected) in all
        .zip(taken)
        .zip(std::iter::repeat_n(true, right.len()).chain(std::iter::repeat_n(false, wrong.len())))
    {
        assert_eq!(taken, expected, "{value:?} for {property:?}");
    }
}

/// What is wrong for every property of that type, array or not.
fn of_another_vartype(kind: &Type) -> Vec<Value> {
    let others = one_of_each().into_iter();
    let is_own = |value: &Value| OwnedVariant::new(value).vartype() == kind.vartype;
    others.filter(|value| !is_own(value)).collect()
}

#[test]
fn every_type_has_its_vartype_and_its_range() {
    for kind in every_type() {
        let mut wrong = of_another_vartype(&kind);
        wrong.extend(kind.out_of_range.clone());
        wrong.extend(ELEMENTS.map(|vartype| Value::Array(vartype, Vec::new())));
        wrong.push(Value::Array(kind.vartype, kind.right.clone()));
        let mut right = kind.right.clone();
        right.push(Value::Null);
        check(&kind.property, &right, &wrong);
    }
}

#[test]
fn arrays_of_every_type_have_its_vartype_and_its_range() {
    for kind in every_type() {
        let array = |elements| Value::Array(kind.vartype, elements);
        let right = [array(kind.right.clone()), array(Vec::new()), Value::Null];
        let mut wrong = kind.right.clone();
        wrong.extend(of_another_vartype(&kind));
        for value in &kind.out_of_range {
            wrong.push(array(vec![kind.right[0].clone(), value.clone()]));
        }
        let others = ELEMENTS.into_iter().filter(|other| *other != kind.vartype);
        wrong.extend(others.map(|other| Value::Array(other, Vec::new())));
        let property = Property {
            array: true,
            ..kind.property.clone()
        };
        check(&property, &right, &wrong);
    }
}

#[test]
fn an_array_is_of_one_dimension_from_0_on_and_what_it_says() {
    let bounds = |lower, count| SAFEARRAYBOUND {
        cElements: count,
        lLbound: lower,
    };
    let of = |own: VARENUM, told: VARENUM, bounds: Vec<SAFEARRAYBOUND>| -> Make {
        Arc::new(move || {
            let (kind, dimensions) = (VARTYPE(own as u16), bounds.len() as u32);
            // SAFETY: there are as many bounds as dimensions, and they live for the call.
            let array = unsafe { SafeArrayCreate(kind, dimensions, bounds.as_ptr()) };
            OwnedVariant::of_array(VT_ARRAY | told, array)
        })
    };
    let variants = vec![
        of(VT_I4, VT_I4, vec![bounds(0, 2)]),
        of(VT_I4, VT_I4, vec![bounds(1, 2)]),
        of(VT_I4, VT_I4, vec![bounds(-1, 2)]),
        of(VT_I4, VT_I4, vec![bounds(0, 2), bounds(0, 2)]),
        of(VT_BOOL, VT_I4, vec![bounds(0, 2)]),
        of(VT_VARIANT, VT_VARIANT, vec![bounds(0, 2)]),
        Arc::new(|| OwnedVariant::of_array(VT_ARRAY | VT_I4, std::ptr::null_mut())),
    ];
    let taken = takes(&Property::array("V", CIM_SINT32), variants);
    assert_eq!(taken, [true, false, false, false, false, false, false]);
}

#[test]
fn what_a_class_rules_out_is_wrong() {
    let short = |property| Property {
        max_len: Some(4),
        ..property
    };
    let texts = |texts: [&str; 2]| texts.map(Value::text);
    let (right, wrong) = (
        texts(["four", "\u{1f4be}\u{1f4be}"]),
        texts(["fives", "\u{1f4be}\u{1f4be}x"]),
    );
    check(&short(Property::new("V", CIM_STRING)), &right, &wrong);
    let array = |value: Value| Value::Array(VT_BSTR, vec![Value::text(""), value]);
    check(
        &short(Property::array("V", CIM_STRING)),
        &right.map(array),
        &wrong.map(array),
    );

    let pair = Property {
        max_items: Some(2),
        ..Property::array("V", CIM_SINT32)
    };
    let numbers = |count| Value::Array(VT_I4, vec![Value::I4(1); count]);
    check(&pair, &[0, 1, 2].map(numbers), &[3, 4].map(numbers));

    let bounded = |property| Property {
        min: Some(-1),
        max: Some(100),
        ..property
    };
    let (right, wrong) = ([-1, 100].map(Value::I2), [-2, 101].map(Value::I2));
    check(&bounded(Property::new("V", CIM_SINT8)), &right, &wrong);
    let array = |value: Value| Value::Array(VT_I2, vec![Value::I2(0), value]);
    check(
        &bounded(Property::array("V", CIM_SINT8)),
        &right.map(array),
        &wrong.map(array),
    );
    let (right, wrong) = (["0", "100"].map(Value::text), ["101"].map(Value::text));
    check(&bounded(Property::new("V", CIM_UINT64)), &right, &wrong);
    check(
        &bounded(Property::new("V", CIM_UINT32)),
        &[Value::I4(100)],
        &[Value::I4(-1)],
    );

    check(
        &Property::new("V", CIM_REAL32),
        &[f32::MAX, -0.0].map(Value::R4),
        &[f32::INFINITY, f32::NAN].map(Value::R4),
    );
    check(
        &Property::array("V", CIM_REAL64),
        &[Value::Array(VT_R8, vec![Value::R8(f64::MIN)])],
        &[f64::NEG_INFINITY, f64::NAN]
            .map(|number| Value::Array(VT_R8, vec![Value::R8(0.5), Value::R8(number)])),
    );

    let key = |cim| Property {
        key: true,
        ..Property::new("V", cim)
    };
    check(
        &key(CIM_STRING),
        &texts([" ", "a b"]),
        &texts(["a\tb", "\u{1f}"]),
    );
    check(
        &key(CIM_CHAR16),
        &[Value::I2(0x20), Value::I2(-1)],
        &[Value::I2(0x1F), Value::I2(0)],
    );
}

#[test]
fn a_text_is_not_a_null_pointer() {
    let null: Make = Arc::new(|| OwnedVariant::of_array(VT_BSTR, std::ptr::null_mut()));
    assert_eq!(takes(&Property::new("V", CIM_STRING), vec![null]), [false]);
}

#[test]
fn a_wrong_put() {
    let unknown = |disk: &IWbemClassObject| put(disk, "Colour", &Value::Null);
    assert_eq!(get_after(unknown), [PutUnknownProperty]);
    let flags = |disk: &IWbemClassObject| put_with_flags(disk, "Spindle", &Value::I4(1), 1);
    assert_eq!(get_after(flags), [PutArguments]);
    let as_own = |disk: &IWbemClassObject| {
        revert();
        put(disk, "Spindle", &Value::I4(1));
        impersonate();
    };
    assert_eq!(get_after(as_own), [PutUnimpersonated]);
    let on_class = |call: &Call| {
        impersonate();
        let class = call.class("Acme_Disk");
        impersonate();
        put(&class, "Spindle", &Value::I4(1));
        revert();
        call.complete(WBEM_E_NOT_FOUND);
    };
    assert_eq!(get(on_class), [PutOnClass]);
}

#[test]
#[should_panic(expected = "Acme_Disk.Spindle")]
fn the_core_itself_hands_out_nothing_wrong() {
    let disk = Definition::new("Acme_Disk").property("Spindle", CIM_UINT16);
    let wrong = crate::wmi_core::Instance::new("Acme_Disk", [("Spindle", Value::I4(-1))]);
    Core::new([disk]).script_object("Acme_Disk=@", wrong);
}
