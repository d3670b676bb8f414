//! The small WMI core itself: that it plays WMI, and that it finds what it is there to find. Tests that
//! cannot fail prove nothing, so each breach is committed here once, by a provider written by hand.

#![cfg(windows)]

mod by_hand;
mod finds_breaches;
mod finds_wrong_methods;
mod finds_wrong_objects;
mod finds_wrong_texts;
mod finds_wrong_values;
mod finds_wrong_writes;
mod plays_wmi;
mod values;
#[allow(
    dead_code,
    unused_imports,
    reason = "each test program uses a part of the core"
)]
#[path = "../../../templates/tests/wmi_core/mod.rs"]
mod wmi_core;

use std::time::Duration;

use windows_core::HRESULT;

use crate::by_hand::{ByHand, Call, Code, revert};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::S_OK;
use crate::wmi_core::{Breach, Client, Core, Definition, Provider, Request};

/// A path as WMI may pass it: with prefix, in another case, and with what ends a path's parts in a key.
const PATH: &str = r#"\\server\root\Acme:acme_disk.DeviceID="1:2.3""#;

fn core() -> Core {
    let disk = Definition::new("Acme_Disk")
        .key("DeviceID", CIM_STRING)
        .property("FreeSpace", CIM_UINT64)
        .property("Online", CIM_BOOLEAN)
        .property("Spindle", CIM_UINT32)
        .property("Installed", CIM_DATETIME)
        .with_method(finds_wrong_methods::rename())
        .with_method(finds_wrong_methods::reset());
    let fan = Definition::new("Acme_Fan").property("Speed", CIM_UINT32);
    Core::new([disk, fan]).patience(Duration::from_millis(500))
}

fn provider<C: Code>(
    core: &Core,
    behaviour: impl Fn(&Call) -> C + Send + Sync + 'static,
) -> Provider {
    let init = ByHand::answering(behaviour);
    core.initialize(init, r"root\Acme").provider()
}

/// What the core finds in one call, and in the release afterwards.
fn breaches_of<C: Code>(
    request: Request,
    behaviour: impl Fn(&Call) -> C + Send + Sync + 'static,
) -> Vec<Breach> {
    let core = core();
    let provider = provider(&core, behaviour);
    core.call(&provider, &Client::impersonate(), request);
    core.release(provider);
    core.take_breaches()
}

/// What it finds in a get.
fn get<C: Code>(behaviour: impl Fn(&Call) -> C + Send + Sync + 'static) -> Vec<Breach> {
    breaches_of(Request::get(PATH), behaviour)
}

/// What it finds in an enumeration.
fn enumerate<C: Code>(behaviour: impl Fn(&Call) -> C + Send + Sync + 'static) -> Vec<Breach> {
    breaches_of(Request::enumerate("Acme_Disk"), behaviour)
}

/// What it finds where something is done to a disk before the disk is given.
fn get_after(change: impl Fn(&IWbemClassObject) + Send + Sync + 'static) -> Vec<Breach> {
    get(move |call| {
        let disk = call.disk();
        change(&disk);
        call.indicate(&[Some(disk)]);
        revert();
        call.complete(S_OK);
    })
}

/// What it finds in an initialisation.
fn initialise<C: Code>(
    initialisation: impl Fn(&IWbemProviderInitSink) -> C + Send + Sync + 'static,
) -> Vec<Breach> {
    let core = core();
    core.initialize(ByHand::initialising(initialisation), r"root\Acme");
    core.take_breaches()
}

/// Success that is not quite: what a client gets whose call ended early.
fn cut_short(early: bool) -> HRESULT {
    if early {
        wmi_core::codes::WBEM_S_PARTIAL_RESULTS
    } else {
        S_OK
    }
}
