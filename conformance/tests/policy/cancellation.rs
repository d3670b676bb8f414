//! Calls that are cancelled: they end soon, and once.

use windows_core::HRESULT;

use crate::by_interface::{Counting, as_wmi};
use crate::gate::{Gate, wait_until};
use crate::script::{Place, Script, Thing, shared};
use crate::session::{BATCH, CLASS, Session, path};
use crate::wmi::{Client as Served, EnumerationDenial, Error, Result};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Canceller, Client, Identity, Provider, Request};

/// Makes a call that another thread cancels as soon as the provider's own code runs.
fn cancelled_while_it_works(session: &Session, reached: &Gate, request: Request) -> Answer {
    cancelled_between(session, reached, &Gate::default(), request)
}

/// Makes a call that another thread cancels as soon as the one gate is open, and then opens the other.
#[allow(
    clippy::disallowed_methods,
    reason = "the thread is WMI's, not the provider's"
)]
fn cancelled_between(
    session: &Session,
    reached: &Gate,
    cancelled: &Gate,
    request: Request,
) -> Answer {
    let (canceller, provider) = (Canceller::new(), session.provider().clone());
    let request = request.cancelled_by(&canceller);
    std::thread::scope(|scope| {
        let cancelling = scope.spawn(move || {
            reached.wait();
            let answer = canceller.cancel(&provider);
            cancelled.open();
            answer
        });
        let answer = session.call(&Client::impersonate(), request);
        assert_eq!(cancelling.join().expect("no panic"), S_OK);
        answer
    })
}

/// Cancels a call from inside the n-th Indicate.
fn cancelled_at_indicate(session: &Session, n: u32, request: Request) -> Answer {
    let (canceller, provider) = (Canceller::new(), session.provider().clone());
    let request = request.cancelled_by(&canceller);
    let request = request.on_indicate(n, move || cancel(&canceller, &provider));
    session.call(&Client::impersonate(), request)
}

fn cancel(canceller: &Canceller, provider: &Provider) {
    assert_eq!(canceller.cancel(provider), S_OK);
}

fn assert_cancelled(answer: &Answer, delivered: usize) {
    assert_eq!(answer.status(), WBEM_E_CALL_CANCELLED);
    assert_eq!(answer.statuses.len(), 1);
    assert_eq!(answer.objects.len(), delivered);
    assert_eq!(answer.error_object(), None);
}

/// Says that it has been reached, and goes on when the client has cancelled.
fn work(client: &Served<'_>, reached: &Gate) {
    assert!(!client.cancelled());
    reached.open();
    wait_until(|| client.cancelled());
}

/// A script with one step that works until the call is cancelled, and then gives `result`.
fn working(
    script: Script,
    result: impl Fn() -> Result<Thing> + Send + Sync + 'static,
) -> (Script, Gate) {
    let reached = Gate::default();
    let gate = reached.clone();
    let script = script.step("w", move |client| {
        work(client, &gate);
        result()
    });
    (script, reached)
}

#[test]
fn an_enumeration_while_the_provider_works() {
    for enumeration in [
        EnumerationDenial::Omit,
        EnumerationDenial::Fail,
        EnumerationDenial::ReportAndStop,
    ] {
        let script = Script::new().enumeration(enumeration).thing("a");
        let (script, reached) = working(script, || Ok(Thing::new("w")));
        let session = Session::start(script.thing("b"));
        let answer = cancelled_while_it_works(&session, &reached, Request::enumerate(CLASS));
        assert_cancelled(&answer, 0);
        assert_eq!(session.script.count(Place::Next), 2);
        let dropped = session.script.identities(Place::IteratorDrop);
        assert_eq!(dropped, [Identity::Impersonate]);
    }
}

#[test]
fn whatever_the_provider_makes_of_it() {
    let endings: [fn() -> Result<Thing>; 4] = [
        || Ok(Thing::new("w")),
        || Err(Error::failed("cancelled")),
        || Err(Error::not_found()),
        || panic!("on purpose"),
    ];
    for ending in endings {
        let (script, reached) = working(Script::new().things(BATCH), ending);
        let session = Session::start(script);
        let answer = cancelled_while_it_works(&session, &reached, Request::enumerate(CLASS));
        assert_cancelled(&answer, BATCH);
    }
}

#[test]
fn an_iterator_that_ends_while_it_is_cancelled() {
    let (reached, cancelled) = (Gate::default(), Gate::default());
    let (opened, waited_for) = (reached.clone(), cancelled.clone());
    // The one step that is asked for has nothing more to give; but that may be for want of time.
    let script = Script::new().at(Place::Next, move || {
        opened.open();
        waited_for.wait();
    });
    let session = Session::start(script);
    let request = Request::enumerate(CLASS);
    let answer = cancelled_between(&session, &reached, &cancelled, request);
    assert_cancelled(&answer, 0);
    assert_eq!(session.script.count(Place::Next), 1);
}

#[test]
fn while_an_iterator_is_made() {
    let reached = Gate::default();
    let gate = reached.clone();
    let script = Script::new().thing("a").opening(move |client| {
        work(client, &gate);
        Ok(())
    });
    let session = Session::start(script);
    let answer = cancelled_while_it_works(&session, &reached, Request::enumerate(CLASS));
    assert_cancelled(&answer, 0);
    assert_eq!(session.script.count(Place::Next), 0);
}

#[test]
fn a_get_while_the_provider_works() {
    let endings: [fn() -> Result<Thing>; 2] = [
        || Ok(Thing::new("w")),
        || Err(Error::failed("there is nobody left to give it to")),
    ];
    for ending in endings {
        let (script, reached) = working(Script::new(), ending);
        let session = Session::start(script);
        let answer = cancelled_while_it_works(&session, &reached, Request::get(&path("w")));
        assert_cancelled(&answer, 0);
    }
}

#[test]
fn from_inside_an_indicate() {
    for n in [1, 2] {
        let session = Session::start(Script::new().things(4 * BATCH));
        let answer = cancelled_at_indicate(&session, n, Request::enumerate(CLASS));
        let delivered = n as usize * BATCH;
        assert_cancelled(&answer, delivered);
        assert_eq!(session.script.count(Place::Next), delivered);
        assert_eq!(session.script.count(Place::IteratorDrop), 1);
    }
}

#[test]
fn from_inside_the_first_indicate_of_what_was_held_back() {
    let script = Script::new().enumeration(EnumerationDenial::Fail);
    let session = Session::start(script.things(2 * BATCH));
    let answer = cancelled_at_indicate(&session, 1, Request::enumerate(CLASS));
    assert_cancelled(&answer, BATCH);
}

#[test]
fn threads_that_work_for_the_client_see_it() {
    let (reached, seen) = (Gate::default(), shared(None));
    let (gate, noted) = (reached.clone(), seen.clone());
    let script = Script::new().step("w", move |client| {
        let worked = client.scope(|scope| {
            let worker = scope.spawn(|worker| {
                let before = worker.cancelled();
                gate.open();
                wait_until(|| worker.cancelled());
                Ok((before, Identity::now()))
            });
            worker.join().expect("no panic")
        })?;
        *crate::lock(&noted) = worked.ok();
        Ok(Thing::new("w"))
    });
    let session = Session::start(script);
    let answer = cancelled_while_it_works(&session, &reached, Request::enumerate(CLASS));
    assert_cancelled(&answer, 0);
    assert_eq!(*crate::lock(&seen), Some((false, Identity::Impersonate)));
}

#[test]
fn one_call_and_not_the_next() {
    let session = Session::start(Script::new().things(2 * BATCH));
    assert_cancelled(
        &cancelled_at_indicate(&session, 1, Request::enumerate(CLASS)),
        BATCH,
    );
    let next = session.enumerate(&Client::impersonate());
    assert_eq!((next.status(), next.objects.len()), (S_OK, 2 * BATCH));
}

#[test]
fn a_call_that_nobody_makes() {
    let session = Session::start(Script::new().thing("a"));
    let cancel = |sink: Option<&crate::wmi_core::bindings::IWbemObjectSink>| -> HRESULT {
        as_wmi(&session.core, || {
            // SAFETY: both are held for the call.
            unsafe { session.provider().services().CancelAsyncCall(sink) }
        })
    };
    let (sink, told) = Counting::new();
    assert_eq!(cancel(Some(&sink)), S_OK);
    assert_eq!(told.statuses(), []);
    assert_eq!(cancel(None), WBEM_E_INVALID_PARAMETER);
    assert_eq!(session.enumerate(&Client::impersonate()).objects.len(), 1);
}
