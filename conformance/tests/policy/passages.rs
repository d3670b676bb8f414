//! Several steps of the provider's code in one passage as the client: when the thread's token is looked at, what becomes
//! of a passage in which it was another (R17), and when the client is impersonated again (R14).

use std::time::Duration;

use crate::child::{self, say, test_name};
use crate::script::{Place, Script, Thing, shared};
use crate::session::{BATCH, CLASS, Session, core_taking_the_token, names, path, seen};
use crate::tokens::{CHANGES, changing, replace};
use crate::wmi::{Client as Served, EnumerationDenial, OwnError, Pace, Result};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Event, Identity, Request};

/// Batches after which alone the token is looked at.
const BLIND: Pace = Pace {
    instances: BATCH,
    patience: Duration::MAX,
    look_share: u32::MAX,
    ..Pace::DEFAULT
};

/// What the provider's code does after it has changed its thread's token.
type Leaving = fn(&mut Served<'_>) -> Result<()>;

const LEAVINGS: [(&str, Leaving); 4] = [
    ("nothing", |_| Ok(())),
    ("asks WMI", |client| {
        client.wmi().get_object(&path("other")).map(|_| ())
    }),
    ("acts as the provider", |client| {
        client.as_provider(|| Ok::<_, OwnError>(()))
    }),
    ("starts threads", |client| client.scope(|_| ())),
];

fn enumerate(script: Script) -> (Session, crate::wmi_core::Answer) {
    let session = Session::start(script);
    session.core.script_object(&path("other"), seen("other"));
    let answer = session.enumerate(&Client::impersonate());
    (session, answer)
}

/// All of a batch in which the token was changed is dropped, and earlier batches are not.
#[test]
fn a_change_in_one_step_costs_the_batch_whatever_follows_it() {
    for (what, change, _) in CHANGES {
        for (then, leave) in LEAVINGS {
            let script = Script::new().pace(BLIND).things(BATCH).thing("before");
            let thing = Thing::new("after");
            let script = changing(script, "changing", change).step("after", move |client| {
                leave(client)?;
                Ok(thing.clone())
            });
            let (session, answer) = enumerate(script);
            let why = format!("{what}, then {then}");
            assert_eq!(answer.status(), WBEM_S_PARTIAL_RESULTS, "{why}");
            assert_eq!(answer.objects.len(), BATCH, "{why}");
            assert_eq!(session.indicates(), [BATCH], "{why}");
            let dropped = session.script.identities(Place::IteratorDrop);
            assert_eq!(dropped, [Identity::Impersonate], "{why}");
        }
    }
}

/// A way that ends with the client impersonated anew would cover the change up: it is not taken.
#[test]
fn who_has_changed_the_token_asks_nothing_more_of_the_runtime() {
    for (then, leave) in LEAVINGS.into_iter().skip(1) {
        let refused = shared(Vec::new());
        let noted = refused.clone();
        let script = Script::new().pace(BLIND).step("a", move |client| {
            replace();
            crate::lock(&noted).push(leave(client).is_err());
            Ok(Thing::new("a"))
        });
        let session = Session::start(script);
        session.core.script_object(&path("other"), seen("other"));
        for answer in [
            session.get(&Client::impersonate(), "a"),
            session.enumerate(&Client::impersonate()),
        ] {
            assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE, "{then}");
            assert_eq!(answer.objects, [], "{then}");
        }
        assert_eq!(*crate::lock(&refused), [true, true], "{then}");
        let asked = session.events(|entry| match entry.event {
            Event::GetObject(path, _) => Some(path),
            _ => None,
        });
        assert_eq!(asked, [""; 0], "{then}");
    }
}

/// What steps under another identity said of denials and absences is dropped with the rest.
#[test]
fn a_denial_after_a_change_is_none() {
    for enumeration in [
        EnumerationDenial::Omit,
        EnumerationDenial::ReportAndContinue,
        EnumerationDenial::ReportAndStop,
        EnumerationDenial::Fail,
        EnumerationDenial::FailWithErrorObject,
    ] {
        let script = Script::new().pace(BLIND).enumeration(enumeration);
        let script = changing(script, "a", replace).denied("b");
        let (session, answer) = enumerate(script);
        assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE, "{enumeration:?}");
        assert_eq!(answer.error_object(), None, "{enumeration:?}");
        let log = session.script.log().pop();
        assert_eq!(log.map(|told| told.denied), Some(0), "{enumeration:?}");
    }
}

#[test]
fn a_step_is_followed_by_a_look_once_a_look_costs_next_to_nothing() {
    for (look_share, steps) in [(0, 2), (u32::MAX, 4)] {
        let script = Script::new().pace(Pace {
            look_share,
            ..BLIND
        });
        let script = changing(script.thing("a"), "b", replace).thing("c");
        let (session, answer) = enumerate(script);
        assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE);
        assert_eq!(session.script.count(Place::Next), steps);
    }
}

#[test]
fn a_batch_that_has_an_instance_waits_no_longer_than_its_patience() {
    let patience = Duration::ZERO;
    let script = Script::new().pace(Pace { patience, ..BLIND });
    let (session, answer) = enumerate(script.denied("x").thing("a").thing("b"));
    assert_eq!(names(&answer), ["a", "b"]);
    assert_eq!(session.indicates(), [1, 1]);
}

/// How often the client of an enumeration of so many batches is impersonated.
fn impersonations(batches: usize, ask: impl Fn(Request) -> Request) -> u32 {
    let session = Session::start(Script::new().pace(BLIND).things(batches * BATCH));
    let client = Client::impersonate();
    let answer = session.call(&client, ask(Request::enumerate(CLASS)));
    assert_eq!(
        (answer.status(), answer.objects.len()),
        (S_OK, batches * BATCH)
    );
    let steps = session.script.identities(Place::Next);
    assert_eq!(steps, vec![Identity::Impersonate; batches * BATCH + 1]);
    client.impersonations()
}

#[test]
fn a_client_whose_token_wmi_leaves_on_the_thread_is_not_impersonated_again() {
    let ask = Request::leaving_the_token;
    assert_eq!(impersonations(1, ask), impersonations(5, ask));
}

#[test]
fn a_client_whose_token_wmi_takes_off_or_replaces_is_impersonated_again() {
    let taking = |request| request;
    assert_eq!(impersonations(5, taking), impersonations(1, taking) + 4);
    let replacing = |request: Request| {
        let request = request.leaving_the_token();
        (1..=5).fold(request, |request, n| request.on_indicate(n, replace))
    };
    assert_eq!(
        impersonations(5, replacing),
        impersonations(1, replacing) + 4
    );
}

/// What runs between the look after the steps and the Indicate is WMI's own; if it were to change the token all the same,
/// the instances would still go out as the client.
#[test]
fn instances_go_out_as_the_client_though_their_objects_took_the_token_off() {
    let session = Session::start_in(core_taking_the_token(), Script::new().thing("a"));
    let answer = session.enumerate(&Client::impersonate());
    assert_eq!((answer.status(), answer.objects.len()), (S_OK, 1));
    assert_eq!(names(&session.get(&Client::impersonate(), "a")), ["a"]);
    let identities = session.events(|entry| match entry.event {
        Event::Indicate(..) => Some(entry.identity),
        _ => None,
    });
    assert_eq!(identities, [Identity::Impersonate; 2]);
}

/// The same for the provider's own code: the steps of the batches that follow, and the drop of its iterator.
#[test]
fn the_provider_s_code_runs_as_the_client_though_objects_took_the_token_off() {
    let script = Script::new().enumeration(EnumerationDenial::Fail);
    let session = Session::start_in(
        core_taking_the_token(),
        script
            .pace(Pace {
                instances: 1,
                ..BLIND
            })
            .things(3),
    );
    session.enumerate(&Client::impersonate());
    for place in [Place::Next, Place::IteratorDrop, Place::LeftoverDrop] {
        let identities = session.script.identities(place);
        assert!(
            identities
                .iter()
                .all(|identity| *identity == Identity::Impersonate),
            "{place:?}: {identities:?}"
        );
    }
}

/// A sink may revert by COM and then put the saved token back by itself: COM would not take that one off at the end.
#[test]
fn a_token_that_com_does_not_know_of_is_not_relied_on() {
    let child = child::run(
        test_name!(a_token_that_com_does_not_know_of_is_not_relied_on),
        || {
            let session = Session::start(Script::new().pace(BLIND).things(2 * BATCH));
            let request = Request::enumerate(CLASS)
                .leaving_the_token()
                .on_indicate(1, revert_and_put_back);
            let answer = session.call(&Client::impersonate(), request);
            assert_eq!((answer.status(), answer.objects.len()), (S_OK, 2 * BATCH));
            let steps = session.script.identities(Place::Next);
            assert_eq!(steps, vec![Identity::Impersonate; 2 * BATCH + 1]);
            say("returned");
        },
    );
    if let Some(child) = child {
        child.assert_passed_after(&["returned"]);
    }
}

fn revert_and_put_back() {
    let mut token = HANDLE::default();
    // SAFETY: `token` is writable; the rest changes this thread alone.
    unsafe {
        let access = (TOKEN_QUERY | TOKEN_IMPERSONATE).cast_unsigned();
        assert!(OpenThreadToken(GetCurrentThread(), access, true, &raw mut token).as_bool());
        assert_eq!(CoRevertToSelf(), S_OK);
        assert!(SetThreadToken(None, Some(token)).as_bool());
        assert!(CloseHandle(token).as_bool());
    }
}
