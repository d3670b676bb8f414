//! How a put or a delete ends: what its code and its client do on the way, and what the log is told.

use windows_core::{BSTR, HRESULT, Interface};

use crate::by_interface::{Counting, as_wmi};
use crate::gate::{Gate, wait_until};
use crate::method_answers::assert_refused;
use crate::put_answers::assert_put;
use crate::script::{Logged, Place, Script};
use crate::scripted::Current;
use crate::session::{CLASS, Session, path, server};
use crate::tokens::CHANGES;
use crate::wmi::{Client as Served, Error, Level, ObjectPath, Operation, Result};
use crate::wmi_core::bindings::{IWbemClassObject, IWbemServices};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Canceller, Client, Event, Identity, Instance, Request, Value};
use crate::writes::{Written, ask, done, labelled, path_of, thing};

/// What is written in each way. A request is for one call.
const WAYS: [fn() -> Request; 3] = [
    || labelled("new"),
    || labelled("a"),
    || Request::delete(&path("a")),
];

/// A provider whose code does this wherever it writes.
fn writing(code: impl Fn(&mut Served<'_>) -> Result<()> + Clone + Send + Sync + 'static) -> Script {
    let [creating, updating, deleting] = [code.clone(), code.clone(), code];
    Script::new()
        .thing("a")
        .creating(move |client, new| creating(client).map(|()| path_of(new)))
        .updating(move |client, _, _| updating(client))
        .deleting(move |client, _| deleting(client))
}

fn assert_ended(answer: &Answer, status: HRESULT, why: &str) {
    assert_refused(answer, (status, None), why);
}

#[test]
fn code_that_fails_or_panics() {
    let ends: [fn() -> Result<()>; 3] = [
        || Err(Error::failed("on fire")),
        || panic!("on purpose"),
        || std::panic::panic_any(7),
    ];
    for end in ends {
        let session = Session::start(writing(move |_| end()));
        for request in WAYS {
            assert_ended(
                &ask(&session, request()),
                WBEM_E_PROVIDER_FAILURE,
                "it fails",
            );
        }
        assert_eq!(done(&session), [1; 3]);
        // The next one is served.
        assert_eq!(session.get(&Client::impersonate(), "a").status(), S_OK);
    }
}

#[test]
fn code_that_changes_the_thread_s_token() {
    for (what, change, _) in CHANGES {
        for denies in [false, true] {
            let session = Session::start(writing(move |_| {
                change();
                if denies {
                    return Err(Error::denied());
                }
                Ok(())
            }));
            for request in WAYS {
                assert_ended(&ask(&session, request()), WBEM_E_PROVIDER_FAILURE, what);
            }
            assert_eq!(session.script.identities(Place::Log), [Identity::Own; 4]);
        }
        let script = writing(|_| Ok(())).authorizing(move |_| {
            change();
            Ok(())
        });
        let session = Session::start(script);
        assert_ended(&ask(&session, labelled("a")), WBEM_E_PROVIDER_FAILURE, what);
        assert_eq!(
            (done(&session), session.script.count(Place::Get)),
            ([0; 3], 0)
        );
    }
}

#[test]
fn code_that_acts_as_the_provider_and_asks_wmi() {
    let session = Session::start(writing(|client| {
        let identity = client.as_provider(|| Ok(Identity::now()))?;
        assert_eq!(
            (identity, Identity::now()),
            (Identity::Own, Identity::Impersonate)
        );
        client.wmi().get_object(CLASS)?;
        assert_eq!(Identity::now(), Identity::Impersonate);
        Ok(())
    }));
    for request in WAYS {
        assert_eq!(ask(&session, request()).status(), S_OK);
    }
    // What it may not do as itself is no denial of the client's; what is there already is there, whoever finds it.
    let own = |code| {
        let session = Session::start(writing(move |client| {
            client.as_provider(|| Err(std::io::Error::from_raw_os_error(code).into()))
        }));
        ask(&session, labelled("new").create_only()).status()
    };
    assert_eq!(own(5), WBEM_E_PROVIDER_FAILURE);
    assert_eq!(own(183), WBEM_E_ALREADY_EXISTS);
}

/// What the provider creates has the name that the client has given.
#[test]
fn another_instance_than_was_put() {
    let paths = [
        path("other"),
        "Test_Thing".to_owned(),
        "Test_Thing=@".to_owned(),
        "Test_Thing.Name=7".to_owned(),
        "Test_Thing.Name='a\tb'".to_owned(),
        "Test_Mute.Name='new'".to_owned(),
        "root\\Other:Test_Thing.Name='new'".to_owned(),
    ];
    for wrong in paths {
        let own = ObjectPath::parse(&wrong).expect("a path");
        let session = Session::start(Script::new().creating(move |_, _| Ok(own.clone())));
        assert_ended(
            &ask(&session, labelled("new")),
            WBEM_E_PROVIDER_FAILURE,
            &wrong,
        );
        let logged = session.script.log().pop().expect("a line");
        let detail = logged.detail.expect("why");
        assert!(
            detail.contains("another instance") && !detail.contains("new"),
            "{detail}"
        );
    }
    // In another case it is the same.
    let same = ObjectPath::parse(&path("NEW")).expect("a path");
    let session = Session::start(Script::new().creating(move |_, _| Ok(same.clone())));
    assert_put(&ask(&session, labelled("new")), "NEW", "its name");
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

/// How the provider's code ends.
type End = fn() -> Result<()>;

/// What is done is done, and is answered so.
#[test]
fn a_client_that_cancels_while_something_is_written() {
    let ends: [(End, HRESULT); 3] = [
        (|| Ok(()), S_OK),
        (|| Err(Error::failed("cancelled")), WBEM_E_CALL_CANCELLED),
        (|| panic!("on purpose"), WBEM_E_CALL_CANCELLED),
    ];
    for (end, status) in ends {
        for request in WAYS {
            let reached = Gate::default();
            let gate = reached.clone();
            let session = Session::start(writing(move |client| {
                assert!(!client.cancelled());
                gate.open();
                wait_until(|| client.cancelled());
                end()
            }));
            let answer = cancelled_while_it_works(&session, &reached, request());
            assert_eq!((answer.status(), answer.statuses.len()), (status, 1));
        }
    }
}

#[test]
fn a_client_that_cancels_before_anything_is_written() {
    for request in WAYS {
        let reached = Gate::default();
        let gate = reached.clone();
        let looks = move |client: &mut Served<'_>| {
            gate.open();
            wait_until(|| client.cancelled());
        };
        let (first, second) = (looks.clone(), looks);
        let script = Script::new()
            .step("a", move |client| {
                first(client);
                Ok(crate::script::Thing::new("a"))
            })
            .authorizing(|_| Ok(()))
            .step("new", move |client| {
                second(client);
                Err(Error::not_found())
            });
        let session = Session::start(script);
        let answer = cancelled_while_it_works(&session, &reached, request());
        assert_ended(&answer, WBEM_E_CALL_CANCELLED, "cancelled");
        assert_eq!(done(&session), [0; 3]);
    }
}

#[test]
fn a_client_that_is_lost_on_the_way() {
    for request in WAYS {
        let session = Session::start(writing(|_| Ok(())));
        let lost = Client::impersonate().impersonation_fails(1.., RPC_E_CALL_COMPLETE);
        assert_ended(
            &session.call(&lost, request()),
            WBEM_E_ACCESS_DENIED,
            "lost",
        );
        assert_eq!(
            (done(&session), session.script.count(Place::Get)),
            ([0; 3], 0)
        );
    }
    // WMI is asked what the class has by default, and the client is lost behind that.
    let script = || writing(|_| Ok(()));
    let put = || Request::put(thing("a", &[("Online", Value::Bool(true))]));
    let session = Session::start(script());
    let lost = Client::impersonate().impersonation_fails(2.., RPC_E_CALL_COMPLETE);
    assert_ended(&session.call(&lost, put()), WBEM_E_ACCESS_DENIED, "lost");
    assert_eq!(done(&session), [0; 3]);
    for code in [WBEM_E_NOT_FOUND, WBEM_E_ACCESS_DENIED] {
        let session = Session::start(script());
        session.core.script_failure(CLASS, code);
        assert_ended(&ask(&session, put()), WBEM_E_PROVIDER_FAILURE, "no class");
        assert_eq!(done(&session), [0; 3]);
    }
}

/// Where there is nothing to compare, WMI is not entered.
#[test]
fn wmi_is_asked_for_the_class_only_where_there_is_something_to_compare() {
    let session = Session::start(writing(|_| Ok(())));
    let asked = |session: &Session| {
        session.events(|entry| match entry.event {
            Event::GetObject(class, _) => Some((class, entry.identity)),
            _ => None,
        })
    };
    for request in WAYS {
        assert_eq!(ask(&session, request()).status(), S_OK);
    }
    assert_eq!(asked(&session), []);
    let put = Request::put(thing("a", &[("Online", Value::Bool(true))]));
    assert_ended(&ask(&session, put), WBEM_E_READ_ONLY, "another value");
    let as_client = (CLASS.to_owned(), Identity::Impersonate);
    assert_eq!(asked(&session), [as_client]);
}

fn logged(operation: Operation, status: HRESULT) -> Logged {
    Logged {
        operation,
        class: Some(CLASS.to_owned()),
        method: None,
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
fn the_log_is_told_of_the_operation_and_of_no_key_and_no_value() {
    let session = Session::start(writing(|_| Ok(())).denied("hunter2"));
    let last = || session.script.log().pop().expect("a line");
    ask(&session, labelled("hunter2").create_only());
    let hidden = Logged {
        denied: 1,
        ..logged(Operation::Put, WBEM_E_ALREADY_EXISTS)
    };
    assert_eq!(last(), hidden);
    ask(&session, labelled("a"));
    assert_eq!(last(), logged(Operation::Put, S_OK));
    ask(&session, Request::delete(&path("a")));
    assert_eq!(last(), logged(Operation::Delete, S_OK));
    for put in [
        Instance::new("Hunter2", []),
        thing("hunter2", &[("Speed", Value::text("hunter2"))]),
        thing("a", &[("Since", Value::text("20260101000000.000000+000"))]),
    ] {
        let request = Request::put(put).of_part(&["Speed", "Since"]);
        assert!(ask(&session, request).status().is_err());
        let line = format!("{:?}", last()).to_lowercase();
        assert!(
            !line.contains("hunter2") && !line.contains("2026"),
            "{line}"
        );
    }
    let request = labelled("a").of_part(&["Hunter2"]);
    assert_eq!(ask(&session, request).status(), WBEM_E_INVALID_PROPERTY);
    assert!(!format!("{:?}", last()).contains("Hunter2"));
}

#[test]
fn what_is_no_instance_of_the_provider_s() {
    let session = Session::start(writing(|_| Ok(())));
    for (request, status) in [
        (Request::put_nothing(), WBEM_E_INVALID_PARAMETER),
        (Request::put_class(CLASS), WBEM_E_INVALID_OBJECT),
        (
            Request::put(Instance::new("No_Such", [])),
            WBEM_E_INVALID_CLASS,
        ),
        (
            Request::put(Instance::new("Test_Elsewhere", [])),
            WBEM_E_INVALID_CLASS,
        ),
        (
            Request::put(Instance::new("Test_Mute", [])),
            WBEM_E_PROVIDER_NOT_CAPABLE,
        ),
        (
            labelled("a").create_only().update_only(),
            WBEM_E_INVALID_PARAMETER,
        ),
    ] {
        assert_ended(&ask(&session, request), status, "no instance");
    }
    // What other flags there are is WMI's.
    for flags in [0x10, 0x80, 0x2_0000] {
        assert_put(&ask(&session, labelled("a").flags(flags)), "a", "a flag");
    }
    assert_eq!(done(&session), [0, 3, 0]);
}

/// A call that the core does not make.
fn put(session: &Session, services: &IWbemServices, has_sink: bool) -> (HRESULT, Vec<HRESULT>) {
    let (sink, told) = Counting::new();
    let sink = has_sink.then_some(&sink);
    let _current = Current::set(&session.script);
    let nothing = None::<&IWbemClassObject>;
    let path = BSTR::from(path("a"));
    let returned = as_wmi(&session.core, || {
        // SAFETY: the string lives, and the pointers are held, for the calls.
        unsafe {
            let put = services.PutInstanceAsync(nothing, 0, None, sink);
            let delete = services.DeleteInstanceAsync(&path, 0, None, sink);
            assert_eq!(put.is_err(), delete.is_err());
            put
        }
    });
    (returned, told.statuses())
}

#[test]
fn what_cannot_begin_is_an_error_of_the_call_itself() {
    let session = Session::start(writing(|_| Ok(())));
    let services = session.provider().services();
    let no_sink = (WBEM_E_INVALID_PARAMETER, vec![]);
    assert_eq!(put(&session, services, false), no_sink);
    let begun = (S_OK, vec![WBEM_E_INVALID_PARAMETER, S_OK]);
    assert_eq!(put(&session, services, true), begun);
    let uninitialized = server(&session.script).cast().expect("IWbemServices");
    let not_yet = (WBEM_E_INITIALIZATION_FAILURE, vec![]);
    assert_eq!(put(&session, &uninitialized, true), not_yet);
}

/// Of two that create one thing, one does, and the other is told.
#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the threads are WMI's, not the provider's"
)]
fn two_puts_of_one_key_at_once() {
    let names = crate::script::shared(Vec::<String>::new());
    let (there, taken) = (names.clone(), names);
    let script = Script::new()
        .step("one", move |_| {
            if crate::lock(&there).is_empty() {
                return Err(Error::not_found());
            }
            Ok(crate::script::Thing::new("one"))
        })
        .creating(move |_, new| {
            let mut taken = crate::lock(&taken);
            if !taken.is_empty() {
                return Err(Error::already_exists());
            }
            taken.push(new.name.clone().unwrap_or_default());
            Ok(path_of(new))
        });
    let session = Session::start(script);
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| ask(&session, labelled("one").create_only())))
            .collect();
        let answers = threads.into_iter();
        answers
            .map(|thread| thread.join().expect("no panic"))
            .collect()
    });
    let with = |status| answers.iter().filter(|one| one.status() == status).count();
    assert_eq!((with(S_OK), with(WBEM_E_ALREADY_EXISTS)), (1, 7));
    assert_put(&ask(&session, labelled("one")), "one", "it is there now");
    let updated = session.script.written().pop();
    assert!(matches!(updated, Some(Written::Changed(..))), "{updated:?}");
}
