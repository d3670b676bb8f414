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

/// The answers of methods, by their names.
#[derive(Default)]
struct Answers(Vec<(&'static str, HRESULT)>);

impl Answers {
    /// Calls a method, unless it is an operation.
    fn ask(&mut self, method: &'static str, call: impl FnOnce() -> HRESULT) {
        if !METHODS.contains(&method) {
            self.0.push((method, call()));
        }
    }
}

/// Asks the methods that wait for their result.
fn synchronous(services: &IWbemServices, answers: &mut Answers) {
    let text = BSTR::from("Test_Thing");
    let none = None::<&IWbemContext>;
    let nothing = None::<&IWbemClassObject>;
    // SAFETY: in each call, the strings live and the pointers are held; where a result could be written, it is not asked
    // for.
    unsafe {
        answers.ask("OpenNamespace", || {
            services.OpenNamespace(&text, 0, none, null_mut(), null_mut())
        });
        answers.ask("QueryObjectSink", || code(services.QueryObjectSink(0)));
        answers.ask("GetObject", || {
            services.GetObject(&text, 0, none, null_mut(), null_mut())
        });
        answers.ask("PutClass", || {
            services.PutClass(nothing, 0, none, null_mut())
        });
        answers.ask("DeleteClass", || {
            services.DeleteClass(&text, 0, none, null_mut())
        });
        answers.ask("CreateClassEnum", || {
            code(services.CreateClassEnum(&text, 0, none))
        });
        answers.ask("PutInstance", || {
            services.PutInstance(nothing, 0, none, null_mut())
        });
        answers.ask("DeleteInstance", || {
            services.DeleteInstance(&text, 0, none, null_mut())
        });
        answers.ask("CreateInstanceEnum", || {
            code(services.CreateInstanceEnum(&text, 0, none))
        });
        answers.ask("ExecQuery", || {
            code(services.ExecQuery(&text, &text, 0, none))
        });
        answers.ask("ExecNotificationQuery", || {
            code(services.ExecNotificationQuery(&text, &text, 0, none))
        });
        answers.ask("ExecMethod", || {
            services.ExecMethod(&text, &text, 0, none, nothing, null_mut(), null_mut())
        });
    }
}

/// Asks the methods that answer through a sink.
fn asynchronous(services: &IWbemServices, answers: &mut Answers) -> Told {
    let text = BSTR::from("Test_Thing");
    let none = None::<&IWbemContext>;
    let nothing = None::<&IWbemClassObject>;
    let (sink, told) = Counting::new();
    // SAFETY: as above.
    unsafe {
        answers.ask("PutClassAsync", || {
            services.PutClassAsync(nothing, 0, none, &sink)
        });
        answers.ask("DeleteClassAsync", || {
            services.DeleteClassAsync(&text, 0, none, &sink)
        });
        answers.ask("CreateClassEnumAsync", || {
            services.CreateClassEnumAsync(&text, 0, none, &sink)
        });
        answers.ask("PutInstanceAsync", || {
            services.PutInstanceAsync(nothing, 0, none, &sink)
        });
        answers.ask("DeleteInstanceAsync", || {
            services.DeleteInstanceAsync(&text, 0, none, &sink)
        });
        answers.ask("ExecQueryAsync", || {
            services.ExecQueryAsync(&text, &text, 0, none, &sink)
        });
        answers.ask("ExecNotificationQueryAsync", || {
            services.ExecNotificationQueryAsync(&text, &text, 0, none, &sink)
        });
        answers.ask("ExecMethodAsync", || {
            services.ExecMethodAsync(&text, &text, 0, none, nothing, &sink)
        });
    }
    told
}

#[test]
fn every_method_that_is_not_served_says_so() {
    let session = Session::start(Script::new().thing("a"));
    let services = session.provider().services();
    let (answers, told) = as_wmi(&session.core, || {
        let mut answers = Answers::default();
        synchronous(services, &mut answers);
        let told = asynchronous(services, &mut answers);
        (answers.0, told)
    });
    // All but those that are operations and `CancelAsyncCall`.
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
    for kind in [Kind::NoCallContext, Kind::Anonymous, Kind::Identify] {
        let client = crate::wmi_core::Client::new(kind);
        let mut answers = Answers::default();
        let told = client.call(session.core.trace(), || {
            synchronous(session.provider().services(), &mut answers);
            asynchronous(session.provider().services(), &mut answers)
        });
        assert_eq!(answers.0.len(), 22 - METHODS.len());
        for (method, answer) in answers.0 {
            assert_eq!(answer, WBEM_E_PROVIDER_NOT_CAPABLE, "{method} for {kind:?}");
        }
        assert_eq!((told.statuses(), told.objects()), (vec![], 0));
        assert_eq!(client.impersonations(), 0);
    }
}
