//! Objects of any class: as structs of the spec's classes, or by names; WMI's own definition has the last word about these.

use crate::embedded::{SLOT, Slot};
use crate::script::{Logged, Script};
use crate::session::{Session, path};
use crate::wmi::{
    AnyObject, AnyValue, Cell, CimType, DEPTH_MAX, ObjectPath, Property, PropertyDenial, Read, Row,
    Value as Given,
};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{self, Answer, Client, Definition, Event, Instance, Request, Value};

/// The class that has the objects.
pub const CLASS: &str = "Test_Bin";

/// The class without instances of which one property's objects derive.
const BASE: &str = "Test_Part";

/// A class that derives from it, of which the provider knows nothing.
const BOLT: &str = "Other_Bolt";

/// The one instance of it.
pub const PATH: &str = r#"Test_Bin.Name="a""#;

/// What must reach no client.
const SECRET: &str = "hunter2";

/// The properties of the class that has them.
pub fn properties() -> Vec<Property> {
    vec![
        Property::key("Name", CimType::String),
        Property::any_object("Any", PropertyDenial::Null),
        Property::below("Part", BASE, PropertyDenial::DenyObject),
        Property::any_object("Many", PropertyDenial::Null).array(),
    ]
}

/// The classes, as WMI has them; that of the slots is there already.
pub fn definitions() -> [Definition; 3] {
    let object = wmi_core::Property::object;
    [
        Definition::new(CLASS)
            .key("Name", CIM_STRING)
            .with(wmi_core::Property::any_object("Any"))
            .with(object("Part", BASE))
            .with(wmi_core::Property::array("Many", CIM_OBJECT)),
        Definition::new(BASE).property("Size", CIM_UINT32),
        Definition::new(BOLT)
            .below(&[BASE])
            .property("Size", CIM_UINT32)
            .property("Head", CIM_STRING)
            .with(wmi_core::Property::array("Sizes", CIM_UINT16))
            .with(object("Slot", SLOT.name))
            .with(wmi_core::Property::any_object("More"))
            .with(wmi_core::Property::reference("Peer", "Test_Thing")),
    ]
}

#[derive(Clone, Default)]
struct Bin {
    any: Option<AnyObject>,
    part: Read<AnyObject>,
    many: Option<Vec<AnyObject>>,
}

impl From<Bin> for Row {
    fn from(bin: Bin) -> Row {
        Row::new([
            "a".to_owned().into(),
            Cell::any_object(bin.any),
            Cell::any_object(bin.part),
            Cell::any_objects(bin.many),
        ])
    }
}

fn bolt() -> AnyObject {
    AnyObject::new(BOLT)
}

fn slot(port: u32) -> Slot {
    Slot {
        port: Some(port),
        ..Slot::default()
    }
}

/// A slot that the client may not see.
fn denied() -> Slot {
    Slot {
        word: Read::Value(SECRET.to_owned()),
        guard: Read::Denied,
        ..slot(7)
    }
}

fn any(object: AnyObject) -> Bin {
    Bin {
        any: Some(object),
        ..Bin::default()
    }
}

fn part(object: AnyObject) -> Bin {
    Bin {
        part: Read::Value(object),
        ..Bin::default()
    }
}

/// An instance that has this object.
pub fn row(object: AnyObject) -> Row {
    any(object).into()
}

fn session(bin: Bin) -> Session {
    Session::start(Script::new().row(move |_| Ok(bin.clone().into())))
}

fn ask(session: &Session, request: Request) -> Answer {
    session.call(&Client::impersonate(), request)
}

fn logged(session: &Session) -> Logged {
    session.script.log().pop().expect("a line")
}

/// What a client gets.
fn told(bin: Bin) -> Instance {
    let session = session(bin);
    let mut answer = ask(&session, Request::get(PATH));
    assert_eq!(answer.status(), S_OK, "{:?}", logged(&session).detail);
    assert!(!format!("{:?}", session.core.trace().whole()).contains(SECRET));
    answer.objects.remove(0)
}

/// Why a client does not get it.
fn broken(bin: Bin) -> String {
    let session = session(bin);
    let answer = ask(&session, Request::get(PATH));
    assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE);
    logged(&session).detail.unwrap_or_default()
}

/// The object in a property.
fn object(instance: &Instance, property: &str) -> Instance {
    match instance.get(property) {
        Some(Value::Object(object)) => (**object).clone(),
        other => panic!("{property}: {other:?}"),
    }
}

#[test]
fn a_struct_of_the_spec_goes_into_a_property_of_any_class() {
    let bin = told(Bin {
        any: Some(slot(1).into()),
        many: Some(vec![slot(2).into(), bolt().with("Size", 3_u32)]),
        ..Bin::default()
    });
    assert_eq!(object(&bin, "Any").get("Port"), Some(&Value::I4(1)));
    let Some(Value::Array(_, many)) = bin.get("Many") else {
        panic!("{bin:?}");
    };
    let [Value::Object(two), Value::Object(three)] = &many[..] else {
        panic!("{many:?}");
    };
    assert_eq!((&*two.class, &*three.class), (SLOT.name, BOLT));
    assert_eq!(three.get("Size"), Some(&Value::I4(3)));
}

#[test]
fn an_object_by_names_has_what_it_is_given_and_null_elsewhere() {
    let bin = told(part(
        bolt()
            .with("head", "hex".to_owned())
            .with("Sizes", vec![1_u16, 2])
            .with("Slot", AnyObject::from(slot(4)))
            .with("Size", 1_u32)
            .with("SIZE", None::<u32>),
    ));
    let bolt = object(&bin, "Part");
    assert_eq!(bolt.get("Head"), Some(&Value::text("hex")));
    assert_eq!(bolt.get("Size"), Some(&Value::Null));
    let sizes = Value::Array(VT_I4, vec![Value::I4(1), Value::I4(2)]);
    assert_eq!(bolt.get("Sizes"), Some(&sizes));
    assert_eq!(object(&bolt, "Slot").get("Port"), Some(&Value::I4(4)));
    assert_eq!(bolt.get("More"), Some(&Value::Null));
}

#[test]
fn what_wmi_has_no_place_for_breaks_the_instance_and_is_logged() {
    let no_path = r#"Test_Thing.Name="a""#;
    for (bin, why) in [
        (
            any(AnyObject::new("Test_Nothing")),
            "GetObject(Test_Nothing) gave 0x80041002",
        ),
        (
            any(AnyObject::new(no_path)),
            "Test_Bin.Any: an object has a name that no class can have",
        ),
        (
            any(AnyObject::new("")),
            "Test_Bin.Any: an object has a name that no class can have",
        ),
        (
            any(bolt().with("Weight", 1_u32)),
            "Get(Weight) gave 0x80041002",
        ),
        (
            any(bolt().with("Size", 1_u64)),
            "Size: of type 19, and the value is of type 21",
        ),
        (
            any(bolt().with("Sizes", 1_u16)),
            "Sizes: of type 8210, and the value is of type 18",
        ),
        (
            any(bolt().with("Head", bolt())),
            "Head: of type 8, and the value is of type 13",
        ),
        (
            any(bolt().with("__CLASS", "x".to_owned())),
            "Test_Bin.Any: Other_Bolt.__CLASS: a name that no property can have",
        ),
        (
            any(bolt().with("Head", "a\0b".to_owned())),
            "Test_Bin.Any: Other_Bolt.Head: a string has a NUL character, at which WMI would cut it off",
        ),
    ] {
        assert_eq!(broken(bin), why);
    }
}

/// WMI refuses it, and so this instance alone: in an enumeration, others may come.
#[test]
fn a_class_that_is_not_there_fails_its_instance_alone() {
    let session = session(any(AnyObject::new("Test_Nothing")));
    let answer = ask(&session, Request::enumerate(CLASS));
    assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE);
    assert_eq!(logged(&session).failed, 2);
}

#[test]
fn an_object_of_a_class_without_instances_is_of_one_that_derives_from_it() {
    assert_eq!(object(&told(part(bolt())), "Part").class, BOLT);
    for (object, class) in [
        (AnyObject::new(BASE), BASE),
        (AnyObject::new("test_part"), "test_part"),
        (AnyObject::from(slot(1)), SLOT.name),
    ] {
        let why = format!("{class} does not derive from {BASE}");
        assert_eq!(broken(part(object)), why);
    }
}

#[test]
fn what_is_denied_in_a_struct_follows_the_rules_of_its_class() {
    let bin = told(any(AnyObject::from(Slot {
        word: Read::Denied,
        ..slot(1)
    })));
    assert_eq!(object(&bin, "Any").get("Word"), Some(&Value::Null));
    assert_eq!(told(any(denied().into())).get("Any"), Some(&Value::Null));
    let many = Bin {
        many: Some(vec![
            slot(1).into(),
            bolt().with("Slot", AnyObject::from(denied())),
        ]),
        ..Bin::default()
    };
    assert_eq!(told(many).get("Many"), Some(&Value::Null));
    let session = session(part(bolt().with("Slot", AnyObject::from(denied()))));
    assert_eq!(ask(&session, Request::get(PATH)).status(), WBEM_E_NOT_FOUND);
    let denied = "Part is denied".to_owned();
    assert_eq!(logged(&session).firsts, [denied]);
    assert!(!format!("{:?}", session.core.trace().whole()).contains(SECRET));
}

/// A path tells of an instance in an object of any class, too, and no more than elsewhere.
#[test]
fn what_an_object_refers_to_is_hidden_there_too() {
    let told = |names: &[&str]| {
        let objects = names.iter().map(|name| {
            let path = ObjectPath::parse(&path(name)).expect("a path");
            bolt().with("Peer", Given::from(path))
        });
        let bin = Bin {
            many: Some(objects.collect()),
            ..Bin::default()
        };
        let script = Script::new().thing("a").thing("b").denied(SECRET);
        let session = Session::start(script.row(move |_| Ok(bin.clone().into())));
        let mut answer = ask(&session, Request::get(PATH));
        assert_eq!(answer.status(), S_OK, "{:?}", logged(&session).detail);
        assert!(!format!("{:?}", session.core.trace().whole()).contains(SECRET));
        answer.objects.remove(0).get("Many").cloned()
    };
    let Some(Value::Array(_, bolts)) = told(&["a", "b"]) else {
        panic!("no array");
    };
    let Value::Object(bolt) = &bolts[1] else {
        panic!("{bolts:?}");
    };
    let peer = Value::text(r#"Test_Thing.Name="b""#);
    assert_eq!(bolt.get("Peer"), Some(&peer));
    for hidden in [SECRET, "gone"] {
        assert_eq!(told(&["a", hidden]), Some(Value::Null), "{hidden}");
    }
}

#[test]
fn a_number_that_is_not_finite_is_null_in_it() {
    let value = bolt().with("Size", f64::NAN);
    assert_eq!(
        object(&told(any(value)), "Any").get("Size"),
        Some(&Value::Null)
    );
}

#[test]
fn objects_by_names_are_as_deep_as_the_bound_and_no_deeper() {
    let chain = |depth: usize| any((1..depth).fold(bolt(), |inner, _| bolt().with("More", inner)));
    told(chain(DEPTH_MAX));
    for depth in [DEPTH_MAX + 1, 1_000] {
        let why = broken(chain(depth));
        assert!(
            why.ends_with("objects lie in each other more than 32 deep"),
            "{why}"
        );
    }
}

/// Else a client would tell what is hidden from what is absent by the depth.
#[test]
fn what_is_denied_is_denied_however_deep_it_lies() {
    let deep = |depth: usize, bottom: Slot| {
        let bottom = bolt().with("Slot", AnyObject::from(bottom));
        part((0..depth).fold(bottom, |inner, _| bolt().with("More", inner)))
    };
    for depth in [DEPTH_MAX - 2, DEPTH_MAX, 1_000] {
        let session = session(deep(depth, denied()));
        let status = ask(&session, Request::get(PATH)).status();
        assert_eq!(status, WBEM_E_NOT_FOUND, "{depth}");
    }
    assert!(broken(deep(DEPTH_MAX, slot(1))).ends_with("more than 32 deep"));
}

/// A definition is asked for once, however many objects are of the class.
#[test]
fn a_definition_is_asked_for_once() {
    let session = session(Bin {
        many: Some(vec![bolt(), AnyObject::new("other_bolt"), slot(1).into()]),
        ..Bin::default()
    });
    assert_eq!(ask(&session, Request::enumerate(CLASS)).status(), S_OK);
    let asked = session.events(|entry| match entry.event {
        Event::GetObject(path, _) => Some(path),
        _ => None,
    });
    assert_eq!(asked, [CLASS, BOLT, SLOT.name]);
}

#[test]
fn a_value_that_wmi_gave_is_an_object_in_it() {
    let given = Given::Array(CimType::Object, vec![Given::Uint8(1)]);
    let why = broken(any(bolt().with("More", AnyValue::Value(given))));
    assert_eq!(
        why,
        "Test_Bin.Any: Other_Bolt.More: a value is of another type than its property"
    );
}
