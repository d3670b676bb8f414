//! Puts of a part of an instance, and what NULL means in one: what is not named stays, and so does what the client does not see.

use windows_core::HRESULT;

use crate::method_answers::assert_refused;
use crate::put_answers::assert_put;
use crate::script::{Place, Script, Thing};
use crate::session::Session;
use crate::wmi::{Change, Read};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Instance, Request, Value};
use crate::writes::{Changed, New, Written, ask, done, thing};

/// Things of which this client sees the size, sees that there is none, and does not see it.
fn script() -> Script {
    let sized = |size| Thing {
        size,
        label: Some("old".to_owned()),
        online: Some(true),
        ..Thing::new("any")
    };
    [
        ("seen", sized(Read::Value(7))),
        ("null", sized(Read::Null)),
        ("denied", sized(Read::Denied)),
    ]
    .into_iter()
    .fold(Script::new(), |script, (name, thing)| {
        let thing = Thing {
            name: Read::Value(name.to_owned()),
            ..thing
        };
        script.step(name, move |_| Ok(thing.clone()))
    })
}

/// What a client puts that leaves out nothing.
fn whole(name: &str, size: Value) -> Instance {
    let values = [
        ("Size", size),
        ("Label", Value::text("new")),
        ("Online", Value::Bool(true)),
        ("Speed", Value::I4(3)),
        ("Since", Value::Null),
    ];
    thing(name, &values)
}

fn size() -> Value {
    Value::text("9")
}

fn changed(session: &Session) -> Changed {
    match session.script.written().pop() {
        Some(Written::Changed(_, changed)) => changed,
        other => panic!("{other:?}"),
    }
}

const LABEL: fn() -> Change<Option<String>> = || Change::To(Some("new".to_owned()));

#[test]
fn what_is_not_named_stays() {
    let session = Session::start(script());
    for names in [&["Label"][..], &["LABEL"], &["label", "Label"]] {
        let request = Request::put(whole("seen", size())).of_part(names);
        assert_put(&ask(&session, request), "seen", "a part");
        let only = Changed {
            label: LABEL(),
            ..Changed::default()
        };
        assert_eq!(changed(&session), only, "{names:?}");
    }
    let request = Request::put(whole("seen", size())).of_part(&["Size", "Speed"]);
    assert_put(&ask(&session, request), "seen", "a part");
    let both = Changed {
        size: Change::To(Some(9)),
        speed: Change::To(Some(3)),
        ..Changed::default()
    };
    assert_eq!(changed(&session), both);
    // A key names the instance, and is nothing that is put.
    let request = Request::put(whole("seen", size())).of_part(&["Name"]);
    assert_put(&ask(&session, request), "seen", "its key");
    assert_eq!(done(&session), [0, 4, 0]);
}

/// Neither is what cannot be written, nor what is wrong: it is not meant.
#[test]
fn what_is_not_named_is_not_looked_at() {
    let session = Session::start(script());
    let put = thing(
        "seen",
        &[
            ("Label", Value::text("new")),
            ("Online", Value::Bool(false)),
            ("Speed", Value::I4(0)),
        ],
    );
    let request = Request::put(put.clone()).of_part(&["Label"]);
    assert_put(&ask(&session, request), "seen", "the rest is not meant");
    for (name, status) in [
        ("Online", WBEM_E_READ_ONLY),
        ("Speed", WBEM_E_VALUE_OUT_OF_RANGE),
    ] {
        let request = Request::put(put.clone()).of_part(&["Label", name]);
        assert_refused(&ask(&session, request), (status, None), name);
    }
    assert_eq!(done(&session), [0, 1, 0]);
}

#[test]
fn where_nothing_is_to_be_changed_nothing_is_done() {
    let session = Session::start(script());
    for names in [&[][..], &["Name"], &["Online"], &["Since"]] {
        let request = Request::put(whole("seen", size())).of_part(names);
        assert_put(&ask(&session, request), "seen", "nothing");
    }
    assert_eq!(done(&session), [0; 3]);
    assert_eq!(session.script.count(Place::Get), 4);
}

#[test]
fn a_list_of_what_no_property_is_called() {
    let session = Session::start(script());
    for name in ["No_Such", "__PATH", "*", "", "Label "] {
        for key in ["seen", "nothing"] {
            let request = Request::put(whole(key, size())).of_part(&["Label", name]);
            let refused = (WBEM_E_INVALID_PROPERTY, None);
            assert_refused(&ask(&session, request), refused, name);
        }
    }
    assert_eq!(
        (done(&session), session.script.count(Place::Get)),
        ([0; 3], 0)
    );
}

/// A list that is passed over would cost the properties that it leaves out.
#[test]
fn a_context_that_says_it_in_another_way_than_wmi_does() {
    const GATE: &str = "__PUT_EXTENSIONS";
    const LIST: &str = "__PUT_EXT_PROPERTIES";
    const NULLS: &str = "__PUT_EXT_STRICT_NULLS";
    let names = || Value::Array(VT_BSTR, vec![Value::text("Label")]);
    let yes = || Value::Bool(true);
    let session = Session::start(script());
    let wrong: [&[(&str, Value)]; 9] = [
        &[(LIST, names())],
        &[(NULLS, yes())],
        &[(GATE, Value::I4(1)), (LIST, names())],
        &[(GATE, Value::text("true")), (LIST, names())],
        &[(GATE, Value::Null), (LIST, names())],
        &[(GATE, yes()), (LIST, Value::text("Label"))],
        &[(GATE, yes()), (LIST, Value::Null)],
        &[
            (GATE, yes()),
            (LIST, Value::Array(VT_I4, vec![Value::I4(1)])),
        ],
        &[(GATE, yes()), (NULLS, Value::I4(1))],
    ];
    let put = |values: &[(&str, Value)]| {
        let request = Request::put(whole("seen", size()));
        let with = values.iter().fold(request, |request, (name, value)| {
            request.context_value(name, value.clone())
        });
        ask(&session, with)
    };
    for values in wrong {
        let refused = (WBEM_E_INVALID_PARAMETER, None);
        assert_refused(&put(values), refused, &format!("{values:?}"));
    }
    assert_eq!(
        (done(&session), session.script.count(Place::Get)),
        ([0; 3], 0)
    );
    // What says that there is nothing to say says nothing.
    let everything = Changed {
        size: Change::To(Some(9)),
        label: LABEL(),
        speed: Change::To(Some(3)),
    };
    let whole: [&[(&str, Value)]; 4] = [
        &[],
        &[(GATE, Value::Bool(false)), (LIST, names())],
        &[(GATE, yes())],
        &[(GATE, yes()), ("__PUT_EXT_ATOMIC", yes())],
    ];
    for values in whole {
        assert_put(&put(values), "seen", "a whole instance");
        assert_eq!(changed(&session), everything);
    }
    let without = Request::put(self::whole("seen", size())).without_context();
    assert_put(&ask(&session, without), "seen", "no context");
    assert_eq!(changed(&session), everything);
}

/// What becomes of the size where NULL is put, by what this client sees of it; and where NULL is said to be meant.
#[test]
fn null_where_the_client_sees_nothing_leaves_it_as_it_is() {
    for (name, change) in [
        ("seen", Change::To(None)),
        ("null", Change::Keep),
        ("denied", Change::Keep),
    ] {
        let session = Session::start(script());
        let request = || Request::put(whole(name, Value::Null));
        for request in [request(), request().of_part(&["Size", "Label"])] {
            assert_put(&ask(&session, request), name, name);
            let expected = (change, LABEL());
            let changed = changed(&session);
            assert_eq!((changed.size, changed.label), expected, "{name}");
        }
        for request in [
            request().with_strict_nulls(),
            request().of_part(&["Size"]).with_strict_nulls(),
        ] {
            assert_put(&ask(&session, request), name, name);
            assert_eq!(changed(&session).size, Change::To(None), "{name}");
        }
        let request = Request::put(whole(name, size()));
        assert_put(&ask(&session, request), name, name);
        assert_eq!(changed(&session).size, Change::To(Some(9)), "{name}");
    }
}

#[test]
fn a_null_that_is_meant_and_cannot_be_written_is_refused() {
    let session = Session::start(script());
    let put = |name| Request::put(thing("seen", &[(name, Value::Null)]));
    for (name, status) in [("Online", WBEM_E_READ_ONLY), ("Since", S_OK)] {
        let strict = put(name).of_part(&[name]).with_strict_nulls();
        let answer = ask(&session, strict);
        assert_eq!(answer.status(), status, "{name}");
        assert_put(&ask(&session, put(name).of_part(&[name])), "seen", name);
    }
    // Whether it is NULL or denied is not to be told apart.
    let unwritten = Session::start(script().with_size_unwritten());
    for (name, status) in [("seen", WBEM_E_READ_ONLY), ("null", S_OK), ("denied", S_OK)] {
        let put = Request::put(thing(name, &[("Size", Value::Null)]));
        let answer = ask(&unwritten, put.of_part(&["Size"]).with_strict_nulls());
        let status: HRESULT = status;
        assert_eq!(answer.status(), status, "{name}");
    }
}

/// Else a client would find out what it does not see, by trying.
#[test]
fn a_value_that_the_client_does_not_see_is_refused_whether_it_is_the_value_or_not() {
    let session = Session::start(script().with_size_unwritten());
    let put = |name, size: &str| {
        let put = thing(name, &[("Size", Value::text(size))]);
        ask(&session, Request::put(put).of_part(&["Size"]))
    };
    assert_put(&put("seen", "7"), "seen", "what it is given");
    let refused = put("denied", "7");
    assert_refused(&refused, (WBEM_E_READ_ONLY, None), "it is the value");
    for (name, size) in [("denied", "8"), ("null", "7"), ("null", "8"), ("seen", "8")] {
        assert_eq!(put(name, size).seen, refused.seen, "{name}: {size}");
    }
    assert_eq!(done(&session), [0; 3]);
}

#[test]
fn what_is_not_named_of_a_new_instance_is_null() {
    let session = Session::start(script());
    for names in [&["Label"][..], &["Label", "Name"]] {
        let request = Request::put(whole("new", size())).of_part(names);
        let answer = ask(&session, request.create_only());
        assert_put(&answer, "new", "a part");
        let new = New {
            name: Some("new".to_owned()),
            size: None,
            label: Some("new".to_owned()),
            speed: None,
        };
        assert_eq!(session.script.written().pop(), Some(Written::Created(new)));
    }
}
