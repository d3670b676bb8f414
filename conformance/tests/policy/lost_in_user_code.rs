//! A client that is lost while the provider's code is on the stack: that code cannot be stopped, and must go on
//! neither as the client nor as the host. It goes on as nobody, or, where Windows gives no such token, the process
//! ends.

use crate::child::{self, Ended, say, test_name};
use crate::incoming;
use crate::script::{Place, Script, Thing};
use crate::session::Session;
use crate::wmi::{Client as Served, Error, Level, OwnError, Result};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Identity};

/// Whether a thread can run as nobody here; Wine cannot do it.
fn nobody_can_be_had() -> bool {
    // SAFETY: the pseudo handle of this thread is always valid; the revert undoes what was done.
    unsafe {
        let made = ImpersonateAnonymousToken(GetCurrentThread()).as_bool();
        let anonymous = Identity::now() == Identity::Anonymous;
        let reverted = RevertToSelf().as_bool();
        assert!(reverted, "the probe's token stays on the thread");
        made && anonymous
    }
}

/// What the provider's code does when it is left without a client: says who it is, and that nothing works for it.
fn go_on(client: &mut Served<'_>, lost: Result<()>) {
    say(&format!("goes on as {:?}", Identity::now()));
    assert!(lost.is_err_and(|error| !error.is_denied() && !error.is_not_found()));
    assert!(client.wmi().get_object("Test_Thing").is_err());
    assert!(client.wmi().query("SELECT * FROM Test_Thing").is_err());
    let again = client.as_provider(|| {
        say("as the provider again");
        Ok::<_, OwnError>(())
    });
    assert!(again.is_err());
    assert!(client.scope(|_| ()).is_err());
    say(&format!("ends as {:?}", Identity::now()));
}

/// A get in whose middle the client is lost; the provider then gives a thing all the same.
fn lose(enter_wmi: impl Fn(&mut Served<'_>) -> Result<()> + Send + Sync + 'static) {
    let script = Script::new().step("a", move |client| {
        let lost = enter_wmi(client);
        go_on(client, lost);
        Ok(Thing::new("a"))
    });
    let script = script.at(Place::Log, || say("log"));
    let session = Session::start(script);
    let client = Client::impersonate().impersonation_fails(2.., E_ACCESSDENIED);
    let answer = session.get(&client, "a");
    assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED);
    assert_eq!(answer.objects, []);
    let answer = session.enumerate(&Client::impersonate().impersonation_fails(2.., E_FAIL));
    assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED);
    assert_eq!(answer.objects, []);
    assert_eq!(session.script.count(Place::Next), 1);
    for place in [Place::IteratorDrop, Place::LeftoverDrop] {
        assert_eq!(session.script.identities(place), [Identity::Anonymous]);
    }
    say("returned");
}

fn assert_nobody_or_nothing(child: &Ended) {
    if nobody_can_be_had() {
        let (on, off) = ("goes on as Anonymous", "ends as Anonymous");
        child.assert_passed_after(&["log", on, off, "log", on, off, "log", "returned"]);
    } else {
        child.assert_aborted_after(&["log"]);
    }
}

#[test]
fn after_work_as_the_provider() {
    let child = child::run(test_name!(after_work_as_the_provider), || {
        lose(|client| client.as_provider(|| Ok::<_, OwnError>(())));
    });
    if let Some(child) = child {
        assert_nobody_or_nothing(&child);
    }
}

#[test]
fn after_a_panic_as_the_provider() {
    let child = child::run(test_name!(after_a_panic_as_the_provider), || {
        lose(|client| {
            let panics = std::panic::AssertUnwindSafe(|| {
                client.as_provider(|| -> std::result::Result<(), OwnError> {
                    panic!("on purpose");
                })
            });
            std::panic::catch_unwind(panics).unwrap_or_else(|_| Err(Error::failed("a panic")))
        });
    });
    if let Some(child) = child {
        assert_nobody_or_nothing(&child);
    }
}

#[test]
fn after_an_object_was_asked_for() {
    let child = child::run(test_name!(after_an_object_was_asked_for), || {
        lose(|client| client.wmi().get_object("Test_Thing").map(drop));
    });
    if let Some(child) = child {
        assert_nobody_or_nothing(&child);
    }
}

#[test]
fn what_wmi_s_thread_carried_before_comes_back() {
    let child = child::run(
        test_name!(what_wmi_s_thread_carried_before_comes_back),
        || {
            let script = Script::new().step("a", |client| {
                let lost = client.as_provider(|| Ok::<_, OwnError>(()));
                say(&format!("goes on as {:?}", Identity::now()));
                lost.map(|()| Thing::new("a"))
            });
            let session = Session::start(script.at(Place::Log, || say("log")));
            // WMI's thread has a token of its own, which COM puts back after the client's.
            incoming::with_token_lost_from(&session, 2, || {
                say(&format!("back as {:?}", Identity::now()));
            });
        },
    );
    if let Some(child) = child {
        if nobody_can_be_had() {
            child.assert_passed_after(&[
                "log",
                "goes on as Anonymous",
                "log",
                "back as Impersonate",
            ]);
        } else {
            child.assert_aborted_after(&["log"]);
        }
    }
}

#[test]
fn nobody_is_below_every_level() {
    if nobody_can_be_had() {
        // SAFETY: as in the probe.
        let level = unsafe {
            let _ = ImpersonateAnonymousToken(GetCurrentThread());
            let level = crate::wmi::thread_level();
            let _ = RevertToSelf();
            level
        };
        assert_eq!(level, Level::Anonymous);
    }
    assert_eq!(crate::wmi::thread_level(), Level::None);
}
