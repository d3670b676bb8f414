//! That the core takes an object into a property only if WMI spawned it, of the class that is declared, and knows of no other
//! place that has it.

use std::mem::ManuallyDrop;

use windows_core::{HSTRING, IUnknown};

use crate::by_hand::{ByHand, Call, impersonate, put, revert, spawn};
use crate::wmi_core::Breach::*;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::{S_OK, WBEM_E_INVALID_PARAMETER, WBEM_S_FALSE};
use crate::wmi_core::{Breach, Client, Core, Definition, Instance, Property, Value};

fn core() -> Core {
    let disk = Definition::new("Acme_Disk")
        .key("DeviceID", CIM_STRING)
        .with(Property::object("Path", "Acme_Path"))
        .with(Property::object("Spare", "Acme_Path"))
        .with(Property::any_object("Extra"));
    let path = Definition::new("Acme_Path").property("Port", CIM_UINT32);
    let fan = Definition::new("Acme_Fan").property("Speed", CIM_UINT32);
    let wide = Definition::new("Acme_WidePath")
        .below(&["CIM_Path", "Acme_Path"])
        .property("Port", CIM_UINT32)
        .property("Width", CIM_UINT32);
    Core::new([disk, path, fan, wide])
}

/// An instance of another class, and the client is impersonated.
fn spawned(call: &Call, class: &str) -> IWbemClassObject {
    let class = call.class(class);
    impersonate();
    spawn(&class)
}

fn put_object(object: &IWbemClassObject, name: &str, inner: Option<&IWbemClassObject>) {
    let unknown = ManuallyDrop::new(inner.cloned().map(IUnknown::from));
    let mut variant = VARIANT {
        Anonymous: VARIANT_0 {
            Anonymous: ManuallyDrop::new(VARIANT_0_0 {
                vt: VARTYPE(VT_UNKNOWN as u16),
                Anonymous: VARIANT_0_0_0 { punkVal: unknown },
                ..Default::default()
            }),
        },
    };
    // SAFETY: the string and the VARIANT live for the call, and the VARIANT has the only other reference.
    unsafe {
        let _ = object.Put(&HSTRING::from(name), 0, &variant, CIMTYPE(0));
        let _ = VariantClear(&mut variant);
    }
}

/// What the core finds where a disk is given after this, and the disk as the client gets it.
fn get_after(
    change: impl Fn(&Call, &IWbemClassObject) + Send + Sync + 'static,
) -> (Vec<Breach>, Instance) {
    let core = core();
    let init = ByHand::answering(move |call| {
        let disk = call.disk();
        change(call, &disk);
        call.indicate(&[Some(disk)]);
        revert();
        call.complete(S_OK);
    });
    let provider = core.initialize(init, r"root\Acme").provider();
    let mut answer = core.get(
        &provider,
        &Client::impersonate(),
        "Acme_Disk.DeviceID=\"1\"",
    );
    core.release(provider);
    (core.take_breaches(), answer.objects.remove(0))
}

#[test]
fn an_object_is_taken_with_what_it_holds_then() {
    let (breaches, disk) = get_after(|call, disk| {
        let path = spawned(call, "Acme_Path");
        put(&path, "Port", &Value::I4(7));
        put_object(disk, "Path", Some(&path));
    });
    assert_eq!(breaches, []);
    let path = Instance::new("Acme_Path", [("Port", Value::I4(7))]);
    assert_eq!(disk.get("Path"), Some(&Value::Object(Box::new(path))));
    assert_eq!(disk.get("Spare"), Some(&Value::Null));
}

#[test]
fn an_object_of_another_class_is_found() {
    let (breaches, _) = get_after(|call, disk| {
        put_object(disk, "Path", Some(&spawned(call, "Acme_Fan")));
    });
    assert_eq!(breaches, [PutWrongType]);
}

#[test]
fn an_object_of_a_class_that_derives_from_the_declared_one_is_taken() {
    let (breaches, disk) = get_after(|call, disk| {
        put_object(disk, "Path", Some(&spawned(call, "Acme_WidePath")));
    });
    assert_eq!(breaches, []);
    let Some(Value::Object(path)) = disk.get("Path") else {
        panic!("{disk:?}");
    };
    assert_eq!(path.class, "Acme_WidePath");
}

#[test]
fn an_object_of_any_class_is_taken_where_none_is_declared() {
    for class in ["Acme_Path", "Acme_Fan"] {
        let (breaches, disk) = get_after(move |call, disk| {
            put_object(disk, "Extra", Some(&spawned(call, class)));
        });
        assert_eq!(breaches, []);
        assert!(matches!(disk.get("Extra"), Some(Value::Object(object)) if object.class == class));
    }
}

/// What an object says of itself, to whoever reads it.
#[test]
fn an_object_tells_its_names_and_what_its_class_derives_from() {
    let (breaches, _) = get_after(|call, _| {
        let path = spawned(call, "Acme_WidePath");
        for (ancestor, derives) in [
            ("Acme_WidePath", S_OK),
            ("acme_path", S_OK),
            ("CIM_Path", S_OK),
            ("Acme_Fan", WBEM_S_FALSE),
        ] {
            // SAFETY: the string lives for the call.
            let answer = unsafe { path.InheritsFrom(&HSTRING::from(ancestor)) };
            assert_eq!(answer, derives, "{ancestor}");
        }
        let mut cim_type = CIMTYPE::default();
        let mut derivation = VARIANT::default();
        // SAFETY: the string lives for the call, and the places are the caller's own; what comes back is cleared.
        unsafe {
            let name = HSTRING::from("__DERIVATION");
            let answer = path.Get(
                &name,
                0,
                &mut derivation,
                &mut cim_type,
                std::ptr::null_mut(),
            );
            assert_eq!(answer, S_OK);
            let _ = VariantClear(&mut derivation);
        }
        assert_eq!(cim_type, CIMTYPE(CIM_STRING | CIM_FLAG_ARRAY));
        for (flags, count) in [(0x40, Ok(1)), (0x30, Err(WBEM_E_INVALID_PARAMETER))] {
            // SAFETY: nothing is selected by, and the array is the caller's, who leaves it to the end of the test.
            let names = unsafe { path.GetNames(None, flags, std::ptr::null()) };
            // SAFETY: it is an array of one dimension.
            let last = names.map(|names| unsafe { SafeArrayGetUBound(names, 1) });
            let last = last.map(|last| last.expect("a bound"));
            assert_eq!(last.map_err(|error| error.code()), count);
        }
    });
    assert_eq!(breaches, []);
}

#[test]
fn what_is_no_instance_is_found() {
    let (breaches, disk) = get_after(|call, disk| {
        let class = call.class("Acme_Path");
        impersonate();
        put_object(disk, "Path", Some(&class));
        put_object(disk, "Spare", None);
    });
    assert_eq!(breaches, [PutWrongType, PutWrongType]);
    assert_eq!(disk.get("Path"), Some(&Value::Null));
}

#[test]
fn an_object_in_two_places_is_found() {
    let (breaches, _) = get_after(|call, disk| {
        let path = spawned(call, "Acme_Path");
        put_object(disk, "Path", Some(&path));
        put_object(disk, "Spare", Some(&path));
    });
    assert_eq!(breaches, [PutWrongType]);
}

#[test]
fn an_object_that_is_changed_afterwards_is_found() {
    let (breaches, _) = get_after(|call, disk| {
        let path = spawned(call, "Acme_Path");
        put_object(disk, "Path", Some(&path));
        put(&path, "Port", &Value::I4(7));
    });
    assert_eq!(breaches, [PutAfterIndicate]);
}
