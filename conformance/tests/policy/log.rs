//! The log: one event for each operation, whatever its result, without a name or value of an instance.

use crate::by_interface::{Counting, as_wmi};
use crate::script::{Logged, Script, Thing};
use crate::session::{BATCH, CLASS, Session};
use crate::wmi::{EnumerationDenial, Error, Level, Operation, PropertyDenial, Read};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Kind, Request};
use windows_core::{BSTR, HRESULT};

fn logged(operation: Operation, status: HRESULT) -> Logged {
    Logged {
        operation,
        class: Some(CLASS.to_owned()),
        method: None,
        status: status.0,
        level: Level::Impersonate,
        denied: 0,
        absent: 0,
        failed: 0,
        firsts: Vec::new(),
        caller: None,
        detail: None,
    }
}

/// The last thing that the log was told.
fn last(session: &Session) -> Logged {
    session.script.log().pop().expect("initialized at least")
}

#[test]
fn a_get() {
    let session = Session::start(Script::new().thing("a").denied("b"));
    let client = Client::new(Kind::Delegate);
    for (name, status, denied, absent) in [
        ("a", S_OK, 0, 0),
        ("b", WBEM_E_NOT_FOUND, 1, 0),
        ("c", WBEM_E_NOT_FOUND, 0, 1),
    ] {
        session.get(&client, name);
        let expected = Logged {
            level: Level::Delegate,
            denied,
            absent,
            ..logged(Operation::Get, status)
        };
        assert_eq!(last(&session), expected);
    }
    session.call(&client, Request::get("No_Such=@"));
    assert_eq!(last(&session).class, None);
    assert_eq!(last(&session).status, WBEM_E_INVALID_OBJECT_PATH.0);
}

#[test]
fn an_enumeration() {
    for (enumeration, status, denied) in [
        (EnumerationDenial::Omit, S_OK, 2),
        (
            EnumerationDenial::ReportAndContinue,
            WBEM_S_ACCESS_DENIED,
            2,
        ),
        (EnumerationDenial::ReportAndStop, WBEM_S_ACCESS_DENIED, 1),
        (EnumerationDenial::Fail, WBEM_E_ACCESS_DENIED, 1),
    ] {
        let script = Script::new().enumeration(enumeration).denied("a");
        let session = Session::start(script.thing("b").denied("c"));
        session.enumerate(&Client::impersonate());
        let expected = Logged {
            denied,
            ..logged(Operation::Enumerate, status)
        };
        assert_eq!(last(&session), expected, "{enumeration:?}");
    }
}

#[test]
fn a_failure_with_its_reason_which_the_client_is_not_told() {
    let script = Script::new().things(BATCH).denied("d");
    let script = script.step("x", |_| Err(Error::failed("the array is on fire")));
    let session = Session::start(script);
    let answer = session.enumerate(&Client::impersonate());
    let expected = Logged {
        denied: 1,
        failed: 1,
        firsts: vec!["the array is on fire".to_owned()],
        ..logged(Operation::Enumerate, WBEM_S_PARTIAL_RESULTS)
    };
    assert_eq!(last(&session), expected);
    assert!(!format!("{answer:?}").contains("fire"));
    session.get(&Client::impersonate(), "x");
    let detail = last(&session).detail;
    assert_eq!(detail.as_deref(), Some("the array is on fire"));
}

#[test]
fn why_an_instance_was_denied_absent_or_failed_is_told_of_the_first_of_each() {
    fn fail_with(code: i32) -> crate::wmi::Result<Thing> {
        Err(std::io::Error::from_raw_os_error(code))?;
        unreachable!("the question mark returned")
    }
    let script = Script::new().step("locked", |_| fail_with(5)).denied("d");
    let script = script.step("gone", |_| fail_with(2));
    let script = script.step("torn", |_| fail_with(1392)).step("odd", |_| {
        Ok(Thing {
            name: Read::Value("a\tb".to_owned()),
            ..Thing::new("odd")
        })
    });
    let session = Session::start(script.thing("a"));
    session.enumerate(&Client::impersonate());
    let code = |code| std::io::Error::from_raw_os_error(code).to_string();
    let expected = Logged {
        denied: 2,
        absent: 1,
        failed: 2,
        firsts: vec![code(5), code(2), code(1392)],
        ..logged(Operation::Enumerate, WBEM_S_PARTIAL_RESULTS)
    };
    assert_eq!(last(&session), expected);
    session.get(&Client::impersonate(), "locked");
    assert_eq!(
        (last(&session).denied, last(&session).firsts),
        (1, vec![code(5)])
    );
    session.get(&Client::impersonate(), "gone");
    assert_eq!(
        (last(&session).absent, last(&session).firsts),
        (1, vec![code(2)])
    );
}

#[test]
fn which_property_was_denied_is_told_by_its_name() {
    let script = Script::new().size_denied(PropertyDenial::DenyObject);
    let script = script.step("a", |_| {
        Ok(Thing {
            size: Read::Denied,
            ..Thing::new("a")
        })
    });
    let session = Session::start(script);
    session.get(&Client::impersonate(), "a");
    assert_eq!(last(&session).firsts, ["Size is denied"]);
    session.enumerate(&Client::impersonate());
    assert_eq!(last(&session).firsts, ["Size is denied"]);
}

#[test]
fn the_initialization() {
    let session = Session::start(Script::new());
    let expected = Logged {
        class: None,
        level: Level::None,
        ..logged(Operation::Initialize, S_OK)
    };
    assert_eq!(session.script.log(), [expected]);
}

#[test]
fn nothing_of_a_call_that_did_not_begin() {
    let session = Session::start(Script::new());
    let (sink, told) = Counting::new();
    let returned = as_wmi(&session.core, || {
        let services = session.provider().services();
        // SAFETY: the string lives, and the pointers are held, for the call.
        unsafe {
            let path = BSTR::from(CLASS);
            let no_sink = services.GetObjectAsync(&path, 0, None, None);
            let none_either = services.CreateInstanceEnumAsync(&path, 0, None, None);
            let unserved = services.DeleteClassAsync(&path, 0, None, &sink);
            [no_sink, none_either, unserved]
        }
    });
    let expected = [
        WBEM_E_INVALID_PARAMETER,
        WBEM_E_INVALID_PARAMETER,
        WBEM_E_PROVIDER_NOT_CAPABLE,
    ];
    assert_eq!(returned, expected);
    assert_eq!(told.statuses(), []);
    assert_eq!(session.script.log().len(), 1);
}
