//! What is put is held against what the class declares, before the provider's own code runs.

use windows_core::HRESULT;

use crate::cards::{Changed, New, PATH, WHEN, Written, card, row_with, script, seen_slot, slot};
use crate::embedded::Slot;
use crate::method_answers::assert_refused;
use crate::script::Place;
use crate::session::{CLASS as THING, Session, path};
use crate::wmi::{Change, ObjectPath, Read};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client, Instance, Request, Value};
use crate::writes::{WAYS, ask};

fn start() -> Session {
    Session::start_in(crate::session::core(), script())
}

fn done(answer: &Answer, path: &str) {
    assert_eq!((answer.status(), answer.statuses.len()), (S_OK, 1));
    assert_eq!(answer.statuses[0].text, path);
}

fn got(session: &Session) -> Instance {
    let mut answer = session.call(&Client::impersonate(), Request::get(PATH));
    answer.objects.remove(0)
}

fn with(mut instance: Instance, name: &str, value: Value) -> Instance {
    let mut values = instance.values.iter_mut();
    let (_, own) = values.find(|(own, _)| own == name).expect(name);
    *own = value;
    instance
}

/// The change that leaves nothing out, by which every value becomes what it is, and every object stays.
fn unchanged() -> Changed {
    let thing = ObjectPath::parse(&path("a")).ok();
    Changed {
        title: Change::To("title".to_owned()),
        pages: Change::To(Some(vec![1, 2])),
        other: Change::To(thing),
        when: Change::To(WHEN.parse().ok()),
        ..Changed::default()
    }
}

/// What the code was asked to change last.
fn changed(session: &Session) -> Changed {
    match session.script.cards().pop() {
        Some(Written::Changed(changed)) => *changed,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_client_is_given_can_be_put_back() {
    let session = start();
    for (way, put) in &WAYS[..2] {
        let answer = ask(&session, put(Request::put(got(&session))));
        assert_eq!(answer.status(), S_OK, "{way}: {:?}", session.script.log());
        done(&answer, PATH);
        assert_eq!(changed(&session), unchanged(), "{way}");
    }
    assert_eq!(session.script.cards().len(), 2);
}

/// Neither what it is given, nor NULL, nor what the class has by default.
#[test]
fn what_clients_do_not_write_is_not_written() {
    for (name, value) in [
        ("Kind", Value::text("other")),
        ("Made", Value::text("20260101000001.000000+000")),
        ("Top", slot(9)),
        ("Bin", slot(9)),
        ("Memo", Value::text("instance of Test_Slot { };")),
        ("Maker", Value::text(&path("b"))),
        ("Ratio", Value::R8(0.25)),
        ("Extra", Value::text("some")),
        ("Odd", Value::I4(0)),
    ] {
        let session = start();
        let changed = with(got(&session), name, value.clone());
        let answer = ask(&session, Request::put(changed));
        assert_refused(&answer, (WBEM_E_READ_ONLY, None), name);
        let null = with(got(&session), name, Value::Null);
        done(&ask(&session, Request::put(null)), PATH);
        let new = card("b", 2, &[(name, value)]);
        let answer = ask(&session, Request::put(new).create_only());
        assert_refused(&answer, (WBEM_E_READ_ONLY, None), name);
        assert_eq!(session.script.cards().len(), 1, "{name}");
    }
    // What the class has by default was not put by anybody.
    let session = start();
    let with_defaults = card("a", 1, &[]);
    done(&ask(&session, Request::put(with_defaults)), PATH);
    let answer = ask(&session, Request::put(card("b", 2, &[])));
    done(&answer, r#"Test_Card.Name="b",Number=2"#);
    assert_eq!(session.script.cards().len(), 2);
}

/// Else a client that changes the title would take away what it does not see of an object.
#[test]
fn an_object_that_comes_back_as_it_was_given_keeps_what_is_hidden_in_it() {
    let secret = |port| Slot {
        word: Read::Denied,
        ..seen_slot(port)
    };
    let hidden = script().row(move |_| Ok(row_with([1, 2].map(secret))));
    let session = Session::start_in(crate::session::core(), hidden);
    let titled = || with(got(&session), "Title", Value::text("new"));
    done(&ask(&session, Request::put(titled())), PATH);
    let renamed = changed(&session);
    assert_eq!(renamed.title, Change::To("new".to_owned()));
    assert!(renamed.slot.is_kept() && renamed.any.is_kept());
    // Another object is written whole, and so is one whose NULLs are meant.
    let another = with(titled(), "Slot", slot(9));
    done(&ask(&session, Request::put(another)), PATH);
    let replaced = changed(&session);
    assert_eq!(replaced.slot, Change::To(Some(seen_slot(9))));
    assert!(replaced.any.is_kept());
    let strict = Request::put(titled())
        .of_part(&["Slot"])
        .with_strict_nulls();
    done(&ask(&session, strict), PATH);
    assert_eq!(changed(&session).slot, Change::To(Some(seen_slot(1))));
}

/// A whole instance has them without anybody's doing. What is named is meant.
#[test]
fn what_the_class_has_by_default_is_not_passed_over_where_it_is_named() {
    let session = start();
    let put = |name| Request::put(card("a", 1, &[])).of_part(&[name]);
    let refused = ask(&session, put("Kind"));
    assert_refused(&refused, (WBEM_E_READ_ONLY, None), "another than it is");
    done(&ask(&session, put("Extra")), PATH);
    assert_eq!(session.script.cards().len(), 0);
}

/// A client may write a reference in any spelling, and a value may come back in another one than it went.
#[test]
fn a_reference_is_the_same_in_every_spelling() {
    let session = start();
    for spelling in [
        r#"\\.\root\test:test_thing.NAME='a'"#,
        r#"Test_Thing="a""#,
        r#"root\Test:Test_Thing.Name="a""#,
    ] {
        let spelled = |name| with(got(&session), name, Value::text(spelling));
        let answer = ask(&session, Request::put(spelled("Maker")));
        assert_eq!(answer.status(), S_OK, "{spelling}");
        let answer = ask(&session, Request::put(spelled("Other")));
        assert_eq!(answer.status(), S_OK, "{spelling}");
        assert_eq!(changed(&session).other, unchanged().other);
    }
}

#[test]
fn a_value_that_the_class_does_not_allow() {
    let many = |of, value: Value, count| Value::Array(of, vec![value; count]);
    let wrong: &[(&'static str, Value, HRESULT)] = &[
        ("Title", Value::text("ninechars"), WBEM_E_VALUE_OUT_OF_RANGE),
        (
            "Pages",
            many(VT_I4, Value::I4(1), 3),
            WBEM_E_VALUE_OUT_OF_RANGE,
        ),
        (
            "Pages",
            many(VT_I4, Value::I4(501), 1),
            WBEM_E_VALUE_OUT_OF_RANGE,
        ),
        (
            "Other",
            Value::text("Test_Card.Name='a',Number=1"),
            WBEM_E_VALUE_OUT_OF_RANGE,
        ),
        ("Other", Value::text(THING), WBEM_E_VALUE_OUT_OF_RANGE),
        ("Title", Value::I4(1), WBEM_E_TYPE_MISMATCH),
        ("Pages", Value::I4(1), WBEM_E_TYPE_MISMATCH),
        ("When", Value::text("yesterday"), WBEM_E_TYPE_MISMATCH),
        (
            "When",
            Value::text("00000001000000.000000:000"),
            WBEM_E_TYPE_MISMATCH,
        ),
        ("Slot", Value::text("no slot"), WBEM_E_TYPE_MISMATCH),
        (
            "Slot",
            Value::Object(Box::new(Instance::new("Test_Thing", []))),
            WBEM_E_VALUE_OUT_OF_RANGE,
        ),
    ];
    for (name, value, status) in wrong {
        let session = start();
        for (key, number) in [("a", 1), ("b", 2)] {
            for (way, put) in WAYS {
                let card = card(key, number, &[(name, value.clone())]);
                let answer = ask(&session, put(Request::put(card)));
                let why = format!("{name}: {value:?}, {way} of {key}");
                assert_refused(&answer, (*status, None), &why);
            }
        }
        // Whatever there is.
        assert_eq!(session.script.count(Place::Get), 0, "{name}");
        assert_eq!(session.script.cards(), []);
        let told = session.script.log().pop().expect("a line").detail;
        assert!(told.is_some_and(|why| why.starts_with(name)), "{name}");
    }
}

#[test]
fn a_key_that_no_card_can_have() {
    let session = start();
    let long = Value::text("ninechars");
    for (name, value, status) in [
        ("Name", long, WBEM_E_VALUE_OUT_OF_RANGE),
        ("Name", Value::text("a\tb"), WBEM_E_VALUE_OUT_OF_RANGE),
        ("Name", Value::I4(1), WBEM_E_TYPE_MISMATCH),
        ("Number", Value::I4(0), WBEM_E_VALUE_OUT_OF_RANGE),
        ("Number", Value::text("1"), WBEM_E_TYPE_MISMATCH),
    ] {
        for (way, put) in WAYS {
            let card = with(card("a", 1, &[]), name, value.clone());
            let answer = ask(&session, put(Request::put(card)));
            assert_refused(&answer, (status, None), &format!("{way}: {name}"));
        }
    }
    assert_eq!(session.script.count(Place::Get), 0);
}

/// The provider chooses it; what the client has named stays.
#[test]
fn a_key_that_is_left_to_the_provider() {
    let session = start();
    let without = |name| {
        with(
            card("b", 2, &[("Title", Value::text("t"))]),
            name,
            Value::Null,
        )
    };
    let neither = with(without("Name"), "Number", Value::Null);
    let given = |name: Option<&str>, number| New {
        name: name.map(str::to_owned),
        number,
        title: "t".to_owned(),
        pages: None,
        slot: None,
        any: None,
        other: None,
        when: None,
    };
    for (put, path, new) in [
        (
            without("Name"),
            r#"Test_Card.Name="made",Number=2"#,
            given(None, Some(2)),
        ),
        (
            without("Number"),
            r#"Test_Card.Name="b",Number=9"#,
            given(Some("b"), None),
        ),
        (
            neither,
            r#"Test_Card.Name="made",Number=9"#,
            given(None, None),
        ),
    ] {
        for request in [
            Request::put(put.clone()),
            Request::put(put.clone()).create_only(),
        ] {
            done(&ask(&session, request), path);
            let created = Written::Created(Box::new(new.clone()));
            assert_eq!(session.script.cards().pop(), Some(created));
        }
        let answer = ask(&session, Request::put(put).update_only());
        assert_refused(&answer, (WBEM_E_ILLEGAL_NULL, None), path);
    }
    // There is nothing to look at.
    assert_eq!(session.script.count(Place::Get), 0);
}

#[test]
fn a_value_that_must_be_there() {
    let session = start();
    let without = |name, number| card(name, number, &[("Title", Value::Null)]);
    let null = (WBEM_E_ILLEGAL_NULL, None);
    for (way, put) in WAYS {
        let answer = ask(&session, put(Request::put(without("b", 2))));
        match way {
            "update" => assert_refused(&answer, (WBEM_E_NOT_FOUND, None), way),
            _ => assert_refused(&answer, null, way),
        }
        let answer = ask(&session, put(Request::put(without("a", 1))));
        match way {
            "create" => assert_refused(&answer, (WBEM_E_ALREADY_EXISTS, None), way),
            _ => assert_refused(&answer, null, way),
        }
    }
    assert_eq!(session.script.cards(), []);
}
