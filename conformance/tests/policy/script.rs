//! What a test wants its provider to do, and what the provider noted while it did so.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::cards;
use crate::endpoints::Link;
use crate::lock;
use crate::methods::{Asked, Output};
use crate::session::BATCH;
use crate::wmi::{
    Caller, Client, EnumerationDenial, Error, Event, Level, ObjectDenial, ObjectPath, Operation,
    OwnError, Pace, Policy, PropertyDenial, Read, Result, Row, Rule,
};
use crate::wmi_core::Identity;
use crate::writes::{Changed, New, Written, path_of};

/// An instance of `Test_Thing`, with a property of each type that WMI is given.
#[derive(Clone, Debug, Default)]
pub struct Thing {
    /// The key, which may be denied.
    pub name: Read<String>,
    /// The property that the client may be denied by itself.
    pub size: Read<u64>,
    /// A string that is no key.
    pub label: Option<String>,
    /// A boolean.
    pub online: Option<bool>,
    /// A uint32.
    pub speed: Option<u32>,
    /// A datetime.
    pub since: Option<crate::wmi::DateTime>,
}

impl Thing {
    /// A thing of that name, with a size and nothing else.
    pub fn new(name: &str) -> Self {
        Self {
            name: Read::Value(name.to_owned()),
            size: Read::Value(7),
            ..Self::default()
        }
    }
}

/// How the provider gets one thing, or does not.
pub type Step = Box<dyn Fn(&mut Client<'_>) -> Result<Thing> + Send + Sync>;

/// Where code of the provider runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// `Provider::initialize`
    Initialize,
    /// The class's `get`.
    Get,
    /// The class's `enumerate`, which gives an iterator.
    Enumerate,
    /// The class's methods.
    Execute,
    /// Whether the client may create.
    Authorize,
    /// The class's `create`.
    Create,
    /// Its `update`.
    Update,
    /// Its `delete`.
    Delete,
    /// A step of the iterator.
    Next,
    /// The drop of the iterator.
    IteratorDrop,
    /// The drop of what the iterator still had.
    LeftoverDrop,
    /// `Provider::log`
    Log,
    /// The drop of the provider's value.
    ProviderDrop,
}

/// What the log was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The operation.
    pub operation: Operation,
    /// The class.
    pub class: Option<String>,
    /// The method.
    pub method: Option<String>,
    /// The completion code.
    pub status: i32,
    /// The client's level.
    pub level: Level,
    /// How many instances the client was denied.
    pub denied: usize,
    /// How many were not there.
    pub absent: usize,
    /// How many failed.
    pub failed: usize,
    /// What the first denied, absent and failed one said, as far as there was one that did.
    pub firsts: Vec<String>,
    /// Who called.
    pub caller: Option<Caller>,
    /// What ended the operation, in words.
    pub detail: Option<String>,
}

type Opening = Box<dyn Fn(&mut Client<'_>) -> Result<()> + Send + Sync>;
type Executing = Box<dyn Fn(&mut Client<'_>, &Asked) -> Result<Output> + Send + Sync>;
type Rowing = Box<dyn Fn(&mut Client<'_>) -> Result<Row> + Send + Sync>;
type Initializing = Box<dyn Fn() -> std::result::Result<(), OwnError> + Send + Sync>;
type Hook = Box<dyn Fn() + Send + Sync>;
type Creating = Box<dyn Fn(&mut Client<'_>, &New) -> Result<ObjectPath> + Send + Sync>;
type Updating = Box<dyn Fn(&mut Client<'_>, &str, &Changed) -> Result<()> + Send + Sync>;
type Deleting = Box<dyn Fn(&mut Client<'_>, &str) -> Result<()> + Send + Sync>;

/// What the class offers of what is done to its instances.
#[derive(Clone, Copy)]
pub struct Offers {
    /// `create`
    pub create: bool,
    /// `update`
    pub update: bool,
    /// `delete`
    pub delete: bool,
    /// Code that says who may create, where no rule says it.
    pub authorizes: bool,
}

impl Offers {
    /// All of it.
    pub const ALL: Offers = Offers {
        create: true,
        update: true,
        delete: true,
        authorizes: true,
    };
}

/// Batches whose ends do not depend on time, and steps that are each followed by a look at the token.
pub const STEP_BY_STEP: Pace = Pace {
    instances: BATCH,
    patience: Duration::MAX,
    look_share: 0,
    ..Pace::DEFAULT
};

/// A provider's behaviour. What it is not told otherwise, it does as a good provider would.
pub struct Script {
    /// The class's policy.
    pub policy: Policy,
    /// What a denial of `Size` alone does to its instance.
    pub size_denied: PropertyDenial,
    /// The rule that says who may see `Size`.
    pub size_access: Option<&'static Rule>,
    /// The rule that the class's methods have in the place of the class's.
    pub method_access: Option<&'static Rule>,
    /// Whether clients write `Size`.
    pub size_is_written: bool,
    /// What the class offers of what is done to its instances.
    pub offers: Offers,
    /// Whether the class has one instance.
    pub singleton: bool,
    /// The level that the registration requires.
    pub level: Level,
    /// Whether the log is told who called.
    pub audit: bool,
    pub(super) things: Vec<(String, Step)>,
    pub(super) apart: Vec<(String, Step)>,
    pub(super) links: Vec<Link>,
    pub(super) row: Rowing,
    executing: Executing,
    authorizing: Opening,
    creating: Creating,
    updating: Updating,
    deleting: Deleting,
    pub(super) opening: Opening,
    pub(super) initializing: Initializing,
    pub(super) endless: bool,
    hooks: Vec<(Place, Hook)>,
    notes: Mutex<Vec<(Place, Identity)>>,
    asked: Mutex<Vec<Asked>>,
    written: Mutex<Vec<Written>>,
    cards: Mutex<Vec<cards::Written>>,
    log: Mutex<Vec<Logged>>,
}

impl Script {
    /// The default policies, a look at the token after each step, and no things.
    pub fn new() -> Self {
        Self {
            policy: Policy {
                pace: STEP_BY_STEP,
                ..Policy::DEFAULT
            },
            size_denied: PropertyDenial::Null,
            size_access: None,
            method_access: None,
            size_is_written: true,
            offers: Offers::ALL,
            singleton: false,
            level: Level::Impersonate,
            audit: false,
            things: Vec::new(),
            apart: Vec::new(),
            links: Vec::new(),
            row: Box::new(|_| Err(Error::not_found())),
            executing: Box::new(|_, asked| Ok(Output::of(asked))),
            authorizing: Box::new(|_| Ok(())),
            creating: Box::new(|_, new| Ok(path_of(new))),
            updating: Box::new(|_, _, _| Ok(())),
            deleting: Box::new(|_, _| Ok(())),
            opening: Box::new(|_| Ok(())),
            initializing: Box::new(|| Ok(())),
            endless: false,
            hooks: Vec::new(),
            notes: Mutex::default(),
            asked: Mutex::default(),
            written: Mutex::default(),
            cards: Mutex::default(),
            log: Mutex::default(),
        }
    }

    /// With these answers to a denial of an object.
    pub fn denials(mut self, object: ObjectDenial, enumeration: EnumerationDenial) -> Self {
        self.policy.object = object;
        self.policy.enumeration = enumeration;
        self
    }

    /// With this answer to an enumeration with denials.
    pub fn enumeration(self, enumeration: EnumerationDenial) -> Self {
        let object = self.policy.object;
        self.denials(object, enumeration)
    }

    /// With this answer to a denial of `Size`.
    pub fn size_denied(mut self, denied: PropertyDenial) -> Self {
        self.size_denied = denied;
        self
    }

    /// With a class that has one instance.
    pub fn singleton(mut self) -> Self {
        self.singleton = true;
        self
    }

    /// With at most so many instances held back.
    pub fn held_instances_max(mut self, most: usize) -> Self {
        self.policy.held_instances_max = most;
        self
    }

    /// With at most so many bytes held back.
    pub fn held_bytes_max(mut self, most: usize) -> Self {
        self.policy.held_bytes_max = most;
        self
    }

    /// With batches of these measures.
    pub fn pace(mut self, pace: Pace) -> Self {
        self.policy.pace = pace;
        self
    }

    /// With at most so many errors in a row.
    pub fn errors_in_a_row_max(mut self, most: usize) -> Self {
        self.policy.errors_in_a_row_max = most;
        self
    }

    /// With this rule of who may do what with the class.
    pub fn guarded_by(mut self, rule: &'static Rule) -> Self {
        self.policy.access = Some(rule);
        self
    }

    /// With this rule of who may call the methods, in the place of the class's.
    pub fn called_by(mut self, rule: &'static Rule) -> Self {
        self.method_access = Some(rule);
        self
    }

    /// With this level required of clients.
    pub fn requiring(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Then a thing that anybody may see.
    pub fn thing(self, name: &str) -> Self {
        let thing = Thing::new(name);
        self.step(name, move |_| Ok(thing.clone()))
    }

    /// Then so many things, numbered from 0.
    pub fn things(self, count: usize) -> Self {
        (0..count).fold(self, |script, number| script.thing(&number.to_string()))
    }

    /// Then a thing that the client may not see.
    pub fn denied(self, name: &str) -> Self {
        self.step(name, |_| Err(Error::denied()))
    }

    /// Then a thing of that name, to which the provider comes in this way.
    pub fn step(
        mut self,
        name: &str,
        step: impl Fn(&mut Client<'_>) -> Result<Thing> + Send + Sync + 'static,
    ) -> Self {
        self.things.push((name.to_owned(), Box::new(step)));
        self
    }

    /// The last thing comes again and again.
    pub fn endless(mut self) -> Self {
        self.endless = true;
        self
    }

    /// And a thing of that name that no enumeration meets.
    pub fn apart(
        mut self,
        name: &str,
        step: impl Fn(&mut Client<'_>) -> Result<Thing> + Send + Sync + 'static,
    ) -> Self {
        self.apart.push((name.to_owned(), Box::new(step)));
        self
    }

    /// And an instance of the class that refers to things.
    pub fn link(mut self, link: Link) -> Self {
        self.links.push(link);
        self
    }

    /// And an instance of the class that has a property of every type.
    pub fn row(
        mut self,
        row: impl Fn(&mut Client<'_>) -> Result<Row> + Send + Sync + 'static,
    ) -> Self {
        self.row = Box::new(row);
        self
    }

    /// Each method is carried out in this way.
    pub fn executing(
        mut self,
        executing: impl Fn(&mut Client<'_>, &Asked) -> Result<Output> + Send + Sync + 'static,
    ) -> Self {
        self.executing = Box::new(executing);
        self
    }

    /// Who may create is found out in this way.
    pub fn authorizing(
        mut self,
        authorizing: impl Fn(&mut Client<'_>) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        self.authorizing = Box::new(authorizing);
        self
    }

    /// Things are created in this way.
    pub fn creating(
        mut self,
        creating: impl Fn(&mut Client<'_>, &New) -> Result<ObjectPath> + Send + Sync + 'static,
    ) -> Self {
        self.creating = Box::new(creating);
        self
    }

    /// They are changed in this way.
    pub fn updating(
        mut self,
        updating: impl Fn(&mut Client<'_>, &str, &Changed) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        self.updating = Box::new(updating);
        self
    }

    /// They are deleted in this way.
    pub fn deleting(
        mut self,
        deleting: impl Fn(&mut Client<'_>, &str) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        self.deleting = Box::new(deleting);
        self
    }

    /// With a `Size` that clients do not write.
    pub fn with_size_unwritten(mut self) -> Self {
        self.size_is_written = false;
        self
    }

    /// With a class that offers this of what is done to its instances.
    pub fn offering(mut self, offers: Offers) -> Self {
        self.offers = offers;
        self
    }

    /// `enumerate` does this before it gives its iterator, or instead.
    pub fn opening(
        mut self,
        opening: impl Fn(&mut Client<'_>) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        self.opening = Box::new(opening);
        self
    }

    /// `initialize` does this before it gives its value, or instead.
    pub fn initializing(
        mut self,
        initializing: impl Fn() -> std::result::Result<(), OwnError> + Send + Sync + 'static,
    ) -> Self {
        self.initializing = Box::new(initializing);
        self
    }

    /// The code at this place does this too.
    pub fn at(mut self, place: Place, hook: impl Fn() + Send + Sync + 'static) -> Self {
        self.hooks.push((place, Box::new(hook)));
        self
    }

    /// Where code of the provider ran so far, and as whom.
    pub fn notes(&self) -> Vec<(Place, Identity)> {
        lock(&self.notes).clone()
    }

    /// As whom code ran at this place, each time.
    pub fn identities(&self, place: Place) -> Vec<Identity> {
        let notes = self.notes();
        let here = notes.into_iter().filter(|(at, _)| *at == place);
        here.map(|(_, identity)| identity).collect()
    }

    /// How often code ran at this place.
    pub fn count(&self, place: Place) -> usize {
        self.identities(place).len()
    }

    /// What the class's methods were asked to do so far.
    pub fn asked(&self) -> Vec<Asked> {
        lock(&self.asked).clone()
    }

    /// Carries out a method.
    pub(super) fn execute(&self, client: &mut Client<'_>, asked: Asked) -> Result<Output> {
        self.come_to(Place::Execute);
        lock(&self.asked).push(asked.clone());
        (self.executing)(client, &asked)
    }

    /// What the class's code was asked to write so far.
    pub fn written(&self) -> Vec<Written> {
        lock(&self.written).clone()
    }

    /// What the code of the class with every kind of property was asked to write so far.
    pub fn cards(&self) -> Vec<cards::Written> {
        lock(&self.cards).clone()
    }

    /// Notes what that code was asked to write.
    pub(super) fn card(&self, written: cards::Written) {
        lock(&self.cards).push(written);
    }

    /// Finds out whether the client may create.
    pub(super) fn authorize(&self, client: &mut Client<'_>) -> Result<()> {
        self.come_to(Place::Authorize);
        (self.authorizing)(client)
    }

    /// Creates a thing.
    pub(super) fn create(&self, client: &mut Client<'_>, new: New) -> Result<ObjectPath> {
        self.come_to(Place::Create);
        lock(&self.written).push(Written::Created(new.clone()));
        (self.creating)(client, &new)
    }

    /// Changes one.
    pub(super) fn update(
        &self,
        client: &mut Client<'_>,
        name: String,
        change: Changed,
    ) -> Result<()> {
        self.come_to(Place::Update);
        lock(&self.written).push(Written::Changed(name.clone(), change.clone()));
        (self.updating)(client, &name, &change)
    }

    /// Deletes one.
    pub(super) fn delete(&self, client: &mut Client<'_>, name: String) -> Result<()> {
        self.come_to(Place::Delete);
        lock(&self.written).push(Written::Deleted(name.clone()));
        (self.deleting)(client, &name)
    }

    /// Forgets where code ran and what it was asked: for those who call so often that it would fill the memory.
    pub fn forget(&self) {
        lock(&self.notes).clear();
        lock(&self.asked).clear();
        lock(&self.written).clear();
        lock(&self.log).clear();
    }

    /// What the log was told so far.
    pub fn log(&self) -> Vec<Logged> {
        lock(&self.log).clone()
    }

    /// Code of the provider runs at this place.
    pub(super) fn come_to(&self, place: Place) {
        lock(&self.notes).push((place, Identity::now()));
        for (_, hook) in self.hooks.iter().filter(|(at, _)| *at == place) {
            hook();
        }
    }

    pub(super) fn take_down(&self, event: &Event<'_>) {
        lock(&self.log).push(Logged {
            operation: event.operation,
            class: event.class.map(str::to_owned),
            method: event.method.map(str::to_owned),
            status: event.status.0,
            level: event.level,
            denied: event.denied.count,
            absent: event.absent.count,
            failed: event.failed.count,
            firsts: [event.denied, event.absent, event.failed]
                .iter()
                .filter_map(|skipped| skipped.first.map(str::to_owned))
                .collect(),
            caller: event.caller.cloned(),
            detail: event.detail.map(str::to_owned),
        });
    }
}

/// Something shared with closures.
pub fn shared<T>(value: T) -> Arc<Mutex<T>> {
    Arc::new(Mutex::new(value))
}
