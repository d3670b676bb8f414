//! Provider code that fails or panics: the call ends, and no panic crosses COM. Before the first instance the answer is
//! an error; after it, a success that says "not all".

use std::fmt;
use std::panic::panic_any;

use crate::script::{Place, Script, Thing};
use crate::session::{BATCH, Session, core_with, names};
use crate::wmi::EnumerationDenial::{
    Fail, FailWithErrorObject, Omit, ReportAndContinue, ReportAndStop,
};
use crate::wmi::{Client as Served, Error, OwnError, Read, Result};
use crate::wmi_core::bindings::CIM_STRING;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Breach, Client, Identity, Property};

/// An error that cannot even be printed.
#[derive(Debug)]
struct Unprintable;

impl fmt::Display for Unprintable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("on purpose, instead of a text");
    }
}

impl std::error::Error for Unprintable {}

/// A panic that panics when it is dropped.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("on purpose, in the drop of a panic");
    }
}

/// How a thing fails to come about.
type Failure = fn() -> Result<Thing>;

/// Every way in which that can happen without the client being denied. The first five cost one instance; what panics
/// cannot be asked for another.
const FAILURES: [(&str, Failure); 10] = [
    ("fails", || Err(Error::failed("on fire"))),
    ("fails with a code", || {
        Err(Error::from_hresult(E_OUTOFMEMORY.0))
    }),
    ("fails with an error of the system", || {
        Err(std::io::Error::from(std::io::ErrorKind::TimedOut))?;
        unreachable!("the question mark returned")
    }),
    ("has no key", || {
        Ok(Thing {
            name: Read::Null,
            ..Thing::new("x")
        })
    }),
    ("has a NUL", || {
        Ok(Thing {
            label: Some("cut\0off".to_owned()),
            ..Thing::new("x")
        })
    }),
    ("fails without a text", || Err(Error::failed(Unprintable))),
    ("panics", || panic!("on purpose")),
    ("panics with a text", || panic!("on {}", "purpose")),
    ("panics with something else", || panic_any(7)),
    ("panics twice", || panic_any(Bomb)),
];

/// How many of them cost just the instance.
const OF_ONE: usize = 5;

fn assert_failed(answer: &Answer, why: &str) {
    assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE, "{why}");
    assert_eq!((answer.objects.len(), answer.statuses.len()), (0, 1));
    assert_eq!(answer.error_object(), None, "{why}");
    assert_eq!(answer.returned, S_OK, "{why}");
}

#[test]
fn in_a_get() {
    for (why, fail) in FAILURES {
        let session = Session::start(Script::new().step("a", move |_| fail()).thing("b"));
        assert_failed(&session.get(&Client::impersonate(), "a"), why);
        assert_eq!(names(&session.get(&Client::impersonate(), "b")), ["b"]);
        let log = session.script.log();
        assert!(log[1].detail.is_some() && log[2].detail.is_none(), "{why}");
    }
}

#[test]
fn in_the_making_of_an_iterator() {
    // A thing whose values are wrong is none of the ways in which the iterator may not come about.
    let with_values = |why: &str| why.starts_with("has ");
    for (why, fail) in FAILURES.into_iter().filter(|(why, _)| !with_values(why)) {
        for enumeration in [Omit, Fail, ReportAndContinue] {
            let script = Script::new().enumeration(enumeration).thing("a");
            let session = Session::start(script.opening(move |_| fail().map(drop)));
            assert_failed(&session.enumerate(&Client::impersonate()), why);
            assert_eq!(session.script.count(Place::Next), 0);
            let dropped = session.script.identities(Place::IteratorDrop);
            assert_eq!(dropped, [Identity::Impersonate]);
        }
    }
}

#[test]
fn in_a_step() {
    for (index, (why, fail)) in FAILURES.into_iter().enumerate() {
        let script = Script::new().thing("a").step("x", move |_| fail());
        let session = Session::start(script.thing("b"));
        let answer = session.enumerate(&Client::impersonate());
        assert_eq!(answer.status(), WBEM_S_PARTIAL_RESULTS, "{why}");
        assert_eq!(answer.error_object(), None, "{why}");
        let (others, steps): (&[&str], _) = if index < OF_ONE {
            (&["a", "b"], 4)
        } else {
            (&["a"], 2)
        };
        assert_eq!(names(&answer), others, "{why}");
        assert_eq!(session.script.count(Place::Next), steps, "{why}");
        let dropped = session.script.identities(Place::LeftoverDrop);
        assert_eq!(dropped, [Identity::Impersonate]);
    }
}

#[test]
fn in_a_step_where_an_incomplete_answer_is_worse_than_none() {
    for enumeration in [Fail, FailWithErrorObject] {
        for (why, fail) in FAILURES {
            let script = Script::new().enumeration(enumeration).things(BATCH + 2);
            let session = Session::start(script.step("x", move |_| fail()).thing("b"));
            assert_failed(&session.enumerate(&Client::impersonate()), why);
            assert_eq!(session.script.count(Place::Next), BATCH + 3);
            let dropped = session.script.identities(Place::LeftoverDrop);
            assert_eq!(dropped, [Identity::Impersonate]);
        }
    }
}

#[test]
fn in_every_step_is_no_empty_answer() {
    for (why, fail) in FAILURES {
        let script = Script::new().step("x", move |_| fail());
        let session = Session::start(script.denied("hidden").step("y", move |_| fail()));
        assert_failed(&session.enumerate(&Client::impersonate()), why);
    }
}

#[test]
fn in_a_step_after_an_indicate() {
    for (index, (why, fail)) in FAILURES.into_iter().enumerate() {
        let script = Script::new().things(BATCH + 2).step("x", move |_| fail());
        let session = Session::start(script.thing("b"));
        let answer = session.enumerate(&Client::impersonate());
        assert_eq!(answer.status(), WBEM_S_PARTIAL_RESULTS, "{why}");
        let delivered = BATCH + 2 + usize::from(index < OF_ONE);
        assert_eq!(
            (answer.objects.len(), answer.statuses.len()),
            (delivered, 1)
        );
    }
}

#[test]
fn beside_a_denial_that_is_reported_counts_for_less() {
    for (why, fail) in FAILURES {
        for delivered in [0, 1, BATCH + 1] {
            let script = Script::new().enumeration(ReportAndContinue).denied("d");
            let script = script.things(delivered).step("x", move |_| fail());
            let session = Session::start(script);
            let answer = session.enumerate(&Client::impersonate());
            assert_eq!(answer.status(), WBEM_S_ACCESS_DENIED, "{why}");
            assert_eq!(answer.objects.len(), delivered, "{why}");
        }
    }
    let fail: Failure = || Err(Error::failed("on fire"));
    let script = Script::new().enumeration(ReportAndStop).thing("a");
    let session = Session::start(script.step("x", move |_| fail()).denied("d").thing("b"));
    let answer = session.enumerate(&Client::impersonate());
    assert_eq!(answer.status(), WBEM_S_ACCESS_DENIED);
    assert_eq!(names(&answer), ["a"]);
}

#[test]
fn of_wmi_to_take_an_instance_costs_that_instance() {
    let step = |_: &mut Served<'_>| {
        Ok(Thing {
            label: Some("WMI has another class than the provider".to_owned()),
            ..Thing::new("x")
        })
    };
    // WMI's class was changed behind the provider's back.
    let label = Property {
        max_len: Some(4),
        ..Property::new("Label", CIM_STRING)
    };
    let session = Session::start_in(
        core_with(label),
        Script::new().thing("a").step("x", step).thing("b"),
    );
    let answer = session.enumerate(&Client::impersonate());
    assert_eq!(answer.status(), WBEM_S_PARTIAL_RESULTS);
    assert_eq!(names(&answer), ["a", "b"]);
    assert_failed(&session.get(&Client::impersonate(), "x"), "a get");
    let told = session.core.take_breaches();
    assert_eq!(told, [Breach::PutWrongType, Breach::PutWrongType]);
}

#[test]
fn in_the_drop_of_the_iterator() {
    for place in [Place::IteratorDrop, Place::LeftoverDrop] {
        let script = Script::new().thing("a").thing("b");
        let session = Session::start(script.at(place, || panic!("on purpose")));
        let answer = session.enumerate(&Client::impersonate());
        assert_eq!(answer.status(), S_OK);
        assert_eq!(names(&answer), ["a", "b"]);
    }
}

#[test]
fn in_the_log() {
    let script = Script::new().thing("a").at(Place::Log, || panic_any(Bomb));
    let session = Session::start(script);
    assert_eq!(names(&session.get(&Client::impersonate(), "a")), ["a"]);
    assert_eq!(names(&session.enumerate(&Client::impersonate())), ["a"]);
    assert_eq!(session.script.count(Place::Log), 3);
}

#[test]
fn in_the_drop_of_the_provider() {
    let script = Script::new().at(Place::ProviderDrop, || panic_any(Bomb));
    let script = Session::start(script).script.clone();
    assert_eq!(script.identities(Place::ProviderDrop), [Identity::Own]);
}

#[test]
fn what_is_gone_when_it_is_come_to_is_not_there() {
    for enumeration in [Omit, Fail, ReportAndContinue] {
        let script = Script::new().enumeration(enumeration).thing("a");
        let script = script.step("gone", |_| Err(Error::not_found())).thing("b");
        let script = script.step("gone too", |_| {
            Err(std::io::Error::from(std::io::ErrorKind::NotFound))?;
            unreachable!("the question mark returned")
        });
        let session = Session::start(script);
        let answer = session.enumerate(&Client::impersonate());
        assert_eq!(answer.status(), S_OK, "{enumeration:?}");
        assert_eq!(names(&answer), ["a", "b"], "{enumeration:?}");
        let answer = session.get(&Client::impersonate(), "gone too");
        assert_eq!(answer.status(), WBEM_E_NOT_FOUND);
    }
}

#[test]
fn a_source_that_is_not_there_is_no_empty_answer() {
    let script = Script::new().opening(|_| Err(Error::not_found()));
    let session = Session::start(script);
    assert_failed(&session.enumerate(&Client::impersonate()), "no source");
}

#[test]
fn a_right_that_the_provider_lacks_is_a_failure() {
    let codes: [fn() -> OwnError; 2] = [
        || std::io::Error::from_raw_os_error(5).into(),
        || windows_core::Error::from_hresult(WBEM_E_ACCESS_DENIED).into(),
    ];
    for code in codes {
        let script = Script::new().step("a", move |client| {
            client.as_provider(|| Err::<(), _>(code()))?;
            Ok(Thing::new("a"))
        });
        let session = Session::start(script);
        assert_failed(&session.get(&Client::impersonate(), "a"), "get");
        assert_failed(&session.enumerate(&Client::impersonate()), "enumerate");
    }
}

#[test]
fn a_class_that_wmi_does_not_have() {
    for code in [WBEM_E_NOT_FOUND, WBEM_E_ACCESS_DENIED, E_FAIL] {
        let session = Session::start(Script::new().thing("a"));
        session.core.script_failure("Test_Thing", code);
        assert_failed(&session.get(&Client::impersonate(), "a"), "get");
        assert_failed(&session.enumerate(&Client::impersonate()), "enumerate");
    }
}
