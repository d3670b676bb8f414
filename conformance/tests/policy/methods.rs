//! Methods of things: a class of parameters of each kind, and a provider that carries them out as each test says.

use crate::embedded::{SLOT, Slot};
use crate::script::{Place, Script};
use crate::scripted::{Scripted, leak};
use crate::session::{CLASS, Session, path};
use crate::wmi::{
    AnyObject, Cell, CimType, Client as Served, Keys, Method, ObjectPath, Parameters, Property,
    PropertyDenial, Result, Row, Rule, Schema, Target, Values,
};
use crate::wmi_core::bindings::*;
use crate::wmi_core::{self, Answer, Client, Given, Instance, PARAMETERS, Request, Value};

/// What a client gives, as the provider's code takes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// What has to be given, from 1 to 100; it comes out again.
    pub count: u32,
    /// What may be left out, of at most eight units.
    pub note: Option<String>,
    /// What is 7 where it is left out.
    pub level: u8,
    /// At most two.
    pub numbers: Option<Vec<u16>>,
    /// An object of a class of the provider's.
    pub slot: Option<Slot>,
    /// Objects of that class.
    pub slots: Option<Vec<Slot>>,
    /// An object of any class.
    pub any: Option<AnyObject>,
    /// A thing.
    pub other: Option<ObjectPath>,
    /// Any things.
    pub others: Option<Vec<ObjectPath>>,
}

impl Parameters for Input {
    fn from_values(values: &mut Values) -> Option<Self> {
        Some(Input {
            count: values.value()?,
            note: values.value()?,
            level: values.value::<Option<u8>>()?.unwrap_or(7),
            numbers: values.value()?,
            slot: values.object()?,
            slots: values.object()?,
            any: values.object()?,
            other: values.value()?,
            others: values.value()?,
        })
    }
}

/// What the provider's code answers.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// `ReturnValue`, at most 9.
    pub return_value: u32,
    /// What came in.
    pub count: u32,
    /// What is declared to be there always.
    pub slot: Slot,
    /// What may be missing.
    pub slots: Option<Vec<Slot>>,
    /// An object of any class.
    pub any: Option<AnyObject>,
    /// A thing.
    pub other: Option<ObjectPath>,
    /// Any things.
    pub others: Option<Vec<ObjectPath>>,
}

impl Output {
    /// What the code answers that does as it is told.
    pub fn of(asked: &Asked) -> Self {
        let input = asked.input.clone().unwrap_or_default();
        Output {
            count: input.count,
            slot: input.slot.unwrap_or_default(),
            slots: input.slots,
            any: input.any,
            other: input.other,
            others: input.others,
            ..Output::default()
        }
    }
}

impl From<Output> for Row {
    fn from(output: Output) -> Row {
        Row::new([
            output.return_value.into(),
            output.count.into(),
            Cell::object(Some(output.slot)),
            Cell::objects(output.slots),
            Cell::any_object(output.any),
            output.other.into(),
            output.others.into(),
        ])
    }
}

/// What the provider's code is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The method.
    pub method: &'static str,
    /// The key of the thing, where it is one's that has a key.
    pub name: Option<String>,
    /// The parameters, where the method has some.
    pub input: Option<Input>,
}

impl Scripted {
    fn execute(
        &self,
        client: &mut Served<'_>,
        (method, keys): (&'static str, Option<&Keys>),
        input: Option<Input>,
    ) -> Result<Output> {
        let asked = Asked {
            method,
            name: keys.and_then(|keys| keys.get(0).ok()),
            input,
        };
        self.script().execute(client, asked)
    }
}

/// The methods of things, which have references to things, and this rule of their own.
pub fn methods(
    things: &'static Schema,
    rule: Option<&'static Rule>,
) -> &'static [&'static Method<Scripted>] {
    let made = |method: Method<Scripted>| -> &'static Method<Scripted> {
        leak(match rule {
            Some(rule) => method.access(rule),
            None => method,
        })
    };
    let input = leak(Schema::parameters(inputs(things).leak()));
    let output = leak(Schema::parameters(outputs(things).leak()));
    let nothing = leak(Schema::parameters(&[]));
    let rename = |provider: &Scripted,
                  client: &mut Served<'_>,
                  keys: &Keys,
                  values: &mut Values|
     -> Result<Row> {
        let input = values.parameters()?;
        Ok(provider
            .execute(client, ("Change", Some(keys)), Some(input))?
            .into())
    };
    leak([
        made(Method::of_class(
            "Make",
            input,
            output,
            |provider, client, values| {
                let input = values.parameters()?;
                Ok(provider
                    .execute(client, ("Make", None), Some(input))?
                    .into())
            },
        )),
        made(Method::of_instance("Change", input, output, rename)),
        made(Method::of_instance("Direct", input, output, rename).bypassing_get_object()),
        made(Method::of_instance(
            "Reset",
            nothing,
            nothing,
            |provider, client, keys, _| {
                provider.execute(client, ("Reset", Some(keys)), None)?;
                Ok(Row::new([]))
            },
        )),
        made(Method::of_class(
            "Clear",
            input,
            nothing,
            |provider, client, values| {
                let input = values.parameters()?;
                provider.execute(client, ("Clear", None), Some(input))?;
                Ok(Row::new([]))
            },
        )),
    ])
}

fn inputs(things: &'static Schema) -> Vec<Property> {
    let new = |name, cim_type| Property::new(name, cim_type, PropertyDenial::Null);
    let things = thing(things);
    let count = new("Count", CimType::Uint32).min(1).max(100);
    vec![
        count.required(),
        new("Note", CimType::String).max_len(8),
        new("Level", CimType::Uint8),
        new("Numbers", CimType::Uint16).array().max_items(2),
        Property::object("Slot", &SLOT, PropertyDenial::Null),
        Property::object("Slots", &SLOT, PropertyDenial::Null).array(),
        Property::any_object("Any", PropertyDenial::Null),
        Property::reference("Other", things, PropertyDenial::Null),
        Property::reference("Others", things, PropertyDenial::Null).array(),
    ]
}

fn outputs(things: &'static Schema) -> Vec<Property> {
    let new = |name| Property::new(name, CimType::Uint32, PropertyDenial::Null);
    let things = thing(things);
    vec![
        new("ReturnValue").max(9).required(),
        new("Count").required(),
        Property::object("Slot", &SLOT, PropertyDenial::Null).required(),
        Property::object("Slots", &SLOT, PropertyDenial::Null).array(),
        Property::any_object("Any", PropertyDenial::Null),
        Property::reference("Other", things, PropertyDenial::Null),
        Property::reference("Others", things, PropertyDenial::Null).array(),
    ]
}

fn thing(things: &'static Schema) -> &'static Target {
    let things: &'static [&'static Schema] = leak(vec![things]);
    leak(Target::Of {
        class: CLASS,
        own: things,
        open: false,
    })
}

/// The same as WMI has them.
pub fn definitions() -> [wmi_core::Method; 5] {
    let method = |name| wmi_core::Method::new(name, given(), told());
    let nothing: [Vec<wmi_core::Property>; 2] = [Vec::new(), Vec::new()];
    let [reset, clear] = nothing;
    [
        method("Make").of_class(),
        method("Change"),
        method("Direct"),
        wmi_core::Method::new("Reset", reset.clone(), reset),
        wmi_core::Method::new("Clear", given(), clear).of_class(),
    ]
}

/// What goes in, as WMI has it.
pub fn given() -> Vec<wmi_core::Property> {
    use wmi_core::Property;
    vec![
        Property::new("Count", CIM_UINT32),
        Property::new("Note", CIM_STRING),
        Property::new("Level", CIM_UINT8),
        Property::array("Numbers", CIM_UINT16),
        Property::object("Slot", SLOT.name),
        array(Property::object("Slots", SLOT.name)),
        Property::any_object("Any"),
        Property::reference("Other", CLASS),
        array(Property::reference("Others", CLASS)),
    ]
}

/// What comes out, as WMI has it.
pub fn told() -> Vec<wmi_core::Property> {
    use wmi_core::Property;
    let required = |property| Property {
        required: true,
        ..property
    };
    vec![
        required(Property::new("ReturnValue", CIM_UINT32)),
        required(Property::new("Count", CIM_UINT32)),
        required(Property::object("Slot", SLOT.name)),
        array(Property::object("Slots", SLOT.name)),
        Property::any_object("Any"),
        Property::reference("Other", CLASS),
        array(Property::reference("Others", CLASS)),
    ]
}

fn array(property: wmi_core::Property) -> wmi_core::Property {
    wmi_core::Property {
        array: true,
        ..property
    }
}

/// A method of a thing, with the one parameter that has to be given.
pub fn change(name: &str) -> Request {
    Request::execute(&path(name), "Change", one())
}

/// The one parameter that has to be given.
pub fn one() -> Given {
    Given::values([("Count", Value::I4(1))])
}

/// What a client is answered that has given no more than that, where the provider's code does what it is told.
pub fn answered() -> Instance {
    let slot = [
        ("Port", Value::Null),
        ("Word", Value::Null),
        ("Guard", Value::Null),
        ("Next", Value::Null),
    ];
    let slot = Value::Object(Box::new(Instance::new(SLOT.name, slot)));
    let values = [
        ("ReturnValue", Value::I4(0)),
        ("Count", Value::I4(1)),
        ("Slot", slot),
    ];
    let null = |name| (name, Value::Null);
    let others = ["Slots", "Any", "Other", "Others"].map(null);
    Instance::new(PARAMETERS, values.into_iter().chain(others))
}

pub fn ask(session: &Session, request: Request) -> Answer {
    session.call(&Client::impersonate(), request)
}

/// How often the provider's code was asked to carry a method out.
pub fn executed(session: &Session) -> usize {
    session.script.count(Place::Execute)
}

/// A provider whose methods are refused to the client.
pub fn denying() -> Script {
    Script::new().executing(|_, _| Err(crate::wmi::Error::denied()))
}
