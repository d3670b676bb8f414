//! COM lets go of the DLL while the host runs on, and nothing of the provider's may be left to run in what was its code.
#![cfg(windows)]

#[allow(dead_code, unused_imports, reason = "one test uses a part of the core")]
mod wmi_core;

use std::os::windows::ffi::OsStrExt;
use std::time::Duration;
use windows_core::{GUID, PCWSTR};
use wmi_core::bindings::{FreeLibrary, GetModuleHandleW};
use wmi_core::codes::S_OK;
use wmi_core::{Client, Core, Definition, Dll};

const CLSID: GUID = GUID::from_u128(0x0f7f0a3c_5d0b_4a57_9a57_3a1f6f4d2b11);

/// The only test of its process, so that nobody else has the DLL loaded.
#[test]
fn the_thread_of_the_provider_ends_before_the_dll_goes() {
    let core = Core::new([Definition::new("Acme_Disk")]);
    let dll = Dll::load();
    let object = dll.provider(&CLSID).expect("the DLL makes an object");
    let provider = core.initialize(object, r"root\Acme").provider();
    let absent = "Acme_Disk.DeviceID=\"absent\"";
    core.get(&provider, &Client::impersonate(), absent);
    core.release(provider);
    assert_eq!(dll.can_unload_now(), S_OK);

    let path: Vec<u16> = dll.path().as_os_str().encode_wide().chain([0]).collect();
    // SAFETY: the path ends with a zero.
    let module = unsafe { GetModuleHandleW(PCWSTR(path.as_ptr())) };
    assert!(!module.0.is_null());
    // SAFETY: nothing of the DLL is held or called any more; this is what COM does.
    assert!(unsafe { FreeLibrary(module) }.as_bool());
    // SAFETY: as above.
    let left = unsafe { GetModuleHandleW(PCWSTR(path.as_ptr())) };
    assert!(left.0.is_null(), "nobody keeps the DLL");
    // A thread that was left would come back from its wait now.
    std::thread::sleep(Duration::from_millis(200));
}
