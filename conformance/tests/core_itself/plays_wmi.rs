//! The core gives a provider what WMI gives it: clients of every kind, failures where a test asks for them,
//! answers from the namespace, cancellation.

use std::sync::mpsc::channel;
use std::thread;

use windows_core::HRESULT;

use crate::by_hand::{Call, impersonate, object, revert};
use crate::wmi_core::Breach::{CallUnimpersonated, IndicateUnimpersonated, TokenLeft};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Canceller, Client, Entry, Event, Identity, Instance, Kind, Request, Value};
use crate::{PATH, core, cut_short, provider};

fn disk(id: &str) -> Instance {
    let null = |name| (name, Value::Null);
    let rest = ["FreeSpace", "Online", "Spindle", "Installed"].map(null);
    let key = ("DeviceID", Value::text(id));
    Instance::new("Acme_Disk", [key].into_iter().chain(rest))
}

/// The identity that a client of this kind gives the thread, and what impersonating it answers.
fn identity_of(kind: Kind) -> (HRESULT, Identity) {
    let core = core();
    let (sender, receiver) = channel();
    let provider = provider(&core, move |call| {
        // SAFETY: changes the identity of this thread alone.
        let answer = unsafe { CoImpersonateClient() };
        sender
            .send((answer, Identity::now()))
            .expect("the test waits");
        revert();
        call.complete(WBEM_E_NOT_FOUND);
    });
    let answer = core.get(&provider, &Client::new(kind), PATH);
    assert_eq!(answer.status(), WBEM_E_NOT_FOUND);
    receiver.recv().expect("the provider was called")
}

#[test]
fn clients_of_every_kind() {
    assert_eq!(
        identity_of(Kind::NoCallContext),
        (RPC_E_CALL_COMPLETE, Identity::Own)
    );
    assert_eq!(identity_of(Kind::Anonymous), (S_OK, Identity::Anonymous));
    assert_eq!(identity_of(Kind::Identify), (S_OK, Identity::Identify));
    assert_eq!(
        identity_of(Kind::Impersonate),
        (S_OK, Identity::Impersonate)
    );
    assert_eq!(identity_of(Kind::Delegate), (S_OK, Identity::Delegate));
}

#[test]
fn an_identity_that_may_not_act_is_no_client() {
    for kind in [Kind::Anonymous, Kind::Identify] {
        let core = core();
        let provider = provider(&core, Call::answer_rightly);
        core.get(&provider, &Client::new(kind), PATH);
        let breaches = core.take_breaches();
        assert!(breaches.contains(&IndicateUnimpersonated), "{breaches:?}");
    }
}

#[test]
fn impersonation_and_revert_fail_where_a_test_says() {
    let core = core();
    let provider = provider(&core, Call::answer_rightly);
    let client = Client::impersonate().impersonation_fails(1..=1, E_ACCESSDENIED);
    core.get(&provider, &client, PATH);
    assert_eq!((client.impersonations(), client.reverts()), (2, 3));
    let refused = |entry: &Entry| {
        entry.identity == Identity::Own && entry.event == Event::ImpersonateClient(E_ACCESSDENIED)
    };
    assert!(core.trace().whole().iter().any(refused));
    assert_eq!(core.take_breaches(), [CallUnimpersonated]);

    // The last of all.
    let client = Client::impersonate().revert_fails(7.., E_FAIL);
    let provider = crate::provider(&core, |call| {
        impersonate();
        revert();
        call.answer_rightly();
        impersonate();
        revert();
    });
    core.get(&provider, &client, PATH);
    assert_eq!(core.take_breaches(), [TokenLeft]);
    assert_eq!(Identity::now(), Identity::Own);
}

#[test]
fn a_client_withdraws_while_its_call_is_under_way() {
    let core = core();
    let client = Client::impersonate();
    let withdrawing = client.clone();
    let provider = provider(&core, |call| {
        call.indicate(&[Some(call.disk())]);
        impersonate();
        let withdrawn = Identity::now() == Identity::Own;
        revert();
        call.complete(cut_short(withdrawn));
    });
    let request = Request::enumerate("Acme_Disk")
        .on_indicate(1, move || withdrawing.withdraw(RPC_E_CALL_COMPLETE));
    let answer = core.call(&provider, &client, request);
    assert_eq!(answer.status(), WBEM_S_PARTIAL_RESULTS);
    assert_eq!(answer.objects, [disk("1")]);
}

#[test]
fn a_call_is_cancelled_from_another_thread() {
    let core = core();
    let provider = provider(&core, |call| {
        call.indicate(&[Some(call.disk())]);
        call.complete(WBEM_E_CALL_CANCELLED);
    });
    let (canceller, target) = (Canceller::new(), provider.clone());
    let request = Request::enumerate("Acme_Disk").cancelled_by(&canceller);
    let cancelling = canceller.clone();
    let request = request.on_indicate(1, move || {
        assert_eq!(cancelling.cancel(&target), S_OK);
    });
    let answer = core.call(&provider, &Client::impersonate(), request);
    assert_eq!(answer.status(), WBEM_E_CALL_CANCELLED);
    assert_eq!(canceller.cancel(&provider), WBEM_E_INVALID_PARAMETER);
}

#[test]
fn a_client_does_not_see_what_its_sink_refused() {
    let core = core();
    let provider = provider(&core, |call| {
        call.indicate(&[Some(call.disk())]);
        call.complete(E_OUTOFMEMORY);
    });
    let request = Request::enumerate("Acme_Disk").indicate_fails(1, E_OUTOFMEMORY);
    let answer = core.call(&provider, &Client::impersonate(), request);
    assert!(answer.objects.is_empty());
    assert_eq!(answer.seen.len(), 1);
}

#[test]
fn the_namespace_answers_as_a_test_says() {
    let core = core();
    core.script_object("Acme_Disk.DeviceID=\"7\"", disk("7"));
    core.script_query("SELECT * FROM Acme_Disk", vec![disk("8"), disk("9")]);
    core.script_failure("__ExtendedStatus", WBEM_E_ACCESS_DENIED);
    let (sender, receiver) = channel();
    let provider = provider(&core, move |call| {
        impersonate();
        let seven = call.class("Acme_Disk.DeviceID=\"7\"");
        impersonate();
        let mut found = vec![Some(seven)];
        found.extend(call.query("SELECT * FROM Acme_Disk").into_iter().map(Some));
        let refused = object(&call.namespace, "__ExtendedStatus", call.context.as_ref());
        sender.send(refused.err()).expect("the test waits");
        impersonate();
        call.indicate(&found);
        call.complete(S_OK);
    });
    let answer = core.enumerate(&provider, &Client::impersonate(), "Acme_Disk");
    assert_eq!(answer.objects, [disk("7"), disk("8"), disk("9")]);
    let refused = receiver.recv().expect("the provider was called");
    assert_eq!(refused, Some(WBEM_E_ACCESS_DENIED));
    core.release(provider);
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the threads are WMI's, not the provider's"
)]
fn eight_threads_at_once() {
    let core = core();
    let provider = provider(&core, Call::answer_rightly);
    let call = || core.get(&provider, &Client::impersonate(), PATH);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(call)).collect();
        for thread in threads {
            let answer = thread.join().expect("no panic");
            assert_eq!(answer.objects, [disk("1")]);
        }
    });
    core.release(provider);
}
