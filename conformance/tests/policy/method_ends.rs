//! How a method ends: what its code, its sink and its client do on the way, and what the log is told.

use crate::by_interface::{Counting, as_wmi};
use crate::gate::{Gate, wait_until};
use crate::methods::{Output, answered, ask, change, denying, executed, one};
use crate::script::{Logged, Place, Script};
use crate::scripted::Current;
use crate::session::{CLASS, Session, path, server};
use crate::tokens::CHANGES;
use crate::wmi::{Error, Level, Operation, Result};
use crate::wmi_core::codes::*;
use crate::wmi_core::{
    Answer, Canceller, Client, Core, Definition, Event, Given, Identity, PARAMETERS, Request, Value,
};
use windows_core::{BSTR, HRESULT, Interface};

fn make() -> Request {
    Request::execute(CLASS, "Make", one())
}

fn assert_ended(answer: &Answer, status: HRESULT, why: &str) {
    assert_eq!(answer.returned, S_OK, "{why}");
    assert_eq!(
        (answer.status(), answer.statuses.len()),
        (status, 1),
        "{why}"
    );
    assert_eq!(
        (answer.objects.len(), answer.error_object()),
        (0, None),
        "{why}"
    );
}

/// A method of each kind. A request is for one call.
const WAYS: [fn() -> Request; 4] = [
    make,
    || change("a"),
    || Request::execute(&path("a"), "Reset", Given::Nothing),
    || Request::execute(CLASS, "Clear", one()),
];

#[test]
fn code_that_fails_or_panics() {
    let ends: [fn() -> Result<Output>; 3] = [
        || Err(Error::failed("on fire")),
        || panic!("on purpose"),
        || std::panic::panic_any(7),
    ];
    for end in ends {
        for request in WAYS {
            let session = Session::start(Script::new().thing("a").executing(move |_, _| end()));
            assert_ended(
                &ask(&session, request()),
                WBEM_E_PROVIDER_FAILURE,
                "it fails",
            );
            assert_eq!(executed(&session), 1);
            // The next one is served.
            assert_eq!(session.get(&Client::impersonate(), "a").status(), S_OK);
        }
    }
}

#[test]
fn code_that_changes_the_thread_s_token() {
    for (what, code, _) in CHANGES {
        for request in WAYS {
            for denies in [false, true] {
                let script = Script::new().thing("a").executing(move |_, asked| {
                    code();
                    if denies {
                        return Err(Error::denied());
                    }
                    Ok(Output::of(asked))
                });
                let session = Session::start(script);
                assert_ended(&ask(&session, request()), WBEM_E_PROVIDER_FAILURE, what);
                // Nobody is asked anything after that.
                assert_eq!(session.script.count(Place::Get), 0, "{what}");
                assert_eq!(session.script.identities(Place::Log), [Identity::Own; 2]);
            }
        }
    }
}

#[test]
fn code_that_acts_as_the_provider_and_asks_wmi() {
    let script = Script::new().executing(|client, asked| {
        let identity = client.as_provider(|| Ok(Identity::now()))?;
        assert_eq!(
            (identity, Identity::now()),
            (Identity::Own, Identity::Impersonate)
        );
        client.wmi().get_object(CLASS)?;
        assert_eq!(Identity::now(), Identity::Impersonate);
        let own: Result<()> =
            client.as_provider(|| Err(std::io::Error::from_raw_os_error(5).into()));
        assert!(own.is_err_and(|error| !error.is_denied()));
        Ok(Output::of(asked))
    });
    let session = Session::start(script);
    let answer = ask(&session, make());
    assert_eq!((answer.status(), answer.objects), (S_OK, vec![answered()]));
}

#[test]
fn a_sink_that_fails() {
    for code in [E_OUTOFMEMORY, E_FAIL, WBEM_E_CALL_CANCELLED] {
        for request in [make(), change("a")] {
            let session = Session::start(Script::new());
            let answer = ask(&session, request.indicate_fails(1, code));
            assert_ended(&answer, code, "the sink fails");
            assert_eq!((executed(&session), session.indicates()), (1, vec![1]));
        }
    }
}

#[test]
fn a_sink_that_calls_back_and_one_that_leaves_the_token() {
    let session = Session::start(Script::new().thing("a"));
    let request = make().on_indicate(1, || assert_eq!(Identity::now(), Identity::Own));
    assert_eq!(ask(&session, request).status(), S_OK);
    assert_eq!(
        ask(&session, change("a").leaving_the_token()).status(),
        S_OK
    );
    assert_eq!(ask(&session, change("a")).status(), S_OK);
}

#[allow(
    clippy::disallowed_methods,
    reason = "the thread is WMI's, not the provider's"
)]
fn cancelled_while_it_works(session: &Session, reached: &Gate, request: Request) -> Answer {
    let (canceller, provider) = (Canceller::new(), session.provider().clone());
    let request = request.cancelled_by(&canceller);
    std::thread::scope(|scope| {
        let cancelling = scope.spawn(move || {
            reached.wait();
            canceller.cancel(&provider)
        });
        let answer = ask(session, request);
        assert_eq!(cancelling.join().expect("no panic"), S_OK);
        answer
    })
}

#[test]
fn a_method_that_is_cancelled() {
    let ends: [fn() -> Result<()>; 3] = [
        || Ok(()),
        || Err(Error::failed("cancelled")),
        || panic!("on purpose"),
    ];
    for end in ends {
        for request in WAYS {
            let reached = Gate::default();
            let gate = reached.clone();
            let script = Script::new().executing(move |client, asked| {
                assert!(!client.cancelled());
                gate.open();
                wait_until(|| client.cancelled());
                end()?;
                Ok(Output::of(asked))
            });
            let session = Session::start(script);
            let answer = cancelled_while_it_works(&session, &reached, request());
            assert_ended(&answer, WBEM_E_CALL_CANCELLED, "cancelled");
        }
    }
}

/// The signature is asked for first: what cannot be answered is not done.
#[test]
fn a_client_that_is_lost_on_the_way_to_the_method() {
    for request in [make(), change("a")] {
        let session = Session::start(Script::new().thing("a"));
        let lost = Client::impersonate().impersonation_fails(2.., RPC_E_CALL_COMPLETE);
        assert_ended(&session.call(&lost, request), WBEM_E_ACCESS_DENIED, "lost");
        assert_eq!(
            (executed(&session), session.script.count(Place::Get)),
            (0, 0)
        );
    }
    for request in WAYS {
        let session = Session::start(Script::new());
        let lost = Client::impersonate().impersonation_fails(1.., RPC_E_CALL_COMPLETE);
        assert_ended(
            &session.call(&lost, request()),
            WBEM_E_ACCESS_DENIED,
            "lost",
        );
        assert_eq!(executed(&session), 0);
    }
}

/// A core whose classes are from another MOF.
fn core_of(class: Definition) -> Core {
    Core::new([class.key("Name", crate::wmi_core::bindings::CIM_STRING)])
}

#[test]
fn a_method_that_wmi_s_class_does_not_have() {
    let other = crate::wmi_core::Method::new("Make", [], []);
    for (class, request) in [
        (
            Definition::new(CLASS),
            Request::execute(CLASS, "Make", given()),
        ),
        (
            Definition::new(CLASS),
            Request::execute(&path("a"), "Change", given()),
        ),
        // It has one of that name, of which nothing comes out.
        (
            Definition::new(CLASS).with_method(other),
            Request::execute(CLASS, "Make", given()),
        ),
    ] {
        let session = Session::start_in(core_of(class), Script::new());
        assert_ended(
            &ask(&session, request),
            WBEM_E_PROVIDER_FAILURE,
            "no such method",
        );
        assert_eq!(executed(&session), 0);
        let logged = session.script.log().pop().expect("a line");
        assert!(logged.detail.is_some_and(|why| why.contains("GetMethod")));
    }
}

/// The one parameter that has to be given, whatever WMI's class says.
fn given() -> Given {
    let count = crate::wmi_core::Property::new("Count", crate::wmi_core::bindings::CIM_UINT32);
    Given::foreign([count], [("Count", Value::I4(1))])
}

#[test]
fn a_class_that_wmi_does_not_give_the_client() {
    for code in [WBEM_E_NOT_FOUND, WBEM_E_ACCESS_DENIED] {
        let session = Session::start(Script::new());
        session.core.script_failure(CLASS, code);
        assert_ended(&ask(&session, make()), WBEM_E_PROVIDER_FAILURE, "no class");
        assert_eq!(executed(&session), 0);
        // A method that answers nothing needs none.
        assert_eq!(
            ask(&session, Request::execute(CLASS, "Clear", one())).status(),
            S_OK
        );
    }
}

#[test]
fn wmi_is_asked_for_the_method_s_own_object_as_the_client() {
    let session = Session::start(Script::new());
    assert_eq!(ask(&session, make()).status(), S_OK);
    let asked = session.events(|entry| match entry.event {
        Event::GetObject(class, S_OK) => Some((class, entry.identity)),
        Event::GetMethod(class, method, S_OK) => {
            Some((format!("{class}.{method}"), entry.identity))
        }
        Event::SpawnInstance(class) => Some((class, entry.identity)),
        _ => None,
    });
    let as_client = |what: &str| (what.to_owned(), Identity::Impersonate);
    let [slot, parameters] = [crate::embedded::SLOT.name, PARAMETERS].map(as_client);
    let [class, method] = [as_client(CLASS), as_client("Test_Thing.Make")];
    assert_eq!(asked[..2], [class, method]);
    assert!(
        asked.contains(&slot) && asked.contains(&parameters),
        "{asked:?}"
    );
}

fn logged(method: &str, status: HRESULT) -> Logged {
    Logged {
        operation: Operation::Execute,
        class: Some(CLASS.to_owned()),
        method: Some(method.to_owned()),
        status: status.0,
        level: Level::Impersonate,
        caller: None,
        denied: 0,
        absent: 0,
        failed: 0,
        firsts: Vec::new(),
        detail: None,
    }
}

#[test]
fn the_log_is_told_of_the_method_and_of_no_parameter() {
    let last = |session: &Session| session.script.log().pop().expect("a line");
    let session = Session::start(Script::new());
    ask(&session, make());
    assert_eq!(last(&session), logged("Make", S_OK));
    let secret = Given::values([
        ("Count", Value::I4(1)),
        ("Note", Value::text("hunter2 hunter2")),
    ]);
    ask(&session, Request::execute(CLASS, "Make", secret));
    let line = last(&session);
    assert!(!format!("{line:?}").contains("hunter2"), "{line:?}");
    assert!(line.detail.is_some_and(|why| why.contains("Note")));
    ask(&session, Request::execute(CLASS, "hunter2", one()));
    let line = last(&session);
    assert_eq!(
        (line.class.as_deref(), line.method.as_deref()),
        (None, None)
    );
    assert_eq!(line.status, WBEM_E_INVALID_METHOD.0);
    let session = Session::start(denying().denied("b"));
    ask(&session, change("b"));
    let expected = Logged {
        denied: 1,
        ..logged("Change", WBEM_E_NOT_FOUND)
    };
    assert_eq!(last(&session), expected);
}

/// A call that the core does not make.
fn call(
    session: &Session,
    services: &crate::wmi_core::bindings::IWbemServices,
    has_sink: bool,
) -> (HRESULT, Vec<HRESULT>) {
    let (sink, told) = Counting::new();
    let sink = has_sink.then_some(&sink);
    let (class, method) = (BSTR::from(CLASS), BSTR::from("Make"));
    let _current = Current::set(&session.script);
    let returned = as_wmi(&session.core, || {
        // SAFETY: the strings live, and the pointers are held, for the call.
        unsafe { services.ExecMethodAsync(&class, &method, 0, None, None, sink) }
    });
    (returned, told.statuses())
}

#[test]
fn what_cannot_begin_is_an_error_of_the_call_itself() {
    let session = Session::start(Script::new());
    let services = session.provider().services();
    assert_eq!(
        call(&session, services, false),
        (WBEM_E_INVALID_PARAMETER, vec![])
    );
    assert_eq!(
        call(&session, services, true),
        (S_OK, vec![WBEM_E_INVALID_METHOD_PARAMETERS])
    );
    let uninitialized = server(&session.script).cast().expect("IWbemServices");
    let not_yet = (WBEM_E_INITIALIZATION_FAILURE, vec![]);
    assert_eq!(call(&session, &uninitialized, true), not_yet);
    assert_eq!(executed(&session), 0);
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the threads are WMI's, not the provider's"
)]
fn many_calls_at_once() {
    let session = Session::start(Script::new().thing("a"));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for request in WAYS {
                    assert_eq!(ask(&session, request()).status(), S_OK);
                }
            });
        }
    });
    assert_eq!(executed(&session), 32);
}
