//! The core plays methods, and finds what is wrong with what comes out of one.

use std::sync::{Arc, Mutex};

use windows_core::{HSTRING, Interface};

use crate::breaches_of;
use crate::by_hand::{Call, impersonate, put, revert, sides, spawn};
use crate::wmi_core::Breach::*;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Breach, Given, Method, OwnedVariant, PARAMETERS, Property, Request, Value};

/// Something goes in, and comes out; an object may not be missing, but may not be seen either.
pub fn rename() -> Method {
    let required = |property| Property {
        required: true,
        ..property
    };
    Method::new(
        "Rename",
        [Property::new("Label", CIM_STRING)],
        [
            required(Property::new("ReturnValue", CIM_UINT32)),
            Property::new("Former", CIM_STRING),
            required(Property::object("Fan", "Acme_Fan")),
        ],
    )
}

/// Nothing goes in or comes out.
pub fn reset() -> Method {
    Method::new("Reset", [], []).of_class()
}

fn execute(method: &str, behaviour: impl Fn(&Call) + Send + Sync + 'static) -> Vec<Breach> {
    let given = Given::values([("Label", Value::text("new"))]);
    breaches_of(Request::execute("Acme_Disk", method, given), behaviour)
}

/// Gives these to WMI, and completes the call.
fn give(call: &Call, objects: &[Option<IWbemClassObject>]) {
    call.indicate(objects);
    revert();
    call.complete(S_OK);
}

#[test]
fn a_method_that_answers_as_it_should() {
    let breaches = execute("Rename", |call| {
        give(call, &[Some(call.output("Rename", 0))])
    });
    assert_eq!(breaches, []);
    assert_eq!(execute("Reset", |call| call.complete(S_OK)), []);
    assert_eq!(
        execute("Rename", |call| call.complete(WBEM_E_NOT_FOUND)),
        []
    );
    assert_eq!(
        execute("No_Such", |call| call.complete(WBEM_E_INVALID_METHOD)),
        []
    );
}

#[test]
fn what_comes_out_is_one_object_of_the_method_s() {
    assert_eq!(
        execute("Rename", |call| call.complete(S_OK)),
        [ExecuteOfNone]
    );
    let twice = |call: &Call| {
        let both = [0, 1].map(|value| Some(call.output("Rename", value)));
        give(call, &both);
    };
    assert_eq!(execute("Rename", twice), [ExecuteOfMany]);
    let disk = |call: &Call| give(call, &[Some(call.disk())]);
    assert_eq!(execute("Rename", disk), [IndicateOtherClass, ExecuteOther]);
    // That of another method, where nothing comes out.
    let other = |call: &Call| give(call, &[Some(call.output("Rename", 0))]);
    assert_eq!(execute("Reset", other), [ExecuteOther]);
    let without = |call: &Call| {
        let output = call.output("Rename", 0);
        put(&output, "ReturnValue", &Value::Null);
        give(call, &[Some(output)]);
    };
    assert_eq!(execute("Rename", without), [IndicateNullRequired]);
    let mistyped = |call: &Call| {
        let output = call.output("Rename", 0);
        put(&output, "Former", &Value::I4(1));
        put(&output, "Label", &Value::text("new"));
        give(call, &[Some(output)]);
    };
    assert_eq!(
        execute("Rename", mistyped),
        [PutWrongType, PutUnknownProperty]
    );
}

/// What goes in is the client's, and is not for the provider to keep; nor is what a class says of a method.
#[test]
fn what_is_kept_of_a_method_is_found() {
    let given = |call: &Call| call.parameters.clone();
    let side = |call: &Call| {
        impersonate();
        let class = call.class("Acme_Disk");
        let [input, _] = sides(&class, "Rename").expect("a method of it");
        input
    };
    for keep in [given as fn(&Call) -> Option<IWbemClassObject>, side] {
        let breaches = execute("Rename", move |call| {
            std::mem::forget(keep(call).expect("an object"));
            call.complete(WBEM_E_FAILED);
        });
        assert_eq!(breaches, [PointerKept]);
    }
}

fn value_of(object: &IWbemClassObject, name: &str) -> (windows_core::HRESULT, VARENUM, i32) {
    let value = OwnedVariant::new(&Value::Null);
    let mut cim = CIMTYPE::default();
    let place = value.as_ptr().cast_mut();
    // SAFETY: the name lives for the call; the others are writable, and the VARIANT holds nothing that it could lose.
    let got = unsafe {
        object.Get(
            &HSTRING::from(name),
            0,
            place,
            &mut cim,
            std::ptr::null_mut(),
        )
    };
    (got, value.vartype(), cim.0)
}

#[test]
fn the_parameters_come_in_an_object_of_the_method_s() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let own = told.clone();
    let breaches = execute("Rename", move |call| {
        let given = call.parameters.as_ref().expect("parameters");
        let values = ["Label", "__CLASS", "ReturnValue"].map(|name| value_of(given, name));
        own.lock().expect("no test poisons it").extend(values);
        call.complete(WBEM_E_FAILED);
    });
    assert_eq!(breaches, []);
    assert_eq!(PARAMETERS, "__PARAMETERS");
    let text = (S_OK, VT_BSTR, CIM_STRING);
    let none = (WBEM_E_NOT_FOUND, VT_NULL, 0);
    assert_eq!(
        *told.lock().expect("no test poisons it"),
        [text, text, none]
    );
    for (method, given) in [
        ("Rename", Given::Nothing),
        // The class has no object for it.
        ("Reset", Given::values([])),
    ] {
        let request = Request::execute("Acme_Disk", method, given);
        let breaches = breaches_of(request, |call: &Call| {
            assert!(call.parameters.is_none());
            call.complete(WBEM_E_FAILED);
        });
        assert_eq!(breaches, []);
    }
}

#[test]
fn a_class_says_what_its_methods_are() {
    let breaches = execute("Reset", |call| {
        impersonate();
        let class = call.class("Acme_Disk");
        impersonate();
        let both = sides(&class, "rename").expect("a method of it");
        assert!(both.iter().all(Option::is_some));
        let neither = sides(&class, "Reset").expect("a method of it");
        assert!(neither.iter().all(Option::is_none));
        assert_eq!(sides(&class, "No_Such").err(), Some(WBEM_E_NOT_FOUND));
        let instance = spawn(&class);
        assert_eq!(sides(&instance, "Rename").err(), Some(WBEM_E_NOT_FOUND));
        assert!(instance.cast::<IWbemClassObject>().is_ok());
        revert();
        call.complete(S_OK);
    });
    assert_eq!(breaches, []);
}
