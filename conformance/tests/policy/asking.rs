//! References to instances of other providers: WMI is asked about them, as the client, and a client is told of those that WMI
//! gives it.

use windows_core::HRESULT;

use crate::endpoints::{LINK, Link, link, link_path, script};
use crate::script::{Place, Script};
use crate::session::Session;
use crate::wmi::{
    Client as Served, EnumerationDenial, ObjectDenial, ObjectPath, OfOthers, Read, Result,
};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Canceller, Client, Event, Identity, Instance, Request, Value};

/// The classes that WMI is asked about.
pub static OF_OTHERS: OfOthers = OfOthers {
    classes: &[DISK, ARRAY],
    find,
};

/// A class of another provider's.
const DISK: &str = "Other_Disk";

/// One that others derive from that nobody here has heard of.
pub const ARRAY: &str = "Other_Array";

/// What WMI is asked with, and what a test adds to it.
fn find(client: &Served<'_>, path: &str) -> Result<()> {
    assert!(!path.contains("panics"), "no such luck");
    client.wmi().find(path)
}

fn disk(name: &str) -> ObjectPath {
    ObjectPath::parse(&disk_path(name)).expect("a path")
}

fn disk_path(name: &str) -> String {
    format!(r#"{DISK}.Name="{name}""#)
}

/// A link that is denied with its disk.
fn to_disk(name: &str) -> Link {
    Link {
        vital: Read::Value(disk(name)),
        ..link("a", "b")
    }
}

/// A session in which WMI has the disk `seen`, and denies the disk `hidden`.
fn session(script: Script) -> Session {
    let session = Session::start(script);
    session.core.script_visible(&disk_path("seen"));
    let denied = WBEM_E_ACCESS_DENIED;
    session.core.script_failure(&disk_path("hidden"), denied);
    session
}

fn all(session: &Session) -> Vec<Instance> {
    let answer = session.call(&Client::impersonate(), Request::enumerate(LINK));
    assert_eq!(answer.status(), S_OK);
    answer.objects
}

/// The disks that WMI was asked about, in order, each with the identity that the thread had.
fn asked(session: &Session) -> Vec<(String, Identity)> {
    session.events(|entry| match entry.event {
        Event::GetObject(path, _) if path.contains('=') => Some((path, entry.identity)),
        _ => None,
    })
}

#[test]
fn what_wmi_gives_the_client_is_told() {
    let session = session(script().link(to_disk("seen")));
    let links = all(&session);
    assert_eq!(
        links[0].get("Vital"),
        Some(&Value::text(&disk_path("seen")))
    );
    let got = session.call(&Client::impersonate(), Request::get(&link_path("a", "b")));
    assert_eq!((got.status(), got.objects.len()), (S_OK, 1));
    let once = (disk_path("seen"), Identity::Impersonate);
    assert_eq!(asked(&session), [once.clone(), once]);
}

/// Denied, gone, or of a class that is not there: as absent as if it never was, whatever way is asked.
#[test]
fn what_wmi_does_not_give_hides_what_refers_to_it() {
    for code in [
        WBEM_E_ACCESS_DENIED,
        E_ACCESSDENIED,
        WBEM_E_NOT_FOUND,
        WBEM_E_INVALID_CLASS,
    ] {
        let everything = |link: Option<Link>, request: Request| {
            let script = link.into_iter().fold(script(), Script::link);
            let session = Session::start(script);
            session.core.script_failure(&disk_path("hunter2"), code);
            let answer = session.call(&Client::impersonate(), request);
            format!("{answer:#?} {:?}", session.indicates())
        };
        let requests: [&dyn Fn() -> Request; 3] = [
            &|| Request::get(&link_path("a", "b")),
            &|| Request::enumerate(LINK),
            &|| Request::enumerate(LINK).part(&["From"]),
        ];
        for request in requests {
            let of_hidden = everything(Some(to_disk("hunter2")), request());
            assert!(!of_hidden.contains("hunter2"), "{code:?}");
            assert_eq!(of_hidden, everything(None, request()), "{code:?}");
        }
    }
}

#[test]
fn the_policy_says_what_becomes_of_it() {
    let denied = script()
        .link(to_disk("hidden"))
        .link(to_disk("seen"))
        .denials(ObjectDenial::Fail, EnumerationDenial::ReportAndContinue);
    let session = session(denied);
    let got = session.call(&Client::impersonate(), Request::get(&link_path("a", "b")));
    assert_eq!(got.status(), WBEM_E_ACCESS_DENIED);
    let all = session.call(&Client::impersonate(), Request::enumerate(LINK));
    assert_eq!((all.status(), all.objects.len()), (WBEM_S_ACCESS_DENIED, 1));
    let last = session.script.log().pop().expect("a line");
    assert_eq!(last.firsts, ["Vital is denied"]);
}

/// What WMI cannot find out is neither told nor hidden.
#[test]
fn what_wmi_cannot_say_fails_the_instance_alone() {
    for code in [
        WBEM_E_FAILED,
        WBEM_E_PROVIDER_NOT_CAPABLE,
        WBEM_E_PROVIDER_FAILURE,
        WBEM_E_INVALID_OBJECT_PATH,
        WBEM_E_CALL_CANCELLED,
        E_OUTOFMEMORY,
        // WBEM_S_TIMEDOUT
        HRESULT(0x0004_0004),
    ] {
        let session = session(script().link(to_disk("seen")).link(to_disk("odd")));
        session.core.script_failure(&disk_path("odd"), code);
        let answer = session.call(&Client::impersonate(), Request::enumerate(LINK));
        assert_eq!(answer.status(), WBEM_S_PARTIAL_RESULTS, "{code:?}");
        assert_eq!(answer.objects.len(), 1, "{code:?}");
        let last = session.script.log().pop().expect("a line");
        let why = format!("{:08X}", code.0);
        assert!(last.firsts[0].contains(&why), "{:?}", last.firsts);
    }
    let session = session(script().link(to_disk("seen")).link(to_disk("panics")));
    let answer = session.call(&Client::impersonate(), Request::enumerate(LINK));
    assert_eq!(answer.status(), WBEM_S_PARTIAL_RESULTS);
    assert_eq!(answer.objects.len(), 1);
}

/// By the name of its class where the reference is to any; by the class that is referred to where it derives from that one.
#[test]
fn a_class_that_derives_from_one_that_is_asked_about_is_asked_about_too() {
    let odd = r#"Other_OddArray.Id=1"#;
    let path = ObjectPath::parse(odd).expect("a path");
    let far = Link {
        far: Some(vec![path.clone()]),
        ..link("a", "b")
    };
    let session = session(script().link(far.clone()));
    assert_eq!(all(&session)[0].get("Far"), Some(&Value::Null));
    session.core.script_visible(odd);
    let many = Value::Array(VT_BSTR, vec![Value::text(odd)]);
    assert_eq!(all(&session)[0].get("Far"), Some(&many));
    // By a reference to any class, it is one that nobody is asked about.
    let vital = Link {
        vital: Read::Value(ObjectPath::parse("Other_OddArray.Id=2").expect("a path")),
        ..link("a", "b")
    };
    let session = Session::start(script().link(vital));
    assert_eq!(all(&session).len(), 1);
    assert_eq!(asked(&session), []);
}

/// One denied element denies the array, and nobody learns which one.
#[test]
fn an_array_is_denied_with_one_of_its_elements() {
    let array = |paths: &[&str]| Link {
        far: Some(
            paths
                .iter()
                .map(|path| ObjectPath::parse(path).expect("a path"))
                .collect(),
        ),
        ..link("a", "b")
    };
    let (seen, gone) = ("Other_Array.Id=1", "Other_Array.Id=2");
    let session = Session::start(script().link(array(&[seen])).link(array(&[seen, gone])));
    session.core.script_visible(seen);
    let links = all(&session);
    let told = Value::Array(VT_BSTR, vec![Value::text(seen)]);
    assert_eq!(links[0].get("Far"), Some(&told));
    assert_eq!(links[1].get("Far"), Some(&Value::Null));
}

/// WMI takes the client's token off the thread each time; the steps go on as the client all the same.
#[test]
fn each_disk_is_asked_about_once_in_an_answer_and_always_as_the_client() {
    let mut links = script();
    for _ in 0..200 {
        links = links
            .link(to_disk("seen"))
            .link(to_disk("hidden"))
            .link(to_disk("gone"));
    }
    let session = session(links);
    assert_eq!(all(&session).len(), 200);
    let once = |name| (disk_path(name), Identity::Impersonate);
    let expected = ["seen", "hidden", "gone"].map(once);
    assert_eq!(asked(&session), expected);
    assert!(session.script.count(Place::Get) > 0);
    let identities = session.script.identities(Place::Get);
    assert!(identities.iter().all(|one| *one == Identity::Impersonate));
}

/// Another provider would take the part that is wanted here for a part of its own.
#[test]
fn another_provider_is_not_told_which_part_is_wanted() {
    let session = session(script().link(to_disk("seen")));
    let part = Request::enumerate(LINK).part(&["Vital"]);
    let answer = session.call(&Client::impersonate(), part);
    assert_eq!((answer.status(), answer.objects.len()), (S_OK, 1));
    assert_eq!(asked(&session).len(), 1);
}

#[test]
fn a_call_without_a_context_is_served_too() {
    let session = session(script().link(to_disk("seen")));
    let request = Request::get(&link_path("a", "b")).without_context();
    let answer = session.call(&Client::impersonate(), request);
    assert_eq!((answer.status(), answer.objects.len()), (S_OK, 1));
}

/// Providers that ask each other because of each other come to an end.
#[test]
fn a_circle_of_providers_ends() {
    for (asked_before, status) in [(7, S_OK), (8, WBEM_E_PROVIDER_FAILURE)] {
        let session = session(script().link(to_disk("seen")));
        let request = Request::get(&link_path("a", "b"));
        let request = request.context_value("WmigenAsked", Value::I4(asked_before));
        let answer = session.call(&Client::impersonate(), request);
        assert_eq!(answer.status(), status, "{asked_before}");
    }
}

/// An answer of WMI's that takes long is waited for; what is not asked yet is not asked any more once the client has cancelled.
#[test]
fn a_cancelled_call_asks_no_more() {
    let paths = ["1", "2", "3"].map(|number| format!("{ARRAY}.Id={number}"));
    let far = paths
        .iter()
        .map(|path| ObjectPath::parse(path).expect("a path"));
    let many = Link {
        far: Some(far.collect()),
        ..link("a", "b")
    };
    for request in [Request::enumerate(LINK), Request::get(&link_path("a", "b"))] {
        let session = Session::start(script().link(many.clone()));
        for path in &paths {
            session.core.script_visible(path);
        }
        let (canceller, provider) = (Canceller::new(), session.provider().clone());
        let request = request.cancelled_by(&canceller);
        session.core.script_action(&paths[0], move || {
            assert_eq!(canceller.cancel(&provider), S_OK);
        });
        let answer = session.call(&Client::impersonate(), request);
        assert_eq!(answer.status(), WBEM_E_CALL_CANCELLED);
        assert!(answer.objects.is_empty());
        assert_eq!(asked(&session).len(), 1);
        session.core.script_action(&paths[0], || ());
    }
}
