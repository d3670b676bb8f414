//! The policy's answers to a client that asks for one instance by its path.

use windows_core::HRESULT;

use crate::script::{Script, Thing};
use crate::session::{Session, seen, seen_with};
use crate::wmi::EnumerationDenial as Enumeration;
use crate::wmi::ObjectDenial::{self, Fail, FailWithErrorObject, Hide};
use crate::wmi::PropertyDenial::{DenyObject, Null};
use crate::wmi::{Error, Read};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client, Instance, Value};

/// What a get of a denied instance is answered, and whether an error object goes with it. Written down here once
/// more, as the documentation has it, and not asked of the runtime.
const ANSWERS: [(ObjectDenial, HRESULT, bool); 3] = [
    (Hide, WBEM_E_NOT_FOUND, false),
    (Fail, WBEM_E_ACCESS_DENIED, false),
    (FailWithErrorObject, WBEM_E_ACCESS_DENIED, true),
];

/// What has no bearing on a get, and so must not change its answer.
const ENUMERATIONS: [Enumeration; 5] = [
    Enumeration::Omit,
    Enumeration::Fail,
    Enumeration::FailWithErrorObject,
    Enumeration::ReportAndContinue,
    Enumeration::ReportAndStop,
];

/// An error object with that text, as the provider fills it in; the rest is WMI's.
pub fn error_object(description: &str) -> Instance {
    let null = |name| (name, Value::Null);
    let [operation, parameter, provider] = ["Operation", "ParameterInfo", "ProviderName"].map(null);
    let description = ("Description", Value::text(description));
    let status = ("StatusCode", Value::I4(WBEM_E_ACCESS_DENIED.0));
    let values = [description, operation, parameter, provider, status];
    Instance::new("__ExtendedStatus", values)
}

fn assert_refused(answer: &Answer, (status, in_words): (HRESULT, bool), why: &str) {
    assert_eq!(answer.returned, S_OK, "{why}");
    assert_eq!(answer.objects, [], "{why}");
    assert_eq!(answer.statuses.len(), 1, "{why}");
    assert_eq!(answer.status(), status, "{why}");
    let words = in_words.then(|| error_object("Access to the instance is denied."));
    assert_eq!(answer.error_object(), words.as_ref(), "{why}");
    assert_eq!(answer.statuses[0].text, "", "{why}");
}

/// Things that are denied in every way there is.
fn script() -> Script {
    let part = |name: &'static str, thing: Thing| {
        move |script: Script| script.step(name, move |_| Ok(thing.clone()))
    };
    let key = Thing {
        name: Read::Denied,
        ..Thing::new("key")
    };
    let size = Thing {
        size: Read::Denied,
        ..Thing::new("size")
    };
    let both = Thing {
        name: Read::Denied,
        ..size.clone()
    };
    let script = Script::new().thing("a").denied("whole").thing("z");
    let script = script.step("system", |_| {
        Err(std::io::Error::from_raw_os_error(5))?;
        Ok(Thing::new("system"))
    });
    let script = script.step("code", |_| Err(Error::from_hresult(E_ACCESSDENIED.0)));
    part("both", both)(part("size", size)(part("key", key)(script)))
}

#[test]
fn a_denied_instance() {
    for (object, status, in_words) in ANSWERS {
        for enumeration in ENUMERATIONS {
            let session = Session::start(script().denials(object, enumeration));
            for denied in ["whole", "system", "code", "key", "both"] {
                let why = format!("{object:?}, {enumeration:?}: {denied}");
                let answer = session.get(&Client::impersonate(), denied);
                assert_refused(&answer, (status, in_words), &why);
            }
            let absent = session.get(&Client::impersonate(), "nothing");
            assert_refused(&absent, (WBEM_E_NOT_FOUND, false), "absent");
            let others = ["a", "z"].map(|name| session.get(&Client::impersonate(), name));
            for (answer, name) in others.iter().zip(["a", "z"]) {
                assert_eq!(answer.objects, [seen(name)]);
                assert_eq!(answer.status(), S_OK);
            }
        }
    }
}

#[test]
fn a_denied_property() {
    for (object, status, in_words) in ANSWERS {
        for enumeration in ENUMERATIONS {
            let why = format!("{object:?}, {enumeration:?}");
            let script = || script().denials(object, enumeration);

            let session = Session::start(script().size_denied(Null));
            let answer = session.get(&Client::impersonate(), "size");
            assert_eq!(answer.status(), S_OK, "{why}");
            assert_eq!(answer.objects, [seen_with("size", Value::Null)], "{why}");

            let session = Session::start(script().size_denied(DenyObject));
            let answer = session.get(&Client::impersonate(), "size");
            assert_refused(&answer, (status, in_words), &why);
        }
    }
}

#[test]
fn a_null_that_is_no_denial_is_no_denial() {
    let nothing = Thing {
        size: Read::Null,
        ..Thing::new("a")
    };
    let script = Script::new().size_denied(DenyObject);
    let session = Session::start(script.step("a", move |_| Ok(nothing.clone())));
    let answer = session.get(&Client::impersonate(), "a");
    assert_eq!(answer.objects, [seen_with("a", Value::Null)]);
}

#[test]
fn every_type_comes_as_wmi_takes_it() {
    let full = Thing {
        size: Read::Value(u64::MAX),
        label: Some("\u{e9}\u{1f4be}\"\\".to_owned()),
        online: Some(true),
        speed: Some(u32::MAX),
        since: "20260131235959.000001-090".parse().ok(),
        ..Thing::new("a")
    };
    let session = Session::start(Script::new().step("a", move |_| Ok(full.clone())));
    let answer = session.get(&Client::impersonate(), "a");
    let values = [
        ("Name", Value::text("a")),
        ("Size", Value::text("18446744073709551615")),
        ("Label", Value::text("\u{e9}\u{1f4be}\"\\")),
        ("Online", Value::Bool(true)),
        ("Speed", Value::I4(-1)),
        ("Since", Value::text("20260131235959.000001-090")),
    ];
    assert_eq!(answer.objects, [Instance::new("Test_Thing", values)]);
}

#[test]
fn an_error_object_that_cannot_be_had_is_left_out() {
    let script = Script::new().denials(FailWithErrorObject, Enumeration::FailWithErrorObject);
    let session = Session::start(script.denied("a"));
    session.core.script_failure("__ExtendedStatus", E_FAIL);
    let answers = [
        session.get(&Client::impersonate(), "a"),
        session.enumerate(&Client::impersonate()),
    ];
    for answer in answers {
        assert_refused(&answer, (WBEM_E_ACCESS_DENIED, false), "no error object");
    }
    let details = session.script.log().into_iter().map(|entry| entry.detail);
    let told = |detail: Option<String>| detail.is_some_and(|text| text.contains("error object"));
    assert_eq!(details.skip(1).filter(|d| told(d.clone())).count(), 2);
}
