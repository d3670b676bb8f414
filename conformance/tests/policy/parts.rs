//! Clients that ask for a part of each instance: they get that part, and learn nothing by their choice of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::script::{Script, Thing};
use crate::session::{CLASS, Session, path};
use crate::wmi::EnumerationDenial as Enumeration;
use crate::wmi::ObjectDenial::{Fail, FailWithErrorObject, Hide};
use crate::wmi::PropertyDenial::{DenyObject, Null};
use crate::wmi::{Error, PropertyId, Read};
use crate::wmi_core::bindings::{VT_BSTR, VT_I4};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client, Instance, Request, Value};

const SIZE: PropertyId = PropertyId::new(CLASS, "Size");
const LABEL: PropertyId = PropertyId::new(CLASS, "Label");
const SPEED: PropertyId = PropertyId::new(CLASS, "Speed");

fn full() -> Thing {
    Thing {
        label: Some("disk".to_owned()),
        online: Some(true),
        speed: Some(7200),
        ..Thing::new("a")
    }
}

/// `full` as a client sees it that asks for these of its properties.
fn seen(asked: &[&str]) -> Instance {
    let values = [
        ("Size", Value::text("7")),
        ("Label", Value::text("disk")),
        ("Online", Value::Bool(true)),
        ("Speed", Value::I4(7200)),
        ("Since", Value::Null),
    ];
    let part = values.into_iter().map(|(name, value)| {
        let asked = asked.contains(&name);
        (name, if asked { value } else { Value::Null })
    });
    Instance::new(CLASS, [("Name", Value::text("a"))].into_iter().chain(part))
}

const ALL: &[&str] = &["Size", "Label", "Online", "Speed"];

/// A get and an enumeration of `full`, each with that change of its request.
fn both(session: &Session, change: impl Fn(Request) -> Request) -> [Answer; 2] {
    [Request::get(&path("a")), Request::enumerate(CLASS)]
        .map(|request| session.call(&Client::impersonate(), change(request)))
}

fn start() -> Session {
    Session::start(Script::new().step("a", |_| Ok(full())))
}

#[track_caller]
fn assert_seen(session: &Session, change: impl Fn(Request) -> Request, asked: &[&str]) {
    for answer in both(session, change) {
        assert_eq!(answer.status(), S_OK);
        assert_eq!(answer.objects, [seen(asked)]);
    }
}

const GATE: &str = "__GET_EXTENSIONS";
const PROPERTIES: &str = "__GET_EXT_PROPERTIES";
const KEYS_ONLY: &str = "__GET_EXT_KEYS_ONLY";

fn list(names: &[&str]) -> Value {
    Value::Array(VT_BSTR, names.iter().copied().map(Value::text).collect())
}

#[test]
fn a_client_gets_the_keys_and_what_it_asks_for() {
    let session = start();
    assert_seen(&session, |request| request, ALL);
    assert_seen(&session, |request| request.part(ALL), ALL);
    assert_seen(&session, |request| request.part(&["Label"]), &["Label"]);
    let cases = |request: Request| request.part(&["sPEED", "ONLINE", "Name"]);
    assert_seen(&session, cases, &["Speed", "Online"]);
    for none in [&[][..], &["Since"], &["__PATH", "Nothing", ""]] {
        assert_seen(&session, |request| request.part(none), &[]);
    }
    assert_seen(&session, Request::keys_only, &[]);
    let names_in_any_case = |request: Request| {
        request
            .context_value("__get_extensions", Value::Bool(true))
            .context_value("__Get_Ext_Keys_Only", Value::Bool(true))
    };
    assert_seen(&session, names_in_any_case, &[]);
}

#[test]
fn keys_alone_count_for_more_than_a_list() {
    let session = start();
    let only = |request: Request| request.part(&["Label"]).keys_only();
    assert_seen(&session, only, &[]);
    let not_only = |request: Request| {
        let request = request.part(&["Label"]);
        request.context_value(KEYS_ONLY, Value::Bool(false))
    };
    assert_seen(&session, not_only, &["Label"]);
}

#[test]
fn a_context_that_does_not_say_it_rightly_says_nothing() {
    let session = start();
    let yes = Value::Bool(true);
    let gates = [
        Value::Bool(false),
        Value::Null,
        Value::I4(1),
        Value::text("true"),
        Value::Invalid("VT_EMPTY".to_owned()),
    ];
    for gate in gates {
        let closed = |request: Request| {
            let request = request.context_value(GATE, gate.clone());
            let request = request.context_value(PROPERTIES, list(&["Label"]));
            request.context_value(KEYS_ONLY, yes.clone())
        };
        assert_seen(&session, closed, ALL);
    }
    let lists = [
        Value::Null,
        Value::text("Label"),
        Value::Array(VT_I4, vec![Value::I4(1)]),
        list(&["*"]),
        list(&["Label", "*"]),
        Value::Invalid("VT_EMPTY".to_owned()),
    ];
    for list in lists {
        let open = |request: Request| {
            let request = request.context_value(GATE, yes.clone());
            request.context_value(PROPERTIES, list.clone())
        };
        assert_seen(&session, open, ALL);
    }
    let open = |request: Request| request.context_value(GATE, yes.clone());
    assert_seen(&session, open, ALL);
    let odd_keys = |request: Request| {
        let request = request.part(&["Label"]);
        request.context_value(KEYS_ONLY, Value::I4(1))
    };
    assert_seen(&session, odd_keys, &["Label"]);
    assert_seen(&session, Request::without_context, ALL);
}

#[test]
fn the_provider_s_code_can_ask_what_is_wanted() {
    for (asked, expected) in [
        (None, [true, true, true, true]),
        (Some(&[][..]), [false, false, false, true]),
        (Some(&["LABEL"]), [false, true, false, true]),
        (Some(&["Speed", "Size"]), [true, false, true, true]),
    ] {
        let times = Arc::new(AtomicUsize::new(0));
        let counted = times.clone();
        let script = Script::new().step("a", move |client| {
            let other = PropertyId::new("Test_Other", "Size");
            let wanted = [SIZE, LABEL, SPEED, other].map(|one| client.wants(one));
            assert_eq!(wanted, expected, "{asked:?}");
            counted.fetch_add(1, Ordering::Relaxed);
            Ok(full())
        });
        let session = Session::start(script);
        let change = |request: Request| match asked {
            Some(asked) => request.part(asked),
            None => request,
        };
        for answer in both(&session, change) {
            assert_eq!(answer.status(), S_OK);
        }
        assert_eq!(times.load(Ordering::Relaxed), 2);
    }
}

#[test]
fn what_denies_an_instance_is_always_wanted() {
    let script = Script::new().size_denied(DenyObject);
    let session = Session::start(script.step("a", |client| {
        assert!(client.wants(SIZE));
        assert!(!client.wants(LABEL));
        Ok(full())
    }));
    // It is not told all the same.
    assert_seen(&session, Request::keys_only, &[]);
}

/// Things that are denied, hidden or failing by something that the client has not asked for.
fn hidden() -> [Thing; 3] {
    let key = Thing {
        name: Read::Denied,
        ..full()
    };
    let size = Thing {
        size: Read::Denied,
        ..full()
    };
    let fault = Thing {
        label: Some("a\0b".to_owned()),
        ..full()
    };
    [key, size, fault]
}

#[test]
fn no_choice_of_properties_shows_what_is_hidden() {
    for object in [Hide, Fail, FailWithErrorObject] {
        for enumeration in [
            Enumeration::Omit,
            Enumeration::Fail,
            Enumeration::FailWithErrorObject,
            Enumeration::ReportAndContinue,
            Enumeration::ReportAndStop,
        ] {
            for thing in hidden() {
                let script = Script::new().denials(object, enumeration);
                let script = script.size_denied(DenyObject).thing("0");
                let script = script.step("a", move |_| Ok(thing.clone())).thing("z");
                let session = Session::start(script);
                let whole = both(&session, |request| request.part(ALL));
                for part in [&[][..], &["Online"], &["Size"], &["Nothing"]] {
                    let partial = both(&session, |request| request.part(part));
                    for (partial, whole) in partial.iter().zip(&whole) {
                        let why = format!("{object:?}, {enumeration:?}, {part:?}");
                        assert_eq!(partial.status(), whole.status(), "{why}");
                        assert_eq!(partial.statuses, whole.statuses, "{why}");
                        let names = [partial, whole].map(crate::session::names);
                        assert_eq!(names[0], names[1], "{why}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_part_of_a_hidden_instance_is_a_part_of_none() {
    let nothing = Session::start(Script::new());
    let denials = [
        Session::start(Script::new().denied("a")),
        Session::start(Script::new().size_denied(DenyObject).step("a", |_| {
            Ok(Thing {
                size: Read::Denied,
                ..full()
            })
        })),
    ];
    for part in [&[][..], &["Size"], &["Label"]] {
        let absent = both(&nothing, |request| request.part(part));
        for session in &denials {
            let hidden = both(session, |request| request.part(part));
            for (hidden, absent) in hidden.iter().zip(&absent) {
                assert_eq!(hidden.seen, absent.seen, "{part:?}");
            }
        }
    }
}

#[test]
fn a_denied_property_and_one_that_is_not_wanted_look_alike() {
    let denied = Script::new().size_denied(Null).step("a", |_| {
        Ok(Thing {
            size: Read::Denied,
            ..full()
        })
    });
    let denied = Session::start(denied);
    let asked = ["Size", "Label"];
    let answers = both(&denied, |request| request.part(&asked));
    let not_wanted = both(&start(), |request| request.part(&["Label"]));
    for (answer, other) in answers.iter().zip(&not_wanted) {
        assert_eq!(answer.seen, other.seen);
    }
}

#[test]
fn the_context_is_read_before_it_is_passed_on() {
    // The provider's code asks WMI, and after that what the client wants; the core would see a late look.
    let script = Script::new().step("a", |client| {
        let _ = client.wmi().get_object("Test_Mute");
        assert!(!client.wants(LABEL));
        Err(Error::not_found())
    });
    let session = Session::start(script);
    for answer in both(&session, Request::keys_only) {
        assert_eq!(answer.objects, []);
    }
}
