//! Iterators that give errors for ever, as `std::fs::ReadDir` may over a server that is gone: the answer ends all the
//! same, without the client's help.

use crate::script::{Place, Script};
use crate::session::{Session, names};
use crate::wmi::EnumerationDenial::{
    self, Fail, FailWithErrorObject, Omit, ReportAndContinue, ReportAndStop,
};
use crate::wmi::Error;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client};
use windows_core::HRESULT;

const ERRORS: usize = 20;

/// A thing, and then that error for ever; how often the iterator was asked.
fn endless(
    enumeration: EnumerationDenial,
    before: &[&str],
    error: fn() -> Error,
) -> (Answer, usize, Session) {
    let script = Script::new()
        .enumeration(enumeration)
        .errors_in_a_row_max(ERRORS);
    let script = before
        .iter()
        .fold(script, |script, name| script.thing(name));
    let script = script.step("x", move |_| Err(error())).endless();
    let session = Session::start(script);
    let answer = session.enumerate(&Client::impersonate());
    let asked = session.script.count(Place::Next);
    (answer, asked, session)
}

fn failure() -> Error {
    Error::failed("the server is gone")
}

fn assert_ends(answer: &Answer, status: HRESULT, names_of: &[&str], why: EnumerationDenial) {
    assert_eq!(answer.status(), status, "{why:?}");
    assert_eq!(answer.statuses.len(), 1, "{why:?}");
    assert_eq!(names(answer), names_of, "{why:?}");
}

fn gave_up(session: &Session) -> bool {
    let detail = session.script.log().pop().and_then(|entry| entry.detail);
    detail.is_some_and(|text| text.contains("gave up"))
}

#[test]
fn failures() {
    for enumeration in [Omit, ReportAndContinue, ReportAndStop] {
        let (answer, asked, session) = endless(enumeration, &["a", "b"], failure);
        assert_ends(&answer, WBEM_S_PARTIAL_RESULTS, &["a", "b"], enumeration);
        assert_eq!(asked, 2 + ERRORS);
        assert!(gave_up(&session));
        let (answer, asked, _session) = endless(enumeration, &[], failure);
        assert_ends(&answer, WBEM_E_PROVIDER_FAILURE, &[], enumeration);
        assert_eq!(asked, ERRORS);
    }
    for enumeration in [Fail, FailWithErrorObject] {
        let (answer, asked, _session) = endless(enumeration, &["a"], failure);
        assert_ends(&answer, WBEM_E_PROVIDER_FAILURE, &[], enumeration);
        assert_eq!(asked, 2);
    }
}

#[test]
fn denials_end_as_the_policy_ends_them() {
    for (enumeration, status) in [(Omit, S_OK), (ReportAndContinue, WBEM_S_ACCESS_DENIED)] {
        let (answer, asked, session) = endless(enumeration, &["a"], Error::denied);
        assert_ends(&answer, status, &["a"], enumeration);
        assert_eq!(asked, 1 + ERRORS);
        assert!(gave_up(&session));
    }
    let (answer, asked, _session) = endless(ReportAndStop, &["a"], Error::denied);
    assert_ends(&answer, WBEM_S_ACCESS_DENIED, &["a"], ReportAndStop);
    assert_eq!(asked, 2);
    let (answer, asked, _session) = endless(Fail, &["a"], Error::denied);
    assert_ends(&answer, WBEM_E_ACCESS_DENIED, &[], Fail);
    assert_eq!(asked, 2);
}

#[test]
fn absences_end_as_denials_that_are_not_told_of() {
    for enumeration in [Omit, ReportAndContinue, ReportAndStop] {
        let (absent, asked, _session) = endless(enumeration, &["a"], Error::not_found);
        assert_ends(&absent, S_OK, &["a"], enumeration);
        assert_eq!(asked, 1 + ERRORS);
    }
    let (absent, ..) = endless(Omit, &["a"], Error::not_found);
    let (denied, ..) = endless(Omit, &["a"], Error::denied);
    assert_eq!(absent.seen, denied.seen);
    // What is missing behind them would be missed where an incomplete answer is worse than none.
    for enumeration in [Fail, FailWithErrorObject] {
        let (answer, ..) = endless(enumeration, &["a"], Error::not_found);
        assert_ends(&answer, WBEM_E_PROVIDER_FAILURE, &[], enumeration);
    }
}

#[test]
fn errors_with_instances_between_them_are_not_endless() {
    let script = Script::new().errors_in_a_row_max(ERRORS);
    let script = (0..3).fold(script, |script, round: usize| {
        let script = (0..4).fold(script, |script, _| script.step("x", |_| Err(failure())));
        let script = (5..ERRORS).fold(script, |script, _| script.denied("d"));
        script.thing(&round.to_string())
    });
    let session = Session::start(script);
    let answer = session.enumerate(&Client::impersonate());
    assert_ends(&answer, WBEM_S_PARTIAL_RESULTS, &["0", "1", "2"], Omit);
    assert!(!gave_up(&session));
}
