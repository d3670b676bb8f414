//! The provider that follows a script, and its registration.
//!
//! The server makes the provider's value, and `initialize` and `log` are told nothing; so the script that is meant
//! lies on the thread from which the test calls.

use std::cell::RefCell;
use std::sync::Arc;

use crate::endpoints::Link;
use crate::script::{Place, Script, Thing};
use crate::session::{CLASS, ELSEWHERE, NAMESPACE};
use crate::wmi::{
    CimType, Class, Client, Error, Event, Instances, Level, ObjectPath, OwnError, Policy, Property,
    PropertyDenial, Provider, Registration, Result, Row, Schema, ServedNamespace,
};
use crate::{
    any_objects, asking, cards, embedded, endpoints, every_key, every_type, methods, texts, writes,
};

thread_local! {
    static CURRENT: RefCell<Option<Arc<Script>>> = const { RefCell::new(None) };
}

/// A script is this thread's until the drop.
pub struct Current(Option<Arc<Script>>);

impl Current {
    /// Puts the script on this thread.
    pub fn set(script: &Arc<Script>) -> Self {
        Self(CURRENT.replace(Some(script.clone())))
    }

    fn get() -> Arc<Script> {
        CURRENT
            .with_borrow(Option::clone)
            .expect("tests call through `Session`, or put the script on the thread themselves")
    }
}

impl Drop for Current {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

/// The provider.
pub struct Scripted(Arc<Script>);

impl Provider for Scripted {
    fn initialize() -> std::result::Result<Self, OwnError> {
        let script = Current::get();
        script.come_to(Place::Initialize);
        (script.initializing)()?;
        Ok(Scripted(script))
    }

    fn log(event: &Event<'_>) {
        let script = Current::get();
        script.take_down(event);
        script.come_to(Place::Log);
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.0.come_to(Place::ProviderDrop);
    }
}

impl Scripted {
    /// What it does.
    pub fn script(&self) -> &Script {
        &self.0
    }

    fn get(&self, client: &mut Client<'_>, name: &str) -> Result<Thing> {
        self.0.come_to(Place::Get);
        let mut things = self.0.things.iter().chain(&self.0.apart);
        let (_, step) = things
            .find(|(own, _)| own == name)
            .ok_or_else(Error::not_found)?;
        step(client)
    }

    fn enumerate<'a>(&'a self, client: &'a mut Client<'_>) -> Result<Instances<'a, Thing>> {
        let script = &*self.0;
        script.come_to(Place::Enumerate);
        let steps = Steps {
            client,
            script,
            next: 0,
            _leftover: Leftover(script),
        };
        (script.opening)(steps.client)?;
        Ok(Instances::new(steps))
    }
}

/// The iterator of an enumeration.
struct Steps<'a, 'call> {
    client: &'a mut Client<'call>,
    script: &'a Script,
    next: usize,
    _leftover: Leftover<'a>,
}

/// What an iterator still has when it is dropped.
struct Leftover<'a>(&'a Script);

impl Iterator for Steps<'_, '_> {
    type Item = Result<Thing>;

    fn next(&mut self) -> Option<Self::Item> {
        self.script.come_to(Place::Next);
        let (_, step) = self.script.things.get(self.next)?;
        let last = self.next + 1 == self.script.things.len();
        if !(last && self.script.endless) {
            self.next += 1;
        }
        Some(step(self.client))
    }
}

impl Drop for Steps<'_, '_> {
    fn drop(&mut self) {
        self.script.come_to(Place::IteratorDrop);
    }
}

impl Drop for Leftover<'_> {
    fn drop(&mut self) {
        self.0.come_to(Place::LeftoverDrop);
    }
}

impl From<Thing> for Row {
    fn from(thing: Thing) -> Row {
        Row::new([
            thing.name.into(),
            thing.size.into(),
            thing.label.into(),
            thing.online.into(),
            thing.speed.into(),
            thing.since.into(),
        ])
    }
}

/// A class of which the script gives the one instance, and an enumeration twice.
fn of_rows(
    name: &'static str,
    properties: Vec<Property>,
    policy: Policy,
) -> &'static Class<Scripted> {
    leak(Class {
        get: Some(|provider: &Scripted, client, _| (provider.0.row)(client)),
        enumerate: Some(|provider, client| {
            let twice = [(provider.0.row)(client), (provider.0.row)(client)];
            Ok(Instances::new(twice).into_rows())
        }),
        ..Class::new(leak(schema_of(name, properties, policy)))
    })
}

/// A registration for what the script says of policy and level. It is leaked: the runtime asks for one that lasts as
/// long as the DLL, and a test's process is not long.
pub fn registration(script: &Script) -> &'static Registration<Scripted> {
    let things = leak(Schema {
        singleton: script.singleton,
        ..schema(CLASS, script.policy, script)
    });
    let classes = [
        leak(Class {
            get: Some(|provider: &Scripted, _, keys| {
                let ends: [ObjectPath; 2] = [keys.get(0)?, keys.get(1)?];
                let mut links = provider.0.links.iter();
                let is_it = |link: &&Link| {
                    let own = [&link.from, &link.to];
                    let mut pairs = own.into_iter().zip(&ends);
                    pairs.all(|(own, asked)| own.is_same_instance(asked))
                };
                let link = links.find(is_it).ok_or_else(Error::not_found)?;
                Ok(link.clone().into())
            }),
            enumerate: Some(|provider, _| {
                Ok(Instances::visible(provider.0.links.clone()).into_rows())
            }),
            ..Class::new(leak(schema_of(
                endpoints::LINK,
                endpoints::properties(things),
                unguarded(script),
            )))
        }),
        leak(Class {
            get: Some(|provider: &Scripted, client, _| {
                provider.0.come_to(Place::Get);
                (provider.0.row)(client)
            }),
            ..Class::new(leak(schema_of(
                every_type::CLASS,
                every_type::properties(),
                script.policy,
            )))
        }),
        leak(Class {
            get: Some(|provider: &Scripted, _, keys| {
                provider.0.come_to(Place::Get);
                every_key::row(keys)
            }),
            ..Class::new(leak(schema_of(
                every_key::CLASS,
                every_key::properties(),
                script.policy,
            )))
        }),
        leak(Class {
            get: Some(|provider: &Scripted, client, keys| {
                let name: String = keys.get(0)?;
                Ok(provider.get(client, &name)?.into())
            }),
            enumerate: Some(|provider, client| Ok(provider.enumerate(client)?.into_rows())),
            methods: methods::methods(things, script.method_access),
            ..writes::class(things, script.offers)
        }),
        of_rows(embedded::CLASS, embedded::properties(), unguarded(script)),
        of_rows(
            any_objects::CLASS,
            any_objects::properties(),
            unguarded(script),
        ),
        of_rows(texts::CLASS, texts::properties(), unguarded(script)),
        cards::class(things, unguarded(script)),
        leak(Class::new(leak(schema("Test_Mute", script.policy, script)))),
    ];
    let elsewhere = leak(Class {
        enumerate: Some(|provider: &Scripted, client| Ok(provider.enumerate(client)?.into_rows())),
        ..Class::new(leak(schema("Test_Elsewhere", script.policy, script)))
    });
    let namespaces = vec![
        ServedNamespace {
            path: NAMESPACE,
            classes: Box::leak(Box::new(classes)),
            of_others: Some(&asking::OF_OTHERS),
            guarded: &[],
        },
        ServedNamespace {
            path: ELSEWHERE,
            classes: Box::leak(Box::new([elsewhere as &Class<Scripted>])),
            of_others: None,
            guarded: &[],
        },
    ];
    leak(Registration {
        name: "Scripted",
        clsid: 0x6a3c1d52_0b7e_4f0e_8f55_0c4d6a1b9e21,
        level: script.level,
        audit: script.audit.then_some(crate::wmi::caller),
        namespaces: namespaces.leak(),
    })
}

fn schema(name: &'static str, policy: Policy, script: &Script) -> Schema {
    let size = Property::new("Size", CimType::Uint64, script.size_denied);
    let size = if script.size_is_written {
        size.writable()
    } else {
        size
    };
    let size = match script.size_access {
        Some(rule) => size.access(rule),
        None => size,
    };
    let properties = vec![
        Property::key("Name", CimType::String),
        size,
        Property::new("Label", CimType::String, PropertyDenial::Null).writable(),
        Property::new("Online", CimType::Boolean, PropertyDenial::Null),
        Property::new("Speed", CimType::Uint32, PropertyDenial::Null)
            .min(1)
            .writable(),
        Property::new("Since", CimType::DateTime, PropertyDenial::Null),
    ];
    schema_of(name, properties, policy)
}

/// The policy of the classes that have no rule.
fn unguarded(script: &Script) -> Policy {
    Policy {
        access: None,
        ..script.policy
    }
}

fn schema_of(name: &'static str, properties: Vec<Property>, policy: Policy) -> Schema {
    Schema {
        name,
        singleton: false,
        properties: properties.leak(),
        policy,
    }
}

/// Something that lasts as long as the process.
pub fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// The levels that a registration may require.
pub const REQUIRED: [Level; 2] = [Level::Impersonate, Level::Delegate];
