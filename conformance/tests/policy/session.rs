//! A core with one initialized provider that follows a script.

use std::sync::Arc;
use std::time::Duration;

use windows_core::{HRESULT, IUnknown, Interface};

use crate::script::Script;
use crate::scripted::{Current, registration};
use crate::wmi::com::Server;
use crate::wmi_core::bindings::*;
use crate::wmi_core::{
    Answer, Client, Core, Definition, Entry, Event, Instance, Outcome, Property, Provider, Request,
    Value,
};
use crate::{
    any_objects, cards, embedded, endpoints, every_key, every_type, hierarchies, methods, reading,
    texts,
};

/// The namespace that the provider serves.
pub const NAMESPACE: &str = r"root\Test";

/// Another one that it serves, with a class of its own.
pub const ELSEWHERE: &str = r"root\Test\Elsewhere";

/// The class that it serves.
pub const CLASS: &str = "Test_Thing";

/// How many instances fit one Indicate, in scripts that do not say otherwise.
pub const BATCH: usize = 64;

/// `WBEM_E_QUOTA_VIOLATION`
pub const WBEM_E_QUOTA_VIOLATION: HRESULT = HRESULT(0x8004_106C_u32.cast_signed());

/// A provider under test. Its drop releases the provider, and fails the test on any breach.
pub struct Session {
    /// WMI.
    pub core: Core,
    /// What the provider does, and what it noted.
    pub script: Arc<Script>,
    provider: Option<Provider>,
}

impl Session {
    /// Initializes a provider that follows the script.
    pub fn start(script: Script) -> Self {
        Self::start_in(core(), script)
    }

    /// The same, in the test's own core.
    pub fn start_in(core: Core, script: Script) -> Self {
        Self::start_for(core, script, NAMESPACE)
    }

    /// The same, initialized for that namespace.
    pub fn start_for(core: Core, script: Script, namespace: &str) -> Self {
        let script = Arc::new(script);
        let provider = initialize(&core, &script, namespace).provider();
        Self {
            core,
            script,
            provider: Some(provider),
        }
    }

    /// The provider, as WMI holds it.
    pub fn provider(&self) -> &Provider {
        self.provider.as_ref().expect("held until the drop")
    }

    /// GetObjectAsync of the thing of that name.
    pub fn get(&self, client: &Client, name: &str) -> Answer {
        self.call(client, Request::get(&path(name)))
    }

    /// CreateInstanceEnumAsync of all things.
    pub fn enumerate(&self, client: &Client) -> Answer {
        self.call(client, Request::enumerate(CLASS))
    }

    /// Any call.
    pub fn call(&self, client: &Client, request: Request) -> Answer {
        let _current = Current::set(&self.script);
        self.core.call(self.provider(), client, request)
    }

    /// How many instances each Indicate so far had.
    pub fn indicates(&self) -> Vec<usize> {
        let entries = self.core.trace().whole();
        let indicated = entries.iter().filter_map(|entry| match &entry.event {
            Event::Indicate(instances, _) => Some(instances.len()),
            _ => None,
        });
        indicated.collect()
    }

    /// The events so far for which there is something to say.
    pub fn events<T>(&self, what: impl FnMut(Entry) -> Option<T>) -> Vec<T> {
        self.core
            .trace()
            .whole()
            .into_iter()
            .filter_map(what)
            .collect()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _current = Current::set(&self.script);
        if let Some(provider) = self.provider.take() {
            self.core.release(provider);
        }
    }
}

/// A core that has the scripted provider's classes.
pub fn core() -> Core {
    core_of(things(Property::new("Label", CIM_STRING)))
}

/// The same, with a `Label` of its own.
pub fn core_with(label: Property) -> Core {
    core_of(things(label))
}

/// The same, where the last Put to a thing takes the client's token off the thread.
pub fn core_taking_the_token() -> Core {
    let things = things(Property::new("Label", CIM_STRING));
    core_of(things.map(Definition::taking_the_token))
}

fn things(label: Property) -> [Definition; 3] {
    let class = |name| {
        Definition::new(name)
            .key("Name", CIM_STRING)
            .property("Size", CIM_UINT64)
            .with(label.clone())
            .property("Online", CIM_BOOLEAN)
            .property("Speed", CIM_UINT32)
            .property("Since", CIM_DATETIME)
    };
    let methods = methods::definitions().into_iter();
    [
        methods.fold(class(CLASS), Definition::with_method),
        class("Test_Mute"),
        class("Test_Elsewhere"),
    ]
}

fn core_of(things: [Definition; 3]) -> Core {
    // Nothing here comes late unless it does not come at all.
    let others = [
        every_type::definition(),
        every_key::definition(),
        endpoints::definition(),
    ];
    let others = others.into_iter().chain(embedded::definitions());
    let others = others.chain(any_objects::definitions());
    let others = others.chain(texts::definitions());
    let others = others.chain(reading::definitions());
    let others = others.chain([cards::definition()]);
    let others = others.chain(hierarchies::definitions());
    Core::new(things.into_iter().chain(others)).patience(Duration::from_secs(5))
}

/// A provider that WMI has not initialized yet. From here on it is what COM makes of it: the core has bindings of its
/// own, and asks for its own interface.
pub fn server(script: &Script) -> IWbemProviderInit {
    let server = IUnknown::from(Server::new(registration(script)));
    server.cast().expect("a provider has IWbemProviderInit")
}

/// Initializes a provider that follows the script.
pub fn initialize(core: &Core, script: &Arc<Script>, namespace: &str) -> Outcome {
    let _current = Current::set(script);
    core.initialize(server(script), namespace)
}

/// The path of the thing of that name.
pub fn path(name: &str) -> String {
    format!(r#"{CLASS}.Name="{name}""#)
}

/// A thing as a client sees it that may see all of it.
pub fn seen(name: &str) -> Instance {
    seen_with(name, Value::text("7"))
}

/// A thing as a client sees it, with this size.
pub fn seen_with(name: &str, size: Value) -> Instance {
    let [label, online, speed, since] = ["Label", "Online", "Speed", "Since"].map(null);
    let values = [("Name", Value::text(name)), ("Size", size)];
    Instance::new(
        CLASS,
        values.into_iter().chain([label, online, speed, since]),
    )
}

fn null(name: &'static str) -> (&'static str, Value) {
    (name, Value::Null)
}

/// The names of an answer's instances, in order.
pub fn names(answer: &Answer) -> Vec<String> {
    let name = |instance: &Instance| match instance.get("Name") {
        Some(Value::Bstr(name)) => name.clone(),
        other => panic!("an instance without a name: {other:?}"),
    };
    answer.objects.iter().map(name).collect()
}
