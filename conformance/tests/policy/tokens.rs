//! Provider code that changes the thread's token (R17): its data may then be anybody's.

use crate::script::{Place, Script, Thing};
use crate::session::{BATCH, Session, names};
use crate::wmi::EnumerationDenial;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Identity};

/// What code can do to the token of its thread.
pub const CHANGES: [(&str, fn(), Identity); 4] = [
    ("RevertToSelf", revert, Identity::Own),
    ("SetThreadToken", remove, Identity::Own),
    ("another of the same level", replace, Identity::Impersonate),
    ("another of a lower level", lower, Identity::Identify),
];

fn revert() {
    // SAFETY: changes the token of this thread alone.
    assert!(unsafe { RevertToSelf() }.as_bool());
}

fn remove() {
    // SAFETY: as above.
    assert!(unsafe { SetThreadToken(None, None) }.as_bool());
}

/// Puts another token of the same user and level on the thread.
pub fn replace() {
    revert();
    // SAFETY: as above.
    assert!(unsafe { ImpersonateSelf(SecurityImpersonation) }.as_bool());
}

fn lower() {
    const SECURITY_IDENTIFICATION: SECURITY_IMPERSONATION_LEVEL = 1;
    revert();
    // SAFETY: as above.
    assert!(unsafe { ImpersonateSelf(SECURITY_IDENTIFICATION) }.as_bool());
}

/// Then a thing of that name, which the provider gives after that change.
pub fn changing(script: Script, name: &str, change: fn()) -> Script {
    let thing = Thing::new(name);
    script.step(name, move |_| {
        change();
        Ok(thing.clone())
    })
}

#[test]
fn the_changes_are_what_they_are_called() {
    for (what, change, identity) in CHANGES {
        let session = Session::start(Script::new());
        let found = session.core.trace().clone();
        let client = Client::impersonate();
        let changed = client.call(&found, || {
            // SAFETY: changes the token of this thread alone.
            let impersonated = unsafe { CoImpersonateClient() };
            assert_eq!(
                (impersonated, Identity::now()),
                (S_OK, Identity::Impersonate)
            );
            change();
            let changed = Identity::now();
            remove();
            changed
        });
        assert_eq!(changed, identity, "{what}");
    }
}

/// All that ran, but for the log and the end of the provider, ran as the client at first.
fn assert_as_client(session: &Session, place: Place, times: usize) {
    let identities = session.script.identities(place);
    assert_eq!(identities, vec![Identity::Impersonate; times], "{place:?}");
}

#[test]
fn in_a_get() {
    for (what, change, _) in CHANGES {
        let script = changing(Script::new(), "a", change).thing("b");
        let session = Session::start(script);
        let answer = session.get(&Client::impersonate(), "a");
        assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE, "{what}");
        assert_eq!(answer.objects, [], "{what}");
        assert_eq!(names(&session.get(&Client::impersonate(), "b")), ["b"]);
        assert_as_client(&session, Place::Get, 2);
        assert_eq!(session.script.identities(Place::Log), [Identity::Own; 3]);
    }
}

#[test]
fn in_a_get_that_denies() {
    for (what, change, _) in CHANGES {
        let script = Script::new().step("a", move |_| {
            change();
            Err(crate::wmi::Error::denied())
        });
        let answer = Session::start(script).get(&Client::impersonate(), "a");
        assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE, "{what}");
    }
}

#[test]
fn in_the_making_of_an_iterator() {
    for (what, change, _) in CHANGES {
        let script = Script::new().thing("a").opening(move |_| {
            change();
            Ok(())
        });
        let session = Session::start(script);
        let answer = session.enumerate(&Client::impersonate());
        assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE, "{what}");
        assert_eq!(answer.objects, [], "{what}");
        assert_eq!(session.script.count(Place::Next), 0, "{what}");
        assert_as_client(&session, Place::IteratorDrop, 1);
        assert_as_client(&session, Place::LeftoverDrop, 1);
    }
}

#[test]
fn in_a_step() {
    for (what, change, _) in CHANGES {
        for enumeration in [EnumerationDenial::Omit, EnumerationDenial::Fail] {
            let script = Script::new().enumeration(enumeration).thing("a");
            let script = changing(script, "b", change).thing("c");
            let session = Session::start(script);
            let answer = session.enumerate(&Client::impersonate());
            assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE, "{what}");
            assert_eq!(answer.objects, [], "{what}");
            assert_as_client(&session, Place::Next, 2);
            assert_as_client(&session, Place::IteratorDrop, 1);
            assert_as_client(&session, Place::LeftoverDrop, 1);
        }
    }
}

#[test]
fn in_a_step_after_the_first_indicate() {
    for (what, change, _) in CHANGES {
        let script = changing(Script::new().things(BATCH), "b", change);
        let session = Session::start(script.things(BATCH));
        let answer = session.enumerate(&Client::impersonate());
        assert_eq!(answer.status(), WBEM_S_PARTIAL_RESULTS, "{what}");
        assert_eq!(answer.objects.len(), BATCH, "{what}");
        assert_as_client(&session, Place::Next, BATCH + 1);
        assert_as_client(&session, Place::IteratorDrop, 1);
    }
}

#[test]
fn in_the_drop_of_an_iterator() {
    for (what, change, _) in CHANGES {
        let script = Script::new().thing("a").at(Place::IteratorDrop, change);
        let session = Session::start(script.thing("b"));
        let answer = session.enumerate(&Client::impersonate());
        // What came before it came from the client's own reading, and goes out as the client.
        assert_eq!(answer.status(), S_OK, "{what}");
        assert_eq!(names(&answer), ["a", "b"], "{what}");
        let nothing = Session::start(Script::new().at(Place::LeftoverDrop, change));
        let answer = nothing.enumerate(&Client::impersonate());
        assert_eq!(answer.status(), S_OK, "{what}");
    }
}

#[test]
fn while_it_is_the_provider_itself() {
    let thing = Thing::new("a");
    let script = Script::new().step("a", move |client| {
        client.as_provider(|| {
            replace();
            Ok::<_, crate::wmi::OwnError>(())
        })?;
        assert_eq!(Identity::now(), Identity::Impersonate);
        Ok(thing.clone())
    });
    // The client is impersonated anew after it: what the work left on the thread is gone.
    let session = Session::start(script);
    assert_eq!(names(&session.get(&Client::impersonate(), "a")), ["a"]);
    assert_eq!(names(&session.enumerate(&Client::impersonate())), ["a"]);
}
