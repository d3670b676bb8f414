//! The methods of `IWbemServices` that are not a provider's operations: each says so.

use std::ptr::null_mut;

use windows_core::{BSTR, HRESULT};

use crate::by_interface::{Counting, Told, as_wmi};
use crate::script::{Place, Script};
use crate::session::Session;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Kind, METHODS};

fn code<T>(result: windows_core::Result<T>) -> HRESULT {
    result.err().map_or(S_OK, |error| error.code())
}

/// The answers of the methods that wait for their result.
fn synchronous(services: &IWbemServices) -> [(&'static str, HRESULT); 11] {
    let text = BSTR::from("Test_Thing");
    let none = None::<&IWbemContext>;
    let nothing = None::<&IWbemClassObject>;
    // SAFETY: the strings live, and the pointers are held, for the calls; where a result could be written, it is
    // not asked for.
    unsafe {
        [
            (
                "OpenNamespace",
                services.OpenNamespace(&text, 0, none, null_mut(), null_mut()),
            ),
            ("QueryObjectSink", code(services.QueryObjectSink(0))),
            (
                "GetObject",
                services.GetObject(&text, 0, none, null_mut(), null_mut()),
            ),
            ("PutClass", services.PutClass(nothing, 0, none, null_mut())),
            (
                "DeleteClass",
                services.DeleteClass(&text, 0, none, null_mut()),
            ),
            (
                "CreateClassEnum",
                code(services.CreateClassEnum(&text, 0, none)),
            ),
            (
                "PutInstance",
                services.PutInstance(nothing, 0, none, null_mut()),
            ),
            (
                "DeleteInstance",
                services.DeleteInstance(&text, 0, none, null_mut()),
            ),
            (
                "CreateInstanceEnum",
                code(services.CreateInstanceEnum(&text, 0, none)),
            ),
            ("ExecQuery", code(services.ExecQuery(&text, &text, 0, none))),
            (
                "ExecNotificationQuery",
                code(services.ExecNotificationQuery(&text, &text, 0, none)),
            ),
        ]
    }
}

/// The answers of the methods that answer through a sink.
fn asynchronous(services: &IWbemServices) -> ([(&'static str, HRESULT); 9], Told) {
    let text = BSTR::from("Test_Thing");
    let none = None::<&IWbemContext>;
    let nothing = None::<&IWbemClassObject>;
    let (sink, told) = Counting::new();
    // SAFETY: as above.
    let answers = unsafe {
        [
            (
                "PutClassAsync",
                services.PutClassAsync(nothing, 0, none, &sink),
            ),
            (
                "DeleteClassAsync",
                services.DeleteClassAsync(&text, 0, none, &sink),
            ),
            (
                "CreateClassEnumAsync",
                services.CreateClassEnumAsync(&text, 0, none, &sink),
            ),
            (
                "PutInstanceAsync",
                services.PutInstanceAsync(nothing, 0, none, &sink),
            ),
            (
                "DeleteInstanceAsync",
                services.DeleteInstanceAsync(&text, 0, none, &sink),
            ),
            (
                "ExecQueryAsync",
                services.ExecQueryAsync(&text, &text, 0, none, &sink),
            ),
            (
                "ExecNotificationQueryAsync",
                services.ExecNotificationQueryAsync(&text, &text, 0, none, &sink),
            ),
            (
                "ExecMethod",
                services.ExecMethod(&text, &text, 0, none, nothing, null_mut(), null_mut()),
            ),
            (
                "ExecMethodAsync",
                services.ExecMethodAsync(&text, &text, 0, none, nothing, &sink),
            ),
        ]
    };
    (answers, told)
}

#[test]
fn every_method_that_is_not_served_says_so() {
    let session = Session::start(Script::new().thing("a"));
    let services = session.provider().services();
    let (mut answers, told) = as_wmi(&session.core, || {
        let (asynchronous, told) = asynchronous(services);
        let mut answers = synchronous(services).to_vec();
        answers.extend(asynchronous);
        (answers, told)
    });
    // All but those that are operations and `CancelAsyncCall`.
    answers.retain(|(method, _)| !METHODS.contains(method));
    assert_eq!(answers.len(), 22 - METHODS.len());
    for (method, answer) in answers {
        assert_eq!(answer, WBEM_E_PROVIDER_NOT_CAPABLE, "{method}");
    }
    // An error of the method itself needs no status, and would be a second answer with one.
    assert_eq!((told.statuses(), told.objects()), (vec![], 0));
    assert_eq!(session.script.count(Place::Log), 1);
}

#[test]
fn a_client_that_could_not_be_served_is_told_no_more() {
    let session = Session::start(Script::new());
    let client = crate::wmi_core::Client::new(Kind::Identify);
    let answers = client.call(session.core.trace(), || {
        synchronous(session.provider().services())
    });
    for (method, answer) in answers {
        assert_eq!(answer, WBEM_E_PROVIDER_NOT_CAPABLE, "{method}");
    }
    assert_eq!(client.impersonations(), 0);
}
