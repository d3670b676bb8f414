//! A provider's DLL, by its path.

use std::ffi::c_void;
use std::mem::transmute;
use std::ptr::null_mut;

use windows_core::{GUID, HRESULT, Interface, PCSTR, PCWSTR, s};

use crate::wmi_core::bindings::*;

/// The CLSID of tests/cases/disk, which both providers go by.
const CLSID: GUID = GUID::from_u128(0x0f7f0a3c_5d0b_4a57_9a57_3a1f6f4d2b11);

/// A loaded DLL, which is never freed.
pub struct Dll(HMODULE);

impl Dll {
    /// Loads it.
    pub fn load(path: &str) -> Self {
        let wide: Vec<u16> = path.encode_utf16().chain([0]).collect();
        // SAFETY: `wide` ends with a zero and lives for the call.
        let module = unsafe { LoadLibraryW(PCWSTR(wide.as_ptr())) };
        assert!(!module.0.is_null(), "{path} does not load");
        Self(module)
    }

    /// Where it is in memory.
    pub fn base(&self) -> *mut u8 {
        self.0.0.cast()
    }

    /// A new provider from its class factory.
    pub fn provider(&self) -> IWbemProviderInit {
        type Export =
            unsafe extern "system" fn(*const GUID, *const GUID, *mut *mut c_void) -> HRESULT;
        let name: PCSTR = s!("DllGetClassObject");
        // SAFETY: the module stays loaded, and the name ends with a zero.
        let export = unsafe { GetProcAddress(self.0, name) }.expect("DllGetClassObject");
        let mut factory = null_mut();
        // SAFETY: this is the signature that COM gives the export; the parameters live for the call.
        let got = unsafe {
            let get: Export = transmute(export);
            get(&CLSID, &IClassFactory::IID, &mut factory)
        };
        assert!(got.is_ok(), "DllGetClassObject: {got:?}");
        // SAFETY: a success is a reference of the interface that was asked for.
        let factory = unsafe { IClassFactory::from_raw(factory) };
        // SAFETY: the factory is held for the call; there is no outer object.
        unsafe { factory.CreateInstance(None) }.expect("a provider")
    }
}
