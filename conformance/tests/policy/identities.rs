//! The identity of the provider's code: in a call always the client's, outside of one always the provider's.

use crate::script::{Place, Script, Thing, shared};
use crate::session::{BATCH, NAMESPACE, Session, core, initialize, names};
use crate::wmi::{EnumerationDenial, Error, Level, OwnError};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Breach, Client, Identity, Kind};

/// A token is on this thread until the drop, as if WMI had left one there.
struct WmisToken;

impl WmisToken {
    fn put() -> Self {
        // SAFETY: changes the token of this thread alone.
        assert!(unsafe { ImpersonateSelf(SecurityImpersonation) }.as_bool());
        Self
    }
}

impl Drop for WmisToken {
    fn drop(&mut self) {
        // SAFETY: as above.
        assert!(unsafe { RevertToSelf() }.as_bool());
    }
}

#[test]
fn in_a_call_the_client_and_elsewhere_the_provider() {
    for (kind, identity) in [
        (Kind::Impersonate, Identity::Impersonate),
        (Kind::Delegate, Identity::Delegate),
    ] {
        let session = Session::start(Script::new().things(2 * BATCH).denied("d"));
        session.get(&Client::new(kind), "0");
        session.get(&Client::new(kind), "d");
        session.enumerate(&Client::new(kind));
        for (place, times) in [
            (Place::Get, 2),
            (Place::Enumerate, 1),
            (Place::Next, 2 * BATCH + 2),
            (Place::IteratorDrop, 1),
            (Place::LeftoverDrop, 1),
        ] {
            let identities = session.script.identities(place);
            assert_eq!(identities, vec![identity; times], "{place:?}");
        }
        let script = session.script.clone();
        drop(session);
        assert_eq!(script.identities(Place::Initialize), [Identity::Own]);
        assert_eq!(script.identities(Place::Log), [Identity::Own; 4]);
        assert_eq!(script.identities(Place::ProviderDrop), [Identity::Own]);
    }
}

#[test]
fn an_iterator_that_is_given_up_is_dropped_as_the_client() {
    for enumeration in [EnumerationDenial::ReportAndStop, EnumerationDenial::Fail] {
        let script = Script::new().enumeration(enumeration).thing("a");
        let session = Session::start(script.denied("b").thing("c"));
        session.enumerate(&Client::impersonate());
        for place in [Place::IteratorDrop, Place::LeftoverDrop] {
            let identities = session.script.identities(place);
            assert_eq!(identities, [Identity::Impersonate], "{place:?}");
        }
    }
}

/// A thing whose step goes back and forth between the client and the provider.
fn back_and_forth() -> Script {
    Script::new().step("a", |client| {
        assert_eq!(Identity::now(), Identity::Impersonate);
        for _ in 0..3 {
            let (identity, level) =
                client.as_provider(|| Ok((Identity::now(), crate::wmi::thread_level())))?;
            assert_eq!((identity, level), (Identity::Own, Level::None));
            assert_eq!(Identity::now(), Identity::Impersonate);
        }
        let failed = client.as_provider(|| Err::<(), _>(OwnError::new("nothing works")));
        assert!(failed.is_err_and(|error| error.to_string() == "nothing works"));
        assert_eq!(Identity::now(), Identity::Impersonate);
        Ok(Thing::new("a"))
    })
}

#[test]
fn work_as_the_provider_ends_by_itself() {
    let session = Session::start(back_and_forth());
    assert_eq!(names(&session.get(&Client::impersonate(), "a")), ["a"]);
    assert_eq!(names(&session.enumerate(&Client::impersonate())), ["a"]);
}

#[test]
fn a_panic_as_the_provider_goes_on_as_the_client() {
    let unwound = shared(None);
    let noted = unwound.clone();
    let script = Script::new().step("a", move |client| {
        let panics = std::panic::AssertUnwindSafe(|| {
            client.as_provider(|| -> Result<(), OwnError> { panic!("on purpose") })
        });
        let panic = std::panic::catch_unwind(panics);
        *crate::lock(&noted) = Some((panic.is_err(), Identity::now()));
        Err(Error::not_found())
    });
    let session = Session::start(script);
    let answer = session.get(&Client::impersonate(), "a");
    assert_eq!(answer.status(), WBEM_E_NOT_FOUND);
    let unwound = *crate::lock(&unwound);
    assert_eq!(unwound, Some((true, Identity::Impersonate)));
}

#[test]
fn a_thread_that_comes_in_with_a_token_of_its_own() {
    let session = Session::start(back_and_forth());
    for client in [Client::impersonate(), Client::new(Kind::Delegate)] {
        let _token = WmisToken::put();
        let answer = session.get(&client, "nothing");
        assert_eq!(answer.status(), WBEM_E_NOT_FOUND);
    }
    let _token = WmisToken::put();
    let answer = session.get(&Client::impersonate(), "a");
    assert_eq!(names(&answer), ["a"]);
    assert_eq!(session.script.identities(Place::Log), [Identity::Own; 4]);
}

#[test]
fn a_token_that_is_not_the_client_s_is_nobody_s_leave_to_serve() {
    let session = Session::start(Script::new().thing("a"));
    let token = WmisToken::put();
    let answer = session.get(&Client::new(Kind::NoCallContext), "a");
    drop(token);
    assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED);
    assert_eq!(session.script.count(Place::Get), 0);
    assert_eq!(session.script.identities(Place::Log), [Identity::Own; 2]);
    // What WMI had on its thread is WMI's, and was there all along; the sink takes it off, as WMI may.
    assert_eq!(session.core.take_breaches(), [Breach::StatusWithToken]);
}

#[test]
fn the_beginning_and_the_end_with_a_token_on_the_thread() {
    let (core, script) = (core(), std::sync::Arc::new(Script::new()));
    let token = WmisToken::put();
    let provider = initialize(&core, &script, NAMESPACE).provider();
    drop(token);
    // The provider puts back what it found.
    assert_eq!(core.take_breaches(), [Breach::TokenLeft]);
    let token = WmisToken::put();
    drop(provider);
    assert_eq!(Identity::now(), Identity::Impersonate);
    drop(token);
    for place in [Place::Initialize, Place::Log, Place::ProviderDrop] {
        assert_eq!(script.identities(place), [Identity::Own], "{place:?}");
    }
}

#[test]
fn the_text_of_an_initialization_s_error_is_the_provider_s_own_code_too() {
    struct Telling(std::sync::Arc<std::sync::Mutex<Vec<Identity>>>);
    impl std::fmt::Debug for Telling {
        fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            Ok(())
        }
    }
    impl std::fmt::Display for Telling {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            crate::lock(&self.0).push(Identity::now());
            f.write_str("told")
        }
    }
    impl std::error::Error for Telling {}

    let told = shared(Vec::new());
    let telling = told.clone();
    let script = Script::new().initializing(move || Err(Telling(telling.clone()).into()));
    let (core, script) = (core(), std::sync::Arc::new(script));
    let token = WmisToken::put();
    let outcome = initialize(&core, &script, NAMESPACE);
    drop(token);
    assert_eq!(outcome.statuses, [WBEM_E_FAILED.0]);
    assert_eq!(core.take_breaches(), [Breach::TokenLeft]);
    assert_eq!(*crate::lock(&told), [Identity::Own]);
    assert_eq!(script.log()[0].detail.as_deref(), Some("told"));
}
