//! How instances go out: in order, in batches, and only at the end where the policy holds them back.

use crate::script::{Place, Script, Thing, shared};
use crate::session::{BATCH, CLASS, Session, WBEM_E_QUOTA_VIOLATION, names};
use crate::wmi::EnumerationDenial::{
    self, Fail, FailWithErrorObject, Omit, ReportAndContinue, ReportAndStop,
};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client, Event, Request};

const HELD_BACK: [EnumerationDenial; 2] = [Fail, FailWithErrorObject];
const STREAMING: [EnumerationDenial; 3] = [Omit, ReportAndContinue, ReportAndStop];

/// Enumerates, and tells what the provider had been asked for when the first instances came.
fn enumerate(session: &Session) -> (Answer, usize) {
    let asked = shared(0);
    let (noted, script) = (asked.clone(), session.script.clone());
    let request = Request::enumerate(CLASS).on_indicate(1, move || {
        *crate::lock(&noted) = script.count(Place::Next);
    });
    let answer = session.call(&Client::impersonate(), request);
    let asked = *crate::lock(&asked);
    (answer, asked)
}

fn numbers(count: usize) -> Vec<String> {
    (0..count).map(|number| number.to_string()).collect()
}

#[test]
fn two_hundred_instances_come_in_order() {
    for (enumeration, at_first) in STREAMING
        .map(|enumeration| (enumeration, BATCH))
        .into_iter()
        .chain(HELD_BACK.map(|enumeration| (enumeration, 201)))
    {
        let script = Script::new().enumeration(enumeration);
        let session = Session::start(script.things(200));
        let (answer, asked) = enumerate(&session);
        assert_eq!(answer.status(), S_OK, "{enumeration:?}");
        assert_eq!(names(&answer), numbers(200), "{enumeration:?}");
        assert_eq!(session.indicates(), [64, 64, 64, 8], "{enumeration:?}");
        assert_eq!(asked, at_first, "{enumeration:?}");
    }
}

#[test]
fn no_batch_is_empty() {
    for (count, batches) in [
        (0, vec![]),
        (1, vec![1]),
        (63, vec![63]),
        (64, vec![64]),
        (65, vec![64, 1]),
        (128, vec![64, 64]),
    ] {
        for enumeration in [Omit, Fail] {
            let script = Script::new().enumeration(enumeration);
            let session = Session::start(script.things(count));
            let answer = session.enumerate(&Client::impersonate());
            assert_eq!(names(&answer), numbers(count));
            assert_eq!(session.indicates(), batches);
        }
    }
}

#[test]
fn the_class_is_asked_for_once_and_only_if_there_is_an_instance() {
    for (count, times) in [(0, 0), (1, 1), (200, 1)] {
        let session = Session::start(Script::new().things(count));
        session.enumerate(&Client::impersonate());
        let asked = session.events(|entry| match entry.event {
            Event::GetObject(path, _) => Some(path),
            _ => None,
        });
        assert_eq!(asked, vec![CLASS; times]);
    }
}

#[test]
fn as_many_as_may_be_held_back_are() {
    for enumeration in HELD_BACK {
        for most in [1, 2, BATCH, 100] {
            let script = Script::new().enumeration(enumeration);
            let session = Session::start(script.held_instances_max(most).things(most));
            let answer = session.enumerate(&Client::impersonate());
            assert_eq!(answer.status(), S_OK);
            assert_eq!(names(&answer), numbers(most));
        }
    }
}

#[test]
fn one_more_than_may_be_held_back_is_a_failure_with_a_name() {
    for enumeration in HELD_BACK {
        for most in [1, 2, BATCH, 100] {
            let script = Script::new().enumeration(enumeration);
            let script = script.held_instances_max(most).things(most + 1);
            let session = Session::start(script.thing("never asked for"));
            let answer = session.enumerate(&Client::impersonate());
            assert_eq!(answer.status(), WBEM_E_QUOTA_VIOLATION);
            assert_eq!((answer.objects.len(), answer.statuses.len()), (0, 1));
            assert_eq!(answer.error_object(), None);
            assert_eq!(session.script.count(Place::Next), most + 1);
            let detail = session.script.log().pop().and_then(|entry| entry.detail);
            assert!(detail.is_some_and(|text| text.contains("held-instances-max")));
        }
    }
}

/// Things of so many thousand characters each.
fn long(script: Script, count: usize, thousands: usize) -> Script {
    (0..count).fold(script, |script, number| {
        let thing = Thing {
            label: Some("x".repeat(thousands * 1_000)),
            ..Thing::new(&number.to_string())
        };
        script.step(&number.to_string(), move |_| Ok(thing.clone()))
    })
}

#[test]
fn what_is_held_back_is_weighed_too() {
    for enumeration in HELD_BACK {
        for (most, status) in [(64_000, WBEM_E_QUOTA_VIOLATION), (90_000, S_OK)] {
            let script = Script::new().enumeration(enumeration).held_bytes_max(most);
            let session = Session::start(long(script, 4, 10));
            let answer = session.enumerate(&Client::impersonate());
            assert_eq!((answer.status(), answer.statuses.len()), (status, 1));
            let delivered = if status == S_OK { 4 } else { 0 };
            assert_eq!(answer.objects.len(), delivered);
            assert_eq!(answer.error_object(), None);
            let detail = session.script.log().pop().and_then(|entry| entry.detail);
            let named = detail.is_some_and(|text| text.contains("held-bytes-max"));
            assert_eq!(named, status != S_OK);
        }
    }
}

#[test]
fn a_batch_of_long_values_goes_out_early() {
    for enumeration in STREAMING.into_iter().chain(HELD_BACK) {
        let script = Script::new().enumeration(enumeration);
        let session = Session::start(long(script, 5, 300));
        let answer = session.enumerate(&Client::impersonate());
        assert_eq!(names(&answer), numbers(5), "{enumeration:?}");
        assert_eq!(session.indicates(), [2, 2, 1], "{enumeration:?}");
    }
}

#[test]
fn what_is_not_held_back_knows_no_limit() {
    for enumeration in STREAMING {
        let script = Script::new().enumeration(enumeration);
        let session = Session::start(script.held_instances_max(1).things(2 * BATCH));
        let answer = session.enumerate(&Client::impersonate());
        assert_eq!((answer.status(), names(&answer)), (S_OK, numbers(128)));
    }
}

#[test]
fn what_is_denied_is_not_held_back_either() {
    // The denial of the second comes before the limit is reached, and decides.
    let script = Script::new().enumeration(Fail).held_instances_max(1);
    let session = Session::start(script.thing("a").denied("b").thing("c"));
    let answer = session.enumerate(&Client::impersonate());
    assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED);
}

#[test]
fn instances_before_a_stop_go_out() {
    let script = Script::new().enumeration(ReportAndStop).things(100);
    let session = Session::start(script.denied("x").thing("y"));
    let answer = session.enumerate(&Client::impersonate());
    assert_eq!(answer.status(), WBEM_S_ACCESS_DENIED);
    assert_eq!(names(&answer), numbers(100));
    assert_eq!(session.indicates(), [64, 36]);
}
