//! COM lets go of the DLL while the host runs on, and nothing of the provider's may be left to run in what was its code.
#![cfg(windows)]

mod harness;

use harness::codes::S_OK;
use harness::wmi_core::Dll;
use harness::wmi_core::bindings::{FreeLibrary, GetModuleHandleW};
use harness::{Level, Provider, Result};
use std::os::windows::ffi::OsStrExt;
use std::time::Duration;
use windows_core::PCWSTR;

/// The only test of its process, so that nobody else has the DLL loaded.
#[test]
fn the_thread_of_the_provider_ends_before_the_dll_goes() -> Result {
    let provider = Provider::load()?;
    let absent = provider
        .client(Level::Impersonate)
        .get("Acme_Disk.DeviceID=\"absent\"");
    assert!(absent.is_err());
    drop(provider);
    let dll = Dll::load();
    assert_eq!(dll.can_unload_now(), S_OK);

    let path: Vec<u16> = dll.path().as_os_str().encode_wide().chain([0]).collect();
    let loaded = || {
        // SAFETY: the path ends with a zero.
        let module = unsafe { GetModuleHandleW(PCWSTR(path.as_ptr())) };
        (!module.0.is_null()).then_some(module)
    };
    // Once for the provider, and once for this test.
    for _ in 0..2 {
        let module = loaded().expect("the DLL is loaded");
        // SAFETY: nothing of the DLL is held or called any more; this is what COM does.
        assert!(unsafe { FreeLibrary(module) }.as_bool());
    }
    assert!(loaded().is_none(), "nobody keeps the DLL");
    // A thread that was left would come back from its wait now.
    std::thread::sleep(Duration::from_millis(200));
    Ok(())
}
