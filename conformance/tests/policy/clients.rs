//! Clients of every kind, and the provider's answer to those that it cannot serve: the same, whatever they ask.

use crate::script::{Place, Script};
use crate::scripted::REQUIRED;
use crate::session::{CLASS, Session, names, path};
use crate::wmi::{EnumerationDenial, Error};
use crate::wmi::{Level, ObjectDenial};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client, Given, Identity, Kind, Request};

/// Every kind of client, with the level that the runtime finds it at.
const KINDS: [(Kind, Level); 5] = [
    (Kind::NoCallContext, Level::None),
    (Kind::Anonymous, Level::Anonymous),
    (Kind::Identify, Level::Identify),
    (Kind::Impersonate, Level::Impersonate),
    (Kind::Delegate, Level::Delegate),
];

fn serves(required: Level, kind: Kind) -> bool {
    match required {
        Level::Delegate => kind == Kind::Delegate,
        _ => matches!(kind, Kind::Impersonate | Kind::Delegate),
    }
}

/// Every route, to what is there and to what is not.
fn routes() -> Vec<Request> {
    let gets = [
        path("a"),
        path("denied"),
        path("nothing"),
        format!("{CLASS}=@"),
        format!("{CLASS}.Name=1"),
        String::new(),
        "\"\"".to_owned(),
        r#"\\.\root\Other:Test_Thing.Name="a""#.to_owned(),
        r#"No_Such.Name="a""#.to_owned(),
        r#"Test_Mute.Name="a""#.to_owned(),
    ];
    let enumerations = [CLASS, "No_Such", "Test_Mute", ""];
    let gets = gets.iter().map(|path| Request::get(path));
    let methods = [
        (path("a"), "Change"),
        (path("denied"), "Change"),
        (path("nothing"), "Direct"),
        (CLASS.to_owned(), "Make"),
        (CLASS.to_owned(), "No_Such"),
        ("No_Such".to_owned(), "Make"),
        (String::new(), ""),
    ];
    let methods = methods
        .iter()
        .map(|(path, method)| Request::execute(path, method, Given::Nothing));
    gets.chain(enumerations.map(Request::enumerate))
        .chain(methods)
        .collect()
}

fn session(required: Level, object: ObjectDenial, enumeration: EnumerationDenial) -> Session {
    let script = Script::new().denials(object, enumeration);
    Session::start(script.requiring(required).thing("a").denied("denied"))
}

fn in_words(required: Level) -> Session {
    let (object, enumeration) = (
        ObjectDenial::FailWithErrorObject,
        EnumerationDenial::FailWithErrorObject,
    );
    session(required, object, enumeration)
}

#[test]
fn a_client_that_cannot_be_served_is_told_the_same_on_every_route() {
    for required in REQUIRED {
        for (kind, level) in KINDS
            .into_iter()
            .filter(|(kind, _)| !serves(required, *kind))
        {
            for session in [
                session(required, ObjectDenial::Hide, EnumerationDenial::Omit),
                in_words(required),
            ] {
                let answers = routes().into_iter().map(|request| {
                    let answer = session.call(&Client::new(kind), request);
                    (answer.returned, answer.seen)
                });
                let answers: Vec<_> = answers.collect();
                let first = &answers[0];
                assert!(answers.iter().all(|answer| answer == first), "{answers:?}");
                assert_refused(&session.get(&Client::new(kind), "a"));
                assert_untouched(&session, level);
            }
        }
    }
}

fn assert_refused(answer: &Answer) {
    assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED);
    assert_eq!((answer.objects.len(), answer.statuses.len()), (0, 1));
    assert_eq!(answer.error_object(), None);
}

/// None of the provider's code ran but its log, which was told the level.
fn assert_untouched(session: &Session, level: Level) {
    let notes = session.script.notes();
    let untouched = |(place, identity): &(Place, Identity)| {
        matches!(place, Place::Initialize | Place::Log) && *identity == Identity::Own
    };
    assert!(notes.iter().all(untouched), "{notes:?}");
    let log = session.script.log();
    assert_eq!(log.len(), 1 + routes().len() + 1);
    for entry in &log[1..] {
        assert_eq!((entry.level, &entry.class), (level, &None));
        assert_eq!(entry.status, WBEM_E_ACCESS_DENIED.0);
        assert!(entry.detail.is_some());
    }
    let nothing = session.events(|entry| match entry.event {
        crate::wmi_core::Event::GetObject(what, _) => Some(what),
        _ => None,
    });
    assert!(nothing.is_empty(), "WMI was asked for {nothing:?}");
}

#[test]
fn a_client_at_the_required_level_is_served() {
    for required in REQUIRED {
        for (kind, level) in KINDS
            .into_iter()
            .filter(|(kind, _)| serves(required, *kind))
        {
            let session = session(required, ObjectDenial::Hide, EnumerationDenial::Omit);
            let client = Client::new(kind);
            assert_eq!(names(&session.get(&client, "a")), ["a"]);
            assert_eq!(names(&session.enumerate(&client)), ["a"]);
            let log = session.script.log();
            let levels: Vec<Level> = log[1..].iter().map(|entry| entry.level).collect();
            assert_eq!(levels, [level; 2]);
        }
    }
}

#[test]
fn code_of_the_provider_sees_the_client_s_level() {
    for (kind, level) in [
        (Kind::Impersonate, Level::Impersonate),
        (Kind::Delegate, Level::Delegate),
    ] {
        let script = Script::new().step("a", move |client| {
            assert_eq!(client.level(), level);
            assert_eq!(crate::wmi::thread_level(), level);
            Err(Error::not_found())
        });
        let session = Session::start(script);
        let answer = session.get(&Client::new(kind), "a");
        assert_eq!(answer.status(), WBEM_E_NOT_FOUND);
    }
}

#[test]
fn a_client_that_can_be_served_is_told_what_is_wrong_with_its_question() {
    let session = in_words(Level::Impersonate);
    let client = Client::impersonate();
    for (request, status) in [
        (Request::get(&path("nothing")), WBEM_E_NOT_FOUND),
        (Request::get(""), WBEM_E_INVALID_OBJECT_PATH),
        (
            Request::get(&format!("{CLASS}=@")),
            WBEM_E_INVALID_OBJECT_PATH,
        ),
        (Request::get("No_Such.Name='a'"), WBEM_E_INVALID_OBJECT_PATH),
        (
            Request::get(r"root\Other:Test_Thing.Name='a'"),
            WBEM_E_INVALID_OBJECT_PATH,
        ),
        (
            Request::get("Test_Mute.Name='a'"),
            WBEM_E_PROVIDER_NOT_CAPABLE,
        ),
        (Request::enumerate("Test_Mute"), WBEM_E_PROVIDER_NOT_CAPABLE),
        (Request::enumerate("No_Such"), WBEM_E_INVALID_CLASS),
    ] {
        let answer = session.call(&client, request);
        assert_eq!(answer.status(), status);
        assert_eq!((answer.returned, answer.statuses.len()), (S_OK, 1));
    }
}
