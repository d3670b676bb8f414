//! Things that are created, changed and deleted: how the scripted provider does it, and how a client asks for it.

use crate::script::{Offers, Place, Script};
use crate::scripted::Scripted;
use crate::session::{CLASS, Session, path};
use crate::wmi::{
    Change, Changes, Class, Client as Served, Create, Delete, InstanceChange, Keys, NewInstance,
    ObjectPath, Result, Schema, Update, Values,
};
use crate::wmi_core::{Answer, Client, Instance, Request, Value};

/// A new thing, as a client wants it.
#[derive(Clone, Debug, PartialEq)]
pub struct New {
    /// The key.
    pub name: Option<String>,
    /// What the client may be denied by itself.
    pub size: Option<u64>,
    /// A string.
    pub label: Option<String>,
    /// A number of at least 1.
    pub speed: Option<u32>,
}

impl NewInstance for New {
    fn from_values(values: &mut Values) -> Option<Self> {
        Some(New {
            name: values.value()?,
            size: values.value()?,
            label: values.value()?,
            speed: values.value()?,
        })
    }
}

/// What a client changes of a thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changed {
    /// What the client may be denied by itself.
    pub size: Change<Option<u64>>,
    /// A string.
    pub label: Change<Option<String>>,
    /// A number of at least 1.
    pub speed: Change<Option<u32>>,
}

impl InstanceChange for Changed {
    fn from_changes(changes: &mut Changes) -> Option<Self> {
        Some(Changed {
            size: changes.value()?,
            label: changes.value()?,
            speed: changes.value()?,
        })
    }
}

/// What the provider's code was asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// To create this.
    Created(New),
    /// To change the thing of that name.
    Changed(String, Changed),
    /// To delete it.
    Deleted(String),
}

/// The path that the code gives that does as it is told. What has no name is called `made`.
pub fn path_of(new: &New) -> ObjectPath {
    let name = new.name.as_deref().unwrap_or("made");
    ObjectPath::parse(&path(name)).expect("a path")
}

/// The class of things, with what it offers of the three.
pub fn class(schema: &'static Schema, offers: Offers) -> Class<Scripted> {
    let create = Create::new(create);
    // The generated code has the one where the class has no rule.
    let create = if schema.policy.access.is_none() && offers.authorizes {
        create.authorized_by(|provider: &Scripted, client: &mut Served<'_>| {
            provider.script().authorize(client)
        })
    } else {
        create
    };
    Class {
        create: offers.create.then_some(create),
        update: offers.update.then_some(Update::new(update)),
        delete: offers.delete.then_some(Delete::new(delete)),
        ..Class::new(schema)
    }
}

fn create(provider: &Scripted, client: &mut Served<'_>, values: &mut Values) -> Result<ObjectPath> {
    provider.script().create(client, values.new_instance()?)
}

fn update(
    provider: &Scripted,
    client: &mut Served<'_>,
    keys: &Keys,
    changes: &mut Changes,
) -> Result<()> {
    let name = keys.get(0).unwrap_or_default();
    let change = changes.of_instance()?;
    provider.script().update(client, name, change)
}

fn delete(provider: &Scripted, client: &mut Served<'_>, keys: &Keys) -> Result<()> {
    provider.script().delete(client, keys.get(0)?)
}

/// What a client puts of the thing of that name; it leaves out the rest.
pub fn thing(name: &str, values: &[(&'static str, Value)]) -> Instance {
    let key = [("Name", Value::text(name))];
    Instance::new(CLASS, key.into_iter().chain(values.iter().cloned()))
}

/// A thing of that name with a new label.
pub fn labelled(name: &str) -> Request {
    Request::put(thing(name, &[("Label", Value::text("new"))]))
}

/// A way to put something.
pub type Way = fn(Request) -> Request;

/// Those that there are.
pub const WAYS: [(&str, Way); 3] = [
    ("create or update", |request| request),
    ("update", Request::update_only),
    ("create", Request::create_only),
];

/// What the provider's code is asked to change where the label is new: a thing has a size, and what is put has none.
pub fn relabelled(name: &str) -> Written {
    let change = Changed {
        size: Change::To(None),
        label: Change::To(Some("new".to_owned())),
        ..Changed::default()
    };
    Written::Changed(name.to_owned(), change)
}

/// What it is asked to create then.
pub fn created(name: &str) -> Written {
    Written::Created(New {
        name: Some(name.to_owned()),
        size: None,
        label: Some("new".to_owned()),
        speed: None,
    })
}

pub fn ask(session: &Session, request: Request) -> Answer {
    session.call(&Client::impersonate(), request)
}

/// How often the provider's code was asked to create, change and delete.
pub fn done(session: &Session) -> [usize; 3] {
    [Place::Create, Place::Update, Place::Delete].map(|place| session.script.count(place))
}

impl Script {
    /// With code that refuses whatever is to be written, and lets everybody create.
    pub fn refusing(self, error: fn() -> crate::wmi::Error) -> Self {
        self.creating(move |_, _| Err(error()))
            .updating(move |_, _, _| Err(error()))
            .deleting(move |_, _| Err(error()))
    }
}
