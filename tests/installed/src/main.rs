//! What an installer and WMI's host do with a finished provider, each in a process of its own as on a machine:
//! `installed (register | serve | unregister | look-for) DLL`.
//!
//! The test `installed` of wmigen runs it. Every step prints a line; a step that goes wrong is a panic.

#[cfg(not(windows))]
compile_error!("build it for Windows: it registers a COM class, and lets COM load it");

mod activation;
mod entry;
mod file;

#[allow(dead_code, reason = "the tests of a crate need more of it")]
#[path = "../../../templates/tests/harness/given.rs"]
mod given;
#[allow(dead_code, reason = "the tests of a crate need more of it")]
#[path = "../../../templates/tests/harness/object.rs"]
mod object;
#[allow(unused_imports, reason = "each spec uses a part of the table")]
#[path = "../../cases/disk/expected/tests/harness/provider.rs"]
mod provider;
#[allow(dead_code, reason = "the contract's tests need more of it")]
#[path = "../../../templates/tests/harness/table.rs"]
mod table;
#[allow(
    dead_code,
    unused_imports,
    reason = "each program uses a part of the core"
)]
#[path = "../../../templates/tests/wmi_core/mod.rs"]
mod wmi_core;

use std::env;
use std::path::Path;

use file::DllFile;
use provider::PROVIDER;
use wmi_core::codes::{REGDB_E_CLASSNOTREG, S_OK};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [step, dll] = &arguments[..] else {
        panic!("installed (register | serve | unregister | look-for) DLL");
    };
    let dll = Path::new(dll);
    match step.as_str() {
        "register" => register(dll),
        "serve" => activation::serve(dll),
        "unregister" => unregister(dll),
        "look-for" => look_for(dll),
        other => panic!("no such step: {other}"),
    }
}

/// As `regsvr32` does it.
fn register(dll: &Path) {
    entry::check_is_nowhere();
    let file = DllFile::load(dll);
    assert_eq!(file.register(), S_OK, "are you an administrator?");
    file.free();
    println!("registered");
    entry::check_is_the_machines(dll);
    println!("COM sees it, whoever asks");
}

/// As `regsvr32 /u` does it.
fn unregister(dll: &Path) {
    let file = DllFile::load(dll);
    assert_eq!(file.unregister(), S_OK);
    file.free();
    println!("unregistered");
    entry::check_is_nowhere();
    println!("nothing is left in the registry");
}

/// As WMI's host would, on the next question for one of the provider's classes.
fn look_for(dll: &Path) {
    let _apartment = activation::Apartment::enter();
    let refused = activation::create().err().map(|error| error.code());
    assert_eq!(refused, Some(REGDB_E_CLASSNOTREG));
    assert!(!file::is_loaded(dll));
    println!("COM knows no such class");
}
