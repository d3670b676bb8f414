//! A client that may see its own domain's computers, and only some of the others.
#![cfg(windows)]

mod harness;

use harness::codes::{WBEM_E_ACCESS_DENIED, WBEM_E_NOT_FOUND, WBEM_S_ACCESS_DENIED};
use harness::{Level, Provider, Result, Value};

#[test]
fn each_client_sees_what_its_rights_and_the_policy_allow() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Delegate);

    let computers = client.enumerate("Acme_Computer")?;
    assert_eq!(computers.status, WBEM_S_ACCESS_DENIED);
    let [one, two] = &computers.objects[..] else {
        panic!("two computers, not {:?}", computers.objects);
    };
    for (computer, number) in [(one, 1), (two, 2)] {
        assert_eq!(computer.get("Domain"), "own");
        assert_eq!(computer.get("Number"), number);
    }

    let other = |number| client.get(&format!("Acme_Computer.Domain=\"other\",Number={number}"));
    let denied = other(3).unwrap_err();
    assert_eq!(denied.status(), WBEM_E_ACCESS_DENIED);
    let told = denied.error_object().expect("an error object");
    assert_eq!(
        told.get("StatusCode"),
        WBEM_E_ACCESS_DENIED.0.cast_unsigned()
    );
    assert_eq!(other(4).unwrap_err().status(), WBEM_E_NOT_FOUND);

    let domains = client.enumerate("Acme_Domain").unwrap_err();
    assert_eq!(domains.status(), WBEM_E_ACCESS_DENIED);
    assert!(domains.error_object().is_some());

    let lease = |serial: u64| {
        let term = "00000008000000.000000:000";
        client.get(&format!(
            "Acme_Lease.Renewable=TRUE,Term=\"{term}\",Serial={serial}"
        ))
    };
    assert_eq!(lease(u64::MAX)?.get("Serial"), u64::MAX);
    assert_eq!(lease(7).unwrap_err().status(), WBEM_E_ACCESS_DENIED);
    Ok(())
}

#[test]
fn the_classes_of_each_namespace_are_found_there() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Delegate);
    let administrators = client.enumerate("acme_administrator")?;
    assert_eq!(administrators.status, WBEM_S_ACCESS_DENIED);
    assert_eq!(administrators.objects.len(), 2);
    let path = r#"root\Acme\Directory\Admin:Acme_Administrator.Domain="own""#;
    assert_eq!(client.get(path)?.get("Name"), "admin@own");
    assert_eq!(client.get_part(path, &[])?.get("Name"), Value::Null);
    Ok(())
}
