//! A class with a property of every kind that can be put, and with some that cannot.

use crate::embedded::{SLOT, Slot};
use crate::script::{Place, Script};
use crate::scripted::{Scripted, leak};
use crate::session::{CLASS as THING, path as path_of_thing};
use crate::wmi::{
    AnyObject, Cell, Change, Changes, CimType, Class, Client as Served, Create, DateTime,
    InstanceChange, Keys, NewInstance, ObjectPath, Policy, Property, PropertyDenial, Result, Row,
    Schema, Target, Update, Values,
};
use crate::wmi_core::bindings::*;
use crate::wmi_core::{self, Definition, Instance, TextForm, Value};

/// The class.
pub const CLASS: &str = "Test_Card";

/// The path of the one that there is.
pub const PATH: &str = r#"Test_Card.Name="a",Number=1"#;

/// A new card, as a client wants it.
#[derive(Clone, Debug, PartialEq)]
pub struct New {
    pub name: Option<String>,
    pub number: Option<u32>,
    pub title: String,
    pub pages: Option<Vec<u16>>,
    pub slot: Option<Slot>,
    pub any: Option<AnyObject>,
    pub other: Option<ObjectPath>,
    pub when: Option<DateTime>,
}

impl NewInstance for New {
    fn from_values(values: &mut Values) -> Option<Self> {
        Some(New {
            name: values.value()?,
            number: values.value()?,
            title: values.value()?,
            pages: values.value()?,
            slot: values.object()?,
            any: values.object()?,
            other: values.value()?,
            when: values.value()?,
        })
    }
}

/// What a client changes of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changed {
    pub title: Change<String>,
    pub pages: Change<Option<Vec<u16>>>,
    pub slot: Change<Option<Slot>>,
    pub any: Change<Option<AnyObject>>,
    pub other: Change<Option<ObjectPath>>,
    pub when: Change<Option<DateTime>>,
}

impl InstanceChange for Changed {
    fn from_changes(changes: &mut Changes) -> Option<Self> {
        Some(Changed {
            title: changes.value()?,
            pages: changes.value()?,
            slot: changes.object()?,
            any: changes.object()?,
            other: changes.value()?,
            when: changes.value()?,
        })
    }
}

/// What the provider's code was asked to do with cards.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// To create this.
    Created(Box<New>),
    /// To change one.
    Changed(Box<Changed>),
}

/// A slot that anybody may see.
pub fn seen_slot(port: u32) -> Slot {
    Slot {
        port: Some(port),
        ..Slot::default()
    }
}

/// The one that there is, with something in each of its properties.
pub fn row() -> Row {
    row_with([1, 2].map(seen_slot))
}

/// The same with these in the properties that clients write objects to.
pub fn row_with([one, any]: [Slot; 2]) -> Row {
    let slot = seen_slot;
    let thing = ObjectPath::parse(&path_of_thing("a")).expect("a path");
    let when: DateTime = WHEN.parse().expect("a point in time");
    Row::new([
        "a".to_owned().into(),
        1_u32.into(),
        "title".to_owned().into(),
        vec![1_u16, 2].into(),
        Cell::object(Some(one)),
        Cell::any_object(Some(crate::wmi::ClassStruct::into_any(any))),
        thing.clone().into(),
        when.into(),
        "special".to_owned().into(),
        when.into(),
        Cell::object(Some(slot(3))),
        Cell::any_object(Some(crate::wmi::ClassStruct::into_any(slot(4)))),
        Cell::object(Some(slot(5))),
        thing.into(),
        0.5_f64.into(),
    ])
}

/// A point in time that each of them has.
pub const WHEN: &str = "20260101000000.000000+000";

/// The class as the provider has it.
pub fn class(things: &'static Schema, policy: Policy) -> &'static Class<Scripted> {
    let schema = leak(Schema {
        name: CLASS,
        singleton: false,
        properties: properties(things).leak(),
        policy,
    });
    let create = Create::new(
        |provider: &Scripted, _: &mut Served<'_>, values: &mut Values| {
            let new: New = values.new_instance()?;
            provider.script().come_to(Place::Create);
            let name = new.name.clone().unwrap_or_else(|| "made".to_owned());
            let number = new.number.unwrap_or(9);
            let path = ObjectPath::parse(&format!(r#"{CLASS}.Name="{name}",Number={number}"#));
            provider.script().card(Written::Created(Box::new(new)));
            Ok(path.expect("a path"))
        },
    );
    let update = Update::new(
        |provider: &Scripted, _: &mut Served<'_>, _: &Keys, changes: &mut Changes| -> Result<()> {
            provider.script().come_to(Place::Update);
            let changed: Changed = changes.of_instance()?;
            provider.script().card(Written::Changed(Box::new(changed)));
            Ok(())
        },
    );
    leak(Class {
        get: Some(|provider: &Scripted, client, keys| {
            provider.script().come_to(Place::Get);
            let name: String = keys.get(0)?;
            if name == "a" {
                (provider.script().row)(client)
            } else {
                Err(crate::wmi::Error::not_found())
            }
        }),
        create: Some(create.authorized_by(|_, _| Ok(()))),
        update: Some(update),
        ..Class::new(schema)
    })
}

fn properties(things: &'static Schema) -> Vec<Property> {
    let new = |name, cim_type| Property::new(name, cim_type, PropertyDenial::Null);
    let own: &'static [&'static Schema] = leak(vec![things]);
    let thing = leak(Target::Of {
        class: THING,
        own,
        open: false,
    });
    let object = |name| Property::object(name, &SLOT, PropertyDenial::Null);
    vec![
        Property::key("Name", CimType::String).max_len(8),
        Property::key("Number", CimType::Uint32).min(1),
        new("Title", CimType::String)
            .required()
            .max_len(8)
            .writable(),
        new("Pages", CimType::Uint16)
            .array()
            .max_items(2)
            .max(500)
            .writable(),
        object("Slot").writable(),
        Property::any_object("Any", PropertyDenial::Null).writable(),
        Property::reference("Other", thing, PropertyDenial::Null).writable(),
        new("When", CimType::DateTime).writable(),
        new("Kind", CimType::String),
        new("Made", CimType::DateTime),
        object("Top"),
        Property::any_object("Bin", PropertyDenial::Null),
        object("Memo").mof_text(),
        Property::reference("Maker", thing, PropertyDenial::Null),
        new("Ratio", CimType::Real64),
    ]
}

/// The class as WMI has it, with properties of which the provider does not know.
pub fn definition() -> Definition {
    use wmi_core::Property;
    let with_default = |name, default| Property {
        default: Value::text(default),
        ..Property::new(name, CIM_STRING)
    };
    Definition::new(CLASS)
        .key("Name", CIM_STRING)
        .key("Number", CIM_UINT32)
        .with(Property {
            required: true,
            ..with_default("Title", "new")
        })
        .with(Property::array("Pages", CIM_UINT16))
        .with(Property::object("Slot", SLOT.name))
        .with(Property::any_object("Any"))
        .with(Property::reference("Other", THING))
        .property("When", CIM_DATETIME)
        .with(with_default("Kind", "plain"))
        .property("Made", CIM_DATETIME)
        .with(Property::object("Top", SLOT.name))
        .with(Property::any_object("Bin"))
        .with(Property::text_of("Memo", SLOT.name, TextForm::Mof))
        .with(Property::reference("Maker", THING))
        .property("Ratio", CIM_REAL64)
        .with(with_default("Extra", "none"))
        .property("Odd", CIM_SINT32)
}

/// What a client puts of the card of that name and number; it leaves out the rest, which has what the class has by default.
pub fn card(name: &str, number: i32, values: &[(&'static str, Value)]) -> Instance {
    let keys = [("Name", Value::text(name)), ("Number", Value::I4(number))];
    Instance::new(CLASS, keys.into_iter().chain(values.iter().cloned()))
}

/// A slot as a client gives one.
pub fn slot(port: i32) -> Value {
    let values = [
        ("Port", Value::I4(port)),
        ("Word", Value::Null),
        ("Guard", Value::Null),
        ("Next", Value::Null),
    ];
    Value::Object(Box::new(Instance::new(SLOT.name, values)))
}

/// A provider with the one card.
pub fn script() -> Script {
    Script::new().thing("a").thing("b").row(|_| Ok(row()))
}
