//! A client that may see its own domain's computers, and only some of the others.
#![cfg(windows)]

#[allow(dead_code, unused_imports, reason = "one test uses a part of the core")]
mod wmi_core;

use windows_core::GUID;
use wmi_core::bindings::{CIM_BOOLEAN, CIM_DATETIME, CIM_STRING, CIM_UINT32, CIM_UINT64};
use wmi_core::codes::{S_OK, WBEM_E_ACCESS_DENIED, WBEM_E_NOT_FOUND, WBEM_S_ACCESS_DENIED};
use wmi_core::{Client, Core, Definition, Dll, Kind, Value};

const CLSID: GUID = GUID::from_u128(0x6a1f2f0e_3f59_4f0c_8d0b_5a0c1e7a9c42);

fn core() -> Core {
    Core::new([
        Definition::new("Acme_Computer")
            .key("Domain", CIM_STRING)
            .key("Number", CIM_UINT32)
            .property("Type", CIM_STRING)
            .property("LastUser", CIM_STRING)
            .property("LastSeen", CIM_DATETIME),
        Definition::new("Acme_Domain")
            .key("Name", CIM_STRING)
            .property("Trusted", CIM_BOOLEAN),
        Definition::new("Acme_Lease")
            .key("Serial", CIM_UINT64)
            .key("Begins", CIM_DATETIME)
            .key("Renewable", CIM_BOOLEAN)
            .property("Address", CIM_STRING),
    ])
}

#[test]
fn each_client_sees_what_its_rights_and_the_policy_allow() {
    let core = core();
    let object = Dll::load()
        .provider(&CLSID)
        .expect("the DLL makes an object");
    let provider = core.initialize(object, r"root\Acme\Directory").provider();
    let client = Client::new(Kind::Delegate);

    let computers = core.enumerate(&provider, &client, "Acme_Computer");
    assert_eq!(computers.status(), WBEM_S_ACCESS_DENIED);
    let numbers: Vec<_> = computers
        .objects
        .iter()
        .map(|computer| (computer.get("Domain"), computer.get("Number")))
        .collect();
    let own = Value::text("own");
    assert_eq!(
        numbers,
        [
            (Some(&own), Some(&Value::I4(1))),
            (Some(&own), Some(&Value::I4(2)))
        ]
    );

    let other = r#"Acme_Computer.Domain="other",Number=3"#;
    let denied = core.get(&provider, &client, other);
    assert_eq!(denied.status(), WBEM_E_ACCESS_DENIED);
    assert!(denied.error_object().is_some());
    let absent = r#"Acme_Computer.Domain="other",Number=4"#;
    let absent = core.get(&provider, &client, absent);
    assert_eq!(absent.status(), WBEM_E_NOT_FOUND);

    let domains = core.enumerate(&provider, &client, "Acme_Domain");
    assert_eq!(domains.status(), WBEM_E_ACCESS_DENIED);
    assert!(domains.objects.is_empty() && domains.error_object().is_some());

    let lease = |serial: &str| {
        let begins = "20260101000000.000000+060";
        format!("Acme_Lease.Renewable=TRUE,Begins=\"{begins}\",Serial={serial}")
    };
    let found = core.get(&provider, &client, &lease("18446744073709551615"));
    assert_eq!(found.status(), S_OK);
    let serial = found.objects[0].get("Serial");
    assert_eq!(serial, Some(&Value::text("18446744073709551615")));
    let denied = core.get(&provider, &client, &lease("7"));
    assert_eq!(denied.status(), WBEM_E_ACCESS_DENIED);

    core.release(provider);
    core.assert_no_breach();
}
