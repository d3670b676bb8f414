//! Sinks that take no more: the answer ends there, with the sink's own code.

use windows_core::HRESULT;

use crate::script::{Place, Script};
use crate::session::{BATCH, CLASS, Session, path};
use crate::wmi::EnumerationDenial;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Request};

const CODES: [HRESULT; 3] = [E_OUTOFMEMORY, E_FAIL, WBEM_E_CALL_CANCELLED];

#[test]
fn a_get_whose_sink_fails() {
    for code in CODES {
        let session = Session::start(Script::new().thing("a"));
        let request = Request::get(&path("a")).indicate_fails(1, code);
        let answer = session.call(&Client::impersonate(), request);
        assert_eq!(answer.status(), code);
        assert_eq!((answer.objects.len(), answer.statuses.len()), (0, 1));
        assert_eq!(answer.error_object(), None);
    }
}

#[test]
fn an_enumeration_whose_sink_fails() {
    for code in CODES {
        for n in 1..=3 {
            let session = Session::start(Script::new().things(4 * BATCH));
            let request = Request::enumerate(CLASS).indicate_fails(n, code);
            let answer = session.call(&Client::impersonate(), request);
            let (batches, before) = (n as usize, n as usize - 1);
            assert_eq!(answer.status(), code);
            assert_eq!(answer.statuses.len(), 1);
            assert_eq!(answer.objects.len(), before * BATCH);
            assert_eq!(session.indicates(), vec![BATCH; batches]);
            // Nothing more is asked of the provider; its iterator is dropped as the client.
            assert_eq!(session.script.count(Place::Next), batches * BATCH);
            assert_eq!(session.script.count(Place::IteratorDrop), 1);
        }
    }
}

#[test]
fn a_sink_that_fails_for_what_was_held_back() {
    for enumeration in [
        EnumerationDenial::Fail,
        EnumerationDenial::FailWithErrorObject,
    ] {
        let script = Script::new().enumeration(enumeration);
        let session = Session::start(script.things(3 * BATCH));
        let request = Request::enumerate(CLASS).indicate_fails(2, E_OUTOFMEMORY);
        let answer = session.call(&Client::impersonate(), request);
        assert_eq!(answer.status(), E_OUTOFMEMORY);
        assert_eq!(answer.objects.len(), BATCH);
        assert_eq!(session.indicates(), [BATCH, BATCH]);
    }
}

#[test]
fn a_sink_that_fails_at_the_last_indicate() {
    let session = Session::start(Script::new().thing("a").denied("b").thing("c"));
    let request = Request::enumerate(CLASS).indicate_fails(1, E_OUTOFMEMORY);
    let answer = session.call(&Client::impersonate(), request);
    assert_eq!(answer.status(), E_OUTOFMEMORY);
    assert_eq!(answer.objects, []);
}
