//! What a client is answered that deletes something.

use crate::access::{ADMINISTRATORS, EVERYONE, READ, member, rule, stranger};
use crate::method_answers::{Refused, assert_refused, things};
use crate::put_answers::{ABSENT, ANSWERS, Refusing};
use crate::script::{Offers, Place, Script};
use crate::session::{CLASS, Session, path};
use crate::wmi::{EnumerationDenial, Error};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client, Identity, Kind, Request};
use crate::writes::{Written, ask, done};

/// The right to write.
const WRITE: u32 = 0x10;

fn delete(name: &str) -> Request {
    Request::delete(&path(name))
}

fn assert_deleted(answer: &Answer, why: &str) {
    assert_refused(answer, (S_OK, None), why);
}

#[test]
fn a_thing_is_deleted_by_every_form_of_its_path() {
    let session = Session::start(things(Script::new()));
    let paths = [
        path("a"),
        "test_thing.NAME='a'".to_owned(),
        "Test_Thing=\"a\"".to_owned(),
        r#"root\Test:Test_Thing.Name="a""#.to_owned(),
        r#"\\server\ROOT\test:Test_Thing.Name="a""#.to_owned(),
    ];
    for path in &paths {
        assert_deleted(&ask(&session, Request::delete(path)), path);
    }
    let deleted = vec![Written::Deleted("a".to_owned()); paths.len()];
    assert_eq!(session.script.written(), deleted);
    assert_eq!(
        session.script.identities(Place::Delete),
        [Identity::Impersonate; 5]
    );
}

#[test]
fn what_is_not_seen_is_not_deleted() {
    for (object, unseen, refused) in ANSWERS {
        let script = || things(Script::new()).denials(object, EnumerationDenial::Omit);
        let session = Session::start(script());
        for (name, answer) in [("hidden", unseen), ("key", unseen), ("nothing", ABSENT)] {
            assert_refused(&ask(&session, delete(name)), answer, name);
        }
        assert_eq!(done(&session), [0; 3]);
        let errors: [(Refusing, Refused); 5] = [
            (Error::denied, refused),
            (Error::not_found, ABSENT),
            (|| Error::failed("on fire"), (WBEM_E_PROVIDER_FAILURE, None)),
            (Error::already_exists, (WBEM_E_PROVIDER_FAILURE, None)),
            (|| Error::invalid("no"), (WBEM_E_PROVIDER_FAILURE, None)),
        ];
        for (error, answer) in errors {
            let session = Session::start(script().refusing(error));
            assert_refused(&ask(&session, delete("a")), answer, "the code refuses it");
            assert_eq!(done(&session), [0, 0, 1]);
        }
    }
}

/// In every byte that the client receives.
#[test]
fn what_is_hidden_is_as_what_is_not_there() {
    let session = Session::start(things(Script::new()));
    let absent = ask(&session, delete("nothing"));
    for name in ["hidden", "key"] {
        assert_eq!(ask(&session, delete(name)).seen, absent.seen, "{name}");
    }
}

#[test]
fn what_is_no_instance_of_the_class_is_not_deleted() {
    let session = Session::start(things(Script::new()));
    for path in [
        CLASS,
        "Test_Thing=@",
        "Test_Thing.Name=7",
        "Test_Thing.No_Key='a'",
        "Test_Thing.Name='a',Name='a'",
        "Test_Thing.Name='a",
        "No_Such.Name='a'",
        r"root\Other:Test_Thing.Name='a'",
        "",
        "\0",
    ] {
        let answer = ask(&session, Request::delete(path));
        let invalid = (WBEM_E_INVALID_OBJECT_PATH, None);
        assert_refused(&answer, invalid, path);
    }
    // No thing can have that key.
    let answer = ask(&session, Request::delete("Test_Thing.Name='a\tb'"));
    assert_refused(&answer, ABSENT, "a key that the class rules out");
    assert_eq!(done(&session), [0; 3]);
    assert_eq!(session.script.count(Place::Get), 0);
}

#[test]
fn a_thing_is_deleted_once() {
    let gone = crate::script::shared(false);
    let (is_gone, goes) = (gone.clone(), gone);
    let script = Script::new()
        .step("a", move |_| {
            if *crate::lock(&is_gone) {
                return Err(Error::not_found());
            }
            Ok(crate::script::Thing::new("a"))
        })
        .deleting(move |_, _| {
            *crate::lock(&goes) = true;
            Ok(())
        });
    let session = Session::start(script);
    assert_deleted(&ask(&session, delete("a")), "the first time");
    assert_refused(&ask(&session, delete("a")), ABSENT, "the second");
    assert_eq!(done(&session), [0, 0, 1]);
}

#[test]
fn a_class_that_does_not_delete() {
    let offers = Offers {
        delete: false,
        ..Offers::ALL
    };
    let session = Session::start(things(Script::new()).offering(offers));
    let not_capable = (WBEM_E_PROVIDER_NOT_CAPABLE, None);
    for name in ["a", "hidden", "nothing"] {
        let answer = ask(&session, delete(name));
        match answer.returned {
            // No class of the provider's does.
            WBEM_E_PROVIDER_NOT_CAPABLE => assert_eq!(answer.statuses, []),
            _ => assert_refused(&answer, not_capable, name),
        }
    }
    assert_eq!(session.script.count(Place::Get), 0);
}

#[test]
fn who_may_not_write_is_told_so_whatever_there_is() {
    let writers = rule(
        &[(false, READ, EVERYONE), (false, WRITE, ADMINISTRATORS)],
        &[],
    );
    for (object, unseen, refused) in ANSWERS {
        let script = things(Script::new()).denials(object, EnumerationDenial::Omit);
        let session = Session::start(script.guarded_by(writers));
        let mut first = None;
        for path in [
            path("a"),
            path("hidden"),
            path("nothing"),
            CLASS.to_owned(),
            "Test_Thing.Name=7".to_owned(),
        ] {
            let answer = session.call(&stranger(), Request::delete(&path));
            assert_refused(&answer, refused, &path);
            let seen = first.get_or_insert_with(|| answer.seen.clone());
            assert_eq!(*seen, answer.seen, "{path}");
        }
        assert_eq!(
            (done(&session), session.script.count(Place::Get)),
            ([0; 3], 0)
        );
        assert_deleted(&session.call(&member(), delete("a")), "a member");
        assert_refused(&session.call(&member(), delete("hidden")), unseen, "hidden");
    }
    // To write is not to see.
    let blind = rule(&[(false, WRITE, EVERYONE)], &[]);
    for (object, unseen, _) in ANSWERS {
        let script = things(Script::new()).denials(object, EnumerationDenial::Omit);
        let session = Session::start(script.guarded_by(blind));
        for name in ["a", "hidden", "nothing"] {
            assert_refused(&session.call(&member(), delete(name)), unseen, name);
        }
        assert_eq!(
            (done(&session), session.script.count(Place::Get)),
            ([0; 3], 0)
        );
    }
}

#[test]
fn a_client_below_the_level_is_told_the_same_whatever_it_deletes() {
    for kind in [Kind::NoCallContext, Kind::Anonymous, Kind::Identify] {
        let session = Session::start(things(Script::new()));
        for path in [path("a"), path("hidden"), path("nothing"), CLASS.to_owned()] {
            let answer = session.call(&Client::new(kind), Request::delete(&path));
            assert_refused(&answer, (WBEM_E_ACCESS_DENIED, None), &path);
        }
        assert_eq!(
            (done(&session), session.script.count(Place::Get)),
            ([0; 3], 0)
        );
    }
}
