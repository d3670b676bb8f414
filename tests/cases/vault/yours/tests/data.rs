//! Who may see what of the vault: administrators, whoever is none, and nobody.
#![cfg(windows)]

mod harness;

use harness::codes::{S_OK, WBEM_E_ACCESS_DENIED, WBEM_E_NOT_FOUND};
use harness::{Level, Provider, Result, Value};

const ADMINISTRATORS: &str = "S-1-5-32-544";
const OPERATORS: &str = "S-1-5-32-551";
const USERS: [&str; 2] = ["S-1-5-32-545", "S-1-5-11"];

const DRAWER: &str = "Acme_Drawer.Number=1";

#[test]
fn an_administrator_sees_what_the_rules_say() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let drawer = client.get(DRAWER)?;
    assert_eq!(drawer.get("Label"), "Drawer 1");
    assert_eq!(drawer.get("Keeper"), "Alice");
    assert_eq!(drawer.get("Alarm"), 1234);
    assert_ne!(drawer.get("Seal"), Value::Null);
    // Nobody here is the heir.
    assert_eq!(drawer.get("Contents"), Value::Null);
    assert_eq!(client.enumerate("Acme_Drawer")?.objects.len(), 2);
    assert_eq!(client.get("Acme_Safe.Number=7")?.get("Number"), 7);
    Ok(())
}

#[test]
fn who_is_no_administrator_sees_less_of_each_drawer_and_no_safe() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let client = client.without_groups(&[ADMINISTRATORS, OPERATORS]);
    let drawer = client.get(DRAWER)?;
    assert_eq!(drawer.get("Label"), "Drawer 1");
    for hidden in ["Keeper", "Contents", "Seal"] {
        assert_eq!(drawer.get(hidden), Value::Null);
    }
    // The subclass's own rule, and no error that would tell of the safe.
    let safe = client.get("Acme_Safe.Number=7").unwrap_err();
    assert_eq!(safe.status(), WBEM_E_NOT_FOUND);
    let safes = client.enumerate("Acme_Safe")?;
    assert_eq!((safes.status, safes.objects.len()), (S_OK, 0));
    Ok(())
}

#[test]
fn who_is_nobody_sees_nothing() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate).without_groups(&USERS);
    let drawer = client.get(DRAWER).unwrap_err();
    assert_eq!(drawer.status(), WBEM_E_NOT_FOUND);
    assert!(client.enumerate("Acme_Drawer")?.objects.is_empty());
    Ok(())
}

#[test]
fn who_lacks_a_privilege_is_refused_what_asks_for_it() -> Result {
    let provider = Provider::load()?;
    let client = || provider.client(Level::Impersonate);
    let drawer = client().without_privileges(&["SeDebugPrivilege"]);
    assert_eq!(drawer.get(DRAWER)?.get("Alarm"), Value::Null);
    let safe = client().without_privileges(&["SeRestorePrivilege"]);
    let safe = safe.get("Acme_Safe.Number=7").unwrap_err();
    assert_eq!(safe.status(), WBEM_E_NOT_FOUND);
    Ok(())
}

#[test]
fn a_will_is_denied_as_its_class_says_and_nothing_leads_to_it() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    // Whether there is one or not.
    for path in ["Acme_Will.Number=1", "Acme_Will.Number=99"] {
        let denied = client.get(path).unwrap_err();
        assert_eq!(denied.status(), WBEM_E_ACCESS_DENIED);
        assert!(denied.error_object().is_some());
    }
    let wills = client.enumerate("Acme_Will").unwrap_err();
    assert_eq!(wills.status(), WBEM_E_ACCESS_DENIED);
    assert!(client.enumerate("Acme_Bequest")?.objects.is_empty());
    Ok(())
}

#[test]
fn who_may_open_a_drawer_opens_it() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let opened = client.call(DRAWER, "Open", &[])?;
    assert_eq!(opened.get("ReturnValue"), 0);
    let jammed = client.call("Acme_Drawer.Number=2", "Open", &[])?;
    assert_eq!(jammed.get("ReturnValue"), 5);
    let count = client.call("Acme_Drawer", "Count", &[])?;
    assert_eq!(count.get("ReturnValue"), 2);
    let safe = "Acme_Safe.Number=7";
    client.call(safe, "Lock", &[("Code", "1234".into())])?;
    // What a safe has from the drawers, it is called for by the same rule.
    assert_eq!(client.call(safe, "Open", &[])?.get("ReturnValue"), 0);
    Ok(())
}

#[test]
fn who_sees_a_drawer_and_may_not_open_it_is_told_so() -> Result {
    let provider = Provider::load()?;
    let client = || provider.client(Level::Impersonate);
    let visitor = client().without_groups(&[ADMINISTRATORS, OPERATORS]);
    let unprivileged = client().without_privileges(&["SeRestorePrivilege"]);
    for denied in [&visitor, &unprivileged] {
        assert_eq!(denied.get(DRAWER)?.get("Label"), "Drawer 1");
        let answer = denied.call(DRAWER, "Open", &[]).unwrap_err();
        assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED);
        // WMI asks for the safe first, which is hidden from them.
        let safe = denied.call("Acme_Safe.Number=7", "Lock", &[("Code", "1".into())]);
        assert_eq!(safe.unwrap_err().status(), WBEM_E_NOT_FOUND);
    }
    let count = visitor.call("Acme_Drawer", "Count", &[]).unwrap_err();
    assert_eq!(count.status(), WBEM_E_ACCESS_DENIED);
    assert_eq!(
        unprivileged
            .call("Acme_Drawer", "Count", &[])?
            .get("ReturnValue"),
        2
    );
    Ok(())
}
