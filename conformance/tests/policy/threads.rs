//! Many calls at once on one provider object.

use std::thread;

use crate::script::{Place, Script, Thing};
use crate::session::{BATCH, CLASS, Session, names, path};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Canceller, Client, Identity, Kind, Request};

const THREADS: usize = 8;
const ROUNDS: usize = 6;

/// One call, and what must come of it whatever the others do.
type Call = fn(&Session);

const CALLS: [Call; 8] = [
    |session| {
        let answer = session.get(&Client::impersonate(), "1");
        assert_eq!((answer.status(), names(&answer)), (S_OK, vec!["1".into()]));
    },
    |session| {
        let answer = session.get(&Client::impersonate(), "denied");
        assert_eq!(answer.status(), WBEM_E_NOT_FOUND);
    },
    |session| {
        let answer = session.enumerate(&Client::new(Kind::Delegate));
        let all: Vec<String> = (0..2 * BATCH).map(|number| number.to_string()).collect();
        assert_eq!((answer.status(), names(&answer)), (S_OK, all));
    },
    |session| {
        let answer = session.enumerate(&Client::new(Kind::Identify));
        assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED);
    },
    |session| {
        let (canceller, provider) = (Canceller::new(), session.provider().clone());
        let request = Request::enumerate(CLASS).cancelled_by(&canceller);
        let request = request.on_indicate(1, move || {
            assert_eq!(canceller.cancel(&provider), S_OK);
        });
        let answer = session.call(&Client::impersonate(), request);
        assert_eq!(answer.status(), WBEM_E_CALL_CANCELLED);
        assert_eq!(answer.objects.len(), BATCH);
    },
    |session| {
        let client = Client::impersonate();
        let leaving = client.clone();
        let request =
            Request::enumerate(CLASS).on_indicate(1, move || leaving.withdraw(RPC_E_CALL_COMPLETE));
        let answer = session.call(&client, request);
        assert_eq!(answer.status(), WBEM_S_ACCESS_DENIED);
        assert_eq!(answer.objects.len(), BATCH);
    },
    |session| {
        let answer = session.get(&Client::impersonate(), "panic");
        assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE);
    },
    |session| {
        let request = Request::get(&path("scope")).indicate_fails(1, E_FAIL);
        let answer = session.call(&Client::impersonate(), request);
        assert_eq!(answer.status(), E_FAIL);
    },
];

fn script() -> Script {
    let script = Script::new().things(2 * BATCH).denied("denied");
    let script = script.apart("panic", |_| panic!("on purpose"));
    script.apart("scope", |client| {
        client.scope(|scope| {
            let identity = scope.spawn(|_| Ok(Identity::now())).join();
            let identity = identity.expect("no panic").ok();
            assert_eq!(identity, Some(Identity::Impersonate));
        })?;
        Ok(Thing::new("scope"))
    })
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the threads are WMI's, not the provider's"
)]
fn eight_at_once() {
    let session = Session::start(script());
    let session = &session;
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|first| {
                scope.spawn(move || {
                    for round in 0..ROUNDS {
                        CALLS[(first + round) % CALLS.len()](session);
                    }
                })
            })
            .collect();
        for thread in threads {
            thread.join().expect("no call went wrong");
        }
    });
    for place in [Place::Get, Place::Enumerate, Place::Next] {
        let right = |identity: &Identity| identity.acts_as_client();
        let identities = session.script.identities(place);
        assert!(identities.iter().all(right), "{place:?}");
    }
    let logged = session.script.identities(Place::Log);
    assert_eq!(logged, vec![Identity::Own; 1 + THREADS * ROUNDS]);
}
