//! A client that may see a disk, and yet not how much space is free on it; and one disk that it may not see at all.
#![cfg(windows)]

#[allow(dead_code, unused_imports, reason = "one test uses a part of the core")]
mod wmi_core;

use windows_core::GUID;
use wmi_core::bindings::{CIM_BOOLEAN, CIM_DATETIME, CIM_STRING, CIM_UINT32, CIM_UINT64};
use wmi_core::codes::{S_OK, WBEM_E_NOT_FOUND};
use wmi_core::{Client, Core, Definition, Dll, Value};

const CLSID: GUID = GUID::from_u128(0x0f7f0a3c_5d0b_4a57_9a57_3a1f6f4d2b11);

fn core() -> Core {
    Core::new([Definition::new("Acme_Disk")
        .key("DeviceID", CIM_STRING)
        .property("Capacity", CIM_UINT64)
        .property("FreeSpace", CIM_UINT64)
        .property("Online", CIM_BOOLEAN)
        .property("Spindle", CIM_UINT32)
        .property("Installed", CIM_DATETIME)])
}

#[test]
fn each_client_sees_what_its_rights_and_the_policy_allow() {
    let core = core();
    let object = Dll::load()
        .provider(&CLSID)
        .expect("the DLL makes an object");
    let provider = core.initialize(object, r"root\Acme").provider();

    let all = core.enumerate(&provider, &Client::impersonate(), "Acme_Disk");
    assert_eq!(all.status(), S_OK, "the hidden disk leaves no mark");
    let seen: Vec<_> = all
        .objects
        .iter()
        .map(|disk| [disk.get("DeviceID"), disk.get("FreeSpace")])
        .collect();
    let expected = [
        [Value::text("open"), Value::text("1000")],
        [Value::text("unmeasured"), Value::Null],
    ];
    assert_eq!(
        seen,
        expected.each_ref().map(|disk| disk.each_ref().map(Some))
    );

    let path = |name| format!("Acme_Disk.DeviceID=\"{name}\"");
    let hidden = core.get(&provider, &Client::impersonate(), &path("hidden"));
    let absent = core.get(&provider, &Client::impersonate(), &path("absent"));
    assert_eq!(hidden.status(), WBEM_E_NOT_FOUND);
    assert_eq!(hidden.seen, absent.seen);

    core.release(provider);
    core.assert_no_breach();
}
