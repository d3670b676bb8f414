//! What a client is answered that may not do what it asks for, or may not see what comes out of it.

use windows_core::HRESULT;

use crate::embedded::{SLOT, Slot};
use crate::get_policy::error_object;
use crate::methods::{Output, answered, ask, change, denying, executed, one};
use crate::script::{Place, Script, Thing};
use crate::session::{CLASS, Session, path};
use crate::tokens::{CHANGES, changing};
use crate::wmi::ObjectDenial::{self, Fail, FailWithErrorObject, Hide};
use crate::wmi::{EnumerationDenial, Error, ObjectPath, Read};
use crate::wmi_core::bindings::VT_UNKNOWN;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client, Given, Identity, Instance, Kind, Request, Value};

/// What must reach no client.
const SECRET: &str = "hunter2";

const INSTANCE: &str = "Access to the instance is denied.";
/// What the error object of a method says that is denied.
pub const METHOD: &str = "Access to the method is denied.";

/// What a client is answered whom a method is denied: of a thing that it does not see, and of all else. Written down here
/// once more, and not asked of the runtime.
const ANSWERS: [(ObjectDenial, Refused, Refused); 3] = [
    (Hide, (WBEM_E_NOT_FOUND, None), (WBEM_E_ACCESS_DENIED, None)),
    (
        Fail,
        (WBEM_E_ACCESS_DENIED, None),
        (WBEM_E_ACCESS_DENIED, None),
    ),
    (
        FailWithErrorObject,
        (WBEM_E_ACCESS_DENIED, Some(INSTANCE)),
        (WBEM_E_ACCESS_DENIED, Some(METHOD)),
    ),
];

/// How a call ends that is refused, and what its error object says.
pub type Refused = (HRESULT, Option<&'static str>);

pub fn assert_refused(answer: &Answer, (status, words): Refused, why: &str) {
    assert_eq!(answer.returned, S_OK, "{why}");
    assert_eq!(answer.objects, [], "{why}");
    assert_eq!(answer.statuses.len(), 1, "{why}");
    assert_eq!(answer.status(), status, "{why}");
    let words = words.map(error_object);
    assert_eq!(answer.error_object(), words.as_ref(), "{why}");
    assert_eq!(answer.statuses[0].text, "", "{why}");
}

/// Things that are denied in every way there is, and one that is not.
pub fn things(script: Script) -> Script {
    let key = Thing {
        name: Read::Denied,
        ..Thing::new("key")
    };
    let script = script.thing("a").denied("hidden");
    script.step("key", move |_| Ok(key.clone()))
}

fn policies() -> impl Iterator<Item = (ObjectDenial, EnumerationDenial, Refused, Refused)> {
    ANSWERS.into_iter().flat_map(|(object, unseen, seen)| {
        let others = [
            EnumerationDenial::Omit,
            EnumerationDenial::FailWithErrorObject,
        ];
        others.map(|enumeration| (object, enumeration, unseen, seen))
    })
}

#[test]
fn a_method_that_is_denied() {
    for (object, enumeration, unseen, seen) in policies() {
        let script = things(denying()).denials(object, enumeration);
        let session = Session::start(script);
        for method in ["Change", "Reset"] {
            for (name, refused) in [
                ("hidden", unseen),
                ("key", unseen),
                ("nothing", unseen),
                ("a", seen),
            ] {
                let given = if method == "Reset" {
                    Given::Nothing
                } else {
                    one()
                };
                let answer = ask(&session, Request::execute(&path(name), method, given));
                assert_refused(&answer, refused, &format!("{object:?}: {method} of {name}"));
            }
        }
        assert_eq!(executed(&session), 8);
        // The class is asked what this client sees, as this client.
        assert_eq!(
            session.script.identities(Place::Get),
            [Identity::Impersonate; 8]
        );
    }
}

#[test]
fn a_static_method_that_is_denied_says_so_whatever_path_it_is_called_by() {
    for (object, enumeration, _, seen) in policies() {
        let script = things(denying()).denials(object, enumeration);
        let session = Session::start(script);
        for method in ["Make", "Clear"] {
            for called in [CLASS.to_owned(), path("a"), path("hidden"), path("nothing")] {
                let answer = ask(&session, Request::execute(&called, method, one()));
                assert_refused(&answer, seen, &format!("{object:?}: {method} of {called}"));
            }
        }
        assert_eq!(executed(&session), 8);
        assert_eq!(session.script.count(Place::Get), 0);
    }
}

/// In every byte that the client receives.
#[test]
fn what_is_hidden_is_as_what_is_not_there() {
    let is_there = |script: Script| things(script).denials(Hide, EnumerationDenial::Omit);
    let absent = Script::new().executing(|_, _| Err(Error::not_found()));
    let absent = ask(&Session::start(is_there(absent)), change("nothing"));
    assert_refused(&absent, (WBEM_E_NOT_FOUND, None), "absent");
    let session = Session::start(is_there(denying()));
    for name in ["hidden", "key", "nothing"] {
        assert_eq!(ask(&session, change(name)).seen, absent.seen, "{name}");
    }
}

#[test]
fn what_the_code_does_not_find_is_not_there_whatever_the_policy_is() {
    for (object, enumeration, _, _) in policies() {
        let script = Script::new().executing(|_, _| Err(Error::not_found()));
        let session = Session::start(things(script).denials(object, enumeration));
        for (called, method) in [(path("a"), "Change"), (CLASS.to_owned(), "Make")] {
            let answer = ask(&session, Request::execute(&called, method, one()));
            assert_refused(&answer, (WBEM_E_NOT_FOUND, None), method);
        }
        assert_eq!(session.script.log().pop().expect("a line").absent, 1);
    }
}

/// Whether the client sees it cannot be said then.
#[test]
fn a_denial_after_which_the_class_cannot_say_what_the_client_sees() {
    let broken = |script: Script| {
        let other = Thing::new("other");
        let script = script.step("fails", |_| Err(Error::failed("on fire")));
        let script = script.step("panics", |_| panic!("on purpose"));
        script.step("another", move |_| Ok(other.clone()))
    };
    for (object, enumeration, _, _) in policies() {
        let session = Session::start(broken(denying()).denials(object, enumeration));
        for name in ["fails", "panics", "another"] {
            let answer = ask(&session, change(name));
            assert_refused(&answer, (WBEM_E_PROVIDER_FAILURE, None), name);
        }
    }
    for (what, code, _) in CHANGES {
        let session = Session::start(changing(denying(), "a", code));
        let answer = ask(&session, change("a"));
        assert_refused(&answer, (WBEM_E_PROVIDER_FAILURE, None), what);
    }
}

#[test]
fn a_client_below_the_level_is_told_the_same_whatever_it_asks_for() {
    for kind in [Kind::NoCallContext, Kind::Anonymous, Kind::Identify] {
        for (object, enumeration, _, _) in policies() {
            let session = Session::start(things(Script::new()).denials(object, enumeration));
            for (called, method, given) in [
                (path("a"), "Change", one()),
                (path("hidden"), "Direct", one()),
                (path("nothing"), "Reset", Given::Nothing),
                (CLASS.to_owned(), "Make", one()),
                (CLASS.to_owned(), "Make", Given::Nothing),
                (CLASS.to_owned(), "No_Such", Given::Nothing),
                ("No_Such".to_owned(), "Make", Given::Nothing),
                (String::new(), "", Given::Nothing),
            ] {
                let request = Request::execute(&called, method, given);
                let answer = session.call(&Client::new(kind), request);
                assert_refused(&answer, (WBEM_E_ACCESS_DENIED, None), method);
            }
            assert_eq!(
                (executed(&session), session.script.count(Place::Get)),
                (0, 0)
            );
        }
    }
}

#[test]
fn a_method_is_carried_out_as_the_client_who_is_not_asked_for_twice() {
    for (kind, identity) in [
        (Kind::Impersonate, Identity::Impersonate),
        (Kind::Delegate, Identity::Delegate),
    ] {
        let session = Session::start(things(Script::new()));
        for (name, method) in [("a", "Change"), ("hidden", "Change"), ("nothing", "Reset")] {
            let given = if method == "Reset" {
                Given::Nothing
            } else {
                one()
            };
            let request = Request::execute(&path(name), method, given);
            assert_eq!(session.call(&Client::new(kind), request).status(), S_OK);
        }
        assert_eq!(session.script.identities(Place::Execute), [identity; 3]);
        // WMI has asked for the instance, or the client could not have called.
        assert_eq!(session.script.count(Place::Get), 0);
    }
}

fn direct(name: &str, given: Given) -> Request {
    Request::execute(&path(name), "Direct", given)
}

/// A method with `Bypass_GetObject`.
#[test]
fn a_method_that_wmi_does_not_ask_for_the_instance_first() {
    for (object, enumeration, unseen, _) in policies() {
        let session = Session::start(things(Script::new()).denials(object, enumeration));
        let answer = ask(&session, direct("a", one()));
        assert_eq!((answer.status(), answer.objects), (S_OK, vec![answered()]));
        assert_eq!(executed(&session), 1);
        // Before all else: what is given must not say whether the instance is there.
        for given in [one(), Given::Nothing, Given::values([])] {
            for (name, refused) in [
                ("hidden", unseen),
                ("key", unseen),
                ("nothing", (WBEM_E_NOT_FOUND, None)),
            ] {
                let answer = ask(&session, direct(name, given.clone()));
                assert_refused(&answer, refused, &format!("{object:?}: {name}"));
            }
        }
        assert_eq!(executed(&session), 1);
        assert_eq!(
            session.script.identities(Place::Get),
            [Identity::Impersonate; 10]
        );
    }
    let script = Script::new().step("fails", |_| Err(Error::failed("on fire")));
    let session = Session::start(script);
    let answer = ask(&session, direct("fails", one()));
    assert_refused(&answer, (WBEM_E_PROVIDER_FAILURE, None), "fails");
    assert_eq!(executed(&session), 0);
}

fn slot(port: u32) -> Slot {
    Slot {
        port: Some(port),
        ..Slot::default()
    }
}

/// A slot that the client may not see, with a word in it.
fn denied() -> Slot {
    Slot {
        word: Read::Value(SECRET.to_owned()),
        guard: Read::Denied,
        ..slot(7)
    }
}

fn seen(port: i32) -> Value {
    let values = [
        ("Port", Value::I4(port)),
        ("Word", Value::Null),
        ("Guard", Value::Null),
        ("Next", Value::Null),
    ];
    Value::Object(Box::new(Instance::new(SLOT.name, values)))
}

/// What a client is answered by a method of which this comes out.
fn told(output: &Output) -> Instance {
    let output = output.clone();
    let script = things(Script::new()).executing(move |_, _| Ok(output.clone()));
    let session = Session::start(script);
    let mut answer = ask(&session, change("a"));
    assert_eq!((answer.status(), answer.objects.len()), (S_OK, 1));
    assert!(!format!("{:?}", session.core.trace().whole()).contains(SECRET));
    answer.objects.remove(0)
}

fn thing(name: &str) -> ObjectPath {
    ObjectPath::parse(&path(name)).expect("a path")
}

#[test]
fn what_the_client_may_see_comes_out() {
    let told = told(&Output {
        return_value: 9,
        count: u32::MAX,
        slot: slot(1),
        slots: Some(vec![slot(2), slot(3)]),
        any: Some(crate::wmi::ClassStruct::into_any(slot(4))),
        other: Some(thing("a")),
        others: Some(vec![thing("a"), thing("a")]),
    });
    let text = Value::text(&path("a"));
    let others = Value::Array(
        crate::wmi_core::bindings::VT_BSTR,
        vec![text.clone(), text.clone()],
    );
    for (name, value) in [
        ("ReturnValue", Value::I4(9)),
        ("Count", Value::I4(-1)),
        ("Slot", seen(1)),
        ("Slots", Value::Array(VT_UNKNOWN, vec![seen(2), seen(3)])),
        ("Any", seen(4)),
        ("Other", text),
        ("Others", others),
    ] {
        assert_eq!(told.get(name), Some(&value), "{name}");
    }
}

/// Though one of them is declared to be there always: what is done is done.
#[test]
fn what_the_client_may_not_see_is_null_in_what_comes_out() {
    let told = told(&Output {
        slot: denied(),
        slots: Some(vec![slot(1), denied()]),
        any: Some(crate::wmi::ClassStruct::into_any(denied())),
        other: Some(thing("hidden")),
        others: Some(vec![thing("a"), thing("nothing")]),
        ..Output::default()
    });
    for name in ["Slot", "Slots", "Any", "Other", "Others"] {
        assert_eq!(told.get(name), Some(&Value::Null), "{name}");
    }
    assert_eq!(told.get("ReturnValue"), Some(&Value::I4(0)));
}

#[test]
fn what_the_method_declares_impossible_goes_to_nobody() {
    let too_much = Output {
        return_value: 10,
        ..Output::default()
    };
    let elsewhere = Output {
        other: ObjectPath::parse("Test_Mute.Name='a'").ok(),
        ..Output::default()
    };
    let cut = Output {
        slot: Slot {
            word: Read::Value(format!("{SECRET}\0")),
            ..Slot::default()
        },
        ..Output::default()
    };
    for (output, place) in [
        (too_much, "ReturnValue"),
        (elsewhere, "Other"),
        (cut, "Slot"),
    ] {
        let script = things(Script::new()).executing(move |_, _| Ok(output.clone()));
        let session = Session::start(script);
        let answer = ask(&session, change("a"));
        assert_refused(&answer, (WBEM_E_PROVIDER_FAILURE, None), place);
        let logged = session.script.log().pop().expect("a line");
        let detail = logged.detail.expect("why");
        assert!(
            detail.contains(place) && !detail.contains(SECRET),
            "{detail}"
        );
    }
}

/// Whoever is asked about the instance at the other end of a reference runs with the same care as any.
#[test]
fn who_changes_the_token_at_the_other_end_costs_the_answer() {
    for (what, code, _) in CHANGES {
        let output = Output {
            other: Some(thing("bad")),
            ..Output::default()
        };
        let script = changing(Script::new(), "bad", code);
        let session = Session::start(script.executing(move |_, _| Ok(output.clone())));
        let answer = ask(&session, Request::execute(CLASS, "Make", one()));
        assert_refused(&answer, (WBEM_E_PROVIDER_FAILURE, None), what);
    }
}
