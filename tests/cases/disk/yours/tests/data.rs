//! A client that may see a disk, and yet not how much space is free on it; and one disk that it may not see at all.
#![cfg(windows)]

mod harness;

use harness::codes::{S_OK, WBEM_E_NOT_FOUND};
use harness::{Level, Provider, Result, Value};

#[test]
fn each_client_sees_what_its_rights_and_the_policy_allow() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);

    let all = client.enumerate("Acme_Disk")?;
    assert_eq!(all.status, S_OK, "the hidden disk leaves no mark");
    let [open, unmeasured] = &all.objects[..] else {
        panic!("two disks, not {:?}", all.objects);
    };
    assert_eq!(open.get("DeviceID"), "open");
    assert_eq!(open.get("FreeSpace"), 1000);
    assert_eq!(unmeasured.get("DeviceID"), "unmeasured");
    assert_eq!(unmeasured.get("FreeSpace"), Value::Null);

    let disk = |name| client.get(&format!("Acme_Disk.DeviceID=\"{name}\""));
    let (hidden, absent) = (disk("hidden").unwrap_err(), disk("absent").unwrap_err());
    assert_eq!(hidden.status(), WBEM_E_NOT_FOUND);
    assert_eq!(hidden.seen(), absent.seen());
    Ok(())
}
