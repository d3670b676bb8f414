//! A host that asks a provider as WMI does, and does no more than WMI must: nothing is recorded, and of what a provider gets
//! wrong nothing is noticed but a failure. The small WMI core is for that; it would take most of the time here.
//!
//! A call by way of it has a call context with a client's token, a context object, a namespace that gives the class's
//! definition, objects that keep their values, and a sink that counts. Like WMI's own, the sink leaves the thread its token.

mod namespace;
mod object;
mod security;
mod sink;

use std::env;

use windows_core::{BSTR, ComObject, HRESULT, Interface, w};

use crate::check::definition;
use crate::wmi_core::bindings::*;
use namespace::{Context, Namespace};
use security::{CallContext, Token};
use sink::{InitSink, Sink};

pub use object::Object;
pub use security::Apartment;

/// Tells the providers that are initialised from now on how many instances they have, and the one in C++ whether it is to be
/// careful.
pub fn environment(rows: u32, careful: bool) {
    for (name, number) in [("BENCH_ROWS", rows), ("BENCH_CAREFUL", careful.into())] {
        // SAFETY: no other thread of this process reads or writes the environment meanwhile.
        unsafe { env::set_var(name, number.to_string()) };
    }
}

/// A provider that is initialised, and what calls need.
pub struct Served {
    services: IWbemServices,
    client: Token,
    context: IWbemContext,
}

/// How a call ended.
pub struct End {
    /// What came with the completion.
    pub status: HRESULT,
    /// How many instances came.
    pub instances: u32,
}

impl Served {
    /// Initialises a provider.
    pub fn initialize(init: IWbemProviderInit) -> Self {
        let sink = ComObject::new(InitSink::default());
        let namespace = ComObject::new(Namespace::new(&definition()));
        let client = Token::of_this_process();
        let returned = {
            let _context = CallContext::enter(&client);
            // SAFETY: the strings are static, and every pointer is held for the call.
            unsafe {
                init.Initialize(
                    w!(r"ACME\somebody"),
                    0,
                    w!(r"root\Acme"),
                    w!("MS_409"),
                    &namespace.to_interface::<IWbemServices>(),
                    None,
                    &sink.to_interface::<IWbemProviderInitSink>(),
                )
            }
        };
        assert!(returned.is_ok(), "Initialize: {returned:?}");
        assert_eq!(sink.status(), Some(0), "the provider is initialised");
        Self::new(init.cast().expect("IWbemServices"))
    }

    /// A provider that needs no initialisation.
    pub fn new(services: IWbemServices) -> Self {
        Self {
            services,
            client: Token::of_this_process(),
            context: ComObject::new(Context).to_interface(),
        }
    }

    /// CreateInstanceEnumAsync of a class.
    pub fn enumerate(&self, class: &BSTR) -> End {
        // SAFETY: the string lives, and the pointers are held, for the call.
        self.call(|sink| unsafe {
            self.services
                .CreateInstanceEnumAsync(class, 0, &self.context, sink)
        })
    }

    /// GetObjectAsync of a path.
    pub fn get(&self, path: &BSTR) -> End {
        // SAFETY: the string lives, and the pointers are held, for the call.
        self.call(|sink| unsafe { self.services.GetObjectAsync(path, 0, &self.context, sink) })
    }

    fn call(&self, ask: impl FnOnce(&IWbemObjectSink) -> HRESULT) -> End {
        let sink = ComObject::new(Sink::default());
        let _context = CallContext::enter(&self.client);
        let returned = ask(&sink.to_interface());
        assert!(returned.is_ok(), "the method returns {returned:?}");
        sink.end()
    }
}
