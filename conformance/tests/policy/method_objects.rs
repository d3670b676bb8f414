//! What goes in and out of a method as a whole: each parameter with a value, objects among them, alone and in arrays; and the
//! objects of WMI's that they stand in.

use crate::embedded::{self, CLASS as SHELF, SLOT, Slot};
use crate::method_parameters::{assert_refused, make, taken};
use crate::methods::{Input, ask, given, told};
use crate::script::Script;
use crate::session::{CLASS, Session, path};
use crate::wmi::{AnyObject, ClassStruct, ObjectPath, Read};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{self, Core, Definition, Given, Instance, Property, Request, Value};

/// An object of the slots' class, as a client gives it.
pub fn slot(port: Value, word: &str) -> Value {
    let values = [
        ("Port", port),
        ("Word", Value::text(word)),
        ("Guard", Value::Null),
        ("Next", Value::Null),
    ];
    Value::Object(Box::new(Instance::new(SLOT.name, values)))
}

/// One of another class.
pub fn shelf() -> Value {
    Value::Object(Box::new(Instance::new(SHELF, [("Name", Value::text("a"))])))
}

fn struct_of(port: u32, word: &str) -> Slot {
    Slot {
        port: Some(port),
        word: Read::Value(word.to_owned()),
        ..Slot::default()
    }
}

/// Every parameter with a value.
fn everything() -> Vec<(&'static str, Value)> {
    let others = ["a", "b"].map(|name| Value::text(&path(name)));
    let slots = vec![slot(Value::I4(3), "three"), slot(Value::I4(4), "four")];
    vec![
        ("Count", Value::I4(100)),
        ("Note", Value::text("eight ch")),
        ("Level", Value::Ui1(0)),
        (
            "Numbers",
            Value::Array(VT_I4, vec![Value::I4(0), Value::I4(65_535)]),
        ),
        ("Slot", slot(Value::I4(1), "one")),
        ("Slots", Value::Array(VT_UNKNOWN, slots)),
        ("Any", slot(Value::I4(2), "two")),
        ("Other", Value::text(&path("a"))),
        ("Others", Value::Array(VT_BSTR, others.into())),
    ]
}

/// The core of other tests, but with parameters of the static method from the last to the first.
fn turned() -> Core {
    let turned = |mut properties: Vec<Property>| {
        properties.reverse();
        properties
    };
    let make = wmi_core::Method::new("Make", turned(given()), turned(told()));
    let class = Definition::new(CLASS).key("Name", CIM_STRING);
    let class = class.with_method(make.of_class());
    Core::new([class].into_iter().chain(embedded::definitions()))
}

/// The provider finds parameters by their names, in whichever order the class has them (`ID`), and a client gives them.
#[test]
fn everything_that_is_given_comes_to_the_code_and_out_again() {
    let by_class = || Given::values(everything());
    let by_hand = || Given::foreign(given().into_iter().rev(), everything());
    for (session, given) in [
        (Session::start(Script::new().thing("a")), by_class()),
        (Session::start(Script::new().thing("a")), by_hand()),
        (
            Session::start_in(turned(), Script::new().thing("a")),
            by_class(),
        ),
    ] {
        let answer = ask(&session, make(given));
        assert_eq!(answer.status(), S_OK);
        let input = taken(&session).input.expect("parameters");
        let thing = |name: &str| ObjectPath::parse(&path(name)).expect("a path");
        let any: Option<Slot> = input.any.as_ref().and_then(|any| any.to().ok());
        assert_eq!(any, Some(struct_of(2, "two")));
        let expected = Input {
            count: 100,
            note: Some("eight ch".to_owned()),
            level: 0,
            numbers: Some(vec![0, 65_535]),
            slot: Some(struct_of(1, "one")),
            slots: Some(vec![struct_of(3, "three"), struct_of(4, "four")]),
            any: input.any.clone(),
            other: Some(thing("a")),
            others: Some(vec![thing("a"), thing("b")]),
        };
        assert_eq!(input, expected);
        // What goes both ways is the same on the way out.
        let told = &answer.objects[0];
        for (name, value) in everything() {
            match name {
                // Of these, the client may not see each.
                "Others" => assert_eq!(told.get(name), Some(&Value::Null)),
                "Note" | "Level" | "Numbers" => assert_eq!(told.get(name), None),
                _ => assert_eq!(told.get(name), Some(&value), "{name}"),
            }
        }
    }
}

#[test]
fn an_array_of_objects_may_be_empty() {
    let session = Session::start(Script::new());
    let none = Value::Array(VT_UNKNOWN, Vec::new());
    let given = [("Count", Value::I4(1)), ("Slots", none.clone())];
    let answer = ask(&session, make(Given::values(given)));
    assert_eq!(answer.objects[0].get("Slots"), Some(&none));
    let input = taken(&session).input.expect("parameters");
    assert_eq!(input.slots, Some(Vec::new()));
}

/// Arrays of objects of which one is none that the method takes, each with what is wrong with it.
fn wrong_arrays() -> Vec<(&'static str, Given)> {
    let count = || Property::new("Count", CIM_UINT32);
    let beside = |property: Property, value: Value| {
        Given::foreign(
            [count(), property],
            [("Count", Value::I4(1)), ("Slots", value)],
        )
    };
    let objects = |last: Value| {
        let all = vec![slot(Value::I4(1), "one"), last];
        Given::values([
            ("Count", Value::I4(1)),
            ("Slots", Value::Array(VT_UNKNOWN, all)),
        ])
    };
    let no_slot = Instance::new("Other_NoSlot", [("Port", Value::I4(1))]);
    let crooked = Instance::new("Other_CrookedSlot", [("Port", Value::text("1"))]);
    vec![
        ("another class", objects(shelf())),
        (
            "a class that only looks like it",
            objects(Value::Object(Box::new(no_slot))),
        ),
        (
            "another type of a property",
            objects(Value::Object(Box::new(crooked))),
        ),
        ("a null pointer", objects(Value::Null)),
        (
            "an object alone",
            beside(
                Property::object("Slots", SLOT.name),
                slot(Value::I4(1), "one"),
            ),
        ),
        (
            "texts",
            beside(
                Property::array("Slots", CIM_STRING),
                Value::Array(VT_BSTR, vec![Value::text("Test_Slot")]),
            ),
        ),
        (
            "numbers",
            beside(
                Property::array("Slots", CIM_UINT32),
                Value::Array(VT_I4, vec![Value::I4(1)]),
            ),
        ),
    ]
}

#[test]
fn an_array_with_what_is_no_object_of_the_class_is_refused() {
    for (why, given) in wrong_arrays() {
        for (called, method) in [(CLASS.to_owned(), "Make"), (path("a"), "Change")] {
            let session = Session::start(Script::new().thing("a"));
            let answer = ask(&session, Request::execute(&called, method, given.clone()));
            assert_refused(&session, &answer, WBEM_E_INVALID_METHOD_PARAMETERS, why);
        }
    }
}

/// An object of a class is none with parameters, though a method may take one as a parameter.
#[test]
fn an_object_of_a_class_in_place_of_the_parameters_is_refused() {
    let of_slots = Definition::new(SLOT.name).property("Port", CIM_UINT32);
    let of_things = Definition::new(CLASS).key("Name", CIM_STRING);
    for (class, value) in [
        (of_slots, ("Port", Value::I4(1))),
        (of_things, ("Name", Value::text("a"))),
    ] {
        let session = Session::start(Script::new().thing("a"));
        let given = Given::Foreign(class, vec![(value.0.to_owned(), value.1)]);
        let answer = ask(&session, make(given));
        assert_refused(&session, &answer, WBEM_E_INVALID_METHOD_PARAMETERS, value.0);
    }
}

/// A class of which the spec says nothing, too.
#[test]
fn an_object_of_any_class_is_one() {
    let session = Session::start(Script::new());
    let given = [("Count", Value::I4(1)), ("Any", shelf())];
    assert_eq!(ask(&session, make(Given::values(given))).status(), S_OK);
    let any: AnyObject = taken(&session)
        .input
        .and_then(|input| input.any)
        .expect("an object");
    assert_eq!(any.class(), SHELF);
}

/// Structs of the spec's classes are made by the same code that reads them from WMI.
#[test]
fn objects_in_objects_come_along() {
    let inner = Slot {
        next: Some(Box::new(Slot::default())),
        ..Slot::default()
    };
    let session = Session::start(Script::new());
    let null = |name| (name, Value::Null);
    let empty = Instance::new(SLOT.name, ["Port", "Word", "Guard", "Next"].map(null));
    let next = ("Next", Value::Object(Box::new(empty)));
    let outer = Instance::new(
        SLOT.name,
        ["Port", "Word", "Guard"]
            .map(null)
            .into_iter()
            .chain([next]),
    );
    let given = [
        ("Count", Value::I4(1)),
        ("Slot", Value::Object(Box::new(outer))),
    ];
    assert_eq!(ask(&session, make(Given::values(given))).status(), S_OK);
    assert_eq!(
        taken(&session).input.and_then(|input| input.slot),
        Some(inner.clone())
    );
    assert_eq!(Slot::SCHEMA.name, inner.into_any().class());
}
