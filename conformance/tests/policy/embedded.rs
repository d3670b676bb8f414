//! Objects in properties: they come to WMI with the values that the client may see, and what is denied inside goes up as far
//! as each class lets it.

use crate::script::{Logged, Script};
use crate::session::Session;
use crate::wmi::{
    Cell, CimType, ClassStruct, DEPTH_MAX, EnumerationDenial, Error, ObjectDenial, Policy,
    Property, PropertyDenial, Read, Row, Schema, Values,
};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{self, Answer, Client, Definition, Event, Instance, Request, Value};

/// The class that has the objects.
pub const CLASS: &str = "Test_Shelf";

/// What must reach no client.
const SECRET: &str = "hunter2";

const PATH: &str = r#"Test_Shelf.Name="a""#;

/// The class of the objects, which has some of itself.
pub static SLOT: Schema = Schema {
    name: "Test_Slot",
    singleton: false,
    properties: &[
        Property::new("Port", CimType::Uint32, PropertyDenial::Null),
        Property::new("Word", CimType::String, PropertyDenial::Null),
        Property::new("Guard", CimType::String, PropertyDenial::DenyObject),
        Property::object("Next", &SLOT, PropertyDenial::Null),
    ],
    policy: Policy::DEFAULT,
};

/// The properties of the class that has them.
pub fn properties() -> Vec<Property> {
    vec![
        Property::key("Name", CimType::String),
        Property::object("Top", &SLOT, PropertyDenial::Null),
        Property::object("Vital", &SLOT, PropertyDenial::DenyObject),
        Property::object("Slots", &SLOT, PropertyDenial::Null).array(),
    ]
}

/// Both classes, as WMI has them.
pub fn definitions() -> [Definition; 2] {
    let object = wmi_core::Property::object;
    [
        Definition::new(CLASS)
            .key("Name", CIM_STRING)
            .with(object("Top", SLOT.name))
            .with(object("Vital", SLOT.name))
            .with(wmi_core::Property {
                array: true,
                ..object("Slots", SLOT.name)
            }),
        Definition::new(SLOT.name)
            .property("Port", CIM_UINT32)
            .property("Word", CIM_STRING)
            .property("Guard", CIM_STRING)
            .with(object("Next", SLOT.name)),
    ]
}

/// An instance of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slot {
    pub port: Option<u32>,
    pub word: Read<String>,
    pub guard: Read<String>,
    pub next: Option<Box<Slot>>,
}

impl ClassStruct for Slot {
    const SCHEMA: &'static Schema = &SLOT;

    fn from_values(values: &mut Values) -> Option<Self> {
        Some(Slot {
            port: values.value()?,
            word: values.value()?,
            guard: values.value()?,
            next: values.object()?,
        })
    }
}

impl From<Slot> for Row {
    fn from(slot: Slot) -> Row {
        Row::new([
            slot.port.into(),
            slot.word.into(),
            slot.guard.into(),
            Cell::object(slot.next),
        ])
    }
}

#[derive(Clone, Default)]
struct Shelf {
    top: Option<Slot>,
    vital: Read<Slot>,
    slots: Option<Vec<Slot>>,
}

impl From<Shelf> for Row {
    fn from(shelf: Shelf) -> Row {
        Row::new([
            "a".to_owned().into(),
            Cell::object(shelf.top),
            Cell::object(shelf.vital),
            Cell::objects(shelf.slots),
        ])
    }
}

/// A slot that anybody may see.
fn slot(port: u32) -> Slot {
    Slot {
        port: Some(port),
        ..Slot::default()
    }
}

/// A slot that the client may not see, with a word in it.
fn denied() -> Slot {
    Slot {
        word: Read::Value(SECRET.to_owned()),
        guard: Read::Denied,
        ..slot(7)
    }
}

/// The slot as a client sees it.
fn seen(port: i32) -> Value {
    object(Value::I4(port), Value::Null)
}

fn object(port: Value, next: Value) -> Value {
    let values = [
        ("Port", port),
        ("Word", Value::Null),
        ("Guard", Value::Null),
        ("Next", next),
    ];
    Value::Object(Box::new(Instance::new(SLOT.name, values)))
}

fn script(shelf: Shelf) -> Script {
    Script::new().row(move |_| Ok(shelf.clone().into()))
}

fn ask(session: &Session, request: Request) -> Answer {
    session.call(&Client::impersonate(), request)
}

/// The values of a shelf that the client may see.
fn told(shelf: Shelf) -> Instance {
    let session = Session::start(script(shelf));
    let mut answer = ask(&session, Request::get(PATH));
    assert_eq!(answer.status(), S_OK);
    assert!(!format!("{:?}", session.core.trace().whole()).contains(SECRET));
    answer.objects.remove(0)
}

#[test]
fn objects_and_arrays_of_them_come_to_the_client() {
    let shelf = told(Shelf {
        top: Some(Slot {
            next: Some(Box::new(slot(2))),
            ..slot(1)
        }),
        vital: Read::Value(slot(3)),
        slots: Some(vec![slot(4), slot(5)]),
    });
    assert_eq!(shelf.get("Top"), Some(&object(Value::I4(1), seen(2))));
    assert_eq!(shelf.get("Vital"), Some(&seen(3)));
    let slots = Value::Array(VT_UNKNOWN, vec![seen(4), seen(5)]);
    assert_eq!(shelf.get("Slots"), Some(&slots));
}

#[test]
fn an_array_without_objects_is_not_null() {
    let none = told(Shelf {
        slots: Some(Vec::new()),
        ..Shelf::default()
    });
    let empty = Value::Array(VT_UNKNOWN, Vec::new());
    assert_eq!(none.get("Slots"), Some(&empty));
    assert_eq!(told(Shelf::default()).get("Slots"), Some(&Value::Null));
}

/// What the log was told of the answer.
fn logged(session: &Session) -> Logged {
    session.script.log().pop().expect("a line")
}

/// The definitions that an answer asked WMI for, in order.
fn asked_for(session: &Session) -> Vec<String> {
    session.events(|entry| match entry.event {
        Event::GetObject(path, _) => Some(path),
        _ => None,
    })
}

#[test]
fn each_definition_is_asked_for_once_and_only_where_it_is_needed() {
    let session = Session::start(script(Shelf {
        top: Some(slot(1)),
        slots: Some(vec![slot(2), slot(3)]),
        ..Shelf::default()
    }));
    let answer = ask(&session, Request::enumerate(CLASS));
    assert_eq!((answer.status(), answer.objects.len()), (S_OK, 2));
    assert_eq!(asked_for(&session), [CLASS, SLOT.name]);
    let session = Session::start(script(Shelf::default()));
    assert_eq!(ask(&session, Request::get(PATH)).status(), S_OK);
    assert_eq!(asked_for(&session), [CLASS]);
}

#[test]
fn an_embedded_secret_is_null() {
    let shelf = told(Shelf {
        top: Some(Slot {
            word: Read::Denied,
            ..slot(1)
        }),
        ..Shelf::default()
    });
    assert_eq!(shelf.get("Top"), Some(&seen(1)));
}

#[test]
fn a_denied_object_leaves_nothing_of_itself_or_of_its_array() {
    let shelf = told(Shelf {
        top: Some(denied()),
        slots: Some(vec![slot(1), denied()]),
        ..Shelf::default()
    });
    assert_eq!(shelf.get("Top"), Some(&Value::Null));
    assert_eq!(shelf.get("Slots"), Some(&Value::Null));
}

/// All that a client can learn of an answer.
fn everything(script: Script, request: Request) -> String {
    let session = Session::start(script);
    let answer = ask(&session, request);
    let all = format!("{:?}", session.core.trace().whole());
    assert!(!all.contains(SECRET), "{all}");
    format!("{answer:#?} {:?}", session.indicates())
}

#[test]
fn an_instance_that_is_denied_by_an_object_is_as_absent_as_any() {
    let hidden = Shelf {
        vital: Read::Value(denied()),
        ..Shelf::default()
    };
    let absent = || Script::new().row(|_| Err(Error::not_found()));
    for request in [|| Request::get(PATH), || Request::enumerate(CLASS)] {
        let of_hidden = everything(script(hidden.clone()), request());
        assert_eq!(of_hidden, everything(absent(), request()));
    }
    let fails = script(hidden).denials(ObjectDenial::Fail, EnumerationDenial::Fail);
    let session = Session::start(fails);
    assert_eq!(
        ask(&session, Request::get(PATH)).status(),
        WBEM_E_ACCESS_DENIED
    );
    assert_eq!(logged(&session).firsts, ["Vital is denied"]);
}

#[test]
fn objects_are_as_deep_as_the_bound_and_no_deeper() {
    let chain = |depth: usize| {
        let top = (1..depth).fold(slot(0), |inner, _| Slot {
            next: Some(Box::new(inner)),
            ..Slot::default()
        });
        Shelf {
            top: Some(top),
            ..Shelf::default()
        }
    };
    told(chain(DEPTH_MAX));
    for depth in [DEPTH_MAX + 1, 2_000] {
        let session = Session::start(script(chain(depth)));
        assert_eq!(
            ask(&session, Request::get(PATH)).status(),
            WBEM_E_PROVIDER_FAILURE
        );
        let detail = logged(&session).detail.unwrap_or_default();
        assert!(detail.contains("more than 32 deep"), "{detail}");
    }
}

/// A class that WMI does not have, or not for this client, fails the answer, and the log says which it is.
#[test]
fn a_definition_that_wmi_does_not_give_is_a_failure() {
    let core = crate::session::core();
    core.script_failure(SLOT.name, WBEM_E_ACCESS_DENIED);
    let with_slot = Shelf {
        top: Some(slot(1)),
        ..Shelf::default()
    };
    let session = Session::start_in(core, script(with_slot));
    let answer = ask(&session, Request::get(PATH));
    assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE);
    let detail = logged(&session).detail;
    assert_eq!(
        detail.as_deref(),
        Some("GetObject(Test_Slot) gave 0x80041003")
    );
}
