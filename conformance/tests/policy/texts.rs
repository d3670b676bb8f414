//! Objects as texts: WMI writes them, of objects that are judged as all others are, and as the client.

use crate::embedded::{SLOT, Slot};
use crate::reading;
use crate::script::{Logged, Script};
use crate::session::{self, Session};
use crate::wmi::{Cell, CimType, ClassStruct, Property, PropertyDenial, Read, Row, Schema, Values};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{
    self, Answer, Client, Core, Definition, Event, Identity, Instance, Request, TextForm, Value,
};

/// The class that has the texts.
pub const CLASS: &str = "Test_Note";

/// A class of objects of which WMI writes no texts.
static MUTE: Schema = Schema {
    name: "Test_Unwritten",
    singleton: false,
    properties: &[Property::new("Port", CimType::Uint32, PropertyDenial::Null)],
    policy: crate::wmi::Policy::DEFAULT,
};

/// A class with a text that WMI gives.
static HOLDER: Schema = Schema {
    name: "Test_Holder",
    singleton: false,
    properties: &[Property::object("Slot", &SLOT, PropertyDenial::Null).mof_text()],
    policy: crate::wmi::Policy::DEFAULT,
};

/// What must reach no client.
const SECRET: &str = "hunter2";

const PATH: &str = r#"Test_Note.Name="a""#;

/// The properties of the class.
pub fn properties() -> Vec<Property> {
    let object = |name| Property::object(name, &SLOT, PropertyDenial::Null);
    vec![
        Property::key("Name", CimType::String),
        object("Slot").mof_text(),
        Property::object("Plan", &SLOT, PropertyDenial::DenyObject).xml_text(),
        object("Slots").mof_text().array(),
        object("Plans").xml_text().array(),
        Property::any_object("Any", PropertyDenial::Null).mof_text(),
        Property::object("Mute", &MUTE, PropertyDenial::Null).mof_text(),
    ]
}

/// The classes, as WMI has them; that of the slots is there already.
pub fn definitions() -> [Definition; 3] {
    let text = |name, form| wmi_core::Property::text_of(name, SLOT.name, form);
    let array = |property| wmi_core::Property {
        array: true,
        ..property
    };
    [
        Definition::new(CLASS)
            .key("Name", CIM_STRING)
            .with(text("Slot", TextForm::Mof))
            .with(text("Plan", TextForm::Xml))
            .with(array(text("Slots", TextForm::Mof)))
            .with(array(text("Plans", TextForm::Xml)))
            .with(wmi_core::Property {
                of: None,
                ..text("Any", TextForm::Mof)
            })
            .with(wmi_core::Property::text_of(
                "Mute",
                MUTE.name,
                TextForm::Mof,
            )),
        Definition::new(MUTE.name)
            .property("Port", CIM_UINT32)
            .without_text(),
        Definition::new(HOLDER.name).with(text("Slot", TextForm::Mof)),
    ]
}

/// An instance of the class of which there are no texts.
#[derive(Clone, Debug, PartialEq)]
struct Mute {
    port: Option<u32>,
}

impl ClassStruct for Mute {
    const SCHEMA: &'static Schema = &MUTE;

    fn from_values(values: &mut Values) -> Option<Self> {
        Some(Mute {
            port: values.value()?,
        })
    }
}

impl From<Mute> for Row {
    fn from(mute: Mute) -> Row {
        Row::new([mute.port.into()])
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Holder {
    slot: Option<Slot>,
}

impl ClassStruct for Holder {
    const SCHEMA: &'static Schema = &HOLDER;

    fn from_values(values: &mut Values) -> Option<Self> {
        Some(Holder {
            slot: values.object()?,
        })
    }
}

impl From<Holder> for Row {
    fn from(holder: Holder) -> Row {
        Row::new([Cell::object(holder.slot)])
    }
}

#[derive(Clone, Default)]
struct Note {
    slot: Option<Slot>,
    plan: Read<Slot>,
    slots: Option<Vec<Slot>>,
    plans: Option<Vec<Slot>>,
    any: Option<crate::wmi::AnyObject>,
    mute: Option<Mute>,
}

impl From<Note> for Row {
    fn from(note: Note) -> Row {
        Row::new([
            "a".to_owned().into(),
            Cell::object(note.slot),
            Cell::object(note.plan),
            Cell::objects(note.slots),
            Cell::objects(note.plans),
            Cell::any_object(note.any),
            Cell::object(note.mute),
        ])
    }
}

fn slot(port: u32) -> Slot {
    Slot {
        port: Some(port),
        ..Slot::default()
    }
}

/// A slot of which the client may see the port alone.
fn with_secret(port: u32) -> Slot {
    Slot {
        word: Read::Denied,
        ..slot(port)
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

fn script(note: Note) -> Script {
    Script::new().row(move |_| Ok(note.clone().into()))
}

fn ask(session: &Session, request: Request) -> Answer {
    session.call(&Client::impersonate(), request)
}

fn logged(session: &Session) -> Logged {
    session.script.log().pop().expect("a line")
}

/// What a client gets, and what happened.
fn told(note: Note) -> (Instance, Session) {
    let session = Session::start(script(note));
    let mut answer = ask(&session, Request::get(PATH));
    assert_eq!(answer.status(), S_OK, "{:?}", logged(&session).detail);
    assert!(!format!("{:?}", session.core.trace().whole()).contains(SECRET));
    (answer.objects.remove(0), session)
}

/// The text in a property, and the port of the object that it is of.
fn text(value: Option<&Value>) -> (&str, Option<&Value>) {
    match value {
        Some(Value::Text(text, object)) => (text, object.get("Port")),
        other => panic!("no text: {other:?}"),
    }
}

fn elements(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(of, elements)) => {
            assert_eq!(*of, VT_BSTR);
            elements
        }
        other => panic!("no array: {other:?}"),
    }
}

#[test]
fn an_object_comes_as_its_text_in_the_form_that_is_declared() {
    let next = Slot {
        word: Read::Value("a \"b\" <c>".to_owned()),
        ..slot(2)
    };
    let outer = Slot {
        next: Some(Box::new(next)),
        ..slot(1)
    };
    let (note, _) = told(Note {
        slot: Some(outer.clone()),
        plan: Read::Value(outer),
        ..Note::default()
    });
    let (mof, port) = text(note.get("Slot"));
    assert_eq!(port, Some(&Value::I4(1)));
    assert!(mof.contains("instance of Test_Slot"), "{mof}");
    assert!(mof.contains(r#"Word = "a \"b\" <c>";"#), "{mof}");
    let (xml, port) = text(note.get("Plan"));
    assert_eq!(port, Some(&Value::I4(1)));
    assert!(
        xml.starts_with("<INSTANCE CLASSNAME=\"Test_Slot\">"),
        "{xml}"
    );
    assert!(xml.contains("&amp;lt;c&amp;gt;"), "{xml}");
}

#[test]
fn an_array_of_objects_is_one_of_texts() {
    let (note, _) = told(Note {
        slots: Some(vec![slot(1), slot(2)]),
        plans: Some(vec![slot(3)]),
        ..Note::default()
    });
    let ports = |property| {
        let texts = elements(note.get(property)).iter();
        texts
            .map(|one| text(Some(one)).1.cloned())
            .collect::<Vec<_>>()
    };
    assert_eq!(ports("Slots"), [Some(Value::I4(1)), Some(Value::I4(2))]);
    assert_eq!(ports("Plans"), [Some(Value::I4(3))]);
    let (none, _) = told(Note {
        plans: Some(Vec::new()),
        ..Note::default()
    });
    assert_eq!(elements(none.get("Plans")), []);
    assert_eq!(none.get("Slots"), Some(&Value::Null));
}

#[test]
fn a_struct_of_any_class_comes_as_its_text() {
    let (note, _) = told(Note {
        any: Some(slot(4).into()),
        ..Note::default()
    });
    assert_eq!(text(note.get("Any")).1, Some(&Value::I4(4)));
}

#[test]
fn what_is_denied_in_an_object_is_not_in_its_text() {
    let (note, session) = told(Note {
        slot: Some(with_secret(1)),
        plan: Read::Value(with_secret(2)),
        slots: Some(vec![slot(3), denied()]),
        plans: Some(vec![denied()]),
        ..Note::default()
    });
    assert!(!text(note.get("Slot")).0.contains("Word"));
    assert!(!text(note.get("Plan")).0.contains("Word"));
    assert_eq!(note.get("Slots"), Some(&Value::Null));
    assert_eq!(note.get("Plans"), Some(&Value::Null));
    // Not even WMI is given what nobody may see.
    assert_eq!(written(&session).len(), 2);
    let hidden = Note {
        plan: Read::Value(denied()),
        ..Note::default()
    };
    let session = Session::start(script(hidden));
    assert_eq!(ask(&session, Request::get(PATH)).status(), WBEM_E_NOT_FOUND);
    assert_eq!(written(&session), []);
}

/// The texts that were written, each by its form, and who the thread was.
fn written(session: &Session) -> Vec<(TextForm, Identity)> {
    session.events(|entry| match entry.event {
        Event::Wrote(form, ..) => Some((form, entry.identity)),
        _ => None,
    })
}

#[test]
fn every_text_is_written_as_the_client() {
    let note = Note {
        slot: Some(slot(1)),
        plan: Read::Value(slot(2)),
        ..Note::default()
    };
    let session = Session::start(script(note));
    let answer = ask(&session, Request::enumerate(CLASS));
    assert_eq!((answer.status(), answer.objects.len()), (S_OK, 2));
    let client = Identity::Impersonate;
    let once = [(TextForm::Mof, client), (TextForm::Xml, client)];
    assert_eq!(written(&session), [once, once].concat());
}

#[test]
fn a_part_without_the_text_has_none_written() {
    let session = Session::start(script(Note {
        slot: Some(slot(1)),
        plan: Read::Value(slot(2)),
        ..Note::default()
    }));
    let answer = ask(&session, Request::get(PATH).part(&["Slot"]));
    assert_eq!(answer.status(), S_OK);
    assert_eq!(answer.objects[0].get("Plan"), Some(&Value::Null));
    assert_eq!(written(&session), [(TextForm::Mof, Identity::Impersonate)]);
}

/// NULL in its place would say that there is no object.
#[test]
fn a_text_that_wmi_does_not_write_fails_its_instance() {
    let session = Session::start(script(Note {
        mute: Some(Mute { port: Some(1) }),
        ..Note::default()
    }));
    let answer = ask(&session, Request::enumerate(CLASS));
    assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE);
    let logged = logged(&session);
    assert_eq!(logged.failed, 2);
    assert_eq!(logged.firsts, ["GetObjectText() gave 0x80041009"]);
}

/// A client that is lost while the source is made gets nothing.
#[test]
fn a_client_that_is_lost_on_the_way_to_the_source_gets_nothing() {
    let core: Core = session::core();
    let session = Session::start_in(
        core,
        script(Note {
            plan: Read::Value(slot(2)),
            ..Note::default()
        }),
    );
    // The first impersonation begins the call, the others follow what has taken the token off: each definition, and the source.
    for lost in 2..=4 {
        let client = Client::impersonate().impersonation_fails(lost.., E_ACCESSDENIED);
        let answer = session.call(&client, Request::get(PATH));
        assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED, "{lost}");
        assert!(answer.objects.is_empty());
    }
}

/// Nobody takes a text apart that WMI gives: it is none of the objects of a struct.
#[test]
fn a_text_that_wmi_gives_is_not_read() {
    let read = |text| {
        let given = Instance::new(HOLDER.name, [("Slot", text)]);
        reading::read(given, |object| object.to::<Holder>())
    };
    let text = Value::text("instance of Test_Slot { Port = 1; };");
    let why = "Test_Holder.Slot: the text of an object, which is not read";
    assert_eq!(read(text), Err(why.to_owned()));
    assert_eq!(read(Value::Null), Ok(Holder { slot: None }));
}
