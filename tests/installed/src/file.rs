//! The DLL as a file with exports, which `regsvr32` loads and frees by itself.

use std::ffi::CStr;
use std::os::windows::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use windows_core::{HRESULT, PCSTR, PCWSTR};

use crate::wmi_core::bindings::*;

/// The file, loaded.
pub struct DllFile {
    module: HMODULE,
    path: PathBuf,
}

impl DllFile {
    /// Loads the file.
    pub fn load(path: &Path) -> Self {
        let wide = wide(path);
        // SAFETY: `wide` ends with a zero and lives for the call.
        let module = unsafe { LoadLibraryW(PCWSTR(wide.as_ptr())) };
        assert!(!module.0.is_null(), "{} does not load", path.display());
        let path = path.to_owned();
        Self { module, path }
    }

    /// DllRegisterServer.
    pub fn register(&self) -> HRESULT {
        call(self.module, c"DllRegisterServer")
    }

    /// DllUnregisterServer.
    pub fn unregister(&self) -> HRESULT {
        call(self.module, c"DllUnregisterServer")
    }

    /// Frees the file, of which nothing stays in the process.
    pub fn free(self) {
        // SAFETY: the reference is this value's, and nothing of the DLL is in use.
        let freed = unsafe { FreeLibrary(self.module) };
        assert!(freed.as_bool(), "FreeLibrary");
        assert!(!is_loaded(&self.path), "somebody else still holds the DLL");
    }
}

/// Whether the file is loaded in this process.
pub fn is_loaded(path: &Path) -> bool {
    loaded(path).is_some()
}

/// DllCanUnloadNow of the file, which somebody else has loaded.
pub fn can_unload_now(path: &Path) -> HRESULT {
    let module = loaded(path).expect("the DLL is loaded");
    call(module, c"DllCanUnloadNow")
}

fn loaded(path: &Path) -> Option<HMODULE> {
    let wide = wide(path);
    // SAFETY: `wide` ends with a zero and lives for the call, which takes no reference.
    let module = unsafe { GetModuleHandleW(PCWSTR(wide.as_ptr())) };
    (!module.0.is_null()).then_some(module)
}

fn call(module: HMODULE, name: &CStr) -> HRESULT {
    // SAFETY: the module is loaded, and the name ends with a zero; this is the signature that COM gives the exports
    // that are asked for here.
    unsafe {
        let found = GetProcAddress(module, PCSTR(name.as_ptr().cast()));
        let found = found.unwrap_or_else(|| panic!("the DLL does not export {name:?}"));
        let export: unsafe extern "system" fn() -> HRESULT = std::mem::transmute(found);
        export()
    }
}

fn wide(path: &Path) -> Vec<u16> {
    path.as_os_str().encode_wide().chain([0]).collect()
}
