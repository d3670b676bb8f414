//! What a client gives to a method, and what it calls it by: the provider's code gets what the method declares, or does not
//! run.

use crate::method_objects::{shelf, slot};
use crate::methods::{Asked, Input, answered, ask, executed, one};
use crate::script::{Place, Script};
use crate::session::{CLASS, ELSEWHERE, Session, core, path};
use crate::wmi::ObjectPath;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Event, Given, Property, Request, Value};
use windows_core::HRESULT;

/// The static method, with this.
pub fn make(given: Given) -> Request {
    Request::execute(CLASS, "Make", given)
}

/// What the provider's code was given, once.
pub fn taken(session: &Session) -> Asked {
    let mut asked = session.script.asked();
    assert_eq!(asked.len(), 1);
    asked.remove(0)
}

fn one_asked(method: &'static str, name: Option<&str>) -> Asked {
    let input = Input {
        count: 1,
        level: 7,
        ..Input::default()
    };
    Asked {
        method,
        name: name.map(str::to_owned),
        input: Some(input),
    }
}

/// The provider's code was not asked, nor WMI.
pub fn assert_refused(session: &Session, answer: &Answer, status: HRESULT, why: &str) {
    assert_eq!(answer.returned, S_OK, "{why}");
    assert_eq!(
        (answer.status(), answer.statuses.len()),
        (status, 1),
        "{why}"
    );
    assert_eq!(
        (answer.objects.len(), answer.error_object()),
        (0, None),
        "{why}"
    );
    assert_eq!(executed(session), 0, "{why}");
    assert_eq!(session.script.count(Place::Get), 0, "{why}");
    // Nor is WMI asked for anything.
    let asked = session.events(|entry| match entry.event {
        Event::GetObject(path, _) => Some(path),
        _ => None,
    });
    assert_eq!(asked, Vec::<String>::new(), "{why}");
}

#[test]
fn what_is_left_out_is_null_or_the_default() {
    let null = [
        "Note", "Level", "Numbers", "Slot", "Slots", "Any", "Other", "Others",
    ];
    let null = null.map(|name| (name, Value::Null));
    for given in [
        one(),
        Given::values(null.into_iter().chain([("Count", Value::I4(1))])),
        Given::foreign(
            [Property::new("COUNT", CIM_UINT32)],
            [("COUNT", Value::I4(1))],
        ),
    ] {
        let session = Session::start(Script::new());
        let answer = ask(&session, make(given));
        assert_eq!((answer.status(), answer.objects), (S_OK, vec![answered()]));
        assert_eq!(taken(&session), one_asked("Make", None));
    }
}

#[test]
fn what_has_to_be_given_and_is_not() {
    for given in [
        Given::Nothing,
        Given::values([]),
        Given::values([("Count", Value::Null), ("Note", Value::text("a"))]),
        Given::foreign([], []),
    ] {
        for (called, method) in [
            (CLASS.to_owned(), "Make"),
            (CLASS.to_owned(), "Clear"),
            (path("a"), "Change"),
        ] {
            let session = Session::start(Script::new().thing("a"));
            let answer = ask(&session, Request::execute(&called, method, given.clone()));
            assert_refused(&session, &answer, WBEM_E_INVALID_METHOD_PARAMETERS, method);
        }
    }
}

#[test]
fn where_nothing_goes_in_nothing_may_be_given() {
    for given in [Given::Nothing, Given::values([]), Given::foreign([], [])] {
        let session = Session::start(Script::new());
        let answer = ask(&session, Request::execute(&path("a"), "Reset", given));
        // Nor does anything come out.
        assert_eq!((answer.status(), answer.objects), (S_OK, vec![]));
        assert_eq!(answer.statuses[0].text, "");
        let asked = Asked {
            method: "Reset",
            name: Some("a".to_owned()),
            input: None,
        };
        assert_eq!(taken(&session), asked);
        assert!(session.indicates().is_empty());
    }
    let session = Session::start(Script::new());
    let answer = ask(
        &session,
        Request::execute(&path("a"), "Reset", surplus(Value::Null)),
    );
    assert_refused(&session, &answer, WBEM_E_INVALID_METHOD_PARAMETERS, "Reset");
}

/// A parameter that no method here has.
fn surplus(value: Value) -> Given {
    let count = Property::new("Count", CIM_UINT32);
    let more = Property::new("More", CIM_STRING);
    Given::foreign([count, more], [("Count", Value::I4(1)), ("More", value)])
}

#[test]
fn a_method_that_answers_nothing_gives_nothing() {
    let session = Session::start(Script::new());
    let answer = ask(&session, Request::execute(CLASS, "Clear", one()));
    assert_eq!((answer.status(), answer.objects), (S_OK, vec![]));
    assert_eq!(taken(&session), one_asked("Clear", None));
}

/// Parameters beside the one that has to be given, each of a type of its own.
fn beside(property: Property, value: Value) -> Given {
    let count = Property::new("Count", CIM_UINT32);
    let name: &'static str = property.name.clone().leak();
    Given::foreign([count, property], [("Count", Value::I4(1)), (name, value)])
}

/// Each says what is wrong with it.
fn wrong_ones() -> Vec<(&'static str, Given)> {
    let new = Property::new;
    let array = |vt, elements: &[Value]| Value::Array(vt, elements.to_vec());
    let text = |text: &str| Value::text(text);
    let values = |name, value| Given::values([("Count", Value::I4(1)), (name, value)]);
    let count = |value| Given::values([("Count", value)]);
    vec![
        ("More", surplus(Value::Null)),
        ("More", surplus(text("a"))),
        // Below, above; of another type, though the number would fit; an array; a text of digits.
        ("Count", count(Value::I4(0))),
        ("Count", count(Value::I4(101))),
        ("Count", count(Value::I4(-1))),
        (
            "Count",
            Given::foreign([new("Count", CIM_SINT32)], [("Count", Value::I4(1))]),
        ),
        (
            "Count",
            Given::foreign([new("Count", CIM_UINT16)], [("Count", Value::I4(1))]),
        ),
        (
            "Count",
            Given::foreign([new("Count", CIM_STRING)], [("Count", text("1"))]),
        ),
        (
            "Count",
            Given::foreign(
                [Property::array("Count", CIM_UINT32)],
                [("Count", array(VT_I4, &[Value::I4(1)]))],
            ),
        ),
        // A type that no property has (CIM_IUNKNOWN).
        (
            "Count",
            Given::foreign([new("Count", 104)], [("Count", Value::I4(1))]),
        ),
        ("Note", values("Note", text("nine char"))),
        ("Note", beside(new("Note", CIM_UINT8), Value::Ui1(1))),
        (
            "Note",
            beside(new("Note", CIM_OBJECT), slot(Value::Null, "a")),
        ),
        ("Level", beside(new("Level", CIM_SINT8), Value::I2(1))),
        (
            "Numbers",
            values(
                "Numbers",
                array(VT_I4, &[Value::I4(1), Value::I4(2), Value::I4(3)]),
            ),
        ),
        ("Numbers", beside(new("Numbers", CIM_UINT16), Value::I4(1))),
        (
            "Numbers",
            beside(
                Property::array("Numbers", CIM_UINT32),
                array(VT_I4, &[Value::I4(1)]),
            ),
        ),
        // Of another class, no object, a list of objects.
        ("Slot", values("Slot", shelf())),
        ("Slot", beside(new("Slot", CIM_STRING), text("a"))),
        (
            "Slot",
            beside(
                Property::array("Slot", CIM_OBJECT),
                array(VT_UNKNOWN, &[slot(Value::Null, "a")]),
            ),
        ),
        ("Any", beside(new("Any", CIM_STRING), text("a"))),
        // No path, of a class, of another class, elsewhere, of another machine, without its key, a text.
        ("Other", values("Other", text(""))),
        ("Other", values("Other", text(CLASS))),
        ("Other", values("Other", text("Test_Mute.Name='a'"))),
        (
            "Other",
            values("Other", text(r"root\Other:Test_Thing.Name='a'")),
        ),
        (
            "Other",
            values("Other", text(r"\\elsewhere\root\Test:Test_Thing.Name='a'")),
        ),
        ("Other", values("Other", text("Test_Thing.Size=1"))),
        ("Other", beside(new("Other", CIM_STRING), text(&path("a")))),
        (
            "Others",
            values(
                "Others",
                array(VT_BSTR, &[text(&path("a")), text("Test_Mute.Name='a'")]),
            ),
        ),
    ]
}

#[test]
fn what_the_method_does_not_take() {
    for (parameter, given) in wrong_ones() {
        for (called, method) in [(CLASS.to_owned(), "Make"), (path("a"), "Change")] {
            let session = Session::start(Script::new().thing("a"));
            let request = Request::execute(&called, method, given.clone());
            let answer = ask(&session, request);
            let why = format!("{parameter}: {given:?}");
            assert_refused(&session, &answer, WBEM_E_INVALID_METHOD_PARAMETERS, &why);
            let logged = session.script.log().pop().expect("a line");
            assert_eq!(logged.method.as_deref(), Some(method));
            assert!(logged.detail.is_some(), "{why}");
        }
    }
}

/// A client may write a path as it likes; the code gets it in one spelling.
#[test]
fn a_reference_is_read_in_every_spelling() {
    for written in [
        "Test_Thing.Name=\"a\"",
        "test_thing='a'",
        r"\\.\root\test:TEST_THING.NAME='a'",
        "root/Test:Test_Thing.Name=\"a\"",
    ] {
        let session = Session::start(Script::new().thing("a"));
        let other = ("Other", Value::text(written));
        let others = ("Others", Value::Array(VT_BSTR, vec![Value::text(written)]));
        let answer = ask(
            &session,
            make(Given::values([("Count", Value::I4(1)), other, others])),
        );
        assert_eq!(answer.status(), S_OK, "{written}");
        let path = ObjectPath::parse(&path("a")).expect("a path");
        let input = taken(&session).input.expect("parameters");
        assert_eq!(
            (input.other, input.others),
            (Some(path.clone()), Some(vec![path])),
            "{written}"
        );
    }
}

#[test]
fn names_are_alike_in_either_case() {
    let session = Session::start(Script::new().thing("a"));
    for (called, method) in [("test_thing", "MAKE"), ("TEST_THING='a'", "change")] {
        let answer = ask(&session, Request::execute(called, method, one()));
        assert_eq!(answer.status(), S_OK, "{method}");
    }
    let asked = [one_asked("Make", None), one_asked("Change", Some("a"))];
    assert_eq!(session.script.asked(), asked);
}

#[test]
fn a_static_method_may_be_called_by_the_path_of_an_instance() {
    let session = Session::start(Script::new());
    for called in [
        CLASS.to_owned(),
        path("a"),
        path("nothing"),
        format!(r"\\.\root\Test:{CLASS}"),
    ] {
        let answer = ask(&session, Request::execute(&called, "Make", one()));
        assert_eq!(answer.status(), S_OK, "{called}");
    }
    assert_eq!(session.script.asked(), vec![one_asked("Make", None); 4]);
}

#[test]
fn a_path_that_does_not_lead_to_the_method() {
    for (called, method, status) in [
        // A class, where an instance is needed.
        (CLASS, "Change", WBEM_E_INVALID_OBJECT_PATH),
        (CLASS, "Direct", WBEM_E_INVALID_OBJECT_PATH),
        (CLASS, "Reset", WBEM_E_INVALID_OBJECT_PATH),
        ("Test_Thing=@", "Change", WBEM_E_INVALID_OBJECT_PATH),
        ("Test_Thing=@", "Make", WBEM_E_INVALID_OBJECT_PATH),
        ("Test_Thing.Name=1", "Make", WBEM_E_INVALID_OBJECT_PATH),
        ("Test_Thing.Size=1", "Change", WBEM_E_INVALID_OBJECT_PATH),
        ("", "Make", WBEM_E_INVALID_OBJECT_PATH),
        ("\"", "Make", WBEM_E_INVALID_OBJECT_PATH),
        ("No_Such", "Make", WBEM_E_INVALID_OBJECT_PATH),
        ("Test_Elsewhere", "Make", WBEM_E_INVALID_OBJECT_PATH),
        (r"root\Other:Test_Thing", "Make", WBEM_E_INVALID_OBJECT_PATH),
        // A key that no instance has.
        ("Test_Thing.Name='\u{1}'", "Change", WBEM_E_NOT_FOUND),
        (CLASS, "No_Such", WBEM_E_INVALID_METHOD),
        (CLASS, "Make ", WBEM_E_INVALID_METHOD),
        (CLASS, "Make\0", WBEM_E_INVALID_METHOD),
        (CLASS, "Test_Thing.Make", WBEM_E_INVALID_METHOD),
        ("Test_Thing='a'", "Name", WBEM_E_INVALID_METHOD),
        ("Test_Mute", "Make", WBEM_E_INVALID_METHOD),
        ("Test_Mute='a'", "Change", WBEM_E_INVALID_METHOD),
        // A NULL pointer, which is a text without characters to COM.
        (CLASS, "", WBEM_E_INVALID_PARAMETER),
    ] {
        for given in [one(), Given::Nothing] {
            let session = Session::start(Script::new().thing("a"));
            let answer = ask(&session, Request::execute(called, method, given));
            assert_refused(
                &session,
                &answer,
                status,
                &format!("{called:?}, {method:?}"),
            );
        }
    }
}

#[test]
fn the_one_instance_of_a_singleton_has_methods_too() {
    for (called, status, asked) in [
        ("Test_Thing=@", S_OK, 1),
        (CLASS, WBEM_E_INVALID_OBJECT_PATH, 0),
        ("Test_Thing='a'", WBEM_E_INVALID_OBJECT_PATH, 0),
    ] {
        let session = Session::start(Script::new().singleton());
        let answer = ask(&session, Request::execute(called, "Change", one()));
        assert_eq!(
            (answer.status(), executed(&session)),
            (status, asked),
            "{called}"
        );
        let made = ask(&session, Request::execute(CLASS, "Make", one()));
        assert_eq!(made.status(), S_OK, "{called}");
    }
}

/// One class of the provider's has methods; where there is none, a call leads to none.
#[test]
fn another_namespace_of_the_provider_s() {
    let session = Session::start_for(core(), Script::new(), ELSEWHERE);
    for (class, status) in [
        (CLASS, WBEM_E_INVALID_OBJECT_PATH),
        ("Test_Elsewhere", WBEM_E_INVALID_METHOD),
    ] {
        let answer = ask(&session, Request::execute(class, "Make", one()));
        assert_refused(&session, &answer, status, class);
    }
}
