//! A client's identity that cannot be taken off a thread ends the process: the thread would do the next client's
//! work with it (R20).

use crate::child::{self, say, test_name};
use crate::incoming;
use crate::lock;
use crate::script::{Place, Script, shared};
use crate::session::{Session, names};
use crate::wmi::{EnumerationDenial, Error, OwnError};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Event, Kind};

fn clinging(kind: Kind) -> Client {
    Client::new(kind).revert_fails(1.., E_FAIL)
}

/// A session whose provider says what it does.
fn session(script: Script) -> Session {
    let script = script
        .at(Place::Get, || say("get"))
        .at(Place::Enumerate, || say("enumerate"))
        .at(Place::Log, || say("log"));
    Session::start(script)
}

#[test]
fn at_the_end_of_a_get() {
    let child = child::run(test_name!(at_the_end_of_a_get), || {
        session(Script::new()).get(&clinging(Kind::Impersonate), "nothing");
        say("returned");
    });
    if let Some(child) = child {
        child.assert_aborted_after(&["log", "get"]);
    }
}

#[test]
fn at_the_end_of_an_enumeration() {
    let child = child::run(test_name!(at_the_end_of_an_enumeration), || {
        session(Script::new()).enumerate(&clinging(Kind::Impersonate));
        say("returned");
    });
    if let Some(child) = child {
        child.assert_aborted_after(&["log", "enumerate"]);
    }
}

#[test]
fn after_a_panic() {
    let child = child::run(test_name!(after_a_panic), || {
        let script = Script::new().step("a", |_| panic!("on purpose"));
        session(script).get(&clinging(Kind::Impersonate), "a");
        say("returned");
    });
    if let Some(child) = child {
        child.assert_aborted_after(&["log", "get"]);
    }
}

#[test]
fn that_says_it_worked_and_did_not_where_wmi_had_a_token_too() {
    let name = test_name!(that_says_it_worked_and_did_not_where_wmi_had_a_token_too);
    let child = child::run(name, || {
        let session = session(Script::new());
        incoming::with_token_and_clinging(&session, || say("returned"));
    });
    if let Some(child) = child {
        child.assert_aborted_after(&["log", "get"]);
    }
}

#[test]
fn of_a_client_whose_level_is_too_low() {
    let child = child::run(test_name!(of_a_client_whose_level_is_too_low), || {
        session(Script::new()).get(&clinging(Kind::Identify), "nothing");
        say("returned");
    });
    if let Some(child) = child {
        child.assert_aborted_after(&["log"]);
    }
}

#[test]
fn before_work_as_the_provider() {
    let child = child::run(test_name!(before_work_as_the_provider), || {
        let script = Script::new().step("a", |client| {
            client.as_provider(|| {
                say("work");
                Ok::<_, OwnError>(())
            })?;
            Err(Error::not_found())
        });
        session(script).get(&clinging(Kind::Impersonate), "a");
        say("returned");
    });
    if let Some(child) = child {
        child.assert_aborted_after(&["log", "get"]);
    }
}

#[test]
fn that_fails_without_a_token_to_take_off_is_none() {
    // The last revert of each: WMI has taken the client's token off already, at the Indicate.
    let script = Script::new().enumeration(EnumerationDenial::Fail);
    let session = Session::start(script.thing("a"));
    let client = Client::impersonate().revert_fails(2..=2, E_FAIL);
    assert_eq!(names(&session.get(&client, "a")), ["a"]);
    assert_eq!(client.reverts(), 2);
    // What was held back goes out last.
    let client = Client::impersonate().revert_fails(3..=3, E_FAIL);
    assert_eq!(names(&session.enumerate(&client)), ["a"]);
    assert_eq!(client.reverts(), 3);
}

#[test]
fn comes_before_the_completion_and_that_before_the_log() {
    let core = crate::session::core();
    let (trace, order) = (core.trace().clone(), shared(Vec::new()));
    let noted = order.clone();
    let script = Script::new().denied("a").at(Place::Log, move || {
        let entries = trace.whole().into_iter();
        let events = entries.filter_map(|entry| match entry.event {
            Event::RevertToSelf(S_OK) => Some("revert"),
            Event::InitStatus(_) | Event::SetStatus(_) => Some("status"),
            _ => None,
        });
        *lock(&noted) = events.collect();
    });
    let session = Session::start_in(core, script);
    assert_eq!(*lock(&order), ["status"]);
    session.get(&Client::impersonate(), "a");
    assert_eq!(*lock(&order), ["status", "revert", "status"]);
}
