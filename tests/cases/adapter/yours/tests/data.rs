//! Objects in properties, as a client sees them that may know a part of each.
#![cfg(windows)]

mod harness;

use harness::codes::{S_OK, WBEM_E_NOT_FOUND, WBEM_E_PROVIDER_FAILURE};
use harness::wmi_core::Definition;
use harness::wmi_core::bindings::{CIM_OBJECT, CIM_STRING};
use harness::{Level, Object, Provider, Result, Value};

#[test]
fn a_client_sees_of_each_adapter_what_it_may() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);

    let adapters = client.enumerate("Acme_Adapter")?;
    assert_eq!(adapters.status, S_OK);
    let [lan, wlan] = &adapters.objects[..] else {
        panic!("two adapters, not {:?}", adapters.objects);
    };

    let [first, second] = &elements(lan, "Addresses")[..] else {
        panic!("two addresses, not {lan:?}");
    };
    assert_eq!(first.get("Address"), "2001:db8::7");
    assert_eq!(first.get("PrefixLength"), 64);
    assert_eq!(first.get("Owner"), "alice");
    assert_eq!(second.get("Address"), "2001:db8::8");
    assert_eq!(second.get("Owner"), Value::Null);

    let hop = lan.get("Gateway");
    assert_eq!(hop.get("Host"), "router");
    assert_eq!(hop.get("Next").get("Host"), "exchange");
    assert_eq!(hop.get("Next").get("Next"), Value::Null);

    let medium = lan.get("Medium");
    assert_eq!(medium.class(), "Acme_Cable");
    assert_eq!(medium.get("Speed"), 1_000_000_000);
    assert_eq!(medium.get("Category"), "6a");
    assert_eq!(lan.get("Sensor").get("CurrentReading"), 41);
    assert_eq!(lan.get("Sensor").get("Peak").get("CurrentReading"), 60);
    let [sensor, fan] = &elements(lan, "Extensions")[..] else {
        panic!("two extensions, not {lan:?}");
    };
    assert_eq!(sensor.get("CurrentReading"), 40);
    assert_eq!(fan.class(), "CIM_NumericSensor");
    assert_eq!(fan.get("CurrentReading"), 900);

    assert_eq!(lan.get("Lease").get("Address"), "2001:db8::\"1\"");
    assert_eq!(lan.get("Lease").get("Owner"), Value::Null);
    assert_eq!(lan.get("Route").get("Next").get("Host"), "exchange");
    let [cable, radio] = &elements(lan, "Former")[..] else {
        panic!("two media, not {lan:?}");
    };
    assert_eq!(cable.class(), "Acme_Cable");
    assert_eq!(radio.get("Peer").get("Address"), "2001:db8::2");
    let [event] = &elements(lan, "Events")[..] else {
        panic!("one event, not {lan:?}");
    };
    assert_eq!(event.get("Address"), "2001:db8::9");

    assert_eq!(wlan.get("Lease"), Value::Null);
    assert_eq!(wlan.get("Former"), Value::Null);
    assert_eq!(wlan.get("Medium"), Value::Null);
    assert_eq!(wlan.get("Gateway"), Value::Null);
    assert_eq!(wlan.get("Addresses"), Value::Array(Vec::new()));
    assert_eq!(wlan.get("Supplicant").get("Identity"), "host/acme");
    assert_eq!(wlan.get("Supplicant").get("Method"), 13);

    let vpn = client.get("Acme_Adapter.Name=\"vpn\"").unwrap_err();
    assert_eq!(vpn.status(), WBEM_E_NOT_FOUND);
    Ok(())
}

#[test]
fn an_array_with_an_object_that_is_denied_is_null() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let wired = client.get("Acme_AdapterGroup.Name=\"wired\"")?;
    let [lan] = &elements(&wired, "Members")[..] else {
        panic!("one member, not {wired:?}");
    };
    assert_eq!(lan.get("Name"), "lan");
    let all = client.get("Acme_AdapterGroup.Name=\"all\"")?;
    assert_eq!(all.get("Members"), Value::Null);
    Ok(())
}

fn elements(object: &Object, property: &str) -> Vec<Value> {
    match object.get(property) {
        Value::Array(elements) => elements,
        other => panic!("no array: {other:?}"),
    }
}

#[test]
fn an_object_of_a_class_is_delivered_where_the_class_is_there() -> Result {
    let usb = "Acme_Adapter.Name=\"usb\"";
    let driver = Definition::new("Other_Driver")
        .property("Version", CIM_STRING)
        .property("Sensor", CIM_OBJECT);
    let provider = Provider::load_among(&[driver])?;
    let adapter = provider.client(Level::Impersonate).get(usb)?;
    let [driver] = &elements(&adapter, "Extensions")[..] else {
        panic!("one extension, not {adapter:?}");
    };
    assert_eq!(driver.get("Version"), "1.2");
    assert_eq!(driver.get("Sensor").get("CurrentReading"), 39);

    let provider = Provider::load()?;
    let adapter = provider.client(Level::Impersonate).get(usb).unwrap_err();
    assert_eq!(adapter.status(), WBEM_E_PROVIDER_FAILURE);
    Ok(())
}
