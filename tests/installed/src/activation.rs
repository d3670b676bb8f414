//! COM's and WMI's side: the provider is found by its CLSID, serves, and goes.

use std::marker::PhantomData;
use std::path::Path;

use windows_core::Result;

use crate::PROVIDER;
use crate::file::{can_unload_now, is_loaded};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::{S_FALSE, S_OK, WBEM_E_ACCESS_DENIED};
use crate::wmi_core::{Client, Core, Kind};

windows_core::link!("ole32.dll" "system" fn CoFreeUnusedLibrariesEx(delay: u32, reserved: u32));

/// The multithreaded apartment, in which WMI's hosts are, on this thread.
pub struct Apartment(PhantomData<*mut ()>);

impl Apartment {
    /// Enters it.
    pub fn enter() -> Self {
        // SAFETY: paired with the CoUninitialize of the drop, on this thread.
        let entered = unsafe { CoInitializeEx(None, COINIT_MULTITHREADED.cast_unsigned()) };
        assert!(entered.is_ok(), "CoInitializeEx: {entered:?}");
        Self(PhantomData)
    }
}

impl Drop for Apartment {
    fn drop(&mut self) {
        // SAFETY: `enter` succeeded on this thread, which the type cannot leave.
        unsafe { CoUninitialize() };
    }
}

/// A provider from CoCreateInstance.
pub fn create() -> Result<IWbemProviderInit> {
    // SAFETY: the CLSID lives for the call; there is no outer object.
    unsafe { CoCreateInstance(&PROVIDER.guid(), None, CLSCTX_INPROC_SERVER) }
}

/// The whole of a provider's life in a host of WMI's.
pub fn serve(dll: &Path) {
    let _apartment = Apartment::enter();
    assert!(!is_loaded(dll), "nobody but COM is to load it");
    let init = create().expect("COM activates the provider");
    assert!(is_loaded(dll), "COM has loaded another file");
    println!("activated by its CLSID");

    let namespace = PROVIDER.namespaces[0];
    let core = Core::new(PROVIDER.definitions_in(namespace));
    let provider = core.initialize(init, namespace).provider();
    println!("initialised");

    for class in PROVIDER.classes {
        let answer = core.enumerate(&provider, &Client::impersonate(), class.name);
        assert_eq!(answer.status(), S_OK, "{answer:?}");
        println!("{}: enumerated for a client that it may act as", class.name);
        let client = Client::new(Kind::Identify);
        let answer = core.enumerate(&provider, &client, class.name);
        assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED, "{answer:?}");
        assert!(answer.objects.is_empty());
        println!(
            "{}: denied to a client that it may only identify",
            class.name
        );
    }
    assert_eq!(can_unload_now(dll), S_FALSE, "while the provider lives");
    core.release(provider);
    core.assert_no_breach();
    println!("released, and nothing of WMI's kept");

    assert_eq!(can_unload_now(dll), S_OK);
    println!("DllCanUnloadNow: S_OK");
    // Without a delay: by itself COM waits ten minutes before it unloads what several threads may have been in.
    // SAFETY: nothing of the DLL is in use, as it has just said itself.
    unsafe { CoFreeUnusedLibrariesEx(0, 0) };
    assert!(!is_loaded(dll), "COM has not let go of the DLL");
    println!("unloaded by COM");
}
