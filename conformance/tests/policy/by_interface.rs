//! Calls that the core does not make, because WMI would not: straight through the interface.

use std::sync::{Arc, Mutex};

use windows_core::{BSTR, HRESULT, Ref, Result, implement_decl};

use crate::lock;
use crate::wmi_core::bindings::*;
use crate::wmi_core::{Client, Core};

/// A sink that counts.
pub struct Counting {
    told: Told,
}

implement_decl! { impl Counting as pub Counting_Impl: [IWbemObjectSink] }

/// What a [`Counting`] sink was told.
#[derive(Clone, Default)]
pub struct Told {
    statuses: Arc<Mutex<Vec<HRESULT>>>,
    objects: Arc<Mutex<i32>>,
}

impl Counting {
    /// A sink, and what it will be told.
    #[allow(
        clippy::new_ret_no_self,
        reason = "as a COM object it is its interface"
    )]
    pub fn new() -> (IWbemObjectSink, Told) {
        let told = Told::default();
        (Self { told: told.clone() }.into(), told)
    }
}

impl Told {
    /// The completion codes.
    pub fn statuses(&self) -> Vec<HRESULT> {
        lock(&self.statuses).clone()
    }

    /// The number of instances.
    pub fn objects(&self) -> i32 {
        *lock(&self.objects)
    }
}

impl IWbemObjectSink_Impl for Counting_Impl {
    fn Indicate(&self, count: i32, _: *const Option<IWbemClassObject>) -> Result<()> {
        *lock(&self.told.objects) += count;
        Ok(())
    }

    fn SetStatus(&self, _: i32, status: HRESULT, _: &BSTR, _: Ref<IWbemClassObject>) -> Result<()> {
        lock(&self.told.statuses).push(status);
        Ok(())
    }
}

/// Runs `call` on a thread as WMI's are, for a client that can be impersonated.
pub fn as_wmi<T>(core: &Core, call: impl FnOnce() -> T) -> T {
    Client::impersonate().call(core.trace(), call)
}
