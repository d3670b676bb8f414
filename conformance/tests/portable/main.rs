//! The unit tests of the runtime's portable part, which stand in its files. On Windows they are among those of `policy`,
//! which runs nowhere else.

#![cfg(not(windows))]

#[allow(
    dead_code,
    unused_imports,
    reason = "not all of the runtime is the tests' concern, and nothing of it is public here"
)]
#[path = "../../../templates/src/wmi/mod.rs"]
mod wmi;
