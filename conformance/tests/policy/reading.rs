//! Objects that WMI gives, as structs of the spec's classes: everything that the spec declares of them is looked at.

use crate::any_objects;
use crate::embedded::{SLOT, Slot};
use crate::script::{Script, Thing, shared};
use crate::session::{Session, core, path};
use crate::wmi::{AnyObject, AnyValue, DEPTH_MAX, Object, Read, Result, Value as Given};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{self, Client, Definition, Instance, Value};

/// A class that derives from the slots', of which the provider knows nothing.
const WIDE_SLOT: &str = "Other_WideSlot";

/// Another class, with properties of the names that slots have.
const NO_SLOT: &str = "Other_NoSlot";

/// One that derives from the slots', and has not what they have.
const CROOKED_SLOT: &str = "Other_CrookedSlot";

/// `CIM_REFERENCE`.
const REFERENCE: i32 = 102;

/// A type that the provider does not know.
const ODD: i32 = 104;

/// These classes, as WMI has them.
pub fn definitions() -> [Definition; 3] {
    let of_slots = |class: &str| {
        Definition::new(class)
            .property("Port", CIM_UINT32)
            .property("Word", CIM_STRING)
            .property("Guard", CIM_STRING)
            .with(wmi_core::Property::object("Next", SLOT.name))
    };
    let wide = of_slots(WIDE_SLOT).below(&[SLOT.name]);
    let crooked = Definition::new(CROOKED_SLOT).below(&[SLOT.name]);
    [
        wide.property("Width", CIM_UINT16)
            .property("Peer", REFERENCE)
            .property("Odd", ODD),
        of_slots(NO_SLOT),
        crooked.property("Port", CIM_STRING),
    ]
}

/// What the provider makes of the object that WMI gives it, by a get of another instance.
pub fn read<T: Send + 'static>(
    given: Instance,
    read: impl Fn(&Object<'_>) -> Result<T> + Send + Sync + 'static,
) -> std::result::Result<T, String> {
    let outcome = shared(None);
    let put = outcome.clone();
    let script = Script::new().step("a", move |client| {
        let object = client.wmi().get_object(&path("given"))?;
        *put.lock().expect("a lock") = Some(read(&object)?);
        Ok(Thing::new("a"))
    });
    let core = core();
    core.script_object(&path("given"), given);
    let session = Session::start_in(core, script);
    let status = session.get(&Client::impersonate(), "a").status();
    let made = outcome.lock().expect("a lock").take();
    made.ok_or_else(|| {
        assert_eq!(status, WBEM_E_PROVIDER_FAILURE);
        let log = session.script.log().pop();
        log.and_then(|line| line.detail).unwrap_or_default()
    })
}

fn slot_of(given: Instance) -> std::result::Result<Slot, String> {
    read(given, |object| object.to())
}

fn any_of(given: Instance) -> std::result::Result<AnyObject, String> {
    read(given, |object| object.to_any())
}

fn given(class: &str, values: Vec<(&'static str, Value)>) -> Instance {
    Instance::new(class, values)
}

fn slot(values: Vec<(&'static str, Value)>) -> Instance {
    given(SLOT.name, values)
}

fn inner(instance: Instance) -> Value {
    Value::Object(Box::new(instance))
}

#[test]
fn an_object_of_the_class_is_its_struct() {
    let next = slot(vec![("Port", Value::I4(-1))]);
    let outer = slot(vec![("Word", Value::text("w")), ("Next", inner(next))]);
    let expected = Slot {
        word: Read::Value("w".to_owned()),
        next: Some(Box::new(Slot {
            port: Some(u32::MAX),
            ..Slot::default()
        })),
        ..Slot::default()
    };
    assert_eq!(slot_of(outer), Ok(expected));
    assert_eq!(slot_of(slot(Vec::new())), Ok(Slot::default()));
}

#[test]
fn an_object_of_a_class_that_derives_from_it_is_its_struct_without_the_rest() {
    let wide = given(
        WIDE_SLOT,
        vec![("Port", Value::I4(1)), ("Width", Value::I4(2))],
    );
    let seven = Slot {
        port: Some(1),
        ..Slot::default()
    };
    assert_eq!(slot_of(wide.clone()), Ok(seven.clone()));
    let outer = slot(vec![("Next", inner(wide))]);
    let read = slot_of(outer).map(|slot| slot.next);
    assert_eq!(read, Ok(Some(Box::new(seven))));
}

#[test]
fn an_object_of_another_class_is_none() {
    let other = given(NO_SLOT, vec![("Port", Value::I4(1))]);
    let why = "an object of Other_NoSlot, which is no Test_Slot";
    assert_eq!(slot_of(other), Err(why.to_owned()));
}

#[test]
fn an_object_that_has_not_what_its_class_declares_is_none() {
    let crooked = given(CROOKED_SLOT, vec![("Port", Value::text("1"))]);
    let why = "Test_Slot.Port: a value is of another type than its property";
    assert_eq!(slot_of(crooked), Err(why.to_owned()));
    let crooked = given(CROOKED_SLOT, Vec::new());
    let why = "Test_Slot.Word: the object has no such property";
    assert_eq!(slot_of(crooked), Err(why.to_owned()));
}

#[test]
fn objects_are_read_as_deep_as_the_bound() {
    let chain = |depth: usize| {
        (0..depth).fold(slot(Vec::new()), |next, _| {
            slot(vec![("Next", inner(next))])
        })
    };
    assert!(slot_of(chain(DEPTH_MAX)).is_ok());
    for read in [
        slot_of(chain(DEPTH_MAX + 1)).err(),
        any_of(chain(DEPTH_MAX + 1)).err(),
    ] {
        assert_eq!(
            read.as_deref(),
            Some("objects lie in each other more than 32 deep")
        );
    }
}

#[test]
fn an_object_of_any_class_has_all_that_it_has() {
    let part = given(
        "Other_Bolt",
        vec![
            ("Head", Value::text("hex")),
            (
                "Sizes",
                Value::Array(VT_I4, vec![Value::I4(1), Value::I4(65_535)]),
            ),
            (
                "More",
                inner(given(WIDE_SLOT, vec![("Port", Value::I4(5))])),
            ),
        ],
    );
    let bin = given(
        any_objects::CLASS,
        vec![
            ("Name", Value::text("a")),
            ("Part", inner(part.clone())),
            ("Many", Value::Array(VT_UNKNOWN, vec![inner(part)])),
        ],
    );
    let bin = any_of(bin).expect("an object");
    assert_eq!(bin.class(), any_objects::CLASS);
    assert_eq!(bin.get("name").and_then(AnyValue::to), Some("a".to_owned()));
    assert_eq!(bin.get("Any"), Some(&AnyValue::Value(Given::Null)));
    let Some(AnyValue::Object(part)) = bin.get("Part") else {
        panic!("{bin:?}");
    };
    assert_eq!(
        bin.get("Many"),
        Some(&AnyValue::Objects(vec![part.clone()]))
    );
    let sizes = AnyValue::from(vec![1_u16, 65_535]);
    assert_eq!(part.get("Sizes"), Some(&sizes));
    let Some(AnyValue::Object(more)) = part.get("More") else {
        panic!("{part:?}");
    };
    let five = Slot {
        port: Some(5),
        ..Slot::default()
    };
    assert_eq!(more.to(), Ok(five));
    assert!(part.to::<Slot>().is_err());
    assert_eq!(more.get("Peer"), Some(&AnyValue::Value(Given::Null)));
    // What is of a type that the provider does not read is not there.
    assert_eq!(more.get("Odd"), None);
}

/// What WMI gives can go into an answer as it is.
#[test]
fn an_object_that_was_read_is_delivered_again() {
    let given = given(
        "Other_Bolt",
        vec![("Size", Value::I4(3)), ("Head", Value::text("hex"))],
    );
    let core = core();
    core.script_object(&path("given"), given);
    let script = Script::new().row(|client| {
        let object = client.wmi().get_object(&path("given"))?.to_any()?;
        Ok(any_objects::row(object))
    });
    let session = Session::start_in(core, script);
    let request = wmi_core::Request::get(any_objects::PATH);
    let answer = session.call(&Client::impersonate(), request);
    assert_eq!(answer.status(), S_OK);
    let Some(Value::Object(bolt)) = answer.objects[0].get("Any") else {
        panic!("{answer:?}");
    };
    assert_eq!(bolt.get("Size"), Some(&Value::I4(3)));
    assert_eq!(bolt.get("Head"), Some(&Value::text("hex")));
}

#[test]
fn a_property_of_an_object_is_an_object() {
    let outer = slot(vec![("Next", inner(slot(vec![("Port", Value::I4(9))])))]);
    let port = read(outer, |object| {
        let Given::Object(next) = object.get("Next")? else {
            return Ok(None);
        };
        Ok(next.to::<Slot>()?.port)
    });
    assert_eq!(port, Ok(Some(9)));
}
