//! Clients whose impersonation fails: at once, or when it must begin anew after a call into WMI. Then no more of the
//! provider's code runs, above all not as the host.

use crate::script::{Place, Script};
use crate::session::{BATCH, CLASS, Session, names};
use crate::wmi::{EnumerationDenial, ObjectDenial};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Event, Identity, Request};

/// The enumeration answers that deliver as they go.
const STREAMING: [EnumerationDenial; 3] = [
    EnumerationDenial::Omit,
    EnumerationDenial::ReportAndContinue,
    EnumerationDenial::ReportAndStop,
];

/// The enumeration answers that deliver at the end.
const HELD_BACK: [EnumerationDenial; 2] = [
    EnumerationDenial::Fail,
    EnumerationDenial::FailWithErrorObject,
];

fn lost_from(call: u32) -> Client {
    Client::impersonate().impersonation_fails(call.., RPC_E_CALL_COMPLETE)
}

/// The client goes away while WMI takes the n-th Indicate.
fn lost_at_indicate(n: u32) -> (Client, Request) {
    let client = Client::impersonate();
    let leaving = client.clone();
    let request =
        Request::enumerate(CLASS).on_indicate(n, move || leaving.withdraw(E_ACCESSDENIED));
    (client, request)
}

/// All provider code that ran in calls ran as the client; or as nobody, to clean up. How often the iterator
/// was asked.
fn steps_as_client(session: &Session) -> usize {
    for (place, identity) in session.script.notes() {
        let right = match place {
            Place::Initialize | Place::Log | Place::ProviderDrop => identity == Identity::Own,
            Place::Get
            | Place::Enumerate
            | Place::Execute
            | Place::Authorize
            | Place::Create
            | Place::Update
            | Place::Delete
            | Place::Next => identity == Identity::Impersonate,
            Place::IteratorDrop | Place::LeftoverDrop => {
                matches!(identity, Identity::Impersonate | Identity::Anonymous)
            }
        };
        assert!(right, "{place:?} as {identity:?}");
    }
    session.script.count(Place::Next)
}

#[test]
fn at_once() {
    for object in [ObjectDenial::Hide, ObjectDenial::FailWithErrorObject] {
        for enumeration in STREAMING.into_iter().chain(HELD_BACK) {
            let script = Script::new().denials(object, enumeration);
            let session = Session::start(script.thing("a").denied("b"));
            for answer in [
                session.get(&lost_from(1), "a"),
                session.get(&lost_from(1), "b"),
                session.get(&lost_from(1), "nothing"),
                session.enumerate(&lost_from(1)),
            ] {
                assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED);
                assert_eq!((answer.objects.len(), answer.statuses.len()), (0, 1));
                assert_eq!(answer.error_object(), None);
            }
            assert_eq!(session.script.count(Place::Get), 0);
            assert_eq!(session.script.count(Place::Enumerate), 0);
        }
    }
}

#[test]
fn after_the_class_s_definition_was_asked_for() {
    for enumeration in STREAMING.into_iter().chain(HELD_BACK) {
        let script = Script::new().enumeration(enumeration);
        let session = Session::start(script.thing("a").thing("b"));
        let (get, enumerated) = (
            session.get(&lost_from(2), "a"),
            session.enumerate(&lost_from(2)),
        );
        for answer in [get, enumerated] {
            assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED);
            assert_eq!((answer.objects.len(), answer.statuses.len()), (0, 1));
        }
        // A batch is pulled before anything is asked of WMI: here all there is.
        assert_eq!(steps_as_client(&session), 3);
        let asked = session.events(|entry| match entry.event {
            Event::GetObject(class, S_OK) => Some((class, entry.identity)),
            _ => None,
        });
        let asked_as_client = (CLASS.to_owned(), Identity::Impersonate);
        assert_eq!(asked, [asked_as_client.clone(), asked_as_client]);
    }
}

#[test]
fn after_the_first_indicate() {
    for enumeration in STREAMING {
        let script = Script::new().enumeration(enumeration);
        let session = Session::start(script.things(3 * BATCH));
        let (client, request) = lost_at_indicate(1);
        let answer = session.call(&client, request);
        assert_eq!(answer.status(), WBEM_S_ACCESS_DENIED);
        assert_eq!((answer.objects.len(), answer.statuses.len()), (BATCH, 1));
        assert_eq!(steps_as_client(&session), BATCH);
        let log = session.script.log();
        assert!(log[1].detail.is_some(), "{log:?}");
    }
}

#[test]
fn after_the_second_indicate() {
    let session = Session::start(Script::new().things(3 * BATCH));
    let (client, request) = lost_at_indicate(2);
    let answer = session.call(&client, request);
    assert_eq!(answer.status(), WBEM_S_ACCESS_DENIED);
    assert_eq!(answer.objects.len(), 2 * BATCH);
    assert_eq!(steps_as_client(&session), 2 * BATCH);
}

#[test]
fn after_the_first_of_what_was_held_back() {
    for enumeration in HELD_BACK {
        let script = Script::new().enumeration(enumeration);
        let session = Session::start(script.things(2 * BATCH));
        let (client, request) = lost_at_indicate(1);
        let answer = session.call(&client, request);
        // What has been delivered cannot be taken back, and an error cannot follow it (R28).
        assert_eq!(answer.status(), WBEM_S_ACCESS_DENIED);
        assert_eq!(answer.objects.len(), BATCH);
    }
}

#[test]
fn after_the_last_indicate_it_is_needed_no_more() {
    let session = Session::start(Script::new().thing("a").thing("b"));
    let (client, request) = lost_at_indicate(1);
    let answer = session.call(&client, request);
    assert_eq!(answer.status(), S_OK);
    assert_eq!(names(&answer), ["a", "b"]);
}

#[test]
fn on_the_way_to_an_error_object() {
    let (object, enumeration) = (
        ObjectDenial::FailWithErrorObject,
        EnumerationDenial::FailWithErrorObject,
    );
    let session = Session::start(Script::new().denials(object, enumeration).denied("a"));
    for answer in [
        session.get(&lost_from(2), "a"),
        session.enumerate(&lost_from(2)),
    ] {
        assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED);
        assert_eq!(answer.error_object(), None);
    }
}

#[test]
fn a_level_that_sinks_below_the_required_one_is_a_client_lost() {
    // Impersonating again goes through, and gives less: what COM does when the client's proxy was changed meanwhile.
    let session = Session::start(Script::new().things(2 * BATCH));
    let client = Client::impersonate();
    let leaving = client.clone();
    let request = Request::enumerate(CLASS).on_indicate(1, move || leaving.withdraw(S_FALSE));
    let answer = session.call(&client, request);
    assert_eq!(answer.status(), WBEM_S_ACCESS_DENIED);
    assert_eq!(steps_as_client(&session), BATCH);
}

/// A success that has done nothing: the script of a client takes any code, and then puts no token on the thread.
const S_FALSE: windows_core::HRESULT = windows_core::HRESULT(1);
