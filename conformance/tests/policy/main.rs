//! The generic server, driven as WMI drives it, with a provider that does what each test says. Nothing here comes
//! from a spec: these tests are the same in every provider that wmigen makes.

#![cfg(windows)]

mod access;
mod another_instance;
mod any_objects;
mod asking;
mod audit;
mod background;
mod batches;
mod by_interface;
mod cancellation;
mod cards;
mod child;
mod clients;
mod cloaking;
mod deletes;
mod descriptors;
mod embedded;
mod endless;
mod endpoints;
mod enumeration_policy;
mod every_key;
mod every_type;
mod failures;
mod gate;
mod get_policy;
mod hide;
mod hierarchies;
mod identities;
mod incoming;
mod initialization;
mod log;
mod lost_clients;
mod lost_in_user_code;
mod method_access;
mod method_answers;
mod method_ends;
mod method_objects;
mod method_parameters;
mod methods;
mod namespaces;
mod not_served;
mod parts;
mod passages;
mod put_access;
mod put_answers;
mod put_parts;
mod put_values;
mod reading;
mod reverts;
mod scope;
mod script;
mod scripted;
mod session;
mod singletons;
mod sinks;
mod stress;
mod texts;
mod threads;
mod tokens;
mod unloading;
mod user_wmi;
#[allow(
    dead_code,
    unused_imports,
    unfulfilled_lint_expectations,
    reason = "not all of the runtime is the tests' concern, and nothing of it is public here"
)]
#[path = "../../../templates/src/wmi/mod.rs"]
mod wmi;
#[allow(
    dead_code,
    unused_imports,
    reason = "each test program uses a part of the core"
)]
#[path = "../../../templates/tests/wmi_core/mod.rs"]
mod wmi_core;
mod write_ends;
mod write_table;
mod writes;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks what a panicking test may have left behind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
