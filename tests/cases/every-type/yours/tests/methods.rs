//! Each type as a parameter of a method, from a client to the provider's code and back.
#![cfg(windows)]

mod harness;

use harness::{Level, Object, Provider, Result, Value};

#[test]
fn a_method_is_given_each_type_and_gives_it_back() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let inner = Object::new("Acme_EveryObject", &[("Number", 2.into())]);
    let object = Object::new(
        "Acme_EveryObject",
        &[("Number", 1.into()), ("Inner", inner.clone().into())],
    );
    let time = "20260131093000.000000+060";
    let given: Vec<(&str, Value)> = vec![
        ("Flag", true.into()),
        ("U8", 255.into()),
        ("U16", 65_535.into()),
        ("U32", 4_294_967_295_u32.into()),
        ("U64", u64::MAX.into()),
        ("S8", (-128).into()),
        ("S16", (-32_768).into()),
        ("S32", i32::MIN.into()),
        ("S64", i64::MIN.into()),
        ("R32", 0.5_f32.into()),
        ("R64", 1e300.into()),
        ("Letter", 'é'.into()),
        ("Text", "日本".into()),
        ("When", time.into()),
        ("Span", "00000001123000.500000:000".into()),
        ("Flags", [true, false].into()),
        ("U64s", [1_u64, u64::MAX].into()),
        ("S32s", [1, -1].into()),
        ("Texts", ["a", ""].into()),
        ("Whens", [time].into()),
        ("One", object.clone().into()),
        ("Several", [object, inner.clone()].into()),
        ("Any", inner.clone().into()),
        ("Anys", [inner].into()),
        ("Keys", ["Acme_EveryType.Name=\"a\""].into()),
        ("Health", 3.into()),
        ("Mode", "neither".into()),
        ("Bits", 0x82.into()),
    ];
    let output = client.call("Acme_EveryMethod", "Echo", &given)?;
    assert_eq!(output.get("ReturnValue"), 2);
    // Nobody but the class of its own knows of an instance that a path names.
    for (name, value) in given.iter().filter(|(name, _)| *name != "Keys") {
        // An object is another one, with the same values.
        let [came, went] = [&output.get(name), value].map(|one| format!("{one:?}"));
        assert_eq!(came, went, "{name}");
    }
    assert_eq!(output.get("R32s"), Value::Null);
    Ok(())
}

#[test]
fn a_default_stands_for_what_a_client_leaves_out() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let given = [("U8", 1.into()), ("Text", Value::Null)];
    let output = client.call("Acme_EveryMethod", "Default", &given)?;
    let expected: [(&str, Value); 14] = [
        ("Flag", true.into()),
        ("U8", 1.into()),
        ("U16", 7.into()),
        ("U64", u64::MAX.into()),
        ("S8", (-1).into()),
        ("R32", 3.5_f32.into()),
        ("R64", 0.5.into()),
        ("Letter", 'é'.into()),
        ("Text", "a\"b".into()),
        ("When", "20260131093000.000000+060".into()),
        ("Numbers", [1, -1].into()),
        ("Reals", [0.5, 1.0].into()),
        ("Pace", "quick".into()),
        ("Bits", 3.into()),
    ];
    for (name, value) in expected {
        assert_eq!(output.get(name), value, "{name}");
    }
    Ok(())
}

#[test]
fn a_method_may_return_an_object_or_nothing() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let output = client.call("Acme_EveryMethod", "Next", &[("Type", 8.into())])?;
    let returned = output.get("ReturnValue");
    let Value::Object(object) = returned else {
        panic!("an object, not {returned:?}");
    };
    assert_eq!(object.get("Number"), 9);
    // The core reads a text that it has written as the object.
    let as_mof = output.get("AsMof");
    assert_eq!(as_mof.get("Number"), 9);
    let Value::Array(as_xml) = output.get("AsXml") else {
        panic!("an array");
    };
    assert_eq!(as_xml.len(), 1);
    assert_eq!(as_xml[0].get("Number"), 9);
    let output = client.call("Acme_EveryMethod", "Next", &[("Type", 1.into())])?;
    assert_eq!(output.get("AsXml"), Value::Null);
    client.call("Acme_EveryMethod", "Self", &[])?;
    Ok(())
}
