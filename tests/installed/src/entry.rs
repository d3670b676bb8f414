//! The provider's CLSID in the registry, from every side from which COM could look at it.

use std::path::Path;

use windows_core::HSTRING;

use crate::PROVIDER;
use crate::wmi_core::bindings::*;

/// The 64-bit view and the 32-bit one, whichever the process has by itself.
const VIEWS: [u32; 2] = [0x0100, 0x0200];

/// Where COM's classes are: the machine's, the user's, and both together.
const ROOTS: [(&str, HKEY, &str); 3] = [
    ("HKLM", HKEY_LOCAL_MACHINE, r"Software\Classes\CLSID"),
    ("HKCU", HKEY_CURRENT_USER, r"Software\Classes\CLSID"),
    ("HKCR", HKEY_CLASSES_ROOT, "CLSID"),
];

/// No view has the CLSID.
pub fn check_is_nowhere() {
    for (name, root, classes) in ROOTS {
        for view in VIEWS {
            let key = open(root, classes, view);
            assert!(key.is_none(), "{name} has it in the view {view:#x}");
        }
    }
}

/// The machine has it, and so everybody does; the user's own classes, which WMI's hosts do not see, have it not.
pub fn check_is_the_machines(dll: &Path) {
    for (name, root, classes) in ROOTS {
        let Some(key) = open(root, classes, VIEWS[0]) else {
            assert_eq!(name, "HKCU", "{name} does not have it");
            continue;
        };
        assert_ne!(name, "HKCU");
        assert_eq!(value(key, "InprocServer32", "ThreadingModel"), "Both");
        let server = value(key, "InprocServer32", "");
        let same = |path: &Path| path.canonicalize().expect("the DLL is there");
        assert_eq!(same(Path::new(&server)), same(dll), "{name}");
        // SAFETY: `key` is open, and not used after this.
        let _ = unsafe { RegCloseKey(key) };
    }
}

fn open(root: HKEY, path: &str, view: u32) -> Option<HKEY> {
    let path = HSTRING::from(format!(r"{path}\{}", PROVIDER.clsid));
    let access = ACCESS_MASK(KEY_READ.cast_unsigned() | view);
    let mut key = HKEY::default();
    // SAFETY: the string lives for the call, and `key` is writable.
    let opened = unsafe { RegOpenKeyExW(root, &path, None, access, &mut key) };
    (opened == LSTATUS(ERROR_SUCCESS)).then_some(key)
}

fn value(class: HKEY, subkey: &str, name: &str) -> String {
    let mut key = HKEY::default();
    let access = ACCESS_MASK(KEY_READ.cast_unsigned());
    let (mut buffer, mut bytes) = ([0_u16; 1024], 2048);
    // SAFETY: the strings live for the calls, `key` is writable, and the buffer is as long as `bytes` says.
    let read = unsafe {
        let opened = RegOpenKeyExW(class, &HSTRING::from(subkey), None, access, &mut key);
        assert_eq!(opened, LSTATUS(ERROR_SUCCESS), "{subkey}");
        let buffer = Some(buffer.as_mut_ptr().cast());
        let name = HSTRING::from(name);
        let read = RegQueryValueExW(key, &name, None, None, buffer, &mut bytes);
        let _ = RegCloseKey(key);
        read
    };
    assert_eq!(read, LSTATUS(ERROR_SUCCESS), "{subkey}: {name}");
    let text = String::from_utf16_lossy(&buffer[..bytes as usize / 2]);
    text.trim_end_matches('\0').to_owned()
}
