//! The core plays puts and deletes, and finds what is wrong with the answer to one.

use std::sync::{Arc, Mutex};

use windows_core::{HRESULT, HSTRING};

use crate::by_hand::{Call, put, revert};
use crate::wmi_core::Breach::*;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Breach, Instance, OwnedVariant, Request, Value};
use crate::{PATH, breaches_of};

fn disk() -> Instance {
    Instance::new("Acme_Disk", [("DeviceID", Value::text("1"))])
}

fn put_of(behaviour: impl Fn(&Call) + Send + Sync + 'static) -> Vec<Breach> {
    breaches_of(Request::put(disk()), behaviour)
}

fn delete_of(behaviour: impl Fn(&Call) + Send + Sync + 'static) -> Vec<Breach> {
    breaches_of(Request::delete(PATH), behaviour)
}

#[test]
fn a_put_and_a_delete_that_are_answered_as_they_should_be() {
    for path in [
        "Acme_Disk.DeviceID=\"1\"",
        "acme_disk='1'",
        r#"\\.\root\Acme:Acme_Disk.DeviceID="1""#,
    ] {
        assert_eq!(put_of(|call| call.complete_with(S_OK, path)), []);
    }
    assert_eq!(put_of(|call| call.complete(WBEM_E_NOT_FOUND)), []);
    assert_eq!(delete_of(|call| call.complete(S_OK)), []);
    assert_eq!(delete_of(|call| call.complete(WBEM_E_NOT_FOUND)), []);
}

#[test]
fn a_put_ends_with_the_path_of_an_instance_of_its_class() {
    for text in [
        "",
        "1",
        "Acme_Disk",
        "Acme_Disk=",
        "Acme_Fan.DeviceID=\"1\"",
        "DeviceID=\"1\"",
    ] {
        let breaches = put_of(|call| call.complete_with(S_OK, text));
        assert_eq!(breaches, [PutWithoutPath], "{text}");
    }
}

#[test]
fn nothing_else_has_a_text_beside_its_completion() {
    let path = "Acme_Disk.DeviceID=\"1\"";
    let refused = |call: &Call| call.complete_with(WBEM_E_NOT_FOUND, path);
    assert_eq!(put_of(refused), [TextUnasked]);
    assert_eq!(delete_of(refused), [TextUnasked]);
    assert_eq!(
        delete_of(|call| call.complete_with(S_OK, path)),
        [TextUnasked]
    );
    assert_eq!(crate::get(refused), [TextUnasked]);
}

#[test]
fn what_is_put_or_deleted_does_not_come_back_as_an_instance() {
    let gives = |call: &Call| {
        call.indicate(&[Some(call.disk())]);
        revert();
        call.complete_with(S_OK, "Acme_Disk='1'");
    };
    assert_eq!(put_of(gives), [IndicateUnasked]);
    assert_eq!(delete_of(gives), [IndicateUnasked, TextUnasked]);
    let gives_back = |call: &Call| {
        call.indicate(std::slice::from_ref(&call.parameters));
        revert();
        call.complete_with(S_OK, "Acme_Disk='1'");
    };
    let breaches = put_of(gives_back);
    assert_eq!(breaches, [IndicateUnimpersonated, IndicateTwice]);
}

#[test]
fn a_second_completion_and_none() {
    let twice = |call: &Call| {
        call.complete_with(S_OK, "Acme_Disk='1'");
        call.complete_with(S_OK, "Acme_Disk='1'");
    };
    assert_eq!(put_of(twice), [StatusTwice]);
    assert_eq!(put_of(|_| ()), [NeverCompleted]);
    assert_eq!(delete_of(|_| ()), [NeverCompleted]);
}

/// What is put is the client's: it is not for the provider to keep, nor to write to.
#[test]
fn what_is_put_stays_with_wmi() {
    let keeps = |call: &Call| {
        std::mem::forget(call.parameters.clone().expect("an instance"));
        call.complete(WBEM_E_FAILED);
    };
    assert_eq!(put_of(keeps), [InstanceLeaked]);
    let writes = |call: &Call| {
        crate::by_hand::impersonate();
        let given = call.parameters.as_ref().expect("an instance");
        put(given, "Online", &Value::Bool(true));
        revert();
        call.complete(WBEM_E_FAILED);
    };
    assert_eq!(put_of(writes), [PutAfterIndicate]);
}

/// What an object says of a name: whether it has it, and what it says.
fn told(object: &IWbemClassObject, name: &str) -> (HRESULT, VARENUM) {
    let value = OwnedVariant::new(&Value::Null);
    let place = value.as_ptr().cast_mut();
    // SAFETY: the name lives for the call; the place is writable, and the VARIANT holds nothing that it could lose.
    let got = unsafe {
        object.Get(
            &HSTRING::from(name),
            0,
            place,
            std::ptr::null_mut(),
            std::ptr::null_mut(),
        )
    };
    (got, value.vartype())
}

#[test]
fn what_is_put_comes_as_it_is_given() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let own = seen.clone();
    let looks = move |call: &Call| {
        let given = call.parameters.as_ref().map(|object| {
            ["DeviceID", "Online", "__GENUS", "No_Such"].map(|name| told(object, name))
        });
        own.lock().expect("no test poisons it").push(given);
        call.complete(WBEM_E_FAILED);
    };
    for request in [
        Request::put(disk()),
        Request::put_class("Acme_Disk"),
        Request::put_nothing(),
    ] {
        assert_eq!(breaches_of(request, looks.clone()), []);
    }
    let genus = (S_OK, VT_I4);
    let none = (WBEM_E_NOT_FOUND, VT_NULL);
    let null = (S_OK, VT_NULL);
    assert_eq!(
        *seen.lock().expect("no test poisons it"),
        [
            Some([(S_OK, VT_BSTR), null, genus, none]),
            Some([null, null, genus, none]),
            None
        ]
    );
}
